//! The audit pack (監査用資料): for each duty and subject, the facts that decide, who confirmed them, and what proves them.
//!
//! Something done without proof is not the same as something not done, and neither is the same as something not known.

use super::assessment::{Assessment, Judged, ShownFact, Verdict};
use crate::inventory::{Known, Municipality};
use crate::language::Text;
use crate::vocabulary::body::{
    EVIDENCE, EVIDENCE_DECIDED_ON, EVIDENCE_DOCUMENT, EVIDENCE_FILE, EVIDENCE_KEPT_AT, EVIDENCE_SHA256,
    EVIDENCE_VERSION,
};
use crate::vocabulary::{EntityId, Kind};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is laid before an auditor.
#[derive(Debug, Clone)]
pub struct AuditPack {
    /// What was judged, with the facts of every result.
    pub assessment: Assessment,
    /// How each result stands, in the order of the results.
    pub held: Vec<Held>,
    /// Every record of evidence, in order of id.
    pub evidence: Vec<EvidenceEntry>,
}

/// How a result stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// In a word.
    pub standing: Proven,
    /// Number of deciding facts that are written down.
    pub stated: usize,
    /// Number of those that something proves.
    pub proved: usize,
}

/// How a duty stands on a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proven {
    /// Done, and every deciding fact that is written down is proved.
    Proved,
    /// Done, but some deciding fact has no proof.
    Unproved,
    /// Not done.
    NotDone,
    /// Nobody has written down whether it is done.
    Unknown,
    /// Under an exception.
    Waived,
    /// The duty does not apply.
    NotApplicable,
    /// It could not be judged.
    Error,
}

impl Proven {
    /// All of them in order, with the word of machine formats and what they are called.
    pub const ALL: [(Proven, &'static str, &'static str, &'static str); 7] = [
        (Proven::Proved, "done_proved", "実施・証跡あり", "done, with evidence"),
        (Proven::Unproved, "done_unproved", "実施・証跡なし", "done, without evidence"),
        (Proven::NotDone, "not_done", "未実施（要是正）", "not done"),
        (Proven::Unknown, "unknown", "未確認", "unknown"),
        (Proven::Waived, "waived", "例外措置中", "waived"),
        (Proven::NotApplicable, "not_applicable", "該当なし", "not applicable"),
        (Proven::Error, "error", "判定不能", "error"),
    ];

    /// The word of machine formats.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// What it is called.
    pub fn label(self) -> Text {
        let (_, _, ja, en) = Self::ALL[self as usize];
        Text::new(ja, en)
    }
}

/// A record of evidence.
#[derive(Debug, Clone)]
pub struct EvidenceEntry {
    /// `evidence/policy`.
    pub subject: String,
    /// Number of the document.
    pub document_no: Option<String>,
    /// The day of approval.
    pub decided_on: Option<Date>,
    /// Its version.
    pub version: Option<String>,
    /// Where it is kept.
    pub kept_at: Option<String>,
    /// Its digest, as stated.
    pub sha256: Option<String>,
    /// Its file, relative to the inventory.
    pub file: Option<String>,
    /// What became of the comparison of file and digest.
    pub check: FileCheck,
    /// Where it is written.
    pub place: Option<String>,
}

/// What became of the comparison of a file with its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileCheck {
    /// No file is named.
    NoFile,
    /// A file is named and is not there.
    Absent,
    /// The file is there; no digest is stated to compare it with.
    NoDigest(String),
    /// The file has the digest.
    Matches,
    /// The file has another digest: this one.
    Differs(String),
}

impl FileCheck {
    /// The word of machine formats.
    pub fn word(&self) -> &'static str {
        match self {
            FileCheck::NoFile => "no_file",
            FileCheck::Absent => "absent",
            FileCheck::NoDigest(_) => "no_digest",
            FileCheck::Matches => "matches",
            FileCheck::Differs(_) => "differs",
        }
    }
}

impl AuditPack {
    /// Number of results that stand so, of an area or of all.
    pub fn number(&self, area: Option<&str>, standing: Proven) -> usize {
        self.results(area).filter(|(_, held)| held.standing == standing).count()
    }

    /// Results with how they stand, of an area or of all.
    pub fn results<'s>(&'s self, area: Option<&'s str>) -> impl Iterator<Item = (&'s Judged, Held)> {
        let all = self.assessment.results.iter().zip(self.held.iter().copied());
        all.filter(move |(judged, _)| area.is_none_or(|area| self.assessment.rules[judged.rule].area == area))
    }

    /// The areas, in order.
    pub fn areas(&self) -> BTreeSet<&str> {
        self.assessment.results.iter().map(|judged| self.assessment.rules[judged.rule].area.as_str()).collect()
    }

    /// Evidence whose file is not the one that was approved.
    pub fn differing(&self) -> impl Iterator<Item = &EvidenceEntry> {
        self.evidence.iter().filter(|entry| matches!(entry.check, FileCheck::Differs(_)))
    }

    /// Duties done without proof: position of the rule, with the number of its subjects; the gravest first.
    pub fn unproved(&self) -> BTreeMap<usize, usize> {
        let mut rules = BTreeMap::new();
        for (judged, _) in self.results(None).filter(|(_, held)| held.standing == Proven::Unproved) {
            *rules.entry(judged.rule).or_default() += 1;
        }
        rules
    }
}

