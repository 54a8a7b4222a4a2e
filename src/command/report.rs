//! `tekigo report`: every format of one assessment in a folder, with a page that leads to them and their digests; or one
//! format of a saved assessment.

use super::delivery::deliver;
use super::{Opened, Said, Wishes, audience, beside, judge_for, listed, saved};
use crate::assess::network as assess;
use crate::assess::{Assessment, plan_page};
use crate::cli::{PackArgs, ReportArgs, UnknownArg};
use crate::derive::{all, schedule};
use crate::diagnostic::{Diagnostic, Sources};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::inventory::Inventory;
use crate::language::{Language, Text};
use crate::report::network::{self, Form};
use crate::report::plan::{self, PlanFormat};
use crate::report::{Format, Options, index, render};
use crate::text;
use jiff::civil::Date;
use std::path::Path;

/// The page that leads to the others.
const INDEX: &str = "index.html";
/// The forms of the network, with the ends of their names.
const FORMS: [(Form, &str); 5] =
    [(Form::Text, "txt"), (Form::Json, "json"), (Form::Dot, "dot"), (Form::Mermaid, "mmd"), (Form::Csv, "csv")];
/// The forms of the plan, with the ends of their names.
const PLANS: [(PlanFormat, &str); 5] = [
    (PlanFormat::Text, "txt"),
    (PlanFormat::Json, "json"),
    (PlanFormat::Dot, "dot"),
    (PlanFormat::Mermaid, "mmd"),
    (PlanFormat::Csv, "csv"),
];

/// Writes the reports. Files that tekigo did not write, or that were changed since, are never replaced.
pub fn run(args: &ReportArgs, language: Language) -> Said {
    match saved::open(&args.source) {
        Err(diagnostic) => return Said::unusable(&[*diagnostic], &Sources::default(), language),
        Ok(Some(assessment)) => return again(args, &assessment, language),
        Ok(None) => {}
    }
    let Some(all) = &args.all else {
        let message = text!(
            ja: "--format は保存した判定結果に使います。台帳には tekigo check --format を使います",
            en: "--format is for a saved assessment; for an inventory use tekigo check --format"
        );
        return Said::usage(&message, language);
    };
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let audience = match args.audience.as_deref().map(|id| audience(&opened.pack, id)).transpose() {
        Ok(audience) => audience.cloned(),
        Err(message) => return Said::usage(&message, language),
    };
    let inventory = match opened.inventory(&args.source) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let wishes = Wishes { evidence: Evidence::All, pictures: true, audience: audience.as_ref() };
    let (mut assessment, warnings) = match judge_for(&opened, &inventory, as_of, &wishes) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    if let Some(path) = &args.beside
        && let Err(said) = beside(path, &mut opened, audience.as_ref(), &mut assessment, language)
    {
        return said;
    }
    let only = listed(&[], audience.as_ref());
    let options =
        args.form.into_options(Options { language, only, unknown_fails: unknown_fails(args), ..Options::default() });
    // The network and the plan by themselves hold everything, so they go to no audience.
    let further = match audience {
        Some(_) => Vec::new(),
        None => match further(&opened, &inventory, as_of, &options) {
            Ok(further) => further,
            Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
        },
    };
    into_folder(args, all, &assessment, further, &options).warn(&warnings, &opened.sources, language)
}

/// Shows a saved assessment, which is not judged again.
fn again(args: &ReportArgs, assessment: &Assessment, language: Language) -> Said {
    let PackArgs { pack, extend, profile } = &args.pack;
    let other_pack = pack.is_some() || !extend.is_empty() || profile.is_some();
    if args.as_of.is_some() || args.audience.is_some() || args.beside.is_some() || other_pack {
        let message = text!(
            ja: "保存した判定結果は判定し直さないので、--as-of、--audience、--beside、--pack、--extend、--profile は使えません",
            en: "a saved assessment is not judged again: --as-of, --audience, --beside, --pack, --extend and --profile do not apply"
        );
        return Said::usage(&message, language);
    }
    let only = listed(&args.only, assessment.audience.as_ref());
    let options = args.form.into_options(Options {
        language,
        only,
        coming: args.coming,
        unknown_fails: unknown_fails(args),
        ..Options::default()
    });
    match &args.all {
        Some(all) => into_folder(args, all, assessment, Vec::new(), &options),
        None => {
            let written = render(assessment, args.format.unwrap_or(Format::Text), &options);
            Said::report(written, status(args, assessment), language)
        }
    }
}

/// Writes every format into a folder and says so.
fn into_folder(
    args: &ReportArgs,
    all: &Path,
    assessment: &Assessment,
    further: Vec<Written>,
    options: &Options,
) -> Said {
    let files = match files(assessment, further, options) {
        Ok(files) => files,
        Err(message) => return Said::usage(&message, options.language),
    };
    let number = match deliver(all, &files) {
        Ok(number) => number,
        Err(diagnostics) => return Said::unusable(&diagnostics, &Sources::default(), options.language),
    };
    let shown = |path: &Path| path.display().to_string().replace('\\', "/");
    let (folder, first) = (shown(all), shown(&all.join(INDEX)));
    let said = text!(
        ja: "{folder} に{number}ファイルを書きました。まず {first} を開きます（ほかのファイルの説明もそこにあります）\n",
        en: "wrote {number} files to {folder}; open {first} first (it says what the others are for)\n"
    );
    Said::new(said.get(options.language), status(args, assessment))
}

fn status(args: &ReportArgs, assessment: &Assessment) -> ExitStatus {
    ExitStatus::of(assessment, args.fail_on, unknown_fails(args))
}

fn unknown_fails(args: &ReportArgs) -> bool {
    args.unknown == UnknownArg::Fail
}

/// A report: the name of its file, what it is for, and its content.
type Written = (String, Text, Vec<u8>);

/// The network and the migration plan in every form.
fn further(
    opened: &Opened,
    inventory: &Inventory,
    as_of: Date,
    options: &Options,
) -> Result<Vec<Written>, Vec<Diagnostic>> {
    let (pack, sources) = (&opened.pack, &opened.sources);
    let (m, _) = opened.municipality(inventory, as_of, &all(pack))?;
    let network = assess::network(pack, inventory, sources, &m);
    let setting = schedule::setting(pack, &m);
    let forecast = schedule::forecast(&setting);
    let plan = plan_page(pack, inventory, sources, &m, (setting, forecast));
    let mut written = Vec::new();
    for (form, extension) in FORMS {
        let purpose = text!(ja: "区分の間の経路と漏れ", en: "passages and leaks between zones");
        written.push((format!("network.{extension}"), purpose, network::render(&network, None, form, options)));
    }
    for (form, extension) in PLANS {
        let purpose = text!(ja: "移行の見通し", en: "the migration plan");
        written.push((format!("plan.{extension}"), purpose, plan::render(&plan, form, options.language)));
    }
    Ok(written)
}

/// Every file with its content.
fn files(assessment: &Assessment, further: Vec<Written>, options: &Options) -> Result<Vec<(String, Vec<u8>)>, Text> {
    let (mut files, mut listed) = (Vec::new(), Vec::new());
    for format in Format::all() {
        listed.push((format!("check.{}", format.extension()), format.purpose()));
        files.push((format!("check.{}", format.extension()), render(assessment, format, options)?));
    }
    for (name, purpose, content) in further {
        listed.push((name.clone(), purpose));
        files.push((name, content));
    }
    files.push((INDEX.to_owned(), index(assessment, &listed, options.language)));
    Ok(files)
}
