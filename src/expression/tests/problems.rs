//! What is said to the author of a wrong expression.

use crate::expression::testing::{VOCABULARY, condition, problems, scope};
use crate::expression::{Condition, Problem};

fn one(source: &str) -> String {
    let found = problems(source);
    assert_eq!(found.len(), 1, "{source}: {found:?}");
    found.into_iter().next().unwrap()
}

fn japanese(source: &str) -> Problem {
    Condition::compile(source, &scope("system"), &VOCABULARY).unwrap_err().remove(0)
}

#[test]
fn names() {
    for (source, expected) in [
        ("system.segment.zome == 'lgwan'", "15..19 `segment` has no field `zome` (did you mean `zone`?)"),
        ("system.segment.区分 == 'lgwan'", "15..21 `segment` has no field `区分` (did you mean `zone`?)"),
        ("system.function.size() > 1", "7..15 `system` has no field `function` (did you mean `functions`?)"),
        ("sytem.safe", "0..5 unknown name `sytem` (did you mean `system`?)"),
        ("incident.persons > 3", "0..8 unknown name `incident` (the list of every `incident` is `inventory.incident`)"),
        ("deadline.size() > 3", "0..8 unknown name `deadline` (the list of every `deadline` is `catalog.deadline`)"),
        ("today > system.live_on", "0..5 unknown name `today` (did you mean `as_of`?)"),
        ("inventory.sytem.size() > 3", "10..15 `inventory` has no `sytem` (did you mean `system`?)"),
        ("inventory.deadline.size() > 3", "0..18 `inventory` has no `deadline` (write `catalog.deadline`)"),
        ("catalog.system.size() > 3", "0..14 `catalog` has no `system` (write `inventory.system`)"),
        ("inventory.body.size() > 3", "0..14 `inventory` has no `body` (write `body`)"),
        ("inventory == 3", "0..9 `inventory` alone is not a value (write `inventory.<entity>`)"),
        (
            "system.functions.done > 3",
            "17..21 list of record of `function` has no field `done` (to look at its elements use `.exists(x, x.done …)` or `.all(x, …)`)",
        ),
        ("system.score.done > 3", "13..17 int has no field `done`"),
        ("inventory.system.exists(system, system.safe)", "24..30 `system` already names something (use another name)"),
        ("inventory.system.exists(1, true)", "24..25 expected the name of a variable"),
    ] {
        assert_eq!(one(source), expected, "{source}");
    }
}

#[test]
fn choices() {
    for (source, expected) in [
        ("system.status == 'liev'", "17..23 `liev` is not a choice of `status` (did you mean `live`?)"),
        (
            "'LGWAN接続系' == system.segment.zone",
            "0..16 `LGWAN接続系` is not a choice of `zone` (did you mean `lgwan`?)",
        ),
        (
            "system.status != 'retired'",
            "17..26 `retired` is not a choice of `status` (the choices are `live`, `planned`)",
        ),
        ("system.status in ['live', 'plan']", "26..32 `plan` is not a choice of `status` (did you mean `planned`?)"),
        ("'d' in system.kinds", "0..3 `d` is not a choice of `kinds` (the choices are `a`, `b`, `c`)"),
        ("system.status == system.role", "14..16 `status` and `role` have no choice in common"),
        ("system.kinds.exists(k, k == 'd')", "28..31 `d` is not a choice of `kinds` (the choices are `a`, `b`, `c`)"),
        ("system.status < 'live'", "14..15 `<` does not apply to choice of `status` and text"),
    ] {
        assert_eq!(one(source), expected, "{source}");
    }
    assert_eq!(problems("system.status == system.name || system.status in ['live']"), Vec::<String>::new());
}

