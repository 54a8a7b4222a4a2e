//! Tables as people keep them: what a bound CSV file or workbook says is what TOML would have said, and nothing is read, left
//! out or guessed in silence.

use crate::program::{Ran, Scratch, tekigo};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

/// A condition that holds, in JSON.
const TRUE: &str = "\"verdict\": true";
/// A body of two departments, three systems and a training session with four attendances.
const BODY: &str =
    "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-01-31\ncomplete = [\"system\"]\n";
const OTHER: &str = "[[department]]\nid = \"jumin\"\nname = \"住民課\"\n[[department]]\nid = \"zei\"\nname = \"税務課\"\n\
    [[segment]]\nid = \"mn\"\nname = \"番号系\"\nzone = \"my_number\"\n[[segment]]\nid = \"lg\"\nname = \"LG系\"\nzone = \"lgwan\"\n";
const TOML: &str = r#"
[[system]]
id = "juki"
name = "住民記録"
status = "live"
owner = "jumin"
segment = "mn"
my_number_role = "use"
live_on = 2020-01-06
[[system]]
id = "zei"
name = "税"
owner = "zei"
segment = "lg"
my_number_role = "use"
[[system]]
id = "kyuyo"
name = "給与"
status = "live"
"#;
/// The same, as rows of a sheet.
const ROWS: [[&str; 7]; 4] = [
    ["id", "システム名", "状態", "所管部署", "設置セグメント", "マイナンバー", "運用開始日"],
    ["juki", "住民記録", "稼働中", "住民課", "番号系", "利用事務", "令和2年1月6日"],
    ["zei", "税", "", "税務課", "LG系", "利用事務", ""],
    ["kyuyo", "給与", "稼働中", "", "", "", ""],
];
const BINDING: &str = "[[table]]\nfile = \"FILE\"\nentity = \"system\"\nheader = { \"システム名\" = \"name\", \"状態\" = \"status\", \
    \"所管部署\" = \"owner\", \"設置セグメント\" = \"segment\", \"マイナンバー\" = \"my_number_role\", \"運用開始日\" = \"live_on\" }\n";

fn csv(rows: &[[&str; 7]]) -> String {
    rows.iter().map(|row| row.join(",") + "\r\n").collect()
}

fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, wrong) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!wrong, "{text}");
    bytes.into_owned()
}

fn xlsx(sheet: &str, rows: &[Vec<&str>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(sheet).unwrap();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            page.write_string(row as u32, column as u16, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn grid<'t>(rows: &[[&'t str; 7]]) -> Vec<Vec<&'t str>> {
    rows.iter().map(|row| row.to_vec()).collect()
}

/// An inventory with one bound table.
fn bound(binding: &str, file: &str, content: impl AsRef<[u8]>) -> Scratch {
    let scratch = Scratch::new("tables");
    let binding = binding.replace("FILE", file);
    scratch.write("body.toml", format!("{BODY}{binding}")).write("other.toml", OTHER).write(file, content);
    scratch
}

/// Every verdict and fact of a check, without places and digests.
fn report(scratch: &Scratch) -> Value {
    let ran = tekigo(&["check", scratch.arg(), "--format", "json"]);
    assert!(matches!(ran.code, 0 | 1 | 4), "{}\n{}", ran.code, ran.err);
    let mut report: Value = serde_json::from_str(&ran.out).unwrap();
    strip(&mut report);
    report
}

