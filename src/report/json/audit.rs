//! The audit pack for programs: `tekigo.audit-pack/1`.

use super::run::Run;
use super::schema;
use super::view::{Fact, Words};
use crate::assess::assessment::Judged;
use crate::assess::audit::{AuditPack, EvidenceEntry, FileCheck, Held, Proven};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.audit-pack/1";

/// For each duty and subject the facts, who confirmed them, and what proves them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.audit-pack/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// What was judged, when and by what.
    run: Run<'a>,
    /// Every duty on every subject.
    duties: Vec<Duty<'a>>,
    /// Every record of evidence.
    evidence: Vec<Entry<'a>>,
}

/// A duty on a subject.
#[derive(Debug, Serialize, JsonSchema)]
struct Duty<'a> {
    /// Id of the rule.
    rule: &'a str,
    /// Its area.
    area: &'a str,
    /// What is wrong when it fails.
    title: Words<'a>,
    /// Ids of the clauses it cites.
    clauses: Vec<&'a str>,
    /// The record judged.
    subject: &'a str,
    /// What it is called.
    subject_name: Words<'a>,
    /// The department that answers for it.
    department: Option<&'a str>,
    /// How it stands.
    #[schemars(schema_with = "standing")]
    standing: &'static str,
    /// Number of deciding facts that are written down.
    stated: usize,
    /// Number of those that something proves.
    proved: usize,
    /// The facts that decided.
    facts: Vec<Fact<'a>>,
    /// Paths of what is not known.
    missing: Vec<&'a str>,
}

/// A record of evidence. What is null is not stated.
#[derive(Debug, Serialize, JsonSchema)]
struct Entry<'a> {
    /// `evidence/policy`.
    evidence: &'a str,
    /// Number of the document.
    document_no: Option<&'a str>,
    /// The day of approval.
    #[schemars(extend("format" = "date"))]
    decided_on: Option<String>,
    /// Its version.
    version: Option<&'a str>,
    /// Where it is kept.
    kept_at: Option<&'a str>,
    /// Its digest.
    sha256: Option<&'a str>,
    /// Its file, relative to the inventory.
    file: Option<&'a str>,
    /// What became of the comparison of file and digest.
    #[schemars(schema_with = "check")]
    check: &'static str,
    /// The digest that the file has, if it is at hand and not the stated one.
    computed: Option<&'a str>,
    /// Where it is written.
    place: Option<&'a str>,
}

fn standing(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schema::words(&Proven::ALL.map(|(_, word, ..)| word))
}

fn check(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let none = String::new;
    let all = [
        FileCheck::NoFile,
        FileCheck::Absent,
        FileCheck::NoDigest(none()),
        FileCheck::Matches,
        FileCheck::Differs(none()),
    ];
    schema::words(&all.each_ref().map(FileCheck::word))
}

/// Writes a pack as JSON.
pub(in crate::report) fn audit_pack(pack: &AuditPack) -> String {
    let assessment = &pack.assessment;
    let identities = (&assessment.pack, &assessment.body);
    let days = (assessment.as_of, assessment.facts_as_of);
    super::pretty(&Document {
        schema: NAME,
        run: Run::of(&assessment.tool, identities, days, &assessment.inventory_sha256),
        duties: pack.results(None).map(|(judged, held)| duty(pack, judged, held)).collect(),
        evidence: pack.evidence.iter().map(entry).collect(),
    })
}

/// The JSON Schema (draft 2020-12) of `audit-pack.json`.
pub fn audit_pack_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn duty<'a>(pack: &'a AuditPack, judged: &'a Judged, held: Held) -> Duty<'a> {
    let rule = &pack.assessment.rules[judged.rule];
    Duty {
        rule: &rule.id,
        area: &rule.area,
        title: Words::from(&rule.title),
        clauses: rule.clauses.iter().map(|clause| clause.id.as_str()).collect(),
        subject: &judged.subject,
        subject_name: Words::from(&judged.subject_name),
        department: judged.department.as_deref(),
        standing: held.standing.word(),
        stated: held.stated,
        proved: held.proved,
        facts: judged.facts.iter().map(Fact::from).collect(),
        missing: judged.missing.iter().map(|at| pack.assessment.questions[*at].path.as_str()).collect(),
    }
}

fn entry(entry: &EvidenceEntry) -> Entry<'_> {
    Entry {
        evidence: &entry.subject,
        document_no: entry.document_no.as_deref(),
        decided_on: entry.decided_on.map(|day| day.to_string()),
        version: entry.version.as_deref(),
        kept_at: entry.kept_at.as_deref(),
        sha256: entry.sha256.as_deref(),
        file: entry.file.as_deref(),
        check: entry.check.word(),
        computed: match &entry.check {
            FileCheck::NoDigest(found) | FileCheck::Differs(found) => Some(found),
            FileCheck::NoFile | FileCheck::Absent | FileCheck::Matches => None,
        },
        place: entry.place.as_deref(),
    }
}
