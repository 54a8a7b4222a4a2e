//! The agenda: what the coming days ask for, by day and by the department that must act.
//!
//! Three things make it up: terms, which are dates that the inventory or the catalog states and the vocabulary calls
//! terms; turns, which are verdicts that the passing of days alone makes worse; and the law that begins, changes or ends.
//! Of what is alike only one entry is made. A day that nobody wrote down is counted: it is not taken as nothing due.

mod terms;
mod turns;

use super::assessment::{BodyIdentity, Judged, PackIdentity, Verdict};
use super::law::{self, LawDay, Stand, What};
use super::ledger::order_of_rules;
use super::{Judgement, identity, results};
use crate::calendar;
use crate::diagnostic::Sources;
use crate::inventory::Inventory;
use crate::language::Text;
use crate::pack::Pack;
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeMap;
use turns::{Turn, turns};

pub use terms::{Later, Unlisted, Unwritten};

/// What some coming days ask of a body.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// The day from which is looked ahead.
    pub as_of: Date,
    /// The last day looked at.
    pub until: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// Terms that lie before the day and are not known to be met, the oldest first; without those that decide a finding of
    /// today.
    pub overdue: Vec<Entry>,
    /// What falls due from the day on, in order.
    pub due: Vec<Entry>,
    /// What falls due after the last day, to the end of the fiscal year.
    pub later: Vec<Later>,
    /// That end.
    pub year_end: Date,
    /// Terms whose day nobody wrote down.
    pub unwritten: Vec<Unwritten>,
    /// Lists with terms that nobody declared complete.
    pub unlisted: Vec<Unlisted>,
    /// Results that fail today already; neither they nor the days that decided them are repeated.
    pub failing: usize,
}

/// Why something stands in the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A date that was written down, or counted from one.
    Term,
    /// From the day on a duty is no longer met unless something is done.
    Fails,
    /// From the day on what is known is too old, and must be confirmed.
    Stale,
    /// The law begins, changes or ends.
    Law,
}

impl Reason {
    /// All of them, with the word for programs and the one for people.
    pub const ALL: [(Self, &'static str, &'static str, &'static str); 4] = [
        (Self::Term, "term", "期日", "due"),
        (Self::Fails, "fails", "この日から要是正", "fails from this day"),
        (Self::Stale, "stale", "この日から再確認", "to be confirmed again"),
        (Self::Law, "law", "法令", "law"),
    ];

    /// The word for programs.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(reason, ..)| *reason == self).map_or("", |(_, word, ..)| word)
    }

    /// The word for people.
    pub fn label(self) -> Text {
        Self::ALL
            .iter()
            .find(|(reason, ..)| *reason == self)
            .map_or_else(Text::default, |(.., ja, en)| Text::new(*ja, *en))
    }
}

/// What of one kind falls due on one day and is for one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub day: Date,
    /// Why it stands here.
    pub reason: Reason,
    /// The field (`contract.ends_on`), the rule, or of the law: begins, changes, ends, edition.
    pub key: String,
    /// What it is called.
    pub label: Text,
    /// The department that must act: `department/joho`, and its name; `None` if no department is named for it.
    pub department: Option<(String, Text)>,
    /// What it is about; of the law, the rules or the edition.
    pub subjects: Vec<Subject>,
}

/// What something is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// `contract/hoshu`; of the law, a rule or an edition.
    pub id: String,
    /// What a reader calls it.
    pub name: Text,
    /// It is not known whether it is still to be done.
    pub perhaps: bool,
    /// What would have to be written for that to be known.
    pub unknown: Vec<Text>,
    /// What still rests on it though its day is over.
    pub still: Option<Text>,
}

impl Subject {
    /// Something that is to be done, and of which there is no more to say.
    pub(super) fn new(id: String, name: Text) -> Self {
        Self { id, name, perhaps: false, unknown: Vec::new(), still: None }
    }
}

