//! The random draw: the same for everybody who repeats it, nobody twice, nobody favoured.

use crate::cases::{Plan, draw};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn names(word: &str, count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("{word}{n}")).collect()
}

/// Worked out apart from the program: SHA-256 of `种子/objects/1` and so on, eight bytes each, and the shuffle.
#[test]
fn a_draw_is_what_anybody_works_out_from_the_seed() {
    let plan = Plan { objects: names("店", 7), inspectors: names("员", 4), count: 3, team: 2 };
    let drawn = draw("种子", &plan).into_iter().map(|one| format!("{} {}", one.object, one.team.join(" ")));
    assert_eq!(drawn.collect::<Vec<_>>(), ["店2 员3 员4", "店5 员2 员1", "店4 员4 员2"]);
}

#[test]
fn nobody_is_favoured() {
    let plan = Plan { objects: names("店", 5), inspectors: names("员", 4), count: 2, team: 2 };
    let mut drawn: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 0..2000 {
        for one in draw(&seed.to_string(), &plan) {
            *drawn.entry(one.object).or_default() += 1;
        }
    }
    // 2000 draws of 2 in 5: 800 each, standard deviation 22; five of them are 110.
    assert_eq!(drawn.len(), 5);
    assert!(drawn.values().all(|count| count.abs_diff(800) < 110), "{drawn:?}");
}

proptest! {
    #[test]
    fn everyone_drawn_is_of_the_pool_and_nobody_twice(
        seed in ".{0,20}", objects in 1_usize..40, inspectors in 2_usize..12, count in 1_u32..40, team in 2_u32..12,
    ) {
        let plan = Plan { objects: names("店", objects), inspectors: names("员", inspectors), count, team };
        let drawn = draw(&seed, &plan);
        prop_assert_eq!(drawn.len(), objects.min(count as usize));
        let distinct: BTreeSet<&String> = drawn.iter().map(|one| &one.object).collect();
        prop_assert_eq!(distinct.len(), drawn.len());
        for one in &drawn {
            prop_assert!(plan.objects.contains(&one.object));
            let team: BTreeSet<&String> = one.team.iter().collect();
            prop_assert_eq!(team.len(), inspectors.min(plan.team as usize));
        }
        prop_assert_eq!(draw(&seed, &plan), drawn);
    }
}
