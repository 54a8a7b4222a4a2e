//! The report for programs: `tekigo.assessment/1`.
//!
//! The view is frozen: fields are added, never changed or taken away, so the types of the assessment may move
//! without a reader of the JSON noticing.

mod actions;
mod audit;
mod cell;
mod clock;
mod compare;
mod diff;
mod evaluation;
mod fitgap;
mod law;
pub mod network;
mod next;
mod plan;
mod questionnaire;
mod returns;
mod rollup;
mod run;
pub mod saved;
mod schema;
#[cfg(test)]
mod tests;
mod view;

use super::Options;
use super::clean::is_hostile;
use crate::assess::assessment::Assessment;
use serde::Serialize;

pub(super) use actions::budget;
pub use actions::{actions, actions_schema, budget_schema};
pub(super) use audit::audit_pack;
pub use audit::audit_pack_schema;
pub use clock::{clock, clock_schema};
pub use compare::{compare, compare_schema};
pub use diff::{diff, diff_schema, gate};
pub use evaluation::evaluation;
pub(super) use fitgap::fitgap;
pub use fitgap::fitgap_schema;
pub use law::{law, law_schema};
pub use network::network_schema;
pub use next::{next, next_schema};
pub(super) use plan::plan;
pub use plan::plan_schema;
pub(super) use questionnaire::questionnaire;
pub use questionnaire::questionnaire_schema;
pub use returns::{returns, returns_schema};
pub(super) use rollup::rollup;
pub use rollup::rollup_schema;
pub use schema::schema;

/// Writes the assessment as JSON.
pub fn render(assessment: &Assessment, options: &Options) -> String {
    pretty(&view::Document::of(assessment, options))
}

/// Indented JSON in which characters that could steer a terminal are escaped.
pub(super) fn pretty(document: &impl Serialize) -> String {
    // Writing to a text in memory fails only for maps whose keys are no text; the view has none.
    let json = serde_json::to_string_pretty(document).unwrap_or_default();
    let mut safe = String::with_capacity(json.len() + 1);
    let mut rest = json.as_str();
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| *c != '\n' && is_hostile(*c)) {
        safe.push_str(&rest[..at]);
        let mut units = [0; 2];
        c.encode_utf16(&mut units).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}")));
        rest = &rest[at + c.len_utf8()..];
    }
    safe.push_str(rest);
    safe.push('\n');
    safe
}
