//! Gives every record a row: catalog entries, the body, implied records, and what the inventory says.

use super::Linker;
use super::reverse::Declared;
use super::sheets::{Claimant, Claims, plain_key};
use crate::diagnostic::{Diagnostic, Fault, Place, Repeated};
use crate::inventory::{Cell, Datum, Inventory, Origin, Proof, RawValue, Record, Symbol};
use crate::pack::CatalogEntry;
use crate::text;
use crate::vocabulary::body;
use crate::vocabulary::{EntityId, FieldType, Kind};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A record together with the row it speaks about.
pub(super) struct Statement<'i> {
    pub(super) record: &'i Record,
    pub(super) row: u32,
    /// The day on which it was observed; `None` for catalog entries, which do not age.
    pub(super) observed: Option<Date>,
    /// It takes the place of what was stated before.
    pub(super) replaces: bool,
    /// Who says so.
    pub(super) by: Option<&'i str>,
    /// What proves it.
    pub(super) proof: Option<Proof>,
}

impl<'i> Statement<'i> {
    /// What a record says about a row, with nobody named and nothing to prove it.
    fn plain(record: &'i Record, row: u32, observed: Option<Date>) -> Self {
        Self { record, row, observed, replaces: false, by: None, proof: None }
    }
}

/// A text that identifies a record, in one spelling: full-width and half-width staff numbers are the same.
pub(super) fn key_text(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() { text.to_owned() } else { text.nfkc().collect() }
}

