//! The time of a refusal must not tell which accounts exist.

use crate::Password;
use std::time::{Duration, Instant};

fn time(kept: Option<&Password>) -> Duration {
    let start = Instant::now();
    assert!(!Password::matches(kept, "not the password").unwrap());
    start.elapsed()
}

#[test]
fn a_wrong_password_takes_as_long_for_an_unknown_account() {
    let kept = Password::choose("li.lei", "correct horse").unwrap();
    // In turns, and the shortest of each: what else the machine does only makes a run longer.
    let pairs: Vec<_> = (0..15).map(|_| (time(Some(&kept)), time(None))).collect();
    let known = pairs.iter().map(|(known, _)| *known).min().unwrap();
    let unknown = pairs.iter().map(|(_, unknown)| *unknown).min().unwrap();
    let ratio = unknown.as_secs_f64() / known.as_secs_f64();
    println!("known {known:?}, unknown {unknown:?}, ratio {ratio:.3}");
    // Answering without hashing would be a hundred times shorter; a busy machine alone does not make it half.
    assert!((0.5..2.0).contains(&ratio), "known {known:?}, unknown {unknown:?}");
}
