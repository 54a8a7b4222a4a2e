//! What a report on the network shows: the passages and leaks that `derive` found, the specified communication, and
//! the picture of it all, as plain data with a label in both languages.

mod picture;
mod specified;

pub use picture::{Arrow, Picture, Spot};
pub use specified::Specified;

use super::assessment::{BodyIdentity, PackIdentity, Question};
use super::identity;
use super::pictures::NetworkPicture;
use super::questions::Wording;
use super::read::{self, Row};
use crate::diagnostic::Sources;
use crate::inventory::{Inventory, Known, Missing, Municipality};
use crate::language::Text;
use crate::pack::Pack;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The network of one body on one day.
#[derive(Debug, Clone)]
pub struct Network {
    /// Version of tekigo.
    pub tool: String,
    /// The pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// The day of the law.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// Every pair of sides that matters.
    pub passages: Vec<Passage>,
    /// Zones of the three layers of which the inventory names no segment, though its list of segments may lack some:
    /// nothing is said of them.
    pub unseen: Vec<Side>,
    /// Lists that may lack records, beside what the passages ask.
    pub open: Vec<Question>,
    /// Communication of the My Number layer with outside parties.
    pub specified: Vec<Specified>,
    /// The diagram.
    pub picture: Picture,
}

/// A zone, or the outside parties of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// `internet`, `party-vendor`.
    pub key: String,
    /// What it is called.
    pub label: Text,
    /// It is a zone of the body.
    pub is_zone: bool,
}

/// What passes from one side to another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Passage {
    /// Where it begins.
    pub origin: Side,
    /// Where it ends.
    pub target: Side,
    /// Flows straight across that are written down, whatever is known of them.
    #[serde(default)]
    pub written: i64,
    /// Those known to be in force.
    pub declared: i64,
    /// Those of them that are permitted.
    pub permitted: i64,
    /// How it stands.
    pub state: State,
    /// Nodes of a shortest unpermitted path, by subject.
    pub path: Vec<String>,
    /// The same by name.
    pub path_names: String,
    /// Where its edges are written.
    pub places: Vec<String>,
    /// Number of certain paths found.
    pub paths: i64,
    /// There may be more.
    pub paths_bounded: bool,
    /// What to close.
    pub cut: Vec<String>,
    /// What to close to end all certain leaks from the same origin.
    pub origin_cut: Vec<String>,
    /// Whom to ask what, to clear it.
    pub questions: Vec<Question>,
    /// No smaller set would do.
    pub questions_smallest: bool,
}

/// How a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum State {
    /// It leaks over declared edges.
    Certain,
    /// It leaks if something missing turns out badly.
    Possible,
    /// Flows cross it, all of them permitted.
    Permitted,
    /// Flows across it are written down, and it is not known whether they are in force.
    Unsettled,
    /// No flow across it is written down, and the lists may lack some.
    Unlisted,
    /// Nothing crosses it.
    Nothing,
}

impl State {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        match self {
            State::Certain => "certain_leak",
            State::Possible => "possible_leak",
            State::Permitted => "permitted",
            State::Unsettled => "unsettled",
            State::Unlisted => "unlisted",
            State::Nothing => "nothing",
        }
    }
}

/// The network as drawn, with what passes between its zones.
pub(super) fn drawing(pack: &Pack, sources: &Sources, m: &Municipality<'_>) -> NetworkPicture {
    let wording = Wording::new(pack, sources, m);
    let ask = |missing: &Missing| wording.of(*missing);
    let passages = read::rows(m, "passage").map(|row| passage(m, sources, row, &ask)).collect();
    NetworkPicture { picture: picture::draw(m), passages }
}

/// Gathers what a report on the network shows.
pub fn network(pack: &Pack, inventory: &Inventory, sources: &Sources, m: &Municipality<'_>) -> Network {
    let wording = Wording::new(pack, sources, m);
    let ask = |missing: &Missing| wording.of(*missing);
    let NetworkPicture { picture, passages } = drawing(pack, sources, m);
    let open = m.vocabulary.find("passage").map_or(&[][..], |entity| m.open(entity));
    Network {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        body: identity(m),
        as_of: m.as_of,
        facts_as_of: m.facts_as_of,
        inventory_sha256: inventory.sha256.clone(),
        passages,
        unseen: unseen(m),
        open: open.iter().map(ask).collect(),
        specified: specified::list(m, sources),
        picture,
    }
}

