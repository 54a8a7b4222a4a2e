//! Checks what actions (是正管理の記録) name: the rule must exist, must not be about actions itself, and must judge what the
//! subject is.

use super::Linker;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::Datum;
use crate::language::Text;
use crate::text;
use crate::vocabulary::body;

/// Reports actions on findings that cannot be.
pub(super) fn check(linker: &mut Linker<'_>) {
    let vocabulary = &linker.pack.vocabulary;
    let Some(action) = vocabulary.find(body::ACTION) else { return };
    let entity = vocabulary.entity(action);
    let (Some(rule), Some(subject)) = (entity.find(body::ACTION_RULE), entity.find(body::ACTION_SUBJECT)) else {
        return;
    };
    let table = &linker.tables[action.0 as usize];
    let mut found = Vec::new();
    for row in 0..table.len() {
        let text = |field| match table.column(field).get(row) {
            Some(Datum::Text(symbol)) => Some(linker.symbols.text(symbol).trim()),
            _ => None,
        };
        let Some(id) = text(rule) else { continue };
        match judges(linker, id) {
            Err((message, help)) => found.push(error(table.place(row, rule), message, help)),
            Ok(of) => {
                let wrong = text(subject).and_then(|subject| mismatch(&of, subject));
                found.extend(wrong.map(|(message, help)| error(table.place(row, subject), message, help)));
            }
        }
    }
    linker.diagnostics.extend(found);
}

fn error(place: Option<Place>, message: Text, help: Text) -> Diagnostic {
    Diagnostic::error(Fault::Inventory, place, message).help(help)
}

/// The entity that a rule judges, or why no action can be about it.
fn judges(linker: &Linker<'_>, id: &str) -> Result<String, (Text, Text)> {
    let pack = linker.pack;
    let Some(rule) = pack.rule(id) else {
        let message = text!(ja: "「{id}」という規則はありません", en: "there is no rule `{id}`");
        let help = match nearest(id, pack.known_rules().map(|rule| rule.id.as_str())) {
            Some(near) => text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"),
            None => text!(ja: "tekigo rules で規則の一覧が見られます", en: "`tekigo rules` lists the rules"),
        };
        return Err((message, help));
    };
    if pack.vocabulary.find(body::ACTION) == Some(rule.subject) {
        let message = text!(
            ja: "規則「{id}」は是正管理の記録そのものについての規則で、是正管理の対象にできません",
            en: "rule `{id}` is about actions and cannot be the finding of one"
        );
        let help = text!(
            ja: "元の指摘の記録を改めます（期限、完了日、確認者）",
            en: "mend the action it is about: its due date, its completion, who confirmed it"
        );
        return Err((message, help));
    }
    Ok(pack.vocabulary.entity(rule.subject).id.clone())
}

/// The subject is not of the kind that the rule judges.
fn mismatch(of: &str, subject: &str) -> Option<(Text, Text)> {
    let kind = subject.split('/').next().unwrap_or_default();
    (kind != of || !subject.contains('/')).then(|| {
        let message = text!(
            ja: "対象「{subject}」は、この規則が判定するもの（{of}/…）でない",
            en: "the subject `{subject}` is not what this rule judges (`{of}/…`)"
        );
        let help = text!(
            ja: "tekigo check --format csv の「対象」の列のとおりに書きます",
            en: "write it as the column `subject` of `tekigo check --format csv` does"
        );
        (message, help)
    })
}
