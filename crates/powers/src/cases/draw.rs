//! A random draw (双随机) that anybody can repeat: who is inspected, and by whom (B-070).
//!
//! The numbers come from SHA-256 over the seed, a word for the pool and a counter; a number that would favour the first
//! places is thrown away (rejection), and the pool is shuffled by Fisher and Yates. The seed is the digest of the ledger's
//! entry that fixed the pools: nobody knows it before the pools are fixed.

use serde::{Deserialize, Serialize};
use store::Algorithm;

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Who may be inspected.
    pub objects: Vec<String>,
    /// Who may inspect.
    pub inspectors: Vec<String>,
    /// How many objects are drawn.
    pub count: u32,
    /// How many inspectors go to each; the law asks for two at least (行政处罚法第四十二条).
    pub team: u32,
}

/// One object that was drawn, with those who inspect it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Who is inspected.
    pub object: String,
    /// Who inspects.
    pub team: Vec<String>,
}

/// Draws: the same plan and seed always give the same.
pub(crate) fn draw(seed: &str, plan: &Plan) -> Vec<Drawn> {
    let objects = shuffled(seed, "objects", &plan.objects);
    let drawn = objects.into_iter().take(plan.count as usize).enumerate();
    drawn
        .map(|(at, object)| {
            let team = shuffled(seed, &format!("inspectors/{}", at + 1), &plan.inspectors);
            Drawn { object, team: team.into_iter().take(plan.team as usize).collect() }
        })
        .collect()
}

fn shuffled(seed: &str, pool: &str, names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    let mut numbers = Numbers { seed, pool, counter: 0 };
    for last in (1..names.len()).rev() {
        names.swap(last, numbers.up_to(last));
    }
    names
}

struct Numbers<'a> {
    seed: &'a str,
    pool: &'a str,
    counter: u64,
}

impl Numbers<'_> {
    /// A number from 0 to `last`, each equally likely.
    fn up_to(&mut self, last: usize) -> usize {
        let sides = last as u64 + 1;
        let fair = u64::MAX - u64::MAX % sides;
        loop {
            let number = self.next();
            if number < fair {
                return usize::try_from(number % sides).unwrap_or_default();
            }
        }
    }

    fn next(&mut self) -> u64 {
        self.counter += 1;
        let text = format!("{}/{}/{}", self.seed, self.pool, self.counter);
        let digest = Algorithm::Sha256.digest(&[text.as_bytes()]);
        digest.0.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
    }
}
