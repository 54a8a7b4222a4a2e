//! SARIF 2.1.0, as GitHub and others take it: every result at a line of the inventory.
//!
//! What is unknown is `open`, at the place where the missing fact should be written; what is excepted is suppressed. GitHub
//! shows whatever stands in the file as an alert, so what is settled (pass, not applicable) is listed only if asked for by
//! name; the ledger tells all.

mod help;
mod view;

use super::clean::clean;
use super::json::pretty;
use super::place::{Place, Spot};
use super::text::words;
use super::{NOTICE, Options, chosen, handling};
use crate::assess::assessment::{Assessment, Judged, Verdict};
use crate::language::{Language, Text};
use crate::pack::Severity;
use crate::text;
use sha2::{Digest, Sha256};
use view::{
    About, Artifact, Automation, Base, Bases, Driver, Fingerprints, Invocation, Ledger, Location, Log, Logical,
    Message, Notification, Outcome, Physical, Region, Run, Subject, Suppression, Tool,
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What relative addresses are relative to.
const ROOT: &str = "%SRCROOT%";
/// Results that GitHub takes in one run; it refuses the file if there are more.
const MOST: usize = 25_000;

/// Writes the log.
pub(super) fn render(assessment: &Assessment, options: &Options) -> String {
    pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run(assessment, options)] })
}

/// Whether results with that verdict are listed.
fn lists(options: &Options, verdict: Verdict) -> bool {
    match verdict {
        Verdict::Pass | Verdict::NotApplicable => options.demands(verdict),
        _ => options.lists(verdict),
    }
}

fn run<'a>(assessment: &'a Assessment, options: &Options) -> Run<'a> {
    let listed = assessment.results.iter().filter(|judged| lists(options, judged.verdict));
    let mut results: Vec<Outcome<'_>> = listed.filter_map(|judged| outcome(assessment, judged, options)).collect();
    let left_out = results.len().saturating_sub(MOST);
    results.truncate(MOST);
    let language = options.language;
    let tool = &assessment.tool;
    let root = text!(ja: "リポジトリのルート（--uri-prefix が台帳のフォルダ）", en: "root of the repository; --uri-prefix names the inventory in it");
    Run {
        tool: Tool {
            driver: Driver {
                name: "tekigo",
                version: tool,
                semantic_version: tool,
                full_name: clean(words::made_by(&assessment.pack, tool).get(language)).into_owned(),
                rules: assessment.rules.iter().map(|rule| help::rule(rule, language)).collect(),
            },
        },
        automation_details: Automation { id: format!("tekigo/{}/", assessment.body.code) },
        language: if language == Language::Ja { "ja-JP" } else { "en-US" },
        column_kind: "unicodeCodePoints",
        invocations: [invocation(assessment, left_out, language)],
        original_uri_base_ids: Bases { root: Base { description: message(root.get(language)) } },
        results,
        properties: about(assessment, options, left_out),
    }
}

fn invocation(assessment: &Assessment, left_out: usize, language: Language) -> Invocation {
    let mut told = Vec::new();
    let mut tell = |level, said: Text| told.push(Notification { level, message: message(said.get(language)) });
    if assessment.ledger.error > 0 {
        tell("error", words::errors_exist(assessment.ledger.error));
    }
    if left_out > 0 {
        tell(
            "warning",
            text!(
                ja: "GitHubが受け付ける{MOST}件を超えるため、{left_out}件を省いた。--only で絞るか、--format json を使う",
                en: "{left_out} results beyond the {MOST} that GitHub takes were left out; narrow with --only, or use --format json"
            ),
        );
    }
    Invocation { execution_successful: assessment.ledger.error == 0, tool_execution_notifications: told }
}

