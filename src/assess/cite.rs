//! What a rule rests on, on a day: authority, edition, and the words in which a report cites it.
//!
//! The edition cited is the one in force on that day. Where a clause is known only from a later edition, the citation
//! says so, and since when it has been asked for: a report of 2022 does not pass the edition of 2026 off as its measure.

use super::assessment::{ClauseSummary, RuleSummary};
use crate::calendar::era;
use crate::language::Text;
use crate::pack::{Authority, Clause, Pack, Rule};
use crate::text;
use jiff::civil::Date;

/// One rule as a report of that day shows it. A rule that has not begun is shown as on its first day, one that has
/// ended as on its last.
pub(super) fn summary(pack: &Pack, rule: &Rule, as_of: Date) -> RuleSummary {
    let day = day_in_force(rule, as_of);
    let clauses: Vec<&Clause> = pack.cited(rule, day).collect();
    RuleSummary {
        id: rule.id.clone(),
        area: rule.area.clone(),
        severity: rule.severity,
        own: rule.own,
        authority: clauses.iter().map(|clause| clause.authority).min().unwrap_or(Authority::Plan),
        confirmed: clauses.iter().all(|clause| clause.confirmed),
        clauses: clauses.iter().map(|clause| cited(clause, day)).collect(),
        finding: rule.finding.clone(),
        title: rule.title.clone(),
        why: rule.why.clone(),
        remedy: rule.remedy.clone(),
        from: Some(rule.from),
        until: rule.until,
    }
}

/// The day of the rule's own life that lies nearest to a day.
pub fn day_in_force(rule: &Rule, day: Date) -> Date {
    let day = rule.until.map_or(day, |until| until.min(day));
    day.max(rule.from)
}

/// A clause as a report of that day cites it.
pub(super) fn cited(clause: &Clause, day: Date) -> ClauseSummary {
    ClauseSummary {
        id: clause.id.clone(),
        label: citation(clause, day),
        authority: clause.authority,
        edition: clause.edition.clone(),
        later_edition: clause.is_of_later_edition(day),
        confirmed: clause.confirmed,
    }
}

/// Document, edition and place in it, as one line.
fn citation(clause: &Clause, day: Date) -> Text {
    let (document, label) = (&clause.document, &clause.label);
    let (document_ja, label_ja) = (&document.ja, &label.ja);
    let (document_en, label_en) = (&document.en, &label.en);
    let Text { ja: edition_ja, en: edition_en } = &clause.edition;
    if edition_ja.is_empty() {
        return text!(ja: "{document_ja} {label_ja}", en: "{document_en}, {label_en}");
    }
    if !clause.is_of_later_edition(day) {
        return text!(ja: "{document_ja}（{edition_ja}）{label_ja}", en: "{document_en} ({edition_en}), {label_en}");
    }
    match clause.from {
        Some(from) => {
            let since = era(from);
            text!(
                ja: "{document_ja} {label_ja}（現行の{edition_ja}による基準。{since}から）",
                en: "{document_en}, {label_en} (standard of the present edition ({edition_en}), in force since {from})"
            )
        }
        None => {
            let then = era(day);
            text!(
                ja: "{document_ja} {label_ja}（現行の{edition_ja}による基準。{then}当時の版とは未照合）",
                en: "{document_en}, {label_en} (standard of the present edition ({edition_en}); not checked against the edition of {day})"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Place};
    use jiff::civil::date;

    fn clause(from: Option<Date>) -> Clause {
        Clause {
            id: "guideline/3".to_owned(),
            document: Text::new("指針", "Guideline"),
            edition: Text::new("令和8年3月27日改定", "revised on 27 March 2026"),
            edition_from: Some(date(2026, 3, 27)),
            label: Text::new("第3章", "chapter 3"),
            text: Text::default(),
            authority: Authority::Advice,
            from,
            until: None,
            confirmed: true,
            place: Place { file: FileId(0), start: 0, end: 0 },
        }
    }

    #[test]
    fn a_report_of_an_earlier_day_says_that_it_measures_by_a_later_edition() {
        let (known, unknown) = (clause(Some(date(2017, 7, 1))), clause(None));
        let said = |clause: &Clause, day| cited(clause, day).label.ja;
        assert_eq!(said(&known, date(2026, 3, 27)), "指針（令和8年3月27日改定）第3章");
        assert_eq!(
            said(&known, date(2026, 3, 26)),
            "指針 第3章（現行の令和8年3月27日改定による基準。平成29年7月1日から）"
        );
        assert_eq!(
            said(&unknown, date(2022, 10, 1)),
            "指針 第3章（現行の令和8年3月27日改定による基準。令和4年10月1日当時の版とは未照合）"
        );
        assert!(cited(&unknown, date(2022, 10, 1)).later_edition && !cited(&unknown, date(2026, 4, 1)).later_edition);
    }
}