pub fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["place", "places", "inventory_sha256", "reading"] {
                map.remove(key);
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn wrong(binding: &str, file: &str, content: impl AsRef<[u8]>) -> Ran {
    let scratch = bound(binding, file, content);
    let ran = tekigo(&["--lang", "en", "check", scratch.arg()]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
    ran
}

#[test]
fn the_same_facts_give_the_same_report_in_whatever_form() {
    let toml = Scratch::new("tables-toml");
    toml.write("body.toml", BODY).write("other.toml", OTHER).write("systems.toml", TOML);
    let expected = report(&toml);
    let verdicts = expected["results"].as_array().unwrap().iter().map(|result| result["verdict"].as_str().unwrap());
    assert!(verdicts.clone().any(|verdict| verdict == "pass"), "{:?}", verdicts.collect::<Vec<_>>());
    let text = csv(&ROWS);
    let mut reordered = ROWS;
    reordered[1..].reverse();
    for (what, scratch) in [
        ("UTF-8", bound(BINDING, "s/systems.csv", &text)),
        ("BOM", bound(BINDING, "s/systems.csv", [b"\xEF\xBB\xBF", text.as_bytes()].concat())),
        ("CP932", bound(BINDING, "s/systems.csv", cp932(&text))),
        ("LF", bound(BINDING, "s/systems.csv", text.replace("\r\n", "\n"))),
        ("xlsx", bound(BINDING, "台帳.xlsx", xlsx("一覧", &grid(&ROWS)))),
        ("ods", bound(BINDING, "台帳.ods", ods(&table(&ROWS)))),
        ("reordered", bound(BINDING, "s/systems.csv", csv(&reordered))),
        ("reordered xlsx", bound(BINDING, "台帳.xlsx", xlsx("一覧", &grid(&reordered)))),
    ] {
        assert_eq!(report(&scratch), expected, "{what}");
    }
}

#[test]
fn every_fact_has_its_row_and_column_or_its_cell() {
    let place = |scratch: &Scratch| {
        let ran = tekigo(&["check", scratch.arg(), "--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let results = report["results"].as_array().unwrap().clone();
        let facts = results.iter().flat_map(|result| result["facts"].as_array().unwrap().clone());
        let fact = facts.into_iter().find(|fact| fact["path"] == "system/zei.segment").unwrap();
        fact["place"].as_str().unwrap().to_owned()
    };
    assert_eq!(place(&bound(BINDING, "systems.csv", csv(&ROWS))), "systems.csv:3:5");
    assert_eq!(place(&bound(BINDING, "s/台帳.xlsx", xlsx("一覧", &grid(&ROWS)))), "s/台帳.xlsx!一覧!E3");
}

#[test]
fn headings_are_known_in_whatever_spelling_wherever_they_stand() {
    let binding = "[[table]]\nfile = \"FILE\"\nentity = \"attendance\"\nheader_row = [3, 4]\nskip = [\"合計\", \"小計\"]\n\
        set = { session = \"r7\" }\nignore = [\"備考\"]\njoin = { person = [\"職員 コード所属\", \"職員コード番号\"] }\n";
    let rows = "受講者の一覧,,,,,,\n\n職員コード,,受講の,,部署名,備考,担当\n所属,番号,状況,\"受講\n\u{3000}日\",,,\n\
        01,００７,修了,R7.5.1,住民課,あ,い\n01,008,-,２０２５／５／２,住民課,,\n小計,2,,,,,\n\n01,009,未測定,45779,住民課,,\n合計,3,,,,,\n";
    let others = "[[course]]\nid = \"c\"\n[[session]]\nid = \"r7\"\ncourse = \"c\"\n";
    let scratch = bound(binding, "attendance.csv", rows);
    scratch.write("course.toml", others);
    let ran =
        tekigo(&["--lang", "en", "eval", scratch.arg(), "attendance.status == 'completed'", "--for", "attendance"]);
    for word in ["01-007", "01-008", "01-009"] {
        assert!(ran.out.contains(word), "{word}: {}\n{}", ran.out, ran.err);
    }
    let dates = "attendance.completed_on != null && attendance.completed_on >= date('2025-05-01') && attendance.completed_on <= date('2025-05-02')";
    let ran = tekigo(&["--lang", "en", "eval", scratch.arg(), dates, "--for", "attendance", "--format", "json"]);
    assert_eq!(ran.out.matches(TRUE).count(), 3, "{}\n{}", ran.out, ran.err);
    let told = tekigo(&["--lang", "en", "check", scratch.arg()]).err;
    for word in [
        "1 of 7 columns are not used: `担当` (G); 2 rows of totals are not used: 7, 10",
        "1 cells with only a dash",
        "attendance.csv:6:3",
        "1 cells that say it was not measured",
        "attendance.csv:9:3",
        "1 numbers in date columns",
        "attendance.csv:9:4",
    ] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert!(!told.contains("備考"), "{told}");
    let report: Value = serde_json::from_str(&tekigo(&["check", scratch.arg(), "--format", "json"]).out).unwrap();
    let reading = report["reading"].as_array().unwrap();
    assert_eq!(reading.len(), 4, "{reading:#?}");
    assert!(reading.iter().any(|remark| remark["place"] == "attendance.csv:9:4"), "{reading:#?}");
}

#[test]
fn what_is_wrong_in_a_table_has_its_cell() {
    let fixed = |from: &str, to: &str| csv(&ROWS).replacen(from, to, 1);
    let cases: [(&str, String, &[&str]); 8] = [
        (BINDING, fixed("税務課", "#N/A"), &["systems.csv:3:4", "ended in an error"]),
        (BINDING, fixed("令和2年1月6日", "令和2年13月6日"), &["systems.csv:2:7", "令和2年13月6日"]),
        (BINDING, fixed("稼働中", "稼動中だ"), &["systems.csv:2:3", "稼動中だ"]),
        (BINDING, fixed("税務課", "税務部"), &["systems.csv:3:4", "税務部", "税務課"]),
        (BINDING, fixed("kyuyo", "juki"), &["systems.csv:4:1", "systems.csv:2:1", "written twice"]),
        (BINDING, fixed("kyuyo", ""), &["systems.csv:4:2", "`id` is blank", "skip"]),
        (BINDING, fixed("システム名", "システムの名"), &["body.toml:", "no heading `システム名`", "システムの名"]),
        (BINDING, fixed("id,", "番号,"), &["systems.csv:1:1", "no column for `id`", "join"]),
    ];
    for (binding, content, words) in cases {
        let ran = wrong(binding, "systems.csv", &content);
        for word in words {
            assert!(ran.err.contains(word), "`{word}` is not in {}", ran.err);
        }
    }
    let mut rows = ROWS;
    rows[2][3] = "税務部";
    let ran = wrong(BINDING, "s.xlsx", xlsx("一覧", &grid(&rows)));
    assert!(ran.err.contains("s.xlsx!一覧!D3"), "{}", ran.err);
}

#[test]
fn a_binding_that_means_nothing_is_refused() {
    let cases: [(&str, &[&str]); 10] = [
        ("file = \"../FILE\"\nentity = \"system\"", &["outside the inventory"]),
        ("file = \"gone.csv\"\nentity = \"system\"", &["gone.csv", "not found"]),
        ("file = \"FILE\"\nentity = \"sistem\"", &["sistem", "system"]),
        ("file = \"FILE\"\nentity = \"system\"\nheader = { \"状態\" = \"statsu\" }", &["statsu", "`status`"]),
        ("file = \"FILE\"\nentity = \"system\"\nencoding = \"euc-jp\"", &["euc-jp", "cp932"]),
        ("file = \"FILE\"\nentity = \"system\"\nheader_row = 0", &["header_row"]),
        ("file = \"FILE\"\nentity = \"system\"\nheader_row = 9", &["no headings in row 9"]),
        ("file = \"FILE\"\nentity = \"system\"\nhedar = 1", &["hedar", "header"]),
        ("file = \"FILE\"\nform = \"mic\"", &["no form `mic`", "mic-step-progress"]),
        ("file = \"other.toml\"\nentity = \"system\"", &["in no form that is read", "xlsx"]),
    ];
    for (keys, words) in cases {
        let ran = wrong(&format!("[[table]]\n{keys}\n"), "systems.csv", csv(&ROWS));
        for word in words {
            assert!(ran.err.contains(word), "{keys}: `{word}` is not in {}", ran.err);
        }
    }
    let mut book = Workbook::new();
    for name in ["表紙", "一覧"] {
        book.add_worksheet().set_name(name).unwrap();
    }
    let ran = wrong("[[table]]\nfile = \"FILE\"\nentity = \"system\"\n", "s.xlsx", book.save_to_buffer().unwrap());
    assert!(ran.err.contains("several sheets") && ran.err.contains("表紙, 一覧"), "{}", ran.err);
}

#[test]
fn numbers_of_a_workbook_mean_what_a_person_sees() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, heading) in ["指標", "年度", "計画値", "実績値"].iter().enumerate() {
        page.write_string(0, column as u16, *heading).unwrap();
    }
    let percent = Format::new().set_num_format("0.0%");
    page.write_string(1, 0, "k").unwrap();
    page.write_number(1, 1, 2024.0).unwrap();
    page.write_number_with_format(1, 2, 0.963, &percent).unwrap();
    page.write_string(1, 3, "▲１，２３４．５").unwrap();
    // The stored value of a formula counts; the formula is never run.
    page.write_formula(2, 3, rust_xlsxwriter::Formula::new("=1/0+HYPERLINK(\"file:///x\")").set_result("7")).unwrap();
    page.write_string(2, 0, "k").unwrap();
    page.write_string(2, 1, "令和7年度").unwrap();
    let binding = "[[table]]\nfile = \"FILE\"\nentity = \"kpi_value\"\nset = { unit = \"%\" }\n";
    let scratch = bound(binding, "kpi.xlsx", book.save_to_buffer().unwrap());
    scratch.write("kpi.toml", "[[kpi]]\nid = \"k\"\nname = \"指標\"\n");
    let condition = "kpi_value.plan == 96.3 && kpi_value.result == -1234.5 || kpi_value.fiscal_year == 2025 && kpi_value.result == 7.0";
    let ran = tekigo(&["--lang", "en", "eval", scratch.arg(), condition, "--for", "kpi_value", "--format", "json"]);
    assert_eq!(ran.out.matches(TRUE).count(), 2, "{}\n{}", ran.out, ran.err);
}

/// A workbook as an archive of these files.
fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook whose one sheet holds that XML.
fn book(sheet: &str) -> Vec<u8> {
    let sheet =
        format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{sheet}</worksheet>");
    let mut whole = zip::ZipArchive::new(std::io::Cursor::new(xlsx("S", &[vec!["x"]]))).unwrap();
    let names: Vec<String> = whole.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for name in names {
        let mut content = Vec::new();
        std::io::copy(&mut whole.by_name(&name).unwrap(), &mut content).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            content = sheet.clone().into_bytes();
        }
        files.push((name, content));
    }
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    archive(&files)
}

/// An OpenDocument file whose one sheet holds those rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"一覧\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml", content.into_bytes()),
    ])
}

