//! Rows of a table that seem to be about another body: its code stands in them.

use super::survey::Survey;
use crate::diagnostic::{Diagnostic, Fault};
use crate::load::body_code::{complete, with_lost_zero};
use crate::load::sheet::View;
use crate::load::spelling::fold;
use crate::text;

/// Headings under which codes of bodies stand, folded.
const HEADINGS: [&str; 4] = ["団体コード", "市区町村コード", "地方公共団体コード", "全国地方公共団体コード"];

/// What must be told of codes that are not that of the body; the rows are read all the same.
pub(super) fn told(view: View<'_>, survey: &Survey, code: &str) -> Vec<Diagnostic> {
    let is_code = |heading: &str| HEADINGS.contains(&&*fold(heading));
    let Some(column) = survey.headings.iter().position(|heading| is_code(heading)) else { return Vec::new() };
    let own = |written: &str| {
        let written = fold(written);
        let zero = with_lost_zero(&written);
        [&*written, zero.as_deref().unwrap_or_default()].contains(&code) || code.get(..5) == Some(&*written)
    };
    let rows = survey.header_rows.1..view.rows();
    let strange = rows.filter(|row| !matches!(view.get(*row, column), "" | "-" | "－") && !own(view.get(*row, column)));
    strange.map(|row| strange_code(view, row, column, code)).collect()
}

fn strange_code(view: View<'_>, row: usize, column: usize, code: &str) -> Diagnostic {
    let written = view.get(row, column);
    let folded = fold(written);
    let holds = folded.get(..5).and_then(complete).is_some_and(|whole| whole == *folded);
    let message = text!(
        ja: "団体コード `{written}` は、この台帳の団体（{code}）のものでない",
        en: "the code `{written}` is not that of this body ({code})"
    );
    let help = match holds {
        true => text!(
            ja: "ほかの団体の行なら、表から除いて取り込みます（このままでは読み込みます）",
            en: "if the row is about another body, take it out of the table first (as it is, it is read)"
        ),
        false => text!(
            ja: "検査数字が合わないので、書き間違いと思われます。表を直します（行はこのまま読み込みます）",
            en: "its check digit is wrong, so it is probably a slip: mend the table (the row is read as it is)"
        ),
    };
    Diagnostic::warning(Fault::Inventory, view.place(row, column), message).help(help)
}
