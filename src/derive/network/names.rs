//! The nouns of network reasoning: the entities and fields of the vocabulary that this module reads or fills.
//!
//! What is permitted, what relays, what weighs how much is told by the pack; only the words are known here.

/// Entity: a zone of the catalog, with its layer.
pub(super) const ZONE: &str = "zone";
/// Entity: what the catalog permits.
pub(super) const CROSSING: &str = "crossing";
/// Entity: whether a kind of node relays.
pub(super) const RELAY: &str = "relay";
/// Entity: a pair of zones of the catalog.
pub(super) const ZONE_PAIR: &str = "zone_pair";
/// Entity: a party of specified communication in the catalog.
pub(super) const SPECIFIED_PARTY: &str = "specified_party";
/// Entity: the body's own word on a pair of zones.
pub(super) const BOUNDARY: &str = "boundary";
/// Entity: a network segment.
pub(super) const SEGMENT: &str = "segment";
/// Entity: an external party.
pub(super) const PARTY: &str = "external_party";
/// Entity: a flow.
pub(super) const FLOW: &str = "flow";
/// Entity: data carried by hand.
pub(super) const MEDIUM: &str = "medium_transfer";
/// Entity: devices attached to segments.
pub(super) const DEVICE: &str = "device_group";
/// Entity: a line that carries segments.
pub(super) const LINE: &str = "line";
/// Entity: a point that lets through only what is permitted.
pub(super) const POINT: &str = "enforcement_point";
/// Entity: a rule of a firewall.
pub(super) const RULE: &str = "firewall_rule";
/// Entity: a name used in such rules.
pub(super) const OBJECT: &str = "firewall_object";
/// Entity: which addresses belong to which segment.
pub(super) const SUBNET: &str = "subnet";
/// Computed entity: the check of a rule.
pub(super) const CHECK: &str = "firewall_check";
/// Computed entity: what passes, or may pass, from one side to another.
pub(super) const PASSAGE: &str = "passage";
/// Computed entity: a passage that leaks, or may.
pub(super) const LEAK: &str = "leak";
/// The computed entities that the network fills.
pub(in crate::derive) const TABLES: [&str; 3] = [CHECK, PASSAGE, LEAK];

/// Choice of `state`: the flow is there.
pub(super) const ALLOWED: &str = "allowed";
/// Choice of `state`: the flow is not there.
pub(super) const DENIED: &str = "denied";
/// Choice of `direction`: data go both ways.
pub(super) const TWO_WAY: &str = "two_way";
/// Choice of `direction`: data only come back to where the flow starts.
pub(super) const INWARD: &str = "inward";
/// Choice of `method`: nothing stands between.
pub(super) const DIRECT: &str = "direct";
/// Choice of `method`: by hand.
pub(super) const MEDIA: &str = "media";
/// Choice of `layer`: none of the three layers.
pub(super) const NO_LAYER: &str = "none";
/// Choice of `kind` of a leak: over declared edges only.
pub(super) const CERTAIN: &str = "certain";
/// Choice of `kind` of a leak: something is missing.
pub(super) const POSSIBLE: &str = "possible";
