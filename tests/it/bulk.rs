//! Large tables: thousands of rows are counted right, read by column or one by one, and what is wrong in them is told.

use crate::program::{Scratch, tekigo};
use crate::tables::strip;
use serde_json::Value;

const BODY: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-01-31\n\
    complete = [\"department\", \"course\", \"session\", \"attendance\"]\n\
    [[table]]\nfile = \"受講.csv\"\nentity = \"attendance\"\n";

/// Every verdict and fact of a check, without places and digests.
fn report(scratch: &Scratch) -> Value {
    let ran = tekigo(&["check", scratch.arg(), "--format", "json"]);
    assert!(matches!(ran.code, 0 | 1 | 4), "{}\n{}", ran.code, ran.err);
    let mut report: Value = serde_json::from_str(&ran.out).unwrap();
    strip(&mut report);
    report
}

/// Courses of a body of 60 departments, and the attendance of 1,000 staff in three sessions: of every 20 staff one was
/// absent, of one nobody knows.
fn staff(rows: impl Fn(usize, &str) -> String) -> (String, String) {
    let mut other = String::new();
    for department in 0..60 {
        other += &format!("[[department]]\nid = \"d{department:02}\"\nname = \"第{department}課\"\n");
    }
    for session in ["s0", "s1", "s2"] {
        other += &format!(
            "[[course]]\nid = \"c{session}\"\nname = \"研修{session}\"\ntopic = \"security\"\naudience = \"all_staff\"\n\
             [[session]]\nid = \"{session}\"\ncourse = \"c{session}\"\nfiscal_year = 2025\nstatus = \"held\"\nheld_on = 2025-06-10\n"
        );
    }
    let people = (0..1_000).flat_map(|person| ["s0", "s1", "s2"].map(|session| rows(person, session)));
    (other, people.collect())
}

fn attended(person: usize, session: &str) -> String {
    let status = ["未受講", "", "受講"][(person / 60 % 20).min(2)];
    format!("{},{session},第{}課,{status},2025-06-10\r\n", 100_000 + person, person % 60)
}

fn bulk(head: &str, (other, rows): &(String, String)) -> Scratch {
    let scratch = Scratch::new("tables-bulk");
    scratch.write("body.toml", BODY).write("other.toml", other).write("受講.csv", format!("{head}{rows}"));
    scratch
}

const HEAD: &str = "職員番号,研修回,部署名,受講状況,受講日\r\n";

#[test]
fn thousands_of_attendances_are_counted_by_department() {
    let report = report(&bulk(HEAD, &staff(attended)));
    let rows = report["derived"]["coverage"].as_array().unwrap();
    let of_2025: Vec<&Value> = rows.iter().filter(|row| row["fiscal_year"] == 2025).collect();
    assert_eq!(of_2025.len(), 180);
    // 1,000 staff in 60 departments: 17 in each of the first 40, of whom one was absent and of one nobody knows.
    let counted = |least: u64| serde_json::json!({ "at_least": least, "at_most": least + 1 });
    for row in of_2025 {
        let department: usize = row["department"].as_str().unwrap().trim_start_matches("department/d").parse().unwrap();
        assert_eq!(row["attended"], counted(if department < 40 { 15 } else { 14 }), "{row}");
    }
}

/// A column that makes every row be read by itself says the same.
#[test]
fn rows_read_by_column_and_one_by_one_say_the_same() {
    let by_column = report(&bulk(HEAD, &staff(attended)));
    let alone = |person: usize, session: &str| attended(person, session).replace("\r\n", ",\r\n");
    let one_by_one = report(&bulk(&HEAD.replace("\r\n", ",complete\r\n"), &staff(alone)));
    assert!(by_column["results"].as_array().unwrap().len() > 100);
    assert_eq!(by_column, one_by_one);
}

#[test]
fn a_mistake_in_many_rows_is_told_with_its_places_and_counted() {
    let wrong = |person: usize, session: &str| match person {
        500.. => attended(person, session).replace("受講,", "受構,").replace(",第", ",番"),
        7 if session == "s1" => ",s1,第7課,受講,2025-13-40\r\n".to_owned(),
        _ => attended(person, session),
    };
    let scratch = bulk(HEAD, &staff(wrong));
    let ran = tekigo(&["--lang", "en", "check", scratch.arg()]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
    for told in ["受講.csv:24:2", "受講.csv:24:5", "受講.csv:1502:4", "did you mean `受講`?", "the same is wrong here"]
    {
        assert!(ran.err.contains(told), "{told}\n{}", ran.err);
    }
    let lines = ran.err.matches("is not a choice").count();
    assert_eq!(lines, 20, "the same word is told for twenty cells");
}
