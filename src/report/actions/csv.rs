//! The budget as a table: a line per fiscal year and department, and one for each year.

use super::words;
use crate::assess::actions::{Budget, Share, Total};
use crate::language::Language;
use crate::report::separated::{MARK, line};

/// Headings. A sum stands beside the number of actions whose cost is not in it.
const HEADINGS: [(&str, &str); 9] = [
    ("年度", "fiscal year"),
    ("担当課", "department"),
    ("件数", "actions"),
    ("初期費用（円）", "initial cost (yen)"),
    ("初期費用が不明の件数", "initial cost unknown"),
    ("運用費用・年額（円）", "running cost per year (yen)"),
    ("運用費用が不明の件数", "running cost unknown"),
    ("財源", "funding"),
    ("区分", "kind"),
];

/// Writes the table.
pub(super) fn render(budget: &Budget, language: Language) -> String {
    let pick = |(ja, en): (&str, &str)| if language == Language::Ja { ja.to_owned() } else { en.to_owned() };
    let mut out = MARK.to_string();
    out.push_str(&line(HEADINGS.map(pick)));
    let (part, whole) = (pick(("内訳", "part")), pick(("年度計", "total of the year")));
    for year in &budget.years {
        for share in budget.shares.iter().filter(|share| share.fiscal_year == year.fiscal_year) {
            out.push_str(&row(share, &part, language));
        }
        out.push_str(&row(year, &whole, language));
    }
    out
}

fn row(share: &Share, kind: &str, language: Language) -> String {
    // Where no cost is stated the cell stays blank: nothing known is not zero.
    let yen = |total: &Total| if total.stated > 0 { total.yen.to_string() } else { String::new() };
    let funding = share
        .funding
        .iter()
        .map(|(_, name, total)| format!("{}: {}", name.get(language), words::total(total).get(language)));
    line([
        words::year(share.fiscal_year).get(language).to_owned(),
        share.department_name.get(language).to_owned(),
        share.actions.to_string(),
        yen(&share.initial),
        share.initial.unknown.to_string(),
        yen(&share.yearly),
        share.yearly.unknown.to_string(),
        funding.collect::<Vec<_>>().join(" / "),
        kind.to_owned(),
    ])
}
