//! The register: open findings joined with the actions recorded on them.

use super::names::{CONFIRMATION, FUNDING, STATE};
use super::record::{Stated, stated, word};
use super::state::done;
use crate::assess::assessment::{Assessment, BodyIdentity, Judged, PackIdentity, RuleSummary, Verdict};
use crate::assess::{cite, departments, shown};
use crate::diagnostic::Sources;
use crate::inventory::{Known, Municipality, Value};
use crate::language::{Language, Text};
use crate::pack::{Pack, Severity};
use crate::text;
use crate::vocabulary::body::ACTION;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Findings and actions of one body on one day.
#[derive(Debug, Clone)]
pub struct Register {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// The day of the law and of the clocks.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// The whole table of actions is declared complete.
    pub complete: bool,
    /// Whether anything was judged at all.
    pub judged: bool,
    /// A row per finding. Order: standing, severity, rule, subject.
    pub rows: Vec<Row>,
}

/// How a row stands: what needs attention first comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Recorded as done, and the rule fails.
    Reopened,
    /// Past its due date.
    Overdue,
    /// The rule fails and no action is recorded.
    NoAction,
    /// What is recorded does not tell how it stands: no due date, or no finding named.
    Unstated,
    /// The finding passes; who did it or who confirmed it is not recorded.
    ToClose,
    /// The verdict is unknown: never taken as closed.
    Undetermined,
    /// Done after the day on which the facts stand.
    Awaiting,
    /// In hand.
    Open,
    /// The subject is gone.
    Gone,
    /// The rule is not judged.
    NotJudged,
    /// Done and confirmed by another.
    Closed,
}

impl Standing {
    /// All of them in order, with the word of machine formats and what they are called.
    pub const ALL: [(Standing, &'static str, &'static str, &'static str); 11] = [
        (Standing::Reopened, "reopened", "再発", "re-opened"),
        (Standing::Overdue, "overdue", "期限超過", "overdue"),
        (Standing::NoAction, "no_action", "対応の記録なし", "no action recorded"),
        (Standing::Unstated, "unstated", "期限などの記載なし", "due date not stated"),
        (Standing::ToClose, "to_close", "解消・終結の記録待ち", "no longer fails, to be closed"),
        (Standing::Undetermined, "undetermined", "判定が未確認（終結としない）", "verdict unknown, not closed"),
        (Standing::Awaiting, "awaiting", "完了後の事実待ち", "done, facts are older"),
        (Standing::Open, "open", "対応中", "in hand"),
        (Standing::Gone, "gone", "対象が台帳にない", "subject gone"),
        (Standing::NotJudged, "not_judged", "判定の対象外", "not judged"),
        (Standing::Closed, "closed", "終結", "closed"),
    ];

    /// The word of machine formats.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// What it is called.
    pub fn label(self) -> Text {
        let (_, _, ja, en) = Self::ALL[self as usize];
        Text::new(ja, en)
    }

    /// By the computed state of an action, as in files.
    pub(super) fn of(state: Option<&str>) -> Self {
        match state {
            Some("taken_up") => Standing::Open,
            state => {
                Self::ALL.iter().find(|(_, word, ..)| Some(*word) == state).map_or(Standing::Unstated, |all| all.0)
            }
        }
    }
}

/// One finding: a rule on a subject, with what is done about it.
#[derive(Debug, Clone)]
pub struct Row {
    /// How it stands.
    pub standing: Standing,
    /// Id of the rule; blank if an action names none.
    pub rule: String,
    /// What is wrong when it fails.
    pub title: Text,
    /// How grave; `None` if the rule is not known.
    pub severity: Option<Severity>,
    /// `system/juki`; blank if an action names none.
    pub subject: String,
    /// What a reader calls the subject.
    pub subject_name: Text,
    /// The verdict; `None` if it is not judged.
    pub verdict: Option<Verdict>,
    /// The rule's sentence, if it fails.
    pub message: Option<Text>,
    /// What the rule advises.
    pub remedy: Text,
    /// `department/…` in charge: that of the last action, else the one that answers for the subject.
    pub department: Option<String>,
    /// What it is called.
    pub department_name: Text,
    /// How many times it was recorded as done and fails again.
    pub recurrences: usize,
    /// Its actions, the oldest first.
    pub actions: Vec<Action>,
}

/// One recorded action.
#[derive(Debug, Clone)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// The computed state, as in files; `None` if it cannot be told.
    pub state: Option<String>,
    /// Done and confirmed by the same.
    pub self_confirmed: bool,
    /// `department/…` in charge.
    pub department: Option<String>,
    /// What it is called.
    pub department_name: Option<Text>,
    /// The day of the finding.
    pub found_on: Option<Date>,
    /// By when it is to be done.
    pub due_on: Option<Date>,
    /// What is done.
    pub measure: Option<String>,
    /// The day on which it was done; known to be none while it is in hand.
    pub done_on: Known<Date>,
    /// The department or post that did it.
    pub done_by: Option<String>,
    /// The department or post that confirmed it; known to be none while nobody has.
    pub confirmed_by: Known<String>,
    /// When.
    pub confirmed_on: Option<Date>,
    /// What it costs once, in yen.
    pub cost_initial: Option<i64>,
    /// What it costs per year, in yen.
    pub cost_yearly: Option<i64>,
    /// The fiscal year in whose budget it is.
    pub fiscal_year: Option<i64>,
    /// How it is funded, as in files and as it is called.
    pub funding: Option<(String, Text)>,
    /// Where it is written.
    pub place: Option<String>,
}

