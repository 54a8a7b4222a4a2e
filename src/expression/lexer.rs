//! The lexer: source text to tokens.
//!
//! It never gives up: what a Japanese keyboard produces by accident (full-width signs, curly quotes, `＝`) is reported
//! and read as what was meant, so that the checker can report the rest of the expression in the same run.

use super::literal;
use super::problem::Problem;
use super::span::Span;
use super::token::{Kind, Sign, Token};
use crate::text;

/// Reads the tokens of `source[from..to]`; spans count from the beginning of `source`.
pub(super) fn tokens(source: &str, from: usize, to: usize) -> (Vec<Token>, Vec<Problem>) {
    let mut lexer = Lexer {
        source: source.get(..to).unwrap_or_default(),
        at: from,
        tokens: Vec::new(),
        problems: Vec::new(),
        folded: None,
    };
    while lexer.step() {}
    lexer.report_folded();
    (lexer.tokens, lexer.problems)
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    tokens: Vec<Token>,
    problems: Vec<Problem>,
    /// Full-width characters seen last, until something else follows.
    folded: Option<Span>,
}

/// Signs that CEL does not have, with the one that was meant.
const MISTAKEN: [(&str, Sign); 9] = [
    ("<>", Sign::NotEqual),
    ("=<", Sign::LessEqual),
    ("=>", Sign::GreaterEqual),
    ("=", Sign::Equal),
    ("≠", Sign::NotEqual),
    ("≦", Sign::LessEqual),
    ("≧", Sign::GreaterEqual),
    ("&", Sign::And),
    ("|", Sign::Or),
];

/// The character that was meant by one that a Japanese keyboard or a word processor writes instead.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '“' | '”' | '„' => '"',
        '‘' | '’' | '「' | '」' | '『' | '』' => '\'',
        '−' | '–' | '—' => '-',
        '×' => '*',
        '÷' => '/',
        '、' => ',',
        '。' => '.',
        '≤' => '≦',
        '≥' => '≧',
        _ => c,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '"')
}

