//! Questions: every missing thing once, addressed, in order of how much its answer settles.

use super::assessment::{Judged, Question, QuestionKind, Verdict};
use super::{departments, place};
use crate::calendar;
use crate::diagnostic::Sources;
use crate::expression::Binding;
use crate::inventory::table::Absence;
use crate::inventory::{Fact, Missing, Municipality};
use crate::language::{Language, Text};
use crate::pack::Pack;
use crate::text;
use crate::vocabulary::{EntityId, Kind, ReverseId, body};
use std::collections::{BTreeMap, BTreeSet};

/// Missing things as they come up, each with a number.
#[derive(Default)]
pub(super) struct Questions {
    numbers: BTreeMap<Missing, usize>,
}

impl Questions {
    /// The number of a missing thing.
    pub(super) fn number(&mut self, missing: Missing) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(missing).or_insert(next)
    }

    /// Words all questions, puts the one that settles most first, and renumbers the results accordingly.
    pub(super) fn finish(
        self,
        results: &mut [Judged],
        pack: &Pack,
        sources: &Sources,
        m: &Municipality<'_>,
    ) -> Vec<Question> {
        let mut blocks = vec![0; self.numbers.len()];
        let mut settles = vec![0; self.numbers.len()];
        for result in results.iter().filter(|result| result.verdict == Verdict::Unknown) {
            result.missing.iter().for_each(|number| blocks[*number] += 1);
            if let [only] = result.missing.as_slice() {
                settles[*only] += 1;
            }
        }
        let wording = Wording::new(pack, sources, m);
        let mut questions: Vec<(usize, Question)> = Vec::new();
        for (missing, number) in self.numbers {
            let mut question = wording.of(missing);
            (question.blocks, question.settles) = (blocks[number], settles[number]);
            questions.push((number, question));
        }
        questions.sort_by(|(_, a), (_, b)| (b.settles, b.blocks, &a.path).cmp(&(a.settles, a.blocks, &b.path)));
        let mut places = vec![0; questions.len()];
        for (place, (number, _)) in questions.iter().enumerate() {
            places[*number] = place;
        }
        for result in results {
            result.missing.iter_mut().for_each(|number| *number = places[*number]);
            result.missing.sort_unstable();
        }
        questions.into_iter().map(|(_, question)| question).collect()
    }
}

/// Names that records of different kinds share: a system and the contract under which it runs.
fn namesakes(m: &Municipality<'_>) -> BTreeSet<String> {
    let mut kinds: BTreeMap<String, EntityId> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    let written = m.vocabulary.ids().filter(|entity| m.vocabulary.entity(*entity).kind == Kind::Base);
    for entity in written.filter(|entity| m.vocabulary.entity(*entity).find(body::NAME).is_some()) {
        for row in 0..m.table(entity).len() {
            let name = m.name(entity, row, Language::Ja);
            if kinds.get(&name).is_some_and(|other| *other != entity) {
                shared.insert(name);
            } else {
                kinds.insert(name, entity);
            }
        }
    }
    shared
}

/// Puts missing things into words, whatever waits for them.
pub(super) struct Wording<'a, 'p> {
    pack: &'a Pack,
    sources: &'a Sources,
    m: &'a Municipality<'p>,
    /// Names that tell no record apart unless its kind is said.
    namesakes: BTreeSet<String>,
}

impl<'a, 'p> Wording<'a, 'p> {
    /// The wording of what a municipality lacks.
    pub(super) fn new(pack: &'a Pack, sources: &'a Sources, m: &'a Municipality<'p>) -> Self {
        Self { pack, sources, m, namesakes: namesakes(m) }
    }

    /// One missing thing in words.
    pub(super) fn of(&self, missing: Missing) -> Question {
        match missing {
            Missing::Field(fact) => self.field(fact),
            Missing::Table(entity) => self.table(entity),
            Missing::Reverse { entity, row, reverse } => self.list(entity, row, reverse),
        }
    }

