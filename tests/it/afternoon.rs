//! The first afternoon: three ledgers as a division keeps them, with titles, headings over two rows, wareki, totals, remarks,
//! CP932 and a wrong code, become an inventory, a true list of findings, and a workbook for every department.

use crate::program::{Ran, Scratch, check_json, tekigo};
use crate::workbooks::{books, rewrite, sheets};
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Systems: number, work, name, department, start, state, place, network, supplier, end of contract, My Number, OS, its end.
const SYSTEMS: [[&str; 12]; 9] = [
    [
        "住民基本台帳",
        "総合住民情報システム",
        "市民課",
        "H29.10.1",
        "稼動中",
        "県域DC",
        "個番系",
        "ア社",
        "R9.3.31",
        "有",
        "Windows Server 2016",
        "R9.1.12",
    ],
    [
        "税",
        "税総合システム",
        "税務課",
        "H29.10.1",
        "稼動中",
        "県域DC",
        "個番系",
        "ア社",
        "R9.3.31",
        "利用事務",
        "Windows Server 2016",
        "R9.1.12",
    ],
    [
        "介護保険",
        "介護保険システム",
        "長寿介護課",
        "R1.10.1",
        "稼動中",
        "県域DC",
        "個番系",
        "イ社",
        "R8.9.30",
        "有",
        "",
        "",
    ],
    [
        "生活保護",
        "生活保護システム",
        "福祉課",
        "平成28年4月1日",
        "稼動中",
        "本庁サーバ室",
        "個番系",
        "ウ社",
        "R8.3.31",
        "有",
        "Windows Server 2012 R2",
        "令和5年10月10日",
    ],
    [
        "財務会計",
        "財務会計システム",
        "財政課",
        "令和4年4月1日",
        "稼動中",
        "本庁サーバ室",
        "LGWAN系",
        "オ社",
        "R9.3.31",
        "無",
        "",
        "R11.1.9",
    ],
    [
        "共通",
        "グループウェア",
        "ＤＸ推進室",
        "R5.10.1",
        "稼動中",
        "クラウド",
        "ネット系",
        "キ社",
        "R8.9.30",
        "無",
        "",
        "",
    ],
    [
        "図書館",
        "図書館総合システム",
        "市立図書館",
        "H29.6.1",
        "稼動中",
        "市立図書館",
        "独立",
        "ケ社",
        "R8.5.31",
        "無",
        "",
        "R9.1.12",
    ],
    ["施設予約", "公共施設予約システム", "生涯学習課", "", "構築中", "クラウド", "ネット系", "コ社", "", "無", "", ""],
    ["議会", "議会中継（旧）", "議会事務局", "H24.4.1", "廃止", "本庁サーバ室", "", "", "", "", "", ""],
];

/// The workbook of systems: a title, two rows of headings with merged cells, a total, remarks, and an old sheet beside it.
fn systems(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("システム台帳").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 12, "かわべ市　情報システム管理台帳", &plain).unwrap();
    sheet.write_string(1, 0, "令和８年１０月１日現在").unwrap();
    let single = [
        (0, "No"),
        (1, "業務名"),
        (2, "システム名"),
        (3, "主管課"),
        (4, "運用開始"),
        (5, "稼動状況"),
        (10, "特定個人情報"),
    ];
    for (column, heading) in single {
        sheet.merge_range(3, column, 4, column, heading, &plain).unwrap();
    }
    for (column, above, below) in [
        (6, "設置場所", ["拠点", "接続系統"]),
        (8, "保守業者", ["業者名", "契約期限"]),
        (11, "サーバＯＳ", ["名称", "サポート期限"]),
    ] {
        sheet.merge_range(3, column, 3, column + 1, above, &plain).unwrap();
        for (at, heading) in below.into_iter().enumerate() {
            sheet.write_string(4, column + at as u16, heading).unwrap();
        }
    }
    for (at, cells) in SYSTEMS.iter().enumerate() {
        let row = 5 + at as u32;
        sheet.write_number(row, 0, at as f64 + 1.0).unwrap();
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column as u16 + 1, *cell).unwrap();
        }
    }
    let end = 5 + SYSTEMS.len() as u32;
    sheet.write_string(end, 0, "計").unwrap();
    sheet.write_string(end, 2, "9システム").unwrap();
    sheet.write_string(end + 2, 0, "※ 担当者名は別紙").unwrap();
    sheet.write_string(end + 3, 0, "注）接続系統は令和５年度の強靱化更改後のもの").unwrap();
    book.add_worksheet().set_name("旧（R6）").unwrap().write_string(0, 0, "旧台帳。参照しないこと").unwrap();
    book.save(path).unwrap();
}

