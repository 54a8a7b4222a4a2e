//! The words of the workbook: headings of what is told, not filled in.

use crate::assess::fitgap::{Analysis, Chosen, Class, Form, Line};
use crate::inventory::Known;
use crate::language::{Language, Text};

/// A column or a sheet: width in characters, heading in Japanese and English.
pub(super) struct Heading(pub(super) f64, pub(super) &'static str, pub(super) &'static str);

impl Heading {
    /// The heading in one language.
    pub(super) fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Ja => self.1,
            Language::En => self.2,
        }
    }
}

/// Characters of a sheet's name at most.
pub(super) const NAME: usize = 31;
/// Columns that stay when a sheet of requirements is scrolled: up to the name.
pub(super) const FROZEN: u16 = 5;
/// The field whose column tells whether a requirement was judged.
pub(super) const JUDGEMENT: &str = "judgement";
/// What the rate is.
pub(super) const RATE: Heading = Heading(
    0.0,
    "適合率＝適合／その日に適合を判断する要件。未判断は適合に数えない。網掛けの行は差分、斜線の行は未判断。",
    "rate = fit, of the requirements judged on the day; what is not assessed is no fit. Grey rows are gaps, hatched ones not assessed.",
);

/// Columns of the summary.
pub(super) const SUMMARY: [Heading; 11] = [
    Heading(20.0, "業務", "Function"),
    Heading(18.0, "実装区分", "Class"),
    Heading(9.0, "適合", "Fit"),
    Heading(9.0, "差分", "Gaps"),
    Heading(9.0, "未判断", "Not assessed"),
    Heading(9.0, "要件", "All"),
    Heading(9.0, "適合率", "Rate"),
    Heading(14.0, "基準日前・日不明", "Coming or undated"),
    Heading(12.0, "切替え", "Cut-over"),
    Heading(9.0, "支障", "Open"),
    Heading(9.0, "不明", "Unknown"),
];

/// Columns of a requirement, before those that people fill in.
pub(super) const LINE: [Heading; 13] = [
    Heading(14.0, "業務", "Function"),
    Heading(10.0, "ID", "Id"),
    Heading(6.0, "枝番", "Branch"),
    Heading(12.0, "区分", "Division"),
    Heading(26.0, "名称", "Name"),
    Heading(40.0, "要件の内容", "What is required"),
    Heading(12.0, "実装区分", "Class"),
    Heading(12.0, "適合基準日", "Judged from"),
    Heading(10.0, "改定種別", "Change"),
    Heading(14.0, "仕様書の備考", "Remark of the specification"),
    Heading(12.0, "採用製品の対応", "Adopted product"),
    Heading(12.0, "対応予定日", "Available from"),
    Heading(14.0, "費用（導入・年額）", "Cost once, a year"),
];

/// A class with its sign in lists of features and forms.
pub(super) fn class(class: Class) -> Heading {
    match class {
        Class::Mandatory => Heading(0.0, "◎ 実装必須", "mandatory"),
        Class::Optional => Heading(0.0, "○ 標準オプション", "optional"),
        Class::Prohibited => Heading(0.0, "× 実装不可", "not to be implemented"),
        Class::Elsewhere => Heading(0.0, "規模が違う", "other sizes"),
        Class::NotKnown => Heading(0.0, "？ 区分が不明", "class not known"),
    }
}

/// How wide a column is that is filled in like that.
pub(super) fn width(form: &Form) -> f64 {
    match form {
        Form::YesNo | Form::Number => 9.0,
        Form::Date => 12.0,
        Form::Choice(_) => 16.0,
        Form::Text => 24.0,
    }
}

/// What is told of a requirement, in the order of [`LINE`].
pub(super) fn line(analysis: &Analysis, line: &Line, language: Language) -> [String; 13] {
    let adopted = analysis.products.iter().position(|product| product.adopted == Some(true));
    let offer = adopted.and_then(|index| line.offers.get(index)?.as_ref());
    let cost = offer.and_then(|offer| Some(format!("{}・{}", offer.cost?, offer.cost_yearly?)));
    [
        analysis.function.name.get(language).to_owned(),
        line.code.clone(),
        line.branch.clone(),
        said(&line.division, language, Clone::clone),
        line.name.clone(),
        said(&line.text, language, Clone::clone),
        class(line.class).get(language).to_owned(),
        said(&line.conform_by, language, ToString::to_string),
        chosen(&line.revision, language),
        said(&line.remark, language, Clone::clone),
        offer.map_or_else(String::new, |offer| chosen(&offer.provision, language)),
        offer.map_or_else(String::new, |offer| said(&offer.planned_on, language, ToString::to_string)),
        cost.unwrap_or_default(),
    ]
}

fn chosen(known: &Known<Chosen>, language: Language) -> String {
    said(known, language, |chosen| chosen.label.get(language).to_owned())
}

fn said<T>(known: &Known<T>, language: Language, write: impl Fn(&T) -> String) -> String {
    match known {
        Known::Value(value) => write(value),
        Known::None => Text::new("なし", "none").get(language).to_owned(),
        Known::Missing => String::new(),
    }
}
