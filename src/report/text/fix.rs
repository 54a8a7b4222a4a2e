//! What forces a fail, and what can be decided about it, for people at a terminal.

use super::page::Page;
use super::words::{self, Word};
use crate::assess::fix::{Fix, Fixes, Reach, Step};
use crate::assess::grounds::{Grounds, Size};
use crate::language::{Language, Text};
use crate::report::toml;
use crate::text;

/// Values named for one change.
const VALUES: usize = 4;
/// Rules named after a fix.
const RULES: usize = 3;

const GROUNDS: Word = Word::new("これだけで判定が決まる事実", "Facts that force this verdict by themselves");
const FIXES: Word = Word::new("是正の案", "What to decide");
const IRREDUCIBLE: Word = Word::new(
    "どれを欠いても判定は決まらない。ほかの事実の組でもっと少なく済むかは調べていない。",
    "Nothing can be left out; whether other facts would do it with fewer was not looked into.",
);
const GIVEN: Word = Word::new(
    "ほかの事実は台帳のとおりとする。そのうえで、どれを欠いても判定は決まらない。",
    "All other facts are taken as the inventory has them; of these, nothing can be left out.",
);
const CUT: Word =
    Word::new("試行の上限まで調べた。最小とは限らない。", "The search was cut short: perhaps not the smallest set.");
const COMPLETE: Word = Word::new("全部", "complete");

/// The smallest set of facts that forces a fail.
pub(super) fn grounds(page: &mut Page, grounds: &Grounds) {
    let language = page.language;
    page.blank();
    let number = grounds.facts.len() + grounds.lists.len();
    page.heading(&format!("{} ({number})", GROUNDS.get(language)));
    for fact in &grounds.facts {
        page.hang_most(" - ", page.say(&words::fact(fact)), 4);
    }
    for (list, place) in &grounds.lists {
        page.hang(" - ", &format!("{} = {} [{place}]", page.say(list), COMPLETE.get(language)));
    }
    match grounds.size {
        Size::Smallest => {}
        Size::Irreducible => page.hang("   ", IRREDUCIBLE.get(language)),
        Size::Given => page.hang("   ", GIVEN.get(language)),
        Size::Cut => page.hang("   ", CUT.get(language)),
    }
}

/// The smallest sets of changes that end a fail.
pub(super) fn fixes(page: &mut Page, fixes: Option<&Fixes>) {
    page.blank();
    page.heading(FIXES.get(page.language));
    let Some(fixes) = fixes else {
        let fine = text!(ja: "要是正ではないので、改める案はない。", en: "It does not fail: there is nothing to fix.");
        return page.hang(" ", page.say(&fine));
    };
    page.hang(" ", page.say(&found(fixes)));
    for (number, one) in fixes.fixes.iter().enumerate() {
        fix(page, number + 1, one);
    }
    if fixes.more > 0 {
        let more = fixes.more;
        let text = text!(ja: "ほかに {more}案ある。", en: "There are {more} more.");
        page.hang(" ", page.say(&text));
    }
    if !fixes.eased.is_empty() {
        page.blank();
        let eased = text!(
            ja: "要是正ではなくなるが、事実が足りず充足とは言えない案（「その後に確かめること」に挙がる）:",
            en: "No longer a fail, but facts would be missing to call it a pass (see what is to be found out then):"
        );
        page.hang(" ", page.say(&eased));
        fixes.eased.iter().enumerate().for_each(|(number, one)| fix(page, fixes.fixes.len() + number + 1, one));
    }
    if fixes.fixes.is_empty() && !fixes.blocked_by.is_empty() {
        page.blank();
        let (ja, en) = titles(fixes.blocked_by.iter().map(|title| (title, 1)));
        let text = text!(
            ja: "別の要是正を生む案は除いた: {ja}",
            en: "Left out, because another rule would begin to fail: {en}"
        );
        page.hang(" ", page.say(&text));
    }
}

