//! What changed between two assessments, for people: the verdicts side by side, what got worse, what got better, why.

mod block;

use super::page::Page;
use super::words::{self, Word, day};
use super::{grid, wrap};
use crate::assess::assessment::{Ledger, Verdict};
use crate::assess::diff::{Cause, Change, Diff, Kind, Settled, Split, Standing};
use crate::language::{Language, Text};
use crate::text;
pub(super) use block::{Room, blocks};

/// Cells in a line.
const WIDTH: usize = 80;

/// Rules named of what is told in brief.
const BRIEF: usize = 5;

const LEDGER: Word = Word::new("判定の変化", "Verdicts");
const BEFORE: Word = Word::new("前", "before");
const NOW: Word = Word::new("今", "now");
const DIFFERENCE: Word = Word::new("増減", "change");
const NOTHING: Word = Word::new("変わった判定はない。", "No verdict changed.");
const SAVED: Word = Word::new(
    "保存した判定結果との比較なので、理由（事実・法令等・期日）を分けて示せない。事実の食い違いだけを示す。",
    "Compared with a saved assessment: causes (facts, law, days) cannot be told apart; only facts that differ are shown.",
);
const PARTLY: Word = Word::new(
    "一方の台帳がもう一方のルール集か日付では読めないため、理由を分けて示せない判定がある。",
    "One inventory cannot be read with the pack or day of the other; of some verdicts the cause cannot be told.",
);
const FATES: Word = Word::new("要是正の行方", "What became of the fails");
const NO_PROGRESS: Word = Word::new(
    "是正が確かめられたものはない。要是正が減ったのは、今の台帳では判定できないか、対象の記録がないためである。",
    "None is known to be fixed: there are fewer because they cannot be judged, or their records are not there, any more.",
);
const NUMBER: Word = Word::new("件数", "number");
const BY_CAUSE: Word = Word::new(
    "理由ごとの件数。二つ以上がそろって変わったものは、それぞれに数える。",
    "Numbers by cause; what took several causes is counted at each.",
);
const STILL: Word = Word::new("続いている要是正", "Still failing");

/// Writes a comparison.
pub fn render(diff: &Diff, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    head(&mut page, diff);
    ledger(&mut page, diff);
    numbers(&mut page, diff);
    fates(&mut page, diff);
    for (kind, ..) in Kind::ALL {
        let changes: Vec<&Change> = diff.changes.iter().filter(|change| change.kind == kind).collect();
        if !changes.is_empty() {
            section(&mut page, diff, kind, &changes);
        }
    }
    still(&mut page, diff);
    foot(&mut page, diff);
    page.finish()
}

/// One kind of change: in full what people must act on or may be proud of, in brief what is merely more or less to ask.
pub(super) fn section(page: &mut Page, diff: &Diff, kind: Kind, changes: &[&Change]) {
    page.heading(page.say(&words::section(&kind.label(), changes.len())));
    blocks(page, diff, changes, room(kind));
    page.blank();
}

fn room(kind: Kind) -> Room {
    match kind {
        Kind::LostFacts => Room { rules: BRIEF, subjects: 2, facts: 1 },
        Kind::NewUnknown | Kind::KnownInOrder | Kind::Gone => Room { rules: BRIEF, subjects: 0, facts: 0 },
        Kind::Fixed => Room { rules: usize::MAX, subjects: 3, facts: 2 },
        _ => Room { rules: usize::MAX, subjects: 4, facts: 3 },
    }
}

fn head(page: &mut Page, diff: &Diff) {
    page.line(page.say(&title(diff)));
    page.bar();
    page.line(page.say(&side(&text!(ja: "前", en: "before"), &diff.old)));
    page.line(page.say(&side(&text!(ja: "今", en: "now   "), &diff.new)));
    if diff.new.body.published_material || diff.old.body.published_material {
        page.hang("", words::NOTICE.get(page.language));
    }
    match diff.split {
        Split::Whole => {}
        Split::Partly => page.hang("", PARTLY.get(page.language)),
        Split::Saved => page.hang("", SAVED.get(page.language)),
    }
    page.blank();
}

fn title(diff: &Diff) -> Text {
    let (name, code) = (&diff.new.body.name, &diff.new.body.code);
    text!(ja: "{name}（{code}）の適合状況の変化", en: "How the compliance of {name} ({code}) changed")
}

