//! The words of the plan, in both languages.

use crate::assess::PlanPage;
use crate::calendar;
use crate::derive::schedule::model::{Contradiction, PlannedMilestone, Premise, Source, Target, Unit};
use crate::derive::schedule::{Cut, Day, Outcome, State, date};
use crate::language::{Language, Text};
use crate::report::plan::iso;
use crate::report::text::words::{Word, list};
use crate::text;
use jiff::civil::Date;

macro_rules! words {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        $(pub(super) const $name: Word = Word::new($ja, $en);)*
    };
}

words! {
    STATES: "移行の状態", "States";
    NOT_APPLICABLE: "対象外（この団体が行わない事務）", "not an affair of this body";
    TABLE: "業務ごとの見通し", "By function";
    UNKNOWN: "不明", "unknown";
    LIVE: "稼働済み", "live";
    COMPLETE: "全項目済", "all done";
    MINISTRY: "国の数え方＝（完了済み＋対象外）／40項目（総務省の算式）。", "ministry = (done + not applicable) of 40 steps, the ministry's formula.";
    HONEST: "完了のみ＝完了済み／（40項目－対象外）。合計しか公表されていないときは不明。", "done = steps done of those that apply; unknown where only the total is published.";
    FLOATS: "余裕＝期限までの日数。負は遅れの日数。業務間の依存と切替期間だけから求める。", "float = days to the target, negative is days late; from dependencies and windows alone.";
    BLAME: "期限に遅れる業務・遅れるおそれのある業務と、その原因", "Late, or perhaps late, and what causes it";
    UNTOLD: "見通しを出せない業務", "Functions of which nothing can be told";
    NOBODY_TOLD_LATE: "見通しの出た業務に、期限に遅れる見込みのものはない。", "Of the functions of which anything can be told, none is expected to be late.";
    NOTHING_TOLD: "見通しの出た業務に、これから移行するものはない。", "Of the functions of which anything can be told, none is left to migrate.";
    LINKS_UNTOLD: "見通しを出せない業務との連携は、暫定連携が要るかどうか分からないので、ここにない。", "Links with a function of which nothing can be told are not here: whether they need one is not known.";
    NOBODY_LATE: "期限に遅れる見込みの業務はない。", "No function is expected to be late.";
    WAVES: "移行の順番", "Order of cut-over";
    CRITICAL: "最も余裕のない連なり:", "critical chain:";
    NOTHING_OPEN: "これから移行する業務はない。", "Nothing is left to migrate.";
    GANTT: "工程表", "Schedule";
    LEGEND: "= 作業  * 最も早い稼働日  . 最長の場合  ? 終わりが見通せない  | 期限", "= work  * earliest go-live  . at worst  ? no end in sight  | target";
    LINKS: "循環と、暫定連携が要る業務間連携", "Cycles, and links that need an interim solution";
    SPLIT: "両側の稼働日が異なるため、新旧のシステムをつなぐ暫定連携が要る:", "Split in time, so that old and new system need an interim link:";
    VENDORS: "事業者の同時対応数を守った計画の一例", "One feasible plan within the vendors' capacity";
    VENDOR_RULE: "決め方: 着手できるもののうち、期限までの残りが最も少ないものから順に、事業者の手が空いた日に着手する（同じときは早く着手できるもの、一覧で先のもの）。余裕日数には影響しない。", "Rule: of what can start, whatever has the least time left before its date goes first, on the day its vendor is free (then whatever can start first, then the list's order). Floats do not come from it.";
    REMARKS: "特記事項", "Remarks";
    BASIS: "前提と、まず確かめること", "What is assumed, and what to ask first";
    CHANGES: "変わるもの", "What changes";
    NO_CHANGE: "変わるものはない。", "Nothing changes.";
}

/// Heads of the columns.
pub(super) const COLUMNS: [Word; 7] = [
    Word::new("業務", "function"),
    Word::new("状態", "state"),
    Word::new("稼働(最短)", "earliest"),
    Word::new("期限", "target"),
    Word::new("余裕", "float"),
    Word::new("国", "minis."),
    Word::new("完了", "done"),
];

/// A state in a few cells.
pub(super) fn short(state: State) -> Word {
    match state {
        State::Migrated => Word::new("移行済み", "migrated"),
        State::OnTheWay => Word::new("期限内の見込み", "on the way"),
        State::SpeciallySupported => Word::new("特定移行支援", "supported"),
        State::PastTarget => Word::new("期限超過", "past target"),
        State::NotKnown => Word::new("不明", "not known"),
    }
}

