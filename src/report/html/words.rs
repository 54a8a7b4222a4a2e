//! The page's own words, in both languages and in one place. One that lacks a language does not compile.

use crate::language::Language;

/// Declares fixed words: a table with one field each, filled once per language.
macro_rules! words {
    ($($name:ident: $ja:literal, $en:literal;)*) => {
        /// The fixed words of a page in one language.
        #[derive(Debug)]
        pub(super) struct Words {
            $(pub(super) $name: &'static str,)*
        }

        const JA: Words = Words { $($name: $ja,)* };
        const EN: Words = Words { $($name: $en,)* };
    };
}

impl Words {
    /// The words in `language`.
    pub(super) fn of(language: Language) -> &'static Words {
        match language {
            Language::Ja => &JA,
            Language::En => &EN,
        }
    }
}

words! {
    lang: "ja", "en";
    skip: "本文へ", "Skip to the report";
    contents: "目次", "Contents";
    ledger: "判定の内訳", "Verdicts";
    total: "合計", "total";
    coming_short: "施行前", "coming";
    not_in_total: "合計に含めない", "not part of the total";
    by_severity: "要是正の重大度", "Fails by severity";
    severity: "重大度", "severity";
    heat: "部署と分野ごとの要是正・未確認", "Fails and unknown by department and area";
    heat_legend: "セルの数字は ✕ 要是正、？ 未確認の件数。色が濃いほど要是正が多い。空欄は該当なし、○ は要是正・未確認なし。",
                 "Cells count ✕ fails and ？ unknown. The darker, the more fails. Empty: nothing judged; ○: neither fails nor unknown.";
    department: "担当部署", "department";
    area: "分野", "area";
    findings: "是正を要する事項", "What is to be mended";
    no_fail: "要是正と判定された事項はない。", "Nothing is judged to fail.";
    nothing_judged: "判定できた事項が一つもない。充足とも要是正とも言えない。", "Nothing could be judged: neither pass nor fail can be said.";
    why: "理由", "Why";
    remedy: "対応", "What to do";
    clause: "根拠", "Ground";
    rule: "ルール", "Rule";
    name: "名称", "Name";
    unconfirmed: "原典と未照合", "not yet checked against the source";
    subject: "対象", "subject";
    place: "記載箇所", "written at";
    questions: "未確認の照会先", "Whom to ask";
    not_asked: "未確認の内容は、この提供先には件数だけを示す。", "Of what is not known only the number is told to this audience.";
    no_unknown: "事実の不足で判定できない事項はない。", "No verdict lacks a fact.";
    waits: "判定待ち", "verdicts waiting";
    write_at: "記入先", "write at";
    coming: "これから施行されるもの", "Coming duties";
    coming_means: "今の事実のまま施行日を迎えたときの判定。合計に含めない。", "What the facts of today would give on the first day. Not part of the total.";
    no_coming: "施行を控えたルールはない。", "No rule is still to come.";
    from: "施行日", "from";
    then: "施行日の判定", "verdicts then";
    ended: "終了したルール", "Ended rules";
    exceptions: "例外措置", "Exceptions";
    no_exceptions: "例外措置の期間中のものはない。", "No exception is in force.";
    until: "期限", "until";
    days_left: "残り日数", "days left";
    reason: "理由", "reason";
    network: "ネットワークと漏れの経路", "Network and leaks";
    no_network: "セグメントの記載がないため、図はない。", "No segment is on record, so there is nothing to draw.";
    leaks_certain: "確実な漏れ", "Certain leaks";
    leaks_possible: "漏れの可能性", "Possible leaks";
    way: "経路", "way";
    shortest: "最短の経路", "shortest path";
    closing: "閉じるもの", "what to close";
    hops: "区間", "hops";
    network_legend: "太い破線は認められない経路、✕ は閉じれば経路がなくなるもの、細い線は記載された通信、点線は許可か拒否か不明の通信。",
                    "Thick dashes: a path that is not permitted; ✕: what closes it; thin lines: stated flows; dots: not stated whether allowed.";
    plan: "標準化・移行の工程", "Standardization and migration";
    no_plan: "対象業務の記載がない。", "No function is on record.";
    gantt: "期限に対する工程", "Schedule against target dates";
    gantt_legend: "塗り＝最短の作業期間、斜線＝最長の場合の延び、● 稼働、◆ 期限。期限を過ぎる行には遅れの日数を書く。",
                  "Solid: work at best; hatched: longer at worst; ● live; ◆ target date. Rows that miss it say by how many days.";
    blame: "遅れの原因となる連なり", "Chains to blame";
    no_late: "期限に遅れると見込まれる業務はない。", "No function is expected to miss its date.";
    graph: "業務・システムの依存関係", "Dependencies";
    graph_legend: "実線＝先に稼働が要る、破線＝連携、太い点線＝片側だけ先に稼働するため暫定連携が要る。左ほど先に稼働する。",
                  "Solid: must be live first; dashed: link; thick dots: needs an interim link. Further left goes live earlier.";
    no_edges: "描くべき依存関係はない。", "No dependency to draw.";
    progress: "業務ごとの進み具合", "Progress by function";
    progress_means: "国の数え方＝（完了＋対象外）÷40項目（総務省の算式）。完了のみ＝完了÷（40項目－対象外）。合計しか公表されていないときは不明。",
                    "National count = (done + not applicable) of 40 steps. Done only = done of (40 − not applicable); unknown where only the total is published.";
    function: "業務", "function";
    state: "状態", "state";
    national: "国の数え方", "national count";
    done_only: "完了のみ", "done only";
    target: "期限", "target date";
    forecast: "稼働・見通し", "live or forecast";
    float: "余裕（日）", "float (days)";
    kpi: "計画の指標", "Indicators";
    no_kpi: "指標の年度値の記載がない。", "No yearly value of an indicator is on record.";
    kpi_legend: "● 実績、◇ 計画。縦の点線は定義の変更で、その前後はつながない。", "● result, ◇ plan. A dotted line marks a changed definition; values across it are not joined.";
    year: "年度", "fiscal year";
    planned: "計画", "plan";
    result: "実績", "result";
    definition: "定義", "definition";
    changed: "定義変更", "redefined";
    training: "部署ごとの研修の受講", "Training by department";
    no_training: "研修と部署の記載がない。", "No course or department is on record.";
    training_legend: "受講者数／対象者数。▲ は対象者の一部が未受講、－ は対象者なし。", "Attended of required. ▲ some have not attended, － nobody required.";
    all: "判定の一覧", "All verdicts";
    all_means: "この報告に載せた判定を一行ずつ示す。", "Every listed verdict, a line each.";
    open_all: "一覧を開く", "Open the list";
    verdict: "判定", "verdict";
    filter: "絞り込み", "Filter";
    any: "すべて", "all";
    search: "語句", "text";
    reset: "解除", "Reset";
    shown: "件を表示", "shown";
    of_all: "件中", "of";
    unknown: "不明", "unknown";
    identity: "この報告について", "About this report";
    body: "団体", "body";
    as_of: "基準日", "as of";
    facts_as_of: "事実の基準日", "facts as of";
    pack: "ルール集", "pack";
    tool: "作成", "made by";
    sha_inventory: "台帳のSHA-256", "SHA-256 of the inventory";
    sha_pack: "ルール集のSHA-256", "SHA-256 of the pack";
    audience: "提供先", "audience";
    sheet_numbers: "点検の結果", "Result of the check";
    sheet_areas: "分野ごとの状況", "By area";
    sheet_plan: "基幹業務システムの標準化", "Standardization of core systems";
    sheet_answers: "想定される質問と答え（案）", "Likely questions and answers (draft)";
    sheet_words: "充足＝求められることを満たしている。要是正＝満たしていない。未確認＝判断に要る事実がまだ記録されていない。例外措置中＝理由と期限を定めて認めている。該当なし＝この団体には当てはまらない。分野の表は「要是正／点検した件数」と未確認の件数。", "Pass: what is asked for is met. Fail: it is not. Unknown: the facts are not on record yet. Waived: accepted with a reason and a term. Not applicable: does not concern this body. The table by area shows fails of points checked, and how many are unknown.";
    unclear: "未確認", "unknown";
    question_mark: "問", "Q";
    answer_mark: "答", "A";
    fails: "要是正", "fail";
    files: "このフォルダの報告書", "Reports in this folder";
    file: "ファイル", "file";
    purpose: "用途", "for";
    manifest: "MANIFEST.sha256 に各ファイルの SHA-256 を記した（sha256sum -c MANIFEST.sha256 で照合できる）。", "MANIFEST.sha256 holds the SHA-256 of every file (check with sha256sum -c MANIFEST.sha256).";
    chosen: "点検した規則の範囲", "Which rules were judged";
    own_rules: "この団体が加えた規則", "Rules the body added";
    own_rule: "この団体が加えた規則", "the body's own rule";
    set_otherwise: "この団体が別に定めたもの", "Set otherwise by the body";
    not_judged: "点検していない規則", "Rules not judged";
    applies_where: "適用の条件", "applies where";
    must_hold: "満たすべき条件", "must hold";
    examples: "例", "Examples";
    unnamed: "件数だけを示す事項", "Of which only the number is told";
    number: "件数", "number";
    beside: "前回と今回", "Then and now";
    earlier: "前回", "then";
    now: "今回", "now";
    mended: "要是正から是正を確認したもの", "Fails known to be mended:";
    became: "判定の変わり方", "What became of results";
    none_named: "（部署の記載なし）", "(no department)";
}
