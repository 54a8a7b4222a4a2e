//! The network drawn by zone, one band each, with the paths that are not permitted on top.

use super::drawing::{Line, Node, Place, Run, Size, lines, node, paths};
use super::sentences;
use super::words::Words;
use crate::assess::assessment::Assessment;
use crate::assess::network::{Passage, Spot, State};
use crate::assess::pictures::NetworkPicture;
use crate::language::{Language, Text};
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// Boxes in a row.
const PER_ROW: usize = 6;
/// Size of a box.
const BOX: Size = Size { width: 128, height: 44 };
/// Distance between boxes.
const GAP: (i64, i64) = (14, 40);
/// Room for the name of a zone.
const LABEL: i64 = 116;
/// Width of the drawing.
const WIDTH: i64 = LABEL + PER_ROW as i64 * (BOX.width + GAP.0) + GAP.0;

/// The network.
#[derive(Template)]
#[template(path = "network.html")]
pub(super) struct Network<'a> {
    w: &'static Words,
    drawn: bool,
    width: i64,
    height: i64,
    said: String,
    size: Size,
    bands: Vec<Band>,
    lines: Vec<Line>,
    leaks: Vec<Line>,
    nodes: Vec<Node>,
    certain: Vec<Leak<'a>>,
    possible: Vec<(&'a str, &'a str)>,
}

struct Band {
    y: i64,
    height: i64,
    label: Vec<(i64, String)>,
}

/// A certain leak.
struct Leak<'a> {
    origin: &'a str,
    target: &'a str,
    path: &'a str,
    hops: usize,
    cut: String,
    places: String,
}

impl<'a> Network<'a> {
    /// Draws the network; `None` if the audience is not shown it.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Option<Self> {
        let network = assessment.pictures.network.as_ref()?;
        let (nodes, bands, height) = boxes(network, language);
        let at: BTreeMap<&str, usize> = subjects(network).into_iter().zip(0..).collect();
        let certain: Vec<&Passage> = network.passages.iter().filter(|p| p.state == State::Certain).collect();
        let closing: BTreeSet<&str> =
            certain.iter().flat_map(|passage| passage.cut.iter().map(String::as_str)).collect();
        let nodes = marked(nodes, network, &closing);
        let steps = steps(&certain, &at);
        let plain = flows(network, &at, &nodes, &steps);
        let leaks = leaking(&steps, network, &at, &nodes, &closing);
        let said = sentences::network(nodes.len(), plain.len(), certain.len()).get(language).to_owned();
        let possible = network.passages.iter().filter(|passage| passage.state == State::Possible);
        let possible = possible.map(|passage| (passage.origin.label.get(language), passage.target.label.get(language)));
        let leak = |passage: &&'a Passage| leak(passage, network, language);
        Some(Self {
            w: Words::of(language),
            drawn: !nodes.is_empty(),
            width: WIDTH,
            height,
            said,
            size: BOX,
            bands,
            lines: plain,
            leaks,
            nodes,
            certain: certain.iter().map(leak).collect(),
            possible: possible.collect(),
        })
    }
}

fn leak<'a>(passage: &'a Passage, network: &'a NetworkPicture, language: Language) -> Leak<'a> {
    Leak {
        origin: passage.origin.label.get(language),
        target: passage.target.label.get(language),
        path: &passage.path_names,
        hops: passage.path.len().saturating_sub(1),
        cut: passage.cut.iter().map(|subject| network.picture.named(subject)).collect::<Vec<_>>().join("、"),
        places: passage.places.join("、"),
    }
}

/// The groups in the order of their bands: what joins segments stands below the first zone, between what it joins.
fn groups(network: &NetworkPicture) -> Vec<&(Text, Vec<Spot>)> {
    let joins = |group: &&(Text, Vec<Spot>)| {
        group.1.iter().all(|spot| !["segment/", "external_party/"].iter().any(|kind| spot.subject.starts_with(kind)))
    };
    let (joining, mut groups): (Vec<_>, Vec<_>) = network.picture.groups.iter().partition(joins);
    groups.splice(1.min(groups.len())..1.min(groups.len()), joining);
    groups
}

/// The subjects of the boxes, in their order.
fn subjects(network: &NetworkPicture) -> Vec<&str> {
    groups(network).into_iter().flat_map(|(_, spots)| spots.iter().map(|spot| spot.subject.as_str())).collect()
}