    fn field(&self, fact: Fact) -> Question {
        let m = self.m;
        let field = m.vocabulary.field(fact.entity, fact.field);
        let asks = self.pack.formulas.entities.get(fact.entity.0 as usize);
        let question = match asks.and_then(|formulas| formulas.asks.get(fact.field.0 as usize)) {
            Some((ja, en)) => {
                let bindings = [Binding::Row(fact.row); 2];
                Text::new(ja.render(m, &bindings, Language::Ja), en.render(m, &bindings, Language::En))
            }
            None => field.label.clone(),
        };
        let question = self.told_apart(question, fact.entity, fact.row);
        let absence = m.table(fact.entity).absences.get(&(fact.row, fact.field));
        let (place, write) = self.field_at(fact);
        Question {
            write: Some(write),
            record: Some(m.title(fact.entity, fact.row)),
            reason: absence.map(|absence| self.reason(fact, absence)).or_else(|| {
                let days = m.days(fact)?;
                let (ja, en) = (days.name(Language::Ja), days.name(Language::En));
                Some(text!(ja: "分かっているのは{ja}まで", en: "known so far: {en}"))
            }),
            ..self.addressed(m.path(fact), QuestionKind::Field, question, departments::of_fact(m, fact), place)
        }
    }

    /// Where a fact is to be written, and what: in the row and column of a sheet, if its record is listed in one.
    fn field_at(&self, fact: Fact) -> (Option<String>, Text) {
        let m = self.m;
        let (kind, field) = (m.vocabulary.entity(fact.entity), m.vocabulary.field(fact.entity, fact.field));
        let table = m.table(fact.entity);
        let Text { ja, en } = &field.label;
        let written = table.origin_place(fact.row);
        if let Some(place) = written.filter(|place| self.sources.get(place.file).is_sheet()) {
            let write = text!(ja: "この行の「{ja}」の列", en: "this row, column `{en}`");
            return (Some(self.sources.show(place)), write);
        }
        let title = m.title(fact.entity, fact.row);
        // A row of that name in the sheet tells of the same record.
        let is_named = title.ja == m.id(fact.entity, fact.row);
        if let Some(place) = table.listed.filter(|_| written.is_none() || is_named) {
            let Text { ja: row_ja, en: row_en } = title;
            let write = text!(ja: "「{row_ja}」の行の「{ja}」の列", en: "row `{row_en}`, column `{en}`");
            return (Some(self.sources.get(place.file).name.clone()), write);
        }
        let (entity, id, name) = (&kind.id, m.id(fact.entity, fact.row), &field.id);
        let write = match written {
            None => format!("[[{entity}]] id = \"{id}\" / {name} = …"),
            Some(_) => format!("{name} = …"),
        };
        (self.record(fact.entity, fact.row), Text::same(write))
    }

    /// A question with the kind of its record before the name, where the name alone may mean another record.
    fn told_apart(&self, question: Text, entity: EntityId, row: u32) -> Text {
        let Text { ja: name, en: name_en } = self.m.title(entity, row);
        if !self.namesakes.contains(&name) {
            return question;
        }
        let Text { ja: kind, en: kind_en } = &self.m.vocabulary.entity(entity).label;
        let bare = question.ja.replacen(&format!("「{name}」"), &name, 1).replacen(&format!("{name} "), &name, 1);
        Text::new(
            bare.replacen(&name, &format!("{kind}「{name}」"), 1),
            question.en.replacen(&name_en, &format!("{kind_en} “{name_en}”"), 1),
        )
    }

    fn table(&self, entity: EntityId) -> Question {
        let kind = self.m.vocabulary.entity(entity);
        let department = departments::of_entity(self.m, entity);
        let path = format!("{}/*", kind.id);
        let question = match kind.list.is_empty() {
            true => {
                let (ja, en) = (&kind.label.ja, &kind.label.en);
                text!(ja: "{ja}の一覧はこれで全部ですか。", en: "Is the list of {en} complete?")
            }
            false => kind.list.clone(),
        };
        let signed = self.m.table(entity).was_complete_on.map(|day| {
            let since = calendar::era(day);
            text!(ja: "{since}時点では全部とされていました。その後に加わったものはありませんか", en: "was complete on {day}; has anything been added since?")
        });
        Question {
            write: Some(Text::same(format!("[body] complete = [\"{}\"]", kind.id))),
            reason: signed,
            ..self.addressed(path, QuestionKind::List, question, department, self.body_place())
        }
    }

