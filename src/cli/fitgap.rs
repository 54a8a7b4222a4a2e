//! `tekigo fitgap`.

use super::PackArgs;
use super::values::date;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo fitgap`.
#[derive(Debug, Args)]
pub struct FitGapArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// この業務だけ（id または名前、複数可） / only these functions, by id or name
    #[arg(value_name = "FUNCTION")]
    pub functions: Vec<String>,
    /// 判定の基準日（既定は台帳の as_of） / as of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FitGapFormatArg::Text)]
    pub format: FitGapFormatArg,
    /// 事業者の回答を並べて比べる / compare what vendors offer, side by side
    #[arg(long)]
    pub compare_offers: bool,
    /// 標準仕様書の二つの版を比べる（specification の id） / compare two editions, by id
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2, conflicts_with_all = ["compare_offers", "functions"])]
    pub compare_editions: Vec<String>,
    /// 要件・判断・集計の Excel ブックをこのファイルに書く / write an Excel workbook into this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["compare_offers", "compare_editions"])]
    pub xlsx: Option<PathBuf>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `fitgap --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FitGapFormatArg {
    /// 画面表示 / for the terminal
    Text,
    /// 機械処理用 / for other programs
    Json,
    /// 要件ごとの表 / a table by requirement
    Csv,
}
