//! What a rollup shows to people: a title, and tables in the order in which they are read.

use crate::assess::assessment::{Ledger, Verdict};
use crate::assess::rollup::{Member, Progress, Rollup, Share};
use crate::language::{Language, Text};
use crate::report::NOTICE;
use crate::text;

/// The verdicts that have a column.
const SHOWN: [Verdict; 3] = [Verdict::Fail, Verdict::Unknown, Verdict::Pass];

/// One table.
pub(in crate::report) struct Table {
    /// Its heading.
    pub(in crate::report) heading: Text,
    /// What to know in order to read it.
    pub(in crate::report) notes: Vec<Text>,
    /// The heads of its columns, the one of the names not among them.
    pub(in crate::report) columns: Vec<Text>,
    /// Its rows.
    pub(in crate::report) rows: Rows,
}

/// The rows of a table.
pub(in crate::report) enum Rows {
    /// A name, then what is told of it.
    Named(Vec<(Text, Vec<String>)>),
    /// Numbers, then a long name.
    Counted(Vec<(Vec<usize>, Text)>),
}

/// Whose report it is.
pub(in crate::report) fn title(rollup: &Rollup) -> Text {
    let bodies = rollup.members.iter().filter(|member| member.counted).count();
    text!(ja: "{bodies}団体のまとめ", en: "Rollup of {bodies} bodies")
}

/// What it was made from.
pub(in crate::report) fn standing(rollup: &Rollup) -> Text {
    let (name, version, tool) = (&rollup.pack.name, &rollup.pack.version, &rollup.tool);
    text!(ja: "ルール集 {name} {version} / tekigo {tool}", en: "pack {name} {version} / tekigo {tool}")
}

/// What must be told before the numbers are read.
pub(in crate::report) fn cautions(rollup: &Rollup) -> Vec<Text> {
    let mut cautions = Vec::new();
    if rollup.members.iter().any(|member| member.body.published_material) {
        cautions.push(Text::new(NOTICE.0, NOTICE.1));
    }
    let unread = rollup.unread.len();
    if unread > 0 {
        cautions.push(text!(
            ja: "読めなかったものが{unread}件ある。集計に含まれていない（末尾に一覧）。",
            en: "{unread} could not be read and are in no sum (listed at the end)."
        ));
    }
    let earlier = rollup.members.iter().filter(|member| !member.counted).count();
    if earlier > 0 {
        cautions.push(text!(
            ja: "同じ団体の前の時点の台帳{earlier}件は、一覧に示すが集計に含まない（△印）。",
            en: "{earlier} earlier inventories of the same bodies are listed and in no sum (marked △)."
        ));
    }
    let others = rollup.members.iter().filter(|member| member.other_pack).count();
    if others > 0 {
        cautions.push(text!(
            ja: "別の版のルール集で判定し保存されたものが{others}件ある（※印）。",
            en: "{others} saved assessments were judged by another version of the pack (marked ※)."
        ));
    }
    let errors: usize = rollup.members.iter().map(|member| member.ledger.error).sum();
    if errors > 0 {
        cautions.push(text!(
            ja: "ルール集の誤りで計算できなかったものが{errors}件ある。",
            en: "{errors} results could not be computed, a mistake of the pack."
        ));
    }
    cautions
}

/// All tables.
pub(in crate::report) fn tables(rollup: &Rollup, language: Language) -> Vec<Table> {
    vec![bodies(rollup, language), prefectures(rollup, language), functions(rollup, language), rules(rollup)]
}

/// The heading of what could not be read.
pub(in crate::report) fn unread_heading() -> Text {
    text!(ja: "読めなかったもの", en: "Could not be read")
}

/// What could not be read: where, and the first thing that is wrong with it.
pub(in crate::report) fn unread(rollup: &Rollup) -> Vec<(String, Text)> {
    let one = rollup.unread.iter().map(|unread| {
        let more = unread.problems.len().saturating_sub(1);
        let first = unread.problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        let Text { ja, en } = first;
        let said = match more {
            0 => Text { ja, en },
            _ => text!(ja: "{ja}（ほかに{more}件）", en: "{en} ({more} more)"),
        };
        (unread.source.clone(), said)
    });
    one.collect()
}

fn bodies(rollup: &Rollup, language: Language) -> Table {
    let row = |member: &Member| {
        let mark = match (member.counted, member.other_pack) {
            (true, false) => "",
            (true, true) => "※",
            (false, false) => "△",
            (false, true) => "△※",
        };
        let name = Text::same(format!("{mark}{} {}", member.body.code, member.body.name));
        let day = vec![member.facts_as_of.to_string()];
        (name, [day, verdicts(&member.ledger), progress(member.progress, language)].concat())
    };
    let head = [vec![text!(ja: "時点", en: "facts as of")], verdict_heads(), progress_heads()].concat();
    Table {
        heading: text!(ja: "団体ごと", en: "By body"),
        notes: vec![definitions()],
        columns: head,
        rows: Rows::Named(rollup.members.iter().map(row).collect()),
    }
}

