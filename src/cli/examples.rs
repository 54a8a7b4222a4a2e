//! An example of every command, at the end of its help: the line to type, and what it does, in both languages.

use clap::Command;

/// Words of a command, a line to type, and what it does in Japanese and English.
type Example = (&'static [&'static str], &'static str, &'static str, &'static str);

/// The examples, in the order of the commands. Every command has one; a test holds it, and that each can be typed.
const EXAMPLES: &[Example] = &[
    (
        &["init"],
        "tekigo init daicho --code 272230 --national kohyo",
        "門真市の台帳を、公表値を入れて作り始める",
        "begin the inventory of Kadoma, with its published figures",
    ),
    (&["check"], "tekigo check daicho --only fail", "要是正だけを見る", "what fails, and nothing else"),
    (&["report"], "tekigo report daicho --all hokoku", "全形式の報告書を書く", "every report into a folder"),
    (&["diff"], "tekigo diff daicho/r7 daicho/r8", "去年と比べる", "this year beside the last"),
    (&["gate"], "tekigo gate mae ato", "変更で悪くなったら止める", "stop a change that makes anything worse"),
    (&["rollup"], "tekigo rollup dantai-a dantai-b", "二つの団体をまとめる", "two bodies in one report"),
    (
        &["compare"],
        "tekigo compare daicho --national kohyo.csv",
        "公表された進捗と比べる",
        "beside the published progress of others",
    ),
    (&["ask"], "tekigo ask daicho --xlsx shokai", "部署ごとの照会票を作る", "a workbook of questions per department"),
    (
        &["answer"],
        "tekigo answer daicho shokai/zeimu.xlsx --accept",
        "返ってきた回答を台帳に書く",
        "write the answers that came back into the inventory",
    ),
    (&["export"], "tekigo export daicho --xlsx hyo", "台帳をExcelにする", "the inventory as a workbook"),
    (
        &["import"],
        "tekigo import system.csv --as system --into daicho",
        "システム一覧がどう読めるかを見る",
        "how a list of systems would be read",
    ),
    (
        &["plan"],
        "tekigo plan daicho --slip juki=30d",
        "住民記録が30日遅れたら",
        "what if resident records slip by 30 days",
    ),
    (
        &["next"],
        "tekigo next daicho --ics kijitsu.ics",
        "90日以内の期日と、その暦",
        "what falls due in 90 days, as a calendar too",
    ),
    (&["actions"], "tekigo actions daicho", "要是正と、その対応の状況", "what fails, and what is done about it"),
    (&["budget"], "tekigo budget daicho --format csv", "是正に要する費用", "what the actions cost"),
    (
        &["return"],
        "tekigo return step-progress daicho --xlsx shinchoku.xlsx",
        "40ステップの進捗の報告に記入する",
        "fill the return about the 40 steps",
    ),
    (&["audit-pack"], "tekigo audit-pack daicho kansa", "監査用資料を書く", "what an auditor asks for, in a folder"),
    (&["fitgap"], "tekigo fitgap daicho jifu", "児童扶養手当のFit&Gap", "Fit&Gap of one function"),
    (
        &["eval"],
        "tekigo eval daicho \"system.status == 'live'\" --for system",
        "稼働中のシステムを調べる",
        "which systems are live",
    ),
    (&["network"], "tekigo network daicho --format mermaid", "三層の図を作る", "a diagram of the three layers"),
    (
        &["law"],
        "tekigo law daicho --until 2028-03-31",
        "来年度末までに始まる義務",
        "duties that begin by the end of March 2028",
    ),
    (
        &["clock"],
        "tekigo clock --aware 2026-12-01 --kind my-number",
        "特定個人情報の漏えいの報告期限",
        "by when a leak of My Number data must be reported",
    ),
    (&["rules"], "tekigo rules --as-of 2026-04-01", "その日の規則の一覧", "the rules as they stand on a day"),
    (&["rules", "list"], "tekigo rules list", "規則の一覧", "the list of rules"),
    (
        &["rules", "test"],
        "tekigo rules test csirt-not-established",
        "一つの規則の例を動かす",
        "run the examples of one rule",
    ),
    (
        &["rules", "lint"],
        "tekigo rules lint --extend jimoto",
        "自団体の規則の欠陥を探す",
        "look for faults in rules of your own",
    ),
    (&["rules", "coverage"], "tekigo rules coverage", "条項と規則の対応表", "which clause is tested by which rule"),
    (
        &["rules", "mutate"],
        "tekigo rules mutate csirt-not-established",
        "例が誤りに気付くか確かめる",
        "do the examples notice a mistake",
    ),
    (&["rules", "docs"], "tekigo rules docs tebiki", "規則の手引を書く", "write the handbook of the rules"),
    (
        &["rules", "new"],
        "tekigo rules new suppliers/contract-without-return --extend jimoto",
        "規則を書き始める",
        "begin a rule",
    ),
    (
        &["rules", "check"],
        "tekigo rules check jimoto/suppliers/contract-without-return.toml",
        "書いた規則を調べる",
        "check it",
    ),
    (
        &["explain"],
        "tekigo explain csirt-not-established role/csirt --in daicho",
        "その判定の理由を見る",
        "why it was judged so",
    ),
    (&["schema"], "tekigo schema assessment", "JSON 出力の形", "the shape of the JSON output"),
    (&["completions"], "tekigo completions powershell", "PowerShell 用の補完", "completion for PowerShell"),
    (&["man"], "tekigo man man1", "全コマンドのマニュアルを書く", "manual pages of all commands"),
];

/// The lines after the help of the command with those words.
fn shown(words: &[&str]) -> Option<String> {
    let (_, line, ja, en) = EXAMPLES.iter().find(|(known, ..)| *known == words)?;
    Some(format!("例 / example:\n  {line}\n    {ja} / {en}"))
}

/// The same command with the examples after its own help and that of its subcommands.
pub(super) fn with_examples(command: Command) -> Command {
    below(command, &[])
}

fn below(command: Command, words: &[&str]) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let command = match shown(words) {
        Some(example) => command.after_help(example),
        None => command,
    };
    names.iter().fold(command, |command, name| {
        let words = [words, &[name.as_str()]].concat();
        command.mut_subcommand(name, |inner| below(inner, &words))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, command};

    #[test]
    fn every_command_has_an_example_and_no_example_is_of_another() {
        let mut known = Vec::new();
        let whole = command();
        let mut waiting: Vec<(Vec<&str>, &Command)> =
            whole.get_subcommands().map(|inner| (vec![inner.get_name()], inner)).collect();
        while let Some((words, command)) = waiting.pop() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains(&format!("tekigo {}", words.join(" "))), "{words:?}: {help}");
            waiting.extend(command.get_subcommands().map(|inner| ([&words[..], &[inner.get_name()]].concat(), inner)));
            known.push(words.join(" "));
        }
        for (words, line, ja, en) in EXAMPLES {
            assert!(known.contains(&words.join(" ")), "{line}");
            assert!(!ja.is_empty() && en.is_ascii(), "{line}");
        }
        assert_eq!(known.len(), EXAMPLES.len());
    }

    #[test]
    fn every_example_can_be_typed() {
        use clap::FromArgMatches;
        for (_, line, ..) in EXAMPLES {
            let words = words(line);
            let matches = command().try_get_matches_from(&words).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert!(Cli::from_arg_matches(&matches).is_ok(), "{line}");
        }
    }

    /// The words of a line, where `"…"` holds several together.
    fn words(line: &str) -> Vec<String> {
        let outside = |(at, part): (usize, &str)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        };
        line.split('"').enumerate().flat_map(outside).collect()
    }
}
