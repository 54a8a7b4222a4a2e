//! `tekigo diff`: which verdicts changed between two inventories of one body, and why.

use super::{Opened, Said, judge, judge_by, saved};
use crate::assess::Assessment;
use crate::assess::assessment::BodyIdentity;
use crate::assess::diff::{Cause, Causes, Diff, diff, verdicts};
use crate::assess::law::Stand;
use crate::cli::{DiffArgs, FormatArg, PackArgs};
use crate::diagnostic::{Diagnostic, Sources};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::inventory::Inventory;
use crate::language::Language;
use crate::report::{json, text};
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;

/// Compares and renders.
pub fn run(args: &DiffArgs, language: Language) -> Said {
    let compared = match (saved::open(&args.old), saved::open(&args.new)) {
        (Err(diagnostic), _) | (_, Err(diagnostic)) => {
            return Said::unusable(&[*diagnostic], &Sources::default(), language);
        }
        (Ok(None), Ok(None)) => folders(args, language),
        (Ok(old), Ok(new)) => with_saved(args, old, new, language),
    };
    let diff = match compared {
        Ok(diff) => diff,
        Err(said) => return said,
    };
    if let Some(said) = another_body((&diff.old.body, &diff.new.body), language) {
        return said;
    }
    let out = match args.format {
        FormatArg::Text => text::diff::render(&diff, language),
        FormatArg::Json => json::diff(&diff),
    };
    Said::new(out, ExitStatus::Conformant)
}

/// Two bodies are not compared.
pub(super) fn another_body((old, new): (&BodyIdentity, &BodyIdentity), language: Language) -> Option<Said> {
    let (old_name, old_code, new_name, new_code) = (&old.name, &old.code, &new.name, &new.code);
    let message = text!(
        ja: "別の団体の台帳です（{old_name} {old_code} と {new_name} {new_code}）。同じ団体の二つの時点を比べます",
        en: "these are two bodies ({old_name} {old_code} and {new_name} {new_code}); compare one body at two times"
    );
    (old_code != new_code).then(|| Said::usage(&message, language))
}

/// A pack with the inventories of both sides as it reads them.
struct Reading {
    opened: Opened,
    old: Result<Inventory, Vec<Diagnostic>>,
    new: Result<Inventory, Vec<Diagnostic>>,
}

impl Reading {
    fn of(pack: &PackArgs, args: &DiffArgs, language: Language) -> Result<Self, Said> {
        let mut opened = open(pack, language)?;
        let (old, new) = (opened.inventory(&args.old), opened.inventory(&args.new));
        Ok(Self { opened, old, new })
    }

    /// Tells what is wrong.
    fn refuse(&self, diagnostics: &[Diagnostic], language: Language) -> Said {
        Said::unusable(diagnostics, &self.opened.sources, language)
    }
}

fn open(pack: &PackArgs, language: Language) -> Result<Opened, Said> {
    Opened::new(pack).map_err(|refused| Said::refused(&refused, language))
}

/// The pack of the earlier side, if it is another.
fn old_pack(args: &DiffArgs) -> Option<PackArgs> {
    args.old_pack.clone().map(|folder| PackArgs { pack: Some(folder), ..args.pack.clone() })
}

/// Compares two folders, and judges every mixture of them.
fn folders(args: &DiffArgs, language: Language) -> Result<Diff, Said> {
    let now = Reading::of(&args.pack, args, language)?;
    let then = old_pack(args).map(|pack| Reading::of(&pack, args, language)).transpose()?;
    let before = then.as_ref().unwrap_or(&now);
    let old = before.old.as_ref().map_err(|diagnostics| before.refuse(diagnostics, language))?;
    let new = now.new.as_ref().map_err(|diagnostics| now.refuse(diagnostics, language))?;
    let days = (args.old_as_of.unwrap_or(old.as_of), args.as_of.unwrap_or(new.as_of));
    let judge = |reading: &Reading, inventory: &Inventory, day: Date| {
        let judged = judge(&reading.opened, inventory, day, Evidence::All);
        judged.map(|(assessment, _)| assessment).map_err(|diagnostics| reading.refuse(&diagnostics, language))
    };
    let (earlier, later) = (judge(before, old, days.0)?, judge(&now, new, days.1)?);
    let mut differing = Vec::new();
    let packs = before.opened.pack.sha256 != now.opened.pack.sha256;
    for (cause, differs) in [
        (Cause::Facts, old.sha256 != new.sha256),
        (Cause::Pack, packs),
        (Cause::Law, days.0 != days.1),
        (Cause::Days, days.0 != days.1),
    ] {
        differing.extend(differs.then_some(cause));
    }
    let mut causes = Causes::new(&differing, |part: &BTreeSet<Cause>| {
        let reading = if part.contains(&Cause::Pack) || !packs { &now } else { before };
        let inventory = if part.contains(&Cause::Facts) { &reading.new } else { &reading.old };
        let day = |cause| if part.contains(&cause) { days.1 } else { days.0 };
        let stand = Stand { clock: day(Cause::Days), law: day(Cause::Law) };
        let mut judgement = judge_by(&reading.opened, inventory.as_ref().ok()?, stand).ok()?;
        Some(verdicts(&reading.opened.pack, &mut judgement))
    });
    Ok(diff(&earlier, &later, Some(&mut causes)))
}

/// Compares with a saved assessment, or two of them.
fn with_saved(
    args: &DiffArgs,
    old: Option<Assessment>,
    new: Option<Assessment>,
    language: Language,
) -> Result<Diff, Said> {
    let asked = |saved: &Option<Assessment>, day: Option<Date>| saved.is_some() && day.is_some();
    if asked(&old, args.old_as_of) || asked(&new, args.as_of) || old.is_some() && args.old_pack.is_some() {
        let message = text!(
            ja: "保存した判定結果は判定し直さないので、その側に日付やルール集は指定できません",
            en: "a saved assessment is not judged again: no day and no pack can be given for its side"
        );
        return Err(Said::usage(&message, language));
    }
    let judged = |folder: &Path, pack: &PackArgs, day: Option<Date>| {
        let mut opened = open(pack, language)?;
        let inventory = opened.inventory(folder);
        let judged =
            inventory.and_then(|inventory| judge(&opened, &inventory, day.unwrap_or(inventory.as_of), Evidence::All));
        judged
            .map(|(assessment, _)| assessment)
            .map_err(|diagnostics| Said::unusable(&diagnostics, &opened.sources, language))
    };
    let earlier = match old {
        Some(saved) => saved,
        None => judged(&args.old, old_pack(args).as_ref().unwrap_or(&args.pack), args.old_as_of)?,
    };
    let later = match new {
        Some(saved) => saved,
        None => judged(&args.new, &args.pack, args.as_of)?,
    };
    Ok(diff(&earlier, &later, None))
}