impl Register {
    /// Number of rows that stand so.
    pub fn number(&self, standing: Standing) -> usize {
        self.rows.iter().filter(|row| row.standing == standing).count()
    }

    /// Actions that were confirmed by the one who did them, with their rows.
    pub fn self_confirmed(&self) -> impl Iterator<Item = (&Row, &Action)> {
        let pairs = self.rows.iter().flat_map(|row| row.actions.iter().map(move |action| (row, action)));
        pairs.filter(|(_, action)| action.self_confirmed)
    }

    /// Something needs attention: a finding without action, one that is overdue or back, or one confirmed by its doer.
    pub fn needs_attention(&self) -> bool {
        let urgent = [Standing::Reopened, Standing::Overdue, Standing::NoAction];
        self.rows.iter().any(|row| urgent.contains(&row.standing)) || self.self_confirmed().next().is_some()
    }
}

/// Joins the findings of an assessment with the actions of the municipality that was judged.
pub fn register(pack: &Pack, m: &Municipality<'_>, assessment: &Assessment, sources: &Sources) -> Register {
    let mut recorded: BTreeMap<(String, String), Vec<Stated>> = BTreeMap::new();
    for action in stated(m) {
        let key = (action.rule.clone().unwrap_or_default(), action.subject.clone().unwrap_or_default());
        recorded.entry(key).or_default().push(action);
    }
    let joiner = Joiner { pack, m, sources };
    let mut rows = Vec::new();
    for judged in &assessment.results {
        let rule = &assessment.rules[judged.rule];
        let actions = recorded.remove(&(rule.id.clone(), judged.subject.clone())).unwrap_or_default();
        if judged.verdict == Verdict::Fail || !actions.is_empty() {
            rows.push(joiner.row(rule, judged, actions));
        }
    }
    // What is left is about nothing that was judged.
    rows.extend(recorded.into_iter().map(|((rule, subject), actions)| joiner.stray(rule, subject, actions)));
    rows.sort_by_key(|row| row.standing);
    let ledger = &assessment.ledger;
    Register {
        tool: assessment.tool.clone(),
        pack: assessment.pack.clone(),
        body: assessment.body.clone(),
        as_of: assessment.as_of,
        facts_as_of: assessment.facts_as_of,
        inventory_sha256: assessment.inventory_sha256.clone(),
        complete: m.vocabulary.find(ACTION).is_some_and(|entity| m.open(entity).is_empty()),
        judged: ledger.pass + ledger.fail + ledger.waived > 0,
        rows,
    }
}

struct Joiner<'a, 'p> {
    pack: &'a Pack,
    m: &'a Municipality<'p>,
    sources: &'a Sources,
}

