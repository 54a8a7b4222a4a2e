//! One line per pair, for spreadsheets: UTF-8 with a mark, so that Excel reads it, and no cell that it would run.

use crate::assess::network::Network;
use crate::language::{Language, Text};
use crate::report::separated::{MARK, line};

/// Writes the table.
pub(super) fn render(network: &Network, language: Language) -> String {
    let head = [
        ("発信側", "origin"),
        ("着信側", "target"),
        ("状態", "state"),
        ("直接の通信", "declared"),
        ("認められる通信", "permitted"),
        ("最短の経路", "shortest path"),
        ("記載", "places"),
        ("閉じるもの", "to close"),
        ("確かめること", "to ask"),
    ];
    let mut out = String::from(MARK);
    out.push_str(&line(head.iter().map(|(ja, en)| Text::new(*ja, *en).get(language).to_owned())));
    for passage in &network.passages {
        let questions: Vec<&str> = passage.questions.iter().map(|question| question.path.as_str()).collect();
        out.push_str(&line([
            passage.origin.label.get(language).to_owned(),
            passage.target.label.get(language).to_owned(),
            passage.state.word().to_owned(),
            passage.declared.to_string(),
            passage.permitted.to_string(),
            passage.path_names.clone(),
            passage.places.join(" "),
            passage.cut.join(" "),
            questions.join(" "),
        ]));
    }
    out
}