    fn list(&self, entity: EntityId, row: u32, reverse: ReverseId) -> Question {
        let m = self.m;
        let kind = m.vocabulary.entity(entity);
        let from = m.vocabulary.entity(kind.reverse(reverse).from);
        let list = kind.reverses.get_index(reverse.0 as usize).map_or("", |(name, _)| name.as_str());
        let (ja, en) = (&from.label.ja, &from.label.en);
        let (name_ja, name_en) = (m.name(entity, row, Language::Ja), m.name(entity, row, Language::En));
        let question = text!(
            ja: "「{name_ja}」の{ja}は、記載されたもので全部ですか。",
            en: "Are all records of {en} for `{name_en}` listed?"
        );
        let question = self.told_apart(question, entity, row);
        let path = format!("{}.{list}/*", m.subject(entity, row));
        let department = departments::of_record(m, entity, row);
        Question {
            write: Some(Text::same(format!("complete = [\"{list}\"]"))),
            record: Some(m.title(entity, row)),
            ..self.addressed(path, QuestionKind::List, question, department, self.record(entity, row))
        }
    }

    fn addressed(
        &self,
        path: String,
        kind: QuestionKind,
        question: Text,
        department: Option<u32>,
        place: Option<String>,
    ) -> Question {
        let unnamed = || text!(ja: "情報部門", en: "ICT division");
        Question {
            path,
            kind,
            question,
            department: department.map(|row| departments::subject(self.m, row)),
            department_name: department.map_or_else(unnamed, |row| departments::name(self.m, row)),
            place,
            record: None,
            write: None,
            reason: None,
            blocks: 0,
            settles: 0,
        }
    }

    /// Where a record is written; one that is written nowhere belongs beside the body.
    fn record(&self, entity: EntityId, row: u32) -> Option<String> {
        let place = self.m.table(entity).origin_place(row);
        place.map(|place| self.sources.show(place)).or_else(|| self.body_place())
    }

    fn body_place(&self) -> Option<String> {
        place::of_body(self.m).map(|place| self.sources.show(place))
    }

    fn reason(&self, fact: Fact, absence: &Absence) -> Text {
        let kind = &self.m.vocabulary.field(fact.entity, fact.field).kind;
        match absence {
            Absence::Conflict(said) => {
                let one = |datum: &crate::inventory::Datum, language| {
                    super::shown::value(self.m, fact, &self.m.value_of(kind, datum), language)
                };
                let all = |language, mark: &str| {
                    let mut all: Vec<String> = said.iter().map(|(datum, _)| one(datum, language)).collect();
                    all.sort();
                    all.join(mark)
                };
                let (ja, en) = (all(Language::Ja, " / "), all(Language::En, " / "));
                text!(ja: "記載が食い違っています: {ja}", en: "contradicting statements: {en}")
            }
            Absence::Stale(datum, observed) => {
                let value = self.m.value_of(kind, datum);
                let ja = super::shown::value(self.m, fact, &value, Language::Ja);
                let en = super::shown::value(self.m, fact, &value, Language::En);
                let since = calendar::era(*observed);
                text!(ja: "{since}時点では「{ja}」。今も変わりありませんか", en: "was `{en}` on {observed}; still so?")
            }
            Absence::OutOfForce(datum) => {
                let value = self.m.value_of(kind, datum);
                let ja = super::shown::value(self.m, fact, &value, Language::Ja);
                let en = super::shown::value(self.m, fact, &value, Language::En);
                let (as_of, day) = (self.m.as_of, calendar::era(self.m.as_of));
                text!(ja: "「{ja}」は{day}の法令・基準にはない", en: "`{en}` does not exist in the law of {as_of}")
            }
        }
    }
}
