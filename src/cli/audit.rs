//! `tekigo audit-pack`.

use super::PackArgs;
use super::values::date;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo audit-pack`.
#[derive(Debug, Args)]
pub struct AuditPackArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 書き出すフォルダ / the folder to write into
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// 判定の基準日（既定は台帳の as_of） / as of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}