/// Zones of the three layers that may be there, and of which nothing is written.
fn unseen(m: &Municipality<'_>) -> Vec<Side> {
    let complete = m.vocabulary.find("segment").is_none_or(|segment| m.open(segment).is_empty());
    let written: Vec<_> = read::rows(m, "segment").map(|segment| segment.text("zone")).collect();
    let silent = |zone: &Row<'_, '_>| {
        let id = m.id(zone.entity, zone.row);
        let layer = zone.text("layer");
        layer.as_deref() == Some(id) && written.iter().all(|seen| seen.as_deref() != Some(id))
    };
    let side = |zone: Row<'_, '_>| Side {
        key: m.id(zone.entity, zone.row).to_owned(),
        label: m.title(zone.entity, zone.row),
        is_zone: true,
    };
    let zones = read::rows(m, "zone").filter(|zone| !complete && silent(zone));
    zones.map(side).collect()
}

fn passage(m: &Municipality<'_>, sources: &Sources, row: Row<'_, '_>, ask: &impl Fn(&Missing) -> Question) -> Passage {
    let leaks = row.fact("leaks");
    let (written, declared) = (row.int("written"), row.int("declared"));
    let provenance = leaks.and_then(|fact| m.table(fact.entity).provenance.get(&(fact.row, fact.field)));
    let facts = provenance.map_or(&[][..], |provenance| &provenance.facts);
    let missing = provenance.map_or(&[][..], |provenance| &provenance.missing);
    let state = match leaks.map_or(Known::Missing, |fact| m.bool(fact)) {
        Known::Value(true) => State::Certain,
        Known::Missing => State::Possible,
        _ if declared > 0 => State::Permitted,
        _ if written > 0 => State::Unsettled,
        _ if row.bool("unlisted") => State::Unlisted,
        _ => State::Nothing,
    };
    let place = |fact: &crate::inventory::Fact| m.table(fact.entity).place(fact.row, fact.field);
    Passage {
        origin: side(&row, "origin", "origin_zone", "origin_party"),
        target: side(&row, "target", "target_zone", "target_party"),
        written,
        declared,
        permitted: row.int("permitted"),
        state,
        path: row.texts("path"),
        path_names: row.text("path_names").unwrap_or_default(),
        places: facts.iter().filter_map(place).map(|place| sources.show(place)).collect(),
        paths: row.int("paths"),
        paths_bounded: row.bool("paths_bounded"),
        cut: row.texts("cut"),
        origin_cut: row.texts("origin_cut"),
        questions: missing.iter().map(ask).collect(),
        questions_smallest: row.bool("questions_smallest"),
    }
}

fn side(row: &Row<'_, '_>, key: &str, zone: &str, party: &str) -> Side {
    let key = row.text(key).unwrap_or_default();
    let is_zone = row.text(zone).is_some();
    let label = row.label(if is_zone { zone } else { party });
    let more = match key.rsplit('-').next() {
        Some("listed") => ("（特定通信の相手先）", " (specified party)"),
        Some("open") => ("（特定通信の相手先か不明）", " (not known whether a specified party)"),
        _ => ("", ""),
    };
    let label = Text::new(format!("{}{}", label.ja, more.0), format!("{}{}", label.en, more.1));
    Side { key, label, is_zone }
}

impl Network {
    /// Passages that stand like that, in order.
    pub fn standing(&self, state: State) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |passage| passage.state == state)
    }

    /// Everything that would have to be closed to end all certain leaks, in order of subject.
    pub fn closing(&self) -> Vec<&str> {
        let mut all: Vec<&str> =
            self.standing(State::Certain).flat_map(|passage| passage.origin_cut.iter().map(String::as_str)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Every question that would clear possible leaks, with the number of leaks that wait for it.
    pub fn asked(&self) -> Vec<(&Question, usize)> {
        let mut asked: Vec<(&Question, usize)> = Vec::new();
        for question in self.standing(State::Possible).flat_map(|passage| &passage.questions) {
            match asked.iter_mut().find(|(known, _)| known.path == question.path) {
                Some((_, leaks)) => *leaks += 1,
                None => asked.push((question, 1)),
            }
        }
        asked.sort_by(|a, b| (b.1, &a.0.path).cmp(&(a.1, &b.0.path)));
        asked
    }
}
