//! What became of a result.

use crate::assess::assessment::{Judged, Verdict, WaiverSummary};
use crate::language::Text;
use crate::vocabulary::body;
use serde::{Deserialize, Serialize};

/// What became of a result. The order is that of a reader: what is worse first, then what is better, then what is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// It fails, and was in order or not there.
    New,
    /// It was unknown, and is known to fail.
    KnownToFail,
    /// It was waived, and fails or is unknown.
    Lapsed,
    /// It is waived still, on weaker terms.
    Weakened,
    /// It cannot be computed any more.
    Broken,
    /// It was known, and is not any more.
    LostFacts,
    /// It is unknown, and was not there.
    NewUnknown,
    /// It is waived, and was not.
    Waived,
    /// It failed or was waived or could not be computed, and is in order.
    Fixed,
    /// It was unknown, and is known to be in order.
    KnownInOrder,
    /// It was not in order, and is not there any more.
    Gone,
}

impl Kind {
    /// All of them, with the word used in machine formats and their names for people.
    pub const ALL: [(Kind, &'static str, &'static str, &'static str); 11] = [
        (Kind::New, "new", "新たな要是正", "new fails"),
        (Kind::KnownToFail, "became_known_fail", "未確認から要是正と判明", "unknown before, known to fail"),
        (Kind::Lapsed, "waiver_lapsed", "例外措置が終わったもの", "exceptions that lapsed"),
        (Kind::Weakened, "waiver_weakened", "例外措置が緩められたもの", "exceptions that were weakened"),
        (Kind::Broken, "error", "判定できなくなったもの", "cannot be computed any more"),
        (Kind::LostFacts, "became_unknown", "未確認に戻ったもの", "known before, unknown now"),
        (Kind::NewUnknown, "new_unknown", "新たな未確認", "new unknowns"),
        (Kind::Waived, "waived", "例外措置を認めたもの", "newly waived"),
        (Kind::Fixed, "fixed", "是正されたもの", "fixed"),
        (Kind::KnownInOrder, "became_known_fine", "未確認から問題なしと判明", "unknown before, known to be in order"),
        (Kind::Gone, "gone", "対象でなくなったもの", "no longer judged"),
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

    /// What became of a result; `None` if it is as it was, or was and is in order.
    pub(super) fn of(old: Option<&Judged>, new: Option<&Judged>) -> Option<Self> {
        let (before, after) = (old.map(|judged| judged.verdict), new.map(|judged| judged.verdict));
        if before == after {
            let weaker = after == Some(Verdict::Waived) && weakened(old?.waiver.as_ref()?, new?.waiver.as_ref()?);
            return weaker.then_some(Kind::Weakened);
        }
        match (before, after) {
            (before, None) => before.is_some_and(|before| !in_order(before)).then_some(Kind::Gone),
            (Some(Verdict::Waived), Some(Verdict::Fail | Verdict::Unknown)) => Some(Kind::Lapsed),
            (Some(Verdict::Unknown), Some(Verdict::Fail)) => Some(Kind::KnownToFail),
            (_, Some(Verdict::Fail)) => Some(Kind::New),
            (_, Some(Verdict::Error)) => Some(Kind::Broken),
            (None, Some(Verdict::Unknown)) => Some(Kind::NewUnknown),
            (_, Some(Verdict::Unknown)) => Some(Kind::LostFacts),
            (_, Some(Verdict::Waived)) => Some(Kind::Waived),
            (Some(Verdict::Unknown), Some(_)) => Some(Kind::KnownInOrder),
            (Some(before), Some(_)) => (!in_order(before)).then_some(Kind::Fixed),
            (None, Some(_)) => None,
        }
    }
}

/// Whether nothing is to be done about a verdict.
pub(super) fn in_order(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Pass | Verdict::NotApplicable)
}

/// Whether an exception asks for less than it did: nothing is done instead any more, it holds for longer without having
/// been approved anew, or for whatever the facts have become.
fn weakened(old: &WaiverSummary, new: &WaiverSummary) -> bool {
    let accepted = old.kind == body::WAIVER_COMPENSATING && new.kind != body::WAIVER_COMPENSATING;
    let nothing_instead = old.control.is_some() && new.control.is_none();
    let longer = new.until > old.until && new.approved_on <= old.approved_on;
    let for_anything = old.facts_digest.is_some() && new.facts_digest.is_none();
    accepted || nothing_instead || longer || for_anything
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn judged(verdict: Verdict) -> Judged {
        Judged {
            rule: 0,
            subject: String::new(),
            subject_name: Text::default(),
            place: None,
            verdict,
            message: None,
            department: None,
            department_name: None,
            facts: Vec::new(),
            missing: Vec::new(),
            waiver: None,
        }
    }

    #[test]
    fn every_kind_is_in_the_list_at_its_own_place() {
        for (index, (kind, word, ..)) in Kind::ALL.into_iter().enumerate() {
            assert_eq!((kind as usize, kind.word()), (index, word));
        }
    }

    /// What gets worse is never among what stays, and what stays is never among what changes.
    #[test]
    fn a_result_is_a_change_unless_it_is_as_it_was_or_in_order_before_and_after() {
        let verdicts = || Verdict::ALL.iter().map(|(verdict, ..)| Some(*verdict)).chain([None]);
        for before in verdicts() {
            for after in verdicts() {
                let kind = Kind::of(before.map(judged).as_ref(), after.map(judged).as_ref());
                let fine = |verdict: Option<Verdict>| verdict.is_none_or(in_order);
                assert_eq!(kind.is_none(), before == after || fine(before) && fine(after), "{before:?} {after:?}");
                let worse = kind.is_some_and(|kind| kind < Kind::Waived);
                let bad = matches!(after, Some(Verdict::Fail | Verdict::Unknown | Verdict::Error));
                assert_eq!(worse, bad && before != after, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn an_exception_is_weakened_by_whatever_asks_for_less() {
        let before = WaiverSummary {
            id: "w".into(),
            kind: body::WAIVER_COMPENSATING.into(),
            kind_name: Text::default(),
            reason: "r".into(),
            approved_by: "ciso".into(),
            control: Some("logs".into()),
            approved_on: Some(date(2026, 4, 1)),
            until: date(2027, 3, 31),
            facts_digest: Some("0123456789abcdef".into()),
        };
        let weaker = [
            WaiverSummary { kind: "accepted".into(), ..before.clone() },
            WaiverSummary { control: None, ..before.clone() },
            WaiverSummary { until: date(2027, 4, 1), ..before.clone() },
            WaiverSummary { facts_digest: None, ..before.clone() },
        ];
        assert!(weaker.iter().all(|after| weakened(&before, after)));
        let renewed = WaiverSummary { until: date(2028, 3, 31), approved_on: Some(date(2027, 3, 1)), ..before.clone() };
        let shorter = WaiverSummary { until: date(2026, 12, 31), ..before.clone() };
        assert!([&before, &renewed, &shorter].into_iter().all(|after| !weakened(&before, after)));
    }
}
