//! `--beside`: the earlier assessment that a report is set beside.

use super::diff::another_body;
use super::{Opened, Said, Wishes, judge_for, saved};
use crate::assess::{Assessment, Earlier};
use crate::evaluate::Evidence;
use crate::language::Language;
use crate::pack::Audience;
use crate::text;
use std::path::Path;

/// Sets an assessment beside what the inventory or the saved assessment at a path says, judged by the same pack.
///
/// # Errors
/// That it cannot be read, is of another body, or was cut down for other readers.
pub fn beside(
    path: &Path,
    opened: &mut Opened,
    audience: Option<&Audience>,
    assessment: &mut Assessment,
    language: Language,
) -> Result<(), Said> {
    let saved = saved::open(path).map_err(|diagnostic| Said::unusable(&[*diagnostic], &opened.sources, language))?;
    let earlier = match saved {
        Some(saved) if saved.audience.as_ref().map(|one| &one.id) == audience.map(|one| &one.id) => saved,
        Some(_) => {
            let message = text!(
                ja: "--beside の判定結果は別の提供先のためのものです。同じ --audience で保存したものか、台帳のフォルダを指定します",
                en: "the assessment given with --beside is for other readers; give one saved with the same --audience, or a folder"
            );
            return Err(Said::usage(&message, language));
        }
        None => {
            let read = opened.inventory(path);
            let wishes = Wishes { evidence: Evidence::Findings, pictures: false, audience };
            let judged = read.and_then(|inventory| judge_for(opened, &inventory, inventory.as_of, &wishes));
            match judged {
                Ok((earlier, _)) => earlier,
                Err(diagnostics) => return Err(Said::unusable(&diagnostics, &opened.sources, language)),
            }
        }
    };
    if let Some(said) = another_body((&earlier.body, &assessment.body), language) {
        return Err(said);
    }
    assessment.earlier = Some(Earlier::of(&earlier, assessment));
    Ok(())
}
