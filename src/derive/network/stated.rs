//! The edges somebody wrote down: flows, media, and devices and lines attached to several segments.

use super::names;
use super::node::{Edge, Means, Node, Relays, What};
use super::survey::Survey;
use super::unstated::Hubs;
use super::view::{Of, Told};
use crate::inventory::{Known, Missing, Symbol};

/// The words of the vocabulary as symbols, where they occur at all.
struct Words {
    allowed: Option<Symbol>,
    denied: Option<Symbol>,
    two_way: Option<Symbol>,
    inward: Option<Symbol>,
    media: Option<Symbol>,
}

/// All edges that records state.
pub(super) fn edges(survey: &mut Survey<'_, '_>, hubs: &Hubs) -> Vec<Edge> {
    let view = survey.view;
    let words = Words {
        allowed: view.symbol(names::ALLOWED),
        denied: view.symbol(names::DENIED),
        two_way: view.symbol(names::TWO_WAY),
        inward: view.symbol(names::INWARD),
        media: view.symbol(names::MEDIA),
    };
    let mut edges = Vec::new();
    for of in view.records(names::FLOW) {
        flow(survey, hubs, &words, of, &mut edges);
    }
    for of in view.records(names::MEDIUM) {
        medium(survey, hubs, &words, of, &mut edges);
    }
    for of in view.records(names::DEVICE) {
        device(survey, of, &mut edges);
    }
    for of in view.records(names::LINE) {
        line(survey, of, &mut edges);
    }
    edges
}

/// What would remove an edge whose record may be in force or not; `None` if there is no edge.
fn in_force(words: &Words, state: Told<Symbol>) -> Option<Vec<Vec<Missing>>> {
    match state.value {
        Known::Value(value) if Some(value) == words.denied => None,
        Known::Value(value) if Some(value) == words.allowed => Some(Vec::new()),
        Known::None => None,
        _ => Some(state.question().into_iter().map(|question| vec![question]).collect()),
    }
}

/// The nodes at one end of a record: a segment, a party, or anything while nobody says which.
fn end(survey: &Survey<'_, '_>, of: Of, (segment, party): (&str, &str), hubs: &[u32]) -> (Vec<u32>, Option<Missing>) {
    let segment = survey.view.reference(of, segment);
    let party = survey.view.reference(of, party);
    match (segment.value, party.value) {
        (Known::Value(row), _) => (vec![survey.segments[row as usize]], None),
        (_, Known::Value(row)) => (vec![survey.parties[row as usize]], None),
        _ => (hubs.to_vec(), segment.question().or(party.question())),
    }
}

fn flow(survey: &Survey<'_, '_>, hubs: &Hubs, words: &Words, of: Of, edges: &mut Vec<Edge>) {
    let view = survey.view;
    let Some(groups) = in_force(words, view.text(of, "state")) else { return };
    let via = view.text(of, "via");
    let on_line = view.reference(of, "line").value.value().zip(view.entity(names::LINE));
    let via = match (via.value, on_line) {
        (Known::Missing, Some((row, entity))) => view.text(Of { entity, row }, "kind"),
        _ => via,
    };
    let means = Means { method: view.text(of, "method"), via, purpose: view.text(of, "purpose_kind") };
    let direction = view.text(of, "direction");
    let (forth, back) = match direction.value {
        Known::Value(word) if Some(word) == words.two_way => (true, Some(None)),
        Known::Value(word) if Some(word) == words.inward => (false, Some(None)),
        Known::Missing => (true, Some(direction.question())),
        _ => (true, None),
    };
    let from = end(survey, of, ("from", "from_party"), &hubs.leaving);
    let to = end(survey, of, ("to", "to_party"), &hubs.entering);
    let edge =
        Edge { from: 0, to: 0, stated: Some(of), means, groups, supposed: false, weight: view.weight(of, "state") };
    if forth {
        join(edges, &edge, &from, &to, None);
    }
    if let Some(question) = back {
        let from = end(survey, of, ("from", "from_party"), &hubs.entering);
        let to = end(survey, of, ("to", "to_party"), &hubs.leaving);
        join(edges, &edge, &to, &from, question);
    }
}