impl Joiner<'_, '_> {
    fn row(&self, rule: &RuleSummary, judged: &Judged, stated: Vec<Stated>) -> Row {
        let fails = matches!(judged.verdict, Verdict::Fail);
        Row {
            verdict: Some(judged.verdict),
            message: judged.message.clone(),
            department: judged.department.clone(),
            department_name: judged.department_name.clone().unwrap_or_else(nobody),
            subject_name: judged.subject_name.clone(),
            ..self.joined(Some(rule), (rule.id.clone(), judged.subject.clone()), stated, fails)
        }
        .charged()
    }

    fn stray(&self, rule: String, subject: String, stated: Vec<Stated>) -> Row {
        let known = self.pack.rule(&rule).map(|rule| cite::summary(self.pack, rule, self.m.as_of));
        self.joined(known.as_ref(), (rule, subject), stated, false).charged()
    }

    fn joined(
        &self,
        rule: Option<&RuleSummary>,
        (id, subject): (String, String),
        mut stated: Vec<Stated>,
        fails: bool,
    ) -> Row {
        stated.sort_by_key(|action| action.found_on);
        let done =
            stated.iter().filter(|action| done(action, self.m.as_of).is_some_and(|day| day <= self.m.facts_as_of));
        let recurrences = if fails { done.count() } else { 0 };
        let actions: Vec<Action> = stated.into_iter().map(|action| self.action(action)).collect();
        // An earlier record that another took up says nothing of today.
        let last = actions.last().map_or(Standing::NoAction, |action| Standing::of(action.state.as_deref()));
        let earlier = actions.iter().map(|action| Standing::of(action.state.as_deref()));
        let standing = earlier.filter(|standing| *standing == Standing::Overdue).chain([last]).min().unwrap_or(last);
        Row {
            standing,
            title: rule.map_or_else(unnamed, |rule| rule.title.clone()),
            severity: rule.map(|rule| rule.severity),
            remedy: rule.map(|rule| rule.remedy.clone()).unwrap_or_default(),
            rule: id,
            subject_name: Text::same(&subject),
            subject,
            verdict: None,
            message: None,
            department: None,
            department_name: nobody(),
            recurrences,
            actions,
        }
    }

    fn action(&self, stated: Stated) -> Action {
        let m = self.m;
        let entity = m.vocabulary.find(ACTION);
        let fact = |name: &str| m.fact(entity?, stated.row, name);
        let place = entity.and_then(|entity| m.table(entity).origin_place(stated.row));
        let funding = |word: String| {
            let name = |language| match fact(FUNDING) {
                Some(fact) => shown::value(m, fact, &Value::Text(word.clone()), language),
                None => word.clone(),
            };
            (word.clone(), Text::new(name(Language::Ja), name(Language::En)))
        };
        Action {
            id: entity.map(|entity| m.id(entity, stated.row).to_owned()).unwrap_or_default(),
            state: fact(STATE).and_then(|fact| word(m, fact).value()),
            self_confirmed: fact(CONFIRMATION).and_then(|fact| word(m, fact).value()).as_deref() == Some("same"),
            department: stated.department.map(|row| departments::subject(m, row)),
            department_name: stated.department.map(|row| departments::name(m, row)),
            found_on: stated.found_on,
            due_on: stated.due_on,
            measure: stated.measure,
            done_on: stated.done_on,
            done_by: stated.done_by,
            confirmed_by: stated.confirmed_by,
            confirmed_on: stated.confirmed_on,
            cost_initial: stated.cost_initial,
            cost_yearly: stated.cost_yearly,
            fiscal_year: stated.fiscal_year,
            funding: stated.funding.map(funding),
            place: place.map(|place| self.sources.show(place)),
        }
    }
}

impl Row {
    /// Puts the department of the last action that names one in charge.
    fn charged(mut self) -> Self {
        let named = self
            .actions
            .iter()
            .rev()
            .find_map(|action| Some((action.department.clone()?, action.department_name.clone()?)));
        if let Some((department, name)) = named {
            (self.department, self.department_name) = (Some(department), name);
        }
        self
    }
}

fn nobody() -> Text {
    text!(ja: "担当課の記載なし", en: "no department named")
}

fn unnamed() -> Text {
    text!(ja: "規則の記載がない記録", en: "an action that names no rule")
}
