//! The audit pack put into bytes: a workbook, a page that leads through it, and JSON.

mod page;
mod workbook;

use super::json;
use crate::assess::assessment::ShownFact;
use crate::assess::audit::{AuditPack, EvidenceEntry, FileCheck};
use crate::language::{Language, Text};
use crate::text;
pub(super) use page::title;

/// The files of the pack, by name.
///
/// # Errors
/// What the writer of workbooks refuses.
pub fn files(pack: &AuditPack, language: Language) -> Result<Vec<(String, Vec<u8>)>, Text> {
    let book = workbook::render(pack, language)
        .map_err(|error| text!(ja: "Excelのブックを書けない: {error}", en: "cannot write a workbook: {error}"))?;
    Ok(vec![
        ("index.md".to_owned(), page::markdown(pack, language).into_bytes()),
        ("audit-pack.xlsx".to_owned(), book),
        ("audit-pack.json".to_owned(), json::audit_pack(pack).into_bytes()),
    ])
}

/// What became of the comparison of a file with its digest.
pub(super) fn checked(entry: &EvidenceEntry) -> Text {
    match &entry.check {
        FileCheck::NoFile => text!(ja: "ファイルの記載なし", en: "no file named"),
        FileCheck::Absent => text!(ja: "ファイルが手元にない", en: "file not at hand"),
        FileCheck::NoDigest(found) => {
            text!(ja: "ハッシュ値の記載なし（計算値 {found}）", en: "no digest stated (computed {found})")
        }
        FileCheck::Matches => text!(ja: "一致", en: "matches"),
        FileCheck::Differs(found) => text!(ja: "不一致（計算値 {found}）", en: "differs (computed {found})"),
    }
}

/// Number, day, version and place of the evidence of a fact.
fn proofs(pack: &AuditPack, fact: &ShownFact) -> String {
    let one = |proof: &String| match pack.evidence.iter().find(|entry| entry.subject == *proof) {
        None => proof.clone(),
        Some(entry) => {
            let day = entry.decided_on.map(|day| day.to_string());
            let parts = [entry.document_no.clone(), day, entry.version.clone(), entry.kept_at.clone()];
            let told: Vec<String> = parts.into_iter().flatten().collect();
            if told.is_empty() { proof.clone() } else { told.join(" / ") }
        }
    };
    fact.evidence.iter().map(one).collect::<Vec<_>>().join("; ")
}