pub(super) fn title(plan: &PlanPage) -> Text {
    let (name, code) = (&plan.body.name, &plan.body.code);
    text!(ja: "{name}（{code}）の移行の見通し", en: "Migration of {name} ({code})")
}

pub(super) fn as_of(day: Date) -> Text {
    let ja = calendar::era(day);
    text!(ja: "{ja}現在", en: "as of {day}")
}

pub(super) fn standing(plan: &PlanPage) -> Text {
    let (day, tool) = (plan.facts_as_of, &plan.tool);
    let (era, name, version) = (calendar::era(day), &plan.pack.name, &plan.pack.version);
    text!(ja: "事実は{era}時点。tekigo {tool}、{name} {version}", en: "facts of {day}; tekigo {tool}, {name} {version}")
}

fn day_or_open(day: Option<Day>) -> Text {
    match day.and_then(date) {
        Some(day) => Text::same(day.to_string()),
        None => text!(ja: "見通せない", en: "no end in sight"),
    }
}

/// The worse end of a range.
pub(super) fn range(unit: &Unit, outcome: &Outcome) -> Text {
    let worst = day_or_open(outcome.worst);
    let float = outcome.float.0.map_or_else(|| "-".to_owned(), |days| days.to_string());
    let (ja, en) = (worst.ja, worst.en);
    let basis = basis(unit);
    let (basis_ja, basis_en) = (basis.ja, basis.en);
    let (if_ja, if_en) = match premise(unit, outcome) {
        Some(Text { ja, en }) => (format!("。{ja}"), format!("; {en}")),
        None => (String::new(), String::new()),
    };
    text!(ja: "最長: {ja}（余裕 {float}日）{basis_ja}{if_ja}", en: "at worst: {en} (float {float}), {basis_en}{if_en}")
}

/// What days and floats take for granted, where the state of the function is not known for want of it.
pub(super) fn premise(unit: &Unit, outcome: &Outcome) -> Option<Text> {
    let premises = unit.premises();
    if outcome.state != State::NotKnown || premises.is_empty() {
        return None;
    }
    let each = premises.into_iter().map(|premise| match premise {
        Premise::NotLive => ("まだ移行していない", "not migrated yet"),
        Premise::NotSupported => ("特定移行支援システムでない", "not specially supported"),
        Premise::Applies => ("この団体が行う", "an affair of the body"),
    });
    let (ja, en): (Vec<&str>, Vec<&str>) = each.unzip();
    let (ja, en) = (ja.join("、かつ"), en.join(" and "));
    Some(text!(ja: "{ja}場合", en: "if {en}"))
}

/// Which functions nothing can be told of, why, and what would tell.
pub(super) fn untold(names: &[&Text], telling: &[Text]) -> Vec<Text> {
    let number = names.len();
    let Text { ja, en } = list(names);
    let telling: Vec<&Text> = telling.iter().collect();
    let Text { ja: fields_ja, en: fields_en } = list(&telling);
    vec![
        text!(
            ja: "次の{number}業務は、移行したかどうかも、残りの作業も書かれていない。遅れているとも、間に合うともいえない: {ja}",
            en: "Of {number} functions nobody has written whether they are migrated, nor what is left to do; they are neither late nor in time: {en}"
        ),
        text!(
            ja: "状況が分かれば見通しが出る。業務ごとに書くもの（どれか一つでもよい）: {fields_ja}（tekigo ask で尋ねる）",
            en: "To be written of each, any of these helps: {fields_en} (tekigo ask)"
        ),
    ]
}

fn basis(unit: &Unit) -> Text {
    match unit.basis {
        crate::derive::schedule::model::Basis::Steps => {
            let open = unit.steps.open().unwrap_or(0);
            text!(ja: "残り{open}項目・仮定", en: "{open} steps open, assumed pace")
        }
        crate::derive::schedule::model::Basis::None => text!(ja: "見積りも予定もない", en: "neither estimate nor plan"),
        crate::derive::schedule::model::Basis::Plan => text!(ja: "予定による", en: "as planned"),
        _ => text!(ja: "見積りによる", en: "as estimated"),
    }
}

