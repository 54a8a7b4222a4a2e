//! `tekigo next`.

use super::values::date;
use super::{FormatArg, PackArgs};
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo next`.
#[derive(Debug, Args)]
pub struct NextArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 何日先までを見るか / how many days to look ahead
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=3660))]
    pub days: u16,
    /// この日から（既定は台帳の as_of） / from this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// 予定表（iCalendar）をこのファイルに書く / write a calendar into this file
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}
