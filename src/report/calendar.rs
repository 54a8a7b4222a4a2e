//! The agenda as a calendar (RFC 5545) that Outlook and others take in: one all-day event for each entry.
//!
//! The same agenda gives the same bytes: the stamp is the day from which is looked ahead, and the id of an event says
//! which body, what and when, so that a calendar taken in again replaces what it brought before.

use super::clean::clean;
use crate::assess::agenda::{Agenda, Entry};
use crate::language::{Language, Text};
use crate::text;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// Octets in a line, without its end.
const OCTETS: usize = 75;

/// Names in the description of an event.
const NAMES: usize = 20;

/// Writes the calendar; overdue entries stand on their own days.
pub fn write(agenda: &Agenda, language: Language) -> String {
    let mut out = String::new();
    let mut put = |line: &str| fold(&mut out, line);
    put("BEGIN:VCALENDAR");
    put("VERSION:2.0");
    put(if language == Language::Ja { "PRODID:-//tekigo//next//JA" } else { "PRODID:-//tekigo//next//EN" });
    put("CALSCALE:GREGORIAN");
    for entry in agenda.overdue.iter().chain(&agenda.due) {
        event(&mut put, agenda, entry, language);
    }
    put("END:VCALENDAR");
    out
}

fn event(put: &mut impl FnMut(&str), agenda: &Agenda, entry: &Entry, language: Language) {
    let department = entry.department.as_ref().map(|(_, name)| name.get(language));
    put("BEGIN:VEVENT");
    put(&format!("UID:{}", uid(agenda, entry)));
    put(&format!("DTSTAMP:{}T000000Z", basic(agenda.as_of)));
    put(&format!("DTSTART;VALUE=DATE:{}", basic(entry.day)));
    put(&format!("DTEND;VALUE=DATE:{}", basic(entry.day.tomorrow().unwrap_or(entry.day))));
    put(&format!("SUMMARY:{}", escape(&summary(entry, language))));
    let mut names: Vec<String> =
        entry.subjects.iter().take(NAMES).map(|subject| escape(subject.name.get(language))).collect();
    if entry.subjects.len() > NAMES {
        let more = entry.subjects.len() - NAMES;
        names.push(escape(text!(ja: "ほか{more}件", en: "and {more} more").get(language)));
    }
    names.extend(department.map(escape));
    if !names.is_empty() {
        put(&format!("DESCRIPTION:{}", names.join("\\n")));
    }
    put(&format!("CATEGORIES:{}", escape(entry.reason.label().get(language))));
    put("TRANSP:TRANSPARENT");
    put("END:VEVENT");
}

/// What the event is called.
fn summary(entry: &Entry, language: Language) -> String {
    let Text { ja, en } = &entry.label;
    let (reason, number) = (entry.reason.label(), entry.subjects.len());
    let (reason_ja, reason_en) = (reason.ja, reason.en);
    let said = match number {
        0 | 1 => text!(ja: "【{reason_ja}】{ja}", en: "[{reason_en}] {en}"),
        _ => text!(ja: "【{reason_ja}】{ja}（{number}件）", en: "[{reason_en}] {en} ({number})"),
    };
    said.get(language).to_owned()
}

/// An id that is the same whenever the same is due on the same day for the same department.
fn uid(agenda: &Agenda, entry: &Entry) -> String {
    let department = entry.department.as_ref().map_or("", |(id, _)| id);
    let (body, reason, day) = (&agenda.body.code, entry.reason.word(), entry.day);
    let whole = [body, reason, &entry.key, department, &day.to_string()].join("\n");
    let digest: String = Sha256::digest(whole).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{digest}@tekigo.invalid")
}

/// 20270331.
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A text as a value: backslash, semicolon and comma escaped, on one line.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in clean(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A line, folded where it is longer than 75 octets, never within a character.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > OCTETS {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
