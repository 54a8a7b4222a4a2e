//! `tekigo export`: an inventory as sheets, in a folder that is an inventory again.

use super::delivery::deliver;
use super::next_step::check;
use super::{Opened, Said};
use crate::cli::ExportArgs;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::Encoding;
use crate::report::export::{Form, REST, export};
use crate::text;

/// Writes the sheets.
pub fn run(args: &ExportArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let encoding = args.encoding.map(Encoding::from).unwrap_or_default();
    let (form, folder) = match (&args.xlsx, &args.csv) {
        (Some(folder), _) => (Form::Workbook, folder),
        (None, Some(folder)) => (Form::Csv(encoding), folder),
        (None, None) => {
            let message = text!(ja: "--xlsx か --csv を指定します", en: "say --xlsx or --csv");
            return Said::usage(&message, language);
        }
    };
    let exported = match export(&inventory, &opened.pack.vocabulary, &opened.sources, form, language) {
        Ok(exported) => exported,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    if let Err(diagnostics) = deliver(folder, &exported.files) {
        return Said::unusable(&diagnostics, &opened.sources, language);
    }
    let (sheets, rows, apart) = exported.counts;
    let shown = folder.display().to_string().replace('\\', "/");
    let mut said = text!(
        ja: "{shown} に書き出しました: {sheets}シート、{rows}行。このフォルダはそのまま台帳として点検できます。",
        en: "written to {shown}: {sheets} sheets, {rows} rows; the folder can be checked as an inventory"
    );
    if apart > 0 {
        said.ja.push_str(&format!("\nセルにそのまま書けない記録 {apart}件は {REST} にあります。"));
        said.en.push_str(&format!("\n{apart} records that no cell can hold as they are stand in {REST}"));
    }
    Said::new(format!("{}\n", said.get(language)), ExitStatus::Conformant).then(Some(check(folder))).warn(
        &inventory.notices,
        &opened.sources,
        language,
    )
}