/// Draws up the agenda from one day to another; `judge` judges the inventory by the days it is given.
///
/// # Errors
/// Whatever `judge` reports.
pub fn agenda<'p, E>(
    pack: &'p Pack,
    inventory: &Inventory,
    sources: &Sources,
    (as_of, until): (Date, Date),
    mut judge: impl FnMut(Stand) -> Result<Judgement<'p>, E>,
) -> Result<Agenda, E> {
    let mut today = judge(Stand { clock: as_of, law: as_of })?;
    let m = &today.municipality;
    let year_end = calendar::year_end(calendar::fiscal_year(as_of)).unwrap_or(until);
    let found = terms::terms(pack, m, until.max(year_end));
    let (body, facts_as_of) = (identity(m), m.facts_as_of);
    let order = order_of_rules(pack);
    let before = results(pack, sources, &mut today, &order).0;
    let mut turned = turns((as_of, &before), until, |clock| {
        let mut judgement = judge(Stand { clock, law: as_of })?;
        Ok(results(pack, sources, &mut judgement, &order).0)
    })?;
    let first = as_of.tomorrow().unwrap_or(as_of);
    let timeline = law::timeline(pack, inventory, sources, (first, until), judge)?;
    let (within, after): (Vec<Entry>, Vec<Entry>) = found.entries.into_iter().partition(|entry| entry.day <= until);
    let (mut overdue, mut due): (Vec<Entry>, Vec<Entry>) = within.into_iter().partition(|entry| entry.day < as_of);
    let fails: Vec<&Judged> = before.iter().filter(|judged| judged.verdict == Verdict::Fail).collect();
    overdue.retain(|entry| !fails.iter().any(|judged| decides(entry, judged)));
    turned.retain(|turn| !said_by_a_term(turn, &due));
    due.extend(turned.into_iter().map(|turn| {
        let rule = &pack.rules[order.index(turn.judged.rule)];
        turn.entry(rule)
    }));
    due.extend(timeline.days.iter().flat_map(changes));
    Ok(Agenda {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        body,
        as_of,
        until,
        facts_as_of,
        inventory_sha256: inventory.sha256.clone(),
        overdue: grouped(overdue),
        due: grouped(due),
        unwritten: found.unwritten,
        unlisted: found.unlisted,
        later: later(&after),
        year_end,
        failing: fails.len(),
    })
}

/// Terms by kind, in the order in which they first fall due.
fn later(entries: &[Entry]) -> Vec<Later> {
    let mut kinds: Vec<Later> = Vec::new();
    for entry in grouped(entries.to_vec()) {
        match kinds.iter_mut().find(|kind| kind.key == entry.key) {
            Some(kind) => kind.records += entry.subjects.len(),
            None => kinds.push(Later { key: entry.key, label: entry.label, records: entry.subjects.len() }),
        }
    }
    kinds
}

/// Entries that differ in their subjects alone become one; in order of day, reason and name.
fn grouped(entries: Vec<Entry>) -> Vec<Entry> {
    let mut groups: BTreeMap<(Date, Reason, String, Option<String>), Entry> = BTreeMap::new();
    for entry in entries {
        let department = entry.department.as_ref().map(|(id, _)| id.clone());
        let key = (entry.day, entry.reason, entry.key.clone(), department);
        match groups.get_mut(&key) {
            Some(group) => group.subjects.extend(entry.subjects),
            None => {
                groups.insert(key, entry);
            }
        }
    }
    groups.into_values().collect()
}

/// What the law brings on a day: the duties that begin, change and end, and the documents in new editions.
fn changes(law_day: &LawDay) -> Vec<Entry> {
    let mut entries = Vec::new();
    for event in &law_day.events {
        let (key, label, id, name) = match &event.what {
            What::Begins(rule) => ("begins", text!(ja: "始まる義務", en: "duties that begin"), &rule.id, &rule.title),
            What::Changes(rule, _) => {
                ("changes", text!(ja: "変わる義務", en: "duties that change"), &rule.id, &rule.title)
            }
            What::Ends(rule) => ("ends", text!(ja: "終わる義務", en: "duties that end"), &rule.id, &rule.title),
            What::Edition { document, edition, .. } => {
                ("edition", text!(ja: "新しい版", en: "new edition"), &edition.ja, document)
            }
            // The days of the catalog are terms; what its lists gain and lose is told by `tekigo law`.
            What::Reference { .. } | What::Deadline { .. } => continue,
        };
        let subject = Subject::new(id.clone(), name.clone());
        let (day, key) = (law_day.day, key.to_owned());
        entries.push(Entry { day, reason: Reason::Law, key, label, department: None, subjects: vec![subject] });
    }
    entries
}

/// A verdict on the same record that turns on the day after a term, or one that the day of the term decides, says what the
/// term says.
fn said_by_a_term(turn: &Turn, terms: &[Entry]) -> bool {
    let ended = |term: &&Entry| term.day.tomorrow().is_ok_and(|day| day == turn.day);
    let same = |term: &Entry| {
        decides(term, &turn.judged) || term.subjects.iter().any(|subject| turn.judged.subject == subject.id)
    };
    turn.reason == Reason::Fails && terms.iter().filter(ended).any(same)
}

/// The day of a term is among the facts that decided a result.
fn decides(term: &Entry, judged: &Judged) -> bool {
    let field = term.key.split_once('.').map_or("", |(_, field)| field);
    term.subjects.iter().any(|subject| {
        let path = format!("{}.{field}", subject.id);
        judged.facts.iter().any(|fact| fact.path == path)
    })
}