/// One side: its day, the day of its facts, its pack.
fn side(name: &Text, standing: &Standing) -> Text {
    let Standing { as_of, facts_as_of, pack, .. } = standing;
    let (law_ja, facts_ja) = (day(*as_of, Language::Ja), day(*facts_as_of, Language::Ja));
    let (Text { ja, en }, pack) = (name, format!("{} {}", pack.name, pack.version));
    match as_of == facts_as_of {
        true => text!(ja: "{ja} {law_ja}現在 / ルール集 {pack}", en: "{en} as of {as_of} / pack {pack}"),
        false => text!(
            ja: "{ja} {law_ja}現在（事実は{facts_ja}現在） / ルール集 {pack}",
            en: "{en} as of {as_of} (facts of {facts_as_of}) / pack {pack}"
        ),
    }
}

fn counts(ledger: &Ledger) -> [usize; 7] {
    let Ledger { fail, error, unknown, waived, pass, not_applicable, total, .. } = *ledger;
    [fail, error, unknown, waived, pass, not_applicable, total]
}

/// The verdicts side by side, with what became more and less.
pub(super) fn ledger(page: &mut Page, diff: &Diff) {
    let language = page.language;
    page.heading(LEDGER.get(language));
    let labels: Vec<Text> = Verdict::ALL.iter().map(|(verdict, ..)| verdict.label()).collect();
    let mut names: Vec<&str> = labels.iter().map(|label| label.get(language)).collect();
    names.push(words::TOTAL.get(language));
    let (old, new) = (counts(&diff.old.ledger), counts(&diff.new.ledger));
    let plain = |numbers: [usize; 7]| numbers.iter().map(usize::to_string).collect::<Vec<_>>();
    let signed = old.iter().zip(new).map(|(old, new)| match new as i64 - *old as i64 {
        0 => "0".to_owned(),
        more => format!("{more:+}"),
    });
    let rows = [
        (BEFORE.get(language), plain(old)),
        (NOW.get(language), plain(new)),
        (DIFFERENCE.get(language), signed.collect()),
    ];
    grid::named_rows(&names, &rows).iter().for_each(|line| page.line(line));
    page.blank();
}

/// How many changes of each kind, and why.
fn numbers(page: &mut Page, diff: &Diff) {
    let language = page.language;
    page.heading(page.say(&heading(diff.changes.len())));
    if diff.changes.is_empty() {
        page.line(&format!(" {}", NOTHING.get(language)));
        page.blank();
        return;
    }
    let has = |cause: Cause| diff.changes.iter().any(|change| change.causes.contains(&cause));
    let causes: Vec<Cause> = Cause::ALL.iter().map(|(cause, ..)| *cause).filter(|cause| has(*cause)).collect();
    let labels: Vec<Text> = causes.iter().map(|cause| cause.label()).collect();
    let mut names = vec![NUMBER.get(language)];
    names.extend(labels.iter().map(|label| label.get(language)));
    names.push("");
    let kinds: Vec<(Vec<usize>, Text)> = Kind::ALL
        .iter()
        .map(|(kind, ..)| (*kind, diff.changes.iter().filter(|change| change.kind == *kind).collect::<Vec<_>>()))
        .filter(|(_, changes)| !changes.is_empty())
        .map(|(kind, changes)| {
            let by = |cause: &Cause| changes.iter().filter(|change| change.causes.contains(cause)).count();
            ([changes.len()].into_iter().chain(causes.iter().map(by)).collect(), kind.label())
        })
        .collect();
    let rows: Vec<(Vec<usize>, &str)> =
        kinds.iter().map(|(numbers, label)| (numbers.clone(), label.get(language))).collect();
    grid::counts(&names, &rows, page.width / 2).iter().for_each(|line| page.line(line));
    if causes.len() > 1 {
        page.hang(" ", BY_CAUSE.get(language));
    }
    page.blank();
}

