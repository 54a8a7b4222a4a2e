//! The diagram for Mermaid. What lies on a certain leak is red.

use super::leaking_hops;
use crate::assess::network::{Arrow, Network};
use crate::language::Language;
use crate::report::clean::clean;
use std::collections::BTreeMap;

/// Writes the diagram.
pub(super) fn render(network: &Network, language: Language) -> String {
    let mut out = String::from("flowchart LR\n");
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, (label, spots)) in network.picture.groups.iter().enumerate() {
        out.push_str(&format!("  subgraph g{index}[{}]\n", quoted(label.get(language))));
        for spot in spots {
            let number = numbers.len();
            numbers.insert(&spot.subject, number);
            out.push_str(&format!("    n{number}[{}]\n", quoted(&spot.name)));
        }
        out.push_str("  end\n");
    }
    let leaking = leaking_hops(network);
    let mut red = Vec::new();
    let mut drawn = 0;
    for Arrow { from, to, both, open, .. } in &network.picture.arrows {
        let (Some(a), Some(b)) = (numbers.get(from.as_str()), numbers.get(to.as_str())) else { continue };
        let line = match (both, open) {
            (true, false) => "<-->",
            (false, false) => "-->",
            (true, true) => "<-.->",
            (false, true) => "-.->",
        };
        out.push_str(&format!("  n{a} {line} n{b}\n"));
        let ends = (from.as_str(), to.as_str());
        if leaking.contains(&ends) || (*both && leaking.contains(&(ends.1, ends.0))) {
            red.push(drawn.to_string());
        }
        drawn += 1;
    }
    if !red.is_empty() {
        out.push_str(&format!("  linkStyle {} stroke:red,stroke-width:2px\n", red.join(",")));
    }
    out
}

fn quoted(text: &str) -> String {
    let safe = clean(text).replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
    format!("\"{safe}\"")
}
