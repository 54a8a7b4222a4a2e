//! The Fit&Gap for people at a terminal.

mod editions;
mod offers;
mod words;

use super::page::Page;
use super::wrap::{cells, cut};
use crate::assess::fitgap::{Analysis, Class, Comparison, Concern, Cutover, FitGap, Item, State, Tally};
use crate::report::clean::clean;
use crate::report::fitgap::Wishes;
use crate::text;

/// Cells in a line.
const WIDTH: usize = 80;
/// Things told under a question, unless the reader asked for a function.
const FEW: usize = 6;

/// Writes the Fit&Gap, or the comparison of two editions.
pub(in crate::report) fn render(page: &FitGap, comparison: Option<&Comparison>, wishes: &Wishes) -> String {
    let mut out = Page::new(wishes.language, WIDTH);
    heading(&mut out, page);
    match comparison {
        Some(comparison) => editions::write(&mut out, comparison),
        None => {
            overview(&mut out, page);
            for analysis in &page.functions {
                function(&mut out, analysis, wishes);
            }
            rest(&mut out, page);
        }
    }
    digests(&mut out, page);
    out.finish()
}

fn heading(out: &mut Page, page: &FitGap) {
    let language = out.language;
    out.ends(words::title(page).get(language), words::as_of(page).get(language));
    out.bar();
    out.line(words::standing(page).get(language));
    if page.body.published_material {
        out.hang_most("", super::words::NOTICE.get(language), 2);
    }
    out.blank();
}

/// One line per function.
fn overview(out: &mut Page, page: &FitGap) {
    let language = out.language;
    if page.functions.is_empty() {
        out.hang("", words::SILENT.get(language));
        out.blank();
        return;
    }
    out.heading(words::OVERVIEW.get(language));
    let head = words::OVERVIEW_COLUMNS.map(|word| word.get(language).to_owned());
    out.line(&wide(&head));
    for analysis in &page.functions {
        let sum = due(analysis);
        let day = analysis.cutover.day.map_or_else(|| words::UNKNOWN.get(language).to_owned(), |day| day.to_string());
        let open = &analysis.readiness;
        out.line(&wide(&[
            analysis.function.name.get(language).to_owned(),
            day,
            words::ready(open, analysis.cutover.live).get(language).to_owned(),
            rate(sum),
            sum.total().to_string(),
            sum.gap.to_string(),
            sum.not_assessed.to_string(),
            open.obstacles.to_string(),
            open.questions.to_string(),
        ]));
    }
    out.hang(" ", words::RATE.get(language));
    out.hang(" ", words::RATE_MORE.get(language));
    out.blank();
}

/// What was found among all requirements whose conformity is judged on the day.
fn due(analysis: &Analysis) -> Tally {
    Class::ALL.iter().fold(Tally::default(), |sum, (class, _)| sum.and(analysis.tally(*class)))
}

fn function(out: &mut Page, analysis: &Analysis, wishes: &Wishes) {
    let language = out.language;
    out.heading(analysis.function.name.get(language));
    for edition in &analysis.editions {
        out.hang(" ", edition.name.get(language));
    }
    if analysis.editions.len() > 1 {
        let note = text!(ja: "同じ日に使う版が複数ある。前の版の適用終了日を書く", en: "more than one edition is in use: write the last day of the earlier one");
        out.hang(" ? ", out.say(&note).to_owned().as_str());
    }
    cutover(out, &analysis.cutover);
    classes(out, analysis);
    if analysis.doubtful > 0 {
        let number = analysis.doubtful;
        let note = text!(
            ja: "使う版かどうかが分からない要件が{number}件ある（数えていない）。適用開始日・終了日を書く",
            en: "of {number} requirements it is not known whether their edition is in use; they are not counted"
        );
        out.hang(" ? ", out.say(&note).to_owned().as_str());
    }
    measures(out, analysis);
    for (question, _) in Concern::ALL {
        items(out, analysis, question, wishes);
    }
    if wishes.offers {
        offers::write(out, analysis, wishes);
    }
    out.blank();
}

