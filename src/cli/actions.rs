//! `tekigo actions` and `tekigo budget`.

use super::values::date;
use super::{FormatArg, PackArgs};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo actions`.
#[derive(Debug, Args)]
pub struct ActionsArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 判定の基準日（既定は台帳の as_of） / as of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// 記入して返せるExcelのブックを書く（`tekigo answer` で読み戻す） / write a workbook to fill in; `tekigo answer` reads it back
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub xlsx: Option<PathBuf>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo budget`.
#[derive(Debug, Args)]
pub struct BudgetArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 判定の基準日（既定は台帳の as_of） / as of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = BudgetFormatArg::Text)]
    pub format: BudgetFormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `budget --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BudgetFormatArg {
    /// 画面表示 / for the terminal
    Text,
    /// 機械処理用 / for other programs
    Json,
    /// 年度と担当課ごとの表 / a table by fiscal year and department
    Csv,
}