/// Rows as LibreOffice writes them: blank cells together, blank rows to the end of the sheet, days as days.
fn table(rows: &[[&str; 7]]) -> String {
    let cell = |text: &&str| match *text {
        "" => "<table:table-cell table:number-columns-repeated=\"1\"/>".to_owned(),
        "令和2年1月6日" => {
            "<table:table-cell office:value-type=\"date\" office:date-value=\"2020-01-06\"><text:p>R2.1.6</text:p>\
            </table:table-cell>"
                .to_owned()
        }
        text => format!(
            "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>要確認</text:p></office:annotation>\
             <text:p><text:ruby><text:ruby-base>{text}</text:ruby-base><text:ruby-text>ふりがな</text:ruby-text></text:ruby>\
             </text:p></table:table-cell>"
        ),
    };
    let row = |row: &[&str; 7]| {
        let blank = "<table:table-cell table:number-columns-repeated=\"16377\"/>";
        format!("<table:table-row>{}{blank}</table:table-row>", row.iter().map(cell).collect::<String>())
    };
    let end = "<table:table-row table:number-rows-repeated=\"1048572\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
        </table:table-row>";
    rows.iter().map(row).collect::<String>() + end
}

#[test]
fn hostile_files_are_refused_in_words_and_in_little_room() {
    let cell = |address: &str| format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let corners = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"1048576\">{}</row></sheetData>",
        cell("A1"),
        cell("XFD1048576")
    );
    let wide: String =
        (1..=2_000).map(|row| format!("<row r=\"{row}\">{}</row>", cell(&format!("XFD{row}")))).collect();
    let deep = format!("<sheetData>{}", "<x>".repeat(200_000));
    let entity = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><sheetData><row r=\"1\">\
        <c r=\"A1\" t=\"inlineStr\"><is><t>&c;</t></is></c></row></sheetData>";
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let bomb = archive(&[("xl/workbook.xml", vec![b' '; 140 * 1024 * 1024])]);
    assert!(bomb.len() < 1024 * 1024);
    for (what, content, word) in [
        ("corners", book(&corners), "has no heading"),
        ("wide", book(&format!("<sheetData>{wide}</sheetData>")), "too large"),
        ("deep", book(&deep), "broken"),
        ("entity", book(entity), "broken"),
        ("bomb", bomb, "too large once unpacked"),
        (
            "repeated rows",
            ods("<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell><text:p>x</text:p>\
            </table:table-cell></table:table-row>"),
            "too large",
        ),
        (
            "repeated cells",
            ods("<table:table-row><table:table-cell table:number-columns-repeated=\"4000000000\"><text:p>x</text:p>\
            </table:table-cell></table:table-row>"),
            "too large",
        ),
        (
            "entity in ods",
            ods("<table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row>"),
            "broken",
        ),
        ("locked", locked.clone(), "protected by a password"),
        ("old", locked[..8].to_vec(), "the old form (xls)"),
        ("text", b"id,name\n".to_vec(), "no workbook"),
        ("empty", Vec::new(), "no workbook"),
    ] {
        let file = if what.contains("ods") || what.contains("repeated") { "h.ods" } else { "h.xlsx" };
        let ran = wrong(BINDING, file, content);
        assert!(ran.err.contains(word) && ran.err.contains(file), "{what}: `{word}` is not in {}", ran.err);
    }
}