/// An edge from every node of one end to every node of the other, open to the questions about both.
fn join(
    edges: &mut Vec<Edge>,
    like: &Edge,
    (from, why_from): &(Vec<u32>, Option<Missing>),
    (to, why_to): &(Vec<u32>, Option<Missing>),
    question: Option<Missing>,
) {
    let more = [*why_from, *why_to, question];
    for from in from {
        for to in to {
            let mut edge = Edge { from: *from, to: *to, ..like.clone() };
            edge.groups.extend(more.iter().flatten().map(|question| vec![*question]));
            edges.push(edge);
        }
    }
}

fn medium(survey: &Survey<'_, '_>, hubs: &Hubs, words: &Words, of: Of, edges: &mut Vec<Edge>) {
    let view = survey.view;
    let Some(groups) = in_force(words, view.text(of, "state")) else { return };
    let told = view.text(of, "method");
    let method = match (told.value, words.media) {
        (Known::Missing, Some(media)) => Told::given(media),
        (Known::Missing, None) => Told::none(),
        _ => told,
    };
    let from = end(survey, of, ("from", "from_party"), &hubs.leaving);
    let to = end(survey, of, ("to", "to_party"), &hubs.entering);
    let edge = Edge {
        from: 0,
        to: 0,
        stated: Some(of),
        means: Means { method, via: Told::none(), purpose: view.text(of, "purpose_kind") },
        groups,
        supposed: false,
        weight: view.weight(of, "state"),
    };
    join(edges, &edge, &from, &to, None);
}

fn device(survey: &mut Survey<'_, '_>, of: Of, edges: &mut Vec<Edge>) {
    let view = survey.view;
    let kind = view.text(of, "use");
    let about = survey.device(kind);
    let told = view.bool(of, "relays");
    let relays = match (told.value, about.map(|about| about.relays)) {
        (Known::Value(relays), _) | (Known::Missing, Some(Known::Value(relays))) => Some(relays),
        _ => None,
    };
    let method = match about.map(|about| about.method) {
        Some(Known::Value(method)) => Told::given(method),
        Some(_) => Told::none(),
        None => kind,
    };
    let means = Means { method, via: Told::none(), purpose: Told::none() };
    let question = told.question().filter(|_| relays.is_none());
    if relays != Some(false) {
        attach(survey, of, means, question, edges);
    }
}

fn line(survey: &mut Survey<'_, '_>, of: Of, edges: &mut Vec<Edge>) {
    let view = survey.view;
    let relays = view.bool(of, "relays");
    let means = Means { method: Told::none(), via: view.text(of, "kind"), purpose: Told::none() };
    if relays.value != Known::Value(false) {
        attach(survey, of, means, relays.question(), edges);
    }
}

/// A node joined to all the segments of a record, both ways, through one edge that stands for the record itself.
fn attach(survey: &mut Survey<'_, '_>, of: Of, means: Means, question: Option<Missing>, edges: &mut Vec<Edge>) {
    let Known::Value(rows) = survey.view.list(of, "segments").value else { return };
    let mut segments: Vec<u32> = rows.iter().map(|row| survey.segments[*row as usize]).collect();
    segments.sort_unstable();
    segments.dedup();
    let [first, rest @ ..] = segments.as_slice() else { return };
    if rest.is_empty() {
        return;
    }
    let layer = survey.nodes[*first as usize].layer;
    let layer = layer.filter(|layer| rest.iter().all(|node| survey.nodes[*node as usize].layer == Some(*layer)));
    let node = |what| Node { what, class: None, zone: None, layer, relays: Relays::Yes };
    let entrance = survey.node(node(What::Entrance));
    let exit = survey.node(node(What::Record(of)));
    let edge = |from, to| Edge {
        from,
        to,
        stated: None,
        means: means.clone(),
        groups: Vec::new(),
        supposed: false,
        weight: None,
    };
    edges.push(Edge {
        stated: Some(of),
        groups: question.into_iter().map(|question| vec![question]).collect(),
        weight: survey.view.weight(of, "segments"),
        ..edge(entrance, exit)
    });
    for segment in segments {
        edges.push(edge(segment, entrance));
        edges.push(edge(exit, segment));
    }
}
