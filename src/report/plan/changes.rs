//! What differs between two forecasts.

use super::iso;
use crate::assess::PlanPage;
use crate::derive::schedule::Outcome;
use crate::derive::schedule::model::Unit;
use crate::language::Text;
use std::collections::BTreeMap;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Difference {
    /// `function/juki`.
    pub(in crate::report) subject: String,
    /// What it is called.
    pub(in crate::report) name: Text,
    /// The name of the column in machine formats.
    pub(in crate::report) field: &'static str,
    /// What the column is called.
    pub(in crate::report) label: Text,
    /// Its value before and after; `None` is not known, or not there.
    pub(in crate::report) values: (Option<String>, Option<String>),
}

/// All differences, in the order of the units before, then of those that are new.
pub(in crate::report) fn changes(before: &PlanPage, after: &PlanPage) -> Vec<Difference> {
    let later: BTreeMap<&str, (&Unit, &Outcome)> =
        units(after).map(|(unit, outcome)| (unit.subject.as_str(), (unit, outcome))).collect();
    let mut found = Vec::new();
    for (unit, outcome) in units(before) {
        let columns = columns(unit, outcome);
        let others = later.get(unit.subject.as_str()).map(|(unit, outcome)| self::columns(unit, outcome));
        for (index, (field, label, value)) in columns.into_iter().enumerate() {
            let other = match &others {
                Some(others) => others[index].2.clone(),
                None if field == "state" => Some("dropped".to_owned()),
                None => continue,
            };
            if value != other {
                let (subject, name) = (unit.subject.clone(), unit.name.clone());
                found.push(Difference { subject, name, field, label, values: (value, other) });
            }
        }
    }
    found
}

fn units(page: &PlanPage) -> impl Iterator<Item = (&Unit, &Outcome)> {
    page.setting.units.iter().zip(&page.forecast.units)
}

type Column = (&'static str, Text, Option<String>);

fn columns(unit: &Unit, outcome: &Outcome) -> Vec<Column> {
    let days = |days: Option<i64>| days.map(|days| days.to_string());
    let chain: Vec<&str> = outcome.chain.iter().map(|(subject, _)| subject.as_str()).collect();
    vec![
        ("state", Text::new("状態", "state"), unit.is_function.then(|| outcome.state.word().to_owned())),
        ("target", Text::new("期限", "target"), iso(unit.due)),
        ("earliest_best", Text::new("稼働（最短）", "go-live at best"), iso(outcome.best)),
        ("earliest_worst", Text::new("稼働（最長）", "go-live at worst"), iso(outcome.worst)),
        ("float_days_best", Text::new("余裕日数（最短）", "float at best"), days(outcome.float.1)),
        ("float_days_worst", Text::new("余裕日数（最長）", "float at worst"), days(outcome.float.0)),
        ("slack_days_worst", Text::new("後続も含む余裕日数", "float with all that follows"), days(outcome.slack.0)),
        ("wave", Text::new("順番", "wave"), outcome.wave.map(|wave| wave.to_string())),
        ("capacity_live", Text::new("事業者の計画", "capacity plan"), iso(outcome.capacity)),
        ("chain", Text::new("決めているもの", "decided by"), (!chain.is_empty()).then(|| chain.join(", "))),
    ]
}
