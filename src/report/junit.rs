//! JUnit XML: a suite per area, a case per rule and subject.
//!
//! A fail is a failure and what could not be computed an error. What is unknown is skipped, never passed; as a failure
//! it counts where the exit status counts it (`--unknown fail`). The `group` of a case, the one attribute that every
//! edition of the schema has to spare, holds the verdict itself.

use super::clean::clean;
use super::format::Written;
use super::place;
use super::text::words;
use super::{NOTICE, Options, area, handling};
use crate::assess::assessment::{Assessment, Judged, RuleSummary, Verdict};
use crate::language::{Language, Text};
use crate::text;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// A group of cases.
struct Suite<'a> {
    name: &'a str,
    cases: Vec<(&'a RuleSummary, &'a Judged)>,
}

/// What becomes of a case.
#[derive(PartialEq, Eq)]
enum End {
    Passed,
    Skipped,
    Failure,
    Error,
}

/// Writes the suites.
///
/// # Errors
/// None that a reader could mend: what is written goes to memory.
pub(super) fn render(assessment: &Assessment, options: &Options) -> Written {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    let page = Page { assessment, options };
    page.write(&mut out).map_err(|error| text!(ja: "XMLを書けない: {error}", en: "cannot write XML: {error}"))?;
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Text that XML can hold: beside control characters it forbids these two.
fn plain(text: &str) -> String {
    clean(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

struct Page<'a> {
    assessment: &'a Assessment,
    options: &'a Options,
}

impl<'a> Page<'a> {
    fn say(&self, text: &Text) -> String {
        plain(text.get(self.options.language))
    }

    fn write(&self, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let suites = self.suites();
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let cases: Vec<_> = suites.iter().flat_map(|suite| suite.cases.iter().copied()).collect();
        let name = format!("tekigo {}", plain(&self.assessment.body.name));
        let head = out.create_element("testsuites").with_attribute(("name", name.as_str()));
        let counts = self.counts(&cases);
        // The schema of Jenkins knows `skipped` on a suite only.
        let counts = counts.iter().filter(|(name, _)| *name != "skipped");
        let head = head.with_attributes(counts.map(|(name, number)| (*name, number.as_str())));
        head.write_inner_content(|out| suites.iter().try_for_each(|suite| self.suite(out, suite)))?;
        Ok(())
    }

    /// The results that are listed, by area in the order of a reader; one suite at least.
    fn suites(&self) -> Vec<Suite<'a>> {
        let assessment = self.assessment;
        let language = self.options.language;
        let mut areas: Vec<&str> = assessment.pictures.areas.iter().map(|(id, _)| id.as_str()).collect();
        let others = assessment.rules.iter().map(|rule| rule.area.as_str());
        others.for_each(|id| {
            if !areas.contains(&id) {
                areas.push(id)
            }
        });
        let listed = assessment.results.iter().filter(|judged| self.options.lists(judged.verdict));
        let listed: Vec<(&RuleSummary, &Judged)> =
            listed.filter_map(|judged| Some((assessment.rules.get(judged.rule)?, judged))).collect();
        let suite = |id: &'a str| Suite {
            name: area(assessment, id, language),
            cases: listed.iter().copied().filter(|(rule, _)| rule.area == id).collect(),
        };
        let mut suites: Vec<Suite<'a>> = areas.into_iter().map(suite).filter(|suite| !suite.cases.is_empty()).collect();
        if suites.is_empty() {
            suites.push(Suite { name: "tekigo", cases: Vec::new() });
        }
        suites
    }

    fn end(&self, judged: &Judged) -> End {
        match judged.verdict {
            Verdict::Pass => End::Passed,
            Verdict::Fail => End::Failure,
            Verdict::Error => End::Error,
            Verdict::Unknown if self.options.unknown_fails => End::Failure,
            Verdict::Unknown | Verdict::Waived | Verdict::NotApplicable => End::Skipped,
        }
    }

    fn counts(&self, cases: &[(&RuleSummary, &Judged)]) -> [(&'static str, String); 4] {
        let number = |end: End| cases.iter().filter(|(_, judged)| self.end(judged) == end).count().to_string();
        [
            ("tests", cases.len().to_string()),
            ("failures", number(End::Failure)),
            ("errors", number(End::Error)),
            ("skipped", number(End::Skipped)),
        ]
    }

    fn suite(&self, out: &mut Writer<Vec<u8>>, suite: &Suite<'_>) -> io::Result<()> {
        let name = plain(suite.name);
        let counts = self.counts(&suite.cases);
        let head = out.create_element("testsuite").with_attribute(("name", name.as_str()));
        let head = head.with_attributes(counts.iter().map(|(name, number)| (*name, number.as_str())));
        head.write_inner_content(|out| {
            out.create_element("properties").write_inner_content(|out| self.about(out))?;
            suite.cases.iter().try_for_each(|(rule, judged)| self.case(out, rule, judged))
        })?;
        Ok(())
    }

    /// What identifies the run, in every suite, because tools take suites apart.
    fn about(&self, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let assessment = self.assessment;
        let ledger = assessment.ledger;
        let mut told = vec![
            ("body", assessment.body.code.clone()),
            ("as_of", assessment.as_of.to_string()),
            ("facts_as_of", assessment.facts_as_of.to_string()),
            ("made_by", words::made_by(&assessment.pack, &assessment.tool).get(self.options.language).to_owned()),
            ("pack_sha256", assessment.pack.sha256.clone()),
            ("inventory_sha256", assessment.inventory_sha256.clone()),
            ("handling", handling(assessment).get(self.options.language).to_owned()),
        ];
        let notice = Text::new(NOTICE.0, NOTICE.1);
        told.extend(assessment.body.published_material.then(|| ("notice", self.say(&notice))));
        let profile = assessment.selection.as_ref().map(super::chosen::extent);
        told.extend(profile.map(|profile| ("profile", self.say(&profile))));
        let numbers = [
            ("ledger.pass", ledger.pass),
            ("ledger.fail", ledger.fail),
            ("ledger.unknown", ledger.unknown),
            ("ledger.not_applicable", ledger.not_applicable),
            ("ledger.waived", ledger.waived),
            ("ledger.error", ledger.error),
            ("ledger.total", ledger.total),
        ];
        told.extend(numbers.map(|(name, number)| (name, number.to_string())));
        told.iter().try_for_each(|(name, value)| {
            let value = plain(value);
            out.create_element("property")
                .with_attributes([("name", *name), ("value", value.as_str())])
                .write_empty()?;
            Ok(())
        })
    }

    fn case(&self, out: &mut Writer<Vec<u8>>, rule: &RuleSummary, judged: &Judged) -> io::Result<()> {
        let name = plain(&format!("{} ({})", self.say(&judged.subject_name), judged.subject));
        let class = plain(&format!("tekigo.{}.{}", rule.area, rule.id));
        let case = out.create_element("testcase").with_attributes([
            ("name", name.as_str()),
            ("classname", class.as_str()),
            ("group", judged.verdict.word()),
        ]);
        let tag = match self.end(judged) {
            End::Passed => {
                case.write_empty()?;
                return Ok(());
            }
            End::Skipped => "skipped",
            End::Failure => "failure",
            End::Error => "error",
        };
        let message = self.message(rule, judged);
        let details = self.details(rule, judged);
        case.write_inner_content(|out| {
            let end = out.create_element(tag).with_attribute(("message", message.as_str()));
            match tag {
                "skipped" => end.write_empty()?,
                _ => {
                    let end = end.with_attribute(("type", rule.severity.word()));
                    end.write_text_content(BytesText::new(&details))?
                }
            };
            Ok(())
        })?;
        Ok(())
    }

    /// The verdict, and in one sentence why.
    fn message(&self, rule: &RuleSummary, judged: &Judged) -> String {
        let verdict = judged.verdict.label();
        let said = match (&judged.waiver, judged.verdict) {
            (Some(waiver), _) => words::waiver(waiver),
            (None, Verdict::Fail | Verdict::Error) => words::sentence(judged),
            (None, Verdict::NotApplicable | Verdict::Pass | Verdict::Waived) => judged.verdict.beside(&rule.title),
            (None, Verdict::Unknown) => {
                let asked: Vec<Text> = self.asked(judged).map(|question| question.question.clone()).collect();
                let joined = |language, mark: &str| {
                    asked.iter().map(|question| question.get(language)).collect::<Vec<_>>().join(mark)
                };
                Text::new(joined(Language::Ja, "／"), joined(Language::En, "; "))
            }
        };
        let (ja, en) = (format!("{}：{}", verdict.ja, said.ja), format!("{}: {}", verdict.en, said.en));
        self.say(&Text::new(ja, en))
    }

    fn asked(&self, judged: &'a Judged) -> impl Iterator<Item = &'a crate::assess::assessment::Question> {
        judged.missing.iter().filter_map(|at| self.assessment.questions.get(*at))
    }

    /// The rule, the place, the facts and what to do.
    fn details(&self, rule: &RuleSummary, judged: &Judged) -> String {
        let language = self.options.language;
        let mut lines = vec![self.say(&judged.verdict.beside(&rule.title))];
        lines.extend(place::shown(self.assessment, judged).map(plain));
        lines.extend(judged.facts.iter().map(|fact| self.say(&words::fact(fact))));
        lines.extend(self.asked(judged).map(|question| self.say(&words::other_question(question))));
        lines.push(format!("{}: {}", words::REMEDY.get(language), self.say(&rule.remedy)));
        let clauses = rule.clauses.iter().map(|clause| self.say(&clause.label));
        lines.extend(clauses.map(|clause| format!("{}: {clause}", words::CLAUSE.get(language))));
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::assess::Assessment;
    use crate::report::{Options, sample};
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::collections::BTreeMap;

    /// How often each element stands there, and each group of cases.
    fn counted(assessment: &Assessment, options: &Options) -> BTreeMap<String, usize> {
        let xml = String::from_utf8(render(assessment, options).unwrap()).unwrap();
        let mut reader = Reader::from_str(&xml);
        let mut counted = BTreeMap::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    *counted.entry(tag.name().as_ref().to_owned()).or_default() += 1;
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap();
                        if attribute.key.as_ref() == "group" {
                            *counted.entry(format!("group {}", attribute.value)).or_default() += 1;
                        }
                    }
                }
                Event::Eof => return counted,
                _ => {}
            }
        }
    }

    #[test]
    fn every_result_is_a_case_and_nothing_unknown_passes() {
        for city in [sample::city(), sample::hostile(), sample::large()] {
            let ledger = city.ledger;
            let counted = counted(&city, &Options::default());
            let of = |name: &str| counted.get(name).copied().unwrap_or_default();
            assert_eq!(of("testcase"), ledger.total);
            assert_eq!((of("failure"), of("error")), (ledger.fail, ledger.error));
            assert_eq!(of("skipped"), ledger.unknown + ledger.waived + ledger.not_applicable);
            assert_eq!((of("group unknown"), of("group waived")), (ledger.unknown, ledger.waived));
        }
    }

    #[test]
    fn unknown_fails_where_the_exit_status_says_so() {
        let city = sample::city();
        let counted = counted(&city, &Options { unknown_fails: true, ..Options::default() });
        assert_eq!(counted["failure"], city.ledger.fail + city.ledger.unknown);
    }

    #[test]
    fn nothing_judged_is_a_suite_without_cases() {
        let counted = counted(&sample::empty(), &Options::default());
        assert_eq!((counted["testsuite"], counted.get("testcase")), (1, None));
    }
}
