//! What the diagrams share: boxes with a name in them, and lines between boxes.
//!
//! Where a box stands is decided by what it means (its zone, its wave), so no layout library is asked; the lines that
//! meet at one side of a box are spread over it in the order of their other ends, which keeps them from crossing there.

use crate::report::clean::clean;
use std::collections::BTreeMap;

/// A box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// Left edge.
    pub(super) x: i64,
    /// Upper edge.
    pub(super) y: i64,
    /// Lines of its name, with the distance of each from the upper edge.
    pub(super) lines: Vec<(i64, String)>,
    /// Its whole name.
    pub(super) title: String,
    /// How the style knows it.
    pub(super) class: &'static str,
    /// A sign in its corner.
    pub(super) sign: &'static str,
}

/// A line between two boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The path.
    pub(super) d: String,
    /// How the style knows it.
    pub(super) class: &'static str,
    /// What it is.
    pub(super) title: String,
    /// Where a sign on it stands.
    pub(super) sign: Option<Place>,
}

/// How large boxes are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Width.
    pub(super) width: i64,
    /// Height.
    pub(super) height: i64,
}

/// The way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// From row to row.
    Down,
    /// From column to column.
    Across,
}

/// Distance between lines of text.
const LEADING: i64 = 15;

/// A box at a place, with its name in at most two lines of `cells` cells.
pub(super) fn node(name: &str, (x, y): Place, size: Size, cells: usize) -> Node {
    let lines = lines(name, cells, 2);
    let first = (size.height - LEADING * (lines.len() as i64 - 1)) / 2 + 4;
    let lines = lines.into_iter().enumerate().map(|(at, line)| (first + LEADING * at as i64, line)).collect();
    Node { x, y, lines, title: name.to_owned(), class: "", sign: "" }
}

/// A name in at most `most` lines, cut where it does not fit.
pub(super) fn lines(name: &str, cells: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> =
        textwrap::wrap(&clean(name), cells.max(2)).into_iter().map(|line| line.into_owned()).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// A place in a drawing.
pub(super) type Place = (i64, i64);

/// An end of a line at one side of a box: where its other end lies, which line, and whether it begins here.
type End = (i64, usize, bool);

/// The paths of lines between boxes, each with its middle: from, to (as positions in `nodes`).
pub(super) fn paths(nodes: &[Node], size: Size, lines: &[(usize, usize)], run: Run) -> Vec<(String, Place)> {
    let mut ends: BTreeMap<(usize, bool), Vec<End>> = BTreeMap::new();
    for (index, (from, to)) in lines.iter().enumerate() {
        let (after, before) = sides(&nodes[*from], &nodes[*to], run);
        ends.entry((*from, after)).or_default().push((along(&nodes[*to], run), index, true));
        ends.entry((*to, before)).or_default().push((along(&nodes[*from], run), index, false));
    }
    let mut places: BTreeMap<(usize, bool), Place> = BTreeMap::new();
    for ((node, after), mut ends) in ends {
        ends.sort_unstable();
        let number = ends.len() as i64 + 1;
        for (slot, (_, index, is_from)) in ends.into_iter().enumerate() {
            places.insert((index, is_from), anchor(&nodes[node], size, run, after, (slot as i64 + 1, number)));
        }
    }
    let line = |(index, (from, to)): (usize, &(usize, usize))| {
        let ends = (places[&(index, true)], places[&(index, false)]);
        curve(ends, level(&nodes[*from], run) == level(&nodes[*to], run), run)
    };
    lines.iter().enumerate().map(line).collect()
}

/// Position in the direction in which lines run.
fn level(node: &Node, run: Run) -> i64 {
    if run == Run::Down { node.y } else { node.x }
}

/// Position across it.
fn along(node: &Node, run: Run) -> i64 {
    if run == Run::Down { node.x } else { node.y }
}

/// Whether a line leaves at the far side, and whether it arrives there. Between equals both ends are at the far side.
fn sides(from: &Node, to: &Node, run: Run) -> (bool, bool) {
    match level(from, run).cmp(&level(to, run)) {
        std::cmp::Ordering::Less => (true, false),
        std::cmp::Ordering::Equal => (true, true),
        std::cmp::Ordering::Greater => (false, true),
    }
}

fn anchor(node: &Node, size: Size, run: Run, far: bool, (slot, number): (i64, i64)) -> Place {
    match run {
        Run::Down => (node.x + size.width * slot / number, node.y + if far { size.height } else { 0 }),
        Run::Across => (node.x + if far { size.width } else { 0 }, node.y + size.height * slot / number),
    }
}

/// A curve between two places, and its middle.
fn curve(((ax, ay), (bx, by)): (Place, Place), same: bool, run: Run) -> (String, Place) {
    let bulge = 16 + ((bx - ax).abs() + (by - ay).abs()) / 12;
    let ((cx, cy), (dx, dy)) = match (run, same) {
        (Run::Down, true) => ((ax, ay + bulge), (bx, by + bulge)),
        (Run::Across, true) => ((ax + bulge, ay), (bx + bulge, by)),
        (Run::Down, false) => ((ax, (ay + by) / 2), (bx, (ay + by) / 2)),
        (Run::Across, false) => (((ax + bx) / 2, ay), ((ax + bx) / 2, by)),
    };
    let middle = ((ax + 3 * cx + 3 * dx + bx) / 8, (ay + 3 * cy + 3 * dy + by) / 8);
    (format!("M{ax} {ay}C{cx} {cy} {dx} {dy} {bx} {by}"), middle)
}

#[cfg(test)]
mod tests {
    use super::{Node, Run, Size, lines, paths};

    #[test]
    fn a_name_that_does_not_fit_is_cut_with_a_sign() {
        assert_eq!(lines("住民記録", 8, 2), ["住民記録"]);
        let cut = lines(&"長い名称".repeat(3_000), 12, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'));
        assert!(lines("", 8, 2).len() <= 1);
    }

    #[test]
    fn lines_that_meet_are_spread_in_the_order_of_their_other_ends() {
        let at = |x, y| Node { x, y, ..Node::default() };
        let nodes = [at(100, 0), at(0, 100), at(200, 100)];
        let size = Size { width: 30, height: 10 };
        let paths = paths(&nodes, size, &[(0, 2), (0, 1)], Run::Down);
        assert!(paths[0].0.starts_with("M120 10C") && paths[1].0.starts_with("M110 10C"), "{paths:?}");
    }
}
