//! Writes stated facts into the tables, and notices the ones that cannot be used.

use super::Linker;
use super::register::{Statement, key_text};
use crate::calendar;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::table::Absence;
use crate::inventory::{Cell, Datum, RawValue, Table};
use crate::text;
use crate::vocabulary::{EntityId, FieldId, FieldType};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Facts that were written and are not used, by entity, row and field.
pub(super) type Absences = BTreeMap<(EntityId, u32, FieldId), Absence>;

impl Linker<'_> {
    /// Writes what every statement says into its row.
    pub(super) fn state(&mut self, statements: &[Statement<'_>]) {
        for statement in statements {
            for cell in &statement.record.cells {
                if let Some(datum) = self.datum(statement.record.entity, cell) {
                    self.put(statement, cell, datum);
                }
            }
        }
    }

    /// What follows once everything is stated.
    pub(super) fn settle(&mut self) {
        for ((entity, row, field), absence) in std::mem::take(&mut self.absences) {
            self.tables[entity.0 as usize].absences.insert((row, field), absence);
        }
        self.settle_alternatives();
    }

    /// The value of a cell with its references resolved; one that does not resolve is reported and stays missing.
    pub(super) fn datum(&mut self, entity: EntityId, cell: &Cell) -> Option<Datum> {
        let kind = &self.pack.vocabulary.field(entity, cell.field).kind;
        Some(match (&cell.value, kind) {
            (RawValue::None, _) => Datum::None,
            (RawValue::Bool(value), _) => Datum::Bool(*value),
            (RawValue::Int(value), _) => Datum::Int(*value),
            (RawValue::Number(value), _) => Datum::Number(*value),
            (RawValue::Date(value), _) => Datum::Date(*value),
            (RawValue::Days(value), _) => Datum::Days(*value),
            (RawValue::Text(value), _) if self.pack.vocabulary.entity(entity).key.contains(&cell.field) => {
                Datum::Text(self.symbols.intern(&key_text(value)))
            }
            (RawValue::Text(value), _) => Datum::Text(self.symbols.intern(value)),
            (RawValue::Texts(values), _) => {
                Datum::List(values.iter().map(|value| self.symbols.intern(value).0).collect())
            }
            (RawValue::Name(name), FieldType::Ref(target)) => Datum::Row(self.resolve(*target, name, cell.place)?),
            (RawValue::Names(names), FieldType::Refs(target)) => {
                let rows: Vec<_> = names.iter().map(|(name, place)| self.resolve(*target, name, *place)).collect();
                let rows = rows.into_iter().collect::<Option<Vec<_>>>()?;
                Datum::List(self.once(names, rows))
            }
            (RawValue::Name(_) | RawValue::Names(_), _) => return None,
        })
    }

    /// The rows of a list, each once; one that is named twice is reported.
    fn once(&mut self, names: &[(String, Place)], rows: Vec<u32>) -> Vec<u32> {
        let mut once = Vec::with_capacity(rows.len());
        for (row, (name, place)) in rows.into_iter().zip(names) {
            if once.contains(&row) {
                let message = text!(ja: "`{name}` が二度書かれています", en: "`{name}` is listed twice");
                let help = text!(ja: "一つにしてください", en: "keep one of them");
                self.diagnostics.push(Diagnostic::warning(Fault::Inventory, *place, message).help(help));
            } else {
                once.push(row);
            }
        }
        once
    }

    fn put(&mut self, statement: &Statement<'_>, cell: &Cell, datum: Datum) {
        let (entity, row, field) = (statement.record.entity, statement.row, cell.field);
        let key = (entity, row, field);
        if let Some(observed) = statement.observed.filter(|day| self.too_old(entity, field, *day)) {
            self.absences.entry(key).or_insert(Absence::Stale(datum, observed));
            return;
        }
        if self.is_out_of_force(entity, field, &cell.value) {
            self.absences.entry(key).or_insert(Absence::OutOfForce(datum));
            return;
        }
        if statement.replaces {
            self.tables[entity.0 as usize].column_mut(field).clear(row);
            self.tables[entity.0 as usize].attested.remove(&(row, field));
            self.absences.remove(&key);
        }
        let table = &mut self.tables[entity.0 as usize];
        let before = table.column(field).get(row);
        let known = match (before, self.absences.get_mut(&key)) {
            (_, Some(Absence::Conflict(said))) => return said.push((datum, Some(cell.place))),
            (None, _) => datum,
            (Some(before), _) => match before.meet(&datum) {
                Some(both) if both == before => return self.attest(statement, field),
                Some(both) => both,
                None => {
                    let first = table.place(row, field);
                    table.column_mut(field).clear(row);
                    self.absences.insert(key, Absence::Conflict(vec![(before, first), (datum, Some(cell.place))]));
                    return self.report_conflict(key, first, cell.place);
                }
            },
        };
        table.column_mut(field).put(row, known);
        self.absences.remove(&key);
        remember_place(table, row, field, cell.place);
        remember_source(table, row, field, statement.record.source.as_deref().or(statement.by));
        self.attest(statement, field);
    }

    /// At the as-of date, an observation of that day no longer stands.
    pub(super) fn too_old(&self, entity: EntityId, field: FieldId, observed: Date) -> bool {
        let valid_for = self.pack.vocabulary.field(entity, field).valid_for;
        let last = valid_for.and_then(|period| calendar::add(observed, period));
        last.is_some_and(|last| last < self.as_of)
    }

    /// The value is a choice that the law of the day does not know.
    pub(super) fn is_out_of_force(&self, entity: EntityId, field: FieldId, value: &RawValue) -> bool {
        let (FieldType::Choice(choices) | FieldType::Choices(choices)) =
            &self.pack.vocabulary.field(entity, field).kind
        else {
            return false;
        };
        let out = |id: &String| choices.get(id).is_some_and(|choice| !choice.in_force(self.law));
        match value {
            RawValue::Text(id) => out(id),
            RawValue::Texts(ids) => ids.iter().any(out),
            _ => false,
        }
    }

    fn report_conflict(&mut self, (entity, row, field): (EntityId, u32, FieldId), first: Option<Place>, place: Place) {
        let kind = self.pack.vocabulary.entity(entity);
        let id = self.symbols.text(self.tables[entity.0 as usize].id(row));
        let (name, field) = (&kind.id, &kind.fields[field.0 as usize].id);
        let message = text!(
            ja: "{name}/{id}.{field} に異なる値が書かれています。どちらも採らず、未確認として扱います",
            en: "`{name}/{id}.{field}` has two different values; neither is used, it counts as not known"
        );
        let help = text!(ja: "正しい方だけを残してください", en: "keep the one that is right");
        let mut diagnostic = Diagnostic::warning(Fault::Inventory, place, message).help(help);
        if let Some(first) = first {
            diagnostic = diagnostic.related(first, text!(ja: "もう一方の値はここ", en: "the other value is here"));
        }
        self.diagnostics.push(diagnostic);
    }

    /// Where one field of a group of alternatives is stated, the others are known to be none.
    fn settle_alternatives(&mut self) {
        for id in self.pack.vocabulary.ids() {
            for group in &self.pack.vocabulary.entity(id).either {
                let table = &mut self.tables[id.0 as usize];
                for row in 0..table.len() {
                    let stated =
                        |field: &FieldId| table.column(*field).get(row).is_some_and(|datum| datum != Datum::None);
                    if group.iter().filter(|field| stated(field)).count() != 1 {
                        continue;
                    }
                    for field in group {
                        if table.column(*field).get(row).is_none() {
                            table.column_mut(*field).put(row, Datum::None);
                        }
                    }
                }
            }
        }
    }
}

/// Keeps the document a fact was taken from, if it is not that of its record.
fn remember_source(table: &mut Table, row: u32, field: FieldId, source: Option<&str>) {
    if let Some(source) = source.filter(|source| table.source_of(row) != Some(source)) {
        table.sources.insert((row, field), source.to_owned());
    }
}

/// Keeps where a fact is written: as an offset if it is in the file of its record, else as a place.
fn remember_place(table: &mut Table, row: u32, field: FieldId, place: Place) {
    let same_file = table.origin_place(row).is_some_and(|origin| origin.file == place.file);
    if same_file {
        table.column_mut(field).remember(row, place.start);
    } else {
        table.places.insert((row, field), place);
    }
}
