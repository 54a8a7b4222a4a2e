//! The way every command takes from files to an assessment.

use crate::assess::audience::{Secrets, fit};
use crate::assess::law::Stand;
use crate::assess::pictures::pictures;
use crate::assess::{Assessment, Judgement, OtherDays, assess, examples};
use crate::cli::PackArgs;
use crate::derive::{all, by_rules, derive, read_by};
use crate::diagnostic::{Diagnostic, Sources, in_order};
use crate::evaluate::Evidence;
use crate::inventory::{Inventory, Municipality};
use crate::language::Text;
use crate::link::{link, link_for, link_under};
use crate::load::{Folder, PackSource, load_inventory, load_pack};
use crate::pack::{Audience, Pack, Rule};
use crate::text;
use crate::vocabulary::EntityId;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A pack that can be used, with the files it was read from.
pub struct Opened {
    /// The pack.
    pub pack: Pack,
    /// Its files; an inventory's are added when it is read.
    pub sources: Sources,
}

impl Opened {
    /// Reads the pack that was asked for. A pack of the user's own must also keep what its examples promise; the
    /// built-in one is held to that by the tests.
    ///
    /// # Errors
    /// Everything that is wrong with the pack, or a profile that it does not have.
    pub fn new(args: &PackArgs) -> Result<Self, Refused> {
        let mut opened = Self::whole(args)?;
        let own = args.pack.is_some() || !args.extend.is_empty();
        let broken = if own { examples::broken(&opened.pack) } else { Vec::new() };
        if !broken.is_empty() {
            return Err(Refused::Files(broken, opened.sources));
        }
        opened.select(args.profile.as_deref())?;
        Ok(opened)
    }

    /// Reads the pack that was asked for, whether or not its examples hold, for those who write it.
    ///
    /// # Errors
    /// As [`Opened::new`].
    pub fn unproved(args: &PackArgs) -> Result<Self, Refused> {
        let mut opened = Self::whole(args)?;
        opened.select(args.profile.as_deref())?;
        Ok(opened)
    }

    fn whole(args: &PackArgs) -> Result<Self, Refused> {
        let mut sources = Sources::default();
        match load_pack(source(args), &args.extend, &mut sources) {
            Ok(pack) => Ok(Self { pack, sources }),
            Err(diagnostics) => Err(Refused::Files(diagnostics, sources)),
        }
    }

    /// Keeps the rules of a profile to be judged.
    fn select(&mut self, wanted: Option<&str>) -> Result<(), Refused> {
        let Some(id) = wanted else { return Ok(()) };
        match self.pack.profiles.iter().find(|profile| profile.id == id).cloned() {
            Some(profile) => {
                self.pack.select(profile);
                Ok(())
            }
            None => {
                let ids = self.pack.profiles.iter().map(|profile| profile.id.as_str()).collect::<Vec<_>>().join(", ");
                Err(Refused::Profile(text!(
                    ja: "「{id}」という profile はありません。あるのは {ids}",
                    en: "there is no profile `{id}`; known are {ids}"
                )))
            }
        }
    }

    /// Reads an inventory.
    ///
    /// # Errors
    /// Everything that is wrong with its files.
    pub fn inventory<'f>(&mut self, folder: impl Into<Folder<'f>>) -> Result<Inventory, Vec<Diagnostic>> {
        load_inventory(folder, &self.pack.vocabulary, &mut self.sources).map_err(|rejected| {
            let mut diagnostics = rejected.diagnostics;
            // Names are looked up in what could be read, so that the writer sees everything at once.
            if let Some(Err(more)) = rejected.partial.map(|partial| link(&self.pack, &partial, partial.as_of)) {
                diagnostics.extend(more);
            }
            in_order(&mut diagnostics);
            diagnostics
        })
    }

    /// An inventory linked for a day, with the wanted computed entities worked out, and warnings about it.
    ///
    /// # Errors
    /// Every name that does not resolve.
    pub fn municipality(
        &self,
        inventory: &Inventory,
        as_of: Date,
        wanted: &BTreeSet<EntityId>,
    ) -> Result<(Municipality<'_>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (municipality, warnings) = link(&self.pack, inventory, as_of)?;
        Ok((derive(&self.pack, municipality, wanted), warnings))
    }
}

/// Why a pack cannot be used.
pub enum Refused {
    /// What is wrong in its files.
    Files(Vec<Diagnostic>, Sources),
    /// It has no such profile.
    Profile(Text),
}

/// Where the pack that was asked for comes from.
pub fn source(args: &PackArgs) -> PackSource {
    match &args.pack {
        Some(folder) => PackSource::Folder(folder.clone()),
        None => PackSource::Builtin,
    }
}

