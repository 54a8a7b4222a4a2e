//! An earlier assessment of the same body beside this one: both counts by area and by function, and what became of
//! results. Which results they are is told by `diff`.

use super::assessment::{Assessment, Ledger};
use super::diff::{Kind, diff};
use super::ledger::count;
use super::tables::rows;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What an earlier assessment said.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Earlier {
    /// The day of its law.
    pub as_of: Date,
    /// The day on which its facts stand.
    pub facts_as_of: Date,
    /// Both were judged by the same rules.
    pub same_pack: bool,
    /// Its verdicts.
    pub ledger: Ledger,
    /// Verdicts by area, then and now, wherever either judged something. Order: id of the area.
    pub areas: BTreeMap<String, (Ledger, Ledger)>,
    /// Steps (手順) done by the national count, of how many, then and now; functions of which either tells them. By the
    /// subject of the function.
    pub functions: BTreeMap<String, (Option<Steps>, Option<Steps>)>,
    /// How many results became what, kinds without any left out; `None` where results may not be told one by one.
    pub became: Option<Vec<(Kind, usize)>>,
}

/// Steps done or not applicable (完了＋対象外), and of how many.
pub type Steps = (i64, i64);

impl Earlier {
    /// Sets an assessment beside an earlier one of the same body, cut down for the same audience.
    pub fn of(earlier: &Assessment, now: &Assessment) -> Self {
        Self {
            as_of: earlier.as_of,
            facts_as_of: earlier.facts_as_of,
            same_pack: earlier.pack.sha256 == now.pack.sha256,
            ledger: earlier.ledger,
            areas: paired(&areas(earlier), &areas(now)),
            functions: paired(&functions(earlier), &functions(now)),
            became: now.audience.is_none().then(|| became(earlier, now)),
        }
    }

    /// How many results are known to be mended; `None` where that may not be told.
    pub fn mended(&self) -> Option<usize> {
        let became = self.became.as_ref()?;
        Some(became.iter().find(|(kind, _)| *kind == Kind::Fixed).map_or(0, |(_, number)| *number))
    }
}

/// What either side has under a name.
fn paired<V: Copy + Default>(then: &BTreeMap<&str, V>, now: &BTreeMap<&str, V>) -> BTreeMap<String, (V, V)> {
    let names: BTreeSet<&str> = then.keys().chain(now.keys()).copied().collect();
    let of = |side: &BTreeMap<&str, V>, name: &str| side.get(name).copied().unwrap_or_default();
    names.into_iter().map(|name| (name.to_owned(), (of(then, name), of(now, name)))).collect()
}

fn areas(assessment: &Assessment) -> BTreeMap<&str, Ledger> {
    let mut areas: BTreeMap<&str, Ledger> = BTreeMap::new();
    for judged in &assessment.results {
        if let Some(rule) = assessment.rules.get(judged.rule) {
            *areas.entry(rule.area.as_str()).or_default() += count(std::slice::from_ref(judged), 0);
        }
    }
    areas
}

fn functions(assessment: &Assessment) -> BTreeMap<&str, Option<Steps>> {
    let told = rows(assessment, "schedule").filter_map(|row| {
        let steps = row.int("steps.done").zip(row.int("steps.of"))?;
        Some((row.text("unit")?, Some(steps)))
    });
    told.collect()
}

fn became(earlier: &Assessment, now: &Assessment) -> Vec<(Kind, usize)> {
    let changes = diff(earlier, now, None).changes;
    let number = |kind: Kind| changes.iter().filter(|change| change.kind == kind).count();
    Kind::ALL.iter().map(|(kind, ..)| (*kind, number(*kind))).filter(|(_, number)| *number > 0).collect()
}
