//! Whole numbers, doubles, and numbers known only within bounds.

use crate::expression::Tri::{self, Error, False, True, Unknown};
use crate::expression::testing::{explain, town, verdict, why};

fn holds(source: &str) -> Tri {
    verdict(&town(&["incident"], &["system/juki score=7 limit=2 rate=0.5"]), source)
}

#[test]
fn whole_numbers() {
    for (source, expected) in [
        ("system.score + 1 == 8 && system.score - 9 == -2", True),
        ("system.score / 2 == 3 && -system.score / 2 == -3", True),
        ("system.score % 4 == 3 && -system.score % 4 == -3", True),
        ("2 + 3 * 4 == 14 && (2 + 3) * 4 == 20 && 10 - 4 - 3 == 3", True),
        ("9223372036854775807 + 1 == 0", Error),
        ("-9223372036854775808 - 1 == 0", Error),
        ("-9223372036854775808 == -9223372036854775807 - 1", True),
        ("(-9223372036854775807 - 1) / -1 == 0", Error),
        ("(-9223372036854775807 - 1) % -1 == 0", Error),
        ("-(-9223372036854775807 - 1) == 0", Error),
        ("system.score * 9223372036854775807 == 0", Error),
        ("system.score / 0 == 0", Error),
        ("system.score % (system.limit - 2) == 0", Error),
        ("system.score / 0 == 0 || system.score == 7", True),
        ("0x10 == 16", True),
        ("--1 == 1", True),
    ] {
        assert_eq!(holds(source), expected, "{source}");
    }
}

#[test]
fn doubles() {
    for (source, expected) in [
        ("system.rate * 2.0 == 1.0", True),
        ("system.rate / 0.0 > 1e300", True),
        ("double(system.score) / 2.0 == 3.5", True),
        ("-system.rate < 0.0 && -0.0 == 0.0", True),
        ("0.0 / 0.0 == 0.0 / 0.0", False),
        ("0.0 / 0.0 < 1.0 || 0.0 / 0.0 >= 1.0", False),
        ("system.score > system.rate && system.rate < system.limit", True),
        ("system.score == 7.0 && 7.5 > system.score", True),
        ("9223372036854775807 < 9223372036854775808.0", True),
        ("system.rate in [1, 0.5]", True),
    ] {
        assert_eq!(holds(source), expected, "{source}");
    }
}

#[test]
fn errors_say_where_and_what() {
    let town = town(&[], &["system/juki score=7"]);
    let error = explain(&town, "true && system.score / 0 == 1").error.unwrap();
    assert_eq!((error.span, error.message.en.as_str()), (8..24, "division by zero"));
    let error = explain(&town, "9223372036854775807 + system.score == 1").error.unwrap();
    assert_eq!((error.span, error.message.ja.as_str()), (0..34, "整数の範囲を超えた"));
    assert_eq!(explain(&town, "system.score / 0 == 1 || system.score == 7").error, None);
}

#[test]
fn a_missing_fact_is_not_hidden_by_an_error() {
    assert_eq!(holds("1 / 0 == 1 && system.safe"), Unknown);
    assert_eq!(holds("1 / 0 == 1 || system.safe"), Unknown);
}

#[test]
fn bounds_decide_comparisons() {
    let town = town(&[], &["coverage/a attended=3..", "coverage/b attended=2..5", "system/juki limit=2"]);
    for (source, expected) in [
        ("catalog_free(a) > 2", True),
        ("catalog_free(a) > 3", Unknown),
        ("catalog_free(a) >= 3", True),
        ("catalog_free(a) < 3", False),
        ("catalog_free(a) == 2", False),
        ("catalog_free(a) == 3", Unknown),
        ("catalog_free(a) != 2", True),
        ("catalog_free(b) > 5", False),
        ("catalog_free(b) <= 5", True),
        ("catalog_free(b) in [1, 6]", False),
        ("catalog_free(b) in [1, 3]", Unknown),
        ("catalog_free(a) + 1 > 3", True),
        ("10 - catalog_free(a) > 7", False),
        ("10 - catalog_free(a) > 6", Unknown),
        ("catalog_free(a) * 100 / 4 >= 75", True),
        ("catalog_free(a) * 100 / 4 >= 76", Unknown),
        ("100 / catalog_free(b) >= 20", True),
        ("-catalog_free(b) < -1", True),
        ("catalog_free(b) % 2 == 1", Unknown),
        ("catalog_free(a) / 0 == 1", Error),
        ("catalog_free(a) > system.limit", True),
        ("catalog_free(a) > 2.5", True),
        ("double(catalog_free(a)) > 2.5", Unknown),
    ] {
        let source = ["a", "b"].into_iter().fold(source.to_owned(), |source, id| {
            let element = format!("inventory.coverage.filter(c, c.id == '{id}')[0].attended");
            source.replace(&format!("catalog_free({id})"), &element)
        });
        assert_eq!(verdict(&town, &source), expected, "{source}");
    }
}

#[test]
fn bounds_are_evidence_when_they_decide_and_questions_when_they_do_not() {
    let town = town(&[], &["system/juki", "coverage/a attended=3.."]);
    assert_eq!(why(&town, "inventory.coverage.all(c, c.attended > 2)"), "true: coverage/a.attended |");
    assert_eq!(
        why(&town, "inventory.coverage.all(c, c.attended > 3)"),
        "unknown: coverage/a.attended | coverage/a.attended"
    );
}