/// Who is late, by how much, and why.
pub(super) fn blame(unit: &Unit, outcome: &Outcome) -> Text {
    let chain = |language| {
        let names: Vec<&str> = outcome.chain.iter().map(|(_, name): &(String, Text)| name.get(language)).collect();
        names.join(" → ")
    };
    let guess = if outcome.assumed { ("（仮定）", " (assumed)") } else { ("", "") };
    let (if_ja, if_en) = match premise(unit, outcome) {
        Some(Text { ja, en }) => (format!(": {ja}、"), format!(": {en}, ")),
        None => (": ".to_owned(), ": ".to_owned()),
    };
    let name_ja = format!("{}{}{if_ja}", unit.name.ja, guess.0);
    let name_en = format!("{}{}{if_en}", unit.name.en, guess.1);
    let (ja, en) = (chain(Language::Ja), chain(Language::En));
    match (outcome.float.1, outcome.float.0) {
        (Some(best), Some(worst)) if best < 0 && worst == best => {
            let days = -best;
            text!(ja: "{name_ja}{days}日の遅れ。原因: {ja}", en: "{name_en}{days} days late, because of {en}")
        }
        (Some(best), Some(worst)) if best < 0 => {
            let (least, most) = (-best, -worst);
            text!(ja: "{name_ja}{least}〜{most}日の遅れ。原因: {ja}", en: "{name_en}{least} to {most} days late, because of {en}")
        }
        (Some(best), None) if best < 0 => {
            let least = -best;
            text!(ja: "{name_ja}少なくとも{least}日の遅れ。原因: {ja}", en: "{name_en}at least {least} days late, because of {en}")
        }
        (_, Some(worst)) => {
            let most = -worst;
            text!(ja: "{name_ja}最長で{most}日の遅れ。左右するもの: {ja}", en: "{name_en}up to {most} days late, depending on {en}")
        }
        _ => {
            text!(ja: "{name_ja}終わりが見通せない。左右するもの: {ja}", en: "{name_en}no end in sight, depending on {en}")
        }
    }
}

pub(super) fn separator(language: Language) -> &'static str {
    if language == Language::Ja { "、" } else { ", " }
}

pub(super) fn cycle(number: usize, names: &[String], cut: bool, language: Language) -> String {
    let list = names.join(if language == Language::Ja { "・" } else { ", " });
    let said = match cut {
        true => text!(
            ja: "循環{number}: {list}（互いにデータを渡し合うため、順序を付けると次の連携が切れる）",
            en: "cycle {number}: {list} supply each other; the order cuts these links"
        ),
        false => text!(
            ja: "循環{number}: {list}（互いにデータを渡し合う）",
            en: "cycle {number}: {list} supply each other"
        ),
    };
    said.get(language).to_owned()
}

/// A cut link with its two sides and its days.
pub(super) fn cut(plan: &PlanPage, cut: &Cut) -> Text {
    let unit = |unit: usize| &plan.setting.units[unit].name;
    let (provider, consumer) = (unit(cut.edge.provider), unit(cut.edge.consumer));
    let from = iso(cut.from).unwrap_or_else(|| "?".to_owned());
    let until = iso(cut.until).unwrap_or_else(|| "?".to_owned());
    let prepared = match cut.edge.prepared {
        _ if cut.until.is_some_and(|until| until <= plan.setting.as_of) => text!(ja: "期間終了", en: "over"),
        Some(true) => text!(ja: "用意あり", en: "prepared"),
        Some(false) => text!(ja: "用意なし", en: "not prepared"),
        None => text!(ja: "用意は不明", en: "not known whether prepared"),
    };
    let (p_ja, p_en, c_ja, c_en) = (&provider.ja, &provider.en, &consumer.ja, &consumer.en);
    let (state_ja, state_en) = (prepared.ja, prepared.en);
    let own = if let Source::Own(_) = cut.edge.source {
        text!(ja: "・団体で追加", en: ", own")
    } else {
        Text::default()
    };
    let (own_ja, own_en) = (own.ja, own.en);
    let kind = ["必須", "連携", "参考"][cut.edge.kind as usize];
    let word = cut.edge.kind.word();
    text!(
        ja: "{p_ja} → {c_ja}（{kind}{own_ja}）: {from}〜{until} 暫定連携が要る（{state_ja}）",
        en: "{p_en} → {c_en} ({word}{own_en}): needs an interim link {from} to {until} ({state_en})"
    )
}

pub(super) fn more(number: usize) -> Text {
    text!(ja: "ほか{number}件（--format json で全件）", en: "{number} more (all of them with --format json)")
}

