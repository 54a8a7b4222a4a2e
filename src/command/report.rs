//! `tekigo report`: every format of one assessment in a folder, with a page that leads to them and their digests.

use super::delivery::deliver;
use super::{Opened, Said, Wishes, audience, judge_for, listed};
use crate::assess::network as assess;
use crate::assess::{Assessment, plan_page};
use crate::cli::{ReportArgs, UnknownArg};
use crate::derive::{all, schedule};
use crate::diagnostic::Diagnostic;
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::inventory::Inventory;
use crate::language::{Language, Text};
use crate::report::network::{self, Form};
use crate::report::plan::{self, PlanFormat};
use crate::report::{Format, Options, index, render};
use crate::text;
use jiff::civil::Date;

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
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let audience = match args.audience.as_deref().map(|id| audience(&opened.pack, id)).transpose() {
        Ok(audience) => audience.cloned(),
        Err(message) => return Said::usage(&message, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let wishes = Wishes { evidence: Evidence::All, pictures: true, audience: audience.as_ref() };
    let (assessment, warnings) = match judge_for(&opened, &inventory, as_of, &wishes) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let options = Options { language, only: listed(&[], audience.as_ref()), ..Options::default() };
    // The network and the plan by themselves hold everything, so they go to no audience.
    let further = match audience {
        Some(_) => Vec::new(),
        None => match further(&opened, &inventory, as_of, &options) {
            Ok(further) => further,
            Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
        },
    };
    let files = files(&assessment, further, &options);
    let number = match deliver(&args.all, &files) {
        Ok(number) => number,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let status = ExitStatus::of(&assessment, args.fail_on, args.unknown == UnknownArg::Fail);
    let folder = args.all.display();
    let said = text!(ja: "{folder} に{number}ファイルを書きました\n", en: "wrote {number} files to {folder}\n");
    Said::new(said.get(language), status).warn(&warnings, &opened.sources, language)
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
fn files(assessment: &Assessment, further: Vec<Written>, options: &Options) -> Vec<(String, Vec<u8>)> {
    let check = |(format, _): &(Format, &str)| {
        (format!("check.{}", format.extension()), format.purpose(), render(assessment, *format, options))
    };
    let (mut files, mut listed) = (Vec::new(), Vec::new());
    for (name, purpose, content) in Format::ALL.iter().map(check).chain(further) {
        listed.push((name.clone(), purpose));
        files.push((name, content));
    }
    files.push((INDEX.to_owned(), index(assessment, &listed, options.language)));
    files
}
