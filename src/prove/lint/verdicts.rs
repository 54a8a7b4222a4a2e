//! Whether a rule can apply, fail and pass at all, and whether examples show it.

use super::search::{Extent, search};
use super::{Findings, Lint, by_severity};
use crate::assess::examples::Prepared;
use crate::diagnostic::Level;
use crate::evaluate::{Decision, decide};
use crate::pack::{Expected, Pack, Rule};
use crate::text;
use std::ops::ControlFlow;

/// Which verdicts were seen.
#[derive(Default)]
struct Seen {
    fail: bool,
    pass: bool,
}

pub(super) fn look(pack: &Pack, rule: &Rule, findings: &mut Findings) {
    let shown = |verdict| {
        let mut examples = rule.examples.iter().filter(|example| example.verdict == verdict);
        examples.any(|example| Prepared::new(pack, rule, example).is_ok_and(|prepared| prepared.holds(rule)))
    };
    let proved = Seen { fail: shown(Expected::Fail), pass: shown(Expected::Pass) };
    if proved.fail && proved.pass {
        return;
    }
    let mut seen = Seen::default();
    let extent = search(pack, &[rule], |m, row| {
        match decide(rule, m, row) {
            Decision::Fail => seen.fail = true,
            Decision::Pass => seen.pass = true,
            _ => {}
        }
        let enough = (seen.fail || proved.fail) && (seen.pass || proved.pass);
        if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let (fail, pass) = (seen.fail || proved.fail, seen.pass || proved.pass);
    if !fail && !pass {
        never(rule, Lint::NeverApplies, extent, findings);
        return;
    }
    for (possible, proved, lint) in [(fail, proved.fail, Lint::NeverFails), (pass, proved.pass, Lint::NeverPasses)] {
        match (possible, proved) {
            (false, _) => never(rule, lint, extent, findings),
            (true, false) => unproved(rule, lint, findings),
            (true, true) => {}
        }
    }
}

fn never(rule: &Rule, lint: Lint, extent: Extent, findings: &mut Findings) {
    let id = &rule.id;
    let place = if lint == Lint::NeverApplies { rule.when_at.unwrap_or(rule.require_at) } else { rule.require_at };
    let (ja, en) = match lint {
        Lint::NeverApplies => ("適用されること", "apply"),
        Lint::NeverFails => ("要是正となること", "fail"),
        _ => ("充足となること", "pass"),
    };
    let tried = extent.tried;
    if extent.whole {
        let message = text!(ja: "規則 `{id}` が{ja}はない", en: "rule `{id}` can never {en}");
        let help = text!(
            ja: "条件が読む項目の値の組合せ {tried} 通りをすべて試した",
            en: "all {tried} combinations of the values it reads were tried"
        );
        findings.add(lint, id, (Level::Error, place), message).help = Some(help);
        return;
    }
    let message = text!(
        ja: "規則 `{id}` が{ja}があるか決められない（未決）",
        en: "undecided whether rule `{id}` can {en}"
    );
    let help = text!(
        ja: "値の組合せを {tried} 通り試したが見つからず、全部は試せない。例を書いて示す",
        en: "{tried} combinations were tried and none did, but there are more; show it with an example"
    );
    findings.add(lint, id, (by_severity(rule), place), message).help = Some(help);
}

fn unproved(rule: &Rule, lint: Lint, findings: &mut Findings) {
    let id = &rule.id;
    let (ja, en) = if lint == Lint::NeverFails { ("要是正", "fails") } else { ("充足", "passes") };
    let message = text!(ja: "規則 `{id}` に「{ja}」の例がない", en: "no example of rule `{id}` {en}");
    findings.add(Lint::Unproved, id, (by_severity(rule), rule.place), message);
}
