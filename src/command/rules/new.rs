//! `tekigo rules new`: begins a rule file.

use crate::cli::{NewArgs, PackArgs};
use crate::command::schema::put;
use crate::command::{Opened, Said};
use crate::diagnostic::nearest::nearest;
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::pack::Pack;
use crate::report::editors::{self, Files};
use crate::report::text::scaffold;
use crate::text;
use crate::write::{self, Existing};

/// Writes the file into the folder that extends the pack, or replaces it, and says what is left to do.
pub fn run(pack: &PackArgs, args: &NewArgs, language: Language) -> Said {
    let Some(folder) = pack.extend.last().or(pack.pack.as_ref()) else {
        let message = text!(
            ja: "置き場所を --extend フォルダ（自団体の規則）か --pack フォルダで指定します",
            en: "name the folder: --extend DIR for rules of your own, or --pack DIR"
        );
        return Said::usage(&message, language);
    };
    // Rules that are still being written must not keep anyone from beginning another one.
    let base = PackArgs { extend: Vec::new(), profile: None, ..pack.clone() };
    let opened = match Opened::unproved(&base) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let (area, id) = match parts(&opened.pack, &args.rule) {
        Ok(parts) => parts,
        Err(message) => return Said::usage(&message, language),
    };
    let path = folder.join(area).join(format!("{id}.toml"));
    let content = scaffold::file(id, language);
    if let Err(diagnostic) = write::file(&path, content.as_bytes(), Existing::Keep) {
        return Said::unusable(&[*diagnostic], &opened.sources, language);
    }
    // The first line of the file names the schema by which editors check it.
    let beside = folder.join(Files::Rule.name());
    if let Err(diagnostic) = put(&beside, &editors::schema(&opened.pack, Files::Rule), Files::Rule) {
        return Said::unusable(&[*diagnostic], &opened.sources, language);
    }
    let (path, option) = (path.display().to_string(), if pack.extend.is_empty() { "--pack" } else { "--extend" });
    let check = format!("tekigo rules check {path} {option} {}", folder.display());
    Said::new(scaffold::left_to_do(&path, &check, language), ExitStatus::Conformant)
}

/// Area and id; both must be names that files and CEL like, the area known, the id new.
fn parts<'a>(pack: &Pack, written: &'a str) -> Result<(&'a str, &'a str), Text> {
    let name = |word: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(fits) && !word.ends_with('-')
    };
    let parts = written.split_once('/').filter(|(area, id)| name(area) && name(id));
    let Some((area, id)) = parts else {
        return Err(text!(
            ja: "「{written}」は 分野/id の形ではありません。英小文字・数字・- で、例えば suppliers/contract-without-return と書きます",
            en: "`{written}` is not AREA/ID; use lower case letters, digits and `-`, as in suppliers/contract-without-return"
        ));
    };
    if pack.rules.iter().any(|rule| rule.id == id) {
        return Err(text!(ja: "規則「{id}」は既にあります", en: "there is a rule `{id}` already"));
    }
    let areas = pack.rules.iter().map(|rule| rule.area.as_str());
    if areas.clone().all(|known| known != area)
        && let Some(near) = nearest(area, areas)
    {
        return Err(text!(
            ja: "「{area}」という分野はありません。「{near}」のことですか",
            en: "there is no area `{area}`; did you mean `{near}`?"
        ));
    }
    match area {
        "vocabulary" | "catalog" | "clauses" | "forms" | "returns" => {
            Err(text!(ja: "「{area}」は規則の分野ではありません", en: "`{area}` is not an area of rules"))
        }
        _ => Ok((area, id)),
    }
}
