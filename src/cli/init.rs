//! `tekigo init`.

use super::PackArgs;
use super::values::date;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// 台帳を作るフォルダ / the folder of the new inventory
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 全国地方公共団体コード（6桁） / the six-digit local government code
    #[arg(long, value_name = "CODE")]
    pub code: String,
    /// 団体名（表にない団体のとき） / name of the body, if the table does not have it
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// 団体の区分（表にない団体、区分が変わった団体のとき） / class of the body, if the table does not have it or it changed
    #[arg(long, value_name = "CLASS")]
    pub class: Option<String>,
    /// 台帳の事実の基準日（既定は今日） / the day on which the facts stand (default: today)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 国が公表した進捗の表（CSV、またはそのフォルダ） / published national figures: a CSV file, or a folder of them
    #[arg(long, value_name = "FILE")]
    pub national: Option<PathBuf>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}
