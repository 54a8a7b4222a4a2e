//! Examples of rules, run through the real stages.
//!
//! An example is a small inventory together with the verdict its rule must give. It is documentation for the reader
//! and the proof that the rule says what its author meant.

use super::Judgement;
use super::states::settle;
use crate::derive::{by_rules, derive};
use crate::diagnostic::{Diagnostic, Fault};
use crate::evaluate::{self, Decision, Evidence, Subject};
use crate::inventory::{Cell, Inventory, Municipality, RawValue, Record, Whole};
use crate::link::link;
use crate::pack::{Example, Expected, Pack, Rule};
use crate::text;
use crate::vocabulary::Kind;
use crate::vocabulary::body;
use jiff::civil::{Date, date};

/// Code of the fictional body in examples that name none.
const CODE: &str = "999997";
/// Its name.
const NAME: &str = "例示市";
/// Its class.
const CLASS: &str = "city";
/// The day of examples that name none.
const DAY: Date = date(2026, 4, 1);

/// One diagnostic for every example of the pack that does not hold.
pub fn broken(pack: &Pack) -> Vec<Diagnostic> {
    let proved = || pack.rules.iter().filter(|rule| pack.proves(rule));
    let examples = proved().flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)));
    let broken = examples.flat_map(|(rule, example)| check(pack, rule, example));
    proved().filter_map(unproved).chain(broken).collect()
}

/// A rule is proved both ways: one example fails, another passes.
fn unproved(rule: &Rule) -> Option<Diagnostic> {
    let lacks = |verdict| !rule.examples.iter().any(|example| example.verdict == verdict);
    let lacking = [Expected::Fail, Expected::Pass].into_iter().filter(|verdict| lacks(*verdict));
    let lacking: Vec<&str> = lacking.map(|verdict| word(expected(verdict))).collect();
    let (id, words) = (&rule.id, lacking.join(", "));
    let message =
        text!(ja: "規則 {id} に {words} となる例がありません", en: "rule {id} has no example that is {words}");
    let help = text!(
        ja: "要是正になる例と充足になる例を [[example]] に書いてください。例は規則の説明とテストを兼ねます",
        en: "write [[example]] tables that fail and that pass; they are the rule's documentation and its test"
    );
    (!lacking.is_empty()).then(|| Diagnostic::error(Fault::Pack, rule.place, message).help(help))
}

/// What is wrong with one example; nothing if it holds.
pub fn check(pack: &Pack, rule: &Rule, example: &Example) -> Vec<Diagnostic> {
    let prepared = match Prepared::new(pack, rule, example) {
        Ok(prepared) => prepared,
        Err(diagnostics) => return diagnostics,
    };
    let problem = match prepared.decide(rule) {
        Ok(decision) if decision == expected(example.verdict) => return Vec::new(),
        Ok(decision) => {
            let (said, wanted) = (word(decision), word(expected(example.verdict)));
            let (id, ja, en) = (&rule.id, &example.note.ja, &example.note.en);
            text!(
                ja: "規則 {id} の例「{ja}」は {wanted} のはずが {said} になります",
                en: "example `{en}` of rule {id} should be {wanted} but is {said}"
            )
        }
        Err(subjects) => {
            let list = subjects.join(", ");
            let id = &rule.id;
            text!(
                ja: "規則 {id} の例に判定の対象が一つに決まりません: {list}",
                en: "an example of rule {id} does not say which subject is meant: {list}"
            )
        }
    };
    let help = text!(
        ja: "例の事実か規則の条件を直してください。対象が複数あるときは subject = \"id\" を書きます",
        en: "correct the example or the condition; with several subjects write subject = \"id\""
    );
    vec![Diagnostic::error(Fault::Pack, example.place, problem).help(help)]
}

/// An example whose facts are linked and derived, ready to be judged by its rule or by a changed copy of it.
pub struct Prepared<'p> {
    /// The example.
    pub example: &'p Example,
    /// Its facts.
    pub municipality: Municipality<'p>,
}

impl<'p> Prepared<'p> {
    /// Links and derives the facts of an example.
    ///
    /// # Errors
    /// Names in the example that do not resolve.
    pub fn new(pack: &'p Pack, rule: &Rule, example: &'p Example) -> Result<Self, Vec<Diagnostic>> {
        let inventory = inventory(pack, example);
        let as_of = example.as_of.unwrap_or(inventory.as_of);
        let (municipality, _) = link(pack, &inventory, as_of).map_err(|diagnostics| {
            let of_pack = |diagnostic| Diagnostic { fault: Fault::Pack, ..diagnostic };
            diagnostics.into_iter().map(of_pack).collect::<Vec<_>>()
        })?;
        // A rule about exceptions or actions depends on what the other rules say.
        let second =
            [body::WAIVER, body::ACTION].iter().any(|entity| pack.vocabulary.find(entity) == Some(rule.subject));
        let chosen = |other: &Rule| other.id == rule.id || (second && other.in_force(as_of));
        let wanted = by_rules(pack, pack.rules.iter().filter(|other| chosen(other)));
        let mut municipality = derive(pack, municipality, &wanted);
        if second {
            let mut judgement = Judgement::of(pack, municipality, Evidence::Findings, chosen);
            settle(pack, &mut judgement);
            municipality = judgement.municipality;
        }
        Ok(Self { example, municipality })
    }

