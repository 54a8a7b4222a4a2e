//! What actions cost: by fiscal year and department. A cost nobody stated is counted, never summed as zero.

use super::register::{Action, Register};
use crate::language::Text;
use crate::text;
use std::collections::BTreeMap;

/// The costs of all actions of a register.
#[derive(Debug, Clone)]
pub struct Budget {
    /// By fiscal year and department; actions without a year come last.
    pub shares: Vec<Share>,
    /// All of a fiscal year, in the same order.
    pub years: Vec<Share>,
}

/// The costs of some actions.
#[derive(Debug, Clone)]
pub struct Share {
    /// The fiscal year; `None` is not stated.
    pub fiscal_year: Option<i64>,
    /// `department/…`; `None` is not stated, or all of a year.
    pub department: Option<String>,
    /// What it is called.
    pub department_name: Text,
    /// Number of actions.
    pub actions: usize,
    /// What they cost once.
    pub initial: Total,
    /// What they cost per year from that year on.
    pub yearly: Total,
    /// Initial cost by funding, in the order of the words; the word is `None` where funding is not stated.
    pub funding: Vec<(Option<String>, Text, Total)>,
}

/// A sum of what is stated, and how much is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// In yen, of those that are stated.
    pub yen: i128,
    /// Number of actions whose cost is stated.
    pub stated: usize,
    /// Number of actions whose cost is not stated.
    pub unknown: usize,
}

impl Total {
    fn add(&mut self, cost: Option<i64>) {
        match cost {
            Some(yen) => {
                self.yen += i128::from(yen);
                self.stated += 1;
            }
            None => self.unknown += 1,
        }
    }
}

/// Sums up the actions of a register.
pub fn budget(register: &Register) -> Budget {
    let mut shares: BTreeMap<(bool, Option<i64>, bool, Option<String>), Share> = BTreeMap::new();
    let mut years: BTreeMap<(bool, Option<i64>), Share> = BTreeMap::new();
    let all = text!(ja: "計", en: "total");
    let none = text!(ja: "担当課の記載なし", en: "no department named");
    for action in register.rows.iter().flat_map(|row| &row.actions) {
        let (year, department) = (action.fiscal_year, action.department.clone());
        let name = action.department_name.clone().unwrap_or_else(|| none.clone());
        let key = (year.is_none(), year, department.is_none(), department.clone());
        shares.entry(key).or_insert_with(|| Share::new(year, department, name)).add(action);
        years.entry((year.is_none(), year)).or_insert_with(|| Share::new(year, None, all.clone())).add(action);
    }
    Budget { shares: shares.into_values().collect(), years: years.into_values().collect() }
}

impl Share {
    fn new(fiscal_year: Option<i64>, department: Option<String>, department_name: Text) -> Self {
        let (initial, yearly) = (Total::default(), Total::default());
        Self { fiscal_year, department, department_name, actions: 0, initial, yearly, funding: Vec::new() }
    }

    fn add(&mut self, action: &Action) {
        self.actions += 1;
        self.initial.add(action.cost_initial);
        self.yearly.add(action.cost_yearly);
        let (word, name) = match &action.funding {
            Some((word, name)) => (Some(word.clone()), name.clone()),
            None => (None, text!(ja: "財源の記載なし", en: "funding not stated")),
        };
        let at =
            match self.funding.binary_search_by(|(other, ..)| (other.is_none(), other).cmp(&(word.is_none(), &word))) {
                Ok(at) => at,
                Err(at) => {
                    self.funding.insert(at, (word, name, Total::default()));
                    at
                }
            };
        self.funding[at].2.add(action.cost_initial);
    }
}
