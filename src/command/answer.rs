//! `tekigo answer`: takes back what departments answered, shows what it changes, and writes it down once accepted.

use super::accepted::{Accepted, plain};
use super::next_step::after_acceptable;
use super::{Opened, Said, judged};
use crate::assess::answers::{Additions, additions, leave_out, taken, with};
use crate::assess::import::names;
use crate::assess::missing::Missing;
use crate::cli::AnswerArgs;
use crate::diagnostic::{Diagnostic, Fault, Level};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::{Answers, Returned, load_answers};
use crate::report::{text, toml};
use crate::text;
use crate::vocabulary::Vocabulary;
use std::path::Path;

/// The folder of an inventory that answers are written to.
const FOLDER: &str = "answers";
/// The name of the file of those who are no department.
const NOBODY: &str = "ict";
/// The name of the file of what was changed in a workbook of actions.
const ACTIONS: &str = "actions";

/// Shows what the answers do, and writes them into the inventory if they are accepted.
pub fn run(args: &AnswerArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let Returned { answers, unread } = match load_answers(&args.files, &opened.pack.vocabulary, &mut opened.sources) {
        Ok(answers) => answers,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (first, m, _) = match judged(&opened, &inventory, as_of, Evidence::Findings) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let strangers = answers.iter().filter_map(|answers| stranger(answers, &first.body.code));
    let foreign: Vec<Diagnostic> = strangers.chain(several(&answers)).collect();
    if !foreign.is_empty() {
        return Said::unusable(&foreign, &opened.sources, language);
    }
    let mut added: Vec<Additions> =
        answers.iter().map(|answers| additions(&m, &inventory, answers, &opened.sources)).collect();
    let known = names(&m);
    let unnamed = leave_out(m.vocabulary, &known, &mut added);
    let unread = left_unread(args, unread, &unnamed, |missing| missing.told(m.vocabulary, &known, false));
    let refused = unread.iter().any(|diagnostic| diagnostic.level == Level::Error);
    let (last, after, warnings) = match judged(&opened, &with(&inventory, &added), as_of, Evidence::Findings) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let taken = taken((&m, &first), (&after, &last), &added, &opened.sources);
    let written = match args.accept && !refused {
        true => match accept(&args.dir, &added, &opened.pack.vocabulary) {
            Ok(written) => written,
            Err(diagnostic) => return Said::unusable(&[*diagnostic], &opened.sources, language),
        },
        false => Vec::new(),
    };
    let out = text::answers::render(&taken, &written, refused, language);
    if refused {
        return Said::new(out, ExitStatus::Unusable).warn(&unread, &opened.sources, language);
    }
    let kept = taken.registers.iter().any(|(.., told)| !told.kept.is_empty());
    let status = if kept { ExitStatus::Findings } else { ExitStatus::Conformant };
    let next = Some(after_acceptable(&args.dir, args.accept));
    Said::new(out, status).then(next).warn(&unread, &opened.sources, language).warn(
        &warnings,
        &opened.sources,
        language,
    )
}

/// What is told of cells that cannot be read, and of names that the inventory lacks: warnings if they are to be left, else
/// why nothing is written.
fn left_unread(
    args: &AnswerArgs,
    mut unread: Vec<Diagnostic>,
    unnamed: &[Missing],
    told: impl Fn(&Missing) -> Diagnostic,
) -> Vec<Diagnostic> {
    unread.extend(unnamed.iter().map(told));
    if args.leave_unread {
        return unread.into_iter().map(Diagnostic::as_warning).collect();
    }
    if !unread.is_empty() {
        let message =
            text!(ja: "読めないセルがあるので、書き込みません", en: "some cells cannot be read, so nothing is written");
        let help = text!(
            ja: "照会票を直すか、--leave-unread を付けて、読めないセルを未確認のままほかの回答を取り込みます（分からない問いには「分からない」と書けます）",
            en: "mend the questionnaire, or take in the other answers with --leave-unread (`not known` may be written as an answer)"
        );
        unread.push(Diagnostic::error(Fault::Inventory, None, message).help(help));
    }
    unread
}

/// The workbook is another body's.
fn stranger(answers: &Answers, code: &str) -> Option<Diagnostic> {
    let (other, name) = (&answers.body, &answers.name);
    (other != code).then(|| {
        let message = text!(
            ja: "「{name}」の照会票は団体コード {other} のもので、この台帳（{code}）のものでない",
            en: "the questionnaire of `{name}` belongs to body {other}, not to this inventory ({code})"
        );
        Diagnostic::error(Fault::Inventory, None, message)
    })
}

/// Two workbooks of actions at once: the second must be compared with what the first has made of the inventory.
fn several(answers: &[Answers]) -> Option<Diagnostic> {
    (answers.iter().filter(|answers| answers.edited.is_some()).count() > 1).then(|| {
        let message = text!(ja: "是正管理表が二つ以上ある", en: "there are several workbooks of actions");
        let help = text!(
            ja: "一つずつ --accept で読み戻します。二つ目は、一つ目で変わった台帳と比べます",
            en: "take them back one after the other with --accept; the next is compared with what the first changed"
        );
        Diagnostic::error(Fault::Inventory, None, message).help(help)
    })
}

/// Writes the answers, a file per department, after what earlier answers said; gives the names of the files.
fn accept(dir: &Path, added: &[Additions], vocabulary: &Vocabulary) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut accepted = Accepted::default();
    for one in added {
        let name = match one.edited {
            Some(_) => ACTIONS.to_owned(),
            None => file_name(one.department.as_deref()),
        };
        accepted.add(&dir.join(FOLDER), &name, &toml::additions(one, vocabulary))?;
    }
    accepted.write()
}

/// The id of a department (`department/joho`) as the name of a file on any system.
pub(super) fn file_name(department: Option<&str>) -> String {
    plain(department.and_then(|department| department.split_once('/')).map_or(NOBODY, |(_, id)| id))
}
