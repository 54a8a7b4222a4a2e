//! The diagram for Graphviz. What lies on a certain leak is red.

use super::leaking_hops;
use crate::assess::network::{Arrow, Network};
use crate::language::Language;
use crate::report::clean::clean;

/// Writes the diagram.
pub(super) fn render(network: &Network, language: Language) -> String {
    let mut out = String::from("digraph network {\n  rankdir = LR;\n  node [shape = box];\n");
    let name = &network.body.name;
    out.push_str(&format!("  label = {};\n", quoted(&format!("{name} {}", network.as_of))));
    for (index, (label, spots)) in network.picture.groups.iter().enumerate() {
        out.push_str(&format!("  subgraph cluster_{index} {{\n    label = {};\n", quoted(label.get(language))));
        for spot in spots {
            out.push_str(&format!("    {} [label = {}];\n", quoted(&spot.subject), quoted(&spot.name)));
        }
        out.push_str("  }\n");
    }
    let leaking = leaking_hops(network);
    for Arrow { from, to, by, both, open } in &network.picture.arrows {
        let ends = (from.as_str(), to.as_str());
        let leaks = leaking.contains(&ends) || (*both && leaking.contains(&(ends.1, ends.0)));
        let mut style = vec![format!("tooltip = {}", quoted(by))];
        style.extend(both.then(|| "dir = both".to_owned()));
        style.extend(open.then(|| "style = dashed".to_owned()));
        style.extend(leaks.then(|| "color = red, penwidth = 2".to_owned()));
        out.push_str(&format!("  {} -> {} [{}];\n", quoted(from), quoted(to), style.join(", ")));
    }
    out.push_str("}\n");
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('\\', "\\\\").replace('"', "\\\""))
}
