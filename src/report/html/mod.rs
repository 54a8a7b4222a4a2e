//! The report for browsers and paper: one file that asks nothing of anybody.
//!
//! Works without a script; with it lists can be narrowed and tables sorted. Markup lies in `templates/`, checked when the
//! program is built; this folder decides what goes into it. Every text passes through one escaper (`escape`), and the
//! page carries a policy that forbids it any request and any script but its own.

mod asked;
mod beside;
mod chosen;
mod drawing;
pub mod escape;
mod figures;
mod findings;
mod frame;
mod gantt;
mod graph;
mod handbook;
mod heat;
mod index;
mod kpi;
mod later;
mod ledger;
mod listing;
mod mark;
mod network;
mod progress;
mod rollup;
mod sentences;
mod sheet;
#[cfg(test)]
mod tests;
mod training;
mod words;

use super::chosen::extent;
use super::{NOTICE, Options, asks, handling};
use crate::assess::assessment::{Assessment, Verdict};
use crate::language::{Language, Text};
use crate::pack::audience::{Layout, Shown};
use askama::Template;
use frame::{Frame, page};
use listing::Marks;

pub(super) use handbook::handbook;
pub(super) use index::index;
pub(super) use rollup::rollup;

/// Writes the report.
pub(super) fn render(assessment: &Assessment, options: &Options) -> String {
    let sheet = assessment.audience.as_ref().filter(|audience| audience.page == Layout::Sheet);
    match sheet {
        Some(audience) => sheet::render(assessment, audience, options),
        None => whole(assessment, options),
    }
}

/// What identifies the report: told on every page of every layout.
struct Identity {
    as_of: String,
    facts_as_of: String,
    body: String,
    pack: String,
    sha_inventory: String,
    sha_pack: String,
    handling: String,
    audience: String,
    selection: String,
    notice: &'static str,
    extent: String,
}

impl Identity {
    fn of(assessment: &Assessment, language: Language) -> Self {
        let audience = assessment.audience.as_ref();
        let told = |text: &dyn Fn(&crate::pack::Audience) -> Text| {
            audience.map(|audience| text(audience).get(language).to_owned()).unwrap_or_default()
        };
        let pack = &assessment.pack;
        let notice = if language == Language::Ja { NOTICE.0 } else { NOTICE.1 };
        Self {
            as_of: sentences::day(assessment.as_of, language),
            facts_as_of: sentences::day(assessment.facts_as_of, language),
            body: format!("{}（{}）", assessment.body.name, assessment.body.code),
            pack: format!("{} {}", pack.name, pack.version),
            sha_inventory: assessment.inventory_sha256.clone(),
            sha_pack: pack.sha256.clone(),
            handling: handling(assessment).get(language).to_owned(),
            audience: told(&|audience| audience.label.clone()),
            selection: told(&|audience| audience.purpose.clone()),
            notice: if assessment.body.published_material { notice } else { "" },
            extent: assessment
                .selection
                .as_ref()
                .map(|chosen| extent(chosen).get(language).to_owned())
                .unwrap_or_default(),
        }
    }
}

/// The whole report.
#[derive(Template)]
#[template(path = "report.html")]
struct Report<'a> {
    frame: Frame,
    identity: Identity,
    ledger: ledger::Ledger,
    heat: heat::Heat,
    beside: Option<beside::Beside>,
    filter: listing::Filter<'a>,
    findings: Option<findings::Findings<'a>>,
    asked: Option<asked::Asked<'a>>,
    coming: later::Coming<'a>,
    exceptions: Option<later::Exceptions<'a>>,
    network: Option<network::Network<'a>>,
    gantt: Option<gantt::Gantt>,
    graph: Option<graph::Graph>,
    progress: progress::Progress<'a>,
    indicators: Option<kpi::Indicators<'a>>,
    training: Option<training::Training<'a>>,
    listing: listing::Listing<'a>,
    chosen: Option<chosen::Chosen<'a>>,
}

fn whole(assessment: &Assessment, options: &Options) -> String {
    let language = options.language;
    let shows = |what| assessment.audience.as_ref().is_none_or(|audience| audience.shows(what));
    let holds = |table| assessment.audience.as_ref().is_none_or(|audience| audience.holds(table));
    let marks = Marks::of(language);
    let settled = assessment.audience.as_ref().is_some_and(|audience| audience.shows(Shown::Settled));
    let excepted = options.lists(Verdict::Waived) && shows(Shown::Exceptions);
    page(&Report {
        frame: Frame::of(assessment, language),
        identity: Identity::of(assessment, language),
        ledger: ledger::Ledger::of(assessment, language),
        heat: heat::Heat::of(assessment, language),
        beside: beside::Beside::of(assessment, language),
        filter: listing::Filter::of(assessment, &marks, options),
        findings: options.lists(Verdict::Fail).then(|| findings::Findings::of(assessment, options)),
        asked: asks(assessment, options).then(|| asked::Asked::of(assessment, language)),
        coming: later::Coming::of(assessment, language),
        exceptions: excepted.then(|| later::Exceptions::of(assessment, language)),
        network: network::Network::of(assessment, language),
        gantt: gantt::Gantt::of(assessment, language),
        graph: graph::Graph::of(assessment, language),
        progress: progress::Progress::of(assessment, language),
        indicators: holds("kpi_series").then(|| kpi::Indicators::of(assessment, language)),
        training: holds("coverage").then(|| training::Training::of(assessment, language)),
        listing: listing::Listing::of(assessment, &marks, options, settled),
        chosen: chosen::Chosen::of(assessment, language),
    })
}
