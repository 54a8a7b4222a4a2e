//! Assessments made by hand, for the tests of all renderers.

use crate::assess::assessment::{
    Assessment, BodyIdentity, ClauseSummary, DerivedTable, Judged, Ledger, PackIdentity, Question, QuestionKind,
    RuleSummary, ShownFact, Verdict, WaiverSummary,
};
use crate::assess::pictures::Pictures;
use crate::inventory::Value;
use crate::language::Text;
use crate::pack::{Authority, Severity};
use jiff::civil::{Date, date};

/// A real-looking city: every verdict, every authority, something to come and something ended.
pub(super) fn city() -> Assessment {
    let mut city = empty();
    city.rules = rules();
    city.questions = questions();
    city.results = results();
    city.coming = vec![
        judged(8, "segment/wlan", "庁内無線LAN", Verdict::Unknown),
        failed(
            8,
            "segment/madoguchi",
            "窓口系無線LAN",
            "窓口系無線LAN は暗号方式が なし である",
            "窓口系無線LAN uses no encryption",
        ),
    ];
    city.ended = vec![9];
    city.derived = vec![coverage()];
    counted(city)
}

/// The same city with some 800 unknown results over 20 functions and 40 steps.
pub(super) fn large() -> Assessment {
    let mut large = city();
    for function in 0..20 {
        for step in 0..40 {
            large.questions.push(question(
                &format!("step/{function}/{step:02}.status"),
                &format!("業務{function} の作業項目 {step} は終わりましたか。"),
                &format!("Is work item {step} of function {function} done?"),
                ["joho", "zeimu", "shimin", "fukushi", "kaigo", "kyoiku", "somu"][function % 7],
                (1, 1),
            ));
            let mut result = judged(4, &format!("step/{function}/{step:02}"), "作業項目", Verdict::Unknown);
            result.missing = vec![large.questions.len() - 1];
            large.results.push(result);
        }
    }
    large.results.sort_by(|a, b| (a.rule, &a.subject).cmp(&(b.rule, &b.subject)));
    counted(large)
}

/// The city as written by somebody who wants to take over the reader's terminal.
pub(super) fn hostile() -> Assessment {
    let mut hostile = city();
    let attack =
        format!("\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}逆順\u{2066}\r\n\u{301}{}", "長い名称".repeat(2_500));
    let evil = |text: &mut Text| *text = Text::new(format!("{}{attack}", text.ja), format!("{}{attack}", text.en));
    hostile.body.name = attack.clone();
    hostile.pack.version = attack.clone();
    for rule in &mut hostile.rules {
        [&mut rule.title, &mut rule.why, &mut rule.remedy].into_iter().for_each(evil);
        rule.clauses.iter_mut().for_each(|clause| evil(&mut clause.label));
        rule.id.push_str(&attack);
    }
    for judged in hostile.results.iter_mut().chain(&mut hostile.coming) {
        evil(&mut judged.subject_name);
        judged.subject.push_str(&attack);
        judged.message.iter_mut().for_each(evil);
        judged.place = Some(attack.clone());
        for fact in &mut judged.facts {
            evil(&mut fact.label);
            evil(&mut fact.shown);
            fact.place = Some(attack.clone());
        }
        if let Some(waiver) = &mut judged.waiver {
            waiver.reason.push_str(&attack);
        }
    }
    for question in &mut hostile.questions {
        evil(&mut question.question);
        evil(&mut question.department_name);
        question.place = Some(attack.clone());
        question.write = Some(Text::same(attack.clone()));
        question.reason = Some(Text::same(attack.clone()));
    }
    hostile
}

/// A body about which nothing was judged.
pub(super) fn empty() -> Assessment {
    Assessment {
        tool: "0.1.0".to_owned(),
        pack: PackIdentity {
            name: "標準ルール集".to_owned(), version: "2026.11".to_owned(), sha256: "5f".repeat(32)
        },
        body: BodyIdentity { code: "272230".to_owned(), name: "門真市".to_owned(), published_material: true },
        as_of: date(2026, 11, 20),
        facts_as_of: date(2022, 10, 1),
        inventory_sha256: "a0".repeat(32),
        rules: Vec::new(),
        ledger: Ledger::default(),
        results: Vec::new(),
        questions: Vec::new(),
        coming: Vec::new(),
        ended: Vec::new(),
        lapsed: Vec::new(),
        derived: Vec::new(),
        pictures: Pictures::default(),
        audience: None,
        selection: None,
        overrides: Vec::new(),
        reading: Vec::new(),
        earlier: None,
    }
}

