//! The list of specified communication (特定通信一覧) that auditors ask for.

use crate::assess::read::{Row, rows};
use crate::diagnostic::Sources;
use crate::inventory::Municipality;
use crate::language::Text;

/// One line of communication between the My Number layer and an outside party.
#[derive(Debug, Clone)]
pub struct Specified {
    /// The flow.
    pub flow: String,
    /// The body's end.
    pub segment: String,
    /// The other end.
    pub party: String,
    /// Class in the guideline's figure; `None` for a party that is not listed there, or not known to be.
    pub class: Option<i64>,
    /// What it is for, as written.
    pub purpose: Option<String>,
    /// How it works.
    pub method: Text,
    /// Line it takes.
    pub via: Text,
    /// Limited by MAC address, IP address, port; `None`: not known.
    pub limits: [Option<bool>; 3],
    /// Day of approval.
    pub approved_on: Option<String>,
    /// Day of the next review.
    pub review_on: Option<String>,
    /// Where it is written.
    pub place: Option<String>,
}

/// Every allowed flow between a segment of the layer and an outside party, in the order in which they are written.
pub(super) fn list(m: &Municipality<'_>, sources: &Sources) -> Vec<Specified> {
    rows(m, "flow").filter_map(|flow| line(m, sources, flow)).collect()
}

fn line(m: &Municipality<'_>, sources: &Sources, flow: Row<'_, '_>) -> Option<Specified> {
    if flow.text("state")? != "allowed" {
        return None;
    }
    let segment = flow.reference("from", "segment").or_else(|| flow.reference("to", "segment"))?;
    let party =
        flow.reference("to_party", "external_party").or_else(|| flow.reference("from_party", "external_party"))?;
    let zone = segment.text("zone")?;
    let layer = rows(m, "zone").find(|row| m.id(row.entity, row.row) == zone)?.text("layer")?;
    let specified = flow.text("method").is_some_and(|method| method == "specified");
    if layer != "my_number" && !specified {
        return None;
    }
    let listed = party.reference("listed", "specified_party");
    Some(Specified {
        flow: flow.subject(),
        segment: segment.name(),
        party: party.name(),
        class: listed.map(|listed| listed.int("class")),
        purpose: flow.text("purpose"),
        method: flow.label("method"),
        via: flow.label("via"),
        limits: ["mac_restricted", "ip_restricted", "port_restricted"].map(|field| flow.flag(field)),
        approved_on: flow.date("approved_on"),
        review_on: flow.date("review_on"),
        place: m.table(flow.entity).origin_place(flow.row).map(|place| sources.show(place)),
    })
}
