//! The Fit&Gap for programs: `tekigo.fitgap/1`.

mod view;

use super::view::{Missing, Words};
use crate::assess::fitgap::{
    Analysis, Change, Chosen, Class, Comparison, Decision, FitGap, Item, Line, Named, Offer, Product, Tally,
};
use crate::inventory::Known;
use crate::report::json::run::Run;
use jiff::civil::Date;
use schemars::generate::SchemaSettings;
use view::{
    Answer, Changed, Count, Counted, Cutover, Decided, Document, Editions, Function, Measure, NAME, Offered, OneOffer,
    Provided, Readiness, Requirement, Thing,
};

/// The JSON Schema (draft 2020-12) of what `fitgap` writes.
pub fn fitgap_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

/// Writes a Fit&Gap.
pub(in crate::report) fn fitgap(page: &FitGap, comparison: Option<&Comparison>) -> String {
    super::pretty(&Document {
        schema: NAME,
        run: Run::of(&page.tool, (&page.pack, &page.body), (page.as_of, page.facts_as_of), &page.inventory_sha256),
        functions: page.functions.iter().map(function).collect(),
        unlisted: page.unlisted.iter().map(thing).collect(),
        stray: page.stray,
        open: page.open.iter().map(Missing::from).collect(),
        editions: comparison.map(editions),
    })
}

fn thing(named: &Named) -> Thing<'_> {
    Thing { id: &named.subject, name: Words::from(&named.name) }
}

fn function(analysis: &Analysis) -> Function<'_> {
    let counts = analysis.counts.iter().map(|count| Count {
        kind: count.kind.as_ref().map(|kind| kind.id.as_str()),
        class: count.class.word(),
        due: counted(count.due),
        coming: counted(count.coming),
        undated: counted(count.undated),
    });
    let measures = analysis
        .measures
        .iter()
        .map(|(measure, gaps)| Measure { measure: measure.as_ref().map(|measure| measure.id.as_str()), gaps: *gaps });
    let (cutover, readiness) = (&analysis.cutover, &analysis.readiness);
    Function {
        function: thing(&analysis.function),
        applies: analysis.applies,
        editions: analysis.editions.iter().map(thing).collect(),
        doubtful: analysis.doubtful,
        other_sizes: analysis.other_sizes,
        counts: counts.collect(),
        measures: measures.collect(),
        cutover: Cutover {
            state: cutover.state.map(|state| state.word()),
            day: cutover.day.map(|day| day.to_string()),
            live: cutover.live,
            target: cutover.target.map(|day| day.to_string()),
            late: cutover.late,
        },
        readiness: Readiness {
            ready: readiness.ready,
            obstacles: readiness.obstacles,
            questions: readiness.questions,
            not_assessed: readiness.not_assessed,
            transitional: readiness.transitional,
        },
        items: analysis.items.iter().map(item).collect(),
        products: analysis.products.iter().map(product).collect(),
        requirements: analysis.lines.iter().map(requirement).collect(),
    }
}

fn counted(tally: Tally) -> Counted {
    Counted {
        fit: tally.fit,
        gap: tally.gap,
        not_assessed: tally.not_assessed,
        total: tally.total(),
        rate: tally.rate(),
    }
}

fn item(item: &Item) -> Answer<'_> {
    Answer {
        question: item.question.word(),
        state: item.state.word(),
        about: thing(&item.about),
        what: item.what.as_ref().map(Words::from),
        day: day(&item.day),
        limit: item.limit.map(|day| day.to_string()),
        owner: item.owner.as_ref().map(thing),
        post: item.post.as_deref(),
        cost: item.cost.and_then(|(once, _)| once),
        cost_yearly: item.cost.and_then(|(_, yearly)| yearly),
    }
}

fn product(product: &Product) -> Offered<'_> {
    let answers = product.answers.iter().flat_map(|answers| {
        answers.by_provision.iter().map(|(provision, count)| Provided {
            class: answers.class.word(),
            provision: provision.as_ref().map(|provision| provision.id.as_str()),
            requirements: *count,
        })
    });
    Offered {
        product: thing(&product.product),
        vendor: product.vendor.as_deref(),
        adopted: product.adopted,
        answers: answers.collect(),
        cost: product.cost,
        cost_yearly: product.cost_yearly,
        unpriced: product.unpriced,
    }
}

fn requirement(line: &Line) -> Requirement<'_> {
    Requirement {
        id: &line.subject,
        kind: chosen(&line.kind),
        code: &line.code,
        branch: &line.branch,
        division: said(&line.division),
        name: &line.name,
        class: line.class.word(),
        conform_by: day(&line.conform_by),
        standing: line.standing.word(),
        judgement: line.judgement.word(),
        decision: decided(&line.decision),
        offers: line.offers.iter().map(|offer| offer.as_ref().map(one_offer)).collect(),
    }
}

fn one_offer(offer: &Offer) -> OneOffer<'_> {
    OneOffer {
        provision: chosen(&offer.provision),
        planned_on: day(&offer.planned_on),
        cost: offer.cost,
        cost_yearly: offer.cost_yearly,
    }
}

fn decided(decision: &Decision) -> Decided<'_> {
    Decided {
        used: decision.used,
        cases: decision.cases,
        wanted: decision.wanted,
        measure: chosen(&decision.measure),
        bylaw: said(&decision.bylaw),
        owner: decision.owner.as_ref().map(|owner| owner.subject.as_str()),
        decide_by: day(&decision.decide_by),
        decided_on: day(&decision.decided_on),
        due: day(&decision.due),
        done_on: day(&decision.done_on),
    }
}

fn editions(comparison: &Comparison) -> Editions<'_> {
    Editions {
        old: thing(&comparison.old),
        new: thing(&comparison.new),
        unchanged: comparison.unchanged,
        unchanged_not_assessed: comparison.unchanged_not_assessed,
        changes: comparison.changes.iter().map(changed).collect(),
    }
}

fn changed(change: &Change) -> Changed<'_> {
    Changed {
        requirement: requirement(&change.line),
        added: change.added,
        removed: change.removed,
        class_before: change.class_before.map(Class::word),
        reworded: change.reworded,
        conform_by_changed: change.conform_by_before.is_some(),
        conform_by_before: change.conform_by_before.as_ref().and_then(day),
        judgement_before: change.judgement.word(),
        decision_before: decided(&change.decision),
        becomes: change.kept.word(),
    }
}

const NONE: &str = "none";

fn chosen(chosen: &Known<Chosen>) -> Option<&str> {
    match chosen {
        Known::Value(chosen) => Some(&chosen.id),
        Known::None => Some(NONE),
        Known::Missing => None,
    }
}

fn said(said: &Known<String>) -> Option<&str> {
    match said {
        Known::Value(said) => Some(said),
        Known::None => Some(NONE),
        Known::Missing => None,
    }
}

fn day(day: &Known<Date>) -> Option<String> {
    match day {
        Known::Value(day) => Some(day.to_string()),
        Known::None => Some(NONE.to_owned()),
        Known::Missing => None,
    }
}
