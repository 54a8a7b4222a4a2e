//! The handbook as a page for browsers and as Markdown.

use super::clean::markdown;
use super::html;
use super::text::words::in_force;
use crate::assess::RulePage;
use crate::assess::handbook::{Event, Handbook};
use crate::calendar::day;
use crate::language::{Language, Text};
use crate::text;

/// Every handbook: name of the file and content, in each language as a page and as Markdown.
pub fn render(handbook: &Handbook) -> Vec<(String, Vec<u8>)> {
    let languages = [(Language::Ja, "ja"), (Language::En, "en")];
    let both = languages.into_iter().flat_map(|(language, word)| {
        [
            (format!("handbook.{word}.html"), html::handbook(handbook, language).into_bytes()),
            (format!("handbook.{word}.md"), write(handbook, language).into_bytes()),
        ]
    });
    both.collect()
}

/// The title of the book.
pub(super) fn title(handbook: &Handbook) -> Text {
    let Text { ja, en } = &handbook.title;
    match &handbook.profile {
        Some(profile) => {
            let (profile_ja, profile_en) = (&profile.ja, &profile.en);
            text!(ja: "規則の手引：{ja}（{profile_ja}）", en: "Handbook of rules: {en} ({profile_en})")
        }
        None => text!(ja: "規則の手引：{ja}", en: "Handbook of rules: {en}"),
    }
}

/// Which pack it is made from.
pub(super) fn standing(handbook: &Handbook) -> Text {
    let (pack, tool) = (&handbook.pack, &handbook.tool);
    let (name, version, sha256) = (&pack.name, &pack.version, &pack.sha256);
    let rules: usize = handbook.areas.iter().map(|area| area.rules.len()).sum();
    text!(
        ja: "規則 {rules}件。ルール集 {name} {version}（SHA-256 {sha256}）、tekigo {tool}",
        en: "{rules} rules. Pack {name} {version} (SHA-256 {sha256}), tekigo {tool}"
    )
}

/// What happens on a day, as a line.
pub(super) fn event(event: &Event) -> Text {
    match event {
        Event::Edition(document, edition) => {
            let (ja, en) = (&document.ja, &document.en);
            text!(ja: "版：{ja}（{edition}）", en: "edition: {en} ({edition})")
        }
        Event::Begins(id, title) => {
            let (ja, en) = (&title.ja, &title.en);
            text!(ja: "適用開始：{ja}（{id}）", en: "begins: {en} ({id})")
        }
        Event::Ends(id, title) => {
            let (ja, en) = (&title.ja, &title.en);
            text!(ja: "適用の最終日：{ja}（{id}）", en: "last day: {en} ({id})")
        }
        Event::Due(name) => {
            let (ja, en) = (&name.ja, &name.en);
            text!(ja: "期限：{ja}", en: "target date: {en}")
        }
    }
}

/// The words beside each part of a rule.
pub(super) struct Heads;

impl Heads {
    /// The law's timeline.
    pub(super) fn timeline() -> Text {
        text!(ja: "法令・期限の年表", en: "Timeline of the law")
    }

    /// Which facts are needed.
    pub(super) fn facts() -> Text {
        text!(ja: "必要な事実", en: "facts needed")
    }

    /// The facts behind them are worked out.
    pub(super) fn computed() -> Text {
        text!(ja: "（計算で求める）", en: " (worked out)")
    }

    /// A clause from memory.
    pub(super) fn unconfirmed() -> Text {
        text!(ja: "（原典と未照合）", en: " (not yet checked against the source)")
    }
}

fn write(handbook: &Handbook, language: Language) -> String {
    let say = |text: &Text| markdown(text.get(language));
    let mut out = format!("# {}\n\n{}\n\n", say(&title(handbook)), say(&standing(handbook)));
    for area in &handbook.areas {
        out.push_str(&format!("- {} ({})\n", say(&area.label), area.rules.len()));
    }
    out.push_str(&format!("\n## {}\n\n", say(&Heads::timeline())));
    for (date, events) in &handbook.timeline {
        out.push_str(&format!("- {}\n", day(*date, language)));
        events.iter().for_each(|one| out.push_str(&format!("  - {}\n", say(&event(one)))));
    }
    for area in &handbook.areas {
        out.push_str(&format!("\n## {}\n", say(&area.label)));
        area.rules.iter().for_each(|rule| one(rule, language, &mut out));
    }
    out
}

/// One rule.
fn one(rule: &RulePage, language: Language, out: &mut String) {
    let say = |text: &Text| markdown(text.get(language));
    let summary = &rule.summary;
    let (severity, authority) = (summary.severity.label(), summary.authority.label());
    out.push_str(&format!("\n### {}\n\n", say(&summary.title)));
    out.push_str(&format!(
        "`{}` / {} / {} / {}\n\n",
        summary.id,
        say(&severity),
        say(&authority),
        say(&in_force(summary))
    ));
    out.push_str(&format!("{}\n\n", say(&summary.why)));
    let field = |out: &mut String, head: Text, text: String| out.push_str(&format!("- **{}**: {text}\n", say(&head)));
    field(out, text!(ja: "対応", en: "What to do"), say(&summary.remedy));
    field(out, text!(ja: "対象", en: "subject"), say(&rule.subject));
    for (clause, cited) in rule.clauses.iter().zip(&summary.clauses) {
        let mark = if clause.confirmed { String::new() } else { say(&Heads::unconfirmed()) };
        field(out, text!(ja: "根拠", en: "ground"), format!("{}{mark} {}", say(&cited.label), say(&clause.text)));
    }
    let facts = rule.facts.iter().map(|need| {
        let mark = if need.computed { say(&Heads::computed()) } else { String::new() };
        format!("{} `{}`{mark}", say(&need.label), need.path)
    });
    field(out, Heads::facts(), facts.collect::<Vec<_>>().join(", "));
    out.push_str("\n```cel\n");
    if let Some(when) = &rule.when {
        out.push_str(&format!("when:    {}\n", when.trim()));
    }
    out.push_str(&format!("require: {}\n```\n\n", rule.require.trim()));
    for (note, verdict) in &rule.examples {
        out.push_str(&format!("- {}: {}\n", say(&verdict.label()), say(note)));
    }
}