    /// The example gives the verdict it claims.
    pub fn holds(&self, rule: &Rule) -> bool {
        self.decide(rule) == Ok(expected(self.example.verdict))
    }

    /// Rows of the subject on which the rule fails.
    pub fn failing(&self, rule: &Rule) -> Vec<u32> {
        let rows = 0..self.municipality.table(rule.subject).len();
        rows.filter(|row| evaluate::decide(rule, &self.municipality, *row) == Decision::Fail).collect()
    }

    /// What a rule says about the subject that is meant, or the subjects among which that is not clear.
    fn decide(&self, rule: &Rule) -> Result<Decision, Vec<String>> {
        let m = &self.municipality;
        let rows = (0..m.table(rule.subject).len()).map(|row| (Subject::Row(row), evaluate::decide(rule, m, row)));
        let list = evaluate::open_list(rule, m).then_some((Subject::List, Decision::Unknown));
        meant(rule, self.example, m, &rows.chain(list).collect::<Vec<_>>())
    }
}

/// The example as an inventory.
fn inventory(pack: &Pack, example: &Example) -> Inventory {
    let stated = example.body.as_ref().map_or(&[][..], |record| record.cells.as_slice());
    let mut cells = stated.to_vec();
    let entity = pack.vocabulary.find(body::BODY).unwrap_or(crate::vocabulary::EntityId(0));
    for (field, value) in [(body::CODE, CODE), (body::NAME, NAME), (body::CLASS, CLASS)] {
        if let Some(field) = pack.vocabulary.entity(entity).find(field)
            && !cells.iter().any(|cell| cell.field == field)
        {
            cells.push(Cell { field, value: RawValue::Text(value.to_owned()), place: example.place });
        }
    }
    let body = Record { cells, ..Record::blank(entity, example.place) };
    Inventory {
        complete: example
            .complete
            .iter()
            .map(|(entity, place)| Whole { entity: *entity, on_date: None, place: *place })
            .collect(),
        records: example.records.clone(),
        ..Inventory::of(body, example.as_of.unwrap_or(DAY))
    }
}

/// What the rule says about the subject that is meant, or the subjects among which that is not clear.
fn meant(
    rule: &Rule,
    example: &Example,
    m: &Municipality<'_>,
    outcomes: &[(Subject, Decision)],
) -> Result<Decision, Vec<String>> {
    let id = |(subject, _): &(Subject, Decision)| match subject {
        Subject::Row(row) => m.id(rule.subject, *row).to_owned(),
        Subject::List => "*".to_owned(),
    };
    if let Some(wanted) = &example.subject {
        let found = outcomes.iter().find(|outcome| id(outcome) == *wanted);
        return found.map(|(_, decision)| *decision).ok_or_else(|| outcomes.iter().map(id).collect());
    }
    let written = |(subject, _): &&(Subject, Decision)| match subject {
        Subject::Row(row) => {
            let computed = m.vocabulary.entity(rule.subject).kind == Kind::Computed;
            computed || m.table(rule.subject).origin_place(*row).is_some()
        }
        Subject::List => false,
    };
    let candidates: Vec<&(Subject, Decision)> = outcomes.iter().filter(written).collect();
    let applicable: Vec<&(Subject, Decision)> =
        candidates.iter().copied().filter(|(_, decision)| *decision != Decision::NotApplicable).collect();
    match (applicable.as_slice(), candidates.as_slice()) {
        ([(_, only)], _) => Ok(*only),
        ([(_, first), rest @ ..], _) if rest.iter().all(|(_, decision)| decision == first) => Ok(*first),
        ([], []) => {
            let list = outcomes.iter().find(|(subject, _)| *subject == Subject::List);
            Ok(list.map_or(Decision::NotApplicable, |(_, decision)| *decision))
        }
        ([], _) => Ok(Decision::NotApplicable),
        (several, _) => Err(several.iter().map(|outcome| id(outcome)).collect()),
    }
}

fn expected(verdict: Expected) -> Decision {
    match verdict {
        Expected::Pass => Decision::Pass,
        Expected::Fail => Decision::Fail,
        Expected::Unknown => Decision::Unknown,
        Expected::NotApplicable => Decision::NotApplicable,
    }
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Pass => "pass",
        Decision::Fail => "fail",
        Decision::Unknown => "unknown",
        Decision::NotApplicable => "not_applicable",
        Decision::Error => "error",
    }
}
