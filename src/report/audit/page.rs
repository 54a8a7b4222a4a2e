//! The page that leads through an audit pack.

use super::checked;
use crate::assess::audit::{AuditPack, Proven};
use crate::language::{Language, Text};
use crate::report::clean::markdown as escaped;
use crate::report::text::words;
use crate::report::{NOTICE, area};
use crate::text;

/// Whose pack it is.
pub(in crate::report) fn title(pack: &AuditPack) -> Text {
    let (name, code) = (&pack.assessment.body.name, &pack.assessment.body.code);
    text!(ja: "{name}（{code}）の監査用資料", en: "Audit pack of {name} ({code})")
}

/// By what it was judged, and the digest of what it was made from.
pub(super) fn made_from(pack: &AuditPack) -> [Text; 3] {
    let digest = &pack.assessment.inventory_sha256;
    let inventory = text!(ja: "台帳の SHA-256 {digest}", en: "SHA-256 of the inventory {digest}");
    [words::as_of(&pack.assessment), words::standing(&pack.assessment), inventory]
}

/// The page.
pub(super) fn markdown(pack: &AuditPack, language: Language) -> String {
    let say = |text: &Text| escaped(text.get(language));
    let mut out = format!("# {}\n\n", say(&title(pack)));
    let made: Vec<String> = made_from(pack).iter().map(say).collect();
    out.push_str(&format!("{}\n\n", made.join("  \n")));
    if pack.assessment.body.published_material {
        out.push_str(&format!("{}\n\n", Text::new(NOTICE.0, NOTICE.1).get(language)));
    }
    let head: Vec<String> = Proven::ALL.iter().map(|(standing, ..)| say(&standing.label())).collect();
    let first = text!(ja: "分野", en: "Area");
    out.push_str(&format!("| {} | {} |\n|---|{}\n", say(&first), head.join(" | "), "---:|".repeat(head.len())));
    for id in pack.areas().into_iter().map(Some).chain([None]) {
        let name = id.map_or_else(
            || text!(ja: "計", en: "total").get(language).to_owned(),
            |id| area(&pack.assessment, id, language).to_owned(),
        );
        let numbers = Proven::ALL.iter().map(|(standing, ..)| pack.number(id, *standing).to_string());
        out.push_str(&format!("| {} | {} |\n", escaped(&name), numbers.collect::<Vec<_>>().join(" | ")));
    }
    let unproved = text!(ja: "実施・証跡なしの規則", en: "Duties done without evidence");
    out.push_str(&format!("\n## {}\n\n", say(&unproved)));
    for (rule, number) in pack.unproved() {
        let rule = &pack.assessment.rules[rule];
        out.push_str(&format!("- {} ({}): {number}\n", say(&rule.title), escaped(&rule.id)));
    }
    let list = text!(ja: "証跡", en: "Evidence");
    out.push_str(&format!("\n## {}\n\n", say(&list)));
    if pack.evidence.is_empty() {
        let none = text!(ja: "台帳に証跡の記録がない。", en: "The inventory records no evidence.");
        out.push_str(&format!("{}\n", say(&none)));
    }
    for entry in &pack.evidence {
        let document = entry.document_no.as_deref().unwrap_or("");
        out.push_str(&format!("- {} {}: {}\n", escaped(&entry.subject), escaped(document), say(&checked(entry))));
    }
    out
}
