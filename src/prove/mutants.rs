//! Mutants: rules with one small change, and whether any example notices it.
//!
//! A change that no example notices is a part of the rule that nothing proves. The facts of each example are linked and
//! derived once; only the condition is compiled and run for each mutant.

use crate::assess::examples::Prepared;
use crate::diagnostic::{Diagnostic, Place};
use crate::expression::{Condition, Ground, Mutation, demanded, mutations};
use crate::pack::{Pack, Rule, Severity};
use crate::vocabulary::EntityId;
use std::collections::BTreeSet;

/// What became of the mutants of some rules.
#[derive(Debug, Clone, Default)]
pub struct Mutants {
    /// Mutants and survivors for each severity, the gravest first.
    pub counts: [(usize, usize); 4],
    /// Mutants that no example noticed, in order of severity, rule and place.
    pub survivors: Vec<Survivor>,
    /// Examples that do not even hold for the rule as it is; nothing can be proved with them.
    pub broken: Vec<Diagnostic>,
}

/// A mutant that no example noticed.
#[derive(Debug, Clone)]
pub struct Survivor {
    /// The rule.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// `when` or `require`.
    pub key: &'static str,
    /// Where that condition is written.
    pub place: Place,
    /// What was changed.
    pub before: String,
    /// What it was changed to.
    pub after: String,
    /// The whole condition after the change.
    pub source: String,
}

impl Mutants {
    /// Mutants and survivors in all.
    pub fn total(&self) -> (usize, usize) {
        self.counts.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1))
    }

    /// Whether so many per cent of all mutants survive, or more.
    pub fn share_at_least(&self, percent: usize) -> bool {
        let (mutants, survivors) = self.total();
        survivors * 100 >= mutants * percent
    }

    /// Survivors per hundred mutants.
    pub fn percent(&self) -> f64 {
        let (mutants, survivors) = self.total();
        if mutants == 0 { 0.0 } else { survivors as f64 * 100.0 / mutants as f64 }
    }
}

/// Changes each rule in every small way and runs its examples; tells how many rules are done.
pub fn mutate(pack: &Pack, rules: &[&Rule], progress: &dyn Fn(usize, usize)) -> Mutants {
    let mut mutants = Mutants::default();
    for (done, rule) in rules.iter().enumerate() {
        progress(done, rules.len());
        of_rule(pack, rule, &mut mutants);
    }
    progress(rules.len(), rules.len());
    mutants.survivors.sort_by(|a, b| (a.severity, &a.rule).cmp(&(b.severity, &b.rule)));
    mutants
}

fn of_rule(pack: &Pack, rule: &Rule, mutants: &mut Mutants) {
    let mut prepared = Vec::new();
    for example in &rule.examples {
        match Prepared::new(pack, rule, example) {
            Ok(example) => prepared.push(example),
            Err(diagnostics) => mutants.broken.extend(diagnostics),
        }
    }
    let broken = prepared.iter().filter(|example| !example.holds(rule));
    mutants.broken.extend(broken.flat_map(|example| crate::assess::examples::check(pack, rule, example.example)));
    let scope = pack.scope_of(rule.subject);
    let kept = present_by_keep(pack, rule.subject);
    let required = rule.when.iter().flat_map(|when| demanded(when.source())).chain(kept.clone()).collect();
    let of = |condition: &Condition, ground: &Ground| mutations(condition.source(), ground, &scope, &pack.vocabulary);
    let mut changed = Rule { examples: Vec::new(), ..rule.clone() };
    if let (Some(when), Some(place)) = (&rule.when, rule.when_at) {
        for mutation in of(when, &Ground { optional: true, present: kept }) {
            changed.when = Some(mutation.condition.clone());
            record(rule, ("when", place), when, mutation, notices(&prepared, &changed), mutants);
        }
    }
    changed.when.clone_from(&rule.when);
    for mutation in of(&rule.require, &Ground { optional: false, present: required }) {
        changed.require = mutation.condition.clone();
        let noticed = notices(&prepared, &changed);
        record(rule, ("require", rule.require_at), &rule.require, mutation, noticed, mutants);
    }
}

/// Paths that are not none in any row of a computed entity, because rows with none there are not kept.
fn present_by_keep(pack: &Pack, subject: EntityId) -> BTreeSet<String> {
    let entity = pack.vocabulary.entity(subject);
    let Some(keep) = entity.each.as_ref().and_then(|each| each.keep.as_ref()) else { return BTreeSet::new() };
    let is_name = |path: &String| {
        let name = path.split('.').next().unwrap_or_default();
        let field = entity.fields.get(name).and_then(|field| field.formula.as_ref());
        field.is_some_and(|formula| formula.source == name)
    };
    let paths = demanded(&keep.source).into_iter().filter(is_name);
    paths.map(|path| format!("{}.{path}", entity.id)).collect()
}

fn notices(prepared: &[Prepared<'_>], changed: &Rule) -> bool {
    prepared.iter().any(|example| !example.holds(changed))
}

fn record(
    rule: &Rule,
    (key, place): (&'static str, Place),
    original: &Condition,
    mutation: Mutation,
    noticed: bool,
    mutants: &mut Mutants,
) {
    let (all, survivors) = &mut mutants.counts[rule.severity as usize];
    *all += 1;
    if noticed {
        return;
    }
    *survivors += 1;
    mutants.survivors.push(Survivor {
        rule: rule.id.clone(),
        severity: rule.severity,
        key,
        place,
        before: original.source().get(mutation.span).unwrap_or_default().to_owned(),
        after: mutation.replacement,
        source: mutation.source,
    });
}
