//! When a channel that failed is asked again. Pure.

use jiff::{SignedDuration, Timestamp};

/// Minutes to wait after the first failure, the second, and so on; after the last nothing is tried.
const WAITS: [i64; 8] = [1, 5, 15, 60, 240, 720, 1440, 1440];

/// While an attempt is under way nobody else tries: longer than any channel's own patience.
pub(crate) const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// When to try again after so many failed attempts; `None` when it was the last.
pub(crate) fn next_attempt(attempts: u32, now: Timestamp) -> Option<Timestamp> {
    let minutes = *WAITS.get(usize::try_from(attempts).ok()?.checked_sub(1)?)?;
    now.checked_add(SignedDuration::from_mins(minutes)).ok()
}

#[cfg(test)]
mod tests {
    use super::{WAITS, next_attempt};
    use jiff::Timestamp;

    #[test]
    fn waits_grow_and_end() {
        let wait = |attempts| next_attempt(attempts, Timestamp::UNIX_EPOCH).map(Timestamp::as_second);
        let waits: Vec<i64> = (1..).map_while(wait).collect();
        assert_eq!(waits.len(), WAITS.len());
        assert!(waits.is_sorted());
        assert_eq!((waits[0], wait(0)), (60, None));
    }
}
