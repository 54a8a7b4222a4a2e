//! Audiences (提供先): for whom a report is made, and what each of them is shown.

use crate::language::Text;
use serde::{Deserialize, Serialize};

/// For whom a report is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Its id, the word used on the command line.
    pub id: String,
    /// What its readers are called.
    pub label: Text,
    /// What is selected for them, and why.
    pub purpose: Text,
    /// How the report may be handled (取扱区分): printed on every page.
    pub handling: Text,
    /// How much room the report has.
    pub page: Layout,
    /// Areas whose rules are told one by one; `None` is all. Of the others only numbers are told.
    pub areas: Option<Vec<String>>,
    /// Computed tables that are shown; `None` is all.
    pub tables: Option<Vec<String>>,
    /// What is shown beyond the verdicts themselves.
    pub shows: Vec<Shown>,
    /// Questions its readers are likely to ask, with answers.
    pub answers: Vec<Answer>,
}

/// How much room a report has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// As much as it needs.
    Full,
    /// One sheet of A4.
    Sheet,
}

/// Something a report may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Shown {
    /// To which area a result belongs, where the area is not told rule by rule.
    Areas,
    /// Which department answers for a result.
    Departments,
    /// Facts, where they are written, and the sentence about the subject.
    Evidence,
    /// What must be asked of whom.
    Questions,
    /// Exceptions with their reasons.
    Exceptions,
    /// Records of the network, and the network as drawn.
    Network,
    /// Values of fields that the vocabulary calls sensitive.
    Sensitive,
    /// Results that pass or do not apply, one by one.
    Settled,
}

impl Shown {
    /// All of them, with the word used in files.
    pub const ALL: [(Shown, &'static str); 8] = [
        (Shown::Areas, "areas"),
        (Shown::Departments, "departments"),
        (Shown::Evidence, "evidence"),
        (Shown::Questions, "questions"),
        (Shown::Exceptions, "exceptions"),
        (Shown::Network, "network"),
        (Shown::Sensitive, "sensitive"),
        (Shown::Settled, "settled"),
    ];
}

/// A question that readers are likely to ask. Which answer is given depends on one figure of the report; `{n}` stands
/// for it and `{of}` for what it is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub question: Text,
    /// The figure on which the answer depends.
    pub figure: Figure,
    /// What is said when there are none.
    pub zero: Text,
    /// What is said when there are some.
    pub some: Text,
    /// What is said when the number is not known.
    pub unknown: Text,
}

/// A figure of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure {
    /// Results that fail, of all.
    Fails,
    /// Results that fail at the gravest severity, of all that fail.
    Critical,
    /// Results that are not known, of all.
    Unknown,
    /// Exceptions in force, of all results.
    Waived,
    /// Functions that miss their date, of those the body has.
    Late,
    /// Functions that are live, of those the body has.
    Live,
    /// Incidents of the last completed fiscal year.
    Incidents,
    /// Persons who attended training in the last completed fiscal year, of those required.
    Trained,
}

impl Figure {
    /// All of them, with the word used in files.
    pub const ALL: [(Figure, &'static str); 8] = [
        (Figure::Fails, "fails"),
        (Figure::Critical, "critical"),
        (Figure::Unknown, "unknown"),
        (Figure::Waived, "waived"),
        (Figure::Late, "late"),
        (Figure::Live, "live"),
        (Figure::Incidents, "incidents"),
        (Figure::Trained, "trained"),
    ];
}

impl Audience {
    /// Whether its readers are shown that.
    pub fn shows(&self, what: Shown) -> bool {
        self.shows.contains(&what)
    }

    /// Whether the rules of an area are told one by one.
    pub fn names(&self, area: &str) -> bool {
        self.areas.as_ref().is_none_or(|areas| areas.iter().any(|named| named == area))
    }

    /// Whether a computed table is shown.
    pub fn holds(&self, table: &str) -> bool {
        self.tables.as_ref().is_none_or(|tables| tables.iter().any(|named| named == table))
    }
}
