//! The report's own words, in both languages and in one place.
//!
//! A [`Word`] or a sentence that lacks a language does not compile. Counts, names and dates are put in here, so that
//! each language orders them as it likes.

use super::wrap::UNBROKEN;
use crate::assess::assessment::{
    Assessment, Judged, Ledger, PackIdentity, Question, RuleSummary, ShownFact, Verdict, WaiverSummary,
};
use crate::assess::earlier::Earlier;
pub(in crate::report) use crate::calendar::day;
use crate::expression::Tri;
use crate::language::{Language, Text};
use crate::report::inquiry::record;
use crate::text;
use jiff::civil::Date;

/// A fixed word.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Word {
    ja: &'static str,
    en: &'static str,
}

impl Word {
    /// A word in both languages.
    pub(in crate::report) const fn new(ja: &'static str, en: &'static str) -> Self {
        Self { ja, en }
    }

    /// The word in both languages.
    pub(super) fn text(self) -> Text {
        Text::new(self.ja, self.en)
    }

    /// The word in `language`.
    pub(in crate::report) fn get(self, language: Language) -> &'static str {
        match language {
            Language::Ja => self.ja,
            Language::En => self.en,
        }
    }
}

/// Declares fixed words.
macro_rules! words {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        $(pub(in crate::report) const $name: Word = Word { ja: $ja, en: $en };)*
    };
}

/// What the reader of a report on published material must be told.
pub(in crate::report) const NOTICE: Word = Word { ja: crate::report::NOTICE.0, en: crate::report::NOTICE.1 };

words! {
    LEDGER: "判定の内訳", "Verdicts";
    TOTAL: "合計", "total";
    COMING_HEAD: "施行前", "coming";
    NOTHING_JUDGED: "判定できた事項が一つもない。充足とも要是正とも言えない。",
                    "Nothing could be judged: neither pass nor fail can be said.";
    NO_FAIL: "要是正と判定された事項はない。", "Nothing is judged to fail.";
    NO_UNKNOWN: "事実の不足で判定できない事項はない。", "No verdict lacks a fact.";
    RESULTS: "未確認", "unknown";
    QUESTIONS: "問い", "questions";
    DEPARTMENT: "照会先", "department";
    NOBODY: "（照会先が定まらないもの）", "(nobody to ask)";
    VERDICT: "判定", "verdict";
    WHY: "理由", "why";
    REMEDY: "対応", "remedy";
    CLAUSE: "根拠", "clause";
    RULE: "ルール", "rule";
    SUBJECT: "対象", "subject";
    UNCONFIRMED: "（原典と未照合）", " (not yet checked against the source)";
    ERROR_MEANS: "ルール集の誤りで計算できなかったもの。台帳を直す必要はない。ルール集の作成者に知らせる。",
                 "These could not be computed: a mistake of the pack, not of the inventory. Tell the pack's author.";
    WAIVED_MEANS: "要是正または未確認だが、例外措置の期間中のもの。", "Failing or unknown, with an exception in force.";
    COMING_MEANS: "まだ施行されていないルール。今の事実のまま施行日を迎えたときの判定を示す。合計に含めない。",
                  "Rules not yet in force, and what they would say on their first day. Not part of the total.";
    ENDED: "終了したルール", "Ended rules";
    WAIVER: "例外", "waiver";
    IN_FORCE: "施行", "force";
    WHEN: "条件", "when";
    REQUIRE: "要件", "demand";
    EXAMPLES: "例", "Examples";
    MISSING: "確かめること", "What to find out";
    DIGESTS: "使用した台帳とルール集（SHA-256）", "Inventory and pack used (SHA-256)";
    INVENTORY: "台帳    ", "inventory";
    PACK: "ルール集", "pack     ";
}

/// The numbers of an earlier assessment beside those of this one.
pub(super) fn beside(earlier: &Earlier, now: &Ledger) -> Text {
    let (ja, en) = both(earlier.as_of);
    let moved = |verdict: Verdict| format!("{}→{}", earlier.ledger.of(verdict), now.of(verdict));
    let [fails, unknown, passes] = [Verdict::Fail, Verdict::Unknown, Verdict::Pass].map(moved);
    let mended = earlier
        .mended()
        .map(|mended| text!(ja: "（うち是正を確認したもの {mended}件）", en: " ({mended} known to be mended)"));
    let Text { ja: mended_ja, en: mended_en } = mended.unwrap_or_default();
    text!(
        ja: "前回（{ja}）から: 要是正 {fails}{mended_ja}、未確認 {unknown}、充足 {passes}。内訳は tekigo diff",
        en: "since {en}: fail {fails}{mended_en}, unknown {unknown}, pass {passes}; tekigo diff tells each"
    )
}

