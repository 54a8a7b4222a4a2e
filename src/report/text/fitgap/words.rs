//! The words of the Fit&Gap, in both languages.

use crate::assess::fitgap::{Class, Concern, FitGap, Item, Kept, Readiness, State};
use crate::calendar;
use crate::inventory::Known;
use crate::language::Text;
use crate::report::text::words::Word;
use crate::text;

macro_rules! words {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        $(pub(super) const $name: Word = Word::new($ja, $en);)*
    };
}

words! {
    OVERVIEW: "業務ごとの状況", "By function";
    RATE: "適合率＝適合／その日に適合を判断する要件。未判断は適合に数えない。", "rate = fit, of the requirements judged on the day; what is not assessed is no fit.";
    RATE_MORE: "支障・不明は、切替えの前に片付ける件と、分からない件。", "open, unknown: what stands in the way of the cut-over, and what cannot be told.";
    MEASURES: "差分への対応方針", "Measures on the gaps";
    NO_GAP: "差分なし", "no gap";
    NO_MEASURE: "対応方針なし", "without a measure";
    NEXT: "次にすること", "What to do next";
    NEXT_LIST: "1. 標準仕様書の機能・帳票・連携の要件を、版とともに [[specification]] と [[requirement]] に写す。", "1. Copy features, forms and linkages of the specifications into [[specification]] and [[requirement]].";
    NEXT_DECISION: "2. 要件ごとに、担当課の判断（適合・差分、対応方針、期限）を [[decision]] に書く。", "2. Write what each department finds and decides on a requirement into [[decision]].";
    NEXT_OFFER: "3. 事業者の回答を [[product]] と [[offer]] に、帳票と独自施策システムを [[form_use]] と [[own_link]] に書く。", "3. Write vendors' answers into [[product]] and [[offer]], forms and own systems into [[form_use]] and [[own_link]].";
    NEXT_DOC: "書き方は docs/fitgap.md にある。", "docs/fitgap.md says how.";
    SILENT: "標準仕様書の要件が一件も書かれていないので、適合するかどうかは分からない。", "Not one requirement of a specification is written down, so it cannot be told what fits.";
    UNLISTED: "要件の一覧が書かれていない業務", "Functions without a list of requirements";
    OPEN: "一覧がこれで全部かどうか", "Are the lists complete?";
    OFFERS: "事業者の回答の比較", "What vendors offer";
    NO_OFFERS: "要件への事業者の回答は書かれていない。", "No answer of a vendor on a requirement is written down.";
    ADOPTED: "採用", "adopted";
    UNANSWERED: "回答なし", "no answer";
    DIFFER: "実装必須・採ることにした標準オプションで、回答が分かれる要件", "Mandatory requirements and wanted options on which the answers differ";
    EDITIONS: "標準仕様書の版の比較", "Two editions compared";
    NO_CHANGE: "違いはない。", "Nothing differs.";
    UNKNOWN: "不明", "unknown";
    PENDING: "未定", "not set";
}

/// Heads of the overview.
pub(super) const OVERVIEW_COLUMNS: [Word; 9] = [
    Word::new("業務", "function"),
    Word::new("切替え", "cut-over"),
    Word::new("準備", "ready"),
    Word::new("適合率", "rate"),
    Word::new("要件", "all"),
    Word::new("差分", "gaps"),
    Word::new("未判断", "n.a."),
    Word::new("支障", "open"),
    Word::new("不明", "unk."),
];

/// Heads of the classes.
pub(super) const CLASS_COLUMNS: [Word; 8] = [
    Word::new("実装区分", "class"),
    Word::new("適合率", "rate"),
    Word::new("要件", "all"),
    Word::new("適合", "fit"),
    Word::new("差分", "gaps"),
    Word::new("未判断", "n.a."),
    Word::new("基準日前", "coming"),
    Word::new("日不明", "undated"),
];

/// A class with its sign in lists of features and forms.
pub(super) fn class(class: Class) -> Word {
    match class {
        Class::Mandatory => Word::new("◎ 実装必須", "mandatory"),
        Class::Optional => Word::new("○ 標準オプション", "optional"),
        Class::Prohibited => Word::new("× 実装不可", "not to be implemented"),
        Class::Elsewhere => Word::new("規模が違う", "other sizes"),
        Class::NotKnown => Word::new("？ 区分が不明", "class not known"),
    }
}

/// The question that an item answers.
pub(super) fn question(question: Concern) -> Word {
    match question {
        Concern::Conformity => Word::new(
            "適合基準日に間に合わない実装必須の要件",
            "Mandatory requirements that miss their day of conformity",
        ),
        Concern::NoMeasure => Word::new("対応方針のない差分", "Gaps without a measure"),
        Concern::Overdue => Word::new("期限を過ぎた対応", "Measures overdue"),
        Concern::Decision => Word::new("だれが、いつまでに決めるか", "Who decides what by when"),
        Concern::Option => Word::new(
            "採ることにした標準オプション（費用のかかるもの・備えのないもの）",
            "Wanted options that cost or are missing",
        ),
        Concern::Form => {
            Word::new("様式が変わる帳票（公印・外字・委託）", "Forms that change (seal, characters, outsourcing)")
        }
        Concern::OwnLink => Word::new("独自施策システム等との連携", "Links of own systems"),
        Concern::Bylaw => Word::new("切替えまでに改正する条例・規則等", "Bylaws to change before the cut-over"),
    }
}

/// The mark before an item.
pub(super) fn mark(state: State) -> &'static str {
    match state {
        State::Bad => "  ! ",
        State::NotKnown => "  ? ",
        State::Good => "  - ",
    }
}

