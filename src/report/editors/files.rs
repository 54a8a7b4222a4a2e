//! Files as wholes: which tables stand in them.

use super::{both, defined, keys, record, table};
use crate::pack::audience::{Figure, Shown};
use crate::pack::{Authority, Pack, Severity};
use crate::text;
use crate::vocabulary::{Entity, Format, Kind, Vocabulary, body};
use serde_json::{Map, Value, json};

/// Definitions by name.
type Definitions = Map<String, Value>;

/// A file of an inventory.
pub(super) fn inventory(vocabulary: &Vocabulary, definitions: &mut Definitions) -> Value {
    let mut all: Definitions = records(vocabulary);
    if let Some(entity) = record::the_body(vocabulary) {
        let needed = [body::CODE, body::NAME, "as_of"];
        definitions.insert("body".to_owned(), record::of_body(entity, vocabulary, &needed));
        all.insert(body::BODY.to_owned(), defined("body"));
    }
    definitions.insert("fact".to_owned(), fact(vocabulary));
    definitions.insert("sheet".to_owned(), sheet(vocabulary));
    all.insert("fact".to_owned(), list(defined("fact")));
    all.insert("table".to_owned(), list(defined("sheet")));
    all.insert("import".to_owned(), list(remembered(vocabulary)));
    table(all, &[])
}

