//! What a fail is called, by the authority of what it falls short of.
//!
//! Advice is advice: only law, orders and bylaws can be breached, and even there the report says no more than "may be".

use crate::assess::assessment::RuleSummary;
use crate::language::Text;
use crate::pack::Authority;

/// How a report names a fail of that rule: by the rule's own words, else by its authority.
pub(super) fn finding(rule: &RuleSummary) -> Text {
    rule.finding.clone().unwrap_or_else(|| gap(rule.authority))
}

/// How a report names a failure to meet a clause of that authority.
fn gap(authority: Authority) -> Text {
    let (ja, en) = match authority {
        Authority::Law | Authority::Order => ("法令不適合のおそれ", "may not meet a legal duty"),
        Authority::Notice => ("告示の基準に未達", "below a notified standard"),
        Authority::Cabinet => ("国の方針に未達", "short of national policy"),
        Authority::Advice => ("基準未達", "below the recommended standard"),
        Authority::Bylaw => ("条例・規則不適合のおそれ", "may not meet a duty of a bylaw"),
        Authority::Policy => ("ポリシー不適合", "not in line with own policy"),
        Authority::Plan => ("計画未達", "short of own plan"),
        Authority::Register => ("台帳・計画の不整合", "register or plan does not agree with itself"),
    };
    Text::new(ja, en)
}

#[cfg(test)]
mod tests {
    use super::gap;
    use crate::pack::Authority;

    #[test]
    fn only_law_and_bylaw_are_spoken_of_as_conformity_to_law() {
        for (authority, ..) in Authority::ALL {
            let name = gap(authority);
            let legal = authority.is_statute() || authority == Authority::Bylaw;
            assert_eq!(name.ja.contains("おそれ"), legal, "{name}");
            assert_eq!(name.en.contains("may not"), legal, "{name}");
            assert!(!name.ja.contains("違法") && !name.en.contains("illegal"), "{name}");
        }
    }
}
