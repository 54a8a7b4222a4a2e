//! Grounds: the smallest set of stated facts that alone forces a fail.
//!
//! A set is tried by a [replay](super::replay) of an inventory that states nothing else: the records are there, every
//! other fact about them is blank, and a list is complete only if its completeness is in the set. The search goes by
//! demands: from every set that does not force the verdict at least one of the facts it lacks is needed. The fewest facts
//! that meet all demands so far are tried; when they force the verdict, no smaller set does.
//!
//! Where the facts that a rule read are not the whole ground (ways through the network, the schedule), all that is stated
//! anywhere is searched by halves for a set from which nothing can be left out.

use super::assessment::ShownFact;
use super::replay::Replay;
use super::shown;
use crate::diagnostic::{FileId, Place, Sources};
use crate::evaluate::Decision;
use crate::graph::{Group, fewest};
use crate::inventory::{Cell, Fact, Inventory, Municipality, Record};
use crate::language::Text;
use crate::text;
use crate::vocabulary::{EntityId, Kind, Vocabulary, body};
use std::collections::BTreeSet;

/// Replays at most; after that the smallest set found so far is given.
const REPLAYS: usize = 250;
/// Facts that a rule could read at most, for all of them to be looked through.
const READABLE: usize = 60;
/// Fields of the body without which there is no inventory.
const IDENTITY: [&str; 3] = [body::CODE, body::NAME, body::CLASS];

/// What forces a fail.
#[derive(Debug, Clone)]
pub struct Grounds {
    /// The facts.
    pub facts: Vec<ShownFact>,
    /// Lists that must be complete: what they are called, and where that is declared.
    pub lists: Vec<(Text, String)>,
    /// How small the set is.
    pub size: Size,
}

/// How small a set of grounds is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// No smaller set forces the verdict.
    Smallest,
    /// Nothing can be left out of it; another set might be smaller.
    Irreducible,
    /// The search was cut short.
    Cut,
}

/// Where something is stated.
type Spot = (FileId, u32);

/// Something that may be needed.
enum Part {
    Fact(Fact),
    List(Text),
}

/// The grounds of a fail; `None` for anything else.
pub fn grounds(replay: &Replay<'_>, inventory: &Inventory, sources: &Sources) -> Option<Grounds> {
    let scene = replay.judge(inventory)?;
    let outcome = scene.outcome.as_ref().filter(|outcome| outcome.decision == Decision::Fail)?;
    let place = |fact: &Fact| Some((scene.m.table(fact.entity).place(fact.row, fact.field)?, Part::Fact(*fact)));
    let all = readable(&scene.m, replay);
    let facts = all.as_ref().unwrap_or(&outcome.facts);
    let mut parts: Vec<(Place, Part)> = facts.iter().filter_map(place).collect();
    let read = parts.len() as u32;
    parts.extend(lists(&scene.m, inventory));
    let near = parts.len() as u32;
    let known: BTreeSet<Spot> = parts.iter().map(|(place, _)| spot(*place)).collect();
    parts.extend(stated(&scene.m).into_iter().filter(|(place, _)| !known.contains(&spot(*place))));
    let mut court = Court { replay, inventory, parts: &parts, left: REPLAYS };
    let (found, size) = court.convict(read, near);
    let size = if size == Size::Smallest && all.is_none() { Size::Irreducible } else { size };
    let (mut facts, mut lists) = (Vec::new(), Vec::new());
    for (place, part) in found.iter().map(|index| &parts[*index as usize]) {
        match part {
            Part::Fact(fact) => facts.push(*fact),
            Part::List(name) => lists.push((name.clone(), sources.show(*place))),
        }
    }
    facts.sort_unstable();
    Some(Grounds { facts: shown::facts(&scene.m, sources, &facts), lists, size })
}