fn about<'a>(assessment: &'a Assessment, options: &Options, left_out: usize) -> About<'a> {
    let language = options.language;
    let ledger = assessment.ledger;
    let notice = if language == Language::Ja { NOTICE.0 } else { NOTICE.1 };
    let pack = &assessment.pack;
    About {
        body: &assessment.body.code,
        name: &assessment.body.name,
        as_of: assessment.as_of.to_string(),
        facts_as_of: assessment.facts_as_of.to_string(),
        pack: format!("{} {}", pack.name, pack.version),
        pack_sha256: &pack.sha256,
        inventory_sha256: &assessment.inventory_sha256,
        handling: handling(assessment).get(language).to_owned(),
        notice: assessment.body.published_material.then_some(notice),
        profile: assessment.selection.as_ref().map(|chosen| chosen::extent(chosen).get(language).to_owned()),
        ledger: Ledger {
            pass: ledger.pass,
            fail: ledger.fail,
            unknown: ledger.unknown,
            not_applicable: ledger.not_applicable,
            waived: ledger.waived,
            error: ledger.error,
            total: ledger.total,
        },
        listed: Verdict::ALL.iter().filter(|one| lists(options, one.0)).map(|(verdict, ..)| verdict.word()).collect(),
        left_out,
    }
}

fn outcome<'a>(assessment: &'a Assessment, judged: &'a Judged, options: &Options) -> Option<Outcome<'a>> {
    let rule = assessment.rules.get(judged.rule)?;
    let language = options.language;
    let fails = match judged.verdict {
        Verdict::Fail => true,
        // An exception covers a fail, which has its sentence, or something unknown.
        Verdict::Waived => judged.message.is_some(),
        _ => false,
    };
    let kind = match judged.verdict {
        Verdict::Pass => "pass",
        Verdict::NotApplicable => "notApplicable",
        _ if fails => "fail",
        _ => "open",
    };
    let asked = judged.missing.iter().filter_map(|at| assessment.questions.get(*at));
    let suppression = |waiver| Suppression {
        kind: "external",
        status: "accepted",
        justification: clean(words::waiver(waiver).get(language)).into_owned(),
    };
    Some(Outcome {
        rule_id: &rule.id,
        rule_index: judged.rule,
        kind,
        level: if fails { help::level(rule.severity) } else { "none" },
        rank: fails.then(|| rank(rule.severity)),
        message: message(said(assessment, judged).get(language)),
        locations: [location(assessment, judged, options)],
        partial_fingerprints: fingerprints(&assessment.body.code, &rule.id, &judged.subject),
        suppressions: judged.waiver.iter().map(suppression).collect(),
        properties: Subject {
            verdict: judged.verdict.word(),
            severity: rule.severity.word(),
            subject: &judged.subject,
            department: judged.department.as_deref(),
            missing: asked.map(|question| question.path.as_str()).collect(),
        },
    })
}

/// The verdict, what it is about, and what decides it or would.
fn said(assessment: &Assessment, judged: &Judged) -> Text {
    let title = assessment.rules.get(judged.rule).map(|rule| rule.title.clone()).unwrap_or_default();
    let (label, subject) = (judged.verdict.label(), &judged.subject_name);
    let Text { ja, en } = &title;
    let (verdict_ja, verdict_en, subject_ja, subject_en) = (&label.ja, &label.en, &subject.ja, &subject.en);
    match judged.verdict {
        Verdict::Fail => {
            let Text { ja: said_ja, en: said_en } = words::sentence(judged);
            text!(ja: "{verdict_ja}：{ja}。{said_ja}", en: "{verdict_en}: {en}: {said_en}")
        }
        Verdict::Unknown => {
            let asked = judged.missing.iter().filter_map(|at| assessment.questions.get(*at));
            let (asked_ja, asked_en): (Vec<&str>, Vec<&str>) =
                asked.map(|asked| (asked.question.ja.as_str(), asked.question.en.as_str())).unzip();
            let (asked_ja, asked_en) = (asked_ja.join(" "), asked_en.join(" "));
            text!(
                ja: "{verdict_ja}：「{ja}」に当たるか、事実が足りず判定できない（{subject_ja}）。{asked_ja}",
                en: "{verdict_en}: whether “{en}” cannot be told ({subject_en}). {asked_en}"
            )
        }
        Verdict::Error | Verdict::Waived | Verdict::Pass | Verdict::NotApplicable => {
            text!(ja: "{verdict_ja}：「{ja}」（{subject_ja}）", en: "{verdict_en}: “{en}” ({subject_en})")
        }
    }
}

