//! `tekigo network`: what can get from where to where, what closes it, what would clear it, and what a change would do.

use super::{Opened, Said};
use crate::assess::network::{Network, State, network};
use crate::cli::{NetworkArgs, NetworkFormatArg};
use crate::derive::{WhatIf, all, derive};
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::link::link;
use crate::report::Options;
use crate::report::network::{Change, Form, render};
use crate::text;

/// Analyses the network and renders the report.
pub fn run(args: &NetworkArgs, language: Language) -> Said {
    let what_if = match what_if(&args.what_if) {
        Ok(what_if) => what_if,
        Err(message) => return Said::usage(&message, language),
    };
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (linked, warnings) = match link(&opened.pack, &inventory, as_of) {
        Ok(linked) => linked,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let mut changed = None;
    if let Some(what_if) = &what_if {
        let mut copy = linked.clone();
        if let Err(message) = what_if.apply(&mut copy) {
            return Said::usage(&message, language);
        }
        changed = Some(copy);
    }
    let report = |m| network(&opened.pack, &inventory, &opened.sources, &derive(&opened.pack, m, &all(&opened.pack)));
    let now: Network = report(linked);
    let after = changed.map(report);
    let change = after.as_ref().map(|after| Change::between(args.what_if.join(" "), &now, after));
    let shown = after.as_ref().unwrap_or(&now);
    let options = Options { language, ..Options::default() };
    let leaks = shown.standing(State::Certain).next().is_some();
    let status = if leaks { ExitStatus::Findings } else { ExitStatus::Conformant };
    Said::new(render(shown, change.as_ref(), form(args.format), &options), status).warn(
        &warnings,
        &opened.sources,
        language,
    )
}

fn form(format: NetworkFormatArg) -> Form {
    match format {
        NetworkFormatArg::Text => Form::Text,
        NetworkFormatArg::Json => Form::Json,
        NetworkFormatArg::Dot => Form::Dot,
        NetworkFormatArg::Mermaid => Form::Mermaid,
        NetworkFormatArg::Csv => Form::Csv,
    }
}

/// `close FLOW` or `open A B`.
fn what_if(words: &[String]) -> Result<Option<WhatIf>, Text> {
    match words {
        [] => Ok(None),
        [verb, flow] if verb == "close" => Ok(Some(WhatIf::Close(flow.clone()))),
        [verb, from, to] if verb == "open" => Ok(Some(WhatIf::Open(from.clone(), to.clone()))),
        _ => Err(text!(
            ja: "--what-if は「close 通信」か「open 発信側 着信側」と書きます",
            en: "write --what-if as `close FLOW` or `open FROM TO`"
        )),
    }
}
