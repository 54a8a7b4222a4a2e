//! Documents: files parsed as TOML, or what keeps them from being TOML.

use super::problems::Problems;
use super::walk::Page;
use crate::diagnostic::{Fault, FileId, Place, Sources};
use crate::language::Text;
use crate::text;
use std::ops::Range;
use toml::de::DeTable;

/// Syntax errors shown per file; the first usually causes the others.
const MAX_SYNTAX_ERRORS: usize = 5;

/// A file that is TOML.
#[derive(Debug)]
pub(super) struct Document<'s> {
    /// Where its contents are reported.
    pub page: Page<'s>,
    /// Its contents, as far as they could be read.
    pub table: DeTable<'s>,
    /// Top-level tables in which the syntax is wrong, from heading to heading; what was read of them means nothing.
    pub broken: Vec<Range<usize>>,
}

/// Parses a file. Syntax errors are reported, at most one per top-level table.
pub(super) fn parse<'s>(file: FileId, fault: Fault, sources: &'s Sources, problems: &'s Problems) -> Document<'s> {
    let text = sources.get(file).text();
    let page = Page { file, text, fault, problems };
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut seen: Vec<Range<usize>> = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or_default();
        if seen.iter().any(|section| section.contains(&span.start)) {
            continue;
        }
        seen.push(section(text, span.start));
        if seen.len() > MAX_SYNTAX_ERRORS {
            continue;
        }
        let place = page.place(span);
        let message = message(error.message(), place.start == place.end);
        let help = help(text, place, &message.en);
        page.fail(place, message, help);
    }
    Document { page, table: table.into_inner(), broken: seen }
}

/// The top-level table in which an offset lies: from its heading to the next one.
fn section(text: &str, offset: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind("\n[").map_or(0, |newline| newline + 1);
    let end = after.find("\n[").map_or(text.len() + 1, |newline| offset + newline + 1);
    start..end
}

/// Words of the parser, and what they mean to a Japanese reader; the first that occurs counts.
const JAPANESE: [(&str, &str); 24] = [
    ("duplicate key", "同じ項目が二度書かれている"),
    ("unclosed array table", "見出しが `]]` で閉じていない"),
    ("unclosed array", "角括弧 `]` で閉じていない"),
    ("unclosed inline table", "波括弧 `}` で閉じていない"),
    ("unclosed table", "見出しが `]` で閉じていない"),
    ("missing comma", "要素の間に `,` がない"),
    ("extra comma", "`,` が余分にある"),
    ("extra `=`", "`=` が余分にある"),
    ("missing value", "`=` の後に値がない"),
    ("key with no value", "項目名の後に `=` と値がない"),
    ("string values must be quoted", "文字列が引用符で囲まれていない"),
    ("invalid date", "日付の書き方が正しくないか、暦にない日である"),
    ("escaped value", "文字列の `\\` の後に使えない文字がある"),
    ("unicode value", "文字列の `\\u` の後に16進の数字が足りない"),
    ("basic string", "文字列が `\"` で閉じていないか、使えない文字がある"),
    ("literal string", "文字列が `'` で閉じていないか、使えない文字がある"),
    ("unquoted key", "項目名に使えない文字がある"),
    ("cannot extend", "すでに値のある項目の下に項目を足せない"),
    ("leading zero", "数の頭に余分な 0 がある"),
    ("number", "数の書き方が正しくない"),
    ("float", "数の書き方が正しくない"),
    ("boolean", "true と false は小文字で書く"),
    ("recurs", "入れ子が深すぎる"),
    ("unexpected", "値の後に余分なものがあるか、ここに書けないものがある"),
];

/// What the parser says, in both languages.
fn message(parser: &str, empty: bool) -> Text {
    let english = match parser.strip_prefix("string values must be quoted") {
        Some(_) if empty => "missing value",
        Some(_) => "string values must be quoted",
        None => parser.strip_suffix(", expected nothing").unwrap_or(parser),
    };
    let known = JAPANESE.iter().find(|(part, _)| english.contains(part));
    let ja = known.map_or("TOML として読めない", |(_, ja)| ja);
    Text::new(ja, format!("not valid TOML: {english}"))
}

/// A full-width sign where TOML wants an ASCII one is the commonest mistake of Japanese writers.
fn help(text: &str, place: Place, english: &str) -> Option<Text> {
    let (before, after) = text.split_at_checked(place.start as usize)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = before.len() + after.find('\n').unwrap_or(after.len());
    let line = &text[line_start..line_end];
    let outside = outside_strings(line);
    let full_width = outside.chars().find_map(|c| Some((c, ascii(c)?)));
    if let Some((wide, narrow)) = full_width {
        return Some(text!(
            ja: "全角の `{wide}` を半角の `{narrow}` に直します",
            en: "replace the full-width `{wide}` by `{narrow}`"
        ));
    }
    english.contains("must be quoted").then(|| text!(ja: "`\"` で囲みます", en: "put it in `\"`"))
}

/// The parts of a line that lie in no string and no comment.
fn outside_strings(line: &str) -> String {
    let mut quote = None;
    let mut outside = String::new();
    for c in line.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, c) => outside.push(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    outside
}

fn ascii(wide: char) -> Option<char> {
    match wide {
        '“' | '”' | '「' | '」' | '＂' => Some('"'),
        '‘' | '’' | '＇' => Some('\''),
        '　' => Some(' '),
        '、' | '，' => Some(','),
        '＝' | '［' | '］' | '｛' | '｝' | '＃' | '．' | '－' | '＿' => {
            char::from_u32(u32::from(wide) - 0xFEE0)
        }
        '０'..='９' => char::from_u32(u32::from(wide) - 0xFEE0),
        _ => None,
    }
}