/// A message in which nothing is taken for a placeholder or a link.
fn message(text: &str) -> Message {
    let mut plain = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '{' | '}' => plain.extend([c, c]),
            '[' | ']' | '\\' => plain.extend(['\\', c]),
            _ => plain.push(c),
        }
    }
    Message { text: plain }
}

fn location<'a>(assessment: &'a Assessment, judged: &'a Judged, options: &Options) -> Location<'a> {
    let place = Place::of(assessment, judged);
    let (line, column, cell) = match place.spot {
        Spot::Line(line, column) => (line, column, None),
        Spot::Cell(cell) => (1, 1, Some(message(cell))),
        Spot::Whole => (1, 1, None),
    };
    Location {
        physical_location: Physical {
            artifact_location: Artifact { uri: address(&place.within(&options.uri_prefix)), uri_base_id: ROOT },
            region: Region { start_line: line, start_column: column },
        },
        logical_locations: [Logical {
            name: judged.subject_name.get(options.language),
            fully_qualified_name: &judged.subject,
            kind: "resource",
        }],
        message: cell,
    }
}

/// A relative address: whatever is no letter of one is written by its bytes.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// How much a fail weighs, from 0 to 100.
fn rank(severity: Severity) -> f64 {
    [95.0, 75.0, 50.0, 25.0][severity as usize]
}

/// What tells findings apart: the body, the rule and the subject, never a line.
fn fingerprints(body: &str, rule: &str, subject: &str) -> Fingerprints {
    let digest = Sha256::digest(format!("{body}\n{rule}\n{subject}"));
    let finding: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Fingerprints { primary_location_line_hash: format!("{}:1", &finding[..16]), finding }
}

#[cfg(test)]
mod tests {
    use super::{address, render};
    use crate::report::{Options, sample};
    use serde_json::Value;

    fn log(assessment: &crate::assess::Assessment) -> Value {
        serde_json::from_str(&render(assessment, &Options::default())).unwrap()
    }

    #[test]
    fn every_result_has_a_rule_and_a_place_of_its_own() {
        for city in [sample::city(), sample::hostile(), sample::empty()] {
            let log = log(&city);
            let run = &log["runs"][0];
            let results = run["results"].as_array().unwrap();
            let ledger = city.ledger;
            assert_eq!(results.len(), ledger.fail + ledger.error + ledger.unknown + ledger.waived);
            for result in results {
                let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
                assert_eq!(rule["id"], result["ruleId"]);
                let place = &result["locations"][0]["physicalLocation"];
                let uri = place["artifactLocation"]["uri"].as_str().unwrap();
                assert!(!uri.is_empty() && !uri.starts_with('/') && !uri.contains(':'), "{uri}");
                assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
            }
        }
    }

    #[test]
    fn only_fails_have_a_level_and_exceptions_are_suppressed() {
        let log = log(&sample::city());
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let waived = result["properties"]["verdict"] == "waived";
            assert_eq!(result["kind"] == "fail", result["level"] != "none", "{result}");
            assert_eq!(waived, result["suppressions"][0]["justification"].is_string(), "{result}");
        }
    }

    #[test]
    fn more_results_than_github_takes_are_left_out_aloud() {
        let mut city = sample::city();
        let fail = city.results.iter().find(|judged| judged.message.is_some()).unwrap().clone();
        city.results = vec![fail; 25_003];
        let log = log(&sample::counted(city));
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), 25_000);
        assert_eq!(run["properties"]["left_out"], 3);
        let told = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
        assert!(told.contains("3件を省いた"), "{told}");
    }

    #[test]
    fn addresses_hold_only_what_addresses_may() {
        assert_eq!(address("台帳/a b#1.toml"), "%E5%8F%B0%E5%B8%B3/a%20b%231.toml");
    }
}
