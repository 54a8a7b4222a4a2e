//! Answers on top of an inventory: which facts they add, confirm, replace or contradict, and which verdicts they settle.

use super::assessment::{Assessment, Verdict};
use super::edits::{self, Told};
use super::missing::{Missing, missing};
use super::shown;
use crate::diagnostic::{Place, Sources};
use crate::inventory::record::Overlay;
use crate::inventory::{Absence, Cell, Datum, Fact, Inventory, Known, Municipality, RawValue, Record, Whole};
use crate::language::{Language, Text};
use crate::load::{Answer, Answers, Names, Said};
use crate::text;
use crate::vocabulary::{EntityId, FieldType, Kind, Vocabulary};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What the workbooks of one department add to an inventory.
#[derive(Debug, Clone, Default)]
pub struct Additions {
    /// `department/joho`; `None` is the ICT division.
    pub department: Option<String>,
    /// What it is called.
    pub name: String,
    /// It was asked about an inventory that has changed since.
    pub outdated: bool,
    /// Number of questions left blank.
    pub blank: usize,
    /// Questions answered by "not known", with where that is written.
    pub unknown: Vec<(String, Place)>,
    /// Number of answers to which no head of a section is noted to have agreed.
    pub unapproved: usize,
    /// Facts.
    pub overlays: Vec<Statement>,
    /// Tables declared complete.
    pub complete: Vec<Declaration>,
    /// New records.
    pub records: Vec<Record>,
    /// Lists said to lack something of which nothing was added.
    pub lacking: Vec<String>,
    /// What else is to be told of a workbook of actions.
    pub edited: Option<Told>,
}

/// A fact as it will be written.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The question's path.
    pub path: String,
    /// The fact.
    pub overlay: Overlay,
}

/// A table declared complete.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// The table.
    pub entity: EntityId,
    /// Who says so.
    pub by: Option<String>,
    /// The day on which it was true.
    pub on_date: Option<Date>,
    /// Where the answer is written.
    pub place: Place,
}

/// What the answers of all departments do.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The body's name.
    pub body: String,
    /// Workbooks of actions: name, made from an older inventory, and what came of them beside the changes.
    pub registers: Vec<(String, bool, Told)>,
    /// Records that are new, with the number of their facts; those of questionnaires are in `complete`.
    pub records: Vec<(Text, usize)>,
    /// Departments that answered.
    pub departments: Vec<Answered>,
    /// Facts, in order of department and question.
    pub changes: Vec<Change>,
    /// Tables that lack nothing any more, with the number of records added to each.
    pub complete: Vec<(Text, usize)>,
    /// Lists said to lack something of which nothing was added.
    pub lacking: Vec<String>,
    /// Results that were unknown and no longer are.
    pub settled: Vec<Settled>,
    /// Number of unknown results before and after.
    pub unknown: (usize, usize),
}

/// What one department sent back, beside the facts.
#[derive(Debug, Clone)]
pub struct Answered {
    /// What it is called.
    pub name: String,
    /// Number of questions left blank.
    pub blank: usize,
    /// Questions answered by "not known", with sheet and cell.
    pub unknown: Vec<(String, String)>,
    /// Number of answers to which no head of a section is noted to have agreed.
    pub unapproved: usize,
    /// It was asked about an inventory that has changed since.
    pub outdated: bool,
}

/// One fact before and after.
#[derive(Debug, Clone)]
pub struct Change {
    /// What happens to it.
    pub kind: ChangeKind,
    /// What the fact is called.
    pub label: Text,
    /// What was known before; for a contradiction, what others say.
    pub before: Option<Text>,
    /// What is said now.
    pub after: Text,
    /// Which department says so.
    pub department: String,
    /// Sheet and cell.
    pub place: String,
}

/// What happens to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Two different things are said; neither is used.
    Conflict,
    /// It takes the place of what was known.
    Replaced,
    /// It was not known.
    Added,
    /// It is as it was.
    Confirmed,
}

/// A result that is no longer unknown.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The rule's title.
    pub title: Text,
    /// What the subject is called.
    pub subject: Text,
    /// What became of it; `None` if the subject is gone.
    pub verdict: Option<Verdict>,
}

