//! Places taken apart for formats that have fields for them.

use crate::assess::assessment::{Assessment, Judged};

/// Where something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The file, as the inventory's folder calls it.
    pub(super) file: &'a str,
    /// Where in it.
    pub(super) spot: Spot<'a>,
}

/// Where in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot<'a> {
    /// Line and column in characters, both from 1.
    Line(u32, u32),
    /// Sheet and cell of a workbook: `照会!C7`.
    Cell(&'a str),
    /// The file as a whole.
    Whole,
}

impl<'a> Place<'a> {
    /// What stands for the inventory where no place is known, or none may be told.
    pub(super) const BODY: Place<'static> = Place { file: "body.toml", spot: Spot::Whole };

    /// Takes `systems.toml:12:11` or `staff.xlsx!照会!C7` apart.
    pub(super) fn read(shown: &'a str) -> Option<Self> {
        if let Some((file, cell)) = shown.split_once('!') {
            return Some(Self { file, spot: Spot::Cell(cell) });
        }
        let (rest, column) = shown.rsplit_once(':')?;
        let (file, line) = rest.rsplit_once(':')?;
        let number = |text: &str| text.parse().ok().filter(|number| *number > 0);
        Some(Self { file, spot: Spot::Line(number(line)?, number(column)?) })
    }

    /// The file as a repository calls it in which the inventory's folder has that name.
    pub(super) fn within(&self, folder: &str) -> String {
        let (folder, file) = (folder.replace('\\', "/"), self.file.replace('\\', "/"));
        let folder = folder.trim_start_matches("./").trim_end_matches('/');
        if folder.is_empty() { file } else { format!("{folder}/{file}") }
    }

    /// The place of a result: where the first answer that it waits for should be written, else where its subject stands.
    pub(super) fn of(assessment: &'a Assessment, judged: &'a Judged) -> Self {
        let shown = shown(assessment, judged).and_then(Self::read);
        shown.unwrap_or(Self::BODY)
    }
}

/// The place of a result as text; `None` if it may not be told.
pub(super) fn shown<'a>(assessment: &'a Assessment, judged: &'a Judged) -> Option<&'a str> {
    let asked = judged.missing.iter().filter_map(|at| assessment.questions.get(*at)?.place.as_deref());
    asked.chain(judged.place.as_deref()).next()
}

#[cfg(test)]
mod tests {
    use super::{Place, Spot};

    #[test]
    fn places_are_taken_apart() {
        let line = Place::read("sub/systems.toml:12:11").unwrap();
        assert_eq!((line.file, line.spot), ("sub/systems.toml", Spot::Line(12, 11)));
        assert_eq!(line.within(".\\city\\r8\\"), "city/r8/sub/systems.toml");
        assert_eq!(line.within(""), "sub/systems.toml");
        let cell = Place::read("職員.xlsx!照会!C7").unwrap();
        assert_eq!((cell.file, cell.spot), ("職員.xlsx", Spot::Cell("照会!C7")));
        for none in ["", "systems.toml", "systems.toml:12", "a:b:c", "a:0:1"] {
            assert_eq!(Place::read(none), None, "{none}");
        }
    }
}
