//! What proves facts: records of evidence (証跡) that name facts, and facts that name their evidence.

use super::Linker;
use super::register::Statement;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::{Datum, Proof, Symbol, Table};
use crate::language::Text;
use crate::text;
use crate::vocabulary::body::{EVIDENCE, EVIDENCE_SUPPORTS};
use crate::vocabulary::{EntityId, FieldId, Kind};

impl Linker<'_> {
    /// What the evidence of a `[[fact]]` means: a record of evidence if it names one, else where the proof is kept.
    pub(super) fn proof(&mut self, (written, place): &(String, Place)) -> Option<Proof> {
        let entity = self.pack.vocabulary.find(EVIDENCE);
        let named = written.strip_prefix("evidence/").map(str::trim);
        let id = named.unwrap_or(written);
        let table = entity.map(|entity| &self.tables[entity.0 as usize]);
        let row = table.and_then(|table| table.find(self.symbols.find(id)?));
        if let Some(row) = row {
            return Some(Proof::Record(row));
        }
        let ids: Vec<&str> = table.map(|table| ids(table, |symbol| self.symbols.text(symbol))).unwrap_or_default();
        // A single word that is almost an id is a slip of the pen; anything else says where the proof is kept.
        let near = nearest(id, ids.iter().copied()).filter(|_| named.is_some() || is_word(id));
        if named.is_none() && near.is_none() {
            return Some(Proof::Text(written.clone()));
        }
        let message = text!(ja: "証跡「{id}」がありません", en: "there is no evidence `{id}`");
        let help = match near {
            Some(near) => text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"),
            None => text!(
                ja: "[[evidence]] に書くか、文書番号や保管場所を文で書きます",
                en: "add it as an [[evidence]], or say in words which document it is and where it is kept"
            ),
        };
        self.diagnostics.push(Diagnostic::error(Fault::Inventory, *place, message).help(help));
        None
    }

    /// Keeps who stated a fact, when, and what proves it.
    pub(super) fn attest(&mut self, statement: &Statement<'_>, field: FieldId) {
        let table = &mut self.tables[statement.record.entity.0 as usize];
        // The day of a record as a whole stands with the record.
        let on_date = statement.record.observed.filter(|day| table.observed(statement.row) != Some(*day));
        if (statement.by, on_date, &statement.proof) == (None, None, &None) {
            return;
        }
        let told = table.attested.entry((statement.row, field)).or_default();
        told.by = statement.by.map(str::to_owned).or(told.by.take());
        told.on_date = told.on_date.max(on_date);
        if let Some(proof) = statement.proof.as_ref().filter(|proof| !told.proofs.contains(proof)) {
            told.proofs.push(proof.clone());
        }
    }
}

/// Attaches every record of evidence to what it supports; reports names of nothing.
pub(super) fn attach(linker: &mut Linker<'_>) {
    let vocabulary = &linker.pack.vocabulary;
    let Some(entity) = vocabulary.find(EVIDENCE) else { return };
    let Some(supports) = vocabulary.entity(entity).find(EVIDENCE_SUPPORTS) else { return };
    let table = &linker.tables[entity.0 as usize];
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for row in 0..table.len() {
        let Some(Datum::List(symbols)) = table.column(supports).get(row) else { continue };
        for symbol in symbols {
            let path = linker.symbols.text(Symbol(symbol)).trim();
            match supported(linker, path) {
                Ok(on) => found.push((on, row)),
                Err(_) if is_of_another_day(linker, path) => {}
                Err((message, help)) => {
                    let diagnostic = Diagnostic::error(Fault::Inventory, table.place(row, supports), message);
                    wrong.push(diagnostic.help(help));
                }
            }
        }
    }
    linker.diagnostics.extend(wrong);
    for ((entity, at, field), row) in found {
        let (table, proof) = (&mut linker.tables[entity.0 as usize], Proof::Record(row));
        let proofs = match field {
            Some(field) => &mut table.attested.entry((at, field)).or_default().proofs,
            None => table.proved.entry(at).or_default(),
        };
        if !proofs.contains(&proof) {
            proofs.push(proof);
        }
    }
}

/// The path is about something that the catalog does not know yet, or no longer, on this day.
fn is_of_another_day(linker: &Linker<'_>, path: &str) -> bool {
    let Some((_, rest)) = path.split_once('/') else { return false };
    let id = rest.rsplit_once('.').map_or(rest, |(id, _)| id);
    let out = linker.pack.catalog.iter().filter(|entry| !entry.in_force(linker.law));
    out.filter_map(|entry| entry.record.id.as_ref()).any(|(known, _)| id.split('/').any(|part| part == known))
}

/// The fact, or the record as a whole, that a path means.
fn supported(linker: &Linker<'_>, path: &str) -> Result<(EntityId, u32, Option<FieldId>), (Text, Text)> {
    let vocabulary = &linker.pack.vocabulary;
    let name = path.split(['/', '.']).next().unwrap_or_default();
    let Some(entity) = vocabulary.find(name) else {
        let message = text!(ja: "裏付ける事実「{path}」の「{name}」という種別はありません", en: "unknown entity `{name}` in `{path}`");
        return Err((message, help(nearest(name, vocabulary.entities.keys().map(String::as_str)))));
    };
    let kind = vocabulary.entity(entity);
    let table = &linker.tables[entity.0 as usize];
    let find = |id: &str| table.find(linker.symbols.find(id.trim())?);
    let (id, member) = match (kind.kind, path.split_once('/')) {
        (Kind::Singleton, _) => (None, path.split_once('.').map(|(_, member)| member)),
        (_, Some((_, id))) if find(id).is_some() => (find(id), None),
        (_, Some((_, rest))) => match rest.rsplit_once('.') {
            Some((id, member)) => (find(id), Some(member)),
            None => (None, None),
        },
        (_, None) => (None, None),
    };
    let Some(row) = id.or((kind.kind == Kind::Singleton).then_some(0)) else {
        let written = path.split_once('/').map_or("", |(_, rest)| rest);
        let written = match written.rsplit_once('.') {
            Some((id, member)) if kind.find(member).is_some() => id,
            _ => written,
        };
        let message = text!(ja: "裏付ける事実「{path}」の記録がありません", en: "there is no record of `{path}`");
        let near = nearest(written, ids(table, |symbol| linker.symbols.text(symbol)));
        return Err((message, help(near.map(|id| format!("{name}/{id}")))));
    };
    let field = match member.map(|member| (member, kind.find(member))) {
        None => None,
        Some((_, Some(field))) => Some(field),
        Some((member, None)) => {
            let label = &kind.label;
            let (ja, en) = (&label.ja, &label.en);
            let message = text!(ja: "{ja}に「{member}」という項目はありません（{path}）", en: "{en} has no field `{member}` (`{path}`)");
            return Err((message, help(nearest(member, kind.fields.keys().map(String::as_str)))));
        }
    };
    Ok((entity, row, field))
}

fn help(near: Option<String>) -> Text {
    match near {
        Some(near) => text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"),
        None => text!(
            ja: "`system/juki.two_factor` のように、種別と id と項目を書きます。記録の全体なら `system/juki` です",
            en: "write entity, id and field, as `system/juki.two_factor`; `system/juki` is the record as a whole"
        ),
    }
}

fn ids<'s>(table: &Table, text: impl Fn(Symbol) -> &'s str) -> Vec<&'s str> {
    (0..table.len()).map(|row| text(table.id(row))).collect()
}

/// Written like an id: letters, digits and hyphens, and no more.
fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