/// Fills in the ledger.
pub(super) fn counted(mut assessment: Assessment) -> Assessment {
    let number = |wanted| assessment.results.iter().filter(|judged| judged.verdict == wanted).count();
    assessment.ledger = Ledger {
        pass: number(Verdict::Pass),
        fail: number(Verdict::Fail),
        unknown: number(Verdict::Unknown),
        not_applicable: number(Verdict::NotApplicable),
        waived: number(Verdict::Waived),
        error: number(Verdict::Error),
        total: assessment.results.len(),
        coming: assessment.coming.len(),
    };
    assessment
}

fn rules() -> Vec<RuleSummary> {
    let mut rules = vec![
        rule(
            "system-outside-its-zone",
            Severity::Critical,
            Authority::Advice,
            (
                "個人番号利用事務のシステムがマイナンバー利用事務系の外にある",
                "A system for My Number use affairs sits outside the My Number zone",
            ),
            (
                "個人番号を扱う系は、他の領域との通信を遮断することで漏えいを防ぐ。外に置かれたシステムは、この備えの外に出る。",
                "The zone keeps My Number data apart from all else; a system outside it has lost that shelter.",
            ),
            (
                "マイナンバー利用事務系のセグメントに移すか、個人番号を持たない形に改める。",
                "Move the system into the zone, or remove the My Number data from it.",
            ),
        ),
        rule(
            "leak-not-reported-in-time",
            Severity::Critical,
            Authority::Law,
            ("漏えい等の報告が期限を過ぎている", "A leak was reported after the deadline"),
            (
                "速報は知った日から3日ないし5日以内、確報は30日以内と定められている。",
                "The preliminary report is due within 3 to 5 days, the final one within 30.",
            ),
            (
                "個人情報保護委員会へ直ちに報告し、遅れた経緯を記録する。",
                "Report to the commission at once and record why it was late.",
            ),
        ),
        rule(
            "incidents-above-target",
            Severity::High,
            Authority::Plan,
            ("情報セキュリティ事故の件数が目標を上回っている", "More security incidents than the plan allows"),
            (
                "目標を掲げた以上、上回った年は原因と対策を示す必要がある。",
                "Who sets a target owes the reason when it is missed.",
            ),
            (
                "再発防止策を定め、計画の評価に記載する。",
                "Decide on countermeasures and say so in the plan's evaluation.",
            ),
        ),
        rule(
            "function-past-its-date",
            Severity::High,
            Authority::Cabinet,
            (
                "標準準拠システムへの移行が国の目標期限を過ぎ、特定移行支援の公表もない",
                "A function missed the national target and is not designated",
            ),
            (
                "期限後も移行しない業務は、特定移行支援システムとして理由と時期を示すことになっている。",
                "A late function must be designated with its reason and date.",
            ),
            ("移行時期を定めて国に申請し、公表する。", "Fix the date, apply for designation, publish it."),
        ),
        rule(
            "step-not-done-in-time",
            Severity::High,
            Authority::Advice,
            ("標準化の作業項目が予定までに終わっていない", "A work item of the standardization is late"),
            ("前の作業が遅れると、本番切替の時期に響く。", "A late item delays the cut-over."),
            ("手順書の並びに沿って予定を引き直す。", "Plan anew in the order of the manual."),
        ),
        rule(
            "csirt-missing",
            Severity::Medium,
            Authority::Policy,
            ("CSIRTが設置されていない", "No CSIRT has been set up"),
            (
                "事故の際に誰が判断するかが決まっていないと、初動が遅れる。",
                "Without one nobody decides in the first hours.",
            ),
            ("要綱を定めて体制を置き、連絡先を登録する。", "Set it up by ordinance and register its contact."),
        ),
        rule(
            "backup-not-restorable",
            Severity::Medium,
            Authority::Notice,
            ("バックアップの復元を試していない", "Restoring the backup was never tried"),
            ("復元できるか確かめていない複製は、あてにできない。", "A copy never restored cannot be relied upon."),
            ("年に一度、復元の手順を実際に行う。", "Restore once a year."),
        ),
        rule(
            "indicator-behind",
            Severity::Low,
            Authority::Bylaw,
            ("指標が計画値に届いていない", "An indicator is behind the plan"),
            ("計画の進み具合を示す値である。", "It shows how the plan fares."),
            ("遅れの理由を評価に書く。", "Write the reason into the evaluation."),
        ),
        rule(
            "wireless-without-controls",
            Severity::High,
            Authority::Advice,
            ("閉じた領域の無線LANに必要な対策がない", "Wireless LAN in a closed zone lacks its controls"),
            ("電波は庁舎の外に届く。", "Radio reaches beyond the walls."),
            ("証明書による認証とWPA3を用いる。", "Use certificates and WPA3."),
        ),
        rule(
            "old-separation-deadline",
            Severity::Low,
            Authority::Advice,
            ("三層の分離の当初期限", "The first deadline of the separation"),
            ("旧い期限である。", "A deadline of the past."),
            ("不要。", "None."),
        ),
    ];
    rules[8].from = Some(date(2027, 4, 1));
    rules[9].until = Some(date(2020, 12, 27));
    rules
}

