//! One body beside others, by published national figures: those of its prefecture, those of its class, and all.
//!
//! Like is compared with like: the groups are told in the published figure of one date and definition, and the body by
//! its own published figure; what its inventory says stands beside it. A body of which nothing is published is in no n.

use super::assessment::{Assessment, BodyIdentity, PackIdentity};
use super::rollup::{Progress, Share, functions_of};
use crate::calendar::Days;
use crate::inventory::Municipality;
use crate::language::Text;
use crate::load::{Figure, National, NationalBody, Told};
use crate::pack::Pack;
use crate::vocabulary::{FieldType, body};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One body beside others.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Version of tekigo.
    pub tool: String,
    /// The pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// Its prefecture; `None` if its code tells none.
    pub prefecture: Option<Text>,
    /// Its class, if it is stated.
    pub class: Option<Text>,
    /// The day on which the facts of the inventory stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// One comparison per published table, in the order of their files.
    pub tables: Vec<Compared>,
}

/// The body beside others in one published table.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The name of the table's file.
    pub file: String,
    /// The month of the figures, as the name of the file tells it.
    pub as_of: Option<Days>,
    /// What is told.
    pub figure: Figure,
    /// The body is in the table.
    pub listed: bool,
    /// Number of bodies in each group, in the order of [`Group::ALL`].
    pub bodies: [usize; 3],
    /// Of the bodies of its class, those whose class only their name tells (市 町 村 区).
    pub by_name: usize,
    /// Headings of columns that were left out.
    pub unused: Vec<String>,
    /// All functions together.
    pub whole: Row,
    /// By function, in the order of the catalog.
    pub functions: Vec<(String, Text, Row)>,
}

/// With whom a body is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Bodies of its prefecture.
    Prefecture,
    /// Bodies of its class.
    Class,
    /// All bodies of the table.
    All,
}

impl Group {
    /// All of them, with the word used in machine formats.
    pub const ALL: [(Group, &'static str); 3] =
        [(Group::Prefecture, "prefecture"), (Group::Class, "class"), (Group::All, "all")];
}

/// One figure of the body and of the groups, the body itself among them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row {
    /// By the inventory: steps, or how many functions are specially supported.
    pub own: Share,
    /// As published.
    pub published: Share,
    /// Of the groups, in the order of [`Group::ALL`].
    pub groups: [Of; 3],
}

/// One figure of a group.
#[derive(Debug, Clone, Copy, Default)]
pub struct Of {
    /// Steps done or not applicable of all; or marks of all that could be set.
    pub share: Share,
    /// Number of bodies of which it is told.
    pub n: usize,
    /// Of these, those that are further than the body by the published figure; `None` if it has none.
    pub ahead: Option<usize>,
}

/// Sets a body beside others.
pub fn compare(pack: &Pack, assessment: &Assessment, m: &Municipality<'_>, national: &[National]) -> Comparison {
    let class = class(m);
    let code: String = assessment.body.code.chars().take(2).collect();
    let prefecture = pack
        .entries(body::PREFECTURE)
        .find(|entry| entry.text(&pack.vocabulary, body::CODE) == Some(code.as_str()))
        .map(|entry| entry.name(&pack.vocabulary));
    let classes = classes(national);
    let bench = Bench { pack, assessment, prefecture: prefecture.as_ref(), class: class.as_ref(), classes };
    Comparison {
        tool: assessment.tool.clone(),
        pack: assessment.pack.clone(),
        body: assessment.body.clone(),
        facts_as_of: assessment.facts_as_of,
        inventory_sha256: assessment.inventory_sha256.clone(),
        tables: national.iter().map(|table| bench.compared(table)).collect(),
        class: class.as_ref().map(|(_, label)| label.clone()),
        prefecture,
    }
}

/// The class of the body: its id and what it is called.
fn class(m: &Municipality<'_>) -> Option<(String, Text)> {
    let entity = m.vocabulary.find(body::BODY)?;
    let fact = m.fact(entity, 0, body::CLASS)?;
    let id = m.symbols.text(m.text(fact).value()?).to_owned();
    let FieldType::Choice(choices) = &m.vocabulary.field(entity, fact.field).kind else { return None };
    let label = choices.get(&id)?.label.clone();
    Some((id, label))
}

/// The classes that the tables tell, by prefecture and name.
fn classes(national: &[National]) -> BTreeMap<(&str, &str), &str> {
    let told = national.iter().flat_map(|table| &table.bodies);
    told.filter_map(|one| Some(((one.prefecture.as_str(), one.name.as_str()), one.class.as_deref()?))).collect()
}

struct Bench<'a> {
    pack: &'a Pack,
    assessment: &'a Assessment,
    prefecture: Option<&'a Text>,
    class: Option<&'a (String, Text)>,
    classes: BTreeMap<(&'a str, &'a str), &'a str>,
}

