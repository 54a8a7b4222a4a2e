//! A rule file to begin with, and what is left to do in it.

use super::page::{Page, WIDTH};
use crate::language::{Language, Text};
use crate::report::editors::Files;
use crate::text;

/// The file of a new rule. It does not load until what is left to do has been done.
pub fn file(id: &str, language: Language) -> String {
    let Text { ja, en } = text!(
        ja: "# 名前は「直し方」でなく「不備」を表す。書き終えたら: tekigo rules check このファイル",
        en: "# The name says what is wrong, not how to mend it. When done: tekigo rules check THIS-FILE"
    );
    let (first, schema) = (if language == Language::Ja { ja } else { en }, Files::Rule.name());
    format!(
        r#"#:schema ../{schema}
{first}
id          = "{id}"
title.ja    = ""
title.en    = ""
why.ja      = ""
why.en      = ""
remedy.ja   = ""
remedy.en   = ""
clause      = []                       # ["mic-guideline/3-1"]; tekigo rules coverage
severity    = "medium"                 # critical high medium low
from        = 2026-04-01
subject     = "system"
when        = "system.status == 'live'"
require     = ""
message.ja  = "{{system.name}} …"
message.en  = "{{system.name}} …"

[[example]]
note    = "fails: "
verdict = "fail"
[[example.system]]
id = "a"
name = "A"
status = "live"

[[example]]
note    = "passes: "
verdict = "pass"
[[example.system]]
id = "a"
name = "A"
status = "live"

[[example]]
note    = "nobody has said yet"
verdict = "unknown"
[[example.system]]
id = "a"
name = "A"

[[example]]
note    = "near miss: "
verdict = "not_applicable"
[[example.system]]
id = "a"
name = "A"
status = "retired"
"#
    )
}

/// What is left to do in the file at `path`, and the command that checks it.
pub fn left_to_do(path: &str, check: &str, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let head = text!(ja: "{path} を作りました。残りの作業:", en: "{path} is written. Left to do:");
    page.hang("", page.say(&head));
    let steps = [
        text!(ja: "title・why・remedy を日本語と英語で書く", en: "write title, why and remedy in Japanese and English"),
        text!(ja: "clause に根拠の条項を書く（一覧は tekigo rules coverage）", en: "cite the clause (`tekigo rules coverage` lists them)"),
        text!(ja: "severity・from・subject を決める", en: "decide on severity, from and subject"),
        text!(ja: "require に満たすべき条件を、when に対象の範囲を書く", en: "write what must hold as `require`, and to what it applies as `when`"),
        text!(ja: "message で対象と数を名指しする", en: "let the message name the thing and the number"),
        text!(ja: "要是正・充足・未確認・該当なしの例を本物らしい事実で書く", en: "give examples that fail, pass, stay unknown and do not apply"),
        text!(ja: "{check} で確かめる", en: "run `{check}`"),
    ];
    for (number, step) in steps.iter().enumerate() {
        page.hang(&format!(" {}. ", number + 1), page.say(step));
    }
    page.finish()
}