/// What answers add to the inventory they were given about.
pub fn additions(m: &Municipality<'_>, inventory: &Inventory, answers: &Answers, sources: &Sources) -> Additions {
    let mut added = Additions {
        department: answers.department.clone(),
        name: answers.name.clone(),
        outdated: answers.inventory_sha256 != inventory.sha256,
        blank: answers.blank,
        unknown: answers.unknown.clone(),
        unapproved: answers.unapproved,
        overlays: Vec::new(),
        complete: Vec::new(),
        records: answers.records.clone(),
        lacking: Vec::new(),
        edited: None,
    };
    for answer in &answers.answers {
        match &answer.said {
            Said::Value(field, value) => {
                let fact = find(m, answer, *field);
                added.overlays.push(statement(m, answer, Some((*field, value.clone())), fact, sources));
            }
            Said::Unchanged(field) => {
                let fact = find(m, answer, *field);
                let value = fact.and_then(|fact| before(m, fact)).map(|datum| raw(m, fact, &datum));
                added.overlays.extend(value.map(|value| statement(m, answer, Some((*field, value)), fact, sources)));
            }
            Said::Incomplete(_) if !answers.records.iter().any(|record| record.entity == answer.from) => {
                added.lacking.push(answer.path.clone());
            }
            Said::Complete(None) | Said::Incomplete(None) => added.complete.push(Declaration {
                entity: answer.on.0,
                by: answer.by.clone(),
                on_date: answer.on_date,
                place: answer.place,
            }),
            Said::Complete(Some(list)) | Said::Incomplete(Some(list)) => {
                let mut whole = statement(m, answer, None, None, sources);
                whole.overlay.record.complete.push((list.clone(), answer.place));
                added.overlays.push(whole);
            }
        }
    }
    added.edited = answers.edited.as_ref().map(|edited| edits::apply(m, edited, sources, &mut added));
    added
}

fn find(m: &Municipality<'_>, answer: &Answer, field: crate::vocabulary::FieldId) -> Option<Fact> {
    let (entity, id) = &answer.on;
    let row = m.table(*entity).find(m.symbols.find(id)?)?;
    Some(Fact { entity: *entity, row, field })
}

/// What was known before it aged.
pub(super) fn before(m: &Municipality<'_>, fact: Fact) -> Option<Datum> {
    match m.table(fact.entity).absences.get(&(fact.row, fact.field)) {
        Some(Absence::Stale(datum, _)) => Some(datum.clone()),
        Some(Absence::Conflict(_) | Absence::OutOfForce(_)) => None,
        None => m.table(fact.entity).column(fact.field).get(fact.row),
    }
}

/// A value as it is written in a file.
pub(super) fn raw(m: &Municipality<'_>, fact: Option<Fact>, datum: &Datum) -> RawValue {
    let kind = fact.map(|fact| &m.vocabulary.field(fact.entity, fact.field).kind);
    let text = |number: u32| m.symbols.text(crate::inventory::Symbol(number)).to_owned();
    match (datum, kind) {
        (Datum::None, _) => RawValue::None,
        (Datum::Bool(value), _) => RawValue::Bool(*value),
        (Datum::Int(value), _) => RawValue::Int(*value),
        (Datum::Number(value), _) => RawValue::Number(*value),
        (Datum::Date(value), _) => RawValue::Date(*value),
        (Datum::Days(value), _) => RawValue::Days(*value),
        (Datum::Text(symbol), _) => RawValue::Text(m.symbols.text(*symbol).to_owned()),
        (Datum::Row(row), Some(FieldType::Ref(target))) => RawValue::Name(m.id(*target, *row).to_owned()),
        (Datum::Row(row), _) => RawValue::Int(i64::from(*row)),
        (Datum::List(rows), Some(FieldType::Refs(target))) => {
            let nowhere = Place { file: crate::diagnostic::FileId(0), start: 0, end: 0 };
            RawValue::Names(rows.iter().map(|row| (m.id(*target, *row).to_owned(), nowhere)).collect())
        }
        (Datum::List(symbols), _) => RawValue::Texts(symbols.iter().map(|symbol| text(*symbol)).collect()),
    }
}

