//! The command line: what can be asked for, as close to what was typed as possible.

mod actions;
mod audit;
mod change;
mod examples;
mod fitgap;
mod form;
mod init;
mod many;
mod next;
mod returns;
mod rules;
mod schema;
mod sheets;
mod shell;
mod values;

use crate::assess::Verdict;
use crate::derive::schedule::Change;
use crate::language::Language;
use crate::pack::Severity;
use crate::report::Format;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use form::format;
use jiff::civil::Date;
use std::path::PathBuf;
use values::{date, drop_unit, more_capacity, severity, slip, target, verdict};

pub use rules::{ChosenArgs, DocsArgs, LintArgs, MutateArgs, NewArgs, RuleFileArgs, RulesArgs, RulesCommand};

pub use actions::{ActionsArgs, BudgetArgs, BudgetFormatArg};
pub use audit::AuditPackArgs;
pub use change::{AnnotateArg, DiffArgs, GateArgs, ReportArgs};
pub use fitgap::{FitGapArgs, FitGapFormatArg};
pub use form::{EncodingArg, FormArgs};
pub use init::InitArgs;
pub use many::{CompareArgs, RollupArgs, RollupFormatArg};
pub use next::NextArgs;
pub use returns::ReturnArgs;
pub use schema::{SchemaArg, SchemaArgs};
pub use sheets::{ExportArgs, ImportArgs};
pub use shell::{CompletionsArgs, ManArgs};

/// 自治体の台帳を点検し、要是正・未確認と、だれに聞けばよいかを示します。
/// Checks a municipality's inventory: what fails, what is not known, and whom to ask.
#[derive(Debug, Parser)]
#[command(name = "tekigo", version, after_help = EXIT_STATUSES, disable_help_subcommand = true)]
pub struct Cli {
    /// 表示の言語 / language of the output
    #[arg(long, global = true, value_enum, default_value_t = LanguageArg::Ja)]
    pub lang: LanguageArg,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUSES: &str = "終了コード / exit status:
  0  指定した重大度以上の要是正なし / nothing at or above --fail-on
  1  要是正あり、または判定不能 / findings, or a rule that could not be computed
  2  コマンドの指定誤り / the command line is wrong
  3  台帳またはルール集が使えない / the inventory or the pack cannot be used
  4  判定できた項目がない / nothing was judged";

/// Subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 台帳を作り始める / begin an inventory
    Init(InitArgs),
    /// 台帳を点検する / check an inventory
    Check(CheckArgs),
    /// 報告書一式をフォルダに書く、保存した判定結果を表示する / write every report into a folder, or show a saved assessment
    Report(ReportArgs),
    /// 前と今で変わった判定と、その理由 / which verdicts changed, and why
    Diff(DiffArgs),
    /// 台帳の変更で悪くなったものがないか（CI用） / for CI: does a change to an inventory make anything worse
    Gate(GateArgs),
    /// 複数の団体をまとめて示す / many bodies in one report
    Rollup(RollupArgs),
    /// 公表された全国の値と比べる / a body beside others, by published national figures
    Compare(CompareArgs),
    /// 部署ごとに確かめることを示す / what to ask each department
    Ask(AskArgs),
    /// 照会への回答を取り込む / take back what departments answered
    Answer(AnswerArgs),
    /// 指摘ごとの是正の状況 / what is done about each finding
    Actions(ActionsArgs),
    /// 是正に要する費用を年度と担当課ごとに示す / what corrective actions cost, by fiscal year and department
    Budget(BudgetArgs),
    /// 規則ごとの事実・確認者・証跡をまとめた監査用資料 / for each duty the facts, who confirmed them, and the evidence
    AuditPack(AuditPackArgs),
    /// 台帳をExcelやCSVに書き出す / write an inventory as Excel or CSV
    Export(ExportArgs),
    /// 表（CSV、Excel）を台帳に取り込む / take a table into an inventory
    Import(ImportArgs),
    /// 国などへの報告の様式に、台帳から分かることを記入する / fill a return with what the inventory tells
    Return(ReturnArgs),
    /// 移行の見通しを示す / will each function make its date
    Plan(PlanArgs),
    /// 業務ごとのFit&Gapと、切替えまでに決めること / Fit&Gap by function, and what must be settled before the cut-over
    Fitgap(FitGapArgs),
    /// 条件式を一つ試す / try one condition on an inventory
    Eval(EvalArgs),
    /// 三層の間の経路、漏れ、閉じるもの / what can get from zone to zone, and what closes it
    Network(NetworkArgs),
    /// 二つの日の間に始まる義務、変わる義務、終わる義務 / duties that begin, change or end between two days
    Law(LawArgs),
    /// これからの90日にすること / what the next 90 days ask for, and of whom
    Next(NextArgs),
    /// 事故の報告期限 / by when an incident must be reported, and to whom
    Clock(ClockArgs),
    /// 規則の一覧と、規則を作る人の道具 / list the rules; tools of those who write them
    Rules(RulesArgs),
    /// 規則または判定の説明 / explain a rule, or a verdict
    Explain(ExplainArgs),
    /// JSON Schema を出力する（出力の形式、台帳とルール集の書き方） / print a JSON Schema, of outputs or of files that people write
    Schema(SchemaArgs),
    /// シェルの補完を出力する / print completions for a shell
    Completions(CompletionsArgs),
    /// マニュアル（man ページ）を書き出す / write manual pages
    Man(ManArgs),
}

