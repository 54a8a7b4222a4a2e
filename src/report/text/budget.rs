//! What actions cost, for people at a terminal: year by year, department by department.

use super::actions::standing;
use super::page::{Page, WIDTH};
use super::words::Word;
use crate::assess::actions::{Budget, Register, Share};
use crate::language::{Language, Text};
use crate::report::actions::words as said;
use crate::text;

const NOTHING: Word = Word::new("是正管理の記録はない。", "No action is recorded.");
const MEANS: Word = Word::new(
    "不明の費用は件数で示し、0円として足さない。運用費用は年額で、その年度から毎年かかる。",
    "Costs that nobody stated are counted, never added as zero. Running cost is per year, from that fiscal year on.",
);

/// Writes the budget.
pub(in crate::report) fn render(register: &Register, budget: &Budget, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.line(page.say(&said::budget_title(register)));
    page.line(page.say(&said::as_of(register)));
    page.bar();
    standing(&mut page, register);
    page.hang("", MEANS.get(language));
    page.blank();
    if budget.years.is_empty() {
        page.line(&format!(" {}", NOTHING.get(language)));
    }
    for year in &budget.years {
        page.heading(said::year(year.fiscal_year).get(language));
        budget
            .shares
            .iter()
            .filter(|share| share.fiscal_year == year.fiscal_year)
            .for_each(|share| one(&mut page, share));
        one(&mut page, year);
        page.blank();
    }
    page.finish()
}

fn one(page: &mut Page, share: &Share) {
    let (Text { ja, en }, number) = (&share.department_name, share.actions);
    let head = text!(ja: "{ja} {number}件", en: "{en}: {number} action(s)");
    page.hang("  ", page.say(&head));
    let (initial, yearly) = (said::total(&share.initial), said::total(&share.yearly));
    let (initial_ja, initial_en, yearly_ja, yearly_en) = (initial.ja, initial.en, yearly.ja, yearly.en);
    let costs = text!(ja: "初期費用 {initial_ja} / 運用費用（年額） {yearly_ja}", en: "once {initial_en} / per year {yearly_en}");
    page.hang("    ", page.say(&costs));
    let parts: Vec<Text> = share
        .funding
        .iter()
        .map(|(_, name, total)| {
            let sum = said::total(total);
            Text::new(format!("{} {}", name.ja, sum.ja), format!("{} {}", name.en, sum.en))
        })
        .collect();
    let join = |language| parts.iter().map(|part| part.get(language)).collect::<Vec<_>>().join(" / ");
    let (ja, en) = (join(Language::Ja), join(Language::En));
    page.hang("    ", page.say(&text!(ja: "初期費用の財源 {ja}", en: "funding of what is spent once: {en}")));
}
