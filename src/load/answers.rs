//! Answers: what comes back in the workbooks of a questionnaire, as facts on top of an inventory.

use super::cell;
use super::edited::{self, Edited};
use super::problems::Problems;
use super::sheet::{View, workbook};
use super::spelling::is_unknown;
use crate::calendar::parse_date;
use crate::diagnostic::{Diagnostic, Place, Sources, in_order};
use crate::inventory::form::{FORM, HEAD, IDENTITY, IDS, LIST, QUESTIONS, UNCHANGED, actions, column, key};
use crate::inventory::{Cell, RawValue, Record};
use crate::text;
use crate::vocabulary::{EntityId, FieldId, Kind, Vocabulary};
use jiff::civil::Date;
use std::path::PathBuf;

/// One workbook that came back.
#[derive(Debug)]
pub struct Answers {
    /// `department/joho`; `None` is the ICT division.
    pub department: Option<String>,
    /// What it is called.
    pub name: String,
    /// Six-digit code of the body asked.
    pub body: String,
    /// Digest of the inventory that was asked for.
    pub inventory_sha256: String,
    /// Questions that were answered, in their order.
    pub answers: Vec<Answer>,
    /// Number of questions left blank.
    pub blank: usize,
    /// Questions to which "not known" is the answer, as they were asked, with where that is written.
    pub unknown: Vec<(String, Place)>,
    /// Number of answers to which no head of a section is noted to have agreed.
    pub unapproved: usize,
    /// Records that were listed.
    pub records: Vec<Record>,
    /// What was changed, if it is a workbook of actions.
    pub edited: Option<Edited>,
}

/// One answer.
#[derive(Debug)]
pub struct Answer {
    /// The path of the question.
    pub path: String,
    /// The record it is about, by entity and id; for a table, the id is `*`.
    pub on: (EntityId, String),
    /// The entity whose records the answer is about: for a list of a record, that of the listed ones.
    pub from: EntityId,
    /// What is said.
    pub said: Said,
    /// Who says so.
    pub by: Option<String>,
    /// The day on which it was true.
    pub on_date: Option<Date>,
    /// Document, day of approval and where it is kept.
    pub evidence: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What an answer says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// A field has this value.
    Value(FieldId, RawValue),
    /// A field is as it was.
    Unchanged(FieldId),
    /// The table, or the named list of the record, lacks nothing.
    Complete(Option<String>),
    /// The table or list lacked something; with the records that are listed, if any are, it lacks nothing.
    Incomplete(Option<String>),
}

/// The workbooks that came back.
#[derive(Debug)]
pub struct Returned {
    /// What they say.
    pub answers: Vec<Answers>,
    /// Cells that cannot be read; nothing of them is among the answers.
    pub unread: Vec<Diagnostic>,
}

/// Reads workbooks that came back.
///
/// # Errors
/// Workbooks that cannot be read at all, or are none of tekigo's.
pub fn load_answers(
    files: &[PathBuf],
    vocabulary: &Vocabulary,
    sources: &mut Sources,
) -> Result<Returned, Vec<Diagnostic>> {
    let (problems, unread) = (Problems::default(), Problems::default());
    let mut all = Vec::new();
    for file in files {
        let before = problems.count();
        let sheets = workbook::read(file, sources, &problems);
        if problems.count() == before {
            let views: Vec<View<'_>> = sheets.iter().map(|sheet| sheet.view(sources)).collect();
            all.extend(book(&file.display().to_string(), &views, vocabulary, (&problems, &unread)));
        }
    }
    match problems.is_empty() {
        true => Ok(Returned { answers: all, unread: unread.sorted() }),
        false => {
            let mut wrong = problems.sorted();
            wrong.extend(unread.sorted());
            in_order(&mut wrong);
            Err(wrong)
        }
    }
}

