//! The report as a comment on a pull request, or in a document: the gravest first, as much as there is room for, and what
//! was left out.

use super::clean::markdown;
use super::gap::finding;
use super::inquiry::{Topic, inquiries, record, without_question};
use super::room::{Block, Left, Room, Section};
use super::text::later::numbers;
use super::text::words;
use super::{Options, area, asks, by_rule, chosen, handling, with};
use crate::assess::assessment::{Assessment, Judged, RuleSummary, Verdict};
use crate::assess::audience::is_unnamed;
use crate::language::{Language, Text};
use crate::text;

/// Facts shown of a result.
const FACTS: usize = 5;
/// Names in one line.
const NAMES: usize = 20;

/// Writes the report.
pub(super) fn render(assessment: &Assessment, options: &Options) -> String {
    let writer = Writer { assessment, language: options.language };
    let sections = writer.sections(options);
    Room { most: options.max_chars, language: options.language }.fill(&writer.head(options), &sections, &writer.foot())
}

struct Writer<'a> {
    assessment: &'a Assessment,
    language: Language,
}

impl Writer<'_> {
    fn say(&self, text: &Text) -> String {
        markdown(text.get(self.language))
    }

    fn word(&self, word: words::Word) -> &'static str {
        word.get(self.language)
    }

    fn head(&self, options: &Options) -> String {
        let assessment = self.assessment;
        let mut lines = vec![
            format!("## {}", self.say(&words::title(assessment))),
            self.say(&words::as_of(assessment)),
            self.say(&words::standing(assessment)),
        ];
        lines.extend(words::moved(assessment).map(|moved| self.say(&moved)));
        if assessment.body.published_material {
            lines.push(markdown(self.word(words::NOTICE)));
        }
        lines.push(self.say(&handling(assessment)));
        lines.extend(assessment.selection.iter().map(|selection| self.say(&chosen::extent(selection))));
        if !options.only.is_empty() {
            let asked = Verdict::ALL.iter().filter(|(verdict, ..)| options.demands(*verdict));
            let asked: Vec<Text> = asked.map(|(verdict, ..)| verdict.label()).collect();
            lines.push(self.say(&words::narrowed(&asked)));
        }
        lines.push(self.ledger());
        format!("{}\n", lines.join("\n\n"))
    }

    fn ledger(&self) -> String {
        let ledger = &self.assessment.ledger;
        let verdicts = Verdict::ALL.iter().map(|(verdict, ..)| (self.say(&verdict.label()), ledger.of(*verdict)));
        let others = [(words::TOTAL, ledger.total), (words::COMING_HEAD, ledger.coming)];
        let others = others.map(|(word, number)| (self.word(word).to_owned(), number));
        let (names, numbers): (Vec<String>, Vec<String>) =
            verdicts.chain(others).map(|(name, number)| (name, number.to_string())).unzip();
        let rule = vec!["--:"; names.len()].join(" | ");
        format!("| {} |\n| {rule} |\n| {} |", names.join(" | "), numbers.join(" | "))
    }

    fn sections(&self, options: &Options) -> Vec<Section> {
        let mut sections = Vec::new();
        for (verdict, ..) in Verdict::ALL {
            let results: Vec<&Judged> = with(self.assessment, verdict).collect();
            if results.is_empty() || !options.lists(verdict) {
                continue;
            }
            match verdict {
                Verdict::Fail | Verdict::Error | Verdict::Waived => sections.push(self.listed(verdict, &results)),
                Verdict::Unknown if asks(self.assessment, options) => sections.push(self.asked()),
                Verdict::Pass | Verdict::NotApplicable if options.demands(verdict) => {
                    sections.push(self.named(verdict, &results));
                }
                Verdict::Unknown | Verdict::Pass | Verdict::NotApplicable => {}
            }
        }
        sections.push(self.coming());
        sections.push(self.ended());
        sections
    }

    /// The rule once, then each subject with the facts.
    fn listed(&self, verdict: Verdict, results: &[&Judged]) -> Section {
        let mut blocks = Vec::new();
        for group in by_rule(results.iter().copied()) {
            let Some(rule) = self.assessment.rules.get(group[0].rule) else { continue };
            let mut head = format!("\n#### {}\n\n", self.say(&words::graded(rule, &verdict.beside(&rule.title))));
            if is_unnamed(rule) {
                head.push_str(&format!("{}\n", self.say(&words::only_counted(group.len()))));
                blocks.push(Block { text: head, left: Left::Results(verdict, group.len()) });
                continue;
            }
            head.push_str(&self.rule(rule, verdict));
            for judged in group {
                let text = format!("{head}{}", self.subject(judged));
                blocks.push(Block { text, left: Left::Results(verdict, 1) });
                head.clear();
            }
        }
        Section { head: self.heading(&words::section(&verdict.label(), results.len())), blocks }
    }

    fn heading(&self, title: &Text) -> String {
        format!("\n### {}\n", self.say(title))
    }

    fn rule(&self, rule: &RuleSummary, verdict: Verdict) -> String {
        let mut lines = Vec::new();
        let place = format!("{} / {}", markdown(area(self.assessment, &rule.area, self.language)), markdown(&rule.id));
        match verdict {
            Verdict::Fail => {
                let called = self.say(&words::verdict(&finding(rule), &rule.authority.label()));
                lines.push(format!("{called}　{place}"));
                lines.push(format!("**{}**: {}", self.word(words::WHY), self.say(&rule.why)));
                lines.push(format!("**{}**: {}", self.word(words::REMEDY), self.say(&rule.remedy)));
            }
            _ => lines.push(place),
        }
        for clause in &rule.clauses {
            let unchecked = if clause.confirmed { "" } else { self.word(words::UNCONFIRMED) };
            lines.push(format!("**{}**: {}{unchecked}", self.word(words::CLAUSE), self.say(&clause.label)));
        }
        format!("{}\n\n", lines.join("  \n"))
    }

    fn subject(&self, judged: &Judged) -> String {
        let named = words::subject(judged, judged.department_name.as_ref());
        let mut text = format!("- {}\n", self.say(&named));
        if let Some(message) = &judged.message {
            text.push_str(&format!("  - {}\n", self.say(message)));
        }
        if let Some(waiver) = &judged.waiver {
            text.push_str(&format!("  - {}\n", self.say(&words::waiver(waiver))));
        }
        for fact in judged.facts.iter().take(FACTS) {
            text.push_str(&format!("  - {}\n", self.say(&words::fact(fact))));
        }
        if judged.facts.len() > FACTS {
            text.push_str(&format!("  - {}\n", self.say(&words::more_facts(judged.facts.len() - FACTS))));
        }
        text
    }

    /// What must be asked, by department.
    fn asked(&self) -> Section {
        let mut blocks = Vec::new();
        for inquiry in inquiries(self.assessment) {
            let name = words::department(inquiry.name, inquiry.results, inquiry.questions);
            let mut head = format!("\n#### {}\n\n", self.say(&name));
            for topic in &inquiry.topics {
                let text = format!("{head}{}", self.topic(topic));
                blocks.push(Block { text, left: Left::Questions(topic.questions.len()) });
                head.clear();
            }
        }
        let nobody = without_question(self.assessment);
        if nobody > 0 {
            let text = format!("\n{}\n", self.say(&words::no_question(nobody)));
            blocks.push(Block { text, left: Left::Results(Verdict::Unknown, nobody) });
        }
        Section { head: self.heading(&words::whom_to_ask(&self.assessment.ledger)), blocks }
    }

    fn topic(&self, topic: &Topic<'_>) -> String {
        let first = topic.questions[0];
        let mut text = format!("- {}\n", self.say(&first.question));
        text.push_str(&format!("  - {}\n", self.say(&words::write_at(first))));
        if let Some(reason) = &first.reason {
            text.push_str(&format!("  - {}\n", self.say(reason)));
        }
        let others: Vec<Text> = topic.questions[1..].iter().map(|other| record(other)).collect();
        if !others.is_empty() {
            let named = &others[..others.len().min(NAMES)];
            text.push_str(&format!("  - {}\n", self.say(&words::same_question(others.len(), named))));
        }
        text
    }

    /// The rule, and the names of its subjects in one paragraph.
    fn named(&self, verdict: Verdict, results: &[&Judged]) -> Section {
        let mut blocks = Vec::new();
        for group in by_rule(results.iter().copied()) {
            let Some(rule) = self.assessment.rules.get(group[0].rule) else { continue };
            let mut head = format!("\n#### {}\n\n", self.say(&words::graded(rule, &verdict.beside(&rule.title))));
            for part in group.chunks(NAMES) {
                let names: Vec<&Text> = part.iter().map(|judged| &judged.subject_name).collect();
                let text = format!("{head}- {}\n", self.say(&words::list(&names)));
                blocks.push(Block { text, left: Left::Results(verdict, part.len()) });
                head.clear();
            }
        }
        Section { head: self.heading(&words::section(&verdict.label(), results.len())), blocks }
    }

    /// Rules not yet in force, the one that begins first at the top.
    fn coming(&self) -> Section {
        let groups = by_rule(self.assessment.coming.iter());
        let mut groups: Vec<(&RuleSummary, Vec<&Judged>)> =
            groups.into_iter().filter_map(|group| Some((self.assessment.rules.get(group[0].rule)?, group))).collect();
        groups.sort_by_key(|(rule, _)| rule.from);
        let block = |(rule, group): (&RuleSummary, Vec<&Judged>)| Block {
            text: format!(
                "- {}: {}\n",
                self.say(&words::graded(rule, &rule.title)),
                self.say(&words::begins(rule, &numbers(&group)))
            ),
            left: Left::Coming(group.len()),
        };
        let heading = self.heading(&words::section(&words::coming(), self.assessment.coming.len()));
        Section { head: format!("{heading}\n"), blocks: groups.into_iter().map(block).collect() }
    }

    fn ended(&self) -> Section {
        let ended = self.assessment.ended.iter().filter_map(|at| self.assessment.rules.get(*at));
        let block =
            |rule: &RuleSummary| Block { text: format!("- {}\n", self.say(&words::ended(rule))), left: Left::Ended(1) };
        Section { head: format!("\n### {}\n\n", self.word(words::ENDED)), blocks: ended.map(block).collect() }
    }

    /// By what was judged: what the body set otherwise, what was not judged, and the digests.
    fn foot(&self) -> String {
        let assessment = self.assessment;
        let mut text = String::new();
        for changed in &assessment.overrides {
            text.push_str(&format!("- {}\n", self.say(&chosen::changed(changed))));
        }
        let own = chosen::own(assessment).len();
        if own > 0 {
            text.push_str(&format!(
                "- {}\n",
                self.say(&text!(ja: "この団体が加えた規則 {own}件", en: "rules the body added: {own}"))
            ));
        }
        let digests = [(words::INVENTORY, &assessment.inventory_sha256), (words::PACK, &assessment.pack.sha256)];
        text.push_str(&format!("\n{}\n\n", self.word(words::DIGESTS)));
        for (word, digest) in digests {
            text.push_str(&format!("- {}: {}\n", self.word(word).trim(), markdown(digest)));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::{Options, sample};

    #[test]
    fn everything_is_told_where_there_is_room() {
        let city = sample::city();
        let text = render(&city, &Options::default());
        for rule in city.results.iter().filter(|judged| judged.message.is_some()).map(|judged| &city.rules[judged.rule])
        {
            assert!(text.contains(&*rule.title.ja), "{}", rule.id);
        }
        assert!(!text.contains("省いた"), "{text}");
        assert!(
            text.contains(&format!("| {} |", city.ledger.total))
                || text.contains(&format!(" {} | ", city.ledger.total))
        );
    }

    #[test]
    fn the_limit_holds_and_what_it_costs_is_said() {
        for assessment in [sample::large(), sample::hostile()] {
            let whole = render(&assessment, &Options { max_chars: 10_000_000, ..Options::default() });
            for max_chars in [8_192, 20_000, 65_536] {
                let text = render(&assessment, &Options { max_chars, ..Options::default() });
                assert!(text.chars().count() <= max_chars, "{} > {max_chars}", text.chars().count());
                assert_eq!(text.contains("省いた"), whole.chars().count() > max_chars, "{max_chars}");
            }
        }
    }

    #[test]
    fn no_text_calls_anybody_or_breaks_a_line() {
        let mut city = sample::city();
        city.rules.iter_mut().for_each(|rule| rule.title.ja = "@admin <b>\n# 見出し\n| 表 |".to_owned());
        let text = render(&city, &Options::default());
        assert!(!text.contains("@admin") && !text.contains("<b>") && !text.contains("\n# 見出し"));
    }
}