/// Keys of all tables of records that a body writes.
fn records(vocabulary: &Vocabulary) -> Definitions {
    let records = record::base(vocabulary);
    records.map(|entity| (entity.id.clone(), list(defined(&format!("record.{}", entity.id))))).collect()
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// One `[[fact]]`: which keys it may have depends on the record it is about.
fn fact(vocabulary: &Vocabulary) -> Value {
    let about: Vec<&Entity> = record::base(vocabulary).chain(record::the_body(vocabulary)).collect();
    let ids: Vec<&str> = about.iter().map(|entity| entity.id.as_str()).collect();
    let then = |entity: &&Entity| {
        json!({
            "if": { "properties": { "on": { "pattern": format!(r"^\s*{}\s*(/|$)", entity.id) } } },
            "then": record::overlay(entity, vocabulary),
        })
    };
    json!({
        "type": "object",
        "required": ["on"],
        "properties": { "on": {
            "type": "string",
            "pattern": format!(r"^\s*({})\s*(/|$)", ids.join("|")),
            "description": "事実を足す記録（表/id） / the record to which facts are added, as system/juki",
        } },
        "allOf": about.iter().map(then).collect::<Vec<_>>(),
    })
}

/// One `[[table]]`: a sheet, or the export of a firewall.
fn sheet(vocabulary: &Vocabulary) -> Value {
    let text = json!({ "type": "string" });
    let forms: Vec<&str> = vocabulary.forms.keys().map(String::as_str).collect();
    let mut bound = layout(vocabulary);
    bound.extend(keys([
        ("file", text.clone()),
        ("encoding", text.clone()),
        ("form", json!({ "enum": forms, "description": "ルール集の様式 / a form of the pack" })),
    ]));
    let firewall = keys([
        ("kind", json!({ "const": "firewall" })),
        ("point", text.clone()),
        ("policy", text.clone()),
        ("objects", text.clone()),
        ("subnets", text),
    ]);
    json!({
        "if": { "required": ["kind"] },
        "then": table(firewall, &["kind", "point", "policy"]),
        "else": table(bound, &["file"]),
    })
}

/// One `[[import]]`: how tables with those headings were understood.
fn remembered(vocabulary: &Vocabulary) -> Value {
    let mut all = layout(vocabulary);
    all.insert("headings".to_owned(), json!({ "type": "array", "items": { "type": "string" } }));
    table(all, &["entity", "headings"])
}

/// Keys that say how a sheet is laid out.
fn layout(vocabulary: &Vocabulary) -> Definitions {
    let (text, texts) = (json!({ "type": "string" }), json!({ "type": "array", "items": { "type": "string" } }));
    let entities: Vec<&str> = record::base(vocabulary).map(|entity| entity.id.as_str()).collect();
    let object = |values: Value| json!({ "type": "object", "additionalProperties": values });
    let row = json!({ "type": "integer", "minimum": 1 });
    keys([
        ("entity", json!({ "enum": entities })),
        ("sheet", text.clone()),
        ("header_row", json!({ "anyOf": [row, { "type": "array", "items": row, "minItems": 2, "maxItems": 2 }] })),
        ("header", object(text.clone())),
        ("set", object(json!({ "type": ["string", "number", "boolean"] }))),
        ("join", object(texts.clone())),
        ("only", object(text.clone())),
        ("words", object(object(text.clone()))),
        ("unfold", table(keys([("heading", text.clone()), ("cell", text)]), &["heading"])),
        ("skip", texts.clone()),
        ("ignore", texts),
    ])
}

/// The file of a rule; its definitions are added.
pub(super) fn rule(pack: &Pack, definitions: &mut Definitions) -> Value {
    let vocabulary = &pack.vocabulary;
    let text = || json!({ "type": "string", "pattern": r"\S" });
    let condition = |said: &str| json!({ "type": "string", "pattern": r"\S", "description": said });
    let mut example: Definitions = records(vocabulary);
    if let Some(entity) = record::the_body(vocabulary) {
        definitions.insert("example.body".to_owned(), record::of_body(entity, vocabulary, &[]));
        example.insert(body::BODY.to_owned(), defined("example.body"));
    }
    let bases: Vec<&str> = record::base(vocabulary).map(|entity| entity.id.as_str()).collect();
    example.extend(keys([
        ("note", defined("both")),
        ("verdict", json!({ "enum": ["pass", "fail", "unknown", "not_applicable"] })),
        ("as_of", defined("date")),
        ("subject", text()),
        ("complete", json!({ "type": "array", "items": { "enum": bases } })),
    ]));
    definitions.insert("example".to_owned(), table(example, &["note", "verdict"]));
    let severities = Severity::ALL.map(|(severity, ..)| severity.word());
    let clauses: Vec<&String> = pack.clauses.keys().collect();
    let subjects: Vec<&String> = vocabulary.entities.keys().collect();
    let rule = keys([
        ("id", json!({ "type": "string", "pattern": r"\S", "description": "ファイル名と同じ / as the file's name" })),
        ("title", defined("both")),
        ("why", defined("both")),
        ("remedy", defined("both")),
        ("finding", defined("both")),
        ("clause", json!({ "type": "array", "items": { "enum": clauses }, "minItems": 1 })),
        ("severity", json!({ "enum": severities })),
        ("from", defined("date")),
        ("until", defined("date")),
        ("subject", json!({ "enum": subjects })),
        ("when", condition("適用の条件（CEL） / when it applies")),
        ("require", condition("満たすべき条件（CEL） / what must hold")),
        ("message", defined("both")),
        ("example", list(defined("example"))),
    ]);
    let needed = ["id", "title", "why", "remedy", "clause", "severity", "from", "subject", "require", "message"];
    let rule = table(rule, &needed);
    definitions.insert("rule".to_owned(), rule);
    defined("rule")
}

/// Any file of a pack: told by the keys that only its kind has.
pub(super) fn pack(pack: &Pack, definitions: &mut Definitions) -> Value {
    let vocabulary = &pack.vocabulary;
    let kinds: [(&[&str], &str, Value); 11] = [
        (&["subject", "require", "message"], "rule", defined("rule")),
        (&["kind", "field"], "vocabulary", entity(vocabulary)),
        (&["entry"], "catalog", catalog(vocabulary)),
        (&["authority", "edition"], "clauses", clauses()),
        (&["audience"], "audiences", audiences(vocabulary)),
        (&["accept"], "accepted", accepted()),
        (&["version", "waiver_max_days"], "manifest", manifest()),
        (&["cell", "rows", "confirmed"], "return", returned(vocabulary)),
        (&["header", "unfold", "source"], "form", form(vocabulary)),
        (&["severity", "target", "area", "profile"], "own", own()),
        (&["sheet", "body"], "start", start(vocabulary)),
    ];
    let mut chain =
        json!({ "not": {}, "title": both(&text!(ja: "ルール集のファイルでない", en: "no file of a pack")) });
    for (marks, name, schema) in kinds.into_iter().rev() {
        if name != "rule" {
            definitions.insert(name.to_owned(), schema);
        }
        let any: Vec<Value> = marks.iter().map(|mark| json!({ "required": [mark] })).collect();
        chain = json!({ "if": { "anyOf": any }, "then": defined(name), "else": chain });
    }
    chain
}

/// A file of the vocabulary; one that adds fields to an entity need not say what the entity is.
fn entity(vocabulary: &Vocabulary) -> Value {
    let text = || json!({ "type": "string", "pattern": r"\S" });
    let texts = || json!({ "type": "array", "items": text() });
    let formulas = || json!({ "type": "object", "additionalProperties": text() });
    let flag = json!({ "type": "boolean" });
    let one_or_more = json!({ "anyOf": [text(), texts()] });
    let implied = keys([("of", one_or_more), ("complete", flag.clone()), ("set", formulas())]);
    let period = json!({ "type": "string", "pattern": "^[0-9]+[ymd]$" });
    let all = keys([
        ("id", text()),
        ("kind", json!({ "enum": ["base", "singleton", "catalog", "computed"] })),
        ("label", defined("both")),
        ("network", flag),
        ("answers", text()),
        ("key", texts()),
        ("names", texts()),
        ("either", json!({ "type": "array", "items": texts() })),
        ("list", defined("both")),
        ("list_valid_for", period),
        ("implied", table(implied, &["of"])),
        ("each", formulas()),
        ("keep", text()),
        ("field", json!({ "type": "object", "additionalProperties": declared(vocabulary) })),
    ]);
    table(all, &["id"])
}

/// The declaration of a field.
fn declared(vocabulary: &Vocabulary) -> Value {
    let text = || json!({ "type": "string", "pattern": r"\S" });
    let texts = || json!({ "type": "array", "items": text() });
    let (flag, weight) = (json!({ "type": "boolean" }), json!({ "type": "integer", "minimum": 1 }));
    let types = ["text", "bool", "int", "number", "date", "year", "choice", "choices", "ref", "refs", "texts"];
    let value = keys([
        ("id", text()),
        ("label", defined("both")),
        ("alias", texts()),
        ("from", defined("date")),
        ("until", defined("date")),
    ]);
    let still = table(keys([("when", text()), ("ja", text()), ("en", text())]), &["when", "ja", "en"]);
    let term = keys([
        ("ja", text()),
        ("en", text()),
        ("day", text()),
        ("open", text()),
        ("expected", flag.clone()),
        ("still", still),
    ]);
    let entities: Vec<&String> = vocabulary.entities.keys().collect();
    let all = keys([
        ("type", json!({ "enum": types })),
        ("of", json!({ "enum": entities })),
        ("values", list(table(value, &["id", "label"]))),
        ("label", defined("both")),
        ("ask", defined("both")),
        ("header", texts()),
        ("answers", text()),
        ("computed", flag.clone()),
        ("none", flag.clone()),
        ("change", flag.clone()),
        ("sensitive", flag.clone()),
        ("acyclic", flag.clone()),
        ("past", flag),
        ("format", json!({ "enum": Format::ALL.map(|(_, word)| word) })),
        ("weight", weight.clone()),
        ("weight_in_use", weight),
        ("unit", defined("both")),
        ("valid_for", json!({ "type": "string", "pattern": "^[0-9]+[ymd]$" })),
        ("term", table(term, &["ja", "en"])),
        ("reverse", text()),
        ("within", text()),
        ("is", text()),
    ]);
    table(all, &["type", "label"])
}

/// A file of the catalog: the keys of its entries are those of their entity.
fn catalog(vocabulary: &Vocabulary) -> Value {
    let entities = vocabulary.entities.values().filter(|entity| entity.kind == Kind::Catalog);
    let ids: Vec<&str> = entities.map(|entity| entity.id.as_str()).collect();
    let then = |id: &&str| {
        json!({
            "if": { "properties": { "entity": { "const": id } } },
            "then": { "properties": { "entry": list(defined(&format!("record.{id}"))) } },
        })
    };
    let all = keys([
        ("entity", json!({ "enum": ids })),
        ("source", json!({ "type": "string" })),
        ("entry", json!({ "type": "array" })),
    ]);
    let mut schema = table(all, &["entity"]);
    schema["allOf"] = ids.iter().map(then).collect();
    schema
}

fn clauses() -> Value {
    let text = || json!({ "type": "string", "pattern": r"\S" });
    let authority = || {
        let words: Vec<&str> = Authority::ALL.iter().map(|(_, word, ..)| *word).collect();
        json!({ "enum": words })
    };
    let edition =
        || keys([("authority", authority()), ("edition", defined("both")), ("edition_from", defined("date"))]);
    let mut clause = keys([
        ("id", text()),
        ("label", defined("both")),
        ("text", defined("both")),
        ("from", defined("date")),
        ("until", defined("date")),
        ("confirmed", json!({ "type": "boolean" })),
    ]);
    clause.extend(edition());
    let mut all = keys([("id", text()), ("title", defined("both")), ("clause", list(table(clause, &["id", "label"])))]);
    all.extend(edition());
    table(all, &["id", "title", "authority"])
}

fn audiences(vocabulary: &Vocabulary) -> Value {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let computed = vocabulary.entities.values().filter(|entity| entity.kind == Kind::Computed);
    let tables: Vec<&str> = computed.map(|entity| entity.id.as_str()).collect();
    let answer = keys([
        ("figure", json!({ "enum": Figure::ALL.map(|(_, word)| word) })),
        ("question", defined("both")),
        ("zero", defined("both")),
        ("some", defined("both")),
        ("unknown", defined("both")),
    ]);
    let audience = keys([
        ("id", json!({ "type": "string" })),
        ("label", defined("both")),
        ("purpose", defined("both")),
        ("handling", defined("both")),
        ("page", json!({ "enum": ["full", "sheet"] })),
        ("areas", texts),
        ("tables", json!({ "type": "array", "items": { "enum": tables } })),
        ("shows", json!({ "type": "array", "items": { "enum": Shown::ALL.map(|(_, word)| word) } })),
        ("answer", list(table(answer, &["figure", "question", "zero", "some", "unknown"]))),
    ]);
    table(keys([("audience", list(table(audience, &["id", "label", "purpose", "handling"])))]), &[])
}

fn accepted() -> Value {
    let of = json!({ "type": "array", "items": { "type": "string" } });
    let accept = keys([("lint", json!({ "type": "string" })), ("of", of), ("reason", defined("both"))]);
    table(keys([("accept", list(table(accept, &["lint", "reason"])))]), &[])
}

/// Areas and profiles, as a pack and a body's own folder declare them.
fn chosen() -> Definitions {
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    let area = keys([("id", json!({ "type": "string" })), ("label", defined("both"))]);
    let profile =
        keys([("id", json!({ "type": "string" })), ("label", defined("both")), ("areas", texts()), ("rules", texts())]);
    keys([("area", list(table(area, &["id", "label"]))), ("profile", list(table(profile, &["id", "label"])))])
}

/// `pack.toml`; its other keys are for readers of the pack.
fn manifest() -> Value {
    let mut all = chosen();
    all.extend(keys([
        ("name", json!({ "type": "string" })),
        ("version", json!({ "type": "string" })),
        ("title", defined("both")),
        ("waiver_max_days", json!({ "type": "integer" })),
        ("waiver_expiring_days", json!({ "type": "integer" })),
    ]));
    let needed = ["name", "version", "title", "waiver_max_days", "waiver_expiring_days"];
    json!({ "type": "object", "properties": all, "required": needed })
}

/// `start.toml`: what a new inventory is given to fill in.
fn start(vocabulary: &Vocabulary) -> Value {
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    let entities: Vec<&str> = record::base(vocabulary).map(|entity| entity.id.as_str()).collect();
    let sheet = keys([
        ("name", defined("both")),
        ("entity", json!({ "enum": entities })),
        ("note", defined("both")),
        ("first", json!({ "type": "boolean" })),
        ("columns", texts()),
    ]);
    let sheets = list(table(sheet, &["name", "entity", "note", "columns"]));
    table(keys([("body", texts()), ("sheet", sheets)]), &[])
}

/// `own.toml` of a folder that extends the pack.
fn own() -> Value {
    let severities = Severity::ALL.map(|(severity, ..)| severity.word());
    let severity = keys([
        ("rule", json!({ "type": "string" })),
        ("severity", json!({ "enum": severities })),
        ("reason", defined("both")),
    ]);
    let target =
        keys([("deadline", json!({ "type": "string" })), ("date", defined("date")), ("reason", defined("both"))]);
    let mut all = chosen();
    all.extend(keys([
        ("severity", list(table(severity, &["rule", "severity", "reason"]))),
        ("target", list(table(target, &["deadline", "date", "reason"]))),
    ]));
    table(all, &[])
}

/// The layout of an official sheet.
fn form(vocabulary: &Vocabulary) -> Value {
    let mut all = layout(vocabulary);
    all.extend(keys([("id", json!({ "type": "string" })), ("label", defined("both")), ("source", defined("both"))]));
    table(all, &["id", "label", "source", "entity"])
}

/// A sheet that is sent in.
fn returned(vocabulary: &Vocabulary) -> Value {
    let text = || json!({ "type": "string", "pattern": r"\S" });
    let at = || json!({ "type": "string", "pattern": "^[A-Z]+[0-9]+$", "description": "セル C7 / a cell" });
    let each = || json!({ "type": "object", "additionalProperties": text() });
    let fields =
        |entity: &Entity| entity.fields.keys().map(|field| format!("{}.{field}", entity.id)).collect::<Vec<_>>();
    let paths: Vec<String> = vocabulary.entities.values().flat_map(fields).collect();
    let types = json!({ "enum": ["text", "texts", "bool", "int", "number", "date", "year"] });
    let bound = || keys([("as", json!({ "enum": paths })), ("type", types.clone()), ("value", text())]);
    let mut cell = bound();
    cell.extend(keys([("at", at()), ("label", defined("both"))]));
    let mut column = bound();
    column.extend(keys([("heading", defined("both"))]));
    let mut across = bound();
    across.extend(keys([("label", defined("both")), ("each", each()), ("keep", text()), ("heading", text())]));
    let rows = keys([
        ("at", at()),
        ("label", defined("both")),
        ("each", each()),
        ("keep", text()),
        ("column", list(table(column, &["heading", "value"]))),
        ("across", table(across, &["label", "each", "heading", "value"])),
    ]);
    let fixed = keys([("at", at()), ("text", defined("both"))]);
    let all = keys([
        ("id", text()),
        ("label", defined("both")),
        ("sheet", defined("both")),
        ("clause", json!({ "type": "array", "items": text() })),
        ("confirmed", json!({ "type": "boolean" })),
        ("why", defined("both")),
        ("widths", json!({ "type": "array", "items": { "type": "number", "minimum": 1, "maximum": 255 } })),
        ("text", list(table(fixed, &["at", "text"]))),
        ("cell", list(table(cell, &["at", "label", "value"]))),
        ("rows", list(table(rows, &["at", "label", "each"]))),
    ]);
    table(all, &["id", "label", "sheet"])
}
