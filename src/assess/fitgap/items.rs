//! What the office asks before the cut-over, one thing at a time: what stands in the way, what is not known, what is in hand.

use super::names::{BYLAW, OPTION, PLANNED, STANDARD, TRANSITIONAL};
use super::{Class, Cutover, Judgement, Line, Named, Offer, Product, uses};
use crate::assess::read::{Chosen, Row};
use crate::inventory::{Known, Municipality};
use crate::language::Text;
use jiff::civil::Date;

/// A question of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Which mandatory requirement misses its 適合基準日.
    Conformity,
    /// Which gap has no measure.
    NoMeasure,
    /// Which measure is overdue.
    Overdue,
    /// Who decides what by when.
    Decision,
    /// Which options we pay for.
    Option,
    /// Which forms or outsourced mailings break.
    Form,
    /// Which own systems lose their link.
    OwnLink,
    /// What a bylaw must change before the cut-over.
    Bylaw,
}

impl Question {
    /// All of them, in the order in which they are told, with the words used in machine formats.
    pub const ALL: [(Question, &'static str); 8] = [
        (Question::Conformity, "conformity_date"),
        (Question::NoMeasure, "no_measure"),
        (Question::Overdue, "overdue"),
        (Question::Decision, "decision"),
        (Question::Option, "option"),
        (Question::Form, "form"),
        (Question::OwnLink, "own_link"),
        (Question::Bylaw, "bylaw"),
    ];

    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// How a thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It stands in the way.
    Bad,
    /// It is not known whether it does.
    NotKnown,
    /// It is in hand.
    Good,
}

impl State {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["bad", "not_known", "good"][self as usize]
    }

    /// Of something that is fine, or not, or not known.
    fn of(fine: Option<bool>) -> Self {
        match fine {
            Some(true) => State::Good,
            Some(false) => State::Bad,
            None => State::NotKnown,
        }
    }
}

/// One thing that the office must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which question it answers.
    pub question: Question,
    /// How it stands.
    pub state: State,
    /// What it is about, with what it is called.
    pub about: Named,
    /// What is offered, done or to be changed.
    pub what: Option<Text>,
    /// The day on which it comes, is due or is decided; `Known::None` is a day that nobody has set.
    pub day: Known<Date>,
    /// The day that it must not pass.
    pub limit: Option<Date>,
    /// Whose business it is.
    pub owner: Option<Named>,
    /// Which post decides.
    pub post: Option<String>,
    /// Yen once and per year.
    pub cost: Option<(Option<i64>, Option<i64>)>,
}

impl Item {
    /// About a requirement.
    pub(super) fn on(question: Question, state: State, line: &Line) -> Self {
        let about = Named { subject: line.subject.clone(), name: Text::same(&line.name) };
        Self { owner: line.decision.owner.clone(), ..Self::about(question, state, about) }
    }

    /// About anything.
    pub(super) fn about(question: Question, state: State, about: Named) -> Self {
        Self {
            question,
            state,
            about,
            what: None,
            day: Known::Missing,
            limit: None,
            owner: None,
            post: None,
            cost: None,
        }
    }
}

/// Everything the office must know of one function: by question, what stands in the way first.
pub(super) fn list(
    m: &Municipality<'_>,
    function: &Row<'_, '_>,
    lines: &[Line],
    products: &[Product],
    cutover: &Cutover,
) -> Vec<Item> {
    let adopted = products.iter().position(|product| product.adopted == Some(true));
    let mut items = Vec::new();
    for line in lines {
        let offer = adopted.map(|index| line.offers.get(index).and_then(Option::as_ref));
        items.extend(offer.and_then(|offer| conformity(line, offer)));
        items.extend(offer.and_then(|offer| option(line, offer, cutover)));
        if line.judgement == Judgement::Gap {
            items.extend(measure(line, m.as_of));
            items.extend(decision(line, m.as_of));
            items.extend(bylaw(line, cutover, m.as_of));
        }
    }
    if adopted.is_none() && !lines.is_empty() {
        let about = Named { subject: function.subject(), name: m.title(function.entity, function.row) };
        items.push(Item::about(Question::Conformity, State::NotKnown, about));
    }
    items.extend(uses::forms(m, lines, cutover));
    items.extend(uses::own_links(m, function, cutover));
    // Stable: within a question and a state the order of the requirements stays.
    items.sort_by_key(|item| (item.question, item.state));
    items
}

/// A mandatory requirement that the adopted product does not meet from its day on.
fn conformity(line: &Line, offer: Option<&Offer>) -> Option<Item> {
    let carried = matches!(&line.decision.measure, Known::Value(measure) if measure.id == TRANSITIONAL)
        && line.decision.transitional_measure.is_some();
    if line.class != Class::Mandatory || carried {
        return None;
    }
    let provision = offer.map_or(Known::Missing, |offer| offer.provision.clone());
    let day = offer.map_or(Known::Missing, |offer| offer.planned_on);
    let fine = match &provision {
        Known::Value(chosen) if chosen.id == STANDARD || chosen.id == OPTION => return None,
        Known::Value(chosen) if chosen.id == PLANNED => planned_in_time(day, line.conform_by),
        Known::Value(_) | Known::None => Some(false),
        Known::Missing => None,
    };
    if fine == Some(true) {
        return None;
    }
    let item = Item::on(Question::Conformity, State::of(fine), line);
    let day = if is_planned(&provision) { day } else { Known::Missing };
    Some(Item { what: label(&provision), day, limit: line.conform_by.value(), ..item })
}

/// It comes on a later day.
fn is_planned(provision: &Known<Chosen>) -> bool {
    matches!(provision, Known::Value(chosen) if chosen.id == PLANNED)
}

