//! The one way a test of this kit ends early.

/// Fails the test with a sentence. What a test needs and does not get must not pass unseen.
#[expect(clippy::panic, reason = "only tests use this crate, and this is how a test fails")]
pub(crate) fn fail(reason: impl AsRef<str>) -> ! {
    panic!("{}", reason.as_ref())
}