fn both(date: Date) -> (String, String) {
    (day(date, Language::Ja), day(date, Language::En))
}

/// `1 result`, `2 results`.
pub(in crate::report) fn many(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// Whose report it is.
pub(in crate::report) fn title(assessment: &Assessment) -> Text {
    let (name, code) = (&assessment.body.name, &assessment.body.code);
    text!(ja: "{name}（{code}）の適合状況", en: "Compliance of {name} ({code})")
}

/// The day of the law.
pub(in crate::report) fn as_of(assessment: &Assessment) -> Text {
    let (ja, en) = both(assessment.as_of);
    text!(ja: "{ja}現在", en: "as of {en}")
}

/// The day of the facts, and what they were judged by.
pub(in crate::report) fn standing(assessment: &Assessment) -> Text {
    stands(assessment.facts_as_of, &assessment.pack, &assessment.tool)
}

/// The same of whatever else was made from an inventory.
pub(in crate::report) fn stands(facts_as_of: Date, pack: &PackIdentity, tool: &str) -> Text {
    let (ja, en) = both(facts_as_of);
    let Text { ja: made_ja, en: made_en } = made_by(pack, tool);
    text!(ja: "事実の基準日 {ja} / {made_ja}", en: "facts as of {en} / {made_en}")
}

/// The law of one day over the facts of another; `None` if they are of the same day.
pub(in crate::report) fn moved(assessment: &Assessment) -> Option<Text> {
    let ((facts_ja, facts_en), (law_ja, law_en)) = (both(assessment.facts_as_of), both(assessment.as_of));
    let days = (assessment.as_of - assessment.facts_as_of).get_days();
    match days {
        0 => None,
        1.. => Some(text!(
            ja: "{facts_ja}の事実を、{days}日後の{law_ja}の法令と期日で判定した。その間の変化は入っていない。",
            en: "Facts of {facts_en}, judged by law and dates of {law_en}, {days} days later; nothing that happened since is in."
        )),
        _ => Some(text!(
            ja: "{facts_ja}の事実を、それより前の{law_ja}の法令で判定した。",
            en: "Facts of {facts_en}, judged by the law of {law_en}, before them."
        )),
    }
}

/// Pack and program.
pub(in crate::report) fn made_by(pack: &PackIdentity, tool: &str) -> Text {
    let PackIdentity { name, version, .. } = pack;
    text!(ja: "ルール集 {name} {version} / tekigo {tool}", en: "pack {name} {version} / tekigo {tool}")
}

/// Not everything is listed.
pub(in crate::report) fn narrowed(verdicts: &[Text]) -> Text {
    let ja: Vec<&str> = verdicts.iter().map(|verdict| verdict.ja.as_str()).collect();
    let en: Vec<&str> = verdicts.iter().map(|verdict| verdict.en.as_str()).collect();
    let (ja, en) = (ja.join("・"), en.join(", "));
    text!(ja: "結果の一覧は「{ja}」に限った。内訳は全件である。", en: "Only {en} results are listed; the verdicts below count all.")
}

/// Some rules could not be computed.
pub(in crate::report) fn errors_exist(errors: usize) -> Text {
    let many = many(errors, "result");
    text!(ja: "判定不能 {errors}件はルール集の誤りによる。", en: "{many} could not be computed: a mistake of the pack.")
}

/// Heading of the worst fails, with how many there are of each severity.
pub(in crate::report) fn worst(fails: usize, by_severity: &[(Text, usize)]) -> Text {
    let ja: Vec<String> = by_severity.iter().map(|(name, number)| format!("{} {number}", name.ja)).collect();
    let en: Vec<String> = by_severity.iter().map(|(name, number)| format!("{number} {}", name.en)).collect();
    let (ja, en, many) = (ja.join("、"), en.join(", "), many(fails, "fail"));
    match fails {
        0 => text!(ja: "要是正", en: "Fails"),
        _ => text!(ja: "優先して是正する事項（要是正 {fails}件: {ja}）", en: "To be mended first ({many}: {en})"),
    }
}

/// Fails for which there was no room.
pub(in crate::report) fn more_fails(rules: usize, results: usize) -> Text {
    let (of_rules, of_results) = (many(rules, "more rule"), many(results, "result"));
    text!(ja: "ほかに {rules}ルール {results}件（下の詳細に全件）", en: "{of_rules} with {of_results}: see all below")
}

/// A rule's title, with the number of its subjects if there are several.
pub(in crate::report) fn heading(rule: &RuleSummary, subjects: usize) -> Text {
    let Text { ja, en } = &rule.title;
    match subjects {
        1 => rule.title.clone(),
        _ => text!(ja: "{ja}（{subjects}件）", en: "{en} ({subjects} times)"),
    }
}

/// A rule's title, as it stands beside what is told of it, with its severity.
pub(in crate::report) fn graded(rule: &RuleSummary, title: &Text) -> Text {
    let (severity, Text { ja, en }) = (rule.severity.label(), title);
    let (severity_ja, severity_en) = (&severity.ja, &severity.en);
    text!(ja: "[{severity_ja}] {ja}", en: "[{severity_en}] {en}")
}

/// The rule's sentence about a subject, with its name before it if it has one that the sentence does not hold.
pub(in crate::report) fn sentence(judged: &Judged) -> Text {
    let said = judged.message.clone().unwrap_or_default();
    let nameless = |name: &str| judged.subject.split_once('/').is_some_and(|(_, id)| id == name);
    let named = |name: &str, said: String| match said.is_empty() {
        true => name.to_owned(),
        false if name.split(' ').all(|part| said.contains(part)) || nameless(name) => said,
        false => format!("{name}: {said}"),
    };
    Text { ja: named(&judged.subject_name.ja, said.ja), en: named(&judged.subject_name.en, said.en) }
}

/// A subject, and who answers for it.
pub(in crate::report) fn subject(judged: &Judged, owner: Option<&Text>) -> Text {
    let (subject, Text { ja, en }) = (&judged.subject, &judged.subject_name);
    match owner {
        Some(owner) => {
            let (owner_ja, owner_en) = (&owner.ja, &owner.en);
            text!(ja: "{ja}（{subject}）担当: {owner_ja}", en: "{en} ({subject}), owner: {owner_en}")
        }
        None => text!(ja: "{ja}（{subject}）", en: "{en} ({subject})"),
    }
}

/// What a fail is called, and the authority that makes it so.
pub(in crate::report) fn verdict(gap: &Text, authority: &Text) -> Text {
    let (Text { ja, en }, authority_ja, authority_en) = (gap, &authority.ja, &authority.en);
    text!(ja: "{ja}（{authority_ja}）", en: "{en} ({authority_en})")
}

/// A fact and where it is written: `住民記録の設置セグメント = LGWAN系［systems.toml:12:11］`.
pub(in crate::report) fn fact(shown: &ShownFact) -> Text {
    let places: Vec<&str> = [&shown.place, &shown.source].into_iter().flatten().map(String::as_str).collect();
    let places = places.join("; ");
    let (label, value) = (&shown.label, &shown.shown);
    let (ja, en) = (format!("{} = {}", label.ja, value.ja), format!("{} = {}", label.en, value.en));
    match places.is_empty() {
        true => Text { ja, en },
        false => text!(ja: "{ja} [{places}]", en: "{en} [{places}]"),
    }
}

/// Heading of the unknowns by department.
pub(in crate::report) fn whom_to_ask(ledger: &Ledger) -> Text {
    let Ledger { unknown, total, .. } = ledger;
    text!(ja: "未確認の照会先（{total}件のうち {unknown}件が未確認）", en: "Whom to ask ({unknown} of {total} unknown)")
}

/// A result may wait for several departments.
pub(in crate::report) fn shared() -> Text {
    text!(
        ja: "1件が複数の照会先にまたがるときは、それぞれに数える。",
        en: "A result that waits for several departments is counted at each."
    )
}

/// Departments for which there was no room.
pub(in crate::report) fn more_departments(departments: usize, questions: usize) -> Text {
    let (of_departments, of_questions) = (many(departments, "more department"), many(questions, "question"));
    text!(ja: "ほかに {departments}か所（問い {questions}）", en: "{of_departments} ({of_questions})")
}

/// Heading of the questions to answer first.
pub(in crate::report) fn first(questions: usize) -> Text {
    match questions {
        1 => text!(ja: "答えると決まる問い", en: "The question to answer"),
        2 => text!(ja: "答えると最も多く決まる2つの問い", en: "The two questions that settle most"),
        _ => text!(ja: "答えると最も多く決まる3つの問い", en: "The three questions that settle most"),
    }
}

/// To whom a question goes, what the answer is worth, and where it belongs.
pub(in crate::report) fn worth(question: &Question) -> Text {
    let Question { settles, blocks, department_name: Text { ja, en }, .. } = question;
    let Text { ja: write_ja, en: write_en } = write_at(question);
    let needed = many(*blocks, "verdict");
    match settles {
        0 => text!(ja: "{ja}へ。{blocks}件の判定に必要。{write_ja}", en: "to {en}; needed for {needed}; {write_en}"),
        all if all == blocks => {
            text!(ja: "{ja}へ。{blocks}件が確定。{write_ja}", en: "to {en}; settles {needed}; {write_en}")
        }
        _ => text!(
            ja: "{ja}へ。{settles}件が確定（関係{blocks}件）。{write_ja}",
            en: "to {en}; settles {settles} of {needed}; {write_en}"
        ),
    }
}

/// Where an answer belongs, and what to write there, which stays on one line.
pub(in crate::report) fn write_at(question: &Question) -> Text {
    let Text { ja, en } = question.write.clone().unwrap_or_else(|| Text::same(&*question.path));
    let (ja, en) = (ja.replace(' ', UNBROKEN), en.replace(' ', UNBROKEN));
    match &question.place {
        Some(place) => text!(ja: "記入先 {place} に {ja}", en: "write at {place}: {en}"),
        None => text!(ja: "記入先 {ja}", en: "write {en}"),
    }
}

/// Heading of a section that lists results.
pub(in crate::report) fn section(name: &Text, number: usize) -> Text {
    let (ja, en) = (&name.ja, &name.en);
    let en = en.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c });
    let en: String = en.collect();
    text!(ja: "{ja} {number}件", en: "{en}: {number}")
}