pub(super) fn statement(
    m: &Municipality<'_>,
    answer: &Answer,
    value: Option<(crate::vocabulary::FieldId, RawValue)>,
    fact: Option<Fact>,
    sources: &Sources,
) -> Statement {
    let (entity, id) = &answer.on;
    let kind = m.vocabulary.entity(*entity);
    let on = match kind.kind {
        Kind::Singleton => kind.id.clone(),
        _ => format!("{}/{id}", kind.id),
    };
    // What was asked because it has aged or is in contradiction is settled by the answer.
    let asked_again = fact.is_some_and(|fact| m.table(fact.entity).absences.contains_key(&(fact.row, fact.field)));
    let cells = value.into_iter().map(|(field, value)| Cell { field, value, place: answer.place }).collect();
    let record = Record {
        entity: *entity,
        id: Some((id.clone(), answer.place)),
        cells,
        observed: answer.on_date,
        same_as: None,
        complete: Vec::new(),
        source: Some(sources.show(answer.place)),
        note: answer.note.clone(),
        place: answer.place,
    };
    Statement {
        path: answer.path.clone(),
        overlay: Overlay {
            on: (on, answer.place),
            record,
            replaces: asked_again,
            by: answer.by.clone(),
            evidence: answer.evidence.clone().map(|evidence| (evidence, answer.place)),
        },
    }
}

/// The inventory with what the answers add.
pub fn with(inventory: &Inventory, additions: &[Additions]) -> Inventory {
    let mut whole = inventory.clone();
    for added in additions {
        whole.overlays.extend(added.overlays.iter().map(|statement| statement.overlay.clone()));
        let declared = added.complete.iter().map(|declared| Whole {
            entity: declared.entity,
            on_date: declared.on_date,
            place: declared.place,
        });
        whole.complete.extend(declared);
        whole.records.extend(added.records.iter().cloned());
    }
    whole
}

