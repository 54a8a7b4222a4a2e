//! One line per result, for spreadsheets.
//!
//! Every line ends in what identifies the run, so that a line copied elsewhere keeps it; without results, a blank one does.

use super::format::{Encoding, Written};
use super::separated::{MARK, line};
use super::text::words;
use super::{NOTICE, Options, area, cp932, handling, place};
use crate::assess::assessment::{Assessment, Judged, Question, RuleSummary, ShownFact};
use crate::language::{Language, Text};
use crate::text;

/// Headings of what is told about a result.
const RESULT: [(&str, &str); 17] = [
    ("判定", "verdict"),
    ("重大度", "severity"),
    ("分野", "area"),
    ("規則", "rule"),
    ("事項", "title"),
    ("対象", "subject"),
    ("対象の名称", "name"),
    ("担当", "department"),
    ("内容", "message"),
    ("決め手の事実", "facts"),
    ("確かめること", "to find out"),
    ("記載箇所・記入先", "place"),
    ("対応", "remedy"),
    ("根拠", "clauses"),
    ("根拠の性質", "authority"),
    ("原典との照合", "checked against its source"),
    ("例外措置", "exception"),
];
/// Headings of what identifies the run.
const RUN: [(&str, &str); 10] = [
    ("団体コード", "body code"),
    ("団体名", "body"),
    ("基準日", "as of"),
    ("事実の基準日", "facts as of"),
    ("作成", "made by"),
    ("ルール集のSHA-256", "SHA-256 of the pack"),
    ("台帳のSHA-256", "SHA-256 of the inventory"),
    ("取扱区分", "handling"),
    ("注意", "notice"),
    ("点検の範囲", "profile"),
];

/// Writes the lines.
///
/// # Errors
/// Characters that the wanted encoding lacks.
pub(super) fn render(assessment: &Assessment, options: &Options) -> Written {
    let language = options.language;
    let heads = RESULT.iter().chain(&RUN).map(|(ja, en)| Text::new(*ja, *en).get(language).to_owned());
    let mut lines = line(heads);
    let run = run(assessment, language);
    let mut listed = assessment.results.iter().filter(|judged| options.lists(judged.verdict)).peekable();
    if listed.peek().is_none() {
        lines.push_str(&line([vec![String::new(); RESULT.len()], run.clone()].concat()));
    }
    for judged in listed {
        let Some(rule) = assessment.rules.get(judged.rule) else { continue };
        lines.push_str(&line([result(assessment, rule, judged, language), run.clone()].concat()));
    }
    match options.encoding {
        Encoding::Utf8 => Ok(format!("{MARK}{lines}").into_bytes()),
        Encoding::Cp932 => cp932::encode(&lines),
    }
}

fn result(assessment: &Assessment, rule: &RuleSummary, judged: &Judged, language: Language) -> Vec<String> {
    let say = |text: &Text| text.get(language).to_owned();
    let told = |text: &Option<Text>| text.as_ref().map(say).unwrap_or_default();
    let join = |texts: Vec<String>| texts.join(if language == Language::Ja { "／" } else { "; " });
    let fact = |fact: &ShownFact| format!("{} = {}", fact.label.get(language), fact.shown.get(language));
    let question = |question: &Question| question.question.get(language).to_owned();
    let checked = match rule.confirmed {
        true => text!(ja: "照合済み", en: "yes"),
        false => text!(ja: "原典と未照合", en: "not yet checked against the source"),
    };
    vec![
        say(&judged.verdict.label()),
        say(&rule.severity.label()),
        area(assessment, &rule.area, language).to_owned(),
        rule.id.clone(),
        say(&judged.verdict.beside(&rule.title)),
        judged.subject.clone(),
        say(&judged.subject_name),
        told(&judged.department_name),
        told(&judged.message),
        join(judged.facts.iter().map(fact).collect()),
        join(judged.missing.iter().filter_map(|at| assessment.questions.get(*at)).map(question).collect()),
        place::shown(assessment, judged).unwrap_or_default().to_owned(),
        say(&rule.remedy),
        join(rule.clauses.iter().map(|clause| say(&clause.label)).collect()),
        say(&rule.authority.label()),
        say(&checked),
        judged.waiver.as_ref().map(|waiver| say(&words::waiver(waiver))).unwrap_or_default(),
    ]
}

fn run(assessment: &Assessment, language: Language) -> Vec<String> {
    let notice = Text::new(NOTICE.0, NOTICE.1);
    let profile = assessment.selection.as_ref().map(super::chosen::extent);
    vec![
        assessment.body.code.clone(),
        assessment.body.name.clone(),
        assessment.as_of.to_string(),
        assessment.facts_as_of.to_string(),
        words::made_by(&assessment.pack, &assessment.tool).get(language).to_owned(),
        assessment.pack.sha256.clone(),
        assessment.inventory_sha256.clone(),
        handling(assessment).get(language).to_owned(),
        if assessment.body.published_material { notice.get(language).to_owned() } else { String::new() },
        profile.map(|profile| profile.get(language).to_owned()).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::{Encoding, Options, sample};

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_result_is_a_line_that_a_spreadsheet_reads() {
        let city = sample::city();
        let bytes = render(&city, &Options::default()).unwrap();
        assert!(bytes.starts_with("\u{feff}判定,".as_bytes()) && bytes.ends_with(b"\r\n"));
        let rows = rows(&bytes);
        assert_eq!(rows.len() - 1, city.ledger.total);
        let fails = rows.iter().filter(|row| row[0] == "要是正").count();
        assert_eq!(fails, city.ledger.fail);
        assert!(rows.iter().skip(1).all(|row| !row[11].is_empty() && row[17] == "272230"));
    }

    #[test]
    fn nothing_to_list_still_says_whose_it_is() {
        let rows = rows(&render(&sample::empty(), &Options::default()).unwrap());
        assert_eq!((rows.len(), rows[1][0].as_str(), rows[1][18].as_str()), (2, "", "門真市"));
    }

    #[test]
    fn hostile_text_is_a_cell_like_any_other() {
        let mut city = sample::hostile();
        city.results[0].subject = "=cmd|' /C calc'!A0".to_owned();
        city.results[1].subject = "\t@SUM(1)".to_owned();
        let rows = rows(&render(&city, &Options::default()).unwrap());
        assert_eq!(rows.len() - 1, city.ledger.total);
        assert_eq!((rows[1][5].as_str(), rows[2][5].as_str()), ("'=cmd|' /C calc'!A0", "' @SUM(1)"));
        let cells = || rows.iter().flatten();
        assert!(cells().all(|cell| !cell.starts_with(['=', '+', '-', '@']) && !cell.chars().any(char::is_control)));
    }

    #[test]
    fn cp932_says_the_same_or_nothing() {
        let (mut city, cp932) = (sample::city(), Options { encoding: Encoding::Cp932, ..Options::default() });
        let bytes = render(&city, &cp932).unwrap();
        let (text, _, wrong) = encoding_rs::SHIFT_JIS.decode(&bytes);
        let utf8 = String::from_utf8(render(&city, &Options::default()).unwrap()).unwrap();
        assert!(!wrong && text == utf8.trim_start_matches('\u{feff}'));
        city.body.name = "𠮷川市".to_owned();
        let said = render(&city, &cp932).unwrap_err();
        assert!(said.ja.contains("𠮷") && said.en.contains("U+20BB7"), "{said:?}");
    }
}
