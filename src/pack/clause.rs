//! Clauses (条項): what rules cite, in the editions that followed each other.

use crate::diagnostic::Place;
use crate::language::Text;
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How binding a clause is. The order is from the most binding to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Authority {
    /// 法律.
    Law,
    /// 政令・省令.
    Order,
    /// 告示.
    Notice,
    /// 閣議決定.
    Cabinet,
    /// 通知・技術的助言 (guidelines among them): advice, never a breach of law.
    Advice,
    /// 条例・規則.
    Bylaw,
    /// 訓令・要綱・ポリシー.
    Policy,
    /// The body's own plan (計画).
    Plan,
    /// What tekigo itself asks of registers and plans, so that they agree with themselves (台帳・計画の整合).
    Register,
}

impl Authority {
    /// All of them, with the word used in files and their names for people.
    pub const ALL: [(Authority, &'static str, &'static str, &'static str); 9] = [
        (Authority::Law, "law", "法律", "law"),
        (Authority::Order, "order", "政令・省令", "order"),
        (Authority::Notice, "notice", "告示", "notice"),
        (Authority::Cabinet, "cabinet", "閣議決定", "cabinet decision"),
        (Authority::Advice, "advice", "通知・技術的助言", "advice"),
        (Authority::Bylaw, "bylaw", "条例・規則", "bylaw"),
        (Authority::Policy, "policy", "訓令・要綱・ポリシー", "own policy"),
        (Authority::Plan, "plan", "計画", "own plan"),
        (Authority::Register, "register", "tekigoの定め", "tekigo's own demand"),
    ];

    /// The word used in files and machine formats.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The one with that word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, ..)| *known == word).map(|(authority, ..)| *authority)
    }

    /// Its name for people.
    pub fn label(self) -> Text {
        let (_, _, ja, en) = Self::ALL[self as usize];
        Text::new(ja, en)
    }

    /// A law or an order: cannot be waived.
    pub fn is_statute(self) -> bool {
        matches!(self, Authority::Law | Authority::Order)
    }
}

/// Clauses by `source/id`, each in its editions, the oldest first.
pub type Clauses = IndexMap<String, Vec<Clause>>;

/// One clause of a law, guideline or plan, in one edition.
#[derive(Debug, Clone)]
pub struct Clause {
    /// `source/id`.
    pub id: String,
    /// Title of the document it is in.
    pub document: Text,
    /// Edition of that document which this text follows; empty if it has none.
    pub edition: Text,
    /// The first day of that edition, where an older one may have said something else.
    pub edition_from: Option<Date>,
    /// Where in the document.
    pub label: Text,
    /// What it demands, in our own words.
    pub text: Text,
    /// How binding it is.
    pub authority: Authority,
    /// First day on which it demands this.
    pub from: Option<Date>,
    /// Last day on which it does.
    pub until: Option<Date>,
    /// Checked against its source, not from memory.
    pub confirmed: bool,
    /// Where it is written.
    pub place: Place,
}

impl Clause {
    /// Whether it demands this on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The edition it is known from began only after that day.
    pub fn is_of_later_edition(&self, day: Date) -> bool {
        self.edition_from.is_some_and(|from| day < from)
    }
}
