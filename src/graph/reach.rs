//! What is reached, and by the shortest way: one breadth-first walk, linear in the number of edges.

use super::{Step, Terrain};
use std::collections::VecDeque;

/// No edge.
const NONE: u32 = u32::MAX;

impl Terrain<'_> {
    /// The edges of a shortest way to an arrival, over edges that are usable; of equal ones always the same.
    pub fn shortest(&self, usable: impl Fn(u32) -> bool) -> Option<Vec<u32>> {
        let mut by = vec![NONE; self.graph.nodes()];
        let mut seen = self.is_source();
        let mut queue: VecDeque<u32> = self.sources.iter().copied().collect();
        while let Some(node) = queue.pop_front() {
            for edge in self.graph.leaving(node) {
                match self.step(*edge) {
                    Step::Blocked => {}
                    _ if !usable(*edge) => {}
                    Step::Arrives => return Some(self.back(*edge, &by)),
                    Step::Passes => {
                        let head = self.graph.head(*edge) as usize;
                        if !seen[head] {
                            seen[head] = true;
                            by[head] = *edge;
                            queue.push_back(head as u32);
                        }
                    }
                }
            }
        }
        None
    }

    /// The way that ends with an edge.
    fn back(&self, last: u32, by: &[u32]) -> Vec<u32> {
        let mut way = vec![last];
        let mut node = self.graph.tail(last);
        while by[node as usize] != NONE {
            let edge = by[node as usize];
            way.push(edge);
            node = self.graph.tail(edge);
        }
        way.reverse();
        way
    }
}
