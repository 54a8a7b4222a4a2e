//! The diagram: segments in their zones, parties, devices and lines that join segments, and the arrows between them.

use crate::assess::read::{Row, rows};
use crate::inventory::Municipality;
use crate::language::Text;
use serde::{Deserialize, Serialize};

/// Everything to be drawn.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Picture {
    /// Groups of spots, by what they are called: zones, then the outside, then what joins segments.
    pub groups: Vec<(Text, Vec<Spot>)>,
    /// Arrows.
    pub arrows: Vec<Arrow>,
}

/// A node of the diagram.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Spot {
    /// `segment/lg-term`.
    pub subject: String,
    /// What it is called.
    pub name: String,
}

/// An edge of the diagram.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Arrow {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// The record that states it.
    pub by: String,
    /// Data go both ways.
    pub both: bool,
    /// It is not stated whether it is allowed.
    pub open: bool,
}

impl Picture {
    /// How a reader finds a record of the diagram: a node by its name, what an arrow stands for by its two ends, and both by
    /// the subject that commands take.
    pub fn named(&self, subject: &str) -> String {
        let name = |subject: &str| {
            let mut spots = self.groups.iter().flat_map(|(_, spots)| spots);
            spots.find(|spot| spot.subject == subject).map(|spot| spot.name.as_str())
        };
        let ends = || {
            let arrow = self.arrows.iter().find(|arrow| arrow.by == subject)?;
            Some(format!("{} → {}", name(&arrow.from)?, name(&arrow.to)?))
        };
        match name(subject).map(str::to_owned).or_else(ends) {
            Some(name) => format!("{name} [{subject}]"),
            None => subject.to_owned(),
        }
    }
}

/// Draws the network of a municipality.
pub(super) fn draw(m: &Municipality<'_>) -> Picture {
    let mut picture = Picture::default();
    let spot = |row: &Row<'_, '_>| Spot { subject: row.subject(), name: row.name() };
    for zone in rows(m, "zone") {
        let id = m.id(zone.entity, zone.row).to_owned();
        let inside = rows(m, "segment").filter(|segment| segment.text("zone").as_ref() == Some(&id));
        let label = Text::new(zone.name(), zone.text("name_en").unwrap_or_else(|| zone.name()));
        picture.groups.push((label, inside.map(|segment| spot(&segment)).collect()));
    }
    let loose = rows(m, "segment").filter(|segment| segment.text("zone").is_none());
    picture.groups.push((Text::new("区分不明", "zone not known"), loose.map(|row| spot(&row)).collect()));
    picture.groups.push((Text::new("庁外", "outside"), rows(m, "external_party").map(|row| spot(&row)).collect()));
    let mut joining = Vec::new();
    for row in rows(m, "device_group").chain(rows(m, "line")) {
        let segments = row.references("segments", "segment");
        if segments.len() > 1 {
            joining.push(spot(&row));
            picture.arrows.extend(segments.iter().map(|segment| Arrow {
                from: segment.subject(),
                to: row.subject(),
                by: row.subject(),
                both: true,
                open: false,
            }));
        }
    }
    picture.groups.push((Text::new("複数のセグメントにつながるもの", "joined to several segments"), joining));
    picture.groups.retain(|(_, spots)| !spots.is_empty());
    picture.arrows.extend(rows(m, "flow").chain(rows(m, "medium_transfer")).filter_map(|row| arrow(&row)));
    picture
}

fn arrow(row: &Row<'_, '_>) -> Option<Arrow> {
    let state = row.text("state");
    if state.as_deref() == Some("denied") {
        return None;
    }
    let end = |segment, party| {
        let found = row.reference(segment, "segment").or_else(|| row.reference(party, "external_party"));
        found.map(|row| row.subject())
    };
    let (from, to) = (end("from", "from_party")?, end("to", "to_party")?);
    let direction = row.text("direction");
    let (from, to) = if direction.as_deref() == Some("inward") { (to, from) } else { (from, to) };
    Some(Arrow { from, to, by: row.subject(), both: direction.as_deref() == Some("two_way"), open: state.is_none() })
}
