//! Templates.

use crate::expression::testing::{VOCABULARY, scope, shown, town};
use crate::expression::{Binding, Scope, Template};
use crate::language::Language;

const LINES: [&str; 8] = [
    "body/own name=例示市 class=city",
    "system/juki name=住民記録 safe=true score=80 rate=-16.7 live_on=2025-03-31 end_on=none owner=ict segment=lg \
     tags=x|y functions=a|b kinds=a|b",
    "department/ict name=情報政策課 parent=none",
    "segment/lg zone=lgwan",
    "function/a name=甲",
    "function/b",
    "incident/1 year=2025 department=ict",
    "coverage/c attended=3..",
];

fn render(source: &str) -> [String; 2] {
    let template = Template::compile(source, &scope("system"), &VOCABULARY)
        .unwrap_or_else(|problems| panic!("{source}: {problems:?}"));
    let town = town(&["function"], &LINES);
    [Language::Ja, Language::En].map(|language| template.render(&town, &[Binding::Row(0)], language))
}

#[test]
fn values_read_as_people_write_them() {
    for (source, ja, en) in [
        (
            "{system.name} が {system.segment.zone} にある",
            "住民記録 が LGWAN接続系 にある",
            "住民記録 が LGWAN zone にある",
        ),
        ("{system}と{system.owner}", "住民記録と情報政策課", "住民記録と情報政策課"),
        ("{system.segment}", "lg", "lg"),
        ("{system.score} {system.rate} {53.0}", "80 ▲16.7 53", "80 -16.7 53"),
        ("{system.live_on}", "令和7年3月31日", "2025-03-31"),
        ("{system.safe} {!system.safe} {system.backup}", "はい いいえ 不明", "yes no unknown"),
        ("{system.end_on}", "なし", "none"),
        ("{system.owner.parent.name} {system.owner.parent.id}", "なし なし", "none none"),
        ("{system.limit} {system.spare.name}", "不明 不明", "unknown unknown"),
        ("{system.tags} {system.kinds} {system.functions}", "x、y a、b 甲、b", "x, y a, b 甲, b"),
        ("{system.owner.incidents}", "情報政策課 令和7年度、ほか不明", "情報政策課 2025, possibly more"),
        ("{inventory.function.filter(f, f.done > 3)}", "不明", "unknown"),
        ("{system.functions.map(f, f.name)}", "甲、不明", "甲, unknown"),
        ("{size(system.owner.incidents)}件", "1以上件", "at least 1件"),
        ("{inventory.coverage[0].attended}", "3以上", "at least 3"),
        ("{1 / 0}", "計算不能", "not computable"),
        ("{body.name}", "例示市", "例示市"),
        ("{{x}} {'}'}", "{x} }", "{x} }"),
        ("", "", ""),
    ] {
        assert_eq!(render(source), [ja, en], "{source}");
    }
}

#[test]
fn fields_of_the_record_itself() {
    let scope = Scope { implicit: VOCABULARY.find("system"), ..Scope::default() };
    let town = town(&[], &LINES);
    for (source, expected) in [
        (
            "{name}（{id}）の{owner.name}、{segment.zone}、{functions}",
            "住民記録（juki）の情報政策課、LGWAN接続系、甲、b",
        ),
        ("{body.name}の{name}", "例示市の住民記録"),
    ] {
        let template = Template::compile(source, &scope, &VOCABULARY).unwrap();
        assert_eq!(template.render(&town, &[Binding::Row(0)], Language::Ja), expected);
        assert_eq!(template.source(), source);
    }
    let problems = Template::compile("{naem}", &scope, &VOCABULARY).unwrap_err();
    assert_eq!(shown(&problems), ["1..5 unknown name `naem` (did you mean `name`?)"]);
}

#[test]
fn problems_are_placed_in_the_sentence() {
    for (source, expected) in [
        ("値は{system.nmae}です", vec!["14..18 `system` has no field `nmae` (did you mean `name`?)"]),
        ("{system.x}{system.y}", vec!["8..9 `system` has no field `x`", "18..19 `system` has no field `y`"]),
        ("値は{system.name", vec!["6..7 the `{` is not closed (a brace itself is written `{{`)"]),
        ("値}", vec!["3..4 there is no `{` for this (a brace itself is written `}}`)"]),
        ("値は{}", vec!["7..7 expected a value or a name, found the end"]),
        (
            "{system.end_on + days(1)}",
            vec!["1..14 `system.end_on` may be none (guard it first: `system.end_on != null && …`)"],
        ),
        ("{days(1)}", vec!["1..8 a length of time cannot be printed"]),
    ] {
        let problems = Template::compile(source, &scope("system"), &VOCABULARY).unwrap_err();
        assert_eq!(shown(&problems), expected, "{source}");
    }
}