/// How many fixes there are, and how sure that is.
fn found(fixes: &Fixes) -> Text {
    let (tried, most) = (fixes.tried, fixes.most);
    match (fixes.fixes.first(), fixes.reach) {
        (Some(first), reach) => {
            let (size, number) = (first.steps.len(), fixes.fixes.len() + fixes.more);
            let all = match reach {
                Reach::Cut => {
                    text!(ja: "。{tried}通りで打ち切ったので、ほかにもあり得る", en: "; stopped after {tried} trials, so there may be others")
                }
                Reach::Near | Reach::Whole => Text::default(),
            };
            let (all_ja, all_en) = (all.ja, all.en);
            let changes = if size == 1 { "change" } else { "changes" };
            text!(
                ja: "{size}件の変更で要是正でなくなる（{number}案）{all_ja}。",
                en: "It takes {size} {changes}; ways to do it: {number}{all_en}."
            )
        }
        (None, Reach::Cut) => text!(
            ja: "充足にする案は見つからなかった。変更{most}件まで、{tried}通りで打ち切ったので、ないとは言い切れない。上の「対応」による。",
            en: "None found, but the search ended at {most} changes or {tried} trials, so there may be one. See the remedy above."
        ),
        (None, Reach::Near) => text!(
            ja: "決定で変えられる項目を、ルールと事実に書かれた値の前後で変えても（{tried}通り）、充足にはならない。上の「対応」による。",
            en: "Deciding otherwise does not make it pass, with values near those in rules and facts ({tried} tried). See the remedy above."
        ),
        (None, Reach::Whole) if tried == 0 => text!(
            ja: "決定だけで変えられる事実は、この判定に関わっていない。上の「対応」による。",
            en: "No fact behind this verdict can be changed by a mere decision. See the remedy above."
        ),
        (None, Reach::Whole) => text!(
            ja: "決定で変えられる項目をどう変えても（{tried}通り）、充足にはならない。上の「対応」による。",
            en: "Whatever is decided ({tried} ways), it does not pass. See the remedy above."
        ),
    }
}

fn fix(page: &mut Page, number: usize, fix: &Fix) {
    page.blank();
    let name = text!(ja: " 案{number} ", en: " {number}. ");
    for (at, step) in fix.steps.iter().enumerate() {
        let mark = if at == 0 { page.say(&name).to_owned() } else { "     ".to_owned() };
        page.hang(&mark, page.say(&change(step)));
        page.hang("     ", page.say(&write(step)));
    }
    let told = |rules: &[(Text, usize)]| titles(rules.iter().map(|(title, results)| (title, *results)));
    if !fix.ends.is_empty() {
        let (ja, en) = told(&fix.ends);
        page.hang("     ", page.say(&text!(ja: "併せて解消: {ja}", en: "also ends: {en}")));
    }
    if !fix.opens.is_empty() {
        let (ja, en) = told(&fix.opens);
        page.hang("     ", page.say(&text!(ja: "その後に確かめること: {ja}", en: "to be found out then: {en}")));
    }
}

/// `住民記録の設置セグメント: LGWAN接続系 → 基幹系`.
fn change(step: &Step) -> Text {
    let named = step.after.iter().take(VALUES);
    let all = |language: Language, mark: &str| {
        named.clone().map(|(shown, _)| shown.get(language)).collect::<Vec<_>>().join(mark)
    };
    let (ja, en) = (all(Language::Ja, "、または"), all(Language::En, ", or "));
    let more = match step.after.len().saturating_sub(VALUES) {
        0 => Text::default(),
        more => text!(ja: "（ほか{more}通り）", en: " ({more} more)"),
    };
    let before = |language| match &step.before {
        Some(before) => format!("{} → ", before.get(language)),
        None => String::new(),
    };
    Text::new(
        format!("{}: {}{ja}{}", step.label.ja, before(Language::Ja), more.ja),
        format!("{}: {}{en}{}", step.label.en, before(Language::En), more.en),
    )
}

/// Where and how the change is written once it is made.
fn write(step: &Step) -> Text {
    let value = step.after.first().map(|(_, value)| toml::written(value)).unwrap_or_default();
    let field = &step.field;
    let record = step.path.strip_suffix(field.as_str()).unwrap_or(&step.path).trim_end_matches('.');
    match &step.place {
        Some(place) => text!(
            ja: "実施したら {place} を {field} = {value} に改める",
            en: "once done, write {field} = {value} at {place}"
        ),
        None => text!(
            ja: "実施したら {record} に {field} = {value} と書く",
            en: "once done, write {field} = {value} for {record}"
        ),
    }
}

fn titles<'t>(rules: impl Iterator<Item = (&'t Text, usize)>) -> (String, String) {
    let rules: Vec<(&Text, usize)> = rules.collect();
    let named = rules.iter().take(RULES);
    let one = |language: Language| {
        let one = |(title, results): &(&Text, usize)| match (results, language) {
            (1, _) => title.get(language).to_owned(),
            (many, Language::Ja) => format!("{}（{many}件）", title.ja),
            (many, Language::En) => format!("{} ({many})", title.en),
        };
        let all: Vec<String> = named.clone().map(one).collect();
        all.join(if language == Language::Ja { "、" } else { "; " })
    };
    let (ja, en) = (one(Language::Ja), one(Language::En));
    match rules.len().saturating_sub(RULES) {
        0 => (ja, en),
        more => (format!("{ja}、ほか{more}ルール"), format!("{en}; {more} more rules")),
    }
}
