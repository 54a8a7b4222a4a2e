//! Turns the names in an inventory into references.
//!
//! Takes a pack and what `load` read from a folder, and gives a [`Municipality`] for one day: the catalog entries in
//! force exist as records, so do the records they imply, every reference points to a row, overlays are merged,
//! contradictions and facts that are too old are marked missing with the reason. Linking reads no file and judges
//! nothing; all it can say is which names do not resolve and which facts contradict each other.

mod actions;
mod addresses;
mod evidence;
mod exceptions;
mod facts;
mod implied;
mod names;
mod register;
mod reverse;
mod ring;
mod sheets;

use crate::calendar;
use crate::diagnostic::{Diagnostic, Level};
use crate::inventory::{Inventory, Municipality, Openness, Symbols, Table};
use crate::pack::Pack;
use crate::vocabulary::{EntityId, Kind};
use facts::Absences;
pub use implied::datum;
use jiff::civil::Date;
use names::Names;
use std::collections::BTreeSet;

/// Links an inventory to a pack as of a day.
///
/// The second part of a success are warnings: facts that contradict each other and are therefore not used.
///
/// # Errors
/// Every name that resolves to nothing, every id given twice, every ring of references that may have none.
pub fn link<'p>(
    pack: &'p Pack,
    inventory: &Inventory,
    as_of: Date,
) -> Result<(Municipality<'p>, Vec<Diagnostic>), Vec<Diagnostic>> {
    link_under(pack, inventory, as_of, as_of)
}

/// Links an inventory as of a day, but by the catalog and the choices of another: what the passing of days does is told
/// from what the law does.
///
/// # Errors
/// Those of [`link`].
pub fn link_under<'p>(
    pack: &'p Pack,
    inventory: &Inventory,
    as_of: Date,
    law: Date,
) -> Result<(Municipality<'p>, Vec<Diagnostic>), Vec<Diagnostic>> {
    run(Linker::new(pack, inventory, as_of, law), inventory)
}

/// Links an inventory as of a day for those who read some entities only: sheets of records to which nothing refers are left
/// out if they are none of these.
///
/// # Errors
/// Those of [`link`], as far as what is linked goes.
pub fn link_for<'p>(
    pack: &'p Pack,
    inventory: &Inventory,
    as_of: Date,
    read: &BTreeSet<EntityId>,
) -> Result<(Municipality<'p>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut linker = Linker::new(pack, inventory, as_of, as_of);
    let is_idle = |id: &EntityId| !read.contains(id) && sheets::is_apart(&pack.vocabulary, *id);
    linker.left_out = pack.vocabulary.ids().filter(is_idle).collect();
    run(linker, inventory)
}

fn run<'p>(
    mut linker: Linker<'p>,
    inventory: &Inventory,
) -> Result<(Municipality<'p>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (statements, records) = linker.register(inventory);
    linker.state(&statements[..records]);
    linker.state_sheets();
    linker.state(&statements[records..]);
    linker.settle();
    linker.declare_complete(inventory);
    reverse::build(&mut linker);
    ring::refuse(&mut linker);
    addresses::overlaps(&mut linker);
    exceptions::check(&mut linker);
    actions::check(&mut linker);
    evidence::attach(&mut linker);
    linker.finish()
}

/// The tables as they grow.
struct Linker<'p> {
    pack: &'p Pack,
    tables: Vec<Table>,
    symbols: Symbols,
    names: Names,
    absences: Absences,
    /// The day of the clocks: the age of facts.
    as_of: Date,
    /// The day of the catalog and of the choices.
    law: Date,
    facts_as_of: Date,
    /// Entities of which a record could not be read.
    unreadable: BTreeSet<EntityId>,
    /// Entities whose sheets nobody reads.
    left_out: BTreeSet<EntityId>,
    /// Rows whose reverse lists were declared complete.
    complete_lists: Vec<reverse::Declared>,
    diagnostics: Vec<Diagnostic>,
}

impl<'p> Linker<'p> {
    fn new(pack: &'p Pack, inventory: &Inventory, as_of: Date, law: Date) -> Self {
        let vocabulary = &pack.vocabulary;
        let tables = vocabulary.ids().map(|id| Table::new(id, vocabulary.entity(id))).collect();
        Self {
            pack,
            tables,
            symbols: Symbols::default(),
            names: Names::new(vocabulary),
            absences: Absences::default(),
            as_of,
            law,
            facts_as_of: inventory.as_of,
            unreadable: inventory.unreadable.clone(),
            left_out: BTreeSet::new(),
            complete_lists: Vec::new(),
            diagnostics: inventory.notices.clone(),
        }
    }

    fn declare_complete(&mut self, inventory: &Inventory) {
        for id in self.pack.vocabulary.ids() {
            let entity = self.pack.vocabulary.entity(id);
            let by_law = entity.implied.as_ref().is_some_and(|implied| implied.complete);
            if matches!(entity.kind, Kind::Catalog | Kind::Singleton) || by_law {
                self.tables[id.0 as usize].openness = Openness::Complete;
            }
        }
        for declared in &inventory.complete {
            let day = declared.on_date.unwrap_or(inventory.as_of);
            let stands = self.list_stands(declared.entity, day);
            let table = &mut self.tables[declared.entity.0 as usize];
            match stands {
                true => table.openness = Openness::Complete,
                false if table.openness == Openness::Complete => {}
                false => table.was_complete_on = table.was_complete_on.max(Some(day)),
            }
        }
    }

    /// That a list was complete on a day still stands at the as-of date.
    fn list_stands(&self, entity: EntityId, day: Date) -> bool {
        let valid_for = self.pack.vocabulary.entity(entity).list_valid_for;
        let last = valid_for.and_then(|period| calendar::add(day, period));
        last.is_none_or(|last| self.as_of <= last)
    }

    fn finish(self) -> Result<(Municipality<'p>, Vec<Diagnostic>), Vec<Diagnostic>> {
        if self.diagnostics.iter().any(|d| d.level == Level::Error) {
            return Err(self.diagnostics);
        }
        let municipality = Municipality {
            vocabulary: &self.pack.vocabulary,
            tables: self.tables,
            symbols: self.symbols,
            as_of: self.as_of,
            facts_as_of: self.facts_as_of,
        };
        Ok((implied::fill(self.pack, municipality), self.diagnostics))
    }
}