/// What the answers do, from the municipality and assessment before and after.
pub fn taken(
    (m, first): (&Municipality<'_>, &Assessment),
    (after, last): (&Municipality<'_>, &Assessment),
    additions: &[Additions],
    sources: &Sources,
) -> Taken {
    let mut changes: Vec<Change> = Vec::new();
    for added in additions {
        for statement in &added.overlays {
            changes.extend(change((m, after), &added.name, statement, sources));
        }
    }
    changes.sort_by_key(|change| change.kind);
    let asked = additions.iter().filter(|added| added.edited.is_none());
    Taken {
        body: last.body.name.clone(),
        registers: additions.iter().filter_map(register).collect(),
        records: additions.iter().filter(|added| added.edited.is_some()).flat_map(|added| records(m, added)).collect(),
        departments: asked.map(|added| answered(added, sources)).collect(),
        changes,
        complete: complete(m, additions),
        lacking: additions.iter().flat_map(|added| added.lacking.clone()).collect(),
        settled: settled(first, last),
        unknown: (first.ledger.unknown, last.ledger.unknown),
    }
}

fn answered(added: &Additions, sources: &Sources) -> Answered {
    let unknown = added.unknown.iter().map(|(question, place)| (question.clone(), sources.show(*place)));
    Answered {
        name: added.name.clone(),
        blank: added.blank,
        unknown: unknown.collect(),
        unapproved: added.unapproved,
        outdated: added.outdated,
    }
}

/// Takes out of the answers the names of which nobody has a record, and gives them.
pub fn leave_out(v: &Vocabulary, known: &Names, additions: &mut [Additions]) -> Vec<Missing> {
    let stated = additions.iter().flat_map(|added| &added.overlays).map(|statement| &statement.overlay.record);
    let all: Vec<&Record> = stated.chain(additions.iter().flat_map(|added| &added.records)).collect();
    let found = missing(v, known, all.into_iter());
    for added in additions {
        let stated = added.overlays.iter_mut().map(|statement| &mut statement.overlay.record);
        for record in stated.chain(&mut added.records) {
            found.iter().for_each(|missing| missing.leave_out(v, record));
        }
        added.overlays.retain(|Statement { overlay: Overlay { record, .. }, .. }| {
            !record.cells.is_empty() || !record.complete.is_empty()
        });
    }
    found
}

fn register(added: &Additions) -> Option<(String, bool, Told)> {
    Some((added.name.clone(), added.outdated, added.edited.clone()?))
}

/// Records that are new, with the number of their facts.
fn records(m: &Municipality<'_>, added: &Additions) -> Vec<(Text, usize)> {
    let title = |record: &Record| {
        let (id, _) = record.id.as_ref()?;
        let label = &m.vocabulary.entity(record.entity).label;
        Some((Text::new(format!("{} {id}", label.ja), format!("{} {id}", label.en)), record.cells.len()))
    };
    added.records.iter().filter_map(title).collect()
}

fn complete(m: &Municipality<'_>, additions: &[Additions]) -> Vec<(Text, usize)> {
    let added = |entity: EntityId| {
        additions.iter().flat_map(|added| &added.records).filter(|record| record.entity == entity).count()
    };
    let declared = additions.iter().flat_map(|added| &added.complete);
    declared.map(|declared| (m.vocabulary.entity(declared.entity).label.clone(), added(declared.entity))).collect()
}

/// What one statement does to a fact, from the municipality before and after; nothing if it is about no record.
pub fn change(
    (m, after): (&Municipality<'_>, &Municipality<'_>),
    who: &str,
    statement: &Statement,
    sources: &Sources,
) -> Option<Change> {
    let record = &statement.overlay.record;
    let cell = record.cells.first()?;
    let (id, _) = record.id.as_ref()?;
    let in_town = |town: &Municipality<'_>| {
        let row = town.table(record.entity).find(town.symbols.find(id)?)?;
        Some(Fact { entity: record.entity, row, field: cell.field })
    };
    let fact = in_town(after)?;
    let say = |town: &Municipality<'_>, fact: Fact| match town.value(fact) {
        Known::Missing => None,
        Known::None => Some(text!(ja: "なし", en: "none")),
        Known::Value(value) => {
            let word = |language| shown::value(town, fact, &value, language);
            Some(Text::new(word(Language::Ja), word(Language::En)))
        }
    };
    let old = in_town(m).and_then(|fact| before(m, fact).map(|datum| (fact, datum)));
    let before = old.as_ref().map(|(fact, datum)| {
        let kind = &m.vocabulary.field(fact.entity, fact.field).kind;
        let known = m.value_of(kind, datum);
        let word = |language| match datum {
            Datum::None => (if language == Language::Ja { "なし" } else { "none" }).to_owned(),
            _ => shown::value(m, *fact, &known, language),
        };
        Text::new(word(Language::Ja), word(Language::En))
    });
    let now = say(after, fact);
    let kind = match (&before, &now) {
        (_, None) => ChangeKind::Conflict,
        (None, Some(_)) => ChangeKind::Added,
        (Some(before), Some(now)) if before == now => ChangeKind::Confirmed,
        (Some(_), Some(_)) => ChangeKind::Replaced,
    };
    let field = &m.vocabulary.field(record.entity, cell.field).label;
    // A name that is itself replaced would tell the reader nothing.
    let name = |language| match in_town(m) {
        Some(before) => m.name(record.entity, before.row, language),
        None => after.name(record.entity, fact.row, language),
    };
    Some(Change {
        kind,
        label: Text::new(
            format!("{}の{}", name(Language::Ja), field.ja),
            format!("{} of {}", field.en, name(Language::En)),
        ),
        before,
        after: now.unwrap_or_else(|| text!(ja: "食い違い", en: "contradiction")),
        department: who.to_owned(),
        place: sources.show(cell.place),
    })
}

/// Results that were unknown and are no longer, in the order of the first assessment.
fn settled(first: &Assessment, last: &Assessment) -> Vec<Settled> {
    let key = |assessment: &Assessment, result: &super::Judged| {
        (assessment.rules[result.rule].id.clone(), result.subject.clone())
    };
    let now: BTreeMap<(String, String), Verdict> =
        last.results.iter().map(|result| (key(last, result), result.verdict)).collect();
    let unknown = first.results.iter().filter(|result| result.verdict == Verdict::Unknown);
    let settled = unknown.filter_map(|result| {
        let verdict = now.get(&key(first, result)).copied();
        (verdict != Some(Verdict::Unknown)).then(|| Settled {
            title: first.rules[result.rule].title.clone(),
            subject: result.subject_name.clone(),
            verdict,
        })
    });
    settled.collect()
}
