//! Tests of the whole stage, on small folders: what is read, and every way in which it can be wrong.

mod files;
mod hostile;
mod inventory;
mod pack;
mod values;
mod vocabulary;

use super::{PackSource, load_inventory, load_pack};
use crate::diagnostic::{Diagnostic, Sources};
use crate::inventory::Inventory;
use crate::pack::Pack;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder that is removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("tekigo-load-{}-{number}", std::process::id());
        // packs are shown under the name of their folder
        let root = std::env::temp_dir().join(name).join("rules");
        fs::create_dir_all(&root).unwrap();
        let folder = Self(root);
        for (name, bytes) in files {
            folder.write(name, bytes);
        }
        folder
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = self.0.parent().map(fs::remove_dir_all);
    }
}

/// A small pack with one of everything.
const PACK: [(&str, &str); 12] = [
    (
        "pack.toml",
        r#"
name = "small"
version = "1"
title = { ja = "小", en = "small" }
waiver_max_days = 366
waiver_expiring_days = 60
"#,
    ),
    (
        "vocabulary/body.toml",
        r#"
id = "body"
kind = "singleton"
label = { ja = "団体", en = "body" }
[field.code]
type = "text"
label = { ja = "団体コード", en = "code" }
ask = { ja = "コードは", en = "which code?" }
header = []
[field.name]
type = "text"
label = { ja = "団体名", en = "name" }
ask = { ja = "名は", en = "which name?" }
header = []
[field.class]
type = "choice"
label = { ja = "区分", en = "class" }
ask = { ja = "区分は", en = "which class?" }
header = []
values = [{ id = "city", label = { ja = "一般市", en = "city" } }, { id = "town", label = { ja = "町", en = "town" } }]
"#,
    ),
    (
        "vocabulary/department.toml",
        r#"
id = "department"
kind = "base"
label = { ja = "部署", en = "department" }
list = { ja = "全部ですか", en = "complete?" }
[field.name]
type = "text"
label = { ja = "名称", en = "name" }
ask = { ja = "名は", en = "which name?" }
header = ["部署名"]
[field.role]
type = "choice"
label = { ja = "役割", en = "role" }
ask = { ja = "役割は", en = "which role?" }
header = []
values = [{ id = "ict", label = { ja = "情報担当", en = "ICT" } }, { id = "hr", label = { ja = "人事担当", en = "HR" } }]
[field.parent]
type = "ref"
of = "department"
reverse = "children"
acyclic = true
none = true
label = { ja = "上位", en = "parent" }
ask = { ja = "上位は", en = "which parent?" }
header = []
"#,
    ),
    (
        "vocabulary/system.toml",
        r#"
id = "system"
kind = "base"
label = { ja = "情報システム", en = "information system" }
list = { ja = "全部ですか", en = "complete?" }
answers = "owner"
[field.name]
type = "text"
label = { ja = "名称", en = "name" }
ask = { ja = "名は", en = "which name?" }
header = ["システム名"]
[field.owner]
type = "ref"
of = "department"
reverse = "systems"
label = { ja = "所管課", en = "owner" }
ask = { ja = "{name} の所管は", en = "who owns {name}?" }
header = ["所管"]
[field.zone]
type = "choice"
of = "zone"
label = { ja = "区分", en = "zone" }
ask = { ja = "区分は", en = "which zone?" }
header = ["ネットワーク区分"]
valid_for = "1y"
[field.live]
type = "bool"
label = { ja = "稼働", en = "live" }
ask = { ja = "稼働は", en = "live?" }
header = []
[field.live_on]
type = "date"
none = true
label = { ja = "稼働日", en = "live on" }
ask = { ja = "稼働日は", en = "live since?" }
header = []
[field.users]
type = "int"
label = { ja = "利用者数", en = "users" }
ask = { ja = "利用者数は", en = "how many users?" }
header = []
[field.score]
type = "number"
none = true
label = { ja = "点", en = "score" }
ask = { ja = "点は", en = "which score?" }
header = []
[field.year]
type = "year"
label = { ja = "年度", en = "year" }
ask = { ja = "年度は", en = "which year?" }
header = []
[field.tags]
type = "texts"
label = { ja = "札", en = "tags" }
ask = { ja = "札は", en = "which tags?" }
header = []
[field.factors]
type = "choices"
label = { ja = "要素", en = "factors" }
ask = { ja = "要素は", en = "which factors?" }
header = []
values = [{ id = "knowledge", label = { ja = "知識", en = "knowledge" }, alias = ["暗証"] }, { id = "none", label = { ja = "未設定", en = "nothing" }, alias = ["なし", "暗証"] }]
[field.functions]
type = "refs"
of = "function"
reverse = "systems"
label = { ja = "業務", en = "functions" }
ask = { ja = "業務は", en = "which functions?" }
header = []
[field.state]
type = "text"
computed = true
label = { ja = "状態", en = "state" }
"#,
    ),
    (
        "vocabulary/function.toml",
        r#"
id = "function"
kind = "base"
label = { ja = "業務", en = "function" }
[implied]
of = "standard_function"
complete = true
[implied.set]
name = "entry.name"
[field.standard]
type = "ref"
of = "standard_function"
label = { ja = "標準", en = "standard" }
ask = { ja = "標準は", en = "which standard?" }
header = []
[field.name]
type = "text"
label = { ja = "名称", en = "name" }
ask = { ja = "名は", en = "which name?" }
header = []
"#,
    ),
    (
        "vocabulary/attendance.toml",
        r#"
id = "attendance"
kind = "base"
label = { ja = "受講", en = "attendance" }
list = { ja = "全部ですか", en = "complete?" }
answers = "@hr"
key = ["person", "year"]
[field.person]
type = "text"
sensitive = true
label = { ja = "職員", en = "person" }
ask = { ja = "職員は", en = "who?" }
header = []
[field.year]
type = "year"
label = { ja = "年度", en = "year" }
ask = { ja = "年度は", en = "which year?" }
header = []
"#,
    ),
    (
        "vocabulary/load.toml",
        r#"
id = "load"
kind = "computed"
label = { ja = "負担", en = "load" }
keep = "size(department.systems) > 0"
[each]
department = "inventory.department"
[field.department]
type = "ref"
of = "department"
is = "department"
label = { ja = "部署", en = "department" }
[field.systems]
type = "int"
is = "size(department.systems)"
label = { ja = "システム数", en = "systems" }
"#,
    ),
    (
        "vocabulary/standard_function.toml",
        r#"
id = "standard_function"
kind = "catalog"
label = { ja = "標準業務", en = "standard function" }
[field.name]
type = "text"
label = { ja = "名称", en = "name" }
"#,
    ),
    (
        "vocabulary/zone.toml",
        r#"
id = "zone"
kind = "catalog"
label = { ja = "区分", en = "zone" }
[field.name]
type = "text"
label = { ja = "名称", en = "name" }
[field.name_en]
type = "text"
label = { ja = "英語名", en = "name in English" }
[field.aliases]
type = "texts"
label = { ja = "別名", en = "aliases" }
"#,
    ),
    (
        "catalog/zone.toml",
        r#"
entity = "zone"
source = "guideline"
[[entry]]
id = "lgwan"
name = "LGWAN接続系"
name_en = "LGWAN zone"
aliases = ["ＬＧ系"]
[[entry]]
id = "internet"
name = "インターネット接続系"
from = 2018-04-01
confirmed = false
"#,
    ),
    (
        "clauses/guideline.toml",
        r#"
id = "guideline"
title = { ja = "ガイドライン", en = "Guideline" }
authority = "advice"
edition = { ja = "令和8年", en = "2026" }
[[clause]]
id = "3-1"
label = { ja = "第3章", en = "Chapter 3" }
"#,
    ),
    ("separation/system-in-no-zone.toml", RULE),
];