/// Every group of spots in a band of its own, below each other.
fn boxes(network: &NetworkPicture, language: Language) -> (Vec<Node>, Vec<Band>, i64) {
    let (mut nodes, mut bands, mut y) = (Vec::new(), Vec::new(), 0);
    for (label, spots) in groups(network) {
        let rows = spots.len().div_ceil(PER_ROW) as i64;
        let height = rows * (BOX.height + GAP.1);
        for (index, spot) in spots.iter().enumerate() {
            let row = index / PER_ROW;
            let in_row = (spots.len() - row * PER_ROW).min(PER_ROW) as i64;
            let free = WIDTH - LABEL - in_row * BOX.width;
            let x = LABEL + (index % PER_ROW) as i64 * (BOX.width + free / in_row) + free / in_row / 2;
            let place = (x, y + GAP.1 / 2 + row as i64 * (BOX.height + GAP.1));
            nodes.push(node(&spot.name, place, BOX, 19));
        }
        let text = lines(label.get(language), 14, 3);
        let label = text.into_iter().enumerate().map(|(at, line)| (y + 24 + 17 * at as i64, line)).collect();
        bands.push(Band { y, height, label });
        y += height;
    }
    (nodes, bands, y)
}

/// The boxes, with those marked that are to be closed.
fn marked(mut nodes: Vec<Node>, network: &NetworkPicture, closing: &BTreeSet<&str>) -> Vec<Node> {
    for (node, subject) in nodes.iter_mut().zip(subjects(network)) {
        if closing.contains(subject) {
            (node.class, node.sign) = ("closing", "✕");
        }
    }
    nodes
}

/// Pairs of boxes.
type Steps = BTreeSet<(usize, usize)>;

/// The steps of the shortest path of every certain leak, each once.
fn steps(certain: &[&Passage], at: &BTreeMap<&str, usize>) -> Steps {
    let pairs = certain.iter().flat_map(|passage| passage.path.windows(2));
    pairs.filter_map(|pair| Some((*at.get(pair[0].as_str())?, *at.get(pair[1].as_str())?))).collect()
}

/// The stated flows that are no step of a leak, each pair of boxes once.
fn flows(network: &NetworkPicture, at: &BTreeMap<&str, usize>, nodes: &[Node], leaks: &Steps) -> Vec<Line> {
    let mut pairs: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for arrow in &network.picture.arrows {
        let (Some(from), Some(to)) = (at.get(arrow.from.as_str()), at.get(arrow.to.as_str())) else { continue };
        if leaks.contains(&(*from, *to)) || (arrow.both && leaks.contains(&(*to, *from))) {
            continue;
        }
        let open = pairs.entry((*from, *to)).or_insert(arrow.open);
        *open &= arrow.open;
    }
    let ends: Vec<(usize, usize)> = pairs.keys().copied().collect();
    let paths = paths(nodes, BOX, &ends, Run::Down);
    let line = |(((from, to), open), (d, _)): ((&(usize, usize), &bool), (String, _))| Line {
        d,
        class: if *open { "open" } else { "flow" },
        title: format!("{} → {}", nodes[*from].title, nodes[*to].title),
        sign: None,
    };
    pairs.iter().zip(paths).map(line).collect()
}

/// The steps of leaks, with a sign on those that are to be closed.
fn leaking(
    steps: &Steps,
    network: &NetworkPicture,
    at: &BTreeMap<&str, usize>,
    nodes: &[Node],
    closing: &BTreeSet<&str>,
) -> Vec<Line> {
    let closed: Steps = network
        .picture
        .arrows
        .iter()
        .filter(|arrow| closing.contains(arrow.by.as_str()) && arrow.by != arrow.to)
        .filter_map(|arrow| Some((*at.get(arrow.from.as_str())?, *at.get(arrow.to.as_str())?)))
        .collect();
    let ends: Vec<(usize, usize)> = steps.iter().copied().collect();
    let paths = paths(nodes, BOX, &ends, Run::Down);
    let line = |((from, to), (d, middle)): (&(usize, usize), (String, Place))| Line {
        d,
        class: "leak",
        title: format!("{} → {}", nodes[*from].title, nodes[*to].title),
        sign: (closed.contains(&(*from, *to)) || closed.contains(&(*to, *from))).then_some(middle),
    };
    ends.iter().zip(paths).map(line).collect()
}
