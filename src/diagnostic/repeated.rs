//! Mistakes that are made many times over: told for some places, counted for the others.

use super::{Diagnostic, Fault, Place};
use crate::text;

/// Places in which the same mistake is told one by one.
const TOLD: u32 = 20;

/// How often one mistake was made.
#[derive(Debug, Clone, Default)]
pub struct Repeated {
    count: u32,
    /// The first place in which it is not told.
    beyond: Option<Place>,
}

impl Repeated {
    /// Counts one more, and says whether it is to be told by itself.
    pub fn is_told(&mut self, place: Place) -> bool {
        self.count += 1;
        if self.count > TOLD {
            self.beyond.get_or_insert(place);
        }
        self.count <= TOLD
    }

    /// What must be told of those that were not told one by one.
    pub fn rest(&self) -> Option<Diagnostic> {
        let (place, count) = (self.beyond?, self.count.saturating_sub(TOLD));
        let message = text!(
            ja: "ここから後にも同じ誤りがある（{count}件）",
            en: "the same is wrong here and further on ({count} times)"
        );
        let help = text!(ja: "前の{TOLD}件と同じように直します", en: "mend them like the {TOLD} before");
        Some(Diagnostic::error(Fault::Inventory, place, message).help(help))
    }
}