impl<'s> Lexer<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(fold)
    }

    fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1).map(fold)
    }

    /// Takes one character, and remembers it if it stands for another.
    fn bump(&mut self) -> Option<char> {
        let raw = self.rest().chars().next()?;
        let start = self.at;
        self.at += raw.len_utf8();
        let meant = fold(raw);
        if meant != raw && !matches!(meant, '≦' | '≧') {
            let here = Span::new(start, self.at);
            self.folded = match self.folded {
                Some(before) if before.end as usize == start => Some(before.to(here)),
                Some(_) => {
                    self.report_folded();
                    Some(here)
                }
                None => Some(here),
            };
        }
        Some(meant)
    }

    fn bump_all(&mut self, written: &str) {
        for _ in written.chars() {
            self.bump();
        }
    }

    fn report_folded(&mut self) {
        let Some(span) = self.folded.take() else { return };
        let raw = span.of(self.source);
        let meant: String = raw.chars().map(fold).collect();
        let problem = if meant.trim().is_empty() {
            Problem::new(span, text!(ja: "全角の空白がある", en: "full-width space"))
                .help(text!(ja: "半角の空白にしてください", en: "use an ordinary space"))
        } else {
            let meant = meant.trim();
            let raw = raw.trim();
            Problem::new(span, text!(ja: "`{raw}` は条件式に書けない文字", en: "unexpected character `{raw}`"))
                .help(text!(ja: "半角の `{meant}` にしてください", en: "use `{meant}`"))
        };
        self.problems.push(problem);
    }

    fn push(&mut self, kind: Kind, start: usize) {
        let span = Span::new(start, self.at);
        self.tokens.push(Token { kind, span });
    }

    fn problem(&mut self, start: usize, problem: impl FnOnce(Span) -> Problem) {
        let span = Span::new(start, self.at);
        self.problems.push(problem(span));
    }

    /// Reads one token; false at the end.
    fn step(&mut self) -> bool {
        let start = self.at;
        let Some(c) = self.peek() else {
            self.push(Kind::End, start);
            return false;
        };
        match c {
            c if c.is_whitespace() => {
                self.bump();
            }
            '/' if self.peek_second() == Some('/') => self.comment(),
            '0'..='9' => self.number(),
            '.' if self.peek_second().is_some_and(|c| c.is_ascii_digit()) => self.number(),
            c if is_quote(c) => self.text(start, false),
            'r' | 'R' if self.peek_second().is_some_and(is_quote) => {
                self.bump();
                self.text(start, true);
            }
            'b' | 'B' if self.peek_second().is_some_and(is_quote) => {
                self.bump();
                self.text(start, false);
                self.problem(start, |span| {
                    Problem::new(span, text!(ja: "バイト列は使えない", en: "byte strings are not supported"))
                });
            }
            c if c == '_' || c.is_alphabetic() => self.name(),
            _ => self.sign(),
        }
        true
    }

    fn comment(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn name(&mut self) {
        let start = self.at;
        let mut name = String::new();
        while let Some(c) = self.peek().filter(|c| *c == '_' || c.is_alphanumeric()) {
            name.push(c);
            self.bump();
        }
        let kind = match name.as_str() {
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            "null" => Kind::Null,
            "in" => Kind::In,
            _ => Kind::Name(name),
        };
        self.push(kind, start);
    }

    fn number(&mut self) {
        let start = self.at;
        let mut written = String::new();
        while let Some(c) = self.peek() {
            let second = self.peek_second();
            let part = match c {
                '.' => second.is_some_and(|c| c.is_ascii_digit()) && !written.contains(['.', 'x', 'X']),
                '+' | '-' => written.ends_with(['e', 'E']) && !written.starts_with("0x") && !written.starts_with("0X"),
                c => c.is_ascii_alphanumeric(),
            };
            if !part {
                break;
            }
            written.push(c);
            self.bump();
        }
        match literal::number(&written) {
            Ok(kind) => self.push(kind, start),
            Err(wrong) => {
                self.push(Kind::Int(0), start);
                self.problem(start, |span| wrong.at(span, &written));
            }
        }
    }

    /// Reads a text in quotes; `start` is before its prefix.
    fn text(&mut self, start: usize, raw: bool) {
        let open = self.rest();
        let straight = open.starts_with(is_quote);
        let Some(quote) = self.bump() else { return };
        let triple = [open.get(..1), open.get(1..2), open.get(2..3)];
        let triple = straight && triple.iter().all(|c| *c == open.get(..1));
        if triple {
            self.at += 2;
        }
        let body = self.at;
        let closes = |c: char| if straight { c == quote } else { fold(c) == quote };
        let mut escaped = false;
        let mut end = None;
        for (offset, c) in self.rest().char_indices() {
            let here = &self.rest()[offset..];
            if escaped {
                escaped = false;
            } else if c == '\\' && !raw {
                escaped = true;
            } else if c == '\n' && !triple {
                break;
            } else if closes(c) && (!triple || here.chars().take(3).filter(|c| *c == quote).count() == 3) {
                end = Some(body + offset);
                break;
            }
        }
        self.close_text(start, body, end, raw, if triple { 3 } else { 1 });
    }

    fn close_text(&mut self, start: usize, body: usize, end: Option<usize>, raw: bool, quotes: usize) {
        let Some(end) = end else {
            self.at = self.source[body..].find('\n').map_or(self.source.len(), |i| body + i);
            self.push(Kind::Text(String::new()), start);
            self.problem(start, |span| {
                Problem::new(span, text!(ja: "文字列が閉じていない", en: "the text is not closed"))
                    .help(text!(ja: "終わりに引用符を付けてください", en: "add the closing quote"))
            });
            return;
        };
        let written = &self.source[body..end];
        self.at = end;
        for _ in 0..quotes {
            self.bump();
        }
        let (decoded, wrong) = if raw { (written.to_owned(), Vec::new()) } else { literal::unescape(written) };
        self.push(Kind::Text(decoded), start);
        for (from, to) in wrong {
            let span = Span::new(body + from, body + to);
            let escape = span.of(self.source);
            self.problems.push(
                Problem::new(span, text!(ja: "`{escape}` という書き方はない", en: "unknown escape `{escape}`"))
                    .help(text!(ja: "`\\` そのものは `\\\\` と書きます", en: "a backslash itself is written `\\\\`")),
            );
        }
    }

    fn sign(&mut self) {
        let start = self.at;
        let ahead: String = self.rest().chars().take(2).map(fold).collect();
        if let Some((written, sign)) = Sign::ALL.iter().find(|(written, _)| ahead.starts_with(written))
            && !ahead.starts_with("<>")
        {
            self.bump_all(written);
            self.push(Kind::Sign(*sign), start);
            return;
        }
        if let Some((written, sign)) = MISTAKEN.iter().find(|(written, _)| ahead.starts_with(written)) {
            self.bump_all(written);
            self.push(Kind::Sign(*sign), start);
            let (written, right) = (Span::new(start, self.at).of(self.source), sign.written());
            self.problem(start, |span| {
                Problem::new(span, text!(ja: "`{written}` という演算子はない", en: "there is no operator `{written}`"))
                    .help(text!(ja: "`{right}` を使ってください", en: "use `{right}`"))
            });
            return;
        }
        self.bump();
        let c = Span::new(start, self.at).of(self.source);
        self.problem(start, |span| {
            Problem::new(span, text!(ja: "`{c}` は条件式に書けない文字", en: "unexpected character `{c}`"))
        });
    }
}
