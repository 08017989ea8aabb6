//! Taking a text in. The same text is the same review, however often it is taken in.

use crate::model::{Opened, event};
use crate::store::review;
use ::store::Tx;
use jiff::Timestamp;
use kernel::Say;
use page::Refusal;

/// Characters of a review's identity: enough of the digest that two texts of a district differ in it.
const ID: usize = 12;

/// Takes a text in and gives the identity of its review.
///
/// # Errors
/// The file is no text or holds none, or the store's failure.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    name: &str,
    bytes: &[u8],
    by: &str,
    now: Timestamp,
) -> Result<String, Refusal> {
    let unreadable = || Refusal::Invalid(Say::new("review.no_encoding").with("name", name));
    let text = syntax::decode(bytes).ok_or_else(unreadable)?;
    if text.trim().is_empty() {
        return Err(Refusal::Invalid(Say::new("review.nothing")));
    }
    let blob = tx.put_blob("text/plain; charset=utf-8", name, text.as_bytes())?;
    let id: String = blob.chars().take(ID).collect();
    if review(tx, &id)?.is_none() {
        let opened = Opened { blob, name: name.to_owned(), characters: text.chars().count() as u64 };
        tx.append(&format!("review/{id}"), 0, &[event(Opened::KIND, &opened)?], by, now)?;
    }
    Ok(id)
}