/// Every stated fact that the rule could read; `None` where there are too many, or it reads them through computed ones.
fn readable(m: &Municipality<'_>, replay: &Replay<'_>) -> Option<Vec<Fact>> {
    let computed = |entity: &EntityId| m.vocabulary.entity(*entity).kind == Kind::Computed;
    if replay.wanted.iter().any(computed) {
        return None;
    }
    let sources: Vec<&str> = replay.rule.when.iter().chain([&replay.rule.require]).map(|one| one.source()).collect();
    let named = |fact: &Fact| {
        let id = m.vocabulary.field(fact.entity, fact.field).id.as_str();
        replay.wanted.contains(&fact.entity) && sources.iter().any(|source| source.contains(id))
    };
    let facts =
        stated(m).into_iter().filter_map(|(_, part)| if let Part::Fact(fact) = part { Some(fact) } else { None });
    let all: Vec<Fact> = facts.filter(named).collect();
    (all.len() <= READABLE).then_some(all)
}

/// Every fact that is stated.
fn stated(m: &Municipality<'_>) -> Vec<(Place, Part)> {
    let mut found = Vec::new();
    for entity in m.vocabulary.ids() {
        let kind = m.vocabulary.entity(entity);
        if !matches!(kind.kind, Kind::Base | Kind::Singleton) || kind.id == body::WAIVER {
            continue;
        }
        let table = m.table(entity);
        for row in 0..table.len() {
            for field in kind.field_ids().filter(|field| !kind.key.contains(field)) {
                let place = table.place(row, field).filter(|_| table.column(field).get(row).is_some());
                found.extend(place.map(|place| (place, Part::Fact(Fact { entity, row, field }))));
            }
        }
    }
    found
}

/// Every statement that a list is complete.
fn lists(m: &Municipality<'_>, inventory: &Inventory) -> Vec<(Place, Part)> {
    let mut found: Vec<(Place, Part)> = Vec::new();
    for whole in &inventory.complete {
        let Text { ja, en } = &m.vocabulary.entity(whole.entity).label;
        found.push((whole.place, Part::List(text!(ja: "{ja}の一覧", en: "the list of {en}"))));
    }
    for record in records(inventory) {
        for (list, place) in &record.complete {
            let kind = m.vocabulary.entity(record.entity);
            let Some(reverse) = kind.find_reverse(list) else { continue };
            let Text { ja, en } = &m.vocabulary.entity(kind.reverse(reverse).from).label;
            let row = record.id.as_ref().and_then(|(id, _)| m.table(record.entity).find(m.symbols.find(id)?));
            let of = row.map_or_else(|| kind.label.clone(), |row| m.title(record.entity, row));
            let (of_ja, of_en) = (of.ja, of.en);
            found.push((*place, Part::List(text!(ja: "「{of_ja}」の{ja}の一覧", en: "the list of {en} of `{of_en}`"))));
        }
    }
    found
}

fn records(inventory: &Inventory) -> impl Iterator<Item = &Record> {
    let overlays = inventory.overlays.iter().map(|overlay| &overlay.record);
    std::iter::once(&inventory.body).chain(&inventory.records).chain(overlays)
}

/// Tries sets of parts.
struct Court<'a> {
    replay: &'a Replay<'a>,
    inventory: &'a Inventory,
    parts: &'a [(Place, Part)],
    /// Replays left.
    left: usize,
}

