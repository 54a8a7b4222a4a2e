//! Grounds: the smallest set of stated facts that alone forces a fail.
//!
//! A set is tried by a replay of an inventory that states nothing else: the records are there, every
//! other fact about them is blank, and a list is complete only if its completeness is in the set. The search goes by
//! demands: from every set that does not force the verdict at least one of the facts it lacks is needed. The fewest facts
//! that meet all demands so far are tried; when they force the verdict, no smaller set does.
//!
//! Ways through the network and the schedule rest on everything at once. There the facts that a rule read are looked at
//! with all others given, and the outcome says so.

use super::assessment::ShownFact;
use super::needs::fields_read;
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
    /// No part of it forces the verdict; whether other facts would do it with fewer was not looked into.
    Irreducible,
    /// As above, with all other facts of the inventory given.
    Given,
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
    let whole_world = |entity: &EntityId| {
        let kind = scene.m.vocabulary.entity(*entity);
        kind.kind == Kind::Computed && kind.each.is_none()
    };
    let rest = replay.wanted.iter().any(whole_world);
    let mut court = Court { replay, inventory, parts: &parts, rest, left: REPLAYS };
    let (found, size) = court.convict(read);
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
    let read = fields_read(replay.pack, replay.rule);
    let all: Vec<Fact> = stated(m).into_iter().filter(|fact| read.contains(&(fact.entity, fact.field))).collect();
    (all.len() <= READABLE).then_some(all)
}

/// Every fact that is stated.
fn stated(m: &Municipality<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    for entity in m.vocabulary.ids() {
        let kind = m.vocabulary.entity(entity);
        if !matches!(kind.kind, Kind::Base | Kind::Singleton) || kind.id == body::WAIVER {
            continue;
        }
        let table = m.table(entity);
        for row in 0..table.len() {
            for field in kind.field_ids().filter(|field| !kind.key.contains(field)) {
                if table.place(row, field).is_some() && table.column(field).get(row).is_some() {
                    found.push(Fact { entity, row, field });
                }
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

/// Every record that may declare a list complete; those of sheets that are stored by column never do.
fn records(inventory: &Inventory) -> impl Iterator<Item = &Record> {
    let overlays = inventory.overlays.iter().map(|overlay| &overlay.record);
    std::iter::once(&inventory.body).chain(&inventory.records).chain(overlays)
}

/// Tries sets of parts.
struct Court<'a> {
    replay: &'a Replay<'a>,
    inventory: &'a Inventory,
    parts: &'a [(Place, Part)],
    /// Whatever is none of the parts that a set lacks is given.
    rest: bool,
    /// Replays left.
    left: usize,
}

impl Court<'_> {
    /// The smallest set that forces the verdict. The first `read` parts are the facts that the rule read, the others
    /// lists that are complete.
    fn convict(&mut self, read: u32) -> (BTreeSet<u32>, Size) {
        let ends = [read, self.parts.len() as u32];
        for end in if self.rest { &ends[..0] } else { &ends[..] } {
            let some: BTreeSet<u32> = (0..*end).collect();
            if self.forces(&some) == Some(true) {
                let (set, proved) = self.shrink(some);
                return (set, if proved { Size::Smallest } else { Size::Cut });
            }
        }
        self.rest = true;
        let (set, proved) = self.shrink((0..read).collect());
        (set, if proved { Size::Given } else { Size::Cut })
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
            if !fewest.lightest || fewest.items.len() >= known.len() {
                return (known, fewest.lightest);
            }
            let mut tried: BTreeSet<u32> = fewest.items.into_iter().collect();
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
        let lacks = |place: Place| match self.rest {
            true => self.parts.iter().enumerate().any(|(index, (other, part))| {
                matches!(part, Part::Fact(_)) && spot(*other) == spot(place) && !chosen.contains(&(index as u32))
            }),
            false => !spots.contains(&spot(place)),
        };
        let reduced = reduced(&self.replay.pack.vocabulary, self.inventory, &lacks);
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

/// The inventory with its records, without what is stated at places that `lacks` names.
fn reduced(vocabulary: &Vocabulary, inventory: &Inventory, lacks: &dyn Fn(Place) -> bool) -> Inventory {
    let keeps = |record: &Record, cell: &Cell| {
        let kind = vocabulary.entity(record.entity);
        let field = vocabulary.field(record.entity, cell.field);
        let identity =
            kind.key.contains(&cell.field) || (kind.kind == Kind::Singleton && IDENTITY.contains(&field.id.as_str()));
        identity || kind.id == body::WAIVER || !lacks(cell.place)
    };
    let reduce = |record: &Record| Record {
        cells: record.cells.iter().filter(|cell| keeps(record, cell)).cloned().collect(),
        complete: record.complete.iter().filter(|(_, place)| !lacks(*place)).cloned().collect(),
        ..record.clone()
    };
    let mut reduced = inventory.clone();
    reduced.body = reduce(&inventory.body);
    reduced.records = inventory.all_records().map(|record| reduce(&record)).collect();
    reduced.sheets.clear();
    reduced.overlays.iter_mut().for_each(|overlay| overlay.record = reduce(&overlay.record));
    reduced.complete.retain(|whole| !lacks(whole.place));
    reduced.notices.clear();
    reduced
}
