//! Whatever is written, compiling never panics, and places are on character boundaries.

use crate::expression::testing::{VOCABULARY, scope, town};
use crate::expression::{Binding, Condition, Formula, Problem, Template};
use crate::inventory::Municipality;
use crate::language::Language;
use crate::vocabulary::FieldType;
use proptest::prelude::*;
use std::sync::LazyLock;

const PARTS: [&str; 85] = [
    "system",
    "system.",
    "body",
    "inventory.",
    "catalog.deadline",
    "as_of",
    "safe",
    "score",
    "status",
    "end_on",
    "name",
    "owner",
    "segment.zone",
    "functions",
    "incident",
    "room",
    "id",
    " == ",
    " != ",
    " < ",
    " >= ",
    " && ",
    " || ",
    "!",
    " + ",
    " - ",
    " * ",
    " / ",
    " % ",
    " ? ",
    " : ",
    " in ",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "null",
    "true",
    "false",
    "1",
    "0",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "1.5",
    "1e309",
    "0x",
    "7u",
    "'live'",
    "'lgwan'",
    "\"x\"",
    "'",
    "\"",
    "'''",
    "r'",
    "b'",
    "\\",
    "\\u12",
    "//",
    "\n",
    "all(",
    "exists(x, ",
    "x",
    "filter(y, ",
    "map(z, ",
    "size(",
    "sum(",
    "distinct(",
    "date('2026-03-31')",
    "days(3)",
    "months(",
    "deadline('standard'",
    "fiscal_year(",
    ".matches('[a-z')",
    ".contains(",
    "＝",
    "「",
    "」",
    "　",
    "“",
    "区分",
    "{",
    "}}",
];

static TOWN: LazyLock<Municipality<'static>> = LazyLock::new(|| {
    town(
        &["system", "function"],
        &[
            "system/juki name=J safe=true score=80 status=live end_on=none functions=a segment=lg",
            "function/a done=40",
            "segment/lg zone=lgwan",
            "incident/1 year=2025",
        ],
    )
});

fn sources() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..24).prop_map(|parts| parts.concat()),
        ".{0,40}",
        "[\\x00-\\x7f]{0,60}",
    ]
}

fn on_boundaries(source: &str, problems: &[Problem]) -> Result<(), TestCaseError> {
    prop_assert!(!problems.is_empty(), "{source:?} is refused without a word");
    for problem in problems {
        prop_assert!(source.get(problem.span.clone()).is_some(), "{source:?}: {problem:?}");
        prop_assert!(!problem.message.ja.is_empty() && !problem.message.en.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn anything_may_be_written(source in sources()) {
        let scope = scope("system");
        match Condition::compile(&source, &scope, &VOCABULARY) {
            Ok(condition) => {
                let fast = condition.verdict(&TOWN, &[Binding::Row(0)]);
                prop_assert_eq!(fast, condition.explain(&TOWN, &[Binding::Row(0)]).verdict);
            }
            Err(problems) => on_boundaries(&source, &problems)?,
        }
        match Formula::compile(&source, &scope, &VOCABULARY, &FieldType::Int) {
            Ok(formula) => drop(formula.evaluate(&TOWN, &[Binding::Row(0)])),
            Err(problems) => on_boundaries(&source, &problems)?,
        }
        match Formula::compile_list(&source, &scope, &VOCABULARY) {
            Ok((formula, _)) => drop(formula.evaluate(&TOWN, &[Binding::Row(0)])),
            Err(problems) => on_boundaries(&source, &problems)?,
        }
        for source in [source.clone(), format!("値は{{{source}}}です")] {
            match Template::compile(&source, &scope, &VOCABULARY) {
                Ok(template) => drop(template.render(&TOWN, &[Binding::Row(0)], Language::Ja)),
                Err(problems) => on_boundaries(&source, &problems)?,
            }
        }
    }
}