#[test]
fn types() {
    for (source, expected) in [
        ("system.score == '80'", "13..15 `==` does not apply to int and text"),
        ("system.score", "0..12 expected a condition, found int"),
        ("system.score && true", "0..12 expected a condition, found int"),
        ("!system.name", "1..12 expected a condition, found text"),
        ("1 < system.score < 3", "17..18 `<` does not apply to bool and int (a range is written `a < x && x < b`)"),
        (
            "system.live_on < '2026-03-31'",
            "15..16 `<` does not apply to date and text (a date is written `date('2026-03-31')`)",
        ),
        (
            "system.live_on == '2026-03-31'",
            "15..17 `==` does not apply to date and text (a date is written `date('2026-03-31')`)",
        ),
        (
            "system.live_on + 90 < as_of",
            "15..16 `+` does not apply to date and int (add or subtract `days(n)` or `months(n)`)",
        ),
        ("system.rate * 100 > 3", "12..13 `*` does not apply to double and int (write `100.0`)"),
        (
            "system.score / system.rate > 3",
            "13..14 `/` does not apply to int and double (write `double(system.score)`)",
        ),
        ("system.rate % 2.0 > 0", "12..13 `%` does not apply to double and double"),
        ("system.name + 'x' == 'y'", "12..13 `+` does not apply to text and text (texts cannot be joined)"),
        ("-system.name == 'y'", "0..12 `-` does not apply to text"),
        (
            "system.segment == 'lg'",
            "15..17 `==` does not apply to record of `segment` and text (the id of a record is `.id`)",
        ),
        (
            "system.segment == system.owner",
            "15..17 `==` does not apply to record of `segment` and record of `department`",
        ),
        (
            "system.tags == 'x'",
            "12..14 `==` does not apply to list of text and text (use `in` to test whether a list has a value)",
        ),
        ("system.name in system.name", "15..26 the right side of `in` is text, not a list"),
        ("system.score in system.tags", "0..27 `in` looks for int in a list of text"),
        ("system.safe ? 1 : 'a' == 'a'", "0..28 the sides of `?:` differ: int and bool"),
        ("[1, 'a'].size() == 1", "4..7 the list mixes int and text"),
        ("size(system.score) == 1", "5..17 `size` does not apply to int"),
        ("sum(system.tags) == 1", "4..15 text cannot be added"),
        ("system.score.contains('x')", "0..12 expected text, found int"),
        ("fiscal_year(2025) == 2025", "12..16 expected date, found int"),
        ("system.tags['a'] == 'x'", "12..15 the number of an element is text, not int"),
        ("null < 3", "0..4 `null` cannot be used here"),
    ] {
        assert_eq!(one(source), expected, "{source}");
    }
}

#[test]
fn functions() {
    for (source, expected) in [
        ("fiscalyear(as_of) == 2025", "0..10 unknown function `fiscalyear` (did you mean `fiscal_year`?)"),
        ("today() > system.live_on", "0..5 unknown function `today` (did you mean `as_of`?)"),
        ("len(system.name) > 1", "0..3 unknown function `len` (did you mean `size`?)"),
        ("contains(system.name, 'x')", "0..8 unknown function `contains` (it is written `value.contains(…)`)"),
        ("system.name.startswith('x')", "12..22 there is no `.startswith(…)` (did you mean `startsWith`?)"),
        ("system.tags.any(t, t == 'x')", "12..15 there is no `.any(…)` (did you mean `exists`?)"),
        (
            "system.live_on.fiscal_year() == 2025",
            "15..26 there is no `.fiscal_year(…)` (it is written `fiscal_year(…)`)",
        ),
        ("size() == 1", "0..4 `size` does not take 0 arguments"),
        (
            "system.tags.exists(t)",
            "12..18 `exists` takes a variable and an expression (for example `.exists(x, x.name != '')`)",
        ),
        (
            "duration('90d') > 1",
            "0..8 unknown function `duration` (a length of time is written `days(90)` or `months(3)`)",
        ),
    ] {
        assert_eq!(one(source), expected, "{source}");
    }
    assert!(one("has(system.end_on)").contains("x.field != null"));
}

