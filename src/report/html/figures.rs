//! The figures on which answers to likely questions depend.

use crate::assess::assessment::{Assessment, Verdict};
use crate::assess::tables::rows;
use crate::calendar;
use crate::derive::schedule::State;
use crate::inventory::Value;
use crate::pack::Severity;
use crate::pack::audience::Figure;
use crate::report::with;

/// A number and what it is a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// The number; not exact if it is only known from below.
    pub(super) number: usize,
    /// There may be more.
    pub(super) or_more: bool,
    /// What it is a part of.
    pub(super) of: usize,
}

/// A figure of an assessment; `None` if it is not known. None is only ever told as none where the facts force it.
pub(super) fn figure(assessment: &Assessment, figure: Figure) -> Option<Told> {
    let ledger = &assessment.ledger;
    let judged = ledger.pass + ledger.fail + ledger.waived > 0;
    let exact = |number, of| Some(Told { number, or_more: false, of }).filter(|_| judged);
    match figure {
        Figure::Fails => exact(ledger.fail, ledger.total),
        Figure::Unknown => exact(ledger.unknown + ledger.error, ledger.total),
        Figure::Waived => exact(ledger.waived, ledger.total),
        Figure::Critical => exact(critical(assessment), ledger.fail),
        Figure::Late | Figure::Live => functions(assessment, figure),
        Figure::Incidents => incidents(assessment),
        Figure::Trained => trained(assessment),
    }
}

fn critical(assessment: &Assessment) -> usize {
    let rules = with(assessment, Verdict::Fail).filter_map(|judged| assessment.rules.get(judged.rule));
    rules.filter(|rule| rule.severity == Severity::Critical).count()
}

fn functions(assessment: &Assessment, figure: Figure) -> Option<Told> {
    let plan = assessment.pictures.plan.as_ref()?;
    let units: Vec<_> = plan.units.iter().filter(|unit| unit.is_function && unit.applies).collect();
    let late = |state: State, best: Option<i64>| {
        state == State::PastTarget || (state != State::Migrated && best.is_some_and(|best| best < 0))
    };
    let number = match figure {
        Figure::Live => units.iter().filter(|unit| unit.state == State::Migrated).count(),
        _ => units.iter().filter(|unit| late(unit.state, unit.float.1) && !unit.assumed).count(),
    };
    let open = units.iter().any(|unit| {
        unit.state == State::NotKnown || (figure == Figure::Late && unit.state != State::Migrated && unit.assumed)
    });
    let told = Told { number, or_more: open, of: units.len() };
    (!units.is_empty() && (number > 0 || !open)).then_some(told)
}

/// Incidents of the last completed fiscal year.
fn incidents(assessment: &Assessment) -> Option<Told> {
    let year = calendar::fiscal_year(assessment.as_of) - 1;
    let told = rows(assessment, "incident_year").find(|row| row.int("fiscal_year") == Some(year))?;
    match told.get("count")? {
        Value::Int(number) => Some(Told { number: usize::try_from(*number).ok()?, or_more: false, of: 0 }),
        Value::AtLeast(number, _) if *number > 0 => {
            Some(Told { number: usize::try_from(*number).ok()?, or_more: true, of: 0 })
        }
        _ => None,
    }
}

/// Persons trained in the last completed fiscal year, known for every course and department or not at all.
fn trained(assessment: &Assessment) -> Option<Told> {
    let year = calendar::fiscal_year(assessment.as_of) - 1;
    let (mut number, mut of) = (0, 0);
    for told in rows(assessment, "coverage").filter(|row| row.int("fiscal_year") == Some(year)) {
        number += usize::try_from(told.int("attended")?).ok()?;
        of += usize::try_from(told.int("required")?).ok()?;
    }
    (of > 0).then_some(Told { number, or_more: false, of })
}

#[cfg(test)]
mod tests {
    use super::figure;
    use crate::pack::audience::Figure;
    use crate::report::sample;

    #[test]
    fn nothing_is_none_where_nothing_is_known() {
        for (wanted, word) in Figure::ALL {
            assert_eq!(figure(&sample::empty(), wanted), None, "{word}");
        }
    }

    #[test]
    fn the_figures_are_those_of_the_ledger() {
        let city = sample::city();
        let number = |wanted| figure(&city, wanted).map(|told| (told.number, told.of));
        assert_eq!(number(Figure::Fails), Some((city.ledger.fail, city.ledger.total)));
        assert_eq!(number(Figure::Critical), Some((3, city.ledger.fail)));
        assert_eq!(number(Figure::Late), None);
        assert_eq!(number(Figure::Trained), None, "one value is known only from below, and of another year");
    }
}
