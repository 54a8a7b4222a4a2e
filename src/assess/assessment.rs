//! The finished assessment: plain data from which every report is made.
//!
//! Nothing in it refers to the pack, the inventory or the machine; a renderer needs this and a language, no more.

use super::earlier::Earlier;
use super::pictures::Pictures;
use crate::inventory::Value;
use crate::language::Text;
use crate::pack::{Audience, Authority, Pack, Severity};
use crate::text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// What was found, for one body on one day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assessment {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The body judged.
    pub body: BodyIdentity,
    /// The day of the law.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// Every rule that has a result, is coming, or has ended; results refer to it by position. Order: severity, id.
    pub rules: Vec<RuleSummary>,
    /// How many results of each verdict.
    pub ledger: Ledger,
    /// All results. Order: severity, rule, subject.
    pub results: Vec<Judged>,
    /// What could be asked, each once; results refer to it by position. Order: the question that settles most first, and
    /// last what only rules to come would ask.
    pub questions: Vec<Question>,
    /// What rules not yet in force would say on the day they begin.
    pub coming: Vec<Judged>,
    /// Positions (in `rules`) of rules no longer in force.
    pub ended: Vec<usize>,
    /// What they said on their last day.
    pub lapsed: Vec<Judged>,
    /// Computed records, by entity.
    pub derived: Vec<DerivedTable>,
    /// What formats that draw need beside all that; empty unless one was asked for, or it is to be saved.
    pub pictures: Pictures,
    /// For whom it was cut down (`audience::fit`); `None` holds everything.
    pub audience: Option<Audience>,
    /// The profile by which the rules were chosen; `None` judges all.
    pub selection: Option<SelectionSummary>,
    /// What the body sets otherwise than the pack.
    pub overrides: Vec<OverrideSummary>,
    /// What was guessed, left out or not used when the inventory's tables were read.
    #[serde(default)]
    pub reading: Vec<Remark>,
    /// What an earlier assessment said, if one was given to be set beside this one.
    #[serde(default)]
    pub earlier: Option<Earlier>,
}

/// Something that a reader must know of how the inventory was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Remark {
    /// Where it was noticed.
    pub place: Option<String>,
    /// What was noticed.
    pub message: Text,
}

/// A profile, and what it leaves out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SelectionSummary {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// Number of rules that are judged.
    pub judged: usize,
    /// Rules that are not, the gravest first.
    pub left_out: Vec<RuleSummary>,
}

/// Kinds of settings that a body may set otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Setting {
    /// How grave a rule is.
    Severity,
    /// A target date.
    Target,
}

impl Setting {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Setting::Severity => "severity",
            Setting::Target => "target",
        }
    }
}

/// A setting of the pack that the body sets otherwise.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OverrideSummary {
    /// What kind of setting it is.
    pub kind: Setting,
    /// Id of the rule or of the deadline.
    pub id: String,
    /// What that is called.
    pub name: Text,
    /// What the pack says; in English the word or date of machine formats.
    pub from: Text,
    /// What the body says.
    pub to: Text,
    /// Why.
    pub reason: Text,
}

/// Which pack.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PackIdentity {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Digest of its files.
    pub sha256: String,
}

impl From<&Pack> for PackIdentity {
    fn from(pack: &Pack) -> Self {
        Self { name: pack.name.clone(), version: pack.version.clone(), sha256: pack.sha256.clone() }
    }
}

/// Which body.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BodyIdentity {
    /// Six-digit code.
    pub code: String,
    /// Official name.
    pub name: String,
    /// The inventory was made from published material, so a report must say that it is not the body's own view.
    pub published_material: bool,
}

/// What a report says about a rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RuleSummary {
    /// Its id.
    pub id: String,
    /// Its area.
    pub area: String,
    /// How grave.
    pub severity: Severity,
    /// The body added it itself.
    pub own: bool,
    /// The most binding authority among its clauses in force on the day of the law.
    pub authority: Authority,
    /// Every clause it cites has been checked against its source.
    pub confirmed: bool,
    /// Clauses it cites, in the edition in force on that day.
    pub clauses: Vec<ClauseSummary>,
    /// What a fail is called, if not by the authority.
    pub finding: Option<Text>,
    /// What is wrong when it fails.
    pub title: Text,
    /// Why it matters.
    pub why: Text,
    /// What to do.
    pub remedy: Text,
    /// First day in force; `None` if it stands for rules that may not be named.
    pub from: Option<Date>,
    /// Last day in force.
    pub until: Option<Date>,
}

/// What a report says about a clause.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClauseSummary {
    /// `source/id`.
    pub id: String,
    /// Document, edition and place in it, as one line.
    pub label: Text,
    /// How binding it is.
    pub authority: Authority,
    /// The edition of its document; empty if it has none.
    pub edition: Text,
    /// That edition began only after the day of the law.
    pub later_edition: bool,
    /// Checked against its source.
    pub confirmed: bool,
}

/// The verdict on one subject under one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// 要是正.
    Fail,
    /// 判定不能.
    Error,
    /// 未確認.
    Unknown,
    /// 例外措置中.
    Waived,
    /// 充足.
    Pass,
    /// 該当なし.
    NotApplicable,
}