pub(super) fn limit(vendor: &str, most: usize) -> Text {
    text!(ja: "{vendor}: 同時に{most}パッケージまで", en: "{vendor}: {most} packages at a time")
}

/// A unit in the capacity plan.
pub(super) fn placed(unit: &Unit, outcome: &Outcome, day: Day) -> Text {
    let (ja, en) = (&unit.name.ja, &unit.name.en);
    let on = iso(Some(day)).unwrap_or_default();
    let later = outcome.worst.or(outcome.best).map_or(0, |free| day - free);
    let vendor = unit.vendor.as_deref().unwrap_or("-");
    match (later, unit.due) {
        (_, Some(due)) if day > due => {
            let days = day - due;
            text!(ja: "{on} {ja}（{vendor}）: 期限に{days}日の遅れ", en: "{on} {en} ({vendor}): {days} days after its target")
        }
        (0, _) => text!(ja: "{on} {ja}（{vendor}）", en: "{on} {en} ({vendor})"),
        _ => {
            text!(ja: "{on} {ja}（{vendor}）: 空き待ちで{later}日後", en: "{on} {en} ({vendor}): {later} days later for want of capacity")
        }
    }
}

pub(super) fn reason(unit: &Unit, reason: &Text) -> Text {
    let (name_ja, name_en, ja, en) = (&unit.name.ja, &unit.name.en, &reason.ja, &reason.en);
    let due = iso(unit.due).unwrap_or_default();
    match unit.target {
        Target::Supported => text!(
            ja: "{name_ja}: 特定移行支援（{ja}）。個別の期限は不明（国の目安 {due}）",
            en: "{name_en}: specially supported ({en}); own date not known (national expectation {due})"
        ),
        _ => {
            text!(ja: "{name_ja}: 特定移行支援（{ja}）。期限 {due}", en: "{name_en}: specially supported ({en}), by {due}")
        }
    }
}

pub(super) fn transitional(unit: &Unit, until: Option<Day>) -> Text {
    let (ja, en) = (&unit.name.ja, &unit.name.en);
    let (day_ja, day_en) = match until.and_then(date) {
        Some(day) => (calendar::era(day), day.to_string()),
        None => ("不明".to_owned(), "unknown".to_owned()),
    };
    text!(ja: "{ja}: 機能の一部に経過措置（期限 {day_ja}）", en: "{en}: transitional measure on single features (until {day_en})")
}

/// One feature under a transitional measure.
pub(super) fn feature(unit: &Unit, feature: &Text, until: Option<Day>) -> Text {
    let (ja, en, name_ja, name_en) = (&unit.name.ja, &unit.name.en, &feature.ja, &feature.en);
    let (day_ja, day_en) = match until.and_then(date) {
        Some(day) => (calendar::era(day), day.to_string()),
        None => ("不明".to_owned(), "unknown".to_owned()),
    };
    text!(ja: "{ja}: 「{name_ja}」に経過措置（期限 {day_ja}）", en: "{en}: transitional measure for “{name_en}” (until {day_en})")
}

/// Units that need each other and so go live at one time.
pub(super) fn together(names: &[String], language: Language) -> String {
    let list = names.join(if language == Language::Ja { "・" } else { ", " });
    let said = text!(
        ja: "同時に稼働: {list}（互いに相手がなければ稼働できない）",
        en: "together: {list} cannot run without each other"
    );
    said.get(language).to_owned()
}

pub(super) fn absent(name: &Text, reason: &Text) -> Text {
    let (ja, en, why_ja, why_en) = (&name.ja, &name.en, &reason.ja, &reason.en);
    text!(ja: "{ja}: 対象外（{why_ja}）", en: "{en}: not applicable ({why_en})")
}

