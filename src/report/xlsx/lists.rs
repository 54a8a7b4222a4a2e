//! What stands in the lists of the workbook.

use super::Sheet;
use super::sheet::{Cell, HEAD, Table};
use crate::assess::assessment::{Assessment, Judged, Question, QuestionKind, RuleSummary, Verdict};
use crate::assess::audience::is_unnamed;
use crate::language::{Language, Text};
use crate::report::clean::clean;
use crate::report::gap::finding;
use crate::report::text::later::numbers;
use crate::report::text::words;
use crate::report::{Options, area, by_rule, place};
use crate::text;
use jiff::civil::Date;

/// Lines in one cell.
const LINES: usize = 8;

/// The results that are listed, by their places in the lists.
pub(super) struct Lists<'a> {
    assessment: &'a Assessment,
    language: Language,
    listed: Vec<(&'a RuleSummary, &'a Judged)>,
    /// For each listed result its position in the list of findings, if it is one.
    finding: Vec<Option<usize>>,
}

impl<'a> Lists<'a> {
    /// The lists of an assessment, as far as the reader wants results listed.
    pub(super) fn of(assessment: &'a Assessment, options: &Options) -> Self {
        let listed = assessment.results.iter().filter(|judged| options.lists(judged.verdict));
        let listed: Vec<(&RuleSummary, &Judged)> =
            listed.filter_map(|judged| Some((assessment.rules.get(judged.rule)?, judged))).collect();
        let mut next = 0;
        let mut number = |(_, judged): &(&RuleSummary, &Judged)| {
            matches!(judged.verdict, Verdict::Fail | Verdict::Error | Verdict::Waived).then(|| {
                next += 1;
                next - 1
            })
        };
        let finding = listed.iter().map(&mut number).collect();
        Self { assessment, language: options.language, listed, finding }
    }

    fn say(&self, text: &Text) -> Cell {
        self.text(text.get(self.language))
    }

    fn text(&self, text: &str) -> Cell {
        Cell::Text(clean(text).into_owned())
    }

    /// Texts on a line each, with the number of those for which there is no room.
    fn lines<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Cell {
        let mut lines: Vec<String> = texts.into_iter().map(|text| clean(text).into_owned()).collect();
        if lines.len() > LINES {
            let more = lines.len() - LINES + 1;
            lines.truncate(LINES - 1);
            lines.push(text!(ja: "ほか{more}件", en: "{more} more").get(self.language).to_owned());
        }
        Cell::Text(lines.join("\n"))
    }

    fn link(&self, text: &str, sheet: Sheet, row: usize) -> Cell {
        Cell::Link(clean(text).into_owned(), sheet.link(HEAD + 1 + row as u32, self.language))
    }

