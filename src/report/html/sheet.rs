//! One sheet of A4 in plain words, with the questions its readers are likely to ask.

use super::figures::figure;
use super::frame::{Frame, page};
use super::mark::{self, Mark};
use super::{Identity, sentences};
use crate::assess::assessment::{Assessment, Verdict};
use crate::language::{Language, Text};
use crate::pack::audience::{Answer, Audience, Figure};
use crate::report::Options;
use askama::Template;
use std::collections::BTreeMap;

/// The sheet.
#[derive(Template)]
#[template(path = "sheet.html")]
struct Sheet {
    frame: Frame,
    identity: Identity,
    lead: String,
    numbers: Vec<(Mark, usize)>,
    areas: Vec<Area>,
    functions: String,
    answers: Vec<(String, String)>,
}

/// Counts of one area.
struct Area {
    name: String,
    judged: usize,
    fails: usize,
    unknown: usize,
}

/// Writes the sheet.
pub(super) fn render(assessment: &Assessment, audience: &Audience, options: &Options) -> String {
    let language = options.language;
    let ledger = &assessment.ledger;
    let numbers = [
        (Verdict::Pass, ledger.pass),
        (Verdict::Fail, ledger.fail),
        (Verdict::Unknown, ledger.unknown),
        (Verdict::Waived, ledger.waived),
        (Verdict::NotApplicable, ledger.not_applicable),
        (Verdict::Error, ledger.error),
    ];
    let shown = numbers.into_iter().filter(|(verdict, number)| *verdict != Verdict::Error || *number > 0);
    let live = figure(assessment, Figure::Live);
    let functions = live.map(|told| sentences::functions(told.number, told.of).get(language).to_owned());
    page(&Sheet {
        frame: Frame::of(assessment, language),
        identity: Identity::of(assessment, language),
        lead: sentences::lead(ledger).get(language).to_owned(),
        numbers: shown.map(|(verdict, number)| (mark::verdict(verdict, language), number)).collect(),
        areas: areas(assessment, language),
        functions: functions.unwrap_or_default(),
        answers: audience.answers.iter().map(|answer| answered(assessment, answer, language)).collect(),
    })
}

fn areas(assessment: &Assessment, language: Language) -> Vec<Area> {
    let mut counts: BTreeMap<&str, Area> = BTreeMap::new();
    for judged in &assessment.results {
        let Some(rule) = assessment.rules.get(judged.rule) else { continue };
        let name = mark::area(assessment, &rule.area, language).to_owned();
        let area = counts.entry(&rule.area).or_insert(Area { name, judged: 0, fails: 0, unknown: 0 });
        match judged.verdict {
            Verdict::NotApplicable => continue,
            Verdict::Fail => area.fails += 1,
            Verdict::Unknown | Verdict::Error => area.unknown += 1,
            Verdict::Pass | Verdict::Waived => {}
        }
        area.judged += 1;
    }
    let order = |id: &str| assessment.pictures.areas.iter().position(|(known, _)| known == id);
    let mut areas: Vec<(Option<usize>, Area)> = counts.into_iter().map(|(id, area)| (order(id), area)).collect();
    areas.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    areas.into_iter().map(|(_, area)| area).filter(|area| area.judged > 0).collect()
}

/// A question with the answer that its figure calls for.
fn answered(assessment: &Assessment, answer: &Answer, language: Language) -> (String, String) {
    let told = figure(assessment, answer.figure);
    let text: &Text = match &told {
        None => &answer.unknown,
        Some(told) if told.number == 0 => &answer.zero,
        Some(_) => &answer.some,
    };
    let (number, of) = told.map_or((String::new(), String::new()), |told| {
        let number = match (told.or_more, language) {
            (false, _) => told.number.to_string(),
            (true, Language::Ja) => format!("少なくとも{}", told.number),
            (true, Language::En) => format!("at least {}", told.number),
        };
        (number, told.of.to_string())
    });
    let said = text.get(language).replace("{n}", &number).replace("{of}", &of);
    (answer.question.get(language).to_owned(), said)
}