#[test]
fn the_official_forms_are_data() {
    let special = "特定移行支援システムの該当見込み,,,,,,\r\n,,,,,,\r\n団体コード,自治体名,自治体区分,住民基本台帳,戸籍の附票,児童手当,共通機能\r\n\
        11002,北海道札幌市,指定都市,●,●,●,●\r\n272230,大阪府門真市,一般市,●,,,●\r\n";
    let scratch =
        bound("[[table]]\nfile = \"FILE\"\nform = \"digital-special-support\"\n", "特定移行.csv", cp932(special));
    let designated = |scratch: &Scratch, condition: &str| {
        let ran = tekigo(&["eval", scratch.arg(), condition, "--for", "function", "--format", "json"]);
        (ran.out.matches(TRUE).count(), ran.out.matches("\"verdict\": false").count(), ran.err)
    };
    let (yes, no, told) = designated(&scratch, "function.designated");
    assert_eq!((yes, no), (1, 2), "a blank cell of the row says no; functions without a column stay unknown: {told}");
    let other = scratch.write(
        "body.toml",
        "[body]\ncode = \"011002\"\nname = \"札幌市\"\nclass = \"designated_city\"\nas_of = 2026-01-31\n\
        [[table]]\nfile = \"特定移行.csv\"\nform = \"digital-special-support\"\n",
    );
    let (yes, _, _) = designated(other, "function.designated");
    assert_eq!(yes, 3);
    let told = tekigo(&["check", other.arg()]).err;
    assert!(told.contains("`11002`") && told.contains("`011002`") && told.contains("特定移行.csv:4:1"), "{told}");

    let steps = "都道府県,業務,①-1 推進体制案の作成,①-2 関連部局との調整・担当者名簿の作成,②-3 移行に係る現行システムベンダとの打合せ・役割の 認識合わせ\n\
        門真市,生活保護,完了済み,未,対象外\n門真市,児童扶養手当,作業中,未着手,\n大阪市,生活保護,作業中,作業中,作業中\n";
    let scratch = bound("[[table]]\nfile = \"FILE\"\nform = \"mic-step-progress\"\n", "進捗.csv", steps);
    for (status, expected) in [("done", 1), ("not_started", 2), ("in_progress", 1), ("not_applicable", 1)] {
        let condition = format!("step.status == '{status}'");
        let ran = tekigo(&["eval", scratch.arg(), &condition, "--for", "step", "--format", "json"]);
        assert_eq!(ran.out.matches(TRUE).count(), expected, "{status}: {}", ran.err);
    }
}