/// The command line as a whole, with an example after the help of every command.
pub fn command() -> clap::Command {
    examples::with_examples(Cli::command())
}

/// Which pack to use.
#[derive(Debug, Clone, Args)]
pub struct PackArgs {
    /// 内蔵のルール集の代わりに使うフォルダ / use this pack instead of the built-in one
    #[arg(long, value_name = "DIR", global = true)]
    pub pack: Option<PathBuf>,
    /// ルール集に追加するフォルダ（複数可） / add to the pack (repeatable)
    #[arg(long, value_name = "DIR", global = true)]
    pub extend: Vec<PathBuf>,
    /// 点検する規則の範囲（pack.toml の profile） / judge only the rules of this profile of the pack
    #[arg(long, value_name = "PROFILE", global = true)]
    pub profile: Option<String>,
}

/// `tekigo check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 判定の基準日（既定は台帳の as_of） / judge by the law of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_name = "FORMAT", value_parser = format(), default_value = "text")]
    pub format: Format,
    /// How it is written.
    #[command(flatten)]
    pub form: FormArgs,
    /// これから施行・終了する規則を、その日の判定とともに示す / list the rules that begin or have ended, with what they say
    #[arg(long, conflicts_with = "only")]
    pub coming: bool,
    /// 表示する判定（カンマ区切り） / show only these verdicts
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdict)]
    pub only: Vec<Verdict>,
    /// 提供先に見せてよいものだけにする（提供先はルール集の audiences.toml にある） / only what that audience may see
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Option<String>,
    /// 前回の台帳、または保存した前回の判定結果を並べて示す / set an earlier inventory or saved assessment beside it
    #[arg(long, value_name = "DIR|FILE")]
    pub beside: Option<PathBuf>,
    /// 判定結果をファイルに保存する / save the assessment in a file
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
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

/// `tekigo ask`.
#[derive(Debug, Args)]
pub struct AskArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 判定の基準日（既定は台帳の as_of） / judge by the law of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = AskFormatArg::Text)]
    pub format: AskFormatArg,
    /// 一回に一部署へ尋ねる数の上限 / questions per department and round at most
    #[arg(long, value_name = "N", default_value_t = 15)]
    pub per_department: usize,
    /// この部署だけ（id または名前） / only this department, by id or name
    #[arg(long, value_name = "DEPARTMENT")]
    pub department: Option<String>,
    /// この重大度以上のルールについてだけ / only for rules at least so grave
    #[arg(long, value_name = "SEVERITY", value_parser = severity, default_value = "low")]
    pub severity: Severity,
    /// このルールについてだけ / only for this rule
    #[arg(long = "for", value_name = "RULE")]
    pub rule: Option<String>,
    /// 部署ごとの照会票（Excel）を書き込むフォルダ / write a workbook per department into this folder
    #[arg(long, value_name = "OUT")]
    pub xlsx: Option<PathBuf>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo answer`.
#[derive(Debug, Args)]
pub struct AnswerArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 回答を記入した照会票 / workbooks that came back
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// 読めないセルを未確認のままにして、ほかの回答を取り込む / take the answers in without the cells that cannot be read
    #[arg(long)]
    pub leave_unread: bool,
    /// 台帳に書き込む（付けなければ示すだけ） / write the answers into the inventory; else only show them
    #[arg(long)]
    pub accept: bool,
    /// 判定の基準日（既定は台帳の as_of） / judge by the law of this day (default: the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `ask --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AskFormatArg {
    /// 画面表示 / for the terminal
    Text,
    /// 機械処理用 / for other programs
    Json,
    /// 文書用 / for documents and messages
    Markdown,
    /// 表計算用（問い一つに一行） / for spreadsheets, a row per question
    Csv,
}