/// Where the fails of before went and those of now came from: fewer fails are no progress by themselves.
fn fates(page: &mut Page, diff: &Diff) {
    let still = diff.still.iter().filter(|still| still.verdict == Verdict::Fail).count();
    let failing = Some(Verdict::Fail);
    let went = by_kind(diff, still, |change| change.before == failing && change.after != failing);
    let came = by_kind(diff, still, |change| change.after == failing && change.before != failing);
    let (old, new) = (diff.old.ledger.fail, diff.new.ledger.fail);
    if diff.changes.is_empty() || old + new == 0 {
        return;
    }
    page.heading(FATES.get(page.language));
    page.hang(" ", page.say(&fate(&text!(ja: "前の要是正 {old}件", en: "{old} before"), &went)));
    page.hang(" ", page.say(&fate(&text!(ja: "今の要是正 {new}件", en: "{new} now"), &came)));
    if new < old && !went.iter().any(|(_, kind)| *kind == Kind::Fixed.label()) {
        page.hang(" ", NO_PROGRESS.get(page.language));
    }
    page.blank();
}

/// The chosen changes by kind, after what stays.
fn by_kind(diff: &Diff, still: usize, chosen: impl Fn(&Change) -> bool) -> Vec<(usize, Text)> {
    let number = |kind| diff.changes.iter().filter(|change| change.kind == kind && chosen(change)).count();
    let kinds = Kind::ALL.iter().map(|(kind, ..)| (number(*kind), kind.label()));
    let stays = (still, text!(ja: "続いているもの", en: "as before"));
    [stays].into_iter().chain(kinds).filter(|(number, _)| *number > 0).collect()
}

fn fate(whose: &Text, kinds: &[(usize, Text)]) -> Text {
    let all: Vec<Text> =
        kinds.iter().map(|(number, Text { ja, en })| text!(ja: "{ja} {number}", en: "{en} {number}")).collect();
    let Text { ja, en } = words::list(&all.iter().collect::<Vec<_>>());
    let (whose_ja, whose_en) = (&whose.ja, &whose.en);
    match kinds.is_empty() {
        true => whose.clone(),
        false => text!(ja: "{whose_ja}（{ja}）", en: "{whose_en} ({en})"),
    }
}

fn heading(changes: usize) -> Text {
    text!(ja: "変わった判定 {changes}件", en: "Verdicts that changed: {changes}")
}

/// What is no change: the rules that still fail by name, the rest as numbers.
fn still(page: &mut Page, diff: &Diff) {
    if diff.changes.is_empty() && diff.still.is_empty() {
        return;
    }
    let number = |wanted| diff.still.iter().filter(|still| still.verdict == wanted).count();
    let all = Verdict::ALL.iter().map(|(verdict, ..)| (*verdict, number(*verdict)));
    let numbers: Vec<(Verdict, usize)> = all.filter(|(_, number)| *number > 0).collect();
    page.heading(page.say(&unchanged(&words::verdicts(&numbers))));
    page.hang(" ", page.say(&settled(diff.settled)));
    let failing: Vec<usize> =
        diff.still.iter().filter(|still| still.verdict == Verdict::Fail).map(|still| still.rule).collect();
    if !failing.is_empty() {
        page.line(&format!(" {}", STILL.get(page.language)));
    }
    for rule in failing.chunk_by(|a, b| a == b) {
        block::headed(page, &diff.rules[rule[0]], rule.len());
    }
    page.blank();
}

fn settled(Settled { kept, new, gone }: Settled) -> Text {
    text!(
        ja: "充足・該当なし: 前も今も {kept}、今の判定だけにあるもの {new}、前の判定だけにあったもの {gone}",
        en: "In order: before and now {kept}, judged only now {new}, judged only before {gone}"
    )
}

fn unchanged(numbers: &Text) -> Text {
    let Text { ja, en } = numbers;
    match numbers.is_empty() {
        true => text!(ja: "変わらないもの", en: "As before"),
        false => text!(ja: "変わらないもの（{ja}）", en: "As before ({en})"),
    }
}

/// Digests of both sides; those that are the same on both once.
pub(super) fn foot(page: &mut Page, diff: &Diff) {
    page.heading(words::DIGESTS.get(page.language));
    let line = |page: &mut Page, name: Word, old: &str, new: &str| {
        page.line(&format!(" {} {old}", name.get(page.language)));
        if old != new {
            page.line(&format!(" {} {new}", " ".repeat(wrap::cells(name.get(page.language)))));
        }
    };
    line(page, words::INVENTORY, &diff.old.inventory_sha256, &diff.new.inventory_sha256);
    line(page, words::PACK, &diff.old.pack.sha256, &diff.new.pack.sha256);
}
