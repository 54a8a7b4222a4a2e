//! Exit statuses: what a run means to the program that started it.

use crate::assess::gate::Ruling;
use crate::assess::rollup::{OfRule, Rollup};
use crate::assess::{Assessment, Ledger, Verdict};
use crate::pack::Severity;
use std::process::ExitCode;

/// How a run ended, as the shell sees it. The same for every output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: nothing at or above the chosen severity.
    Conformant,
    /// 1: findings at or above the chosen severity, or a rule that could not be computed.
    Findings,
    /// 2: the command line is wrong.
    Usage,
    /// 3: the inventory or the pack cannot be used.
    Unusable,
    /// 4: nothing was judged: no pass, no fail, nothing waived.
    NothingJudged,
}

impl ExitStatus {
    /// The status of an assessment: fails (and, if asked, unknowns) at or above `fail_on` count as findings.
    pub fn of(assessment: &Assessment, fail_on: Severity, unknown_fails: bool) -> Self {
        let counts = |verdict: Verdict| match verdict {
            Verdict::Fail => true,
            Verdict::Unknown => unknown_fails,
            _ => false,
        };
        let ledger = &assessment.ledger;
        let found = assessment
            .results
            .iter()
            .any(|result| counts(result.verdict) && assessment.rules[result.rule].severity <= fail_on);
        if ledger.error > 0 || found {
            ExitStatus::Findings
        } else if nothing_judged(ledger) {
            ExitStatus::NothingJudged
        } else {
            ExitStatus::Conformant
        }
    }

    /// The status of many bodies: one that could not be read is a finding, as is a fail of severity high or above.
    pub fn of_rollup(rollup: &Rollup) -> Self {
        let mut sum = Ledger::default();
        rollup.prefectures.iter().for_each(|prefecture| sum += prefecture.ledger);
        let grave = |rule: &OfRule| rule.fails > 0 && rule.severity <= Severity::High;
        if !rollup.unread.is_empty() || sum.error > 0 || rollup.rules.iter().any(grave) {
            ExitStatus::Findings
        } else if nothing_judged(&sum) {
            ExitStatus::NothingJudged
        } else {
            ExitStatus::Conformant
        }
    }

    /// The status of a ruling: what is held back are findings.
    pub fn of_gate(ruling: &Ruling) -> Self {
        let ledger = &ruling.diff.new.ledger;
        if !ruling.passes() {
            ExitStatus::Findings
        } else if nothing_judged(ledger) {
            ExitStatus::NothingJudged
        } else {
            ExitStatus::Conformant
        }
    }

    /// The number the shell sees.
    pub fn code(self) -> u8 {
        match self {
            ExitStatus::Conformant => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Usage => 2,
            ExitStatus::Unusable => 3,
            ExitStatus::NothingJudged => 4,
        }
    }
}

fn nothing_judged(ledger: &Ledger) -> bool {
    ledger.pass + ledger.fail + ledger.waived == 0
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        ExitCode::from(status.code())
    }
}
