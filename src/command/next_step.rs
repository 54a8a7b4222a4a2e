//! The command to run next, told to a person at a terminal: one line, and only where the step is plain.

use crate::assess::Verdict;
use crate::assess::assessment::Assessment;
use crate::language::Text;
use crate::text;
use std::path::Path;

/// A folder for questionnaires, as examples call it.
const QUESTIONS: &str = "shokai";

/// After a check: ask for what is not known, else see to what fails.
pub(super) fn after_check(dir: &Path, assessment: &Assessment) -> Option<Text> {
    let shown = word(dir);
    let number = |verdict| assessment.results.iter().filter(|result| result.verdict == verdict).count();
    match (number(Verdict::Unknown), number(Verdict::Fail)) {
        (0, 0) => None,
        (0, _) => Some(next(&format!("tekigo actions {shown}"))),
        _ => Some(next(&format!("tekigo ask {shown} --xlsx {QUESTIONS}"))),
    }
}

/// After questions were shown, or written into workbooks.
pub(super) fn after_ask(dir: &Path, folder: Option<&Path>) -> Text {
    let shown = word(dir);
    match folder {
        None => next(&format!("tekigo ask {shown} --xlsx {QUESTIONS}")),
        Some(folder) => {
            let (ja, en) = (word(&folder.join("課名.xlsx")), word(&folder.join("DEPARTMENT.xlsx")));
            text!(
                ja: "次にすること（回答が返ってきたら）: tekigo answer {shown} {ja}",
                en: "next, once an answer is back: tekigo answer {shown} {en}"
            )
        }
    }
}

/// After something was shown that can be accepted, or was accepted: the same command with an option, or a check.
pub(super) fn after_acceptable(dir: &Path, accepted: bool) -> Text {
    match accepted {
        true => check(dir),
        false => {
            text!(ja: "次にすること: よければ、同じコマンドに --accept を付ける", en: "next, if it is right: the same command with --accept")
        }
    }
}

/// A check of a folder.
pub(super) fn check(dir: &Path) -> Text {
    next(&format!("tekigo check {}", word(dir)))
}

/// After a plan: what the coming days ask for.
pub(super) fn after_plan(dir: &Path) -> Text {
    next(&format!("tekigo next {}", word(dir)))
}

/// After findings of which nothing is recorded: the workbook in which it is.
pub(super) fn after_actions(dir: &Path) -> Text {
    let shown = word(dir);
    text!(
        ja: "次にすること: tekigo actions {shown} --xlsx 是正管理.xlsx（対応・担当・期限を書く表ができる。書いたら tekigo answer {shown} 是正管理.xlsx）",
        en: "next: tekigo actions {shown} --xlsx actions.xlsx (a workbook for what is done, by whom, by when; then tekigo answer {shown} actions.xlsx)"
    )
}

/// After a return was shown: write it.
pub(super) fn after_return(form: &str, dir: &Path) -> Text {
    next(&format!("tekigo return {form} {} --xlsx {form}.xlsx", word(dir)))
}

fn next(command: &str) -> Text {
    text!(ja: "次にすること: {command}", en: "next: {command}")
}

/// A path as it is typed: in quotes if it holds a blank.
fn word(path: &Path) -> String {
    let shown = path.display().to_string();
    match shown.contains([' ', '　']) {
        true => format!("\"{shown}\""),
        false => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_a_blank_stands_in_quotes() {
        assert_eq!(check(Path::new("台帳 令和8")).ja, "次にすること: tekigo check \"台帳 令和8\"");
        assert_eq!(after_ask(Path::new("d"), None).en, "next: tekigo ask d --xlsx shokai");
        assert!(after_acceptable(Path::new("d"), false).ja.contains("--accept"));
    }
}
