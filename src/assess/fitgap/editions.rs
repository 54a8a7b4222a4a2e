//! Two editions of a list of requirements: what was added, taken away or changed, and what that does to what was decided.

use super::line::{Decision, Index};
use super::names::{APPLIED, REQUIREMENT, SPECIFICATION};
use super::{Class, Judgement, Line, Named, versioned};
use crate::assess::read::{Row, rows};
use crate::inventory::{Known, Municipality};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Two editions, side by side.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The earlier edition.
    pub old: Named,
    /// The later edition.
    pub new: Named,
    /// Requirements of the later edition that are as they were.
    pub unchanged: usize,
    /// Of those, the ones on which nobody has judged.
    pub unchanged_not_assessed: usize,
    /// What differs, in the order of kind and id.
    pub changes: Vec<Change>,
}

/// A requirement that differs between two editions.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it is about: in the later edition, or in the earlier one if it was taken away.
    pub line: Line,
    /// It is new.
    pub added: bool,
    /// It was taken away.
    pub removed: bool,
    /// Its class changed; the class before.
    pub class_before: Option<Class>,
    /// What is required is worded anew.
    pub reworded: bool,
    /// Conformity is judged from another day; the day before.
    pub conform_by_before: Option<Known<Date>>,
    /// What was found under the earlier edition.
    pub judgement: Judgement,
    /// What was decided under the earlier edition.
    pub decision: Decision,
    /// What becomes of that.
    pub kept: Kept,
}

/// What becomes of what was decided under the earlier edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// It must be judged anew: what is required is no longer the same.
    Again,
    /// It falls away with the requirement.
    Dropped,
    /// It stands; only the day changed.
    Stands,
    /// There was nothing.
    Nothing,
}

impl Kept {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["judge_again", "dropped", "stands", "nothing"][self as usize]
    }
}

/// A requirement is the same in two editions if kind, id and branch are.
type Key = (String, String, String);

/// Compares two editions by the ids of their records.
///
/// # Errors
/// The id that no edition has, and the ids there are.
pub fn compare(m: &Municipality<'_>, old: &str, new: &str) -> Result<Comparison, (String, Vec<String>)> {
    let find = |wanted: &str| {
        let mut editions = rows(m, SPECIFICATION);
        editions.find(|row| m.id(row.entity, row.row) == wanted).ok_or_else(|| {
            let known = rows(m, SPECIFICATION).map(|row| m.id(row.entity, row.row).to_owned()).collect();
            (wanted.to_owned(), known)
        })
    };
    let (old, new) = (find(old)?, find(new)?);
    let (before, after) = (lines(m, &old), lines(m, &new));
    let mut found = Comparison {
        old: versioned(&old),
        new: versioned(&new),
        unchanged: 0,
        unchanged_not_assessed: 0,
        changes: Vec::new(),
    };
    for (key, line) in &after {
        match change(line, before.get(key)) {
            Some(change) => found.changes.push(change),
            None => {
                found.unchanged += 1;
                let judged = before.get(key).is_some_and(|old| old.judgement != Judgement::NotAssessed);
                found.unchanged_not_assessed += usize::from(!judged);
            }
        }
    }
    let gone = before.iter().filter(|(key, _)| !after.contains_key(*key)).map(|(_, line)| removed(line));
    found.changes.extend(gone);
    Ok(found)
}

fn lines(m: &Municipality<'_>, edition: &Row<'_, '_>) -> BTreeMap<Key, Line> {
    let index = Index::of(m, &[]);
    let read = |applied: Row<'_, '_>| {
        let requirement = applied.reference("requirement", REQUIREMENT)?;
        let own = requirement.reference("specification", SPECIFICATION)?;
        let line = (own.row == edition.row).then(|| index.line(&applied, &requirement, &[]))?;
        Some(((requirement.text("kind")?, line.code.clone(), line.branch.clone()), line))
    };
    rows(m, APPLIED).filter_map(read).collect()
}

/// What changed in a requirement; `None` if nothing did.
fn change(line: &Line, before: Option<&Line>) -> Option<Change> {
    let Some(old) = before else {
        let (judgement, decision) = (Judgement::NotAssessed, Decision::default());
        return Some(Change { added: true, kept: Kept::Nothing, ..blank(line, judgement, decision) });
    };
    let class_before = (old.class != line.class).then_some(old.class);
    let reworded = old.text != line.text || old.name != line.name;
    let conform_by_before = (old.conform_by != line.conform_by).then_some(old.conform_by);
    if class_before.is_none() && !reworded && conform_by_before.is_none() {
        return None;
    }
    let kept = match (old.judgement, class_before.is_some() || reworded) {
        (Judgement::NotAssessed, _) => Kept::Nothing,
        (_, true) => Kept::Again,
        (_, false) => Kept::Stands,
    };
    let blank = blank(line, old.judgement, old.decision.clone());
    Some(Change { class_before, reworded, conform_by_before, kept, ..blank })
}

fn removed(line: &Line) -> Change {
    let kept = if line.judgement == Judgement::NotAssessed { Kept::Nothing } else { Kept::Dropped };
    Change { removed: true, kept, ..blank(line, line.judgement, line.decision.clone()) }
}

fn blank(line: &Line, judgement: Judgement, decision: Decision) -> Change {
    Change {
        line: line.clone(),
        added: false,
        removed: false,
        class_before: None,
        reworded: false,
        conform_by_before: None,
        judgement,
        decision,
        kept: Kept::Nothing,
    }
}
