//! The dependencies as a graph for drawing tools. Links that need an interim solution are dashed and red.

use crate::assess::PlanPage;
use crate::derive::schedule::State;
use crate::derive::schedule::model::{Edge, Strength, Unit};
use crate::language::Language;
use crate::report::clean::clean;
use std::fmt::Write;

fn identity(page: &PlanPage) -> String {
    let body = clean(&page.body.name);
    format!(
        "{body} {} as of {}, facts of {}; tekigo {}, {} {} {}, inventory {}",
        page.body.code,
        page.as_of,
        page.facts_as_of,
        page.tool,
        page.pack.name,
        page.pack.version,
        page.pack.sha256,
        page.inventory_sha256
    )
}

fn color(state: State) -> &'static str {
    match state {
        State::Migrated => "#cfe8cf",
        State::OnTheWay => "#dbe9f9",
        State::SpeciallySupported => "#f6e7b8",
        State::PastTarget => "#f4c7c3",
        State::NotKnown => "#eeeeee",
    }
}

/// What stands in the box of a unit: its name, then its day.
fn label(page: &PlanPage, index: usize, unit: &Unit, language: Language) -> Vec<String> {
    let day = super::iso(page.forecast.units[index].best);
    let name = clean(unit.name.get(language)).into_owned();
    [Some(name), day].into_iter().flatten().collect()
}

fn is_cut(page: &PlanPage, edge: &Edge) -> bool {
    page.forecast.cuts.iter().any(|cut| (cut.edge.provider, cut.edge.consumer) == (edge.provider, edge.consumer))
}

/// For Graphviz.
pub(super) fn dot(page: &PlanPage, language: Language) -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    let mut dot =
        format!("// {}\ndigraph migration {{\n  rankdir=LR;\n  node [shape=box, style=filled];\n", identity(page));
    for (index, unit) in page.setting.units.iter().enumerate() {
        let lines: Vec<String> = label(page, index, unit, language).iter().map(|line| quoted(line)).collect();
        let fill = color(page.forecast.units[index].state);
        let _ =
            writeln!(dot, "  \"{}\" [label=\"{}\", fillcolor=\"{fill}\"];", quoted(&unit.subject), lines.join("\\n"));
    }
    for edge in &page.setting.edges {
        let ends = [edge.provider, edge.consumer].map(|unit| quoted(&page.setting.units[unit].subject));
        let style = match (edge.kind, is_cut(page, edge)) {
            (_, true) => " [style=dashed, color=red]",
            (Strength::Hard, _) => "",
            (Strength::Link, _) => " [style=dashed]",
            (Strength::Soft, _) => " [style=dotted]",
        };
        let _ = writeln!(dot, "  \"{}\" -> \"{}\"{style};", ends[0], ends[1]);
    }
    dot.push_str("}\n");
    dot
}

/// For Mermaid.
pub(super) fn mermaid(page: &PlanPage, language: Language) -> String {
    let quoted =
        |text: &str| text.replace('&', "&amp;").replace('"', "#quot;").replace('<', "&lt;").replace('>', "&gt;");
    let mut graph = format!("%% {}\nflowchart LR\n", identity(page).replace('%', "％"));
    for (index, unit) in page.setting.units.iter().enumerate() {
        let lines: Vec<String> = label(page, index, unit, language).iter().map(|line| quoted(line)).collect();
        let _ = writeln!(graph, "  u{index}[\"{}\"]", lines.join("<br/>"));
        let _ = writeln!(graph, "  style u{index} fill:{}", color(page.forecast.units[index].state));
    }
    let mut cut = Vec::new();
    for (number, edge) in page.setting.edges.iter().enumerate() {
        let arrow = if edge.kind == Strength::Hard { "-->" } else { "-.->" };
        let _ = writeln!(graph, "  u{} {arrow} u{}", edge.provider, edge.consumer);
        if is_cut(page, edge) {
            cut.push(number.to_string());
        }
    }
    if !cut.is_empty() {
        let _ = writeln!(graph, "  linkStyle {} stroke:red,stroke-dasharray:4", cut.join(","));
    }
    graph
}