fn prefectures(rollup: &Rollup, language: Language) -> Table {
    let rows = rollup.prefectures.iter().map(|one| {
        let name = one.name.clone();
        let bodies = vec![one.bodies.to_string()];
        (name, [bodies, verdicts(&one.ledger), progress(one.progress, language)].concat())
    });
    Table {
        heading: text!(ja: "都道府県ごと", en: "By prefecture"),
        notes: Vec::new(),
        columns: [vec![text!(ja: "団体", en: "bodies")], verdict_heads(), progress_heads()].concat(),
        rows: Rows::Named(rows.collect()),
    }
}

fn functions(rollup: &Rollup, language: Language) -> Table {
    let states = [
        text!(ja: "移行済", en: "migrated"),
        text!(ja: "作業中", en: "on way"),
        text!(ja: "特定", en: "special"),
        text!(ja: "未完了", en: "past"),
        text!(ja: "不明", en: "unknown"),
    ];
    let rows = rollup.functions.iter().map(|function| {
        let states = function.states.iter().map(usize::to_string).collect();
        (function.name.clone(), [states, progress(function.progress, language)].concat())
    });
    Table {
        heading: text!(ja: "標準化対象業務ごと", en: "By standardized function"),
        notes: vec![text!(
            ja: "団体の数。特定＝特定移行支援システム、未完了＝期限までに移行未完了（特定移行支援の公表なし）、不明＝台帳の事実では決まらない。",
            en: "Numbers of bodies. Special: specially supported; past: not migrated by the target and not published as specially supported; unknown: the facts do not tell."
        )],
        columns: [Vec::from(states), progress_heads()].concat(),
        rows: Rows::Named(rows.collect()),
    }
}

/// The rules of which a body fails, or of which something is not known or could not be computed.
fn rules(rollup: &Rollup) -> Table {
    let open = |bodies: &[usize]| bodies[..=Verdict::Unknown as usize].iter().any(|number| *number > 0);
    let rows = rollup.rules.iter().filter(|rule| open(&rule.bodies)).map(|rule| {
        let bodies = SHOWN.map(|verdict| rule.bodies[verdict as usize]);
        let (Text { ja, en }, Text { ja: title_ja, en: title_en }) = (rule.severity.label(), &rule.title);
        let name = text!(ja: "[{ja}] {title_ja}", en: "[{en}] {title_en}");
        ([vec![rule.fails], Vec::from(bodies)].concat(), name)
    });
    let rows: Vec<_> = rows.collect();
    let others = rollup.rules.len() - rows.len();
    let heads = SHOWN.iter().map(|verdict| verdict.label());
    Table {
        heading: text!(ja: "ルールごと", en: "By rule"),
        notes: vec![text!(
            ja: "要是正の件数と、団体の数（その団体の判定のうち最も重いものによる）。ほかの{others}ルールには、要是正も未確認もない。",
            en: "Number of fails, then of bodies by the worst of their verdicts. Of the other {others} rules nothing fails and nothing is unknown."
        )],
        columns: [text!(ja: "件数", en: "fails")].into_iter().chain(heads).collect(),
        rows: Rows::Counted(rows),
    }
}

fn verdict_heads() -> Vec<Text> {
    SHOWN.map(|verdict| verdict.label()).into()
}

fn verdicts(ledger: &Ledger) -> Vec<String> {
    SHOWN.map(|verdict| ledger.of(verdict).to_string()).into()
}

fn progress_heads() -> Vec<Text> {
    vec![text!(ja: "国", en: "national"), text!(ja: "完了", en: "done")]
}

/// What both figures are, and that they are told of some functions only.
fn definitions() -> Text {
    text!(
        ja: "国＝（完了＋対象外）÷40項目（総務省の算式）。完了＝完了÷（40項目－対象外）。どちらも、項目数が分かる業務だけの合計で、括弧は分かる業務の割合（分からない業務があるとき）。",
        en: "National: (done + not applicable) of 40 steps, the ministry's formula. Done: done of (40 − not applicable). Both over functions whose steps are told; in brackets how many of all, where some are not."
    )
}

fn progress(progress: Progress, language: Language) -> Vec<String> {
    let share = |share: Share| match share.permille() {
        None => text!(ja: "不明", en: "unknown").get(language).to_owned(),
        Some(permille) => {
            let (whole, tenth) = (permille / 10, permille % 10);
            match share.told == progress.functions {
                true => format!("{whole}.{tenth}%"),
                false => format!("{whole}.{tenth}% ({}/{})", share.told, progress.functions),
            }
        }
    };
    vec![share(progress.ministry), share(progress.completed)]
}
