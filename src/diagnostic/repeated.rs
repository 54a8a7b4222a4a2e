//! Mistakes that are made many times over: told for some places, counted for the others.

use super::{Diagnostic, Fault, Place};
use crate::language::Text;
use crate::text;

/// Places in which the same mistake is told one by one.
const TOLD: u32 = 20;

/// The same mistakes told once, at the first place, with the number of the others; the same help once, with the first that
/// needs it.
pub fn together(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in diagnostics {
        match told.iter_mut().find(|(first, _)| first.message == diagnostic.message) {
            Some((_, others)) => *others += 1,
            None => told.push((diagnostic, 0)),
        }
    }
    let counted = |(mut diagnostic, others): (Diagnostic, usize)| {
        let Text { ja, en } = &diagnostic.message;
        if others > 0 {
            diagnostic.message = text!(ja: "{ja}（ほかに{others}か所）", en: "{en} (and in {others} more places)");
        }
        diagnostic
    };
    let mut helped: Vec<Text> = Vec::new();
    let briefly = |mut diagnostic: Diagnostic| {
        match &diagnostic.help {
            Some(help) if helped.contains(help) => diagnostic.help = None,
            help => helped.extend(help.clone()),
        }
        diagnostic
    };
    told.into_iter().map(counted).map(briefly).collect()
}

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
