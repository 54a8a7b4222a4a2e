//! Rules of other days: those to come, judged on the day they begin, and those that have ended, on their last day.
//!
//! Neither counts in the ledger. With what is judged they make up the whole pack: at any day each rule is in exactly one
//! of the three places.

use super::assessment::{Judged, Question};
use super::ledger::Order;
use super::{Judgement, results, sort};
use crate::diagnostic::Sources;
use crate::pack::{Pack, Rule};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The judgements of other days.
#[derive(Default)]
pub struct OtherDays<'p> {
    /// One for each day on which rules begin.
    pub coming: Vec<Judgement<'p>>,
    /// One for each day on which rules ended.
    pub ended: Vec<Judgement<'p>>,
}

impl<'p> OtherDays<'p> {
    /// Judges each rule that is not in force on a day on its own nearest day; `judge` judges the chosen rules on one.
    ///
    /// # Errors
    /// Whatever `judge` reports.
    pub fn of<E>(
        pack: &Pack,
        as_of: Date,
        mut judge: impl FnMut(Date, &dyn Fn(&Rule) -> bool) -> Result<Judgement<'p>, E>,
    ) -> Result<Self, E> {
        let (mut coming, mut ended) = (Vec::new(), Vec::new());
        for day in days(pack, |rule| Some(rule.from).filter(|from| *from > as_of)) {
            coming.push(judge(day, &|rule: &Rule| rule.from == day)?);
        }
        for day in days(pack, |rule| rule.until.filter(|until| *until < as_of)) {
            ended.push(judge(day, &|rule: &Rule| rule.until == Some(day))?);
        }
        Ok(Self { coming, ended })
    }

    /// What rules to come would say. What they would need to know is added to the questions, as holding up nothing yet.
    pub(super) fn coming(
        &mut self,
        pack: &Pack,
        sources: &Sources,
        order: &Order,
        questions: &mut Vec<Question>,
    ) -> Vec<Judged> {
        let mut all = Vec::new();
        for judgement in &mut self.coming {
            let (mut judged, asked) = results(pack, sources, judgement, order);
            let places: Vec<usize> = asked.into_iter().map(|question| place(questions, question)).collect();
            for result in &mut judged {
                result.missing.iter_mut().for_each(|number| *number = places[*number]);
                result.missing.sort_unstable();
            }
            all.extend(judged);
        }
        sort(&mut all);
        all
    }

    /// What rules that have ended said on their last day. Nobody is asked about them any more.
    pub(super) fn ended(&mut self, pack: &Pack, sources: &Sources, order: &Order) -> Vec<Judged> {
        let mut all = Vec::new();
        for judgement in &mut self.ended {
            let (judged, _) = results(pack, sources, judgement, order);
            all.extend(judged.into_iter().map(|result| Judged { missing: Vec::new(), ..result }));
        }
        sort(&mut all);
        all
    }
}

fn days(pack: &Pack, day: impl Fn(&Rule) -> Option<Date>) -> BTreeSet<Date> {
    pack.rules.iter().filter_map(day).collect()
}

/// Where a question stands among those already there; a new one goes to their end.
fn place(questions: &mut Vec<Question>, question: Question) -> usize {
    let same = |other: &Question| other.path == question.path && other.kind == question.kind;
    questions.iter().position(same).unwrap_or_else(|| {
        questions.push(Question { blocks: 0, settles: 0, ..question });
        questions.len() - 1
    })
}
