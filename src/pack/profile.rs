//! Profiles: which rules of a pack are judged, where not all are wanted.

use super::{Change, Pack, Rule};
use crate::diagnostic::Place;
use crate::language::Text;

/// A choice among the rules of a pack.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name on the command line.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// Areas whose rules belong to it.
    pub areas: Vec<String>,
    /// Further rules that belong to it, by id. A profile that names neither areas nor rules takes all.
    pub rules: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

/// The profile that was chosen, and what it leaves out.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The profile.
    pub profile: Profile,
    /// Rules that are not judged, in order of id.
    pub left_out: Vec<Rule>,
}

impl Profile {
    /// Whether a rule is judged. What a body demands of itself always is.
    pub fn takes(&self, rule: &Rule) -> bool {
        let all = self.areas.is_empty() && self.rules.is_empty();
        all || rule.own || self.areas.contains(&rule.area) || self.rules.contains(&rule.id)
    }
}

impl Pack {
    /// Keeps the rules of one profile to be judged; the others are left out, but known.
    pub fn select(&mut self, profile: Profile) {
        let (taken, left_out) = std::mem::take(&mut self.rules).into_iter().partition(|rule| profile.takes(rule));
        self.rules = taken;
        self.selection = Some(Selection { profile, left_out });
    }

    /// Whether the examples of a rule are about the dates that hold here. Where the body moves a target date, those of the
    /// pack's own rules are not.
    pub fn proves(&self, rule: &Rule) -> bool {
        let moved = self.overrides.iter().any(|changed| matches!(changed.change, Change::Target { .. }));
        rule.own || !moved
    }

    /// The rule with that id, whether or not it is judged.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.known_rules().find(|rule| rule.id == id)
    }

    /// Rules that are judged, then those that a profile leaves out.
    pub fn known_rules(&self) -> impl Iterator<Item = &Rule> + Clone {
        self.rules.iter().chain(self.selection.iter().flat_map(|selection| &selection.left_out))
    }
}
