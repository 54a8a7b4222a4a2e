//! Arguments of the commands that move facts between an inventory and sheets.

use super::{EncodingArg, PackArgs};
use clap::Args;
use std::path::PathBuf;

/// `tekigo export`.
#[derive(Debug, Args)]
#[group(id = "form", required = true, multiple = false, args = ["xlsx", "csv"])]
pub struct ExportArgs {
    /// 台帳のフォルダ / the inventory's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Excelのブックを書くフォルダ / write a workbook into this folder
    #[arg(long, value_name = "OUT")]
    pub xlsx: Option<PathBuf>,
    /// 種別ごとのCSVを書くフォルダ / write a CSV file per entity into this folder
    #[arg(long, value_name = "OUT")]
    pub csv: Option<PathBuf>,
    /// CSVの文字コード（既定は BOM 付き UTF-8） / encoding of the CSV files (default: UTF-8 with BOM)
    #[arg(long, value_enum, conflicts_with = "xlsx")]
    pub encoding: Option<EncodingArg>,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `tekigo import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// 取り込む表（CSV、Excel） / the table to take in: CSV or Excel
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 何の表か（種別の id、例 system） / what it lists: an entity, for example system
    #[arg(long = "as", value_name = "ENTITY")]
    pub entity: String,
    /// 取り込む先の台帳のフォルダ / the inventory it is taken into
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// ブックのシート / the sheet of the workbook
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// 見出しの行（1から数える。省くと探す） / the row of headings, from 1 (default: found)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub header_row: Option<u32>,
    /// CSVの文字コード（省くと判断する） / encoding of the CSV file (default: found out)
    #[arg(long, value_enum)]
    pub encoding: Option<EncodingArg>,
    /// 見出しが何の項目か（例 "使用系統=セグメント"、使わない列は "備考=使わない"） / what a heading means, for example "net=segment"; "net=none" if it is not used
    #[arg(long, value_name = "HEADING=FIELD", value_parser = meaning)]
    pub heading: Vec<(String, String)>,
    /// 読めないセルの語をどう読むか（例 "県DC=データセンター"） / what a word in a cell means, for example "hall=on premises"
    #[arg(long, value_name = "WORD=MEANING", value_parser = meaning)]
    pub word: Vec<(String, String)>,
    /// 読まない行の、初めのセルの語（例 "R8-015"） / what a row begins with that is no record
    #[arg(long, value_name = "WORD")]
    pub skip: Vec<String>,
    /// 台帳にない部署やセグメントの名前を、記録として加える / add records for names (of departments, segments) that the inventory lacks
    #[arg(long)]
    pub add_missing: bool,
    /// 読めないセルを空欄（未確認）のまま取り込む / take the table in without the cells that cannot be read
    #[arg(long)]
    pub leave_unread: bool,
    /// 台帳と違う値を、表の値に改める / let the table replace facts that differ
    #[arg(long)]
    pub replace: bool,
    /// 台帳に書き込む（付けなければ示すだけ） / write into the inventory; else only show what would change
    #[arg(long)]
    pub accept: bool,
    /// Which pack.
    #[command(flatten)]
    pub pack: PackArgs,
}

/// `語=意味`: the last equals sign divides, since words may hold one.
fn meaning(written: &str) -> Result<(String, String), String> {
    let parts = written.rsplit_once(['=', '＝']).map(|(word, means)| (word.trim().to_owned(), means.trim().to_owned()));
    parts.filter(|(word, _)| !word.is_empty()).ok_or_else(|| "語=意味 / WORD=MEANING".to_owned())
}
