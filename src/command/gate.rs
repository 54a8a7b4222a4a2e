//! `tekigo gate`: for CI. Both sides are judged on one day by one pack; what got worse is not let through.

use super::diff::another_body;
use super::today::today;
use super::{Opened, Said, judge};
use crate::assess::diff::{Cause, Causes, diff};
use crate::assess::gate::{Edit, Ruling, Terms, edits};
use crate::cli::{AnnotateArg, FormatArg, GateArgs};
use crate::diagnostic::{Diagnostic, Fault};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::inventory::Inventory;
use crate::language::{Language, Text};
use crate::load::{Folder, Tree, pack_texts};
use crate::report::{annotations, json, text};
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;

/// Set to `true` inside GitHub Actions.
const INSIDE_GITHUB: &str = "GITHUB_ACTIONS";

/// Judges a change.
pub fn run(args: &GateArgs, language: Language) -> Said {
    let wish = match Wish::of(args) {
        Ok(wish) => wish,
        Err(message) => return Said::usage(&message, language),
    };
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let (ruling, base, files) = match ruling(args, &wish, &mut opened) {
        Ok(ruled) => ruled,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    if let Some(said) = another_body((&ruling.diff.old.body, &ruling.diff.new.body), language) {
        return said;
    }
    let out = match args.format {
        FormatArg::Text => text::gate::render(&ruling, &base, language),
        FormatArg::Json => json::gate(&ruling),
    };
    let mut said = Said::new(out, ExitStatus::of_gate(&ruling));
    if annotated(args.annotate) {
        let folder = wish.head.to_string_lossy();
        said.err.extend(annotations::github(&ruling, &folder, &files, language).into_bytes());
    }
    said
}

/// Where the inventory before the change is.
enum Base<'a> {
    /// In another folder.
    Folder(&'a Path),
    /// In the same folder, at a git revision.
    Revision(&'a str),
}

/// What the command line asks for.
struct Wish<'a> {
    /// The inventory before the change.
    base: Base<'a>,
    /// The inventory after the change.
    head: &'a Path,
    /// The day.
    as_of: Date,
}

impl<'a> Wish<'a> {
    fn of(args: &'a GateArgs) -> Result<Self, Text> {
        let (base, head) = match (args.folders.as_slice(), &args.base_rev) {
            ([head], Some(revision)) => (Base::Revision(revision), head.as_path()),
            ([base, head], None) => (Base::Folder(base), head.as_path()),
            (_, Some(_)) => {
                return Err(text!(
                    ja: "--base-rev を使うときは、変更後の台帳だけを指定します。変更前はその版の同じフォルダから読みます",
                    en: "with --base-rev name only the inventory after the change; before is the same folder at that revision"
                ));
            }
            (_, None) => {
                return Err(text!(
                    ja: "変更前と変更後の台帳を指定するか、--base-rev で git の版を指定します",
                    en: "name the inventory before and after the change, or a git revision with --base-rev"
                ));
            }
        };
        if args.base_rev.as_ref().is_some_and(|revision| revision.is_empty() || revision.starts_with('-')) {
            return Err(text!(ja: "--base-rev の値が git の版の名前でない", en: "--base-rev names no git revision"));
        }
        let today = today();
        let as_of = args.as_of.unwrap_or(today);
        if as_of < today {
            return Err(text!(
                ja: "--as-of（{as_of}）が今日（{today}）より前です。変更はこれから効くので、今日か、それより後の日で点検します",
                en: "--as-of ({as_of}) lies before today ({today}); a change takes effect from now on"
            ));
        }
        Ok(Self { base, head, as_of })
    }
}

fn annotated(wish: AnnotateArg) -> bool {
    match wish {
        AnnotateArg::Github => true,
        AnnotateArg::None => false,
        AnnotateArg::Auto => std::env::var(INSIDE_GITHUB).is_ok_and(|value| value == "true"),
    }
}

/// The ruling, what the inventory was compared with, and the files of the inventory.
type Ruled = (Ruling, String, BTreeSet<String>);

fn ruling(args: &GateArgs, wish: &Wish<'_>, opened: &mut Opened) -> Result<Ruled, Vec<Diagnostic>> {
    let edits = match pack_edits(args, &wish.base) {
        Ok(edits) => edits,
        // Whatever it is, it is let through.
        Err(_) if args.pack_change_ok => Vec::new(),
        Err(diagnostics) => return Err(diagnostics),
    };
    let head = opened.inventory(wish.head)?;
    let (before, base) = match wish.base {
        Base::Folder(folder) => (opened.inventory(folder), folder.display().to_string()),
        Base::Revision(revision) => {
            let tree = Tree::of(wish.head, revision).map_err(|diagnostic| vec![*diagnostic])?;
            if tree.is_empty() {
                return Err(vec![absent(wish.head, revision)]);
            }
            (opened.inventory(&tree), format!("{revision} ({})", tree.short()))
        }
    };
    let before = before.map_err(|diagnostics| of_base(&base, diagnostics))?;
    let judged = |inventory: &Inventory| judge(opened, inventory, wish.as_of, Evidence::All);
    let (old, _) = judged(&before).map_err(|diagnostics| of_base(&base, diagnostics))?;
    let (new, _) = judged(&head)?;
    // Day and pack are the same on both sides: whatever changed, the facts did it.
    let mut causes = Causes::new(&[Cause::Facts], |_| None);
    let diff = diff(&old, &new, Some(&mut causes));
    let terms = Terms { fail_on: args.fail_on, pack_change_ok: args.pack_change_ok };
    let files = head.files.iter().map(|file| opened.sources.get(*file).name.as_str());
    // Of a workbook the repository knows the file, not its sheets.
    let files = files.map(|name| name.split('!').next().unwrap_or(name).to_owned()).collect();
    Ok((Ruling { diff, edits, terms }, base, files))
}

/// Edits to the folders of the pack between the two sides.
fn pack_edits(args: &GateArgs, base: &Base<'_>) -> Result<Vec<Edit>, Vec<Diagnostic>> {
    let mut found = Vec::new();
    for folder in args.pack.pack.iter().chain(&args.pack.extend) {
        let old = match (base, &args.old_pack) {
            (Base::Revision(revision), _) => {
                let tree = Tree::of(folder, revision).map_err(|diagnostic| vec![untold(folder), *diagnostic])?;
                pack_texts(Folder::from(&tree))?
            }
            (Base::Folder(_), Some(old)) if args.pack.pack.as_ref() == Some(folder) => pack_texts(old.into())?,
            _ => continue,
        };
        let shown = folder.to_string_lossy().replace('\\', "/");
        let shown = shown.trim_end_matches('/');
        let edits = edits(&old, &pack_texts(folder.into())?).into_iter();
        found.extend(edits.map(|edit| Edit { file: format!("{shown}/{}", edit.file), ..edit }));
    }
    Ok(found)
}

/// Whether a pack was edited cannot be told.
fn untold(folder: &Path) -> Diagnostic {
    let shown = folder.display();
    let message = text!(
        ja: "ルール集 `{shown}` が変わったかどうか分からない",
        en: "it cannot be told whether the pack `{shown}` was edited"
    );
    let help = text!(
        ja: "変わっていてもよければ --pack-change-ok を付けます",
        en: "if it may have been, add --pack-change-ok"
    );
    Diagnostic::error(Fault::Machine, None, message).help(help)
}

fn absent(folder: &Path, revision: &str) -> Diagnostic {
    let shown = folder.display();
    let message = text!(
        ja: "フォルダ `{shown}` は版 `{revision}` にはない",
        en: "folder `{shown}` is not in revision `{revision}`"
    );
    let help = text!(
        ja: "新しい台帳は、前の年度の台帳と比べます（tekigo gate 前の台帳 新しい台帳）",
        en: "compare a new inventory with that of the year before (tekigo gate OLD NEW)"
    );
    Diagnostic::error(Fault::Machine, None, message).help(help)
}

/// Says that what is wrong is wrong with the side before the change.
fn of_base(base: &str, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let message = text!(
        ja: "変更前の台帳（{base}）が使えない",
        en: "the inventory before the change ({base}) cannot be used"
    );
    [Diagnostic::error(Fault::Inventory, None, message)].into_iter().chain(diagnostics).collect()
}