/// `tekigo plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 基準日 / the day of the clocks
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = PlanFormatArg::Text)]
    pub format: PlanFormatArg,
    /// もし UNIT がその日数だけ遅れたら（例 juki=30d） / what if a unit slips
    #[arg(long, value_name = "UNIT=DAYS", value_parser = slip)]
    pub slip: Vec<Change>,
    /// もし UNIT を移行しなければ / what if a unit is not moved
    #[arg(long, value_name = "UNIT", value_parser = drop_unit)]
    pub drop: Vec<Change>,
    /// もし事業者が同時に移行できる数が増えたら（例 A社=1） / what if a vendor moves more packages at a time
    #[arg(long, value_name = "VENDOR=N", value_parser = more_capacity)]
    pub add_vendor_capacity: Vec<Change>,
    /// もし期限が変わったら（業務または期限の名前=日付） / what if a target date is another one
    #[arg(long, value_name = "NAME=DATE", value_parser = target)]
    pub target: Vec<Change>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo plan --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormatArg {
    /// 画面表示 / for the terminal
    Text,
    /// 機械処理用 / for other programs
    Json,
    /// 依存関係の図（Graphviz） / the graph for Graphviz
    Dot,
    /// 依存関係の図（Mermaid） / the graph for Mermaid
    Mermaid,
    /// 業務ごとの表 / a table by function
    Csv,
}

/// `tekigo eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 条件式 / the condition
    #[arg(value_name = "EXPR")]
    pub expression: String,
    /// この種別の全レコードについて評価する / evaluate for every record of this entity
    #[arg(long = "for", value_name = "ENTITY")]
    pub entity: Option<String>,
    /// 判定の基準日 / judge by the law of this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo network`.
#[derive(Debug, Args)]
pub struct NetworkArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// 判定の基準日 / judge by the law of this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = NetworkFormatArg::Text)]
    pub format: NetworkFormatArg,
    /// 変えたらどうなるか: close 通信、open 発信側 着信側 / what a change would do: close FLOW, open FROM TO
    #[arg(long, value_name = "CHANGE", num_args = 2..=3)]
    pub what_if: Vec<String>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `network --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NetworkFormatArg {
    /// 画面表示 / for the terminal
    Text,
    /// 機械処理用 / for other programs
    Json,
    /// Graphviz の図 / a diagram for Graphviz
    Dot,
    /// Mermaid の図 / a diagram for Mermaid
    Mermaid,
    /// 表計算用 / for spreadsheets
    Csv,
}

/// `tekigo law`.
#[derive(Debug, Args)]
pub struct LawArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// この日から（既定は台帳の as_of の翌日） / from this day (default: the day after the inventory's as_of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<Date>,
    /// この日まで（既定はルール集が知る最後の日） / until this day (default: the last day the pack knows of)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo clock`.
#[derive(Debug, Args)]
pub struct ClockArgs {
    /// 庁内のいずれかの部署が知った日 / the day on which any department came to know
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub aware: Date,
    /// 事故の種類（省くと一覧を示す） / kind of incident (leave it out for the list)
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// この日を基準に残り日数を示す / count the days left from this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// 出力形式 / output format
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// 規則の id / the rule's id
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// 判定の対象（例 system/juki） / the subject, for example system/juki
    #[arg(value_name = "SUBJECT", requires = "dir")]
    pub subject: Option<String>,
    /// 台帳のフォルダ / the inventory's folder
    #[arg(long = "in", value_name = "DIR", id = "dir")]
    pub dir: Option<PathBuf>,
    /// 要是正を解く最小の変更を示す / the smallest changes after which it no longer fails
    #[arg(long, requires = "subject")]
    pub fix: bool,
    /// 判定の基準日 / judge by the law of this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    /// 日本語
    Ja,
    /// English
    En,
}

/// `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// 画面表示 / for the terminal
    Text,
    /// 機械処理用 / for other programs
    Json,
}

/// `--unknown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnknownArg {
    /// 終了コードに影響しない / does not change the exit status
    Pass,
    /// 要是正と同じに扱う / counts like a fail
    Fail,
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::Ja => Language::Ja,
            LanguageArg::En => Language::En,
        }
    }
}
