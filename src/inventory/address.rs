//! Network addresses: ranges of IPv4 and IPv6 addresses, read from the ways in which people write them.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// A range of addresses, both ends included. IPv4 addresses are ranged as IPv6 addresses that stand for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addresses {
    /// The first.
    pub first: u128,
    /// The last.
    pub last: u128,
}

impl Addresses {
    /// Every address there is.
    pub const ALL: Addresses = Addresses { first: 0, last: u128::MAX };

    /// Whether a word means every address.
    pub fn is_any(text: &str) -> bool {
        matches!(text.trim().to_ascii_lowercase().as_str(), "any" | "all" | "すべて" | "全て" | "*")
    }

    /// One address, a subnet (`10.1.2.0/24`) or a range (`10.1.2.3-10.1.2.9`).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((first, last)) = text.split_once(['-', '~']) {
            let range = Self { first: number(first)?, last: number(last)? };
            return (range.first <= range.last).then_some(range);
        }
        let Some((address, length)) = text.split_once('/') else {
            let one = number(text)?;
            return Some(Self { first: one, last: one });
        };
        let ip: IpAddr = address.trim().parse().ok()?;
        let bits = if ip.is_ipv4() { 32 } else { 128 };
        let length: u32 = length.trim().parse().ok().filter(|length| *length <= bits)?;
        let rest = match bits - length {
            128 => u128::MAX,
            free => (1u128 << free) - 1,
        };
        let first = number(address)?;
        // A subnet is written by its first address; another is a slip of the pen.
        (first & rest == 0).then_some(Self { first, last: first | rest })
    }

    /// Several subnets, with commas, 、 or spaces between them; an error is the part that is none.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';' | '，'));
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(|part| Self::parse(part).ok_or_else(|| part.to_owned())).collect()
    }

    /// Whether the two have an address in common.
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether every address of the other is in this one.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

impl fmt::Display for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |bits: u128| {
            let address = Ipv6Addr::from_bits(bits);
            address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4)
        };
        match self.first == self.last {
            true => write!(f, "{}", shown(self.first)),
            false => write!(f, "{}-{}", shown(self.first), shown(self.last)),
        }
    }
}

fn number(text: &str) -> Option<u128> {
    Some(match text.trim().parse().ok()? {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    })
}

#[cfg(test)]
mod tests {
    use super::Addresses;

    #[test]
    fn reads_addresses_subnets_and_ranges() {
        let net = Addresses::parse("10.1.2.0/24").unwrap();
        assert!(net.covers(Addresses::parse("10.1.2.255").unwrap()));
        assert!(!net.meets(Addresses::parse("10.1.3.0-10.1.3.9").unwrap()));
        assert!(Addresses::parse("2001:db8::/32").unwrap().covers(Addresses::parse("2001:db8::1").unwrap()));
        assert_eq!(Addresses::parse("::/0"), Some(Addresses::ALL));
    }

    #[test]
    fn refuses_what_is_no_subnet() {
        for text in ["10.1.2.1/24", "10.1.2.0/33", "300.1.1.1", "10.1.2.9-10.1.2.3", "総務課", ""] {
            assert_eq!(Addresses::parse(text), None, "{text}");
        }
        assert_eq!(Addresses::parse_all("10.1.2.0/24、10.1.3.0/24").unwrap().len(), 2);
        assert_eq!(Addresses::parse_all("10.1.2.0/24, 10.9"), Err("10.9".to_owned()));
    }
}
