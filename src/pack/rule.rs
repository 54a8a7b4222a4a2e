//! Rules: one duty each, with the examples that prove it.

use crate::diagnostic::Place;
use crate::expression::{Condition, Template};
use crate::inventory::Record;
use crate::language::Text;
use crate::vocabulary::EntityId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How grave it is when a rule fails. The order is from the gravest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// 重大.
    Critical,
    /// 高.
    High,
    /// 中.
    Medium,
    /// 低.
    Low,
}

impl Severity {
    /// All of them, with the word used in files and their names for people.
    pub const ALL: [(Severity, &'static str, &'static str); 4] = [
        (Severity::Critical, "critical", "重大"),
        (Severity::High, "high", "高"),
        (Severity::Medium, "medium", "中"),
        (Severity::Low, "low", "低"),
    ];

    /// The word used in files and machine formats, and its English name.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Its name for people.
    pub fn label(self) -> Text {
        let (_, en, ja) = Self::ALL[self as usize];
        Text::new(ja, en)
    }
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Names the fault, not the cure; equals the file's stem.
    pub id: String,
    /// The folder it lies in.
    pub area: String,
    /// What is wrong when it fails.
    pub title: Text,
    /// Why it matters, for the reader of a report.
    pub why: Text,
    /// What to do.
    pub remedy: Text,
    /// Keys of the clauses it tests.
    pub clauses: Vec<String>,
    /// How grave a failure is.
    pub severity: Severity,
    /// What a failure is called, if not by the authority it falls short of.
    pub finding: Option<Text>,
    /// First day in force.
    pub from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// The entity whose records are judged.
    pub subject: EntityId,
    /// To which records it applies; `None` is to all.
    pub when: Option<Condition>,
    /// What must hold.
    pub require: Condition,
    /// The sentence printed when it fails, in Japanese and English.
    pub message: (Template, Template),
    /// Examples, documentation and test in one.
    pub examples: Vec<Example>,
    /// Written by the body itself, in a folder that extends the pack.
    pub own: bool,
    /// Where `when` is written.
    pub when_at: Option<Place>,
    /// Where `require` is written.
    pub require_at: Place,
    /// Where it is written.
    pub place: Place,
}

impl Rule {
    /// What it asks: to whom it applies, if it says so, and what must hold.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.when.iter().chain([&self.require])
    }

    /// Whether the rule is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The verdict an example claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// `pass`.
    Pass,
    /// `fail`.
    Fail,
    /// `unknown`.
    Unknown,
    /// `not_applicable`.
    NotApplicable,
}

/// One example of a rule.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub note: Text,
    /// What the rule must say.
    pub verdict: Expected,
    /// The day, if the rule depends on it.
    pub as_of: Option<Date>,
    /// Id of the record judged, when there are several.
    pub subject: Option<String>,
    /// Tables that are complete in it.
    pub complete: Vec<(EntityId, Place)>,
    /// The body, as far as the example states it.
    pub body: Option<Record>,
    /// All other records.
    pub records: Vec<Record>,
    /// Where it is written.
    pub place: Place,
}
