//! The migration plan of one body as plain data, ready to be printed.

use super::assessment::{BodyIdentity, PackIdentity, Question};
use super::identity;
use super::questions::Wording;
use crate::derive::schedule::model::Unit;
use crate::derive::schedule::{Forecast, Setting};
use crate::diagnostic::Sources;
use crate::inventory::{Inventory, Missing, Municipality};
use crate::language::Text;
use crate::pack::Pack;
use jiff::civil::Date;

/// The migration plan of one body on one day.
#[derive(Debug, Clone)]
pub struct PlanPage {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// The day of the clocks.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// What the forecast was worked out from.
    pub setting: Setting,
    /// The forecast.
    pub forecast: Forecast,
    /// What would tell of the functions of which nothing can be told: what the fields are called.
    pub telling: Vec<Text>,
    /// The question whose answer narrows the forecasts most.
    pub narrowest: Option<Question>,
    /// Lists that could still put a function off.
    pub open: Vec<Question>,
    /// For each unit, what would tell its state or its length.
    pub questions: Vec<Vec<Question>>,
}

/// Puts a forecast beside what identifies it, with its questions in words.
pub fn plan_page(
    pack: &Pack,
    inventory: &Inventory,
    sources: &Sources,
    m: &Municipality<'_>,
    (setting, forecast): (Setting, Forecast),
) -> PlanPage {
    let wording = Wording::new(pack, sources, m);
    let word = |missing: &Missing| wording.of(*missing);
    let asked = |unit: &Unit| {
        let mut missing: Vec<Missing> = unit.state_questions.iter().chain(&unit.length_questions).copied().collect();
        missing.sort_unstable();
        missing.dedup();
        missing.iter().map(word).collect()
    };
    let narrowest = forecast.narrowest.and_then(|(unit, _)| {
        let unit = &setting.units[unit];
        let length = unit.length_questions.last();
        let first = if unit.is_untold() { unit.state_questions.first().or(length) } else { length };
        first.map(word)
    });
    PlanPage {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        body: identity(m),
        as_of: m.as_of,
        facts_as_of: m.facts_as_of,
        inventory_sha256: inventory.sha256.clone(),
        telling: telling(m, &setting),
        narrowest,
        open: setting.open.iter().map(word).collect(),
        questions: setting.units.iter().map(asked).collect(),
        setting,
        forecast,
    }
}

/// What the fields are called that would tell of the functions of which nothing can be told.
fn telling(m: &Municipality<'_>, setting: &Setting) -> Vec<Text> {
    let untold = setting.units.iter().filter(|unit| unit.is_function && unit.is_untold());
    let mut labels: Vec<Text> = Vec::new();
    for missing in untold.flat_map(|unit| unit.state_questions.iter().chain(&unit.length_questions)) {
        let Missing::Field(fact) = missing else { continue };
        let label = &m.vocabulary.field(fact.entity, fact.field).label;
        if !labels.contains(label) {
            labels.push(label.clone());
        }
    }
    labels
}
