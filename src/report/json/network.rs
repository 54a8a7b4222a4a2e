//! The network for programs: `tekigo.network/1`.

use super::schema::SHA256;
use super::view::Words;
use crate::assess::assessment::Question;
use crate::assess::network::{Network, Passage, Specified};
use crate::language::Text;
use crate::report::network::Change;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.network/1";

/// What can get from where to where in the network of one body, what closes it and what would clear it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.network/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// Version of tekigo.
    tool: &'a str,
    /// The rules judged by.
    pack: Pack<'a>,
    /// The body.
    body: Body<'a>,
    /// The day of the law.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// The day on which the facts stand.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = SHA256))]
    inventory_sha256: &'a str,
    /// A change that was tried, and what it does; null if none was asked for. All that follows is the state after it.
    what_if: Option<WhatIf<'a>>,
    /// Every pair of sides that matters.
    passages: Vec<Pair<'a>>,
    /// Subjects that would have to be closed to end all certain leaks.
    closing: Vec<&'a str>,
    /// Zones of the three layers of which no segment is written, though the list may lack some: nothing is said of them.
    unseen: Vec<&'a str>,
    /// Lists that may lack records, beside what the passages ask.
    open: Vec<Asked<'a>>,
    /// Communication of the My Number layer with outside parties (特定通信一覧).
    specified: Vec<Line<'a>>,
}

/// Which rules were applied.
#[derive(Debug, Serialize, JsonSchema)]
struct Pack<'a> {
    /// Name of the pack.
    name: &'a str,
    /// Its version.
    version: &'a str,
    /// SHA-256 of its files.
    #[schemars(extend("pattern" = SHA256))]
    sha256: &'a str,
}

/// Whose network it is.
#[derive(Debug, Serialize, JsonSchema)]
struct Body<'a> {
    /// Six-digit body code (全国地方公共団体コード).
    code: &'a str,
    /// Official name.
    name: &'a str,
    /// Made from published material: not the body's own view.
    published_material: bool,
}

/// A change that was tried.
#[derive(Debug, Serialize, JsonSchema)]
struct WhatIf<'a> {
    /// As it was asked for.
    change: &'a str,
    /// Leaks that disappear with it.
    disappear: Vec<Words<'a>>,
    /// Leaks that come with it.
    appear: Vec<Words<'a>>,
}

/// What passes from one side to another.
#[derive(Debug, Serialize, JsonSchema)]
struct Pair<'a> {
    /// A zone, or the outside parties of one kind (`party-vendor`).
    origin: &'a str,
    /// The same.
    target: &'a str,
    /// certain_leak; possible_leak; permitted (flows that are known, and permitted); unsettled (flows that are written, but
    /// not whether they are in force); unlisted (no flow is known, but the lists may lack some); nothing.
    state: &'static str,
    /// Flows straight across that are written down, whatever is known of them.
    written: i64,
    /// Those known to be in force.
    declared: i64,
    /// Those of them that are permitted.
    permitted: i64,
    /// Subjects along a shortest path that is not permitted.
    path: &'a [String],
    /// Where its edges are written.
    places: &'a [String],
    /// Distinct certain paths found.
    paths: i64,
    /// There may be more.
    paths_bounded: bool,
    /// Subjects to close, the lightest set by the weights of the vocabulary.
    cut: &'a [String],
    /// Subjects to close to end all certain leaks from the same origin: the lightest set.
    origin_cut: &'a [String],
    /// What to ask to clear a possible leak.
    questions: Vec<Asked<'a>>,
    /// No smaller set of questions would do.
    questions_smallest: bool,
}

/// A question.
#[derive(Debug, Serialize, JsonSchema)]
struct Asked<'a> {
    /// The fact or list.
    path: &'a str,
    /// As a person is asked.
    question: Words<'a>,
    /// Subject of the department that can answer; null: the ICT division.
    department: Option<&'a str>,
    /// Where the answer is to be written.
    place: Option<&'a str>,
}

/// One line of communication between the My Number layer and an outside party.
#[derive(Debug, Serialize, JsonSchema)]
struct Line<'a> {
    /// The flow.
    flow: &'a str,
    /// The body's end.
    segment: &'a str,
    /// The other end.
    party: &'a str,
    /// Class in the guideline's figure; null for a party that is not listed there, or not known to be.
    class: Option<i64>,
    /// What it is for.
    purpose: Option<&'a str>,
    /// How it works.
    method: Words<'a>,
    /// The line it takes.
    via: Words<'a>,
    /// Limited by MAC address; null is not known.
    mac_restricted: Option<bool>,
    /// Limited by IP address; null is not known.
    ip_restricted: Option<bool>,
    /// Limited by port; null is not known.
    port_restricted: Option<bool>,
    /// Day of approval.
    approved_on: Option<&'a str>,
    /// Day of the next review.
    review_on: Option<&'a str>,
    /// Where it is written.
    place: Option<&'a str>,
}

/// The JSON Schema (draft 2020-12) of what `tekigo network --format json` writes.
pub fn network_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

/// Writes the network as JSON.
pub fn render(network: &Network, change: Option<&Change>) -> String {
    let what_if = change.map(|change| WhatIf {
        change: &change.what,
        disappear: words(&change.gone),
        appear: words(&change.new),
    });
    super::pretty(&Document {
        schema: NAME,
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
        unseen: network.unseen.iter().map(|zone| zone.key.as_str()).collect(),
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
            written: passage.written,
            declared: passage.declared,
            permitted: passage.permitted,
            path: &passage.path,
            places: &passage.places,
            paths: passage.paths,
            paths_bounded: passage.paths_bounded,
            cut: &passage.cut,
            origin_cut: &passage.origin_cut,
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
