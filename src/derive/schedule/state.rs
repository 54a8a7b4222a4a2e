//! The five states of a function.

use super::forecast::Outcome;
use super::model::{Live, Setting, Unit};
use crate::inventory::Missing;
use crate::language::Text;
use serde::{Deserialize, Serialize};

/// Where a function stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    /// It is live.
    Migrated,
    /// It is not live, its date has not come, and nothing says that it will miss it.
    OnTheWay,
    /// It is published as specially supported.
    SpeciallySupported,
    /// It misses the target, and is not published as specially supported.
    PastTarget,
    /// The facts do not tell.
    NotKnown,
}

impl State {
    /// All of them, with the word used in machine formats and their names for people.
    pub const ALL: [(State, &'static str, &'static str, &'static str); 5] = [
        (State::Migrated, "migrated", "移行済み", "migrated"),
        (State::OnTheWay, "on_the_way", "移行作業中（期限内の見込み）", "on the way, in time"),
        (State::SpeciallySupported, "specially_supported", "特定移行支援システム", "specially supported"),
        (
            State::PastTarget,
            "past_target",
            "期限までに移行未完了（特定移行支援の公表なし）",
            "not migrated by the target, not published as specially supported",
        ),
        (State::NotKnown, "not_known", "不明", "not known"),
    ];

    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Its name for people.
    pub fn label(self) -> Text {
        let (_, _, ja, en) = Self::ALL[self as usize];
        Text::new(ja, en)
    }
}

/// The state that the facts force, and the questions that would settle it if they do not.
pub(super) fn of(setting: &Setting, unit: &Unit, outcome: &Outcome) -> (State, Vec<Missing>) {
    if let Live::Yes(_) = unit.live {
        return (State::Migrated, Vec::new());
    }
    if unit.designated == Some(true) {
        return (State::SpeciallySupported, Vec::new());
    }
    let unknown = || (State::NotKnown, unit.state_questions.clone());
    let Some(due) = unit.due.filter(|_| unit.applies) else { return unknown() };
    let missed = unit.live == Live::No && unit.designated == Some(false);
    if setting.as_of > due {
        return if missed { (State::PastTarget, Vec::new()) } else { unknown() };
    }
    if unit.live == Live::Complete || outcome.worst.is_some_and(|worst| worst <= due) {
        return (State::OnTheWay, Vec::new());
    }
    if outcome.least.is_some_and(|least| least > due) && missed {
        return (State::PastTarget, Vec::new());
    }
    unknown()
}
