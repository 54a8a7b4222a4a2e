//! Fields that nobody asks for or uses, and clauses that no rule tests.

use super::{Findings, Lint};
use crate::diagnostic::Level;
use crate::pack::Pack;
use crate::text;
use crate::vocabulary::{Answers, EntityId, FieldId, Kind, body};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Fields that the program itself reads, by entity.
const KNOWN: [(&str, &[&str]); 3] = [
    (body::BODY, &[body::CODE, body::NAME, body::CLASS, body::PUBLISHED_MATERIAL]),
    (body::DEPARTMENT, &[body::ROLE]),
    (
        body::WAIVER,
        &[
            body::WAIVER_RULE,
            body::WAIVER_SUBJECT,
            body::WAIVER_REASON,
            body::WAIVER_APPROVED_ON,
            body::WAIVER_UNTIL,
            body::WAIVER_STATE,
            body::WAIVER_KIND,
            body::WAIVER_APPROVED_BY,
            body::WAIVER_CONTROL,
            body::WAIVER_FACTS_DIGEST,
        ],
    ),
];

pub(super) fn look(pack: &Pack, findings: &mut Findings) {
    fields(pack, findings);
    baseless(pack, findings);
    for clause in pack.clauses.values().filter_map(|editions| editions.last()) {
        if !pack.rules.iter().any(|rule| rule.clauses.contains(&clause.id)) {
            let id = &clause.id;
            let message = text!(ja: "条項 `{id}` を確かめる規則がない", en: "no rule tests clause `{id}`");
            findings.add(Lint::Uncovered, id, (Level::Warning, clause.place), message);
        }
    }
}

/// Rules that once rested on a clause and no longer do. That there is one on their first day is seen to when they load.
fn baseless(pack: &Pack, findings: &mut Findings) {
    for rule in &pack.rules {
        let last = rule.until.unwrap_or(Date::MAX);
        if pack.cited(rule, last).next().is_none() {
            let id = &rule.id;
            let message = text!(
                ja: "規則 `{id}` の根拠の条項は、規則より先に効力を失う",
                en: "every clause that rule `{id}` cites ends before the rule does"
            );
            findings.add(Lint::Baseless, id, (Level::Error, rule.place), message);
        }
    }
}

fn fields(pack: &Pack, findings: &mut Findings) {
    let used = used(pack);
    for id in pack.vocabulary.ids() {
        let entity = pack.vocabulary.entity(id);
        if !matches!(entity.kind, Kind::Base | Kind::Singleton) {
            continue;
        }
        for (index, field) in entity.fields.values().enumerate() {
            let set_by_program = field.computed
                || entity.implied.as_ref().is_some_and(|implied| {
                    let index = FieldId(index as u16);
                    implied.fields.contains(&index) || implied.set.iter().any(|(set, _)| *set == index)
                });
            let (owner, name) = (&entity.id, &field.id);
            let of = format!("{owner}.{name}");
            if field.ask.is_empty() && !set_by_program {
                let message =
                    text!(ja: "項目 `{owner}.{name}` を尋ねる問いがない", en: "nobody asks for field `{owner}.{name}`");
                findings.add(Lint::Unasked, &of, (Level::Error, field.place), message);
            }
            if !used.contains(&(id, FieldId(index as u16))) {
                let message =
                    text!(ja: "項目 `{owner}.{name}` を使う規則がない", en: "no rule uses field `{owner}.{name}`");
                findings.add(Lint::Unused, &of, (Level::Warning, field.place), message);
            }
        }
    }
}

/// Fields that a rule, a computed fact, a question or the program reads.
fn used(pack: &Pack) -> BTreeSet<(EntityId, FieldId)> {
    let mut used = BTreeSet::new();
    for rule in &pack.rules {
        let conditions = rule.conditions().map(|condition| condition.reads());
        let messages = [&rule.message.0, &rule.message.1].into_iter().map(|message| message.reads());
        conditions.chain(messages).for_each(|reads| used.extend(&reads.fields));
    }
    for formulas in &pack.formulas.entities {
        let implied = formulas.implied.iter().chain(&formulas.fields).map(|(_, formula)| formula.reads());
        let each = formulas.each.iter().map(|(_, formula)| formula.reads());
        let keep = formulas.keep.iter().map(|condition| condition.reads());
        let asks = formulas.asks.iter().flat_map(|(ja, en)| [ja.reads(), en.reads()]);
        implied.chain(each).chain(keep).chain(asks).for_each(|reads| used.extend(&reads.fields));
    }
    let own_deadlines: Vec<String> = pack.scope().deadlines.into_values().flatten().collect();
    for id in pack.vocabulary.ids() {
        let entity = pack.vocabulary.entity(id);
        used.extend(
            entity.key.iter().chain(&entity.names).chain(entity.either.iter().flatten()).map(|field| (id, *field)),
        );
        let answers =
            [&entity.answers].into_iter().chain(entity.fields.values().filter_map(|field| field.answers.as_ref()));
        used.extend(answers.filter_map(|answers| match answers {
            Answers::Owner(field) => Some((id, *field)),
            Answers::Role(_) => None,
        }));
        let known = KNOWN.iter().filter(|(name, _)| *name == entity.id).flat_map(|(_, fields)| fields.iter().copied());
        let names = known.chain([body::NAME, body::NAME_EN]).chain(own_deadlines.iter().map(String::as_str));
        used.extend(names.filter_map(|name| Some((id, entity.find(name)?))));
    }
    used
}