impl<'p> Linker<'p> {
    /// Gives every record its row, and says which record speaks about which row; those from the given number on add to what
    /// records say.
    pub(super) fn register<'i>(&mut self, inventory: &'i Inventory) -> (Vec<Statement<'i>>, usize)
    where
        'p: 'i,
    {
        let mut statements = Vec::new();
        for (entity, place) in &inventory.listed {
            self.tables[entity.0 as usize].listed.get_or_insert(*place);
        }
        self.register_catalog(&mut statements);
        self.register_body(inventory, &mut statements);
        self.register_implied();
        self.register_records(inventory, &mut statements);
        let records = statements.len();
        self.register_overlays(inventory, &mut statements);
        (statements, records)
    }

    fn register_catalog<'i>(&mut self, statements: &mut Vec<Statement<'i>>)
    where
        'p: 'i,
    {
        let (pack, law) = (self.pack, self.law);
        for entry in pack.catalog.iter().filter(|entry| entry.in_force(law)) {
            let Some((id, _)) = &entry.record.id else { continue };
            let id = self.symbols.intern(id.trim());
            let row = self.push(&entry.record, id);
            self.learn_names(&entry.record, row);
            statements.push(Statement::plain(&entry.record, row, None));
        }
    }

    fn register_body<'i>(&mut self, inventory: &'i Inventory, statements: &mut Vec<Statement<'i>>) {
        let record = &inventory.body;
        let code = self.pack.vocabulary.entity(record.entity).find(body::CODE);
        let code = record.cells.iter().find(|cell| Some(cell.field) == code);
        let id = match code.map(|cell| &cell.value) {
            Some(RawValue::Text(code)) => code.clone(),
            _ => body::BODY.to_owned(),
        };
        let id = self.symbols.intern(id.trim());
        let row = self.push(record, id);
        statements.push(Statement::plain(record, row, Some(record.observed.unwrap_or(inventory.as_of))));
    }

    /// Records get their rows in order of id, so that no output depends on the order in which they are written.
    fn register_records<'i>(&mut self, inventory: &'i Inventory, statements: &mut Vec<Statement<'i>>) {
        let mut own: BTreeMap<EntityId, Vec<&'i Record>> = BTreeMap::new();
        for record in &inventory.records {
            if record.same_as.is_none() && !self.not_yet(record) {
                own.entry(record.entity).or_default().push(record);
            }
        }
        let vocabulary = &self.pack.vocabulary;
        let (keyed, named): (Vec<_>, Vec<_>) =
            vocabulary.ids().partition(|entity| !vocabulary.entity(*entity).key.is_empty());
        let by_depth = (0..=self.deepest_key()).flat_map(|depth| keyed.iter().map(move |entity| (depth, *entity)));
        let keyed: Vec<EntityId> =
            by_depth.filter(|(depth, entity)| self.key_depth(*entity, 0) == *depth).map(|(_, entity)| entity).collect();
        for entity in named.into_iter().chain(keyed) {
            let records = own.remove(&entity).unwrap_or_default();
            self.register_entity(entity, &records, inventory, statements);
        }
    }

    fn register_entity<'i>(
        &mut self,
        entity: EntityId,
        records: &[&'i Record],
        inventory: &'i Inventory,
        statements: &mut Vec<Statement<'i>>,
    ) {
        let mut claims = Claims::default();
        for (number, record) in records.iter().enumerate() {
            let id = match self.pack.vocabulary.entity(entity).key.is_empty() {
                true => record.id.as_ref().map(|(id, _)| id.clone()),
                false => self.key_of(record),
            };
            if let Some(id) = id {
                claims.push(&mut self.symbols, id.trim(), Claimant::Record(number as u32));
            }
        }
        let is_read = !self.left_out.contains(&entity);
        for sheet in inventory.sheets.iter().filter(|sheet| is_read && sheet.entity == entity) {
            let number = self.tables[entity.0 as usize].add_sheet(Arc::clone(sheet));
            self.sheet_claims(number, sheet, &mut claims);
        }
        let mut twice = Repeated::default();
        let claims = claims.in_order(&self.symbols);
        for same in claims.chunk_by(|a, b| a.id == b.id) {
            let [first, others @ ..] = same else { continue };
            for claim in others {
                let [place, before] = [claim, first].map(|claim| self.claimed(entity, records, claim.by));
                if twice.is_told(place) {
                    self.report_twice(entity, claim.id, place, before);
                }
            }
            match first.by {
                Claimant::Record(number) => {
                    self.register_one(records[number as usize], first.id, inventory, statements)
                }
                Claimant::Sheet(sheet, record) => self.register_row(entity, first.id, sheet, record),
            }
        }
        self.diagnostics.extend(twice.rest());
        self.tables[entity.0 as usize].grow();
    }

    /// Where a claim to an id is written.
    fn claimed(&self, entity: EntityId, records: &[&Record], by: Claimant) -> Place {
        match by {
            Claimant::Record(number) => {
                let record = records[number as usize];
                let keyed = !self.pack.vocabulary.entity(entity).key.is_empty();
                record.id.as_ref().filter(|_| !keyed).map_or(record.place, |(_, place)| *place)
            }
            Claimant::Sheet(sheet, record) => {
                self.claimed_at(&self.tables[entity.0 as usize].sheets()[usize::from(sheet)], record)
            }
        }
    }

    fn report_twice(&mut self, entity: EntityId, id: Symbol, place: Place, first: Place) {
        let (kind, id) = (self.pack.vocabulary.entity(entity), self.symbols.text(id));
        let entity = &kind.id;
        let message = text!(ja: "{entity} の「{id}」が二度書かれています", en: "`{entity}/{id}` is written twice");
        let help = match kind.key.is_empty() {
            false => text!(ja: "どちらか一方を残してください", en: "keep one of them"),
            true => text!(
                ja: "別のものなら id を変え、同じものなら一つにまとめるか、二つ目に same_as = \"{id}\" と別の id を書いてください",
                en: "give them different ids if they are two things; if they are one, merge them, or give the second another id and same_as = \"{id}\""
            ),
        };
        let label = text!(ja: "最初はここ", en: "first written here");
        self.diagnostics.push(Diagnostic::error(Fault::Inventory, place, message).help(help).related(first, label));
    }

    fn register_one<'i>(
        &mut self,
        record: &'i Record,
        id: Symbol,
        inventory: &Inventory,
        statements: &mut Vec<Statement<'i>>,
    ) {
        let row = self.push(record, id);
        self.learn_names(record, row);
        self.declare_lists(record, row);
        statements.push(Statement::plain(record, row, Some(record.observed.unwrap_or(inventory.as_of))));
    }

    fn register_row(&mut self, entity: EntityId, id: Symbol, sheet: u16, record: u32) {
        let table = &mut self.tables[entity.0 as usize];
        let row = table.append_sheet_row(id, sheet, record);
        if !self.pack.vocabulary.entity(entity).names.is_empty() {
            let sheet = Arc::clone(&table.sheets()[usize::from(sheet)]);
            self.learn_sheet_names(&sheet, record, row);
        }
    }

    /// Overlays, and records that tell of the same thing as another.
    fn register_overlays<'i>(&mut self, inventory: &'i Inventory, statements: &mut Vec<Statement<'i>>) {
        let overlays = inventory.overlays.iter().map(|overlay| (&overlay.on, &overlay.record, Some(overlay)));
        let twins = inventory.records.iter().filter_map(|record| Some((record.same_as.as_ref()?, record, None)));
        for ((target, place), record, overlay) in overlays.chain(twins) {
            let entity = &self.pack.vocabulary.entity(record.entity).id;
            let prefix = format!("{entity}/");
            let target = target.strip_prefix(&prefix).unwrap_or(target);
            if record.same_as.is_some() && record.id.as_ref().is_some_and(|(id, _)| id == target) {
                let message =
                    text!(ja: "same_as が自分自身を指しています", en: "`same_as` points to the record itself");
                let help = text!(ja: "同じものについて述べたもう一つの記録の id を書いてください", en: "write the id of the other record that tells of the same thing");
                self.diagnostics.push(Diagnostic::error(Fault::Inventory, *place, message).help(help));
                continue;
            }
            let row = match self.pack.vocabulary.entity(record.entity).kind {
                Kind::Singleton => Some(0),
                _ => self.resolve(record.entity, target, *place),
            };
            let Some(row) = row else { continue };
            if let Some((id, _)) = record.id.as_ref().filter(|_| record.same_as.is_some()) {
                self.names.add(record.entity, id, row);
            }
            self.declare_lists(record, row);
            statements.push(Statement {
                replaces: overlay.is_some_and(|overlay| overlay.replaces),
                by: overlay.and_then(|overlay| overlay.by.as_deref()),
                proof: overlay.and_then(|overlay| self.proof(overlay.evidence.as_ref()?)),
                ..Statement::plain(record, row, Some(record.observed.unwrap_or(inventory.as_of)))
            });
        }
    }

    /// The record is about something that the catalog does not know yet, or no longer, on this day.
    fn not_yet(&self, record: &Record) -> bool {
        let entity = self.pack.vocabulary.entity(record.entity);
        let by_id = entity.implied.as_ref().filter(|implied| implied.of.len() == 1).zip(record.id.as_ref());
        let by_id = by_id.is_some_and(|(implied, (id, _))| self.out_of_force(implied.of[0], id));
        let in_key = |cell: &&Cell| entity.key.contains(&cell.field);
        by_id
            || record.cells.iter().filter(in_key).any(|cell| {
                match (&cell.value, &entity.fields[cell.field.0 as usize].kind) {
                    (RawValue::Name(word), FieldType::Ref(target)) => self.leads_out_of_force(*target, word),
                    _ => false,
                }
            })
    }

    /// The word means a catalog entry that is not in force, or a record that only such an entry would imply.
    pub(super) fn leads_out_of_force(&self, target: EntityId, word: &str) -> bool {
        let implied = self.pack.vocabulary.entity(target).implied.as_ref();
        let of = implied.filter(|implied| implied.of.len() == 1).map_or(target, |implied| implied.of[0]);
        self.out_of_force(of, word)
    }

    /// The catalog has an entry of that id, but not on this day.
    fn out_of_force(&self, entity: EntityId, id: &str) -> bool {
        let named = |entry: &&CatalogEntry| {
            entry.record.entity == entity && entry.record.id.as_ref().is_some_and(|(own, _)| own == id)
        };
        let mut entries = self.pack.catalog.iter().filter(named).peekable();
        entries.peek().is_some() && entries.all(|entry| !entry.in_force(self.law))
    }

    fn push(&mut self, record: &Record, id: Symbol) -> u32 {
        let origin = Origin { place: Some(record.place), observed: record.observed, source: record.source.clone() };
        let table = &mut self.tables[record.entity.0 as usize];
        let row = table.push(id, origin.clone());
        if table.origin_place(row).is_none() {
            table.set_origin(row, origin);
        }
        row
    }

    fn declare_lists(&mut self, record: &Record, row: u32) {
        let entity = self.pack.vocabulary.entity(record.entity);
        let day = record.observed.unwrap_or(self.facts_as_of);
        for (list, place) in &record.complete {
            match entity.find_reverse(list) {
                Some(reverse) if self.list_stands(entity.reverse(reverse).from, day) => {
                    self.complete_lists.push(Declared { entity: record.entity, row, reverse });
                }
                Some(_) => {}
                None => {
                    let near = crate::diagnostic::nearest::nearest(list, entity.reverses.keys().map(String::as_str));
                    let id = &entity.id;
                    let message =
                        text!(ja: "{id} に「{list}」という一覧はありません", en: "`{id}` has no list `{list}`");
                    let help = near.map(|near| text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"));
                    self.diagnostics.push(Diagnostic::error(Fault::Inventory, *place, message).help(help));
                }
            }
        }
    }

    /// One record for each catalog entry (or combination) that implies one.
    fn register_implied(&mut self) {
        let vocabulary = &self.pack.vocabulary;
        let from_catalog = |id: &EntityId| {
            let implied = vocabulary.entity(*id).implied.as_ref();
            implied.is_some_and(|i| i.of.iter().all(|of| vocabulary.entity(*of).kind == Kind::Catalog))
        };
        let (first, then): (Vec<_>, Vec<_>) = vocabulary.ids().partition(from_catalog);
        for id in first.into_iter().chain(then) {
            let Some(implied) = &vocabulary.entity(id).implied else { continue };
            let mut combinations: Vec<Vec<u32>> = vec![Vec::new()];
            for of in &implied.of {
                let rows = 0..self.tables[of.0 as usize].len();
                combinations = combinations
                    .iter()
                    .flat_map(|rows_so_far| rows.clone().map(|row| [rows_so_far.as_slice(), &[row]].concat()))
                    .collect();
            }
            for combination in combinations {
                self.register_combination(id, &implied.of, &implied.fields, &combination);
            }
        }
    }

    fn register_combination(
        &mut self,
        id: EntityId,
        of: &[EntityId],
        fields: &[crate::vocabulary::FieldId],
        rows: &[u32],
    ) {
        let part = |(of, row): (&EntityId, &u32)| self.symbols.text(self.tables[of.0 as usize].id(*row)).to_owned();
        let name = of.iter().zip(rows).map(part).collect::<Vec<_>>().join("/");
        let symbol = self.symbols.intern(&name);
        let table = &mut self.tables[id.0 as usize];
        let row = table.push(symbol, Origin::default());
        for ((field, of), implying) in fields.iter().zip(of).zip(rows) {
            let place = self.tables[of.0 as usize].origin_place(*implying);
            let table = &mut self.tables[id.0 as usize];
            table.column_mut(*field).put(row, Datum::Row(*implying));
            if let Some(place) = place {
                table.places.insert((row, *field), place);
            }
        }
        if let ([of], [entry]) = (of, rows) {
            for word in self.names.of(*of, *entry) {
                self.names.add(id, &word, row);
            }
        }
    }

    /// The id of a record without one: the values of its key fields.
    fn key_of(&mut self, record: &Record) -> Option<String> {
        let entity = self.pack.vocabulary.entity(record.entity);
        let mut parts = Vec::new();
        for field in &entity.key {
            let cell = record.cells.iter().find(|cell| cell.field == *field)?;
            let kind = &entity.fields[field.0 as usize].kind;
            parts.push(match (&cell.value, kind) {
                (RawValue::Name(word), FieldType::Ref(target)) => {
                    let row = self.resolve(*target, word, cell.place)?;
                    self.symbols.text(self.tables[target.0 as usize].id(row)).to_owned()
                }
                (value, _) => plain_key(value)?,
            });
        }
        Some(parts.join("/"))
    }

    /// How many keyed entities a key leads through: 0 if it refers to none.
    fn key_depth(&self, entity: EntityId, guard: usize) -> usize {
        let entity = self.pack.vocabulary.entity(entity);
        let targets = entity.key.iter().filter_map(|field| match &entity.fields[field.0 as usize].kind {
            FieldType::Ref(target) if guard < 8 => Some(*target),
            _ => None,
        });
        let keyed = targets.filter(|target| !self.pack.vocabulary.entity(*target).key.is_empty());
        keyed.map(|target| self.key_depth(target, guard + 1) + 1).max().unwrap_or(0)
    }

    fn deepest_key(&self) -> usize {
        let ids = self.pack.vocabulary.ids();
        ids.map(|id| self.key_depth(id, 0)).max().unwrap_or(0)
    }
}
