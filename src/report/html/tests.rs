//! The page as a whole, from assessments made by hand.

use super::render;
use crate::assess::assessment::Assessment;
use crate::language::{Language, Text};
use crate::report::{Options, sample};
use proptest::prelude::*;

/// The tags of a page, without what is written in them.
fn tags(page: &str) -> Vec<String> {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    let opened = body.split('<').skip(1);
    opened.map(|tag| tag.split([' ', '>']).next().unwrap_or_default().to_owned()).collect()
}

/// The sample city with a text added wherever an inventory or a pack can put one.
fn with_text(added: &str) -> Assessment {
    let mut city = sample::city();
    let add = |text: &mut Text| *text = Text::new(format!("{}{added}", text.ja), format!("{}{added}", text.en));
    city.body.name.push_str(added);
    for rule in &mut city.rules {
        [&mut rule.title, &mut rule.why, &mut rule.remedy].into_iter().for_each(add);
        rule.clauses.iter_mut().for_each(|clause| add(&mut clause.label));
        rule.id.push_str(added);
        rule.area.push_str(added);
    }
    for judged in city.results.iter_mut().chain(&mut city.coming) {
        add(&mut judged.subject_name);
        judged.subject.push_str(added);
        judged.department_name.iter_mut().for_each(add);
        judged.message.iter_mut().for_each(add);
        for fact in &mut judged.facts {
            add(&mut fact.label);
            add(&mut fact.shown);
            fact.place.iter_mut().for_each(|place| place.push_str(added));
        }
        judged.waiver.iter_mut().for_each(|waiver| waiver.reason.push_str(added));
    }
    for question in &mut city.questions {
        add(&mut question.question);
        add(&mut question.department_name);
        question.place = Some(added.to_owned());
    }
    city
}

#[test]
fn hostile_texts_stay_texts() {
    for language in [Language::Ja, Language::En] {
        let options = Options { language, ..Options::default() };
        let page = render(&sample::hostile(), &options);
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}') && !page.contains('\u{2066}'));
        for attack in
            ["<script>alert(1)</script>", "\" onload=\"alert(1)", "'><img src=x onerror=alert(1)>", "</style>"]
        {
            assert_eq!(
                tags(&render(&with_text(attack), &options)),
                tags(&render(&with_text("x"), &options)),
                "{attack}"
            );
        }
    }
}

#[test]
fn nothing_judged_says_so() {
    let page = render(&sample::empty(), &Options::default());
    assert!(page.contains("判定できた事項が一つもない"));
    assert!(!page.contains("要是正と判定された事項はない"));
}

#[test]
fn what_is_missing_from_a_saved_assessment_is_left_out_of_the_page() {
    let page = render(&sample::city(), &Options::default());
    assert!(!page.contains("id=\"network\"") && !page.contains("class=\"drawing"));
    assert!(page.contains("id=\"findings\"") && page.contains("coverage") && page.contains("id=\"training\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is written, the page has the same tags as with a plain word.
    #[test]
    fn no_text_changes_the_markup(added in "[ -~\u{3042}-\u{3093}\u{202e}<>&\"'/=\\\\]{1,40}") {
        // A blank text would make rows that are joined by name differ, so a letter stands before it.
        let options = Options::default();
        prop_assert_eq!(tags(&render(&with_text(&format!("x{added}")), &options)), tags(&render(&with_text("x"), &options)));
    }
}