/// Facts that are not shown.
pub(in crate::report) fn more_facts(more: usize) -> Text {
    let facts = many(more, "more fact");
    text!(ja: "ほか{more}件の事実（--format json に全件）", en: "{facts} (all with --format json)")
}

/// What one department must be asked.
pub(in crate::report) fn department(name: &Text, results: usize, questions: usize) -> Text {
    let (ja, en) = (&name.ja, &name.en);
    let (of_results, of_questions) = (many(results, "unknown result"), many(questions, "question"));
    text!(ja: "{ja}（未確認 {results}件、問い {questions}）", en: "{en} ({of_results}, {of_questions})")
}

/// The same question about other records, of which some are named.
pub(in crate::report) fn same_question(others: usize, named: &[Text]) -> Text {
    if named.is_empty() {
        return text!(ja: "同じ問いがほかに{others}", en: "the same for {others} more");
    }
    let all = |say: fn(&Text) -> &str, mark: &str| {
        let names: Vec<&str> = named.iter().map(say).collect();
        let dots = if named.len() < others { format!("{mark}…") } else { String::new() };
        names.join(mark) + &dots
    };
    let (ja, en) = (all(|name| &name.ja, "、"), all(|name| &name.en, ", "));
    text!(ja: "同じ問いがほかに{others}: {ja}", en: "the same for {others} more: {en}")
}

