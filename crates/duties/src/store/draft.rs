//! What somebody has typed on a duty and not sent: saved as they type, seen by them alone, gone once it is sent. It is
//! nobody's word yet, so it is not in the ledger.

use jiff::Timestamp;
use store::{StoreError, Tx, Value};

/// The table of drafts: not derived from the ledger, carried by a backup as it is.
pub const DRAFTS: &str = "duty_drafts";

/// A report in the making.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    /// What was done.
    pub(crate) text: String,
    /// The progress as typed.
    pub(crate) progress: String,
    /// The problems.
    pub(crate) problems: String,
    /// Links and words of evidence, one a line.
    pub(crate) links: String,
    /// When it was saved.
    pub(crate) saved: Option<Timestamp>,
}

impl Draft {
    /// Whether there is nothing in it worth keeping.
    pub(crate) fn is_blank(&self) -> bool {
        [&self.text, &self.progress, &self.problems, &self.links].iter().all(|part| part.trim().is_empty())
    }
}

/// What an account has typed on a duty.
///
/// # Errors
/// The store's failure.
pub(crate) fn draft(tx: &mut Tx<'_>, id: &str, account: &str) -> Result<Option<Draft>, StoreError> {
    let sql = "SELECT text, progress, problems, links, saved FROM duty_drafts \
               WHERE district = ?1 AND id = ?2 AND account = ?3";
    let row = tx.query_one(sql, &[tx.district().into(), id.into(), account.into()])?;
    row.map(|row| {
        Ok(Draft {
            text: row.text(0)?,
            progress: row.text(1)?,
            problems: row.text(2)?,
            links: row.text(3)?,
            saved: row.opt_time(4)?,
        })
    })
    .transpose()
}

/// Saves what an account has typed; a blank draft is none.
///
/// # Errors
/// The store's failure.
pub(crate) fn save_draft(
    tx: &mut Tx<'_>,
    id: &str,
    account: &str,
    draft: &Draft,
    now: Timestamp,
) -> Result<(), StoreError> {
    if draft.is_blank() {
        return forget_draft(tx, id, account);
    }
    let key = [("district", tx.district().into()), ("id", id.into()), ("account", account.into())];
    let rest: [(&str, Value); 5] = [
        ("text", (&draft.text).into()),
        ("progress", (&draft.progress).into()),
        ("problems", (&draft.problems).into()),
        ("links", (&draft.links).into()),
        ("saved", now.into()),
    ];
    tx.upsert(DRAFTS, &key, &rest)
}

/// Forgets what an account has typed on a duty.
///
/// # Errors
/// The store's failure.
pub(crate) fn forget_draft(tx: &mut Tx<'_>, id: &str, account: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM duty_drafts WHERE district = ?1 AND id = ?2 AND account = ?3";
    tx.execute(sql, &[tx.district().into(), id.into(), account.into()]).map(|_| ())
}
