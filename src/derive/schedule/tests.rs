//! What holds of whole forecasts.

use super::model::{Basis, Edge, Live, Setting, Source, Strength, Unit};
use super::{Change, State, apply, forecast};
use proptest::prelude::*;

/// Units with estimates and dates; links of all kinds between any of them, so that there are cycles.
fn settings() -> impl Strategy<Value = Setting> {
    let unit = (0i64..20, prop::option::of(0i64..10), 0i64..60, any::<bool>(), 0u8..8);
    let units = prop::collection::vec(unit, 1..10);
    units
        .prop_flat_map(|units| {
            let last = units.len();
            (Just(units), prop::collection::vec((0..last, 0..last, 0u8..3), 0..20))
        })
        .prop_map(|(units, edges)| {
            let unit =
                |(number, (best, more, due, designated, live)): (usize, (i64, Option<i64>, i64, bool, u8))| Unit {
                    subject: format!("function/{number}"),
                    length: (best, more.map(|more| best + more)),
                    basis: if more.is_some() { Basis::Estimate } else { Basis::None },
                    due: Some(due),
                    live: if live == 0 { Live::Yes(Some(-5)) } else { Live::No },
                    designated: Some(designated),
                    ..Unit::open()
                };
            let edge = |(provider, consumer, kind): (usize, usize, u8)| Edge {
                provider,
                consumer,
                kind: [Strength::Hard, Strength::Link, Strength::Soft][usize::from(kind)],
                source: Source::Catalog,
                prepared: None,
                question: None,
                fact: None,
            };
            Setting {
                units: units.into_iter().enumerate().map(unit).collect(),
                edges: edges.into_iter().filter(|(a, b, _)| a != b).map(edge).collect(),
                ..Setting::default()
            }
        })
}

proptest! {
    #[test]
    fn the_order_holds_and_the_best_case_is_never_worse_than_the_worst(setting in settings()) {
        let forecast = forecast(&setting);
        for (unit, outcome) in setting.units.iter().zip(&forecast.units) {
            prop_assert!(outcome.best.is_some());
            prop_assert!(outcome.worst.is_none_or(|worst| Some(worst) >= outcome.best));
            prop_assert!(outcome.float.0.is_none_or(|low| Some(low) <= outcome.float.1));
            if let Live::Yes(_) = unit.live {
                prop_assert_eq!(outcome.state, State::Migrated);
                continue;
            }
            if let (Some(false), Some(worst), Some(due)) = (outcome.late, outcome.worst, unit.due) {
                prop_assert!(worst <= due);
            }
            if outcome.state == State::PastTarget {
                prop_assert!(unit.designated == Some(false) && outcome.best > unit.due);
            }
            prop_assert_eq!(outcome.chain.last().map(|(subject, _)| subject), Some(&unit.subject));
        }
        for edge in setting.edges.iter().filter(|edge| edge.kind == Strength::Hard) {
            let (before, after) = (&forecast.units[edge.provider], &forecast.units[edge.consumer]);
            if setting.units[edge.consumer].live == Live::No && setting.units[edge.provider].live == Live::No {
                prop_assert!(before.best <= after.best);
                prop_assert!(before.wave <= after.wave);
            }
        }
    }

    #[test]
    fn a_cut_link_has_two_sides_that_go_live_apart_and_no_split_link_is_forgotten(setting in settings()) {
        let forecast = forecast(&setting);
        let live = |unit: usize| match setting.units[unit].live {
            Live::Yes(since) => since,
            _ => forecast.units[unit].best,
        };
        for cut in &forecast.cuts {
            let job = |unit: usize| forecast.plan.job_of[unit];
            let (provider, consumer) = (cut.edge.provider, cut.edge.consumer);
            prop_assert!(job(provider).is_none() || job(provider) != job(consumer));
        }
        for edge in setting.edges.iter().filter(|edge| edge.kind == Strength::Link) {
            if live(edge.provider) != live(edge.consumer) {
                prop_assert!(forecast.cuts.iter().any(|cut| cut.edge == *edge), "{:?}", edge);
            }
        }
    }

    #[test]
    fn a_slip_never_brings_anything_forward_and_no_change_changes_nothing(setting in settings(), days in 0i64..30) {
        let before = forecast(&setting);
        let mut same = setting.clone();
        apply(&mut same, &Change::Slip("function/0".to_owned(), 0)).unwrap();
        prop_assert_eq!(&forecast(&same).units, &before.units);
        let mut slipped = setting.clone();
        apply(&mut slipped, &Change::Slip("function/0".to_owned(), days)).unwrap();
        for (before, after) in before.units.iter().zip(&forecast(&slipped).units) {
            prop_assert!(after.best >= before.best);
            prop_assert!(after.best.zip(before.best).is_some_and(|(after, before)| after - before <= days));
        }
        let mut dropped = setting.clone();
        apply(&mut dropped, &Change::Drop("function/0".to_owned())).unwrap();
        prop_assert_eq!(dropped.units.len() + 1, setting.units.len());
        // Without the one that closes a ring, the others no longer go live together but one after the other.
        let ring = before.plan.condensed.contains(&true);
        for (after, before) in forecast(&dropped).units.iter().zip(&before.units[1..]) {
            prop_assert!(ring || after.best <= before.best);
        }
    }
}

#[test]
fn a_name_that_means_nothing_is_told_with_those_that_do() {
    let mut setting =
        Setting { units: vec![Unit { subject: "function/juki".to_owned(), ..Unit::open() }], ..Setting::default() };
    let unnamed = apply(&mut setting, &Change::Drop("jukki".to_owned())).unwrap_err();
    assert_eq!((unnamed.name.as_str(), unnamed.known), ("jukki", vec!["juki".to_owned()]));
}
