//! `tekigo return`.

use super::values::date;
use super::{FormatArg, PackArgs};
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo return`.
#[derive(Debug, Args)]
pub struct ReturnArgs {
    /// 様式の名前（省くと一覧を示す） / name of the return (leave it out for the list)
    #[arg(value_name = "FORM", requires = "inventory")]
    pub form: Option<String>,
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR", id = "inventory")]
    pub dir: Option<PathBuf>,
    /// 基準日（既定は台帳の as_of） / as of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// Excelのブックをこのファイルに書く（既にあるファイルには書かない） / write the workbook into this file, never over one that is there
    #[arg(long, value_name = "FILE", requires = "inventory")]
    pub xlsx: Option<PathBuf>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}