fn cutover(out: &mut Page, cutover: &Cutover) {
    let state = cutover.state.map(crate::derive::schedule::State::label);
    let (ja, en) = state.map_or_else(|| ("不明".to_owned(), "not known".to_owned()), |state| (state.ja, state.en));
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let (when, target) = (day(cutover.day), day(cutover.target));
    let late = match cutover.late {
        Some(true) => text!(ja: "、期限に遅れる", en: ", late"),
        _ => text!(ja: "", en: ""),
    };
    let (late_ja, late_en) = (late.ja, late.en);
    let line = text!(
        ja: "切替え {when}（{ja}、期限 {target}{late_ja}）",
        en: "cut-over {when} ({en}; target {target}{late_en})"
    );
    out.hang(" ", out.say(&line).to_owned().as_str());
}

/// The classes with their counts.
fn classes(out: &mut Page, analysis: &Analysis) {
    let language = out.language;
    let head = words::CLASS_COLUMNS.map(|word| word.get(language).to_owned());
    out.line(&narrow(&head));
    for (class, _) in Class::ALL {
        let counts = || analysis.counts.iter().filter(move |count| count.class == class);
        if counts().next().is_none() {
            continue;
        }
        let sum = analysis.tally(class);
        let number = |numbers: usize| numbers.to_string();
        out.line(&narrow(&[
            words::class(class).get(language).to_owned(),
            rate(sum),
            number(sum.total()),
            number(sum.fit),
            number(sum.gap),
            number(sum.not_assessed),
            number(counts().map(|count| count.coming.total()).sum()),
            number(counts().map(|count| count.undated.total()).sum()),
        ]));
    }
}

/// Gaps by measure, in one sentence.
fn measures(out: &mut Page, analysis: &Analysis) {
    let language = out.language;
    let name = |measure: &Option<crate::assess::fitgap::Chosen>| match measure {
        Some(measure) => measure.label.get(language).to_owned(),
        None => words::NO_MEASURE.get(language).to_owned(),
    };
    let all: Vec<String> =
        analysis.measures.iter().map(|(measure, count)| format!("{} {count}", name(measure))).collect();
    let gaps = analysis.all().gap;
    let told = match all.is_empty() {
        true => words::NO_GAP.get(language).to_owned(),
        false => all.join(if language == crate::language::Language::Ja { "、" } else { ", " }),
    };
    out.hang(" ", &format!("{} ({gaps}): {told}", words::MEASURES.get(language)));
}

/// What answers one question.
fn items(out: &mut Page, analysis: &Analysis, question: Concern, wishes: &Wishes) {
    let language = out.language;
    let found: Vec<&Item> = analysis.items.iter().filter(|item| item.question == question).collect();
    if found.is_empty() {
        return;
    }
    let count = |state| found.iter().filter(|item| item.state == state).count();
    let (bad, unknown, good) = (count(State::Bad), count(State::NotKnown), count(State::Good));
    let counted =
        text!(ja: "支障{bad}・不明{unknown}・支障なし{good}", en: "{bad} open, {unknown} unknown, {good} in hand");
    out.hang(" ", &format!("{} [{}]", words::question(question).get(language), out.say(&counted)));
    let most = if wishes.full { usize::MAX } else { FEW };
    for item in found.iter().take(most) {
        let detail = words::detail(item);
        let (name, detail) = (item.about.name.get(language), detail.get(language));
        let gap = if detail.is_empty() { "" } else { ": " };
        out.hang_most(words::mark(item.state), &format!("{name}{gap}{detail}"), 4);
    }
    let left = found.len().saturating_sub(most);
    if left > 0 {
        let id = analysis.function.subject.split_once('/').map_or("", |(_, id)| id);
        let more = text!(ja: "ほかに{left}件（業務 {id} を指定すると全件）", en: "{left} more (all of them with the function {id} named)");
        out.hang("    ", out.say(&more).to_owned().as_str());
    }
}

