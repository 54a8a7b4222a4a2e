//! What vendors offer on the requirements of a function, side by side.

use super::names::PRODUCT;
use super::{Class, Line, versioned};
use crate::assess::read::{Chosen, Named, Row};
use crate::inventory::Municipality;
use std::collections::BTreeMap;

/// A product with its answers on the requirements of one function.
#[derive(Debug, Clone)]
pub struct Product {
    /// By subject, with name and version.
    pub product: Named,
    /// Who supplies it.
    pub vendor: Option<String>,
    /// It is the one that the function moves to; `None` is not known.
    pub adopted: Option<bool>,
    /// Its answers by class.
    pub answers: Vec<Answers>,
    /// Yen once for wanted options, as far as costs are stated.
    pub cost: i64,
    /// Yen per year for wanted options, as far as costs are stated.
    pub cost_yearly: i64,
    /// Wanted options whose cost is not stated in full.
    pub unpriced: usize,
}

/// The answers on the requirements of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The class.
    pub class: Class,
    /// How many by provision; `None` has no answer.
    pub by_provision: BTreeMap<Option<Chosen>, usize>,
}

/// The products that answered, in the order of their ids: that of the offers of every line.
pub(super) fn products(m: &Municipality<'_>, function: &Row<'_, '_>, products: &[u32], lines: &[Line]) -> Vec<Product> {
    let Some(entity) = m.vocabulary.find(PRODUCT) else { return Vec::new() };
    let package = function.named("package");
    let read = |(index, row): (usize, &u32)| {
        let row = Row { m, entity, row: *row };
        let adopted = match (row.named("package"), &package) {
            (Some(own), Some(package)) => Some(own == *package),
            (None, _) if row.is_none("package") => Some(false),
            (_, None) if function.is_none("package") => Some(false),
            _ => None,
        };
        let mut product = Product {
            product: versioned(&row),
            vendor: row.text("vendor"),
            adopted,
            answers: answers(index, lines),
            cost: 0,
            cost_yearly: 0,
            unpriced: 0,
        };
        price(&mut product, index, lines);
        product
    };
    products.iter().enumerate().map(read).collect()
}

fn answers(index: usize, lines: &[Line]) -> Vec<Answers> {
    let mut found: BTreeMap<Class, BTreeMap<Option<Chosen>, usize>> = BTreeMap::new();
    for line in lines {
        let offer = line.offers.get(index).and_then(Option::as_ref);
        let provision = offer.and_then(|offer| offer.provision.clone().value());
        *found.entry(line.class).or_default().entry(provision).or_default() += 1;
    }
    found.into_iter().map(|(class, by_provision)| Answers { class, by_provision }).collect()
}

/// Adds up what the options cost that the body wants.
fn price(product: &mut Product, index: usize, lines: &[Line]) {
    for line in lines.iter().filter(|line| line.wants_option()) {
        let Some(offer) = line.offers.get(index).and_then(Option::as_ref).filter(|offer| offer.is_option()) else {
            continue;
        };
        product.cost = product.cost.saturating_add(offer.cost.unwrap_or(0));
        product.cost_yearly = product.cost_yearly.saturating_add(offer.cost_yearly.unwrap_or(0));
        product.unpriced += usize::from(offer.cost.is_none() || offer.cost_yearly.is_none());
    }
}