/// Draws up the pack; `digest` gives the SHA-256 of a file of the inventory's folder, if it is there.
pub fn audit(
    assessment: Assessment,
    m: &Municipality<'_>,
    show: impl Fn(EntityId, u32) -> Option<String>,
    digest: impl Fn(&str) -> Option<String>,
) -> AuditPack {
    let evidence = match m.vocabulary.find(EVIDENCE) {
        Some(entity) => (0..m.table(entity).len()).map(|row| entry(m, entity, row, &show, &digest)).collect(),
        None => Vec::new(),
    };
    let differing: BTreeSet<String> = evidence
        .iter()
        .filter(|entry: &&EvidenceEntry| matches!(entry.check, FileCheck::Differs(_)))
        .map(|entry| entry.subject.clone())
        .collect();
    let held = assessment.results.iter().map(|judged| held(m, judged, &differing)).collect();
    AuditPack { assessment, held, evidence }
}

fn held(m: &Municipality<'_>, judged: &Judged, differing: &BTreeSet<String>) -> Held {
    let stated: Vec<&ShownFact> = judged.facts.iter().filter(|fact| is_stated(m, fact)).collect();
    // A file that is not the approved one proves nothing.
    let proves = |fact: &&&ShownFact| fact.evidence.iter().any(|proof| !differing.contains(proof));
    let proved = stated.iter().filter(proves).count();
    let standing = match judged.verdict {
        Verdict::Pass if proved > 0 && proved == stated.len() => Proven::Proved,
        Verdict::Pass => Proven::Unproved,
        Verdict::Fail => Proven::NotDone,
        Verdict::Unknown => Proven::Unknown,
        Verdict::Waived => Proven::Waived,
        Verdict::NotApplicable => Proven::NotApplicable,
        Verdict::Error => Proven::Error,
    };
    Held { standing, stated: stated.len(), proved }
}

/// The body wrote the fact down: it is neither of the catalog nor worked out.
fn is_stated(m: &Municipality<'_>, fact: &ShownFact) -> bool {
    let name = fact.path.split(['/', '.']).next().unwrap_or_default();
    let Some(id) = m.vocabulary.find(name) else { return false };
    let entity = m.vocabulary.entity(id);
    let field = fact.path.rsplit_once('.').and_then(|(_, field)| entity.find(field));
    let set = |field| entity.implied.as_ref().is_some_and(|implied| implied.set.iter().any(|(set, _)| *set == field));
    let worked_out = field.is_none_or(|field| m.vocabulary.field(id, field).computed || set(field));
    fact.place.is_some() && matches!(entity.kind, Kind::Base | Kind::Singleton) && !worked_out
}

fn entry(
    m: &Municipality<'_>,
    entity: EntityId,
    row: u32,
    show: &impl Fn(EntityId, u32) -> Option<String>,
    digest: &impl Fn(&str) -> Option<String>,
) -> EvidenceEntry {
    let text = |name: &str| match m.text(m.fact(entity, row, name)?) {
        Known::Value(symbol) => Some(m.symbols.text(symbol).trim().to_owned()),
        Known::None | Known::Missing => None,
    };
    let sha256 = text(EVIDENCE_SHA256).map(|digest| digest.to_ascii_lowercase());
    let file = text(EVIDENCE_FILE);
    let check = match (file.as_deref().map(digest), &sha256) {
        (None, _) => FileCheck::NoFile,
        (Some(None), _) => FileCheck::Absent,
        (Some(Some(found)), None) => FileCheck::NoDigest(found),
        (Some(Some(found)), Some(stated)) if found == *stated => FileCheck::Matches,
        (Some(Some(found)), Some(_)) => FileCheck::Differs(found),
    };
    EvidenceEntry {
        subject: m.subject(entity, row),
        document_no: text(EVIDENCE_DOCUMENT),
        decided_on: m.fact(entity, row, EVIDENCE_DECIDED_ON).and_then(|fact| m.date(fact).value()),
        version: text(EVIDENCE_VERSION),
        kept_at: text(EVIDENCE_KEPT_AT),
        sha256,
        file,
        check,
        place: show(entity, row),
    }
}
