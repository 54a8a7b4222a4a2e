//! What holds of every report, whatever the assessment.

use super::wrap::cells;
use super::{Page, render, screen};
use crate::assess::assessment::{Assessment, Verdict};
use crate::language::Language;
use crate::report::clean::is_hostile;
use crate::report::{Options, sample, with};

const BOTH: [Language; 2] = [Language::Ja, Language::En];

fn options(language: Language, width: usize, only: &[Verdict]) -> Options {
    Options { language, only: only.to_vec(), width, ..Options::default() }
}

fn written(assessment: &Assessment, language: Language) -> String {
    render(assessment, &options(language, 80, &[]))
}

/// The report with all breaks and blanks taken out, to look for a sentence wherever it was broken.
fn joined(report: &str) -> String {
    report.split_whitespace().collect()
}

fn samples() -> [Assessment; 4] {
    [sample::empty(), sample::city(), sample::large(), sample::hostile()]
}

#[test]
fn no_line_is_wider_than_the_page() {
    for assessment in samples() {
        for width in [40, 57, 80, 120] {
            for language in BOTH {
                for line in render(&assessment, &options(language, width, &[])).lines() {
                    assert!(cells(line) <= width, "{} > {width}: {line}", cells(line));
                    assert_eq!(line, line.trim_end());
                }
            }
        }
    }
}

#[test]
fn the_first_screen_has_forty_lines_at_most_and_all_that_matters() {
    for assessment in samples() {
        for language in BOTH {
            let options = options(language, 80, &[]);
            let mut page = Page::new(language, 80);
            screen::write(&mut page, &assessment, &options);
            assert!(page.len() <= 40, "{} lines", page.len());
            let screen = page.finish();
            assert!(render(&assessment, &options).starts_with(&screen));
        }
    }
    let screen: String = written(&sample::large(), Language::Ja).lines().take(40).collect::<Vec<_>>().join("\n");
    for expected in [
        "門真市（272230）",
        "令和8年11月20日現在",
        "事実の基準日 令和4年10月1日",
        "2026.11",
        "公表資料から機械的に作成したもので、当該団体の見解ではない",
        "[重大]",
        "情報政策課",
        "通信の許可・拒否の一覧はこれで全部ですか。",
        "body.toml:1:1",
    ] {
        assert!(screen.contains(expected), "{expected} is not in\n{screen}");
    }
}

#[test]
fn the_ledger_adds_up_before_the_readers_eyes() {
    for assessment in samples() {
        for language in BOTH {
            for width in [40, 80] {
                let report = render(&assessment, &options(language, width, &[]));
                let numbers: Vec<usize> = match width {
                    80 => {
                        let line =
                            report.lines().find(|line| line.contains('+') && line.contains('=') && line.contains('|'));
                        line.unwrap().split(['+', '=', '|']).map(|number| number.trim().parse().unwrap()).collect()
                    }
                    _ => {
                        let after = report.lines().skip_while(|line| !line.starts_with("--")).skip(1).take(8);
                        after.map(|line| line.split_whitespace().next().unwrap().parse().unwrap()).collect()
                    }
                };
                let ledger = assessment.ledger;
                assert_eq!(numbers[..6].iter().sum::<usize>(), numbers[6]);
                assert_eq!(numbers[6], ledger.total);
                assert_eq!((numbers[0], numbers[2], numbers[7]), (ledger.fail, ledger.unknown, ledger.coming));
            }
        }
    }
}

#[test]
fn every_fail_and_error_is_told_with_its_facts() {
    for assessment in [sample::city(), sample::large()] {
        for language in BOTH {
            let report = joined(&written(&assessment, language));
            for judged in with(&assessment, Verdict::Fail).chain(with(&assessment, Verdict::Error)) {
                let rule = &assessment.rules[judged.rule];
                let message = judged.message.as_ref().unwrap();
                let told = [&rule.title, &rule.why, &rule.remedy, &rule.clauses[0].label, message];
                let facts = judged.facts.iter().flat_map(|fact| [&fact.label, &fact.shown]);
                for text in told.into_iter().chain(facts) {
                    assert!(report.contains(&joined(text.get(language))), "{}", text.get(language));
                }
                let places = judged.facts.iter().filter_map(|fact| fact.place.as_deref());
                for text in places.chain([rule.id.as_str(), judged.subject.as_str()]) {
                    assert!(report.contains(&joined(text)), "{text}");
                }
            }
        }
    }
}

#[test]
fn advice_is_never_called_illegal_and_memory_is_admitted() {
    let report = written(&sample::city(), Language::Ja);
    assert!(!report.contains("違法"));
    for expected in
        ["基準未達（通知・技術的助言）", "法令不適合のおそれ（法律）", "計画未達（計画）", "国の方針に未達（閣議決定）"]
    {
        assert!(report.contains(expected), "{expected}");
    }
    assert!(joined(&report).contains("（原典と未照合）"));
}

#[test]
fn hostile_text_has_no_power_and_little_room() {
    for language in BOTH {
        let report = written(&sample::hostile(), language);
        assert!(report.chars().all(|c| c == '\n' || !is_hostile(c)));
        assert!(report.lines().count() < 2_000, "{} lines", report.lines().count());
    }
}

#[test]
fn eight_hundred_unknown_results_stay_readable() {
    for language in BOTH {
        let report = written(&sample::large(), language);
        assert!(report.lines().count() < 300, "{} lines", report.lines().count());
        let all = render(&sample::large(), &options(language, 80, &[Verdict::Unknown]));
        let all = joined(&all);
        for question in &sample::large().questions {
            let record = crate::report::inquiry::record(question);
            assert!(
                all.contains(&joined(record.get(language))) || all.contains(&joined(question.question.get(language)))
            );
        }
    }
}

#[test]
fn narrowing_lists_less_and_counts_all() {
    let city = sample::city();
    let report = render(&city, &options(Language::Ja, 80, &[Verdict::Pass]));
    assert!(report.contains("住民基本台帳"));
    assert!(!report.contains("住民記録システム"));
    let total = city.ledger.total.to_string();
    assert!(report.lines().any(|line| line.contains('=') && line.contains(&total)));
    assert!(report.contains("内訳は全件"));
}