/// The same question about one other record.
pub(in crate::report) fn other_question(question: &Question) -> Text {
    let (record, Text { ja, en }) = (record(question), write_at(question));
    let (record_ja, record_en) = (record.ja, record.en);
    text!(ja: "{record_ja}: {ja}", en: "{record_en}: {en}")
}

/// The rules that wait for an answer, of which some are named.
pub(in crate::report) fn waiting(results: usize, rules: usize, named: &[&RuleSummary]) -> Text {
    let ja: String = named.iter().map(|rule| format!("「{}」", rule.title.ja)).collect();
    let en: Vec<&str> = named.iter().map(|rule| rule.title.en.as_str()).collect();
    let (en, verdicts) = (en.join("; "), many(results, "verdict"));
    match rules.saturating_sub(named.len()) {
        0 => text!(ja: "判定待ち {results}件: {ja}", en: "{verdicts} waiting: {en}"),
        more => text!(ja: "判定待ち {results}件: {ja}ほか{more}", en: "{verdicts} waiting: {en}; {more} more"),
    }
}

/// Questions that are not shown.
pub(in crate::report) fn more_questions(more: usize) -> Text {
    let questions = many(more, "more question");
    text!(ja: "ほかに問い {more}（--only unknown を付けると全件）", en: "{questions} (all with --only unknown)")
}

/// Unknown results for which no question is known.
pub(in crate::report) fn no_question(results: usize) -> Text {
    let of_results = many(results, "unknown result");
    text!(ja: "照会先の定まらない未確認 {results}件（--format json に全件）", en: "{of_results} with nobody to ask (all with --format json)")
}