impl Verdict {
    /// All of them, with the word used in machine formats and their names for people.
    pub const ALL: [(Verdict, &'static str, &'static str, &'static str); 6] = [
        (Verdict::Fail, "fail", "要是正", "fail"),
        (Verdict::Error, "error", "判定不能", "error"),
        (Verdict::Unknown, "unknown", "未確認", "unknown"),
        (Verdict::Waived, "waived", "例外措置中", "waived"),
        (Verdict::Pass, "pass", "充足", "pass"),
        (Verdict::NotApplicable, "not_applicable", "該当なし", "not applicable"),
    ];

    /// The word used in machine formats and on the command line.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Its name for people.
    pub fn label(self) -> Text {
        let (_, _, ja, en) = Self::ALL[self as usize];
        Text::new(ja, en)
    }

    /// The title of a rule, which words what would be wrong, as it stands beside this verdict: that a pass is no such
    /// case, and what is not applicable is not judged.
    pub fn beside(self, title: &Text) -> Text {
        let Text { ja, en } = title;
        match self {
            Verdict::Pass => text!(ja: "「{ja}」に当たらない", en: "not the case: {en}"),
            Verdict::NotApplicable => text!(ja: "「{ja}」の判定の対象でない", en: "not to be judged: {en}"),
            _ => title.clone(),
        }
    }
}

/// How many results of each verdict; they add up to `total`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// 充足.
    pub pass: usize,
    /// 要是正.
    pub fail: usize,
    /// 未確認.
    pub unknown: usize,
    /// 該当なし.
    pub not_applicable: usize,
    /// 例外措置中.
    pub waived: usize,
    /// 判定不能.
    pub error: usize,
    /// All of the above.
    pub total: usize,
    /// Results of rules not yet in force; not part of the total.
    pub coming: usize,
}

impl Ledger {
    /// The number of results of one verdict.
    pub fn of(&self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Fail => self.fail,
            Verdict::Error => self.error,
            Verdict::Unknown => self.unknown,
            Verdict::Waived => self.waived,
            Verdict::Pass => self.pass,
            Verdict::NotApplicable => self.not_applicable,
        }
    }
}

impl AddAssign for Ledger {
    fn add_assign(&mut self, other: Self) {
        self.pass += other.pass;
        self.fail += other.fail;
        self.unknown += other.unknown;
        self.not_applicable += other.not_applicable;
        self.waived += other.waived;
        self.error += other.error;
        self.total += other.total;
        self.coming += other.coming;
    }
}

/// One result.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judged {
    /// Position in [`Assessment::rules`].
    pub rule: usize,
    /// `system/juki`, or `flow/*` for "is this list complete?".
    pub subject: String,
    /// What a reader calls the subject.
    pub subject_name: Text,
    /// Where a reader would begin to look, as `systems.toml:12:11` or `staff.xlsx!C7`; `None` if that may not be told.
    pub place: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// The rule's sentence, for fails and waived fails; what could not be computed, for errors.
    pub message: Option<Text>,
    /// `department/…` that answers for the subject, if one is named.
    pub department: Option<String>,
    /// What that department is called.
    pub department_name: Option<Text>,
    /// The facts that decided.
    pub facts: Vec<ShownFact>,
    /// Positions in [`Assessment::questions`]: the smallest set that must be asked.
    pub missing: Vec<usize>,
    /// The exception in force.
    pub waiver: Option<WaiverSummary>,
}

/// A fact as a report shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShownFact {
    /// `system/juki.segment`.
    pub path: String,
    /// What the field and the record are called.
    pub label: Text,
    /// The value; records have become their subject (`segment/lg`) as text. `None` is known to be none.
    pub value: Option<Value>,
    /// The value for people.
    pub shown: Text,
    /// `systems.toml:12:11`; computed facts have none.
    pub place: Option<String>,
    /// Document and page the record was taken from.
    pub source: Option<String>,
    /// Who said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day on which it was true, if one of its own is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_date: Option<Date>,
    /// What proves it: records of evidence (`evidence/policy`), or where the proof is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// Something that could be asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// `system/juki.two_factor`, or `flow/*` for a list, `system/juki.contracts/*` for a list of one record.
    pub path: String,
    /// A field, or whether a list is complete.
    pub kind: QuestionKind,
    /// What the record is called that it is about; `None` if it is about all of a kind.
    pub record: Option<Text>,
    /// The question.
    pub question: Text,
    /// `department/zeimu`; `None` goes to the ICT division.
    pub department: Option<String>,
    /// What that department is called.
    pub department_name: Text,
    /// Where the answer should be written.
    pub place: Option<String>,
    /// What to write there, e.g. `[[function]] id = "kaigo"`, when the record is written nowhere; in a sheet, the row and
    /// the column.
    pub write: Option<Text>,
    /// Why a written fact does not count: it is in conflict, or too old.
    pub reason: Option<Text>,
    /// Number of unknown results in which it is missing.
    pub blocks: usize,
    /// Number of unknown results that this answer alone settles.
    pub settles: usize,
}

/// What kind of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionKind {
    /// A field of a record.
    Field,
    /// Whether a list is complete.
    List,
}

/// An exception as a report shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WaiverSummary {
    /// Its id.
    pub id: String,
    /// Accepted as it is, or something else done instead, as in files.
    pub kind: String,
    /// That, for people.
    pub kind_name: Text,
    /// Why it was granted.
    pub reason: String,
    /// The post that approved it.
    pub approved_by: String,
    /// What is done instead.
    pub control: Option<String>,
    /// The day of approval.
    pub approved_on: Option<Date>,
    /// Last day.
    pub until: Date,
    /// For which facts it was granted, if it says so.
    pub facts_digest: Option<String>,
}

/// The rows of one computed entity.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DerivedTable {
    /// Entity id, the key in machine formats.
    pub entity: String,
    /// What it is called.
    pub label: Text,
    /// Field ids and labels, in order.
    pub fields: Vec<(String, Text)>,
    /// One value per field; records are shown by their subject (`course/security`), `None` is none or missing.
    pub rows: Vec<Vec<Option<Value>>>,
}
