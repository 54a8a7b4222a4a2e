//! `tekigo schema`: the JSON Schemas of what tekigo writes, and of what people write for it.

use super::{Opened, Said};
use crate::cli::{SchemaArg, SchemaArgs};
use crate::diagnostic::Diagnostic;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::read_if_there;
use crate::report::editors::{self, Files};
use crate::report::json;
use crate::text;
use crate::write::{self, Existing};
use std::path::Path;

/// Prints a schema, or writes it where an editor finds it.
pub fn run(args: &SchemaArgs, language: Language) -> Said {
    let of_output = match args.schema {
        SchemaArg::Inventory => return of_files(args, Files::Inventory, language),
        SchemaArg::Pack => return of_files(args, Files::Pack, language),
        SchemaArg::Rule => return of_files(args, Files::Rule, language),
        SchemaArg::Assessment => json::schema(),
        SchemaArg::Questionnaire => json::questionnaire_schema(),
        SchemaArg::Network => json::network_schema(),
        SchemaArg::Plan => json::plan_schema(),
        SchemaArg::Fitgap => json::fitgap_schema(),
        SchemaArg::Next => json::next_schema(),
        SchemaArg::Law => json::law_schema(),
        SchemaArg::Clock => json::clock_schema(),
        SchemaArg::Compare => json::compare_schema(),
        SchemaArg::Actions => json::actions_schema(),
        SchemaArg::Budget => json::budget_schema(),
        SchemaArg::AuditPack => json::audit_pack_schema(),
        SchemaArg::Rollup => json::rollup_schema(),
        SchemaArg::Return => json::returns_schema(),
        SchemaArg::Diff => json::diff_schema(),
    };
    if args.write.is_some() {
        let message = text!(
            ja: "--write は inventory、pack、rule のスキーマに付けます",
            en: "--write goes with the schemas of inventory, pack and rule"
        );
        return Said::usage(&message, language);
    }
    Said::new(of_output, ExitStatus::Conformant)
}

/// The schema of files that people write, which depends on the pack.
fn of_files(args: &SchemaArgs, files: Files, language: Language) -> Said {
    let opened = match Opened::unproved(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let schema = editors::schema(&opened.pack, files);
    let Some(folder) = &args.write else { return Said::new(schema, ExitStatus::Conformant) };
    match put(&folder.join(files.name()), &schema, files) {
        Ok(()) => {
            let (shown, name) = (folder.join(files.name()).display().to_string().replace('\\', "/"), files.name());
            let said = text!(
                ja: "{shown} に書き込みました。\n同じフォルダのTOMLファイルの1行目に次を書くと、エディタが項目名と選択肢を示し、誤りに印を付けます。\n#:schema ./{name}\n",
                en: "written: {shown}\nput this in the first line of TOML files in that folder; editors then offer names and choices and mark mistakes\n#:schema ./{name}\n"
            );
            Said::new(said.get(language).to_owned(), ExitStatus::Conformant)
        }
        Err(diagnostic) => Said::unusable(&[*diagnostic], &opened.sources, language),
    }
}

/// Writes a schema, in the place of an earlier one, but not of a file that is something else.
pub(super) fn put(path: &Path, schema: &str, files: Files) -> Result<(), Box<Diagnostic>> {
    let there = read_if_there(path)?;
    let existing = match there.is_some_and(|text| editors::is_schema(&text, files)) {
        true => Existing::Replace,
        false => Existing::Keep,
    };
    write::file(path, schema.as_bytes(), existing)
}
