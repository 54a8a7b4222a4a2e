//! The report on the network, in the forms people and tools want it: text, JSON, a diagram for Graphviz or Mermaid, CSV.

mod dot;
mod mermaid;
mod table;

use super::{Options, json, text};
use crate::assess::network::{Network, Passage, State};
use crate::language::Text;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

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
        let mut change = Self { what, gone: Vec::new(), new: Vec::new() };
        let key = |passage: &Passage| (passage.origin.key.clone(), passage.target.key.clone());
        let old: BTreeMap<_, State> = before.passages.iter().map(|passage| (key(passage), passage.state)).collect();
        for passage in &after.passages {
            let (was, is) = (old.get(&key(passage)).copied().unwrap_or(State::Nothing), passage.state);
            match severity(is).cmp(&severity(was)) {
                Ordering::Less => change.gone.push(told(passage, was, is)),
                Ordering::Greater => change.new.push(told(passage, was, is)),
                Ordering::Equal => {}
            }
        }
        let still: BTreeSet<_> = after.passages.iter().map(key).collect();
        let lost =
            before.passages.iter().filter(|passage| !still.contains(&key(passage)) && severity(passage.state) > 0);
        change.gone.extend(lost.map(|passage| told(passage, passage.state, State::Nothing)));
        change
    }
}

fn severity(state: State) -> u8 {
    match state {
        State::Certain => 2,
        State::Possible => 1,
        State::Permitted | State::Unsettled | State::Unlisted | State::Nothing => 0,
    }
}

fn told(passage: &Passage, was: State, is: State) -> Text {
    let word = |state| match severity(state) {
        2 => ("確実な漏れ", "certain leak"),
        1 => ("漏れの可能性", "possible leak"),
        _ => ("漏れなし", "no leak"),
    };
    let (from, to, was, is) = (&passage.origin.label, &passage.target.label, word(was), word(is));
    Text::new(
        format!("{} → {}: {} から {} へ", from.ja, to.ja, was.0, is.0),
        format!("{} → {}: from {} to {}", from.en, to.en, was.1, is.1),
    )
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