const ASSETS: &str = "資産台帳　出力 2026/11/02 18:05,,,,,,,,\r\n\
    管理番号,品名,分類,管理課,接続先,OS,OS保守期限,数量,団体コード\r\n\
    N-001,業務端末（個番）,ノートPC,市民課,個番系,Windows 11,2031/10/14,96,999989\r\n\
    N-003,調査用端末,ノートPC,ＤＸ推進室,ネット系,Windows 10,2025/10/14,18,999989\r\n\
    S-002,仮想化基盤,サーバ,ＤＸ推進室,LGWAN系,,令和10年3月31日,3,999982\r\n\
    M-001,複合機①,複合機,総務課,LGWAN系,－,－,34,999989\r\n\
    合計,,,,,,,151,\r\n";

const CONTRACTS: &str = "令和８年度　情報関係契約一覧,,,,,,,,,,,\r\n\
    No,契約番号,件名,契約相手,契約方法,契約締結日,履行期間（自）,履行期間（至）,契約金額（円）,再委託の有無,機密保持条項,主管課\r\n\
    1,R4-015,総合住民情報システム保守,ア社,随契,令和4年3月25日,令和4年4月1日,令和9年3月31日,\"48,000,000\",有（承諾済）,有,ＤＸ推進室\r\n\
    3,H28-009,生活保護システム保守,ウ社,随契,H28.3.20,H28.4.1,R8.3.31,\"▲120,000\",,有,福祉課\r\n\
    ,小計,,,,,,,\"47,880,000\",,,\r\n\
    ※金額は税込み。,,,,,,,,,,,\r\n";

const FILES: [(&str, &[&str]); 3] = [
    ("システム台帳.xlsx", &["--as", "system", "--sheet", "システム台帳"]),
    ("資産台帳.csv", &["--as", "device_group"]),
    ("契約一覧.csv", &["--as", "contract"]),
];

struct Desk {
    scratch: Scratch,
    inventory: String,
}

impl Desk {
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        systems(&scratch.path.join(FILES[0].0));
        for (file, text) in [(FILES[1].0, ASSETS), (FILES[2].0, CONTRACTS)] {
            let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(text);
            assert!(!lost);
            scratch.write(file, bytes);
        }
        let inventory = scratch.path.join("daicho").to_str().unwrap().to_owned();
        let made = tekigo(&[
            "init",
            &inventory,
            "--code",
            "999989",
            "--name",
            "かわべ市",
            "--class",
            "一般市",
            "--as-of",
            "2026-11-27",
        ]);
        assert_eq!(made.code, 0, "{}", made.err);
        Self { scratch, inventory }
    }

    fn import(&self, (file, more): (&str, &[&str]), wish: &[&str]) -> Ran {
        let path = self.scratch.path.join(file).to_str().unwrap().to_owned();
        tekigo(&[&["import", &path, "--into", &self.inventory], more, wish].concat())
    }
}