#[test]
fn signs_that_are_not_cel() {
    for (source, expected) in [
        ("system.safe and system.backup", "12..15 there is no operator `and` (use `&&`)"),
        ("system.safe OR system.backup", "12..14 there is no operator `OR` (use `||`)"),
        ("not system.safe", "0..3 there is no operator `not` (use `!`)"),
        ("not (system.safe)", "0..3 there is no operator `not` (use `!`)"),
        ("system.score = 3", "13..14 there is no operator `=` (use `==`)"),
        ("system.score <> 3", "13..15 there is no operator `<>` (use `!=`)"),
        ("system.score ≠ 3", "13..16 there is no operator `≠` (use `!=`)"),
        ("system.score ≧ 3", "13..16 there is no operator `≧` (use `>=`)"),
        ("system.safe & system.backup", "12..13 there is no operator `&` (use `&&`)"),
        ("system.score ＞ 3", "13..16 unexpected character `＞` (use `>`)"),
        ("system.score\u{3000}> 3", "12..15 full-width space (use an ordinary space)"),
        ("system.score > １２", "15..21 unexpected character `１２` (use `12`)"),
        ("system.safe ＆＆ system.backup", "12..18 unexpected character `＆＆` (use `&&`)"),
        ("system.safe; system.backup", "11..12 unexpected character `;`"),
    ] {
        assert_eq!(problems(source)[0], expected, "{source}");
    }
    assert_eq!(
        problems("system.name == “x”"),
        ["15..18 unexpected character `“` (use `\"`)", "19..22 unexpected character `”` (use `\"`)"]
    );
    assert_eq!(problems("system.name == 「x」").len(), 2);
    assert_eq!(problems("（system.safe）").len(), 2);
}

#[test]
fn syntax() {
    for (source, expected) in [
        ("", "0..0 expected a value or a name, found the end"),
        ("system.safe &&", "14..14 expected a value or a name, found the end"),
        ("system.safe system.backup", "12..18 expected the end of the expression, found `system`"),
        ("(system.safe", "12..12 expected `)`, found the end"),
        ("system.", "7..7 expected a name, found the end"),
        ("system.safe ? true", "18..18 expected `:`, found the end"),
        ("[1, 2", "5..5 expected `,` / `]`, found the end"),
        ("system.name == 'x", "15..17 the text is not closed (add the closing quote)"),
        ("system.name == '\\d'", "16..18 unknown escape `\\d` (a backslash itself is written `\\\\`)"),
        ("system.score > 90d", "15..18 `90d` is not a number (a length of time is written `days(90)` or `months(3)`)"),
        ("system.score > 9223372036854775808", "15..34 `9223372036854775808` is too large"),
        ("system.score > 3u", "15..17 unsigned numbers are not supported (leave out the `u`)"),
        ("system.name == b'x'", "15..19 byte strings are not supported"),
        ("{'a': 1}", "0..1 unexpected character `{`"),
    ] {
        assert_eq!(problems(source)[0], expected, "{source}");
    }
}

#[test]
fn several_at_once() {
    assert_eq!(
        problems("sytem.safe && system.zone == 'x' and system.status = 'liev'"),
        [
            "51..52 there is no operator `=` (use `==`)",
            "33..36 there is no operator `and` (use `&&`)",
            "0..5 unknown name `sytem` (did you mean `system`?)",
            "14..25 `system` has no field `zone`",
            "53..59 `liev` is not a choice of `status` (did you mean `live`?)",
        ]
        .map(|line| line.replace("14..25", "21..25"))
    );
    assert_eq!(problems("inventory.system.exists(s, s.x) || inventory.sistem.all(s, s.safe)").len(), 2);
    assert_eq!(problems("system.x ? system.y == 1 : system.z == 1").len(), 3);
    assert_eq!(problems("system.x + system.y == system.z").len(), 3);
    assert_eq!(problems("nothing(system.x, system.y)").len(), 3);
}

#[test]
fn both_languages() {
    let problem = japanese("system.status == 'liev'");
    assert_eq!(problem.message.ja, "`liev` は `status` の選択肢にない");
    assert_eq!(problem.help.unwrap().ja, "`live` の誤りではありませんか");
    let problem = japanese("system.score ＝ 3");
    assert_eq!(problem.message.ja, "`＝` という演算子はない");
    assert_eq!(problem.span, 13..16);
    let problem = japanese("");
    assert_eq!(problem.message.ja, "値や項目名が必要なところで式が終わっている");
}

#[test]
fn comments_lines_and_escapes_are_cel() {
    for source in [
        "system.safe // and not ＆＆\n && true",
        "system.name == \"\"\"a\nb\"\"\"",
        "system.name == r'\\d' || system.name == 'it\\'s' || system.name == \"住基\"",
        "system.score in [1, 2,]",
        "system.name == '“引用”'",
    ] {
        condition(source);
    }
}