fn rule(
    id: &str,
    severity: Severity,
    authority: Authority,
    title: (&str, &str),
    why: (&str, &str),
    remedy: (&str, &str),
) -> RuleSummary {
    let confirmed = severity != Severity::Medium;
    RuleSummary {
        id: id.to_owned(),
        area: "separation".to_owned(),
        severity,
        own: false,
        authority,
        confirmed,
        clauses: vec![ClauseSummary {
            id: "mic-guideline/3-1".to_owned(),
            label: Text::new(
                "地方公共団体における情報セキュリティポリシーに関するガイドライン（令和8年3月27日改定）第3章 情報システム全体の強靭性の向上",
                "Guideline on information security policies of local governments (27 March 2026), chapter 3",
            ),
            authority,
            edition: Text::new("令和8年3月27日改定", "revised on 27 March 2026"),
            later_edition: false,
            confirmed,
        }],
        finding: None,
        title: Text::new(title.0, title.1),
        why: Text::new(why.0, why.1),
        remedy: Text::new(remedy.0, remedy.1),
        from: Some(date(2018, 9, 25)),
        until: None,
    }
}

fn results() -> Vec<Judged> {
    let mut results = vec![
        failed(
            0,
            "system/juki",
            "住民記録システム",
            "住民記録システム が LGWAN系セグメント に置かれている",
            "住民記録システム sits in LGWAN系セグメント",
        ),
        failed(
            0,
            "system/kokuho",
            "国民健康保険システム",
            "国民健康保険システム が 情報系セグメント に置かれている",
            "国民健康保険システム sits in 情報系セグメント",
        ),
        judged(0, "system/kyuyo", "給与システム", Verdict::NotApplicable),
        failed(
            1,
            "incident/r7-03",
            "申請書の誤送付",
            "速報の期限 令和7年6月5日 に対し、報告は 令和7年6月20日 である",
            "reported on 2025-06-20, due on 2025-06-05",
        ),
        failed(
            2,
            "kpi/incidents",
            "情報セキュリティ事故件数",
            "令和7年度の事故は 1件 で、目標 0件 を上回る",
            "1 incident in FY2025 against a target of 0",
        ),
        failed(
            3,
            "function/kaigo",
            "介護保険",
            "介護保険 は 令和8年3月31日 を過ぎて移行が済んでいない",
            "介護保険 is not migrated after 2026-03-31",
        ),
        judged(3, "function/koseki", "戸籍", Verdict::Unknown),
        judged(3, "function/juki", "住民基本台帳", Verdict::Pass),
        judged(3, "function/zei", "固定資産税", Verdict::Waived),
        failed(5, "role/csirt", "CSIRT", "CSIRT は 検討中 である", "CSIRT is being studied"),
        judged(6, "system/bunsho", "文書管理システム", Verdict::Error),
        failed(6, "system/juki", "住民記録システム", "復元試験の記録がない", "no restore test is recorded"),
        judged(7, "kpi/online", "オンライン化した手続の数", Verdict::Unknown),
        judged(7, "flow/*", "通信の一覧", Verdict::Unknown),
    ];
    results[6].missing = vec![1];
    results[8].waiver = Some(WaiverSummary {
        id: "w-2".to_owned(),
        kind: "accepted".to_owned(),
        kind_name: Text::new("リスクの受容", "accepted"),
        approved_by: "最高情報セキュリティ責任者".to_owned(),
        control: None,
        reason: "事業者の都合により、令和9年度に移行する旨を公表済み".to_owned(),
        approved_on: Some(date(2026, 4, 1)),
        until: date(2027, 3, 31),
        facts_digest: None,
    });
    results[10].message = Some(Text::new("日付の計算が範囲を超えた", "a date went out of range"));
    results[12].missing = vec![0, 2];
    results[13].missing = vec![0];
    results
}

