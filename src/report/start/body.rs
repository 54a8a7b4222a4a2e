//! `body.toml` of a new inventory: what the body is, what else may be said of it, and where its tables are.

use super::{HEADINGS, workbook_name};
use crate::assess::start::{Beginning, Sheet};
use crate::language::Language;
use crate::report::export::heading;
use crate::report::toml::Value;
use crate::text;
use crate::vocabulary::{Field, FieldType, Target, Vocabulary, body};

/// Writes the file.
pub(super) fn write(beginning: &Beginning, vocabulary: &Vocabulary, language: Language) -> String {
    let (name, class, as_of) = (&beginning.body.name, beginning.class.get(language), beginning.as_of);
    let quoted = |text: &str| Value::String(text.to_owned()).to_string();
    let head = text!(
        ja: "# {name}の台帳。# で始まる行は説明で、読まれない。分からないことは書かない（空欄は「未確認」になる）。\n# 表（台帳.xlsx）に書いたら:  tekigo check このフォルダ",
        en: "# The inventory of {name}. Lines that begin with # are not read. What you do not know, leave out: it stays unknown.\n# Once the workbook is filled in:  tekigo check THIS-FOLDER"
    );
    let day = text!(ja: "台帳の事実の基準日。表を更新したら、この日も改める", en: "the day on which the facts stand; move it when you update the tables");
    let mut out = format!(
        "{}\n\n[{}]\n{} = {}\n{} = {}\n{} = {}   # {class}\nas_of = {as_of}   # {}\n\n",
        head.get(language),
        body::BODY,
        body::CODE,
        quoted(&beginning.body.code),
        body::NAME,
        quoted(name),
        body::CLASS,
        quoted(&beginning.body.class),
        day.get(language),
    );
    out.push_str(&complete(beginning, vocabulary, language));
    out.push_str(&asked(beginning, vocabulary, language));
    let tables = text!(
        ja: "# 表の場所。見出しの行（{HEADINGS}行目）より上は読まれない。手元の一覧は tekigo import で取り込める。",
        en: "# Where the tables are. What stands above the headings (row {HEADINGS}) is not read. `tekigo import` takes in lists of your own."
    );
    out.push_str(&format!("\n{}\n", tables.get(language)));
    for sheet in &beginning.sheets {
        out.push_str(&binding(sheet, vocabulary, language));
    }
    out
}

/// Which lists may be declared complete.
fn complete(beginning: &Beginning, vocabulary: &Vocabulary, language: Language) -> String {
    let own = beginning.sheets.iter().filter(|sheet| sheet.listed.is_none());
    let ids: Vec<String> = own.map(|sheet| format!("\"{}\"", vocabulary.entity(sheet.entity).id)).collect();
    let said = text!(
        ja: "# 一覧がこれで全部と確かめたら、行頭の # を消す（全部と言えない一覧は外す）。書くまで「ほかにもあるかもしれない」と読む。",
        en: "# Once a list is known to be complete, take the # away and name it here. Until then there may be more."
    );
    format!("{}\n# complete = [{}]\n\n", said.get(language), ids.join(", "))
}

/// What else may be said of the body, each a line to uncomment.
fn asked(beginning: &Beginning, vocabulary: &Vocabulary, language: Language) -> String {
    let Some(own) = vocabulary.find(body::BODY) else { return String::new() };
    let said = text!(
        ja: "# 団体についての事実。分かるものから、行頭の # を消して値を書く。",
        en: "# Facts about the body. Take the # away and write what you know."
    );
    let mut out = format!("{}\n", said.get(language));
    for id in &beginning.asked {
        let field = vocabulary.field(own, *id);
        out.push_str(&format!("# {} =    # {} {}\n", field.id, field.label.get(language), how(field, language)));
    }
    out
}

/// How a value of a field is written.
fn how(field: &Field, language: Language) -> String {
    let none = if field.none {
        text!(ja: "、ないときは \"なし\"", en: ", \"none\" if there is none")
    } else {
        text!(ja: "", en: "")
    };
    let none = none.get(language);
    match &field.kind {
        FieldType::Bool => text!(ja: "（true か false{none}）", en: "(true or false{none})").get(language).to_owned(),
        FieldType::Date => text!(ja: "（2026-04-01 のような日付{none}）", en: "(a date like 2026-04-01{none})")
            .get(language)
            .to_owned(),
        FieldType::Choice(choices) => {
            let words: Vec<String> =
                choices.values().map(|choice| format!("\"{}\"", choice.label.get(language))).collect();
            let words = words.join(" ");
            text!(ja: "（{words}{none}）", en: "({words}{none})").get(language).to_owned()
        }
        FieldType::Refs(_) => text!(
            ja: "（[\"名前\", \"名前\"] のように{none}）",
            en: "(names, as [\"one\", \"two\"]{none})"
        )
        .get(language)
        .to_owned(),
        _ => field.unit.as_ref().map_or_else(String::new, |unit| match language {
            Language::Ja => format!("（{}{none}）", unit.ja),
            Language::En => format!("({}{none})", unit.en),
        }),
    }
}

/// The `[[table]]` of a sheet: its first column names the record.
fn binding(sheet: &Sheet, vocabulary: &Vocabulary, language: Language) -> String {
    let entity = vocabulary.entity(sheet.entity);
    let quoted = |text: &str| Value::String(text.to_owned()).to_string();
    let mut out = format!(
        "\n[[table]]\nfile = {}\nsheet = {}\nentity = {}\nheader_row = {HEADINGS}\n",
        quoted(workbook_name().get(language)),
        quoted(sheet.name.get(language)),
        quoted(&entity.id)
    );
    let Some((first, _)) = sheet.columns.first() else { return out };
    let name = quoted(&heading(entity, Target::Field(*first), language));
    out.push_str(&match &sheet.listed {
        Some(_) => format!("header = {{ {name} = \"{}\" }}\n", Target::On.word(entity)),
        None => {
            let field = quoted(Target::Field(*first).word(entity));
            format!("header = {{ {name} = {field} }}\njoin = {{ {} = [{name}] }}\n", Target::Id.word(entity))
        }
    });
    out
}
