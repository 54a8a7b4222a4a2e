//! The saved assessment, `tekigo.saved/1`: everything a report is made from, so that it can be made later.
//!
//! Unlike the frozen view it is read back, by the same version of the format only. A file may have been edited by hand:
//! whatever a renderer relies on is checked before it gets there.

use super::pretty;
use crate::assess::Assessment;
use crate::assess::assessment::{DerivedTable, Judged, Ledger, Verdict};
use crate::assess::pictures::PlanPicture;
use crate::language::Text;
use crate::text;
use serde::{Deserialize, Serialize};

/// Name and version of the format.
const NAME: &str = "tekigo.saved/2";

/// What the names of all versions begin with.
const FAMILY: &str = "tekigo.saved/";

/// The file.
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    assessment: &'a Assessment,
}

/// The file as far as every version has it.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

/// The file once its version is known.
#[derive(Deserialize)]
struct Body {
    assessment: Assessment,
}

/// Writes an assessment so that [`read`] gives it back.
pub fn write(assessment: &Assessment) -> String {
    pretty(&Document { schema: NAME, assessment })
}

/// Reads a saved assessment.
///
/// # Errors
/// What is wrong with it, and what to do: it is no saved assessment, one of another version, or does not hold together.
pub fn read(text: &str) -> Result<Assessment, (Text, Text)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let help = || {
        text!(
            ja: "`tekigo check 台帳 --save ファイル.json` で保存したファイルを指定します",
            en: "name a file saved with `tekigo check DIR --save FILE.json`"
        )
    };
    let Ok(Head { schema }) = serde_json::from_str(text) else {
        return Err((text!(ja: "保存した判定結果でない", en: "this is no saved assessment"), help()));
    };
    if schema != NAME {
        return Err(match schema.starts_with(FAMILY) {
            true => (
                text!(ja: "`{schema}` の形式は読めない", en: "a file of format `{schema}` cannot be read"),
                text!(
                    ja: "この版が読むのは `{NAME}` です。保存したときの版の tekigo を使うか、台帳から保存し直します",
                    en: "this version reads `{NAME}`; use the version that saved it, or save it anew from the inventory"
                ),
            ),
            false => {
                (text!(ja: "`{schema}` は保存した判定結果でない", en: "`{schema}` is no saved assessment"), help())
            }
        });
    }
    let broken = |what: Text| {
        let help =
            text!(ja: "手で直さず、台帳から保存し直します", en: "do not edit it; save it anew from the inventory");
        let Text { ja, en } = what;
        (text!(ja: "保存した判定結果が壊れている（{ja}）", en: "the saved assessment is broken ({en})"), help)
    };
    let Body { assessment } = serde_json::from_str(text).map_err(|error| broken(Text::same(error.to_string())))?;
    match holds(&assessment) {
        Some(fault) => Err(broken(fault)),
        None => Ok(assessment),
    }
}

/// What does not hold together; `None` is nothing.
fn holds(assessment: &Assessment) -> Option<Text> {
    let (rules, questions) = (assessment.rules.len(), assessment.questions.len());
    let all = [&assessment.results, &assessment.coming, &assessment.lapsed];
    let stray = |judged: &Judged| judged.rule >= rules || judged.missing.iter().any(|question| *question >= questions);
    if all.into_iter().flatten().any(stray) || assessment.ended.iter().any(|rule| *rule >= rules) {
        return Some(
            text!(ja: "存在しない規則や問いを指している", en: "it refers to a rule or question that it does not hold"),
        );
    }
    let ragged = |table: &DerivedTable| table.rows.iter().any(|row| row.len() != table.fields.len());
    if assessment.derived.iter().any(ragged) {
        return Some(text!(ja: "計算した表の列がそろっていない", en: "a computed table is ragged"));
    }
    let units = assessment.pictures.plan.as_ref().map_or(0, |plan| plan.units.len());
    let stray = |plan: &PlanPicture| {
        plan.edges.iter().any(|edge| edge.provider >= units || edge.consumer >= units)
            || plan.units.iter().any(|unit| unit.wave.is_some_and(|wave| wave > units))
    };
    if assessment.pictures.plan.as_ref().is_some_and(stray) {
        return Some(text!(ja: "移行の図が描けない", en: "its picture of the plan cannot be drawn"));
    }
    let number = |wanted| assessment.results.iter().filter(|judged| judged.verdict == wanted).count();
    let counted = Ledger {
        pass: number(Verdict::Pass),
        fail: number(Verdict::Fail),
        unknown: number(Verdict::Unknown),
        not_applicable: number(Verdict::NotApplicable),
        waived: number(Verdict::Waived),
        error: number(Verdict::Error),
        total: assessment.results.len(),
        coming: assessment.coming.len(),
    };
    (counted != assessment.ledger).then(|| text!(ja: "内訳が結果と合わない", en: "its ledger does not add up"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Format, Options, render, sample};

    #[test]
    fn what_was_saved_is_rendered_to_the_same_bytes() {
        let assessment = sample::city();
        let saved = write(&assessment);
        let again = read(&saved).unwrap();
        assert_eq!(write(&again), saved);
        for format in Format::all() {
            for coming in [false, true] {
                let options = Options { coming, ..Options::default() };
                assert_eq!(render(&again, format, &options), render(&assessment, format, &options));
            }
        }
    }

    #[test]
    fn numbers_come_back_as_they_were() {
        use crate::inventory::Value;
        for number in [0.1 + 0.2, 1.0, -16.7, f64::MIN_POSITIVE, 1.797e308] {
            let json = serde_json::to_string(&Value::Number(number)).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), Value::Number(number));
        }
    }

    #[test]
    fn what_is_not_a_whole_saved_assessment_is_refused() {
        let saved = write(&sample::city());
        let later = saved.replacen(NAME, "tekigo.saved/3", 1);
        let said = read(&later).unwrap_err();
        assert!(said.0.en.contains("tekigo.saved/3") && said.1.en.contains(NAME), "{said:?}");
        let view = read("{\"schema\": \"tekigo.assessment/1\"}").unwrap_err();
        assert!(view.0.en.contains("tekigo.assessment/1") && view.1.en.contains("--save"), "{view:?}");
        for broken in ["", "[]", "{}", "{\"schema\": 1}", &saved[..saved.len() / 2]] {
            assert!(read(broken).is_err(), "{broken}");
        }
        let strayed = saved.replacen("\"rule\": 0", "\"rule\": 4000", 1);
        let miscounted = saved.replacen("\"verdict\": \"Unknown\"", "\"verdict\": \"Pass\"", 1);
        for edited in [strayed, miscounted, format!("{{\"schema\": \"{NAME}\"}}")] {
            assert_ne!(edited, saved);
            assert!(read(&edited).unwrap_err().0.en.contains("broken"));
        }
    }
}
