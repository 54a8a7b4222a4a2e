//! An earlier assessment beside this one: counts by area and by function, and what became of results.

use super::mark;
use super::sentences;
use super::words::Words;
use crate::assess::assessment::{Assessment, Ledger, Verdict};
use crate::assess::earlier::{Earlier, Steps};
use crate::language::Language;
use askama::Template;

/// The verdicts that are counted on both sides, in the order of the columns.
const COUNTED: [Verdict; 3] = [Verdict::Fail, Verdict::Unknown, Verdict::Pass];

/// Both sides.
#[derive(Template)]
#[template(path = "beside.html")]
pub(super) struct Beside {
    w: &'static Words,
    means: String,
    verdicts: Vec<mark::Mark>,
    areas: Vec<(String, [Pair<usize>; 3])>,
    totals: [Pair<usize>; 3],
    mended: Option<usize>,
    became: Vec<(String, usize)>,
    functions: Vec<(String, Pair<String>)>,
}

/// Then and now.
struct Pair<V> {
    then: V,
    now: V,
}

impl Beside {
    /// Both sides, if an earlier one was given.
    pub(super) fn of(assessment: &Assessment, language: Language) -> Option<Self> {
        let earlier = assessment.earlier.as_ref()?;
        let area = |(id, (then, now)): (&String, &(Ledger, Ledger))| {
            (mark::area(assessment, id, language).to_owned(), counts(then, now))
        };
        let steps = |(unit, (then, now)): (&String, &(Option<Steps>, Option<Steps>))| {
            let shares = Pair { then: share(*then, language), now: share(*now, language) };
            (mark::name(assessment, unit, language).to_owned(), shares)
        };
        Some(Self {
            w: Words::of(language),
            means: sentences::beside(earlier, assessment).get(language).to_owned(),
            verdicts: COUNTED.iter().map(|verdict| mark::verdict(*verdict, language)).collect(),
            areas: order(assessment, earlier).into_iter().map(area).collect(),
            totals: counts(&earlier.ledger, &assessment.ledger),
            mended: earlier.mended(),
            became: earlier
                .became
                .iter()
                .flatten()
                .map(|(kind, number)| (kind.label().get(language).to_owned(), *number))
                .collect(),
            functions: earlier.functions.iter().map(steps).collect(),
        })
    }
}

/// The areas: first those the pack names, in its order.
fn order<'a>(assessment: &Assessment, earlier: &'a Earlier) -> Vec<(&'a String, &'a (Ledger, Ledger))> {
    let place = |id: &String| assessment.pictures.areas.iter().position(|(area, _)| area == id);
    let mut areas: Vec<_> = earlier.areas.iter().collect();
    areas.sort_by_key(|(id, _)| place(id).unwrap_or(usize::MAX));
    areas
}

fn counts(then: &Ledger, now: &Ledger) -> [Pair<usize>; 3] {
    COUNTED.map(|verdict| Pair { then: then.of(verdict), now: now.of(verdict) })
}

fn share(steps: Option<Steps>, language: Language) -> String {
    match steps {
        Some((done, of)) => format!("{done}/{of}"),
        None => Words::of(language).unknown.to_owned(),
    }
}
