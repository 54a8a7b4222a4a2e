//! The command lines of what compares and of what was saved.

use super::form::format;
use super::{FormArgs, FormatArg, PackArgs, UnknownArg, date, severity, verdict};
use crate::assess::Verdict;
use crate::pack::Severity;
use crate::report::Format;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo report`.
#[derive(Debug, Args)]
#[group(id = "output", required = true, multiple = true, args = ["all", "format"])]
pub struct ReportArgs {
    /// 台帳のフォルダ、または保存した判定結果 / the inventory's folder, or a saved assessment
    #[arg(value_name = "DIR|FILE")]
    pub source: PathBuf,
    /// すべての形式を書くフォルダ / write every format into this folder
    #[arg(long, value_name = "OUT")]
    pub all: Option<PathBuf>,
    /// 保存した判定結果の出力形式 / output format of a saved assessment
    #[arg(long, value_name = "FORMAT", value_parser = format(), conflicts_with = "all")]
    pub format: Option<Format>,
    /// How it is written.
    #[command(flatten)]
    pub form: FormArgs,
    /// これから施行・終了する規則を示す / list the rules that begin or have ended
    #[arg(long, conflicts_with_all = ["only", "all"])]
    pub coming: bool,
    /// 表示する判定（カンマ区切り） / show only these verdicts
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdict, conflicts_with = "all")]
    pub only: Vec<Verdict>,
    /// 判定の基準日 / judge by the law of this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 提供先に見せてよいものだけにする / only what that audience may see
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Option<String>,
    /// 前回の台帳、または保存した前回の判定結果を並べて示す / set an earlier inventory or saved assessment beside it
    #[arg(long, value_name = "DIR|FILE")]
    pub beside: Option<PathBuf>,
    /// この重大度以上の要是正で終了コード1 / exit 1 on fails at or above this severity
    #[arg(long, value_name = "SEVERITY", value_parser = severity, default_value = "high")]
    pub fail_on: Severity,
    /// 未確認の扱い / count unknown as well
    #[arg(long, value_enum, default_value_t = UnknownArg::Pass)]
    pub unknown: UnknownArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// 前の台帳のフォルダ、または保存した判定結果 / the earlier inventory, or a saved assessment
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// 今の台帳のフォルダ、または保存した判定結果 / the later inventory, or a saved assessment
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// 前の基準日（既定は前の台帳の as_of） / the day of the earlier side (default: its as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub old_as_of: Option<Date>,
    /// 今の基準日（既定は今の台帳の as_of） / the day of the later side (default: its as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 前のルール集 / the pack of the earlier side
    #[arg(long, value_name = "DIR")]
    pub old_pack: Option<PathBuf>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo gate`.
#[derive(Debug, Args)]
pub struct GateArgs {
    /// 変更前の台帳と変更後の台帳。--base-rev なら変更後だけ / before and after; with --base-rev only after
    #[arg(value_name = "DIR", num_args = 1..=2, required = true)]
    pub folders: Vec<PathBuf>,
    /// 変更前の台帳を git のこの版から読む / read the inventory before the change from this git revision
    #[arg(long, value_name = "REV")]
    pub base_rev: Option<String>,
    /// 判定の基準日。今日（既定）か、それより後 / judge by this day: today (default) or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// この重大度以上を通さない / hold back at or above this severity
    #[arg(long, value_name = "SEVERITY", value_parser = severity, default_value = "high")]
    pub fail_on: Severity,
    /// 変更前のルール集（--pack の変更を見つける） / the pack before the change, to find edits to --pack
    #[arg(long, value_name = "DIR", requires = "pack", conflicts_with = "base_rev")]
    pub old_pack: Option<PathBuf>,
    /// ルール集の変更を通す / let edits to the pack through
    #[arg(long)]
    pub pack_change_ok: bool,
    /// 注釈の出力（auto は GitHub Actions の中でだけ） / annotations; auto: inside GitHub Actions only
    #[arg(long, value_enum, default_value_t = AnnotateArg::Auto)]
    pub annotate: AnnotateArg,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `--annotate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnnotateArg {
    /// GitHub Actions の中なら / inside GitHub Actions
    Auto,
    /// 必ず / always
    Github,
    /// 出さない / never
    None,
}