/// What is not written down, and what to do about it.
fn rest(out: &mut Page, page: &FitGap) {
    let language = out.language;
    if !page.unlisted.is_empty() {
        out.heading(words::UNLISTED.get(language));
        let names: Vec<&str> = page.unlisted.iter().map(|function| function.name.get(language)).collect();
        let mark = if language == crate::language::Language::Ja { "、" } else { ", " };
        out.hang(" ", &format!("({}) {}", names.len(), names.join(mark)));
        out.blank();
    }
    if page.stray > 0 {
        let number = page.stray;
        let note = text!(ja: "どの業務のものか分からない要件が{number}件ある", en: "of {number} requirements the function is not known");
        out.hang(" ? ", out.say(&note).to_owned().as_str());
        out.blank();
    }
    if page.functions.is_empty() {
        out.heading(words::NEXT.get(language));
        for word in [words::NEXT_LIST, words::NEXT_DECISION, words::NEXT_OFFER] {
            out.hang(" ", word.get(language));
        }
        out.hang(" ", words::NEXT_DOC.get(language));
        out.blank();
    } else if !page.open.is_empty() {
        out.heading(words::OPEN.get(language));
        for question in &page.open {
            out.hang(" ? ", out.say(&question.question).to_owned().as_str());
            out.hang("   ", &question.path);
        }
        out.blank();
    }
}

fn digests(out: &mut Page, page: &FitGap) {
    let language = out.language;
    out.heading(super::words::DIGESTS.get(language));
    out.line(&format!(" {} {}", super::words::INVENTORY.get(language), page.inventory_sha256));
    out.line(&format!(" {} {}", super::words::PACK.get(language), page.pack.sha256));
}

/// Hundredths of the share that fits, cut, never rounded up: 100% means all.
fn rate(tally: Tally) -> String {
    match tally.total() {
        0 => "-".to_owned(),
        total => {
            let tenths = tally.fit * 1000 / total;
            format!("{}.{}%", tenths / 10, tenths % 10)
        }
    }
}

/// A row of the overview.
fn wide(cells: &[String; 9]) -> String {
    let [name, day, ready, rest @ ..] = cells;
    format!(" {} {} {}{}", fit(name, 18), fit(day, 10), fit(ready, 12), numbers(rest, &[6, 4, 4, 6, 4, 4]))
}

/// A row of the classes.
fn narrow(cells: &[String; 8]) -> String {
    let [name, rest @ ..] = cells;
    format!(" {}{}", fit(name, 22), numbers(rest, &[6, 5, 5, 5, 6, 8, 7]))
}

/// Numbers at the right ends of their columns.
fn numbers(texts: &[String], widths: &[usize]) -> String {
    texts.iter().zip(widths).map(|(text, width)| format!(" {}", right(text, *width))).collect()
}

/// A text in so many cells, cut or filled up.
fn fit(text: &str, width: usize) -> String {
    let text = cut(&clean(text), width);
    let gap = width.saturating_sub(cells(&text));
    format!("{text}{}", " ".repeat(gap))
}

/// A text at the right end of so many cells.
fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(cells(text))))
}

#[cfg(test)]
mod tests {
    use super::rate;
    use crate::assess::fitgap::Tally;

    #[test]
    fn a_rate_is_never_rounded_up_to_all_and_nothing_has_none() {
        let tally = |fit, gap, not_assessed| Tally { fit, gap, not_assessed };
        assert_eq!(rate(tally(0, 0, 0)), "-");
        assert_eq!(rate(tally(9_999, 1, 0)), "99.9%");
        assert_eq!(rate(tally(1, 0, 0)), "100.0%");
        assert_eq!(rate(tally(1, 0, 2)), "33.3%");
    }
}
