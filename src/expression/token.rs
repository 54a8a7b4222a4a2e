//! Tokens: the words and signs of an expression.

use super::span::Span;

/// One word or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it is.
    pub span: Span,
}

/// Kinds of tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A name.
    Name(String),
    /// A whole number without its sign.
    Int(u64),
    /// A number with a fraction or an exponent.
    Double(f64),
    /// A text in quotes, decoded.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// `in`.
    In,
    /// Everything written with signs.
    Sign(Sign),
    /// The end of the expression.
    End,
}

/// Signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `.`
    Dot,
    /// `,`
    Comma,
    /// `?`
    Question,
    /// `:`
    Colon,
    /// `!`
    Not,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Divide,
    /// `%`
    Remainder,
}

impl Sign {
    /// Signs of two characters, then signs of one: the order in which they are tried.
    pub const ALL: [(&'static str, Sign); 22] = [
        ("&&", Sign::And),
        ("||", Sign::Or),
        ("==", Sign::Equal),
        ("!=", Sign::NotEqual),
        ("<=", Sign::LessEqual),
        (">=", Sign::GreaterEqual),
        ("(", Sign::Open),
        (")", Sign::Close),
        ("[", Sign::OpenBracket),
        ("]", Sign::CloseBracket),
        (".", Sign::Dot),
        (",", Sign::Comma),
        ("?", Sign::Question),
        (":", Sign::Colon),
        ("!", Sign::Not),
        ("<", Sign::Less),
        (">", Sign::Greater),
        ("+", Sign::Plus),
        ("-", Sign::Minus),
        ("*", Sign::Times),
        ("/", Sign::Divide),
        ("%", Sign::Remainder),
    ];

    /// How it is written.
    pub fn written(self) -> &'static str {
        Self::ALL.iter().find(|(_, sign)| *sign == self).map_or("", |(written, _)| written)
    }
}