#[test]
fn three_messy_ledgers_become_true_findings_and_a_workbook_for_every_department() {
    let desk = Desk::new("afternoon");
    for file in FILES {
        let taken = desk.import(file, &["--add-missing", "--leave-unread", "--accept"]);
        assert_eq!(taken.code, 0, "{}: {}{}", file.0, taken.out, taken.err);
    }
    let book = Path::new(&desk.inventory).join("台帳.xlsx");
    let mut all = sheets(&book);
    // Written later, where the import had added nothing but a name: what says more stands.
    for (sheet, cells) in [("課", ["ＤＸ推進室", "情報政策"]), ("セグメント", ["個番系", "マイナンバー利用事務系"])]
    {
        let rows = &mut all.iter_mut().find(|(name, _)| name == sheet).unwrap().1;
        rows.push(cells.map(str::to_owned).to_vec());
    }
    rewrite(&book, &all);
    let json = check_json(&desk.inventory, &[]);
    let findings: Vec<(&str, &str)> = json["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|result| result["verdict"] == "fail")
        .map(|result| (result["rule"].as_str().unwrap(), result["subject"].as_str().unwrap()))
        .collect();
    // Both stand in the ledgers: Windows 10 after its end, a server whose support ended in 2023.
    let wanted = [
        ("device-os-out-of-support", "device_group/調査用端末"),
        ("server-os-out-of-support", "server_system/生活保護システム"),
    ];
    assert_eq!(findings, wanted);
    let shokai = desk.scratch.path.join("shokai");
    assert_eq!(tekigo(&["ask", &desk.inventory, "--xlsx", shokai.to_str().unwrap()]).code, 0);
    let departments: BTreeSet<String> =
        books(&shokai).iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    // Every department that has a live system is asked something.
    let of_ledgers = SYSTEMS.iter().filter(|system| system[4] == "稼動中").map(|system| system[2]);
    for name in of_ledgers.chain(["総務課"]) {
        assert!(departments.contains(name), "{name}: {departments:?}");
    }
    let hokoku = desk.scratch.path.join("hokoku");
    assert_eq!(tekigo(&["report", &desk.inventory, "--all", hokoku.to_str().unwrap()]).code, 1, "there are findings");
    assert!(hokoku.join("index.html").exists());
}

#[test]
fn the_facts_of_the_ledgers_are_taken_in_as_they_are_written() {
    let desk = Desk::new("afternoon-facts");
    for file in FILES {
        desk.import(file, &["--add-missing", "--leave-unread", "--accept"]);
    }
    let out = desk.scratch.path.join("out");
    assert_eq!(tekigo(&["export", &desk.inventory, "--csv", out.to_str().unwrap()]).code, 0);
    let read = |entity: &str| fs::read_to_string(out.join(format!("{entity}.csv"))).unwrap();
    let all = read("system");
    assert_eq!(all.lines().count(), 1 + SYSTEMS.len(), "totals, remarks and titles are no systems: {all}");
    for (name, words) in [
        ("総合住民情報システム", &["稼働中", "市民課", "個番系", "2017-10-01", "データセンター", "2027-01-12"][..]),
        ("税総合システム", &["個人番号利用事務"]),
        ("生活保護システム", &["福祉課", "2016-04-01", "庁内設置（オンプレミス）", "2023-10-10"]),
        ("財務会計システム", &["LGWAN系", "2022-04-01", "個人番号を取り扱わない", "2029-01-09"]),
        ("公共施設予約システム", &["導入予定"]),
        ("議会中継（旧）", &["廃止", "2012-04-01"]),
    ] {
        let line = all.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {all}"));
        assert!(words.iter().all(|word| line.split(',').any(|cell| cell == *word)), "{words:?}: {line}");
    }
    let unread = all.lines().find(|line| line.starts_with("介護保険システム")).unwrap();
    assert!(!unread.contains("個人番号"), "what could not be read is not known: {unread}");
    let contracts = read("contract");
    assert_eq!(contracts.lines().count(), 3, "{contracts}");
    assert!(contracts.contains("ウ社") && contracts.contains("2016-04-01") && contracts.contains("2026-03-31"));
    assert!(read("device_group").contains("複合機①"));
    // A second time there is nothing to write.
    for file in FILES {
        let again = desk.import(file, &["--add-missing", "--leave-unread"]);
        assert!(again.code == 0 && !again.out.contains("新しい記録"), "{}{}", again.out, again.err);
    }
}

#[test]
fn what_cannot_be_read_stops_the_import_and_says_how_to_go_on() {
    let desk = Desk::new("afternoon-stops");
    let unnamed = desk.import((FILES[0].0, &["--as", "system"]), &[]);
    assert!(
        unnamed.code == 3 && unnamed.err.contains("--sheet") && unnamed.err.contains("旧（R6）"),
        "{}",
        unnamed.err
    );
    let stopped = desk.import(FILES[0], &["--accept"]);
    assert_eq!(stopped.code, 3);
    for words in ["4〜5行目", "`有`", "ほかに2か所", "--leave-unread", "台帳にない部署が9件", "市民課", "--add-missing"]
    {
        assert!(stopped.err.contains(words), "{words}: {}", stopped.err);
    }
    assert!(!Path::new(&desk.inventory).join("imports").exists(), "nothing is written");
    let assets = desk.import(FILES[1], &["--add-missing"]);
    assert!(assets.code == 0 && assets.err.contains("`999982`") && assets.err.contains("検査数字"), "{}", assets.err);
    // Left out instead of added: the departments stay unknown.
    let left = desk.import(FILES[1], &["--leave-unread", "--accept"]);
    assert!(left.code == 0 && left.err.contains("台帳にない部署3件を、空欄"), "{}", left.err);
    let written = fs::read_to_string(Path::new(&desk.inventory).join("imports/資産台帳.toml")).unwrap();
    assert!(
        written.contains("業務端末") && !written.contains("owner") && !written.contains("[[department]]"),
        "{written}"
    );
}
