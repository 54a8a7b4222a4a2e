//! The report on the network, in the forms people and tools want it: text, JSON, a diagram for Graphviz or Mermaid, CSV.

mod dot;
mod mermaid;
mod table;

use super::{Options, json, text};
use crate::assess::network::{Network, Passage, State};
use crate::language::Text;
use std::collections::BTreeSet;

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.network/1`.
    Json,
    /// For Graphviz.
    Dot,
    /// For Mermaid.
    Mermaid,
    /// For spreadsheets: one line per pair.
    Csv,
}

/// What a change that was tried does to the leaks.
#[derive(Debug, Clone)]
pub struct Change {
    /// The change, as it was asked for.
    pub what: String,
    /// Leaks that disappear with it.
    pub gone: Vec<Text>,
    /// Leaks that come with it.
    pub new: Vec<Text>,
}

impl Change {
    /// Compares the leaks before and after.
    pub fn between(what: String, before: &Network, after: &Network) -> Self {
        let (old, new) = (leaks(before), leaks(after));
        let only = |these: &BTreeSet<Text>, those: &BTreeSet<Text>| these.difference(those).cloned().collect();
        Self { what, gone: only(&old, &new), new: only(&new, &old) }
    }
}

fn leaks(network: &Network) -> BTreeSet<Text> {
    let leaking = |passage: &&Passage| matches!(passage.state, State::Certain | State::Possible);
    let told = |passage: &Passage| {
        let (from, to) = (&passage.origin.label, &passage.target.label);
        let (ja, en) = match passage.state {
            State::Certain => ("確実", "certain"),
            _ => ("可能性", "possible"),
        };
        Text::new(format!("{} → {}（{ja}）", from.ja, to.ja), format!("{} → {} ({en})", from.en, to.en))
    };
    network.passages.iter().filter(leaking).map(told).collect()
}

/// Pairs of neighbours on a certain leak's shortest path.
fn leaking_hops(network: &Network) -> BTreeSet<(&str, &str)> {
    let paths = network.standing(State::Certain).map(|passage| &passage.path);
    paths.flat_map(|path| path.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str()))).collect()
}

/// Writes the report.
pub fn render(network: &Network, change: Option<&Change>, form: Form, options: &Options) -> Vec<u8> {
    match form {
        Form::Text => text::network::render(network, change, options).into_bytes(),
        Form::Json => json::network::render(network, change).into_bytes(),
        Form::Dot => dot::render(network, options.language).into_bytes(),
        Form::Mermaid => mermaid::render(network, options.language).into_bytes(),
        Form::Csv => table::render(network, options.language).into_bytes(),
    }
}
