//! The network for programs: `tekigo.network/1`.

use super::view::Words;
use crate::assess::assessment::Question;
use crate::assess::network::{Network, Passage, Specified};
use crate::language::Text;
use crate::report::network::Change;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: &'a str,
    pack: Pack<'a>,
    body: Body<'a>,
    as_of: String,
    facts_as_of: String,
    inventory_sha256: &'a str,
    what_if: Option<WhatIf<'a>>,
    passages: Vec<Pair<'a>>,
    closing: Vec<&'a str>,
    open: Vec<Asked<'a>>,
    specified: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Pack<'a> {
    name: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Body<'a> {
    code: &'a str,
    name: &'a str,
    published_material: bool,
}

#[derive(Serialize)]
struct WhatIf<'a> {
    change: &'a str,
    disappear: Vec<Words<'a>>,
    appear: Vec<Words<'a>>,
}

#[derive(Serialize)]
struct Pair<'a> {
    origin: &'a str,
    target: &'a str,
    state: &'static str,
    declared: i64,
    permitted: i64,
    path: &'a [String],
    places: &'a [String],
    paths: i64,
    paths_bounded: bool,
    cut: &'a [String],
    questions: Vec<Asked<'a>>,
    questions_smallest: bool,
}

#[derive(Serialize)]
struct Asked<'a> {
    path: &'a str,
    question: Words<'a>,
    department: Option<&'a str>,
    place: Option<&'a str>,
}

#[derive(Serialize)]
struct Line<'a> {
    flow: &'a str,
    segment: &'a str,
    party: &'a str,
    class: Option<i64>,
    purpose: Option<&'a str>,
    method: Words<'a>,
    via: Words<'a>,
    mac_restricted: Option<bool>,
    ip_restricted: Option<bool>,
    port_restricted: Option<bool>,
    approved_on: Option<&'a str>,
    review_on: Option<&'a str>,
    place: Option<&'a str>,
}

/// Writes the network as JSON.
pub fn render(network: &Network, change: Option<&Change>) -> String {
    let what_if = change.map(|change| WhatIf {
        change: &change.what,
        disappear: words(&change.gone),
        appear: words(&change.new),
    });
    super::pretty(&Document {
        schema: "tekigo.network/1",
        tool: &network.tool,
        pack: Pack { name: &network.pack.name, version: &network.pack.version, sha256: &network.pack.sha256 },
        body: Body {
            code: &network.body.code,
            name: &network.body.name,
            published_material: network.body.published_material,
        },
        as_of: network.as_of.to_string(),
        facts_as_of: network.facts_as_of.to_string(),
        inventory_sha256: &network.inventory_sha256,
        what_if,
        passages: network.passages.iter().map(Pair::from).collect(),
        closing: network.closing(),
        open: network.open.iter().map(Asked::from).collect(),
        specified: network.specified.iter().map(Line::from).collect(),
    })
}

fn words(texts: &[Text]) -> Vec<Words<'_>> {
    texts.iter().map(Words::from).collect()
}

impl<'a> From<&'a Passage> for Pair<'a> {
    fn from(passage: &'a Passage) -> Self {
        Self {
            origin: &passage.origin.key,
            target: &passage.target.key,
            state: passage.state.word(),
            declared: passage.declared,
            permitted: passage.permitted,
            path: &passage.path,
            places: &passage.places,
            paths: passage.paths,
            paths_bounded: passage.paths_bounded,
            cut: &passage.cut,
            questions: passage.questions.iter().map(Asked::from).collect(),
            questions_smallest: passage.questions_smallest,
        }
    }
}

impl<'a> From<&'a Question> for Asked<'a> {
    fn from(question: &'a Question) -> Self {
        Self {
            path: &question.path,
            question: Words::from(&question.question),
            department: question.department.as_deref(),
            place: question.place.as_deref(),
        }
    }
}

impl<'a> From<&'a Specified> for Line<'a> {
    fn from(entry: &'a Specified) -> Self {
        let [mac_restricted, ip_restricted, port_restricted] = entry.limits;
        Self {
            flow: &entry.flow,
            segment: &entry.segment,
            party: &entry.party,
            class: entry.class,
            purpose: entry.purpose.as_deref(),
            method: Words::from(&entry.method),
            via: Words::from(&entry.via),
            mac_restricted,
            ip_restricted,
            port_restricted,
            approved_on: entry.approved_on.as_deref(),
            review_on: entry.review_on.as_deref(),
            place: entry.place.as_deref(),
        }
    }
}