const RULE: &str = r#"
id = "system-in-no-zone"
title = { ja = "題", en = "title" }
why = { ja = "理由", en = "why" }
remedy = { ja = "対処", en = "remedy" }
clause = ["guideline/3-1"]
severity = "high"
from = 2020-04-01
subject = "system"
when = "system.live"
require = "system.zone == 'lgwan'"
message.ja = "{system.name} は {system.zone} にある"
message.en = "{system.name} is in {system.zone}"
[[example]]
note = { ja = "インターネット接続系にある", en = "in the Internet zone" }
verdict = "fail"
[[example.system]]
id = "a"
live = true
zone = "internet"
"#;

const BODY: &str = "[body]\ncode = \"999997\"\nname = \"例示市\"\nas_of = 2026-04-01\n";

/// The small pack, with some files replaced or added.
fn pack_files<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a [u8])> {
    let kept = PACK.into_iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).map(|(name, text)| (name, text.as_bytes())).collect()
}

/// The small pack.
fn pack() -> (Pack, Sources) {
    read_pack(&[]).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The small pack with changes, or what is wrong with it.
fn read_pack(changes: &[(&str, &str)]) -> Result<(Pack, Sources), Vec<String>> {
    let folder = Folder::new(pack_files(changes));
    let mut sources = Sources::default();
    match load_pack(PackSource::Folder(folder.0.clone()), &[], &mut sources) {
        Ok(pack) => Ok((pack, sources)),
        Err(diagnostics) => Err(shown(&diagnostics, &sources)),
    }
}

/// An inventory of a good `body.toml` and one more file, or what is wrong with it.
fn read_inventory(text: &str) -> Result<(Inventory, Pack), Vec<String>> {
    read_folder(&[("body.toml", BODY.as_bytes()), ("x.toml", text.as_bytes())])
}

/// The inventory of some files, or what is wrong with it.
fn read_folder(files: &[(&str, &[u8])]) -> Result<(Inventory, Pack), Vec<String>> {
    let folder = Folder::new(files.iter().copied());
    let (pack, mut sources) = pack();
    match load_inventory(&folder.0, &pack.vocabulary, &mut sources) {
        Ok(inventory) => Ok((inventory, pack)),
        Err(rejected) => Err(shown(&rejected.diagnostics, &sources)),
    }
}

/// `place: message (help) [related place]`, in English.
fn shown(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let one = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.map(|place| format!("{}: ", sources.show(place))).unwrap_or_default();
        let help = diagnostic.help.as_ref().map(|help| format!(" ({})", help.en)).unwrap_or_default();
        let related = diagnostic.related.iter().map(|(place, _)| format!(" [{}]", sources.show(*place)));
        format!("{place}{}{help}{}", diagnostic.message.en, related.collect::<String>())
    };
    diagnostics.iter().map(one).collect()
}
