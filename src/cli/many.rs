//! The command lines of what looks at many bodies.

use super::{FormatArg, PackArgs, date};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo rollup`.
#[derive(Debug, Args)]
pub struct RollupArgs {
    /// 台帳のフォルダ、その上のフォルダ、または保存した判定結果（複数可） / inventories, folders above them, or saved assessments
    #[arg(value_name = "DIR|FILE", required = true)]
    pub sources: Vec<PathBuf>,
    /// 台帳の判定の基準日（既定はそれぞれの as_of） / judge inventories by the law of this day (default: the as_of of each)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = RollupFormatArg::Text)]
    pub format: RollupFormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `rollup --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RollupFormatArg {
    /// 画面表示 / for the terminal
    Text,
    /// 機械処理用 / for other programs
    Json,
    /// ブラウザと印刷用、1ファイル / for browsers and paper, one file
    Html,
}

/// `tekigo compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 公表された全国の値の CSV、またはそのフォルダ / published national figures: a CSV file, or a folder of them
    #[arg(long, value_name = "FILE|DIR", required = true)]
    pub national: PathBuf,
    /// 判定の基準日（既定は台帳の as_of） / judge by the law of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}
