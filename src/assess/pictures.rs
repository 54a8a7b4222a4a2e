//! What a report needs beside the verdicts in order to draw: names, the network and the migration plan.

use super::network::{self, Passage, Picture};
use crate::derive::schedule::model::{Edge, Live, Strength, Unit};
use crate::derive::schedule::{self, Day, Forecast, Outcome, Setting, State};
use crate::diagnostic::Sources;
use crate::inventory::{Fact, Municipality, Value};
use crate::language::Text;
use crate::pack::Pack;
use crate::vocabulary::{EntityId, FieldId, FieldType, Kind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Names, and what is drawn.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Pictures {
    /// What the areas of rules are called, in the order of a reader.
    pub areas: Vec<(String, Text)>,
    /// What the ids in computed tables are called: records by subject (`course/security`), choices by field and value
    /// (`coverage.audience/all_staff`).
    pub names: BTreeMap<String, Text>,
    /// The network; `None` if the audience is not shown it.
    pub network: Option<NetworkPicture>,
    /// The migration plan; `None` if the audience is not shown it.
    pub plan: Option<PlanPicture>,
}

/// The network as drawn, with what passes between its zones.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct NetworkPicture {
    /// Segments in their zones, and arrows.
    pub picture: Picture,
    /// Every pair of sides that matters.
    pub passages: Vec<Passage>,
}

/// The migration plan as drawn.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PlanPicture {
    /// Functions in the order of the catalog, then systems that are yet to go live.
    pub units: Vec<PlannedUnit>,
    /// Who needs whom.
    pub edges: Vec<PlannedEdge>,
}

/// Something that goes live.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlannedUnit {
    /// `function/juki`.
    pub subject: String,
    /// What it is called.
    pub name: Text,
    /// It is a standardized function, not a system.
    pub is_function: bool,
    /// The body is known to have it; for functions.
    pub applies: bool,
    /// Where it stands.
    pub state: State,
    /// The day on which it went live.
    pub live_on: Option<Date>,
    /// The day by which it must be live.
    pub due: Option<Date>,
    /// The day on which its work can start.
    pub start: Option<Date>,
    /// The earliest go-live at best.
    pub best: Option<Date>,
    /// The earliest go-live at worst; `None` is no end in sight.
    pub worst: Option<Date>,
    /// Days to spare at worst and at best; negative is late.
    pub float: (Option<i64>, Option<i64>),
    /// The forecast rests on the body's pace, or on nothing.
    pub assumed: bool,
    /// Its days take for granted what nobody has said, such as that it is not live yet.
    #[serde(default)]
    pub premised: bool,
    /// What decides the day, first cause first.
    pub chain: Vec<Text>,
    /// In which wave it goes live; none if there is nothing left to do.
    pub wave: Option<usize>,
}

/// A link between two units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedEdge {
    /// Position of the unit that supplies.
    pub provider: usize,
    /// Position of the unit that needs.
    pub consumer: usize,
    /// The provider must be live first.
    pub hard: bool,
    /// One side goes live without the other, so that an interim link is needed.
    pub cut: bool,
}

/// Gathers what a report draws.
pub fn pictures(pack: &Pack, sources: &Sources, m: &Municipality<'_>) -> Pictures {
    let setting = schedule::setting(pack, m);
    let forecast = schedule::forecast(&setting);
    Pictures {
        areas: pack.areas.iter().map(|(id, label)| (id.clone(), label.clone())).collect(),
        names: names(m),
        network: Some(network::drawing(pack, sources, m)),
        plan: Some(plan(&setting, &forecast)),
    }
}

/// What everything is called that the computed tables name by id.
fn names(m: &Municipality<'_>) -> BTreeMap<String, Text> {
    let mut names = BTreeMap::new();
    for entity in m.vocabulary.ids().filter(|id| m.vocabulary.entity(*id).kind == Kind::Computed) {
        let declared = m.vocabulary.entity(entity);
        for (field, kind) in declared.field_ids().zip(declared.fields.values()) {
            match &kind.kind {
                FieldType::Choice(choices) => names.extend(
                    choices
                        .iter()
                        .map(|(value, choice)| (format!("{}.{}/{value}", declared.id, kind.id), choice.label.clone())),
                ),
                FieldType::Ref(target) => references(m, *target, (entity, field), &mut names),
                _ => {}
            }
        }
    }
    names
}

fn references(
    m: &Municipality<'_>,
    target: EntityId,
    (entity, field): (EntityId, FieldId),
    names: &mut BTreeMap<String, Text>,
) {
    for row in 0..m.table(entity).len() {
        if let Some(Value::Record(_, named)) = m.value(Fact { entity, row, field }).value() {
            names.entry(m.subject(target, named)).or_insert_with(|| m.title(target, named));
        }
    }
}

fn plan(setting: &Setting, forecast: &Forecast) -> PlanPicture {
    let cut: BTreeSet<(usize, usize)> =
        forecast.cuts.iter().map(|cut| (cut.edge.provider, cut.edge.consumer)).collect();
    let edge = |edge: &Edge| PlannedEdge {
        provider: edge.provider,
        consumer: edge.consumer,
        hard: edge.kind == Strength::Hard,
        cut: cut.contains(&(edge.provider, edge.consumer)),
    };
    PlanPicture {
        units: setting.units.iter().zip(&forecast.units).map(|(unit, outcome)| planned(unit, outcome)).collect(),
        edges: setting.edges.iter().filter(|edge| edge.kind != Strength::Soft).map(edge).collect(),
    }
}

fn planned(unit: &Unit, outcome: &Outcome) -> PlannedUnit {
    let date = |day: Option<Day>| day.and_then(schedule::date);
    let live_on = match unit.live {
        Live::Yes(since) => date(since),
        _ => None,
    };
    PlannedUnit {
        subject: unit.subject.clone(),
        name: unit.name.clone(),
        is_function: unit.is_function,
        applies: unit.applies,
        state: outcome.state,
        live_on,
        due: date(unit.due),
        start: date(outcome.start),
        best: date(outcome.best),
        worst: date(outcome.worst),
        float: outcome.float,
        assumed: outcome.assumed,
        premised: !unit.premises().is_empty(),
        chain: outcome.chain.iter().map(|(_, name)| name.clone()).collect(),
        wave: outcome.wave,
    }
}
