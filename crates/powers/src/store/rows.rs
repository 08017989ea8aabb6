//! Places for many values in one statement.

/// Values asked for at once: below what both engines take.
pub(super) const ROWS: usize = 250;

/// `?4, ?5, ?6`: places for a list of values after `before` others.
pub(super) fn places(before: usize, count: usize) -> String {
    (before + 1..=before + count).map(|i| format!("?{i}")).collect::<Vec<_>>().join(", ")
}