/// Whether what is planned comes before the day on which it is judged.
fn planned_in_time(planned: Known<Date>, conform_by: Known<Date>) -> Option<bool> {
    match (planned, conform_by) {
        (Known::None, _) => Some(false),
        (Known::Value(planned), Known::Value(limit)) => Some(planned <= limit),
        (Known::Value(_), Known::None) => Some(true),
        _ => None,
    }
}

/// An option that the body wants: what it costs, or that it does not come.
fn option(line: &Line, offer: Option<&Offer>, cutover: &Cutover) -> Option<Item> {
    if !line.wants_option() {
        return None;
    }
    let provision = offer.map_or(Known::Missing, |offer| offer.provision.clone());
    let day = offer.map_or(Known::Missing, |offer| offer.planned_on);
    let cost = offer.filter(|offer| !matches!(offer.cost, Some(0)) || !matches!(offer.cost_yearly, Some(0)));
    let cost = cost.map(|offer| (offer.cost, offer.cost_yearly));
    let fine = match &provision {
        Known::Value(chosen) if chosen.id == STANDARD => return None,
        Known::Value(chosen) if chosen.id == OPTION => {
            offer.and_then(|offer| (offer.cost.is_some() && offer.cost_yearly.is_some()).then_some(true))
        }
        Known::Value(chosen) if chosen.id == PLANNED => cutover.in_time(&day),
        Known::Value(_) | Known::None => Some(false),
        Known::Missing => None,
    };
    let item = Item::on(Question::Option, State::of(fine), line);
    let planned = is_planned(&provision);
    let limit = cutover.day.filter(|_| planned);
    Some(Item { what: label(&provision), day: if planned { day } else { Known::Missing }, limit, cost, ..item })
}

/// A gap without a measure, or one whose measure is overdue.
fn measure(line: &Line, as_of: Date) -> Option<Item> {
    let decision = &line.decision;
    let without = |state| Some(Item { post: post(line), ..Item::on(Question::NoMeasure, state, line) });
    match &decision.measure {
        Known::None => return without(State::Bad),
        Known::Missing => return without(State::NotKnown),
        Known::Value(_) => {}
    }
    let done = match decision.done_on {
        Known::Value(day) => Some(day <= as_of),
        Known::None => Some(false),
        Known::Missing => None,
    };
    let due = decision.due.value().filter(|due| *due < as_of)?;
    let state = State::of(done);
    let item = Item::on(Question::Overdue, state, line);
    (state != State::Good).then(|| Item {
        what: label(&decision.measure),
        day: Known::Value(due),
        limit: Some(as_of),
        ..item
    })
}

/// A gap on which nobody has decided yet.
fn decision(line: &Line, as_of: Date) -> Option<Item> {
    let decision = &line.decision;
    let decided = match decision.decided_on {
        Known::Value(day) => Some(day <= as_of),
        Known::None => Some(false),
        Known::Missing => None,
    };
    let fine = match (decided, decision.decide_by) {
        (Some(true), _) => return None,
        (Some(false), Known::Value(by)) => Some(by >= as_of),
        (Some(false), Known::None) => Some(false),
        _ => None,
    };
    let item = Item::on(Question::Decision, State::of(fine), line);
    Some(Item { day: decision.decide_by, limit: Some(as_of), post: post(line), ..item })
}

/// A gap that a bylaw must close before the cut-over.
fn bylaw(line: &Line, cutover: &Cutover, as_of: Date) -> Option<Item> {
    let decision = &line.decision;
    let by_measure = matches!(&decision.measure, Known::Value(measure) if measure.id == BYLAW);
    let what = decision.bylaw.clone().value();
    if what.is_none() && !by_measure {
        return None;
    }
    let done = matches!(decision.done_on, Known::Value(day) if day <= as_of);
    let late = matches!(decision.due, Known::Value(due) if due < as_of);
    let fine = match (done, late) {
        (true, _) => Some(true),
        (false, true) if decision.done_on == Known::None => Some(false),
        (false, _) => cutover.in_time(&decision.due).filter(|_| what.is_some()),
    };
    let item = Item::on(Question::Bylaw, State::of(fine), line);
    let day = if done { decision.done_on } else { decision.due };
    Some(Item { what: what.map(Text::same), day, limit: cutover.day, post: post(line), ..item })
}

fn post(line: &Line) -> Option<String> {
    line.decision.decided_by.clone().value()
}

/// What a choice is called, if it is known.
pub(super) fn label(chosen: &Known<Chosen>) -> Option<Text> {
    chosen.clone().value().map(|chosen| chosen.label)
}

#[cfg(test)]
mod tests {
    use super::{State, planned_in_time};
    use crate::inventory::Known;
    use jiff::civil::date;

    #[test]
    fn a_plan_without_a_day_is_late_and_one_that_nobody_wrote_is_not_known() {
        let limit = Known::Value(date(2026, 4, 1));
        assert_eq!(planned_in_time(Known::Value(date(2026, 4, 1)), limit), Some(true));
        assert_eq!(planned_in_time(Known::Value(date(2026, 4, 2)), limit), Some(false));
        assert_eq!(planned_in_time(Known::None, limit), Some(false));
        assert_eq!(planned_in_time(Known::Missing, limit), None);
        assert_eq!(planned_in_time(Known::Value(date(2026, 4, 2)), Known::None), Some(true));
        assert_eq!(planned_in_time(Known::Value(date(2026, 4, 2)), Known::Missing), None);
        assert_eq!(State::of(None).word(), "not_known");
    }
}
