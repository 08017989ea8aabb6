//! Text files with what is expected in them: compared, or rewritten when told.

/// Compares a suite file with what the program says now; `LUOSHI_GOLDEN=1` rewrites it for review in the diff.
#[expect(
    clippy::disallowed_methods,
    reason = "tests rewrite their expectations when told to by the environment"
)]
pub(super) fn check(file: &str, expected: &str, actual: &str) {
    if std::env::var("LUOSHI_GOLDEN").is_ok() {
        let path = format!("{}/suite/{file}", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, actual).expect("the suite file can be written");
        return;
    }
    for (at, (expected, actual)) in expected.lines().zip(actual.lines()).enumerate() {
        assert_eq!(expected, actual, "suite/{file} line {}", at + 1);
    }
    assert_eq!(
        expected.lines().count(),
        actual.lines().count(),
        "suite/{file} has lines missing or too many"
    );
}