fn judged(rule: usize, subject: &str, name: &str, verdict: Verdict) -> Judged {
    Judged {
        rule,
        subject: subject.to_owned(),
        subject_name: Text::same(name),
        place: Some("systems.toml:10:1".to_owned()),
        verdict,
        message: None,
        department: Some("department/joho".to_owned()),
        department_name: Some(Text::same("情報政策課")),
        facts: Vec::new(),
        missing: Vec::new(),
        waiver: None,
    }
}

fn failed(rule: usize, subject: &str, name: &str, ja: &str, en: &str) -> Judged {
    Judged {
        message: Some(Text::new(ja, en)),
        facts: vec![
            ShownFact {
                path: format!("{subject}.segment"),
                label: Text::new(format!("{name}の設置セグメント"), format!("segment of {name}")),
                value: Some(Value::Text("segment/lg".to_owned())),
                shown: Text::same("LGWAN系セグメント"),
                place: Some("systems.toml:12:11".to_owned()),
                source: Some("003_fb18870e7e224466.txt:229".to_owned()),
                by: None,
                on_date: None,
                evidence: Vec::new(),
            },
            ShownFact {
                path: format!("{subject}.count"),
                label: Text::new("件数", "count"),
                value: Some(Value::AtLeast(3, None)),
                shown: Text::new("3以上", "at least 3"),
                place: None,
                source: None,
                by: None,
                on_date: None,
                evidence: Vec::new(),
            },
        ],
        ..judged(rule, subject, name, Verdict::Fail)
    }
}

fn questions() -> Vec<Question> {
    let mut questions = vec![
        question(
            "flow/*",
            "通信の許可・拒否の一覧はこれで全部ですか。",
            "Is the list of flows complete?",
            "joho",
            (1, 2),
        ),
        question(
            "function/koseki.status",
            "戸籍 の標準準拠システムへの移行は終わりましたか。",
            "Is 戸籍 migrated?",
            "shimin",
            (1, 1),
        ),
        question(
            "kpi/online.result",
            "オンライン化した手続の数 の令和7年度の実績値はいくつですか。",
            "What was the FY2025 result of オンライン化した手続の数?",
            "kikaku",
            (0, 1),
        ),
    ];
    questions[0].kind = QuestionKind::List;
    questions[0].place = Some("body.toml:1:1".to_owned());
    questions[0].write = Some(Text::same("[body] complete = [\"flow\"]"));
    questions[1].write = Some(Text::same("[[function]] id = \"koseki\" / status = …"));
    questions[2].reason =
        Some(Text::new("令和6年3月31日時点では「12」。今も変わりありませんか", "was `12` on 2024-03-31; still so?"));
    questions
}

fn question(path: &str, ja: &str, en: &str, department: &str, (settles, blocks): (usize, usize)) -> Question {
    let name = match department {
        "joho" => "情報政策課",
        "zeimu" => "税務課",
        "shimin" => "市民課",
        "fukushi" => "障がい福祉課",
        "kaigo" => "高齢福祉課",
        "kyoiku" => "教育総務課",
        "somu" => "総務課",
        _ => "企画課",
    };
    Question {
        path: path.to_owned(),
        kind: QuestionKind::Field,
        question: Text::new(ja, en),
        department: Some(format!("department/{department}")),
        department_name: Text::same(name),
        place: Some("functions.toml:9:1".to_owned()),
        record: None,
        write: Some(Text::same("status = …")),
        reason: None,
        blocks,
        settles,
    }
}

fn coverage() -> DerivedTable {
    let day: Date = date(2026, 3, 31);
    let names = ["course", "audience", "department", "fiscal_year", "required", "attended", "share", "until"];
    DerivedTable {
        entity: "coverage".to_owned(),
        label: Text::new("受講状況", "coverage"),
        fields: names.iter().map(|name| ((*name).to_owned(), Text::same(*name))).collect(),
        rows: vec![vec![
            Some(Value::Text("course/security".to_owned())),
            Some(Value::Text("all_staff".to_owned())),
            Some(Value::Text("department/joho".to_owned())),
            Some(Value::Int(2025)),
            Some(Value::Int(40)),
            Some(Value::AtLeast(38, Some(40))),
            Some(Value::Number(95.5)),
            Some(Value::Date(day)),
        ]],
    }
}