fn book(
    file: &str,
    sheets: &[View<'_>],
    vocabulary: &Vocabulary,
    (problems, unread): (&Problems, &Problems),
) -> Option<Answers> {
    let find = |name: &str| sheets.iter().copied().find(|view| view.sheet.name == name);
    let identity = |wanted: &str| {
        let sheet = find(IDENTITY)?;
        let row = (0..sheet.rows()).find(|row| sheet.get(*row, 0) == wanted)?;
        Some(sheet.get(row, 1).to_owned())
    };
    if identity(key::FORM).as_deref() == Some(actions::FORM) {
        return edited::book(file, find, identity, vocabulary, (problems, unread));
    }
    let (Some(form), Some(questions)) = (identity(key::FORM), find(QUESTIONS)) else {
        let message = text!(ja: "`{file}` は tekigo の照会票でない", en: "`{file}` is no questionnaire of tekigo");
        let help = text!(ja: "`tekigo ask DIR --xlsx OUT` で作ったブックを渡します", en: "give a workbook written by `tekigo ask DIR --xlsx OUT`");
        problems.push(Diagnostic::error(crate::diagnostic::Fault::Inventory, None, message).help(help));
        return None;
    };
    if form != FORM {
        let message = text!(ja: "`{file}` の様式 `{form}` は読めない", en: "`{file}` has the form `{form}`, which cannot be read");
        let help = text!(ja: "読めるのは {FORM} です。照会票を作り直します", en: "known is {FORM}; draw up the questionnaire anew");
        problems.push(Diagnostic::error(crate::diagnostic::Fault::Inventory, None, message).help(help));
        return None;
    }
    let mut answers = Answers {
        department: identity(key::DEPARTMENT).filter(|department| !department.is_empty()),
        name: identity(key::NAME).unwrap_or_default(),
        body: identity(key::BODY).unwrap_or_default(),
        inventory_sha256: identity(key::INVENTORY).unwrap_or_default(),
        answers: Vec::new(),
        blank: 0,
        unknown: Vec::new(),
        unapproved: 0,
        records: Vec::new(),
        edited: None,
    };
    let as_of = identity(key::AS_OF).and_then(|written| parse_date(&written).ok());
    let reader = Reader { vocabulary, unread, as_of };
    for row in HEAD + 1..questions.rows() {
        match (questions.get(row, column::ID), questions.get(row, column::ANSWER)) {
            ("", _) => {}
            (_, "") => answers.blank += 1,
            (path, written) if reader.is_unknown(path, written) => {
                let question = questions.get(row, column::QUESTION).to_owned();
                answers.unknown.push((question, questions.place(row, column::ANSWER)));
            }
            (path, written) => {
                answers.unapproved += usize::from(questions.get(row, column::AGREED).is_empty());
                answers.answers.extend(reader.answer(questions, row, path, written));
            }
        }
    }
    for sheet in sheets.iter().filter(|view| view.sheet.name.starts_with(LIST)) {
        reader.records(*sheet, &answers.name, &mut answers.records);
    }
    Some(answers)
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    /// What is said of cells that cannot be read.
    unread: &'a Problems,
    /// The day the questions were drawn up for.
    as_of: Option<Date>,
}

impl<'a> Reader<'a> {
    /// Whether "not known" is the answer.
    fn is_unknown(&self, path: &str, written: &str) -> bool {
        match self.address(path) {
            Some((entity, _, Member::Field(field))) => cell::is_unknown(self.vocabulary.field(entity, field), written),
            Some((_, _, Member::List(_))) | None => is_unknown(written),
        }
    }

    fn answer(&self, sheet: View<'a>, row: usize, path: &str, written: &str) -> Option<Answer> {
        let page = sheet.page(self.unread);
        let place = sheet.place(row, column::ANSWER);
        let Some((entity, id, member)) = self.address(path) else {
            let message = text!(ja: "問いの番号 `{path}` が分からない", en: "the question `{path}` is not known");
            let help = text!(ja: "照会票を作り直します", en: "draw up the questionnaire anew");
            page.fail(sheet.place(row, column::ID), message, help);
            return None;
        };
        let from = match &member {
            Member::List(Some(list)) => {
                let kind = self.vocabulary.entity(entity);
                kind.find_reverse(list).map_or(entity, |reverse| kind.reverse(reverse).from)
            }
            Member::List(None) | Member::Field(_) => entity,
        };
        let said = match member {
            Member::Field(field) if written == UNCHANGED => Said::Unchanged(field),
            Member::Field(field) => {
                let kind = self.vocabulary.field(entity, field);
                Said::Value(field, cell::read(page, kind, written, place.start as usize..place.end as usize)?)
            }
            Member::List(list) => match cell::yes_or_no(written.split('（').next().unwrap_or(written)) {
                Some(true) => Said::Complete(list),
                Some(false) => Said::Incomplete(list),
                None => {
                    let message = text!(ja: "`{written}` は「はい」とも「いいえ」とも読めない", en: "`{written}` is neither yes nor no");
                    let help = text!(ja: "全部なら「はい」、足りないものがあれば「いいえ」と書きます", en: "write yes if the list is complete, else no");
                    page.fail(place, message, help);
                    return None;
                }
            },
        };
        let given = |column: usize| Some(sheet.get(row, column)).filter(|text| !text.is_empty()).map(str::to_owned);
        let evidence = [column::DOCUMENT, column::APPROVED, column::KEPT].into_iter().filter_map(given);
        let evidence: Vec<String> = evidence.collect();
        Some(Answer {
            path: path.to_owned(),
            on: (entity, id),
            from,
            said,
            by: given(column::BY),
            on_date: given(column::ON_DATE).map_or(self.as_of, |written| self.date(sheet, row, &written)),
            evidence: (!evidence.is_empty()).then(|| evidence.join(" / ")),
            note: given(column::NOTE),
            place,
        })
    }

    fn date(&self, sheet: View<'a>, row: usize, written: &str) -> Option<Date> {
        match parse_date(written) {
            Ok(date) => Some(date),
            Err(problem) => {
                let place = sheet.place(row, column::ON_DATE);
                sheet.page(self.unread).fail(place, problem.message(written), problem.help());
                None
            }
        }
    }

    /// Entity, id and what of it: `system/juki.segment`, `flow/*`, `system/juki.contracts/*`.
    fn address(&self, path: &str) -> Option<(EntityId, String, Member)> {
        let (name, rest) = path.split_once('/')?;
        let entity = self.vocabulary.find(name)?;
        if rest == "*" {
            return Some((entity, rest.to_owned(), Member::List(None)));
        }
        let record = rest.strip_suffix("/*");
        let (id, member) = record.unwrap_or(rest).rsplit_once('.')?;
        let kind = self.vocabulary.entity(entity);
        let member = match record {
            Some(_) => Member::List(kind.find_reverse(member).map(|_| Some(member.to_owned()))?),
            None => Member::Field(kind.find(member)?),
        };
        Some((entity, id.to_owned(), member))
    }

    /// The records of a list that was filled in; a row without an id gets one from the department's name.
    fn records(&self, sheet: View<'a>, department: &str, out: &mut Vec<Record>) {
        let page = sheet.page(self.unread);
        let name = sheet.get(IDS, 0);
        let base = self.vocabulary.find(name).filter(|id| self.vocabulary.entity(*id).kind == Kind::Base);
        let Some(entity) = base else {
            let message = text!(ja: "`{name}` という種別はない", en: "unknown entity `{name}`");
            page.fail(sheet.place(IDS, 0), message, None);
            return;
        };
        let kind = self.vocabulary.entity(entity);
        let columns = sheet.columns(IDS);
        let field = |column: usize| (column > 0).then(|| kind.find(sheet.get(IDS, column))).flatten();
        let fields: Vec<Option<FieldId>> = (0..columns).map(field).collect();
        for row in HEAD + 1..sheet.rows() {
            let mut cells = Vec::new();
            for (column, field) in fields.iter().enumerate() {
                let (Some(field), written) = (field, sheet.get(row, column)) else { continue };
                let kind = &kind.fields[field.0 as usize];
                if written.is_empty() || cell::is_unknown(kind, written) {
                    continue;
                }
                let place = sheet.place(row, column);
                let span = place.start as usize..place.end as usize;
                if let Some(value) = cell::read(page, kind, written, span) {
                    cells.push(Cell { field: *field, value, place });
                }
            }
            let id = sheet.get(row, 0);
            if cells.is_empty() && id.is_empty() {
                continue;
            }
            let place = sheet.place(row, 0);
            let id = match id {
                "" => format!("{department}-{}", row - HEAD),
                id => id.to_owned(),
            };
            if !kind.key.is_empty() {
                for field in kind.key.iter().filter(|field| cells.iter().all(|cell| cell.field != **field)) {
                    let label = &kind.fields[field.0 as usize].label;
                    let (ja, en) = (&label.ja, &label.en);
                    let message = text!(ja: "「{ja}」が空である", en: "`{en}` is blank");
                    let help = text!(ja: "この列がないと、どの記録か分かりません", en: "without it nobody knows which record this is");
                    page.fail(place, message, help);
                }
            }
            out.push(Record {
                entity,
                id: kind.key.is_empty().then_some((id, place)),
                cells,
                observed: self.as_of,
                same_as: None,
                complete: Vec::new(),
                source: None,
                note: None,
                place,
            });
        }
    }
}

enum Member {
    Field(FieldId),
    List(Option<String>),
}
