//! `tekigo schema`.

use super::PackArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `tekigo schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// どのスキーマか / which schema
    #[arg(value_enum)]
    pub schema: SchemaArg,
    /// スキーマをこのフォルダに書き、エディタのための行を示す（inventory、pack、rule） / write it into this folder, and say which line editors need
    #[arg(long, value_name = "DIR")]
    pub write: Option<PathBuf>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo schema`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaArg {
    /// check --format json
    Assessment,
    /// network --format json
    Network,
    /// plan --format json
    Plan,
    /// fitgap --format json
    Fitgap,
    /// ask --format json
    Questionnaire,
    /// law --format json
    Law,
    /// next --format json
    Next,
    /// clock --format json
    Clock,
    /// diff --format json、gate --format json
    Diff,
    /// actions --format json
    Actions,
    /// budget --format json
    Budget,
    /// audit-pack: audit-pack.json
    AuditPack,
    /// rollup --format json
    Rollup,
    /// compare --format json
    Compare,
    /// return --format json
    Return,
    /// 台帳のファイル（エディタ用） / files of an inventory, for editors
    Inventory,
    /// ルール集のファイル（エディタ用） / files of a pack, for editors
    Pack,
    /// 規則のファイル（エディタ用） / files of rules, for editors
    Rule,
}