/// What does not go together.
pub(super) fn contradiction(name: &Text, said: Contradiction) -> Text {
    let (ja, en) = (&name.ja, &name.en);
    match said {
        Contradiction::DesignatedButLive => {
            text!(ja: "{ja}: 特定移行支援システムと公表されているが、稼働している", en: "{en}: specially supported, and live")
        }
        Contradiction::LiveWithOpenSteps(n) => {
            text!(ja: "{ja}: 稼働しているが、作業項目が{n}残っている", en: "{en}: live with {n} steps open")
        }
        Contradiction::LiveStepWithOpenSteps(n) => {
            text!(ja: "{ja}: 運用開始の項目が完了で、ほかの{n}項目が残っている", en: "{en}: the step of going live is done, {n} others are open")
        }
        Contradiction::StepsOutOfOrder(n) => {
            text!(ja: "{ja}: 前提の項目より先に完了した項目が{n}ある", en: "{en}: {n} steps done before one they build on")
        }
        Contradiction::StepsInUnusualOrder(n) => {
            text!(ja: "{ja}: 通常は先に終える項目より先に完了した項目が{n}ある", en: "{en}: {n} steps done before one usually done first")
        }
        Contradiction::ImpossibleEstimate => {
            text!(ja: "{ja}: 残り日数の見積りが負か100年を超えるため使わない", en: "{en}: an estimate that cannot be, not used")
        }
        Contradiction::RetiresFirst(n) => {
            text!(ja: "{ja}: 必要とする{n}システムより先に廃止される", en: "{en}: retires before {n} systems that need it")
        }
    }
}

/// What the body's own plan says of the standardization as a whole.
pub(super) fn milestones(all: &[PlannedMilestone]) -> Vec<Text> {
    let line = |milestone: &PlannedMilestone| {
        let (name_ja, name_en) = (&milestone.name.ja, &milestone.name.en);
        let when = match milestone.planned {
            Some(days) => Text::new(days.period(Language::Ja), days.period(Language::En)),
            None => text!(ja: "時期不明", en: "no date"),
        };
        let (ja, en, functions) = (when.ja, when.en, milestone.functions.len());
        match functions {
            0 => text!(ja: "計画: {name_ja}（{ja}）", en: "plan: {name_en} ({en})"),
            _ => {
                text!(ja: "計画: {name_ja}（{ja}、{functions}業務）", en: "plan: {name_en} ({en}, {functions} functions)")
            }
        }
    };
    all.iter().map(line).collect()
}

/// What the forecast assumes.
pub(super) fn assumptions(plan: &PlanPage) -> Vec<Text> {
    use crate::derive::schedule::model::Basis;
    let told = |unit: &&Unit| unit.is_function && !unit.is_untold();
    let of = |basis: Basis| plan.setting.units.iter().filter(told).filter(|unit| unit.basis == basis).count();
    let mut lines = Vec::new();
    if let (Some((fast, slow)), number @ 1..) = (plan.setting.pace, of(Basis::Steps)) {
        let [fast, slow] = [fast, slow].map(|pace| format!("{:.1}", pace.days as f64 / pace.steps as f64));
        lines.push(text!(
            ja: "見積りも予定もない{number}業務は、残りの作業項目がこの団体の最も速い業務と同じ1項目{fast}日から最も遅い業務と同じ{slow}日で進むと仮定した。",
            en: "{number} functions without estimate or plan are assumed to take between {fast} days a step, as the fastest function of this body, and {slow}, as the slowest."
        ));
    }
    if let number @ 1.. = of(Basis::Plan) {
        lines.push(text!(
            ja: "{number}業務は予定日・予定年度による。予定は先行する業務を見込んだものとした。",
            en: "{number} functions go by a planned date or year, taken to allow for what they wait for."
        ));
    }
    if let number @ 1.. = of(Basis::Complete) {
        lines.push(text!(
            ja: "{number}業務は作業項目がすべて完了・対象外だが、稼働したかどうかは公表資料・台帳から分からない。",
            en: "{number} functions have no step open; whether they are live is not known."
        ));
    }
    if let number @ 1.. = of(Basis::None) {
        lines.push(text!(
            ja: "{number}業務は残りの作業が分からず、最短を0日、最長を見通せないものとした。",
            en: "{number} functions have no known work left: none at best, without end at worst."
        ));
    }
    let links = plan.setting.edges.len();
    lines.push(text!(
        ja: "業務間の連携は標準のものに団体で加除したものを合わせた{links}件。同じパッケージの業務は同時に稼働する。",
        en: "{links} links: the standard ones, as the body has changed them. Functions of one package go live together."
    ));
    lines
}

/// A value in a list of changes.
pub(super) fn value(field: &str, value: Option<&str>, language: Language) -> String {
    let state = value.and_then(|value| State::ALL.iter().find(|(_, word, ..)| *word == value));
    match (field, value, state) {
        ("state", _, Some((state, ..))) => short(*state).get(language).to_owned(),
        ("state", Some("dropped"), _) => Word::new("移行しない", "dropped").get(language).to_owned(),
        (_, Some(value), _) => value.to_owned(),
        (_, None, _) => "-".to_owned(),
    }
}