#[test]
fn two_rows_of_headings_unfold_by_the_upper_one() {
    let binding = "[[table]]\nfile = \"FILE\"\nentity = \"kpi_value\"\nheader_row = [1, 2]\nunfold = { heading = \"fiscal_year\" }\n";
    let rows = [
        vec!["指標名", "令和５年度", "", "R6", "", "定義"],
        vec!["", "計画値", "実績値", "計画値", "実績値", ""],
        vec!["k", "10", "9", "20", "", "件数"],
        vec!["l", "", "", "1", "", "割合"],
    ];
    let csv: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            page.write_string(row as u32, column as u16, *cell).unwrap();
        }
    }
    let plain = Format::new();
    page.merge_range(0, 1, 0, 2, "令和５年度", &plain).unwrap();
    page.merge_range(0, 3, 0, 4, "R6", &plain).unwrap();
    page.merge_range(0, 0, 1, 0, "指標名", &plain).unwrap();
    page.merge_range(0, 5, 1, 5, "定義", &plain).unwrap();
    let others = "[[kpi]]\nid = \"k\"\nname = \"あ\"\n[[kpi]]\nid = \"l\"\nname = \"い\"\n";
    for scratch in [bound(binding, "kpi.csv", csv), bound(binding, "kpi.xlsx", book.save_to_buffer().unwrap())] {
        scratch.write("kpi.toml", others);
        let condition =
            "kpi_value.fiscal_year == 2023 ? kpi_value.plan == 10.0 && kpi_value.result == 9.0 : kpi_value.plan >= 1.0";
        let condition = condition.replace("kpi_value.plan >= 1.0", "kpi_value.plan != null && kpi_value.plan >= 1.0");
        let ran =
            tekigo(&["--lang", "en", "eval", scratch.arg(), &condition, "--for", "kpi_value", "--format", "json"]);
        assert_eq!(ran.out.matches(TRUE).count(), 3, "{}\n{}", ran.out, ran.err);
        for id in ["k/2023", "k/2024", "l/2024"] {
            assert!(ran.out.contains(&format!("kpi_value/{id}\"")), "{id}: {}", ran.out);
        }
        let told = tekigo(&["check", scratch.arg()]).err;
        assert!(told.is_empty(), "{told}");
    }
}

#[test]
fn the_unit_in_a_heading_must_be_that_of_the_field() {
    let binding = "[[table]]\nfile = \"FILE\"\nentity = \"function\"\nheader = { \"業務\" = \"on\" }\n";
    let read = |heading: &str| {
        let scratch = bound(binding, "f.csv", format!("業務,{heading}\n住民基本台帳,1.5\n"));
        tekigo(&[
            "--lang",
            "en",
            "eval",
            scratch.arg(),
            "function.remaining_days == 1500",
            "--for",
            "function",
            "--format",
            "json",
        ])
    };
    assert_eq!(read("残り日数（千日）").out.matches(TRUE).count(), 1, "{}", read("残り日数（千日）").err);
    let ran = read("残り日数[日]");
    assert!(ran.err.contains("f.csv:2:2") && ran.err.contains("whole number"), "{}", ran.err);
    let ran = read("残り日数（週）");
    assert!(ran.code == 3 && ran.err.contains("f.csv:1:2") && ran.err.contains("is not `days`"), "{}", ran.err);
    let ran = read("残り日数（予定）");
    assert!(ran.err.contains("is not `days`"), "{}", ran.err);
}
