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
    let mut tree = Tree { rule, row, facts: Vec::new(), supposed: Vec::new(), leaves: Vec::new() };
    if !missing.iter().all(|(_, one)| tree.add(trial, *one)) || !tree.grow(trial) {
        return missing;
    }
    let leaves = tree.leaves();
    let matter: Vec<(usize, Missing)> =
        missing.iter().enumerate().filter(|(at, _)| depends(&leaves, *at)).map(|(_, one)| *one).collect();
    // Whatever is answered, the verdict is the same (x or not x); it is told only once there is an answer.
    if matter.is_empty() { missing } else { matter }
}

struct Tree<'a> {
    rule: &'a Rule,
    row: u32,
    /// The facts that are supposed, in their order, with their values; grows by those that come to matter.
    facts: Vec<(Fact, Vec<Datum>)>,
    /// Numbers of the values supposed now.
    supposed: Vec<usize>,
    leaves: Vec<Leaf>,
}

impl Tree<'_> {
    /// One more fact; false if its values cannot all be tried.
    fn add(&mut self, trial: &mut Trial<'_, '_>, missing: Missing) -> bool {
        let Missing::Field(fact) = missing else { return false };
        let pool = trial.pool(self.rule, fact);
        // What is supposed and still missing is missing through something that a trial does not move.
        let new = self.facts.iter().all(|(other, _)| *other != fact);
        let whole = new && pool.whole && !pool.values.is_empty();
        if whole {
            self.facts.push((fact, pool.values));
        }
        whole
    }

    /// Grows the tree under what is supposed so far; false if it became too large, or if something is needed that cannot
    /// be supposed, perhaps through a computed fact: then nothing is proved.
    fn grow(&mut self, trial: &mut Trial<'_, '_>) -> bool {
        let value = |(fact, number): (&(Fact, Vec<Datum>), &usize)| (fact.0, fact.1[*number].clone());
        let supposed: Vec<(Fact, Datum)> = self.facts.iter().zip(&self.supposed).map(value).collect();
        let decision = trial.suppose(&supposed, |trial| trial.decide(self.rule, self.row));
        if decision != Decision::Unknown {
            self.leaves.push((self.supposed.iter().map(|number| Some(*number)).collect(), decision));
            return self.leaves.len() <= MOST;
        }
        if self.supposed.len() == self.facts.len() {
            let more = trial.suppose(&supposed, |trial| trial.missing(self.rule, self.row));
            if more.is_empty() || !more.into_iter().all(|one| self.add(trial, one)) {
                return false;
            }
        }
        let values = self.facts[self.supposed.len()].1.len();
        (0..values).all(|number| {
            self.supposed.push(number);
            let grown = self.grow(trial);
            self.supposed.pop();
            grown
        })
    }

    /// All leaves, over all facts.
    fn leaves(mut self) -> Vec<Leaf> {
        let facts = self.facts.len();
        self.leaves.iter_mut().for_each(|(leaf, _)| leaf.resize(facts, None));
        self.leaves
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
