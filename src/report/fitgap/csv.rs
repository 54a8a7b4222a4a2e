//! The requirements as comma-separated values, with a byte order mark so that a spreadsheet reads them as UTF-8.

use crate::assess::fitgap::{Chosen, Comparison, FitGap, Line, Named};
use crate::inventory::Known;
use crate::language::Language;
use crate::report::separated::{self, MARK};
use jiff::civil::Date;

/// What identifies the run, at the end of every row, so that a single sheet keeps it.
const IDENTITY: &str = "body,as_of,facts_as_of,tool,pack,pack_sha256,inventory_sha256";

/// One row per requirement.
pub(super) fn lines(page: &FitGap, language: Language) -> String {
    let mut csv = format!(
        "{MARK}function,requirement,edition,kind,code,branch,division,name,class,conform_by,standing,judgement,used,cases,wanted,priority,practice,issue,measure,bylaw,owner,decided_by,decide_by,decided_on,due,done_on,adopted_product,provision,available_from,cost,cost_yearly,{IDENTITY}\r\n"
    );
    for analysis in &page.functions {
        let adopted = analysis.products.iter().position(|product| product.adopted == Some(true));
        for line in &analysis.lines {
            let mut cells = vec![analysis.function.name.get(language).to_owned()];
            cells.extend(requirement(line, language));
            cells.extend(decision(line, language));
            let offer = adopted.and_then(|index| line.offers.get(index)?.as_ref());
            cells.push(
                adopted
                    .map_or_else(String::new, |index| analysis.products[index].product.name.get(language).to_owned()),
            );
            cells.push(offer.map_or_else(String::new, |offer| chosen(&offer.provision, language)));
            cells.push(offer.map_or_else(String::new, |offer| day(&offer.planned_on)));
            cells.push(number(offer.and_then(|offer| offer.cost)));
            cells.push(number(offer.and_then(|offer| offer.cost_yearly)));
            csv.push_str(&separated::line(cells.into_iter().chain(identity(page))));
        }
    }
    if page.functions.is_empty() {
        csv.push_str(&separated::line((0..30).map(|_| String::new()).chain(identity(page))));
    }
    csv
}

/// One row per difference between two editions.
pub(super) fn changes(page: &FitGap, comparison: &Comparison, language: Language) -> String {
    let mut csv = format!(
        "{MARK}old,new,requirement,edition,kind,code,branch,division,name,class,conform_by,standing,judgement,added,removed,class_before,reworded,conform_by_before,judgement_before,measure_before,becomes,{IDENTITY}\r\n"
    );
    for change in &comparison.changes {
        let mut cells = vec![comparison.old.subject.clone(), comparison.new.subject.clone()];
        cells.extend(requirement(&change.line, language));
        cells.extend([
            change.added.to_string(),
            change.removed.to_string(),
            change.class_before.map_or_else(String::new, |class| class.word().to_owned()),
            change.reworded.to_string(),
            change.conform_by_before.as_ref().map_or_else(String::new, day),
            change.judgement.word().to_owned(),
            chosen(&change.decision.measure, language),
            change.kept.word().to_owned(),
        ]);
        csv.push_str(&separated::line(cells.into_iter().chain(identity(page))));
    }
    csv
}

fn requirement(line: &Line, language: Language) -> [String; 11] {
    [
        line.subject.clone(),
        named(line.edition.as_ref(), language),
        chosen(&line.kind, language),
        line.code.clone(),
        line.branch.clone(),
        said(&line.division),
        line.name.clone(),
        line.class.word().to_owned(),
        day(&line.conform_by),
        line.standing.word().to_owned(),
        line.judgement.word().to_owned(),
    ]
}

fn decision(line: &Line, language: Language) -> [String; 14] {
    let decision = &line.decision;
    [
        flag(decision.used),
        number(decision.cases),
        flag(decision.wanted),
        chosen(&decision.priority, language),
        said(&decision.practice),
        said(&decision.issue),
        chosen(&decision.measure, language),
        said(&decision.bylaw),
        named(decision.owner.as_ref(), language),
        said(&decision.decided_by),
        day(&decision.decide_by),
        day(&decision.decided_on),
        day(&decision.due),
        day(&decision.done_on),
    ]
}

fn identity(page: &FitGap) -> [String; 7] {
    [
        page.body.code.clone(),
        page.as_of.to_string(),
        page.facts_as_of.to_string(),
        page.tool.clone(),
        format!("{} {}", page.pack.name, page.pack.version),
        page.pack.sha256.clone(),
        page.inventory_sha256.clone(),
    ]
}

fn named(named: Option<&Named>, language: Language) -> String {
    named.map_or_else(String::new, |named| named.name.get(language).to_owned())
}

fn chosen(chosen: &Known<Chosen>, language: Language) -> String {
    match chosen {
        Known::Value(chosen) => chosen.label.get(language).to_owned(),
        Known::None => "none".to_owned(),
        Known::Missing => String::new(),
    }
}

fn said(said: &Known<String>) -> String {
    match said {
        Known::Value(said) => said.clone(),
        Known::None => "none".to_owned(),
        Known::Missing => String::new(),
    }
}

fn day(day: &Known<Date>) -> String {
    match day {
        Known::Value(day) => day.to_string(),
        Known::None => "none".to_owned(),
        Known::Missing => String::new(),
    }
}

fn number(number: Option<i64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn flag(flag: Option<bool>) -> String {
    flag.map_or_else(String::new, |flag| flag.to_string())
}
