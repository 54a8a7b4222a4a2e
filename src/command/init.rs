//! `tekigo init`: begins an inventory with what is known of a body from its code, and a workbook to fill in.

use super::folder::source;
use super::today::today;
use super::{Opened, Said};
use crate::assess::start::{Beginning, beginning};
use crate::cli::InitArgs;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::exit::ExitStatus;
use crate::inventory::{Cell, Inventory, RawValue, Record};
use crate::language::{Language, Text};
use crate::load::{ListedBody, foreign, load_bodies, load_national, right_code};
use crate::report::{start, text};
use crate::text;
use crate::vocabulary::{Choice, FieldType, Vocabulary, body};
use crate::write::{Existing, file};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;

/// Draws the inventory up and writes it.
pub fn run(args: &InitArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    if opened.pack.start.sheets.is_empty() {
        let message = text!(ja: "ルール集に start.toml がありません", en: "the pack has no start.toml");
        return Said::usage(&message, language);
    }
    let listed = match load_bodies(&source(&args.pack), &opened.pack.vocabulary, &mut opened.sources) {
        Ok(listed) => listed,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let (own, class) = match identified(args, &listed, &opened.pack.vocabulary) {
        Ok(found) => found,
        Err(message) => return Said::usage(&message, language),
    };
    let national = match &args.national {
        Some(path) => load_national(path, &opened.pack, &mut opened.sources),
        None => Ok(Vec::new()),
    };
    let national = match national {
        Ok(national) => national,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or_else(today);
    let Some(bare) = bare(&mut opened, &own, as_of) else {
        let message = text!(ja: "ルール集に body がありません", en: "the pack has no body");
        return Said::usage(&message, language);
    };
    let m = match opened.municipality(&bare, as_of, &BTreeSet::new()) {
        Ok((m, _)) => m,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let begun = beginning(&opened.pack, &m, own, class, &national);
    match written(&args.dir, &begun, &opened.pack.vocabulary, language) {
        Ok(files) => {
            let dir = args.dir.display().to_string().replace('\\', "/");
            let out = text::init::render(&begun, &opened.pack.vocabulary, (&dir, &files), language);
            Said::new(out, ExitStatus::Conformant)
        }
        Err(diagnostics) => Said::unusable(&diagnostics, &opened.sources, language),
    }
}

/// An inventory that says what the body is, and nothing else.
fn bare(opened: &mut Opened, own: &ListedBody, as_of: Date) -> Option<Inventory> {
    let vocabulary = &opened.pack.vocabulary;
    let entity = vocabulary.find(body::BODY)?;
    let place = Place { file: opened.sources.add("body.toml", String::new()), start: 0, end: 0 };
    let mut record = Record::blank(entity, place);
    for (field, text) in [(body::CODE, &own.code), (body::NAME, &own.name), (body::CLASS, &own.class)] {
        let field = vocabulary.entity(entity).find(field)?;
        record.cells.push(Cell { field, value: RawValue::Text(text.clone()), place });
    }
    Some(Inventory::of(record, as_of))
}

/// Writes the files, or none of them if one is there already; gives their names.
fn written(
    dir: &Path,
    begun: &Beginning,
    vocabulary: &Vocabulary,
    language: Language,
) -> Result<Vec<String>, Vec<Diagnostic>> {
    let files = start::files(begun, vocabulary, language).map_err(|error| {
        let message = text!(ja: "ブックを作れない（{error}）", en: "the workbook cannot be made ({error})");
        vec![Diagnostic::error(Fault::Pack, None, message)]
    })?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let mut there = foreign(dir, "", &names);
    there.retain(|name| names.contains(&name.as_str()));
    if !there.is_empty() {
        let kept = |name: &String| {
            let path = dir.join(name);
            let shown = path.display();
            let message = text!(ja: "`{shown}` は既にある", en: "`{shown}` is there already");
            let help = text!(
                ja: "何も書いていません。新しいフォルダを指定します",
                en: "nothing was written; name a new folder"
            );
            Diagnostic::error(Fault::Machine, None, message).help(help)
        };
        return Err(there.iter().map(kept).collect());
    }
    for (name, content) in &files {
        file(&dir.join(name), content, Existing::Keep).map_err(|diagnostic| vec![*diagnostic])?;
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

/// Which body is meant, and what its class is called.
fn identified(args: &InitArgs, listed: &[ListedBody], vocabulary: &Vocabulary) -> Result<(ListedBody, Text), Text> {
    let code = right(&args.code, args.name.as_deref(), listed)?;
    let class = args.class.as_deref().map(|word| class(word, vocabulary)).transpose()?;
    let known = listed.iter().find(|one| one.code == code);
    let name = args.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let found = match (known, name, class) {
        (Some(known), Some(name), _) if known.name != name => return Err(other_name(known, name, listed)),
        (Some(known), _, class) => ListedBody { class: class.unwrap_or_else(|| known.class.clone()), ..known.clone() },
        (None, Some(name), Some(class)) => {
            let of = |one: &&ListedBody| one.code.get(..2) == code.get(..2);
            let prefecture = listed.iter().find(of).map(|one| one.prefecture.clone()).unwrap_or_default();
            ListedBody { code, prefecture, name: name.to_owned(), class }
        }
        (None, ..) => return Err(unlisted(&code, listed.len())),
    };
    let label = classes(vocabulary).and_then(|choices| choices.get(&found.class)).map(|choice| choice.label.clone());
    let label = label.unwrap_or_else(|| Text::new(found.class.clone(), found.class.clone()));
    Ok((found, label))
}

/// The code, if its check digit is right; else what it may have been meant to be.
fn right(written: &str, name: Option<&str>, listed: &[ListedBody]) -> Result<String, Text> {
    let digits: String = written.trim().chars().map(ascii).collect();
    let six = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if six && right_code(&digits).as_deref() == Some(digits.as_str()) {
        return Ok(digits);
    }
    let by_name = listed.iter().find(|one| name == Some(one.name.as_str()));
    let by_digits = || right_code(&digits).and_then(|right| listed.iter().find(|one| one.code == right));
    let near = || {
        let code = nearest(&digits, listed.iter().map(|one| one.code.as_str()))?;
        listed.iter().find(|one| one.code == code)
    };
    let meant = by_name.or_else(by_digits).or_else(near).map(shown);
    let (ja, en) = match meant {
        Some(Text { ja, en }) => (format!("。{ja}のことですか"), format!("; did you mean {en}?")),
        None => (String::new(), String::new()),
    };
    Err(match six {
        true => text!(
            ja: "団体コード「{written}」の検査数字（6桁目）が合いません{ja}",
            en: "the check digit of the code `{written}` is wrong{en}"
        ),
        false => text!(
            ja: "団体コード「{written}」が6桁の数字ではありません{ja}",
            en: "the code `{written}` is not six digits{en}"
        ),
    })
}

/// A full-width digit as an ASCII one.
fn ascii(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// `272230（大阪府 門真市）`.
fn shown(one: &ListedBody) -> Text {
    let (code, prefecture, name) = (&one.code, &one.prefecture, &one.name);
    match prefecture == name {
        true => text!(ja: " {code}（{name}）", en: "{code} ({name})"),
        false => text!(ja: " {code}（{prefecture} {name}）", en: "{code} ({prefecture} {name})"),
    }
}

fn other_name(known: &ListedBody, name: &str, listed: &[ListedBody]) -> Text {
    let (code, own) = (&known.code, &known.name);
    let of_name: Vec<Text> = listed.iter().filter(|one| one.name == name).map(shown).collect();
    let ja: String = of_name.iter().map(|text| format!("。「{name}」は{}", text.ja)).collect();
    let en: String = of_name.iter().map(|text| format!("; `{name}` is {}", text.en)).collect();
    text!(
        ja: "団体コード {code} は「{own}」で、「{name}」ではありません{ja}。--name を外すか、--code を直します",
        en: "{code} is `{own}`, not `{name}`{en}; leave out --name, or mend --code"
    )
}

fn unlisted(code: &str, number: usize) -> Text {
    text!(
        ja: "団体コード {code} は団体の表（{number}団体。漏れがあり得ます）にありません。--name と --class で団体名と区分を指定します（例: --name みほん市 --class 一般市）",
        en: "{code} is not in the table of bodies ({number} bodies; it may lack some); say --name and --class (--class city, town, village, …)"
    )
}

fn classes(vocabulary: &Vocabulary) -> Option<&IndexMap<String, Choice>> {
    let entity = vocabulary.find(body::BODY)?;
    match &vocabulary.field(entity, vocabulary.entity(entity).find(body::CLASS)?).kind {
        FieldType::Choice(choices) => Some(choices),
        _ => None,
    }
}

/// The class that a word means: an id, a label or another word for it.
fn class(word: &str, vocabulary: &Vocabulary) -> Result<String, Text> {
    let Some(choices) = classes(vocabulary) else { return Ok(word.to_owned()) };
    let word = word.trim();
    let says = |id: &str, choice: &Choice| {
        id == word
            || choice.label.ja == word
            || choice.label.en == word
            || choice.alias.iter().any(|alias| alias == word)
    };
    let found = choices.iter().find(|(id, choice)| says(id, choice)).map(|(id, _)| id.clone());
    found.ok_or_else(|| {
        let ja = choices.values().map(|choice| choice.label.ja.as_str()).collect::<Vec<_>>().join("、");
        let en = choices.keys().cloned().collect::<Vec<_>>().join(", ");
        text!(
            ja: "「{word}」という団体の区分はありません。書けるのは {ja}",
            en: "there is no class `{word}`; known are {en}"
        )
    })
}
