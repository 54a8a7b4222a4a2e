//! Relevance: which missing facts can still change what a rule says.
//!
//! The facts are supposed one after the other until the rule decides, value by value: a tree whose leaves are partial
//! completions with a decision. A fact matters if two leaves with different decisions differ in that fact alone, for then
//! there are two completions of everything that do.

use super::trial::Trial;
use crate::evaluate::Decision;
use crate::inventory::{Datum, Fact, Missing};
use crate::pack::Rule;

/// Leaves at most; with more, every missing fact counts as relevant.
const MOST: usize = 4_096;

/// A partial completion (of each fact the number of its value, if supposed) and what is decided then.
type Leaf = (Vec<Option<usize>>, Decision);

/// Those of the missing things that can change the verdict. Lists always can: a record may come to light. A fact is left
/// out only if all completions of all facts were looked at and none of them depends on it.
pub(super) fn matter(
    trial: &mut Trial<'_, '_>,
    rule: &Rule,
    row: u32,
    missing: Vec<(usize, Missing)>,
) -> Vec<(usize, Missing)> {
    let mut facts: Vec<(Fact, Vec<Datum>)> = Vec::new();
    for (_, one) in &missing {
        let Missing::Field(fact) = one else { return missing };
        let pool = trial.pool(rule, *fact);
        if !pool.whole || pool.values.is_empty() {
            return missing;
        }
        facts.push((*fact, pool.values));
    }
    let mut leaves = Vec::new();
    let mut tree = Tree { rule, row, facts: &facts, supposed: Vec::new(), leaves: &mut leaves };
    if !tree.grow(trial) {
        return missing;
    }
    missing.into_iter().enumerate().filter(|(at, _)| depends(&leaves, *at)).map(|(_, one)| one).collect()
}

struct Tree<'a> {
    rule: &'a Rule,
    row: u32,
    facts: &'a [(Fact, Vec<Datum>)],
    supposed: Vec<(usize, Datum)>,
    leaves: &'a mut Vec<Leaf>,
}

impl Tree<'_> {
    /// Grows the tree under what is supposed so far; false if it became too large, or if something else is needed too,
    /// perhaps through a computed fact: then nothing is proved.
    fn grow(&mut self, trial: &mut Trial<'_, '_>) -> bool {
        let supposed: Vec<(Fact, Datum)> =
            self.facts.iter().zip(&self.supposed).map(|((fact, _), (_, value))| (*fact, value.clone())).collect();
        let decision = trial.suppose(&supposed, |trial| trial.decide(self.rule, self.row));
        if decision != Decision::Unknown {
            let mut leaf: Vec<Option<usize>> = self.supposed.iter().map(|(number, _)| Some(*number)).collect();
            leaf.resize(self.facts.len(), None);
            self.leaves.push((leaf, decision));
            return self.leaves.len() <= MOST;
        }
        let Some((_, values)) = self.facts.get(self.supposed.len()) else { return false };
        values.iter().enumerate().all(|(number, value)| {
            self.supposed.push((number, value.clone()));
            let grown = self.grow(trial);
            self.supposed.pop();
            grown
        })
    }
}

/// Two leaves that differ in the fact `at` alone are decided differently.
fn depends(leaves: &[Leaf], at: usize) -> bool {
    let apart = |left: &Leaf, right: &Leaf| {
        let differs = |fact: usize| matches!((left.0[fact], right.0[fact]), (Some(a), Some(b)) if a != b);
        left.1 != right.1 && differs(at) && (0..left.0.len()).all(|fact| fact == at || !differs(fact))
    };
    leaves.iter().enumerate().any(|(number, left)| leaves[number + 1..].iter().any(|right| apart(left, right)))
}

#[cfg(test)]
mod tests {
    use super::depends;
    use crate::evaluate::Decision::{Fail, Pass};

    #[test]
    fn a_fact_that_no_completion_depends_on_is_found() {
        // The first fact decides by itself where it is 0, else the third does; the second never does.
        let leaves = [
            (vec![Some(0), None, None], Pass),
            (vec![Some(1), Some(0), Some(0)], Pass),
            (vec![Some(1), Some(0), Some(1)], Fail),
            (vec![Some(1), Some(1), Some(0)], Pass),
            (vec![Some(1), Some(1), Some(1)], Fail),
        ];
        assert!(depends(&leaves, 0));
        assert!(!depends(&leaves, 1));
        assert!(depends(&leaves, 2));
    }
}
