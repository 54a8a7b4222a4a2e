//! Nodes, and the classes of nodes between which leaks are looked for.

use super::view::Of;
use crate::inventory::{Missing, Symbol};

/// The number of a class.
pub(super) type ClassId = usize;

/// A place data can be at.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) what: What,
    /// The class it belongs to; devices, lines and segments of no known zone belong to none.
    pub(super) class: Option<ClassId>,
    /// The zone it lies in.
    pub(super) zone: Option<Symbol>,
    /// The layer it lies in: of a device, that of all its segments.
    pub(super) layer: Option<Symbol>,
    /// Whether what reaches it goes on.
    pub(super) relays: Relays,
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A segment, a party, or a device or line as it is left.
    Record(Of),
    /// A device or line as it is entered.
    Entrance,
    /// The Internet, of which no record tells.
    Internet,
    /// All segments of a zone, for what nobody stated.
    Hub,
}

/// Whether a node passes on what reaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Relays {
    Yes,
    No,
    /// It is not known; what to ask.
    Open(Option<Missing>),
}

/// Whether a party is one of specified communication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Listed {
    Yes,
    No,
    Open,
}

/// The nodes of one zone, or the outside parties of one kind: an origin or a target.
#[derive(Debug, Clone)]
pub(super) struct Class {
    /// `internet`, or `party-vendor`.
    pub(super) key: String,
    /// The zone, for segments.
    pub(super) zone: Option<Symbol>,
    /// The kind of party, for parties.
    pub(super) party: Option<Symbol>,
    pub(super) listed: Listed,
    /// What to ask where it is open whether a party is listed.
    pub(super) listed_by: Vec<Missing>,
    pub(super) layer: Option<Symbol>,
    /// Only permitted crossings may enter it or leave it.
    pub(super) protected: bool,
    /// Its nodes.
    pub(super) members: Vec<u32>,
}

/// An edge.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) from: u32,
    pub(super) to: u32,
    /// The record that states it.
    pub(super) stated: Option<Of>,
    /// Method, line and purpose, on which permission depends.
    pub(super) means: Means,
    /// Any of these groups of questions, answered well, removes it. None: it is declared.
    pub(super) groups: Vec<Vec<Missing>>,
    /// Removed by nothing that could be asked, yet not declared.
    pub(super) supposed: bool,
    /// What removing it weighs, now and if it is in use; `None` if it cannot be removed.
    pub(super) weight: Option<(u32, u32)>,
}

/// What permission depends on, beside the two ends.
#[derive(Debug, Clone)]
pub(super) struct Means {
    pub(super) method: super::view::Told<Symbol>,
    pub(super) via: super::view::Told<Symbol>,
    pub(super) purpose: super::view::Told<Symbol>,
}

impl Edge {
    /// It is declared and nothing about it is open.
    pub(super) fn is_declared(&self) -> bool {
        self.groups.is_empty() && !self.supposed
    }
}