/// Judges an inventory: the rules in force on the day, and those to come on the days they begin.
///
/// # Errors
/// Every name in the inventory that does not resolve.
pub fn judge(
    opened: &Opened,
    inventory: &Inventory,
    as_of: Date,
    evidence: Evidence,
) -> Result<(Assessment, Vec<Diagnostic>), Vec<Diagnostic>> {
    judged(opened, inventory, as_of, evidence).map(|(assessment, _, warnings)| (assessment, warnings))
}

/// Judges an inventory, and keeps the municipality that was judged for whoever wants to try things on it.
///
/// # Errors
/// Every name in the inventory that does not resolve.
pub fn judged<'o>(
    opened: &'o Opened,
    inventory: &Inventory,
    as_of: Date,
    evidence: Evidence,
) -> Result<(Assessment, Municipality<'o>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (municipality, warnings) = opened.municipality(inventory, as_of, &all(&opened.pack))?;
    let mut now = Judgement::of(&opened.pack, municipality, evidence, |rule| rule.in_force(as_of));
    let mut others = other_days(opened, inventory, as_of)?;
    let assessment = assess(&opened.pack, inventory, &opened.sources, &mut now, &mut others);
    Ok((assessment, now.municipality, warnings))
}

/// Judges the rules that are not in force on a day: those to come on their first day, those that ended on their last.
fn other_days<'o>(opened: &'o Opened, inventory: &Inventory, as_of: Date) -> Result<OtherDays<'o>, Vec<Diagnostic>> {
    OtherDays::of(&opened.pack, as_of, |day, chosen| {
        let wanted = by_rules(&opened.pack, opened.pack.rules.iter().filter(|rule| chosen(rule)));
        let read = read_by(&opened.pack, opened.pack.rules.iter().filter(|rule| chosen(rule)));
        let (municipality, _) = match read {
            Some(read) => link_for(&opened.pack, inventory, day, &read)?,
            None => link(&opened.pack, inventory, day)?,
        };
        let municipality = derive(&opened.pack, municipality, &wanted);
        Ok(Judgement::of(&opened.pack, municipality, Evidence::Findings, chosen))
    })
}

/// An inventory linked for the day on which its facts stand, with nothing worked out.
///
/// # Errors
/// Every name in the inventory that does not resolve.
pub fn linked<'o>(opened: &'o Opened, inventory: &Inventory) -> Result<Municipality<'o>, Vec<Diagnostic>> {
    opened.municipality(inventory, inventory.as_of, &BTreeSet::new()).map(|(municipality, _)| municipality)
}

/// The rules in force on the day of the law, judged by the catalog of that day and by the clocks of another.
///
/// # Errors
/// Every name in the inventory that does not resolve.
pub fn judge_by<'o>(opened: &'o Opened, inventory: &Inventory, stand: Stand) -> Result<Judgement<'o>, Vec<Diagnostic>> {
    let pack = &opened.pack;
    let in_force = |rule: &Rule| rule.in_force(stand.law);
    let wanted = by_rules(pack, pack.rules.iter().filter(|rule| in_force(rule)));
    let (municipality, _) = link_under(pack, inventory, stand.clock, stand.law)?;
    Ok(Judgement::of(pack, derive(pack, municipality, &wanted), Evidence::Findings, in_force))
}

/// What is wanted of an assessment beside the verdicts.
pub struct Wishes<'a> {
    /// For which results the facts are wanted.
    pub evidence: Evidence,
    /// It will be drawn.
    pub pictures: bool,
    /// For whom it is cut down.
    pub audience: Option<&'a Audience>,
}

/// Judges an inventory, with what a drawing needs, and cuts the assessment down to what an audience may see.
///
/// # Errors
/// Every name in the inventory that does not resolve.
pub fn judge_for(
    opened: &Opened,
    inventory: &Inventory,
    as_of: Date,
    wishes: &Wishes<'_>,
) -> Result<(Assessment, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (municipality, warnings) = opened.municipality(inventory, as_of, &all(&opened.pack))?;
    let secrets = wishes.audience.map(|audience| (audience, Secrets::of(&opened.pack, &municipality)));
    let drawn = wishes.pictures.then(|| pictures(&opened.pack, &opened.sources, &municipality));
    let evidence = wishes.evidence;
    let mut now = Judgement::of(&opened.pack, municipality, evidence, |rule| rule.in_force(as_of));
    let mut others = other_days(opened, inventory, as_of)?;
    let mut assessment = assess(&opened.pack, inventory, &opened.sources, &mut now, &mut others);
    assessment.pictures = drawn.unwrap_or_default();
    if let Some((audience, secrets)) = secrets {
        assessment = fit(assessment, audience, &secrets);
    }
    Ok((assessment, warnings))
}
