//! `tekigo rules`: the list, and the tools of those who write rules.

use super::PackArgs;
use super::values::{date, severity};
use crate::pack::Severity;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// `tekigo rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// この日の版と効力で示す（既定は最新） / as they stand on this day (default: the latest editions)
    #[arg(long, value_name = "DATE", value_parser = date, global = true)]
    pub as_of: Option<Date>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo rules …`.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// 規則の一覧（既定） / list the rules (the default)
    List,
    /// 規則の例を実行する / run the examples of rules
    Test(ChosenArgs),
    /// ルール集の欠陥を探す / look for faults in the pack
    Lint(LintArgs),
    /// 条項と規則の対応 / which clause is tested by which rule
    Coverage,
    /// 条件を少し変え、例が気付くか確かめる / change conditions a little: do the examples notice?
    Mutate(MutateArgs),
    /// 手引を書き出す / write the handbook
    Docs(DocsArgs),
    /// 規則ファイルのひな型を作る / begin a new rule file
    New(NewArgs),
    /// 規則ファイル一つの誤りを調べる / check one rule file
    Check(RuleFileArgs),
}

/// `tekigo rules test`.
#[derive(Debug, Args)]
pub struct ChosenArgs {
    /// 規則の id（省略時はすべて） / ids of rules (default: all)
    #[arg(value_name = "RULE")]
    pub rules: Vec<String>,
}

/// `tekigo rules lint`.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// 理由を付けて認めたものも示す / show accepted findings too, with the reasons
    #[arg(long)]
    pub accepted: bool,
}

/// `tekigo rules mutate`.
#[derive(Debug, Args)]
pub struct MutateArgs {
    /// 規則の id（省略時はすべて） / ids of rules (default: all)
    #[arg(value_name = "RULE")]
    pub rules: Vec<String>,
    /// この重大度以上の規則に限る / only rules at or above this severity
    #[arg(long, value_name = "SEVERITY", value_parser = severity, default_value = "low")]
    pub severity: Severity,
    /// この重大度以上の規則の変異が残れば終了コード1 / exit 1 on survivors at or above this severity
    #[arg(long, value_name = "SEVERITY", value_parser = severity, default_value = "high")]
    pub fail_on: Severity,
    /// 全体で残ってよい割合（%、これ以上で終了コード1） / exit 1 when this share of all mutants survives, in per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 5)]
    pub allow: usize,
}

/// `tekigo rules docs`.
#[derive(Debug, Args)]
pub struct DocsArgs {
    /// 書き出すフォルダ / the folder to write to
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
}

/// `tekigo rules new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// 分野と規則の id（例 suppliers/contract-without-return） / area and id of the rule
    #[arg(value_name = "AREA/ID")]
    pub rule: String,
}

/// `tekigo rules check`.
#[derive(Debug, Args)]
pub struct RuleFileArgs {
    /// 規則のファイル（分野のフォルダに置く） / the rule's file, in the folder of its area
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
