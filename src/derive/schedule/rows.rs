//! Writes a forecast into the computed tables, each fact with what it rests on and what it lacks.

use super::cuts::Cut;
use super::day::{Day, date};
use super::forecast::{Forecast, Outcome};
use super::model::{Setting, Source, Unit};
use super::names;
use crate::inventory::{Datum, Fact, Missing, Municipality, Openness, Origin, Provenance, Range, Symbols, Table};
use crate::vocabulary::EntityId;

/// One row under construction.
struct Row<'t> {
    table: &'t mut Table,
    entity: &'t crate::vocabulary::Entity,
    row: u32,
    facts: Vec<Fact>,
    missing: Vec<Missing>,
}

impl Row<'_> {
    /// Writes a fact; one that is not known keeps the questions behind it.
    fn put(&mut self, field: &str, datum: Option<Datum>) {
        let Some(field) = self.entity.find(field) else { return };
        let missing = if datum.is_some() { Vec::new() } else { self.missing.clone() };
        if let Some(datum) = datum {
            self.table.column_mut(field).put(self.row, datum);
        }
        let provenance = Provenance { facts: self.facts.clone(), missing };
        self.table.provenance.insert((self.row, field), provenance);
    }

    fn date(&mut self, field: &str, day: Option<Day>) {
        self.put(field, day.and_then(date).map(Datum::Date));
    }

    /// A number of days at worst and at best: one number if they agree, else bounds.
    fn days(&mut self, field: &str, (worst, best): (Option<i64>, Option<i64>)) {
        let exact = worst.filter(|worst| Some(*worst) == best);
        self.put(field, exact.map(Datum::Int));
        if let (None, Some(low), Some(id)) = (exact, worst, self.entity.find(field)) {
            self.table.column_mut(id).ranges.insert(self.row, Range { low, high: best });
        }
    }
}

fn start(m: &Municipality<'_>, name: &str) -> Option<(EntityId, Table)> {
    let id = m.vocabulary.find(name)?;
    let mut table = Table::new(id, m.vocabulary.entity(id));
    table.openness = Openness::Complete;
    Some((id, table))
}

fn finish(m: &mut Municipality<'_>, id: EntityId, mut table: Table) {
    table.clear_reverses();
    m.tables[id.0 as usize] = table;
}

/// A row per function.
pub(super) fn schedule(m: &mut Municipality<'_>, setting: &Setting, forecast: &Forecast) {
    let Some((id, mut table)) = start(m, names::SCHEDULE) else { return };
    let entity = m.vocabulary.entity(id);
    let functions = setting.units.iter().zip(&forecast.units).filter(|(unit, _)| unit.is_function);
    for (unit, outcome) in functions {
        let own_id = unit.subject.split_once('/').map_or(unit.subject.as_str(), |(_, id)| id);
        let symbol = m.symbols.intern(own_id);
        let row = table.push(symbol, Origin::default());
        let others = [&outcome.missing, &unit.length_questions, &unit.state_questions, &setting.open];
        let missing = others.into_iter().find(|questions| !questions.is_empty()).cloned().unwrap_or_default();
        let row = Row { table: &mut table, entity, row, facts: outcome.facts.clone(), missing };
        let placed = match outcome.capacity.and_then(date) {
            Some(day) => Some(Datum::Date(day)),
            // Nothing is in the capacity plan if no vendor's capacity is stated, or nothing is left to do.
            None if setting.capacity.is_empty() || !unit.is_untold() => Some(Datum::None),
            None => None,
        };
        function(row, &mut m.symbols, (unit, outcome), placed);
    }
    finish(m, id, table);
}

fn function(mut row: Row<'_>, symbols: &mut Symbols, (unit, outcome): (&Unit, &Outcome), placed: Option<Datum>) {
    row.put("unit", Some(Datum::Row(unit.row)));
    row.put("state", Some(Datum::Text(symbols.intern(outcome.state.word()))));
    row.put("basis", Some(Datum::Text(symbols.intern(unit.basis.word()))));
    row.date("target", unit.due);
    row.date("earliest", outcome.best.filter(|best| Some(*best) == outcome.worst));
    row.date("earliest_best", outcome.best);
    row.date("earliest_worst", outcome.worst);
    row.date("latest", outcome.latest);
    row.days("float_days", outcome.float);
    row.days("slack_days", outcome.slack);
    row.put("late", outcome.late.map(Datum::Bool));
    let chain: Vec<u32> = outcome.chain.iter().map(|(subject, _)| symbols.intern(subject).0).collect();
    row.put("chain", Some(Datum::List(chain)));
    let words: Vec<&str> = outcome.chain.iter().map(|(_, name)| name.ja.as_str()).collect();
    row.put("chain_names", Some(Datum::Text(symbols.intern(&words.join(" → ")))));
    row.put("wave", outcome.wave.map(|wave| Datum::Int(wave as i64)));
    row.put("capacity_live", placed);
    let steps = unit.steps;
    row.put("steps_done", steps.done.map(Datum::Int));
    row.put("steps_not_applicable", steps.not_applicable.map(Datum::Int));
    row.put("steps_completed", steps.completed().map(Datum::Int));
    row.put("steps_of", Some(Datum::Int(steps.of)));
}

/// A row per link between functions that needs an interim solution today or later, as far as facts date it.
pub(super) fn interim_links(m: &mut Municipality<'_>, setting: &Setting, forecast: &Forecast) {
    let Some((id, mut table)) = start(m, names::INTERIM_LINK) else { return };
    let unlisted = m.vocabulary.find(names::FUNCTION_LINK).map_or(&[][..], |links| m.open(links));
    if !unlisted.is_empty() {
        table.openness = Openness::Open(unlisted.to_vec());
    }
    let entity = m.vocabulary.entity(id);
    let current = |cut: &&Cut| cut.certain && cut.until.is_some_and(|until| until > setting.as_of);
    for cut in forecast.cuts.iter().filter(current) {
        let (provider, consumer) = (&setting.units[cut.edge.provider], &setting.units[cut.edge.consumer]);
        if !provider.is_function {
            continue;
        }
        let id = |unit: &Unit| unit.subject.split_once('/').map_or(String::new(), |(_, id)| id.to_owned());
        let symbol = m.symbols.intern(&format!("{}/{}", id(provider), id(consumer)));
        let row = table.push(symbol, Origin::default());
        let mut facts: Vec<Fact> = provider.facts.iter().chain(&consumer.facts).copied().collect();
        facts.extend(cut.edge.fact);
        let mut row = Row { table: &mut table, entity, row, facts, missing: cut.edge.question.into_iter().collect() };
        row.put("provider", Some(Datum::Row(provider.row)));
        row.put("consumer", Some(Datum::Row(consumer.row)));
        row.put("kind", Some(Datum::Text(m.symbols.intern(cut.edge.kind.word()))));
        row.put("why", Some(Datum::Text(m.symbols.intern(cut.why.word()))));
        row.date("from", cut.from);
        row.date("until", cut.until);
        row.put("prepared", cut.edge.prepared.map(Datum::Bool));
        let dependency = match cut.edge.source {
            Source::Dependency(row) => Datum::Row(row),
            _ => Datum::None,
        };
        row.put("dependency", Some(dependency));
    }
    finish(m, id, table);
}
