//! How the duties of an audit pack stand, for people at a terminal.

use super::page::{Page, WIDTH};
use super::words::{self, Word};
use crate::assess::audit::{AuditPack, Proven};
use crate::language::{Language, Text};
use crate::report::NOTICE;
use crate::report::audit::{checked, title};
use crate::text;

/// Duties without evidence that the terminal names.
const NAMED: usize = 10;

/// What the titles of rules mean in a list of duties that are done.
const NAMES_FAULT: Word =
    Word::new("規則の名は、守られていないときの状態を示す。", "A rule is named for the fault that it looks for.");

/// What was written, and how the duties stand; `folder` is where, and in how many files.
pub fn render(pack: &AuditPack, (folder, files): (&str, usize), language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.ends(title(pack).get(language), words::as_of(&pack.assessment).get(language));
    page.bar();
    page.line(words::standing(&pack.assessment).get(language));
    if pack.assessment.body.published_material {
        page.hang("", Text::new(NOTICE.0, NOTICE.1).get(language));
    }
    page.blank();
    for (standing, ..) in Proven::ALL {
        page.ends(&format!("  {}", standing.label().get(language)), &pack.number(None, standing).to_string());
    }
    page.blank();
    let unproved = pack.unproved();
    if !unproved.is_empty() {
        page.heading(text!(ja: "実施・証跡なし", en: "Done without evidence").get(language));
        page.hang("  ", NAMES_FAULT.get(language));
        for (rule, number) in unproved.iter().take(NAMED) {
            let title = &pack.assessment.rules[*rule].title;
            let (ja, en) = (&title.ja, &title.en);
            page.hang("  ", text!(ja: "（{number}件）{ja}", en: "({number}) {en}").get(language));
        }
        let more = unproved.len().saturating_sub(NAMED);
        if more > 0 {
            page.line(text!(ja: "  ほか {more}規則（ブックを参照）", en: "  and {more} more rules").get(language));
        }
        page.blank();
    }
    for entry in pack.differing() {
        let (id, said) = (&entry.subject, checked(entry));
        let (ja, en) = (&said.ja, &said.en);
        page.hang("! ", text!(ja: "{id}: ファイルのハッシュ値が{ja}", en: "{id}: the file {en}").get(language));
    }
    let line = text!(ja: "{folder} に{files}ファイルを書いた。", en: "Wrote {files} files to {folder}.");
    page.hang("", line.get(language));
    page.finish()
}