impl Court<'_> {
    /// The smallest set that forces the verdict. The first `read` parts are the facts that the rule read, those up to
    /// `near` lists that are complete.
    fn convict(&mut self, read: u32, near: u32) -> (BTreeSet<u32>, Size) {
        for end in [read, near] {
            let some: BTreeSet<u32> = (0..end).collect();
            if self.forces(&some) == Some(true) {
                let (set, proved) = self.shrink(some);
                return (set, if proved { Size::Smallest } else { Size::Cut });
            }
        }
        let all: Vec<u32> = (0..self.parts.len() as u32).collect();
        match self.halve(&BTreeSet::new(), false, &all) {
            Some(set) => (set, Size::Irreducible),
            None => ((0..read).collect(), Size::Cut),
        }
    }

    /// Of these parts, those without which the given ones do not force the verdict; the first ones are kept by
    /// preference. `None` when no more replays are left.
    fn halve(&mut self, given: &BTreeSet<u32>, more: bool, parts: &[u32]) -> Option<BTreeSet<u32>> {
        if more && self.forces(given)? {
            return Some(BTreeSet::new());
        }
        if parts.len() < 2 {
            return Some(parts.iter().copied().collect());
        }
        let (first, last) = parts.split_at(parts.len() / 2);
        let with = |some: &BTreeSet<u32>| given.union(some).copied().collect::<BTreeSet<u32>>();
        let of_last = self.halve(&with(&first.iter().copied().collect()), true, last)?;
        let of_first = self.halve(&with(&of_last), !of_last.is_empty(), first)?;
        Some(of_first.union(&of_last).copied().collect())
    }

    fn shrink(&mut self, whole: BTreeSet<u32>) -> (BTreeSet<u32>, bool) {
        let mut known = whole.clone();
        let mut demands: Vec<Vec<Group>> = Vec::new();
        for part in &whole {
            let fewer: BTreeSet<u32> = known.iter().copied().filter(|other| other != part).collect();
            match self.forces(&fewer) {
                Some(true) => known = fewer,
                Some(false) => demands.push(lacking(&whole, &fewer)),
                None => return (known, false),
            }
        }
        loop {
            let demanded: Vec<Vec<&Group>> = demands.iter().map(|demand| demand.iter().collect()).collect();
            let Some(fewest) = fewest(&demanded) else { return (known, false) };
            if !fewest.smallest || fewest.questions.len() >= known.len() {
                return (known, fewest.smallest);
            }
            let mut tried: BTreeSet<u32> = fewest.questions.into_iter().collect();
            match self.forces(&tried) {
                Some(true) => return (tried, true),
                Some(false) => {}
                None => return (known, false),
            }
            for part in &whole {
                let more: BTreeSet<u32> = tried.iter().copied().chain([*part]).collect();
                match self.forces(&more) {
                    Some(true) => {}
                    Some(false) => tried = more,
                    None => return (known, false),
                }
            }
            demands.push(lacking(&whole, &tried));
        }
    }

    /// The verdict is the same when only these parts are stated; `None` when no more replays are left.
    fn forces(&mut self, chosen: &BTreeSet<u32>) -> Option<bool> {
        self.left = self.left.checked_sub(1)?;
        let spots: BTreeSet<Spot> = chosen.iter().map(|index| spot(self.parts[*index as usize].0)).collect();
        let reduced = reduced(&self.replay.pack.vocabulary, self.inventory, &spots);
        let scene = self.replay.judge(&reduced);
        Some(scene.is_some_and(|scene| scene.decision() == Some(Decision::Fail)))
    }
}

/// One of the parts that a set lacks is needed.
fn lacking(whole: &BTreeSet<u32>, set: &BTreeSet<u32>) -> Vec<Group> {
    whole.difference(set).map(|part| vec![*part]).collect()
}

fn spot(place: Place) -> Spot {
    (place.file, place.start)
}

/// The inventory with its records, but only with what is stated at these spots.
fn reduced(vocabulary: &Vocabulary, inventory: &Inventory, spots: &BTreeSet<Spot>) -> Inventory {
    let keeps = |record: &Record, cell: &Cell| {
        let kind = vocabulary.entity(record.entity);
        let field = vocabulary.field(record.entity, cell.field);
        let identity =
            kind.key.contains(&cell.field) || (kind.kind == Kind::Singleton && IDENTITY.contains(&field.id.as_str()));
        identity || kind.id == body::WAIVER || spots.contains(&spot(cell.place))
    };
    let reduce = |record: &Record| Record {
        cells: record.cells.iter().filter(|cell| keeps(record, cell)).cloned().collect(),
        complete: record.complete.iter().filter(|(_, place)| spots.contains(&spot(*place))).cloned().collect(),
        ..record.clone()
    };
    let mut reduced = inventory.clone();
    reduced.body = reduce(&inventory.body);
    reduced.records.iter_mut().for_each(|record| *record = reduce(record));
    reduced.overlays.iter_mut().for_each(|overlay| overlay.record = reduce(&overlay.record));
    reduced.complete.retain(|whole| spots.contains(&spot(whole.place)));
    reduced.notices.clear();
    reduced
}