pub(super) fn ready(readiness: &Readiness, live: bool) -> Word {
    match (readiness.ready, live) {
        (Some(true), false) => Word::new("整った", "ready"),
        (Some(true), true) => Word::new("稼働・残なし", "live"),
        (Some(false), false) => Word::new("未了", "not ready"),
        (Some(false), true) => Word::new("稼働・残あり", "live, open"),
        (None, _) => Word::new("不明", "unknown"),
    }
}

pub(super) fn title(page: &FitGap) -> Text {
    let (name, code) = (&page.body.name, &page.body.code);
    text!(ja: "{name}（{code}）のFit&Gap", en: "Fit&Gap of {name} ({code})")
}

pub(super) fn as_of(page: &FitGap) -> Text {
    let (day, ja) = (page.as_of, calendar::era(page.as_of));
    text!(ja: "{ja}現在", en: "as of {day}")
}

pub(super) fn standing(page: &FitGap) -> Text {
    let (day, tool) = (page.facts_as_of, &page.tool);
    let (era, name, version) = (calendar::era(day), &page.pack.name, &page.pack.version);
    text!(ja: "事実は{era}時点。tekigo {tool}、{name} {version}", en: "facts of {day}; tekigo {tool}, {name} {version}")
}

/// What is said of an item beside its name.
pub(super) fn detail(item: &Item) -> Text {
    let mut ja: Vec<String> = Vec::new();
    let mut en: Vec<String> = Vec::new();
    let mut say = |text: Text| {
        ja.push(text.ja);
        en.push(text.en);
    };
    if let Some(what) = &item.what {
        say(what.clone());
    } else if item.question == Concern::Conformity || item.question == Concern::Option && item.state == State::NotKnown
    {
        say(text!(ja: "採用した製品の回答がない", en: "no answer on the adopted product"));
    } else if item.question == Concern::Bylaw {
        say(text!(ja: "どの条例・規則等かは不明", en: "which bylaw is not known"));
    }
    if let Some(day) = days(item) {
        say(day);
    }
    if let Some((once, yearly)) = item.cost {
        say(cost(once, yearly));
    }
    if let Some(owner) = &item.owner {
        say(owner.name.clone());
    }
    if let Some(post) = &item.post {
        say(text!(ja: "決める職 {post}", en: "decided by {post}"));
    }
    Text::new(ja.join("、"), en.join("; "))
}

/// The day of an item beside the day that it must not pass.
fn days(item: &Item) -> Option<Text> {
    let day = match (&item.day, item.question) {
        (Known::Value(day), _) => Text::same(day.to_string()),
        (Known::None, Concern::NoMeasure | Concern::Overdue) => return None,
        (Known::None, _) => PENDING.text(),
        (Known::Missing, Concern::NoMeasure | Concern::Overdue) => return None,
        (Known::Missing, Concern::Option | Concern::Form | Concern::Conformity) if item.limit.is_none() => return None,
        (Known::Missing, Concern::Conformity) => {
            let limit = item.limit.map(|limit| limit.to_string()).unwrap_or_default();
            return Some(text!(ja: "適合基準日 {limit}", en: "judged from {limit}"));
        }
        (Known::Missing, _) => UNKNOWN.text(),
    };
    let limit = item.limit.map_or_else(|| UNKNOWN.text(), |limit| Text::same(limit.to_string()));
    let (ja, en, limit_ja, limit_en) = (day.ja, day.en, limit.ja, limit.en);
    Some(match item.question {
        Concern::Conformity => {
            text!(ja: "時期 {ja}（適合基準日 {limit_ja}）", en: "from {en} (judged from {limit_en})")
        }
        Concern::NoMeasure => return None,
        Concern::Overdue => text!(ja: "期限 {ja}", en: "due {en}"),
        Concern::Decision => text!(ja: "期限 {ja}", en: "by {en}"),
        Concern::Option => text!(ja: "{ja}から（切替え {limit_ja}）", en: "from {en} (cut-over {limit_en})"),
        Concern::Form => {
            text!(ja: "委託先の対応 {ja}（切替え {limit_ja}）", en: "contractor ready {en} (cut-over {limit_en})")
        }
        Concern::OwnLink => text!(ja: "使える日 {ja}（切替え {limit_ja}）", en: "ready {en} (cut-over {limit_en})"),
        Concern::Bylaw => text!(ja: "{ja}まで（切替え {limit_ja}）", en: "by {en} (cut-over {limit_en})"),
    })
}

/// Yen once and per year; what is not stated is said to be unknown.
pub(super) fn cost(once: Option<i64>, yearly: Option<i64>) -> Text {
    let yen = |amount: Option<i64>| amount.map(grouped);
    let (once_ja, once_en) = (
        yen(once).map_or_else(|| "不明".into(), |n| format!("{n}円")),
        yen(once).map_or_else(|| "unknown".into(), |n| format!("{n} yen")),
    );
    let (ja, en) = (
        yen(yearly).map_or_else(|| "不明".into(), |n| format!("{n}円")),
        yen(yearly).map_or_else(|| "unknown".into(), |n| format!("{n} yen")),
    );
    text!(ja: "導入 {once_ja}・年額 {ja}", en: "{once_en} once, {en} a year")
}

/// A number with a comma after every three digits.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    if number < 0 { format!("-{written}") } else { written }
}

pub(super) fn kept(kept: Kept) -> Word {
    match kept {
        Kept::Again => Word::new("判断し直す", "judge again"),
        Kept::Dropped => Word::new("判断は要らなくなる", "no longer needed"),
        Kept::Stands => Word::new("判断はそのまま（日だけ変わる）", "the decision stands, the day changes"),
        Kept::Nothing => Word::new("まだ判断していない", "not assessed yet"),
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn amounts_are_grouped_by_three() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000")];
        for (number, written) in cases {
            assert_eq!(grouped(number), written);
        }
    }
}