impl Bench<'_> {
    fn compared(&self, table: &National) -> Compared {
        let own = table.bodies.iter().find(|one| self.is_own(one));
        let members: Vec<[bool; 3]> = table.bodies.iter().map(|one| self.groups(one)).collect();
        let by_name = |(one, groups): &(&NationalBody, &[bool; 3])| {
            groups[1] && self.told(one).is_none() && one.name != one.prefecture
        };
        let by_name = table.bodies.iter().zip(&members).filter(by_name).count();
        let (functions, whole) = self.rows(table, own, &members);
        Compared {
            file: table.file.clone(),
            as_of: table.as_of,
            figure: table.figure,
            listed: own.is_some(),
            bodies: [0, 1, 2].map(|group| members.iter().filter(|one| one[group]).count()),
            by_name,
            unused: table.unused.clone(),
            whole,
            functions,
        }
    }

    fn is_own(&self, one: &NationalBody) -> bool {
        one.name == self.assessment.body.name && self.prefecture.is_some_and(|own| own.ja == one.prefecture)
    }

    fn told(&self, one: &NationalBody) -> Option<&str> {
        self.classes.get(&(one.prefecture.as_str(), one.name.as_str())).copied()
    }

    /// In which groups a body is. A prefecture is in that of its class, not in that of its municipalities.
    fn groups(&self, one: &NationalBody) -> [bool; 3] {
        let is_prefecture = one.name == one.prefecture;
        let prefecture =
            self.prefecture.is_some_and(|own| own.ja == one.prefecture) && (!is_prefecture || self.is_own(one));
        let class = self.class.is_some_and(|(id, _)| match self.told(one) {
            Some(told) => told == id,
            // A city of unknown class counts as an ordinary one, a town as a town: the last character is the class.
            None if is_prefecture => id == PREFECTURES,
            None => self.by_last_character(one).is_some_and(|told| told == id),
        });
        [prefecture, class, true]
    }

    /// The class that the last character of a name tells.
    fn by_last_character(&self, one: &NationalBody) -> Option<&str> {
        let last = one.name.chars().last()?.to_string();
        let entity = self.pack.vocabulary.find(body::BODY)?;
        let class = self.pack.vocabulary.entity(entity).find(body::CLASS)?;
        let FieldType::Choice(choices) = &self.pack.vocabulary.field(entity, class).kind else { return None };
        let means = |choice: &crate::vocabulary::Choice| choice.label.ja == last || choice.alias.contains(&last);
        choices.iter().find(|(_, choice)| means(choice)).map(|(id, _)| id.as_str())
    }

    fn rows(
        &self,
        table: &National,
        own: Option<&NationalBody>,
        members: &[[bool; 3]],
    ) -> (Vec<(String, Text, Row)>, Row) {
        let mut whole = Row::default();
        let mut functions = Vec::new();
        for entry in self.pack.entries(body::STANDARD_FUNCTION) {
            let id = entry.id();
            let share = |one: &NationalBody| one.functions.get(id).map(|told| self.share(*told));
            if !table.bodies.iter().any(|one| share(one).is_some()) {
                continue;
            }
            let row = Row {
                own: self.own(id, table.figure),
                published: own.and_then(share).unwrap_or_default(),
                groups: groups(table, members, own, &share),
            };
            whole.own.add(row.own);
            whole.published.add(row.published);
            functions.push((id.to_owned(), entry.name(&self.pack.vocabulary), row));
        }
        let all = |one: &NationalBody| {
            let mut sum = Share::default();
            one.functions.values().for_each(|told| sum.add(self.share(*told)));
            (sum.of > 0).then_some(sum)
        };
        whole.groups = groups(table, members, own, &all);
        (functions, whole)
    }

    fn share(&self, told: Told) -> Share {
        match told {
            Told::Steps { done, .. } => {
                let of = self.pack.entries(body::STANDARD_STEP).count() as i64;
                Share { told: 1, steps: done, of }
            }
            Told::Marked(marked) => Share { told: 1, steps: i64::from(marked), of: 1 },
        }
    }

    /// What the inventory says of a function in the terms of a figure.
    fn own(&self, id: &str, figure: Figure) -> Share {
        let row = functions_of(self.assessment).find(|(other, _)| *other == id).map(|(_, row)| row);
        match (figure, row) {
            (Figure::Steps, Some(row)) => Progress::of(row).ministry,
            (Figure::Marks, Some(row)) => match row.text("state") {
                Some("specially_supported") => Share { told: 1, steps: 1, of: 1 },
                Some("past_target") => Share { told: 1, steps: 0, of: 1 },
                // The other states do not tell whether it was published as specially supported.
                _ => Share::default(),
            },
            (_, None) => Share::default(),
        }
    }
}

/// The class of the prefectures themselves.
const PREFECTURES: &str = "prefecture";

/// The figures of the groups.
fn groups(
    table: &National,
    members: &[[bool; 3]],
    own: Option<&NationalBody>,
    share: &dyn Fn(&NationalBody) -> Option<Share>,
) -> [Of; 3] {
    let mine = own.and_then(share);
    [0, 1, 2].map(|group| {
        let mut of = Of { ahead: mine.map(|_| 0), ..Of::default() };
        for (one, _) in table.bodies.iter().zip(members).filter(|(_, groups)| groups[group]) {
            let Some(share) = share(one) else { continue };
            of.n += 1;
            of.share.add(share);
            if let (Some(ahead), Some(mine)) = (&mut of.ahead, mine) {
                *ahead += usize::from(share.steps * mine.of > mine.steps * share.of);
            }
        }
        of
    })
}