/// An exception in force: until when, of what kind, why, by whom.
pub(in crate::report) fn waiver(waiver: &WaiverSummary) -> Text {
    let (ja, en) = both(waiver.until);
    let WaiverSummary { id, reason, kind_name, approved_by, control, .. } = waiver;
    let (kind_ja, kind_en) = (&kind_name.ja, &kind_name.en);
    let (kind_ja, kind_en) = match control {
        Some(control) => (format!("{kind_ja}「{control}」"), format!("{kind_en} “{control}”")),
        None => (kind_ja.clone(), kind_en.clone()),
    };
    text!(
        ja: "{ja}まで: {reason}（{kind_ja}、承認 {approved_by}、{id}）",
        en: "until {en}: {reason} ({kind_en}, approved by {approved_by}, {id})"
    )
}

/// What rules not yet in force are called.
pub(in crate::report) fn coming() -> Text {
    text!(ja: "施行前のルール", en: "coming")
}

/// Fails to come that are not shown.
pub(in crate::report) fn more_coming(more: usize) -> Text {
    text!(ja: "ほか{more}件（--format json に全件）", en: "{more} more (all with --format json)")
}

/// Results of which only the number may be told.
pub(in crate::report) fn only_counted(number: usize) -> Text {
    text!(ja: "{number}件。この提供先には件数だけを示す", en: "{number}; only the number is told to this audience")
}

/// A rule to come: when it begins, and its verdicts on that day.
pub(in crate::report) fn begins(rule: &RuleSummary, numbers: &[(Verdict, usize)]) -> Text {
    let Text { ja: of_ja, en: of_en } = verdicts(numbers);
    match rule.from.map(both) {
        Some((ja, en)) => text!(ja: "{ja}施行。{of_ja}", en: "from {en}: {of_en}"),
        None => text!(ja: "施行日は示さない。{of_ja}", en: "first day not told: {of_en}"),
    }
}

/// Numbers of verdicts in one line.
pub(in crate::report) fn verdicts(numbers: &[(Verdict, usize)]) -> Text {
    let count = |language| {
        let one = |(verdict, number): &(Verdict, usize)| format!("{} {number}", verdict.label().get(language));
        numbers.iter().map(one).collect::<Vec<_>>()
    };
    Text::new(count(Language::Ja).join("、"), count(Language::En).join(", "))
}

/// A rule that has ended.
pub(in crate::report) fn ended(rule: &RuleSummary) -> Text {
    let (Text { ja, en }, id) = (&rule.title, &rule.id);
    match rule.until.map(both) {
        Some((day_ja, day_en)) => text!(ja: "{ja}（{id}、{day_ja}まで）", en: "{en} ({id}, until {day_en})"),
        None => text!(ja: "{ja}（{id}）", en: "{en} ({id})"),
    }
}

/// Names of subjects in one line.
pub(in crate::report) fn list(names: &[&Text]) -> Text {
    let ja: Vec<&str> = names.iter().map(|name| name.ja.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|name| name.en.as_str()).collect();
    Text::new(ja.join("、"), en.join(", "))
}

/// What is not listed unless asked for.
pub(in crate::report) fn unlisted(ledger: &Ledger) -> Text {
    let Ledger { pass, not_applicable, .. } = ledger;
    text!(
        ja: "充足 {pass}件・該当なし {not_applicable}件は --only pass,not_applicable で一覧になる。",
        en: "List the {pass} pass and {not_applicable} not applicable with --only pass,not_applicable."
    )
}

/// How many rules a list holds.
pub(in crate::report) fn number_of_rules(rules: usize) -> Text {
    let of_rules = many(rules, "rule");
    text!(ja: "ルール {rules}件。内容は tekigo explain ルール名", en: "{of_rules}; `tekigo explain RULE` tells more")
}

/// From when until when a rule is in force.
pub(in crate::report) fn in_force(rule: &RuleSummary) -> Text {
    match (rule.from.map(both), rule.until.map(both)) {
        (Some((from_ja, from_en)), Some((ja, en))) => {
            text!(ja: "{from_ja}から{ja}まで", en: "from {from_en} until {en}")
        }
        (Some((ja, en)), None) => text!(ja: "{ja}から", en: "from {en}"),
        (None, _) => text!(ja: "示さない", en: "not told"),
    }
}

/// To whom a question goes.
pub(in crate::report) fn addressed(question: &Question) -> Text {
    let Text { ja, en } = &question.department_name;
    text!(ja: "照会先 {ja}", en: "ask {en}")
}

/// What came out of a condition.
pub(in crate::report) fn outcome(outcome: Tri) -> Text {
    let (ja, en) = match outcome {
        Tri::True => ("成り立つ", "true"),
        Tri::False => ("成り立たない", "false"),
        Tri::Unknown => ("不明", "unknown"),
        Tri::Error => ("計算できない", "error"),
    };
    Text::new(ja, en)
}