    fn questions_of(&self, judged: &Judged) -> Vec<&'a Question> {
        judged.missing.iter().filter_map(|at| self.assessment.questions.get(*at)).collect()
    }

    /// What fails, could not be computed, or is excepted.
    pub(super) fn findings(&self) -> Table {
        let mut rows = Vec::new();
        for (at, (rule, judged)) in self.listed.iter().enumerate() {
            if self.finding[at].is_none() {
                continue;
            }
            let facts: Vec<Text> = judged.facts.iter().map(words::fact).collect();
            let called = match (judged.verdict, is_unnamed(rule)) {
                (Verdict::Fail, false) => finding(rule),
                _ => judged.verdict.label(),
            };
            let waiver = judged.waiver.as_ref().map(words::waiver).unwrap_or_default();
            let clauses: Vec<String> = rule
                .clauses
                .iter()
                .map(|clause| {
                    let unchecked = if clause.confirmed { "" } else { words::UNCONFIRMED.get(self.language) };
                    format!("{}{unchecked}", clause.label.get(self.language))
                })
                .collect();
            rows.push(vec![
                self.say(&judged.verdict.label()),
                self.say(&rule.severity.label()),
                self.text(area(self.assessment, &rule.area, self.language)),
                self.say(&rule.title),
                self.say(&judged.subject_name),
                self.text(judged.department_name.as_ref().map_or("", |name| name.get(self.language))),
                self.say(&judged.message.clone().unwrap_or_default()),
                self.lines(facts.iter().map(|fact| fact.get(self.language))),
                self.say(&rule.remedy),
                self.say(&called),
                self.lines(clauses.iter().map(String::as_str)),
                self.say(&waiver),
                self.link(&rule.id, Sheet::Verdicts, at),
            ]);
        }
        Table {
            sheet: Sheet::Findings,
            title: text!(ja: "要是正・判定不能・例外措置中", en: "fails, errors and exceptions"),
            columns: &[
                (10.0, "判定", "Verdict"),
                (8.0, "重大度", "Severity"),
                (12.0, "分野", "Area"),
                (26.0, "事項", "What is wrong"),
                (18.0, "対象", "Subject"),
                (12.0, "担当", "Department"),
                (30.0, "内容", "Message"),
                (36.0, "決め手の事実", "Facts that decided"),
                (30.0, "対応", "What to do"),
                (14.0, "指摘の種類", "Kind of gap"),
                (28.0, "根拠", "Clauses"),
                (18.0, "例外措置", "Exception"),
                (34.0, "規則（判定一覧へ）", "Rule (to the verdicts)"),
            ],
            fixed: 0,
            rows,
        }
    }

    /// What must be asked, by department, the question that settles most first.
    pub(super) fn questions(&self) -> Table {
        let mut asked: Vec<&Question> = self.assessment.questions.iter().filter(|asked| asked.blocks > 0).collect();
        asked.sort_by(|a, b| a.department_name.cmp(&b.department_name));
        let first = |path: &str| {
            self.listed.iter().position(|(_, judged)| self.questions_of(judged).iter().any(|asked| asked.path == path))
        };
        let row = |question: &Question| {
            let kind = match question.kind {
                QuestionKind::Field => text!(ja: "項目", en: "field"),
                QuestionKind::List => text!(ja: "一覧", en: "list"),
            };
            let path = match first(&question.path) {
                Some(row) => self.link(&question.path, Sheet::Verdicts, row),
                None => self.text(&question.path),
            };
            vec![
                self.say(&question.department_name),
                self.say(&question.question),
                self.say(&kind),
                self.say(&question.reason.clone().unwrap_or_default()),
                self.text(question.place.as_deref().unwrap_or_default()),
                self.say(&question.write.clone().unwrap_or_default()),
                Cell::Number(question.blocks),
                Cell::Number(question.settles),
                path,
            ]
        };
        Table {
            sheet: Sheet::Questions,
            title: text!(ja: "未確認の照会", en: "questions"),
            columns: &[
                (18.0, "照会先", "Department"),
                (60.0, "問い", "Question"),
                (8.0, "種類", "Kind"),
                (36.0, "今の記載が使えない理由", "Why what is written does not count"),
                (22.0, "記入先", "Write at"),
                (34.0, "書くもの", "What to write"),
                (10.0, "待つ判定", "Verdicts waiting"),
                (10.0, "これだけで決まる", "Settled by it alone"),
                (44.0, "項目（判定一覧へ）", "Path (to the verdicts)"),
            ],
            fixed: 1,
            rows: asked.into_iter().map(row).collect(),
        }
    }

    /// All results.
    pub(super) fn verdicts(&self) -> Table {
        let row = |(at, (rule, judged)): (usize, &(&RuleSummary, &Judged))| {
            let asked = self.questions_of(judged);
            let verdict = judged.verdict.label();
            vec![
                match self.finding[at] {
                    Some(row) => self.link(verdict.get(self.language), Sheet::Findings, row),
                    None => self.say(&verdict),
                },
                self.say(&rule.severity.label()),
                self.text(area(self.assessment, &rule.area, self.language)),
                self.say(&judged.verdict.beside(&rule.title)),
                self.say(&judged.subject_name),
                self.text(&judged.subject),
                self.text(judged.department_name.as_ref().map_or("", |name| name.get(self.language))),
                self.lines(asked.iter().map(|asked| asked.question.get(self.language))),
                self.text(place::shown(self.assessment, judged).unwrap_or_default()),
                self.text(&rule.id),
            ]
        };
        Table {
            sheet: Sheet::Verdicts,
            title: text!(ja: "判定一覧", en: "verdicts"),
            columns: &[
                (11.0, "判定", "Verdict"),
                (8.0, "重大度", "Severity"),
                (16.0, "分野", "Area"),
                (40.0, "事項", "What would be wrong"),
                (26.0, "対象", "Subject"),
                (26.0, "対象の記号", "Subject id"),
                (16.0, "担当", "Department"),
                (44.0, "確かめること", "To find out"),
                (22.0, "記載箇所・記入先", "Place"),
                (34.0, "規則", "Rule"),
            ],
            fixed: 1,
            rows: self.listed.iter().enumerate().map(row).collect(),
        }
    }

    /// What begins and what has ended, by date.
    pub(super) fn law(&self) -> Table {
        let mut rows: Vec<(Option<Date>, &str, Vec<Cell>)> = Vec::new();
        for group in by_rule(self.assessment.coming.iter()) {
            let Some(rule) = self.assessment.rules.get(group[0].rule) else { continue };
            let said = words::verdicts(&numbers(&group));
            rows.push((rule.from, &rule.id, self.dated(rule, rule.from, &text!(ja: "施行", en: "begins"), &said)));
        }
        let lapsed = by_rule(self.assessment.lapsed.iter());
        for at in &self.assessment.ended {
            let Some(rule) = self.assessment.rules.get(*at) else { continue };
            let last = lapsed.iter().find(|group| group[0].rule == *at);
            let said = last.map(|group| words::verdicts(&numbers(group))).unwrap_or_default();
            rows.push((rule.until, &rule.id, self.dated(rule, rule.until, &text!(ja: "終了", en: "ended"), &said)));
        }
        rows.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        Table {
            sheet: Sheet::Law,
            title: text!(ja: "施行前の規則と終了した規則（施行日・最終日の判定）", en: "rules to come and rules that have ended, with their verdicts on that day"),
            columns: &[
                (20.0, "日", "Day"),
                (8.0, "変化", "Change"),
                (8.0, "重大度", "Severity"),
                (18.0, "分野", "Area"),
                (50.0, "事項", "What would be wrong"),
                (30.0, "その日の判定", "Verdicts on that day"),
                (44.0, "対応", "What to do"),
                (44.0, "根拠", "Clauses"),
                (34.0, "規則", "Rule"),
            ],
            fixed: 1,
            rows: rows.into_iter().map(|(.., row)| row).collect(),
        }
    }

    fn dated(&self, rule: &RuleSummary, day: Option<Date>, change: &Text, said: &Text) -> Vec<Cell> {
        vec![
            day.map_or_else(|| Cell::Text(String::new()), Cell::Day),
            self.say(change),
            self.say(&rule.severity.label()),
            self.text(area(self.assessment, &rule.area, self.language)),
            self.say(&rule.title),
            self.say(said),
            self.say(&rule.remedy),
            self.lines(rule.clauses.iter().map(|clause| clause.label.get(self.language))),
            self.text(&rule.id),
        ]
    }
}
