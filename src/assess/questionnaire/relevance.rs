//! Relevance: which missing facts can still change what a rule says.

use super::trial::Trial;
use crate::evaluate::Decision;
use crate::inventory::{Datum, Fact, Missing};
use crate::pack::Rule;

/// Completions tried at most; with more, every missing fact counts as relevant.
const MOST: usize = 512;

/// Those of the missing things that can change the verdict. Lists always can: a record may come to light. A fact is left
/// out only if all completions of all facts were tried and none of them depends on it.
pub(super) fn matter(
    trial: &mut Trial<'_, '_>,
    rule: &Rule,
    row: u32,
    missing: Vec<(usize, Missing)>,
) -> Vec<(usize, Missing)> {
    if missing.len() < 2 && !matches!(missing.first(), Some((_, Missing::Field(_)))) {
        return missing;
    }
    let mut facts: Vec<(Fact, Vec<Datum>)> = Vec::new();
    for (_, one) in &missing {
        let Missing::Field(fact) = one else { return missing };
        let pool = trial.pool(rule, *fact);
        if !pool.whole || pool.values.is_empty() {
            return missing;
        }
        facts.push((*fact, pool.values));
    }
    let product = facts.iter().try_fold(1_usize, |product, (_, pool)| product.checked_mul(pool.len()));
    let Some(product) = product.filter(|product| *product <= MOST) else { return missing };
    let mut said = Vec::with_capacity(product);
    for turn in 0..product {
        let mut rest = turn;
        let supposed: Vec<(Fact, Datum)> = facts
            .iter()
            .map(|(fact, pool)| {
                let chosen = rest % pool.len();
                rest /= pool.len();
                (*fact, pool[chosen].clone())
            })
            .collect();
        let decision = trial.suppose(&supposed, |trial| trial.decide(rule, row));
        // Something else is needed too, perhaps through a computed fact: nothing is proved.
        if decision == Decision::Unknown {
            return missing;
        }
        said.push(decision);
    }
    let sizes: Vec<usize> = facts.iter().map(|(_, pool)| pool.len()).collect();
    missing.into_iter().enumerate().filter(|(at, _)| depends(&said, &sizes, *at)).map(|(_, one)| one).collect()
}

/// Two completions that differ in the fact `at` alone are judged differently.
fn depends(said: &[Decision], sizes: &[usize], at: usize) -> bool {
    let stride: usize = sizes[..at].iter().product();
    let size = sizes[at];
    said.iter().enumerate().any(|(turn, decision)| {
        let chosen = turn / stride % size;
        let first = turn - chosen * stride;
        said[first] != *decision
    })
}

#[cfg(test)]
mod tests {
    use super::depends;
    use crate::evaluate::Decision::{Fail, Pass};

    #[test]
    fn a_fact_that_no_completion_depends_on_is_found() {
        // The first of two facts decides, the second never does.
        let said = [Pass, Fail, Pass, Fail, Pass, Fail];
        assert!(depends(&said, &[2, 3], 0));
        assert!(!depends(&said, &[2, 3], 1));
        let said = [Pass, Pass, Fail, Fail, Pass, Pass];
        assert!(!depends(&said, &[2, 3], 0));
        assert!(depends(&said, &[2, 3], 1));
    }
}
