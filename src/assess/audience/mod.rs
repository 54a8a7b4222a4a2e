//! Cutting an assessment down to what one audience may see: the one place where anything is withheld, so that every
//! format obeys.
//!
//! No verdict is dropped. A result that may not be told one by one stands under a rule without a name, of its severity
//! and, if that may be told, of its area; a subject that may not be named is numbered.

mod scrub;
mod secrets;
#[cfg(test)]
mod tests;

use super::assessment::{Assessment, DerivedTable, Judged, OverrideSummary, Question, RuleSummary, ShownFact};
use super::pictures::{Pictures, PlannedUnit};
use crate::inventory::Value;
use crate::language::Text;
use crate::pack::audience::{Audience, Shown};
use crate::pack::{Authority, Severity};
use crate::text;
use scrub::Scrub;
use std::collections::BTreeMap;

pub use secrets::Secrets;

/// The entity under which subjects stand that may not be named, and the area of rules whose area may not be told.
pub const WITHHELD: &str = "withheld";

/// Whether a rule stands for others that may not be named.
pub fn is_unnamed(rule: &RuleSummary) -> bool {
    rule.id.strip_prefix(WITHHELD).is_some_and(|rest| rest.starts_with('-'))
}

/// What stands for a name that may not be told.
fn unnamed() -> Text {
    text!(ja: "（非公開）", en: "(withheld)")
}

/// Cuts an assessment down to what an audience may see.
pub fn fit(assessment: Assessment, audience: &Audience, secrets: &Secrets) -> Assessment {
    let cut = Cut { audience, secrets, scrub: secrets.scrub(audience) };
    let mut whole = assessment;
    let mut rules = Rules::default();
    let named = whole.rules.iter().filter(|rule| audience.names(&rule.area));
    for rule in named {
        rules.put(rule.clone());
    }
    let mut asked = Asked { old: std::mem::take(&mut whole.questions), ..Asked::default() };
    let results = cut.results(std::mem::take(&mut whole.results), &whole, &mut rules, &mut asked);
    let coming = cut.results(std::mem::take(&mut whole.coming), &whole, &mut rules, &mut asked);
    let lapsed = cut.results(std::mem::take(&mut whole.lapsed), &whole, &mut rules, &mut asked);
    let ended = whole.ended.iter().filter_map(|at| whole.rules.get(*at)).filter(|rule| audience.names(&rule.area));
    let ended: Vec<usize> = ended.map(|rule| rules.put(rule.clone())).collect();
    let (rules, position) = rules.sorted();
    let placed = |mut results: Vec<Judged>| {
        results.iter_mut().for_each(|judged| judged.rule = position[judged.rule]);
        results.sort_by(|a, b| (a.rule, &a.subject).cmp(&(b.rule, &b.subject)));
        results
    };
    Assessment {
        results: placed(results),
        coming: placed(coming),
        lapsed: placed(lapsed),
        ended: ended.into_iter().map(|at| position[at]).collect(),
        rules,
        questions: asked.new.into_iter().map(|question| cut.question(question)).collect(),
        derived: std::mem::take(&mut whole.derived).into_iter().filter_map(|table| cut.table(table)).collect(),
        pictures: cut.pictures(std::mem::take(&mut whole.pictures)),
        audience: Some(audience.clone()),
        // How tables were read is a matter of those who keep them.
        reading: Vec::new(),
        overrides: std::mem::take(&mut whole.overrides).into_iter().map(|changed| cut.changed(changed)).collect(),
        ..whole
    }
}

/// The rules of the cut assessment, in the order in which they are met.
#[derive(Default)]
struct Rules {
    rules: Vec<RuleSummary>,
    at: BTreeMap<String, usize>,
}

impl Rules {
    fn put(&mut self, rule: RuleSummary) -> usize {
        let next = self.rules.len();
        let at = *self.at.entry(rule.id.clone()).or_insert(next);
        if at == next {
            self.rules.push(rule);
        }
        at
    }

    /// The rules in the order of an assessment, and where each has gone.
    fn sorted(self) -> (Vec<RuleSummary>, Vec<usize>) {
        let mut order: Vec<usize> = (0..self.rules.len()).collect();
        order.sort_by(|a, b| {
            let key = |at: usize| (self.rules[at].severity, &self.rules[at].id);
            key(*a).cmp(&key(*b))
        });
        let mut position = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| position[*old] = new);
        (order.into_iter().map(|at| self.rules[at].clone()).collect(), position)
    }
}

