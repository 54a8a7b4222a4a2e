//! `[[profile]]` in `pack.toml` and `own.toml`: choices among the rules.

use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::load::problems::{Problems, meant};
use crate::load::walk::Walk;
use crate::pack::{Profile, Rule};
use crate::text;

/// A profile, with the places of the names in it.
pub(super) struct Named<'t> {
    profile: Profile,
    areas: Vec<(&'t str, Place)>,
    rules: Vec<(&'t str, Place)>,
}

/// Reads one `[[profile]]`.
pub(super) fn read<'t>(mut walk: Walk<'t, '_>) -> Option<Named<'t>> {
    let id = walk.need_text("id");
    let label = walk.need_both("label");
    let (areas, rules) = (walk.texts("areas"), walk.texts("rules"));
    walk.finish();
    let owned = |names: &[(&str, Place)]| names.iter().map(|(name, _)| (*name).to_owned()).collect();
    let (id, place) = id?;
    let profile = Profile { id: id.to_owned(), label, areas: owned(&areas), rules: owned(&rules), place };
    Some(Named { profile, areas, rules })
}

/// The profiles, once it is known which areas and rules there are. What they name must exist, and two may not have one id.
pub(super) fn check(found: Vec<Named<'_>>, rules: &[Rule], areas: &[&str], problems: &Problems) -> Vec<Profile> {
    let mut profiles: Vec<Profile> = Vec::new();
    for named in found {
        for (area, place) in named.areas.iter().filter(|(area, _)| !areas.contains(area)) {
            let message = text!(ja: "`{area}` という分野はない", en: "there is no area `{area}`");
            let help = meant(area, areas.iter().copied());
            problems.push(Diagnostic::error(Fault::Pack, *place, message).help(help));
        }
        for (id, place) in named.rules.iter().filter(|(id, _)| !rules.iter().any(|rule| rule.id == *id)) {
            let message = text!(ja: "規則 `{id}` がない", en: "there is no rule `{id}`");
            let help = meant(id, rules.iter().map(|rule| rule.id.as_str()));
            problems.push(Diagnostic::error(Fault::Pack, *place, message).help(help));
        }
        let profile = named.profile;
        if let Some(first) = profiles.iter().find(|first| first.id == profile.id) {
            let id = &profile.id;
            let message = text!(ja: "profile `{id}` が二つある", en: "there are two profiles `{id}`");
            let label = text!(ja: "もう一つはここ", en: "the other one is here");
            problems.push(Diagnostic::error(Fault::Pack, profile.place, message).related(first.place, label));
            continue;
        }
        profiles.push(profile);
    }
    profiles
}
