//! What-ifs: changes to a setting.

use super::day::Day;
use super::model::{Setting, Target};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A unit, or all units of a package, take that many days more.
    Slip(String, i64),
    /// A unit is not moved at all, and nothing waits for it.
    Drop(String),
    /// A vendor moves so many packages more at a time.
    AddCapacity(String, usize),
    /// A function, or all functions under a deadline, must be live by that day.
    Target(String, Day),
}

/// A name in a change that means nothing here, with the names that do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unnamed {
    /// The name.
    pub name: String,
    /// What could have been meant.
    pub known: Vec<String>,
}

/// Applies a change.
///
/// # Errors
/// The name means nothing in this setting.
pub fn apply(setting: &mut Setting, change: &Change) -> Result<(), Unnamed> {
    match change {
        Change::Slip(name, days) => {
            for unit in units(setting, name)? {
                let unit = &mut setting.units[unit];
                unit.length = (unit.length.0 + days, unit.length.1.map(|worst| worst + days));
                unit.ready = unit.ready.map(|(first, last)| (first + days, last + days));
            }
        }
        Change::Drop(name) => {
            let mut dropped = units(setting, name)?;
            dropped.extend(carriers(setting, &dropped));
            setting.edges.retain(|edge| !dropped.contains(&edge.provider) && !dropped.contains(&edge.consumer));
            remove(setting, &dropped);
        }
        Change::AddCapacity(name, more) => {
            let known: Vec<String> = setting.capacity.keys().cloned().collect();
            let most = setting.capacity.get_mut(name).ok_or(Unnamed { name: name.clone(), known })?;
            *most += more;
        }
        Change::Target(name, day) => {
            let wanted = match name.as_str() {
                super::names::TARGET => Some(Target::National),
                super::names::SUPPORTED_TARGET => Some(Target::Supported),
                _ => None,
            };
            let chosen: Vec<usize> = match wanted {
                Some(target) => (0..setting.units.len()).filter(|unit| setting.units[*unit].target == target).collect(),
                None => units(setting, name).map_err(|mut unnamed| {
                    unnamed.known.extend([super::names::TARGET, super::names::SUPPORTED_TARGET].map(str::to_owned));
                    unnamed
                })?,
            };
            for unit in chosen {
                let unit = &mut setting.units[unit];
                if unit.is_function {
                    (unit.due, unit.target) = (Some(*day), Target::Asked);
                }
            }
        }
    }
    Ok(())
}

/// The systems that carry nothing but these functions: without them there is no reason to move them.
fn carriers(setting: &Setting, functions: &[usize]) -> Vec<usize> {
    let carries = |system: usize| {
        let of_system = setting.edges.iter().filter(move |edge| edge.provider == system);
        of_system.filter(|edge| setting.units[edge.consumer].is_function).map(|edge| edge.consumer)
    };
    let systems = (0..setting.units.len()).filter(|unit| !setting.units[*unit].is_function);
    systems
        .filter(|system| !functions.contains(system))
        .filter(|system| {
            carries(*system).next().is_some() && carries(*system).all(|function| functions.contains(&function))
        })
        .collect()
}

/// Removes units, and gives the edges the new numbers of those that are left.
fn remove(setting: &mut Setting, dropped: &[usize]) {
    let mut number = Vec::with_capacity(setting.units.len());
    let mut next = 0;
    for unit in 0..setting.units.len() {
        number.push(next);
        next += usize::from(!dropped.contains(&unit));
    }
    let mut index = 0;
    setting.units.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
    for edge in &mut setting.edges {
        (edge.provider, edge.consumer) = (number[edge.provider], number[edge.consumer]);
    }
}

/// The units with that subject, id or name; a package means all its units.
fn units(setting: &Setting, name: &str) -> Result<Vec<usize>, Unnamed> {
    let called = |subject: &str, label: &crate::language::Text| {
        subject == name
            || subject.split_once('/').is_some_and(|(_, id)| id == name)
            || label.ja == name
            || label.en == name
    };
    let all = 0..setting.units.len();
    let unit = |function: bool| {
        let fits = |unit: &usize| {
            let unit = &setting.units[*unit];
            unit.is_function == function && called(&unit.subject, &unit.name)
        };
        all.clone().filter(fits).collect::<Vec<_>>()
    };
    let package = || {
        let row = setting.packages.iter().position(|(subject, label)| called(subject, label))? as u32;
        Some(all.clone().filter(|unit| setting.units[*unit].package == Some(row)).collect::<Vec<_>>())
    };
    let found = [unit(true), unit(false), package().unwrap_or_default()].into_iter().find(|found| !found.is_empty());
    found.ok_or_else(|| Unnamed {
        name: name.to_owned(),
        known: setting
            .units
            .iter()
            .flat_map(|unit| unit.subject.split_once('/').map(|(_, id)| id.to_owned()))
            .collect(),
    })
}