/// The questions that are left, and where each has gone.
#[derive(Default)]
struct Asked {
    old: Vec<Question>,
    new: Vec<Question>,
    at: BTreeMap<usize, usize>,
}

/// One cut.
struct Cut<'a> {
    audience: &'a Audience,
    secrets: &'a Secrets,
    scrub: Scrub,
}

impl Cut<'_> {
    fn results(&self, results: Vec<Judged>, whole: &Assessment, rules: &mut Rules, asked: &mut Asked) -> Vec<Judged> {
        let mut numbers: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let mut number = |rule: usize, entity: &str| {
            let number = numbers.entry((rule, entity.to_owned())).or_default();
            *number += 1;
            format!("{entity}/{WITHHELD}-{number:04}")
        };
        let cut = |judged: Judged| {
            let rule = whole.rules.get(judged.rule)?;
            if !self.audience.names(&rule.area) {
                let at = rules.put(self.unnamed_rule(rule));
                return Some(self.counted(judged, at, number(at, WITHHELD)));
            }
            let at = rules.put(rule.clone());
            let entity = judged.subject.split('/').next().unwrap_or_default().to_owned();
            let whole_list = judged.subject.ends_with("/*");
            let mut cut = self.told(judged, at, asked);
            if self.hides(&entity) && !whole_list {
                cut.subject = number(at, &entity);
                cut.subject_name = unnamed();
                cut.place = None;
            }
            Some(cut)
        };
        results.into_iter().filter_map(cut).collect()
    }

    /// What is left of a result under a rule that may not be named: its verdict, and who answers for it.
    fn counted(&self, judged: Judged, rule: usize, subject: String) -> Judged {
        let departments = self.audience.shows(Shown::Departments);
        Judged {
            rule,
            subject,
            subject_name: unnamed(),
            place: None,
            verdict: judged.verdict,
            message: None,
            department: judged.department.filter(|_| departments),
            department_name: judged.department_name.filter(|_| departments),
            facts: Vec::new(),
            missing: Vec::new(),
            waiver: None,
        }
    }

    /// What may be told about a result under a rule that may be named.
    fn told(&self, judged: Judged, rule: usize, asked: &mut Asked) -> Judged {
        let shows = |what| self.audience.shows(what);
        let evidence = shows(Shown::Evidence);
        let facts = judged.facts.into_iter().filter(|fact| evidence && !self.hides_path(&fact.path));
        let department = |it: Option<String>| it.filter(|_| shows(Shown::Departments));
        Judged {
            rule,
            subject: self.scrub.plain(&judged.subject),
            subject_name: self.scrub.text(&judged.subject_name),
            place: judged.place.filter(|_| evidence),
            verdict: judged.verdict,
            message: judged.message.filter(|_| evidence).map(|message| self.scrub.text(&message)),
            department: department(judged.department),
            department_name: judged.department_name.filter(|_| shows(Shown::Departments)),
            facts: facts.map(|fact| self.fact(&fact)).collect(),
            missing: judged.missing.into_iter().filter_map(|at| self.ask(at, asked)).collect(),
            waiver: judged.waiver.filter(|_| shows(Shown::Exceptions)).map(|mut waiver| {
                waiver.reason = self.scrub.plain(&waiver.reason);
                waiver.approved_by = self.scrub.plain(&waiver.approved_by);
                waiver.control = waiver.control.map(|control| self.scrub.plain(&control));
                waiver
            }),
        }
    }

    /// The new position of a question, if it may be shown.
    fn ask(&self, at: usize, asked: &mut Asked) -> Option<usize> {
        let question = asked.old.get(at)?;
        if !self.audience.shows(Shown::Questions) || self.hides_path(&question.path) {
            return None;
        }
        let next = asked.new.len();
        let new = *asked.at.entry(at).or_insert(next);
        if new == next {
            asked.new.push(question.clone());
        }
        Some(new)
    }

    /// A rule that stands for all those of its severity (and area) that may not be named.
    fn unnamed_rule(&self, rule: &RuleSummary) -> RuleSummary {
        let told = self.audience.shows(Shown::Areas);
        let area = if told { rule.area.as_str() } else { WITHHELD };
        let Text { ja, en } =
            if told { self.secrets.area(area) } else { text!(ja: "ほかの分野", en: "other areas") };
        let severity: Severity = rule.severity;
        RuleSummary {
            id: format!("{WITHHELD}-{area}-{}", severity.word()),
            area: area.to_owned(),
            severity,
            own: false,
            authority: Authority::Plan,
            confirmed: true,
            clauses: Vec::new(),
            finding: None,
            title: text!(ja: "{ja}（個別の内容は示さない）", en: "{en} (not told one by one)"),
            why: text!(ja: "この提供先には件数だけを示す。", en: "Only numbers are told to this audience."),
            remedy: text!(ja: "内容は担当部署が把握している。", en: "The departments in charge know the details."),
            from: None,
            until: None,
        }
    }

    /// A setting of the body's own, of which the reason is in its own words.
    fn changed(&self, changed: OverrideSummary) -> OverrideSummary {
        OverrideSummary { reason: self.scrub.text(&changed.reason), ..changed }
    }

    fn fact(&self, fact: &ShownFact) -> ShownFact {
        let departments = self.audience.shows(Shown::Departments);
        ShownFact {
            path: self.scrub.plain(&fact.path),
            label: self.scrub.text(&fact.label),
            value: fact.value.as_ref().map(|value| self.value(value)),
            shown: self.scrub.text(&fact.shown),
            place: fact.place.clone(),
            source: fact.source.as_ref().map(|source| self.scrub.plain(source)),
            // Who said so and where the proof is kept is for those who are told of departments.
            by: fact.by.as_ref().filter(|_| departments).map(|by| self.scrub.plain(by)),
            on_date: fact.on_date,
            evidence: fact.evidence.iter().filter(|_| departments).map(|proof| self.scrub.plain(proof)).collect(),
        }
    }

    fn question(&self, question: Question) -> Question {
        let text = |text: Option<Text>| text.map(|text| self.scrub.text(&text));
        let departments = self.audience.shows(Shown::Departments);
        Question {
            path: self.scrub.plain(&question.path),
            question: self.scrub.text(&question.question),
            department: question.department.filter(|_| departments),
            department_name: if departments { question.department_name } else { unnamed() },
            place: question.place,
            record: text(question.record),
            write: text(question.write),
            reason: text(question.reason),
            ..question
        }
    }

    fn table(&self, mut table: DerivedTable) -> Option<DerivedTable> {
        if !self.audience.holds(&table.entity) || self.hides(&table.entity) {
            return None;
        }
        for cell in table.rows.iter_mut().flatten().flatten() {
            *cell = self.value(cell);
        }
        Some(table)
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Text(text) => Value::Text(self.scrub.plain(text)),
            Value::List(items) => Value::List(items.iter().map(|item| self.value(item)).collect()),
            other => other.clone(),
        }
    }

    fn pictures(&self, pictures: Pictures) -> Pictures {
        let entity = |key: &str| key.split(['/', '.']).next().unwrap_or_default().to_owned();
        let names = pictures.names.into_iter().filter(|(key, _)| !self.hides(&entity(key)));
        let plan = pictures.plan.filter(|_| self.audience.holds("schedule"));
        Pictures {
            areas: pictures.areas,
            names: names.map(|(key, name)| (self.scrub.plain(&key), self.scrub.text(&name))).collect(),
            network: pictures.network.filter(|_| self.audience.shows(Shown::Network)),
            plan: plan.map(|mut plan| {
                plan.units.iter_mut().for_each(|unit| self.unit(unit));
                plan
            }),
        }
    }

    fn unit(&self, unit: &mut PlannedUnit) {
        unit.subject = self.scrub.plain(&unit.subject);
        unit.name = self.scrub.text(&unit.name);
        unit.chain.iter_mut().for_each(|name| *name = self.scrub.text(name));
    }

    /// Whether records of an entity may not be named.
    fn hides(&self, entity: &str) -> bool {
        self.secrets.hides(entity, self.audience)
    }

    /// Whether a path leads to a record that may not be named, or to a field that may not be shown.
    fn hides_path(&self, path: &str) -> bool {
        let entity = path.split('/').next().unwrap_or_default();
        let field = path.rsplit_once('.').map_or("", |(_, field)| field);
        (self.hides(entity) && !path.ends_with("/*")) || self.secrets.hides_field(entity, field, self.audience)
    }
}
