//! Vendors side by side.

use super::{FEW, fit, right, words};
use crate::assess::fitgap::{Analysis, Chosen, Class, Line};
use crate::report::fitgap::Wishes;
use crate::report::text::page::Page;
use crate::text;
use std::collections::BTreeSet;

/// What each product offers, by class and provision, and where the answers differ.
pub(super) fn write(out: &mut Page, analysis: &Analysis, wishes: &Wishes) {
    let language = out.language;
    out.hang(" ", &format!("[{}]", words::OFFERS.get(language)));
    if analysis.products.is_empty() {
        out.hang("  ", words::NO_OFFERS.get(language));
        return;
    }
    for product in &analysis.products {
        let adopted = match product.adopted {
            Some(true) => format!(" ({})", words::ADOPTED.get(language)),
            _ => String::new(),
        };
        let vendor = product.vendor.as_deref().unwrap_or(words::UNKNOWN.get(language));
        out.hang("  ", &format!("{}{adopted} - {vendor}", product.product.name.get(language)));
        for answers in &product.answers {
            let told: String = answers
                .by_provision
                .iter()
                .map(|(provision, count)| format!("  {} {count}", provision_name(provision.as_ref(), out)))
                .collect();
            out.hang("    ", &format!("{}{told}", fit(words::class(answers.class).get(language), 18)));
        }
        let cost = words::cost(Some(product.cost), Some(product.cost_yearly));
        let (ja, en, unpriced) = (cost.ja, cost.en, product.unpriced);
        let line = text!(
            ja: "採るオプションの費用 {ja}（費用の記載がないもの {unpriced}件）",
            en: "wanted options: {en} (not priced: {unpriced})"
        );
        out.hang("    ", out.say(&line).to_owned().as_str());
    }
    differences(out, analysis, wishes);
}

/// Requirements that matter and on which the products differ.
fn differences(out: &mut Page, analysis: &Analysis, wishes: &Wishes) {
    let language = out.language;
    let provision =
        |line: &Line, index: usize| -> Option<Chosen> { line.offers.get(index)?.as_ref()?.provision.clone().value() };
    let all = 0..analysis.products.len();
    let differs = |line: &&Line| {
        let matters = line.class == Class::Mandatory || line.wants_option();
        matters && all.clone().map(|index| provision(line, index)).collect::<BTreeSet<_>>().len() > 1
    };
    let found: Vec<&Line> = analysis.lines.iter().filter(differs).collect();
    out.hang("  ", &format!("{} ({})", words::DIFFER.get(language), found.len()));
    let most = if wishes.full { usize::MAX } else { FEW };
    for line in found.iter().take(most) {
        let told: Vec<String> = all.clone().map(|index| provision_name(provision(line, index).as_ref(), out)).collect();
        out.line(&format!("    {} {}", fit(&line.name, 44), right(&told.join(" / "), 28)));
    }
    let left = found.len().saturating_sub(most);
    if left > 0 {
        let more = text!(ja: "ほかに{left}件", en: "{left} more");
        out.hang("    ", out.say(&more).to_owned().as_str());
    }
}

fn provision_name(provision: Option<&Chosen>, out: &Page) -> String {
    match provision {
        Some(provision) => provision.label.get(out.language).to_owned(),
        None => words::UNANSWERED.get(out.language).to_owned(),
    }
}
