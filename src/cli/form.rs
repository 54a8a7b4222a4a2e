//! The command line of formats: which one, and what only one of them asks for.

use crate::language::Text;
use crate::report::{COMMENT, Encoding, Format, Options};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

/// What only one format asks for.
#[derive(Debug, Clone, Args)]
pub struct FormArgs {
    /// CSVの文字コード / encoding of CSV
    #[arg(long, value_enum, default_value_t = EncodingArg::Utf8)]
    pub encoding: EncodingArg,
    /// Markdownの文字数の上限 / characters of Markdown at most
    #[arg(long, value_name = "N", default_value_t = COMMENT as u32, value_parser = clap::value_parser!(u32).range(8_192..))]
    pub max_chars: u32,
    /// リポジトリのルートから見た台帳のフォルダ（SARIF） / the inventory's folder as the repository calls it, for SARIF
    #[arg(long, value_name = "FOLDER", default_value = "", hide_default_value = true)]
    pub uri_prefix: String,
}

/// `--encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EncodingArg {
    /// BOM付きのUTF-8 / UTF-8 with a byte order mark
    #[value(name = "utf-8")]
    Utf8,
    /// Windowsのシフト JIS / Shift_JIS of Windows
    Cp932,
}

impl From<EncodingArg> for Encoding {
    fn from(encoding: EncodingArg) -> Self {
        match encoding {
            EncodingArg::Utf8 => Encoding::Utf8,
            EncodingArg::Cp932 => Encoding::Cp932,
        }
    }
}

impl FormArgs {
    /// Those wishes beside the others.
    pub fn into_options(&self, options: Options) -> Options {
        Options {
            encoding: self.encoding.into(),
            max_chars: self.max_chars as usize,
            uri_prefix: self.uri_prefix.clone(),
            ..options
        }
    }
}

/// One of the formats, by its word.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    let one = |format: Format| {
        let Text { ja, en } = format.purpose();
        PossibleValue::new(format.word()).help(format!("{ja} / {en}"))
    };
    let words = PossibleValuesParser::new(Format::all().map(one));
    words.try_map(|word| Format::named(&word).ok_or("unknown format"))
}
