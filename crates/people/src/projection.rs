//! Keeps the tables of accounts and tokens in step with the ledger.

use crate::User;
use crate::accounts::State;
use crate::model::Happened;
use crate::store::{insert_account, insert_token, revoke_row, set_role, set_state};
use kernel::Entry;
use store::{Projection, StoreError, Tx};

struct People;

/// The projection to give to the store.
pub const fn projection() -> &'static dyn Projection {
    &People
}

impl Projection for People {
    fn name(&self) -> &'static str {
        "people"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["people_accounts", "people_tokens"]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        // Asked first, for reading a body as JSON costs much more and most entries are other jobs'.
        let ours = entry.kind.starts_with("account.") || entry.kind.starts_with("token.");
        match ours.then(|| entry.read()) {
            Some(Some(happened)) => apply(tx, entry, happened),
            Some(None) => Err(StoreError::Engine {
                reason: format!("entry {} ({}) is not one that this program writes", entry.seq, entry.kind),
            }),
            None => Ok(()),
        }
    }
}

fn apply(tx: &mut Tx<'_>, entry: &Entry, happened: Happened) -> Result<(), StoreError> {
    match happened {
        Happened::AccountOpened { account, name, organ, role } => {
            insert_account(tx, &User { account, name, organ, role, program: false }, entry.at)
        }
        Happened::AccountActivated { account } => set_state(tx, &account, State::Active),
        Happened::AccountClosed { account } => set_state(tx, &account, State::Closed),
        Happened::RoleChanged { account, to, .. } => set_role(tx, &account, to),
        Happened::TokenIssued { token, organ, role } => {
            insert_token(tx, &token, &organ, role, (&entry.actor, entry.at))
        }
        Happened::TokenRevoked { token } => revoke_row(tx, &token, entry.at),
        Happened::LinkIssued { .. } | Happened::SessionOpened { .. } | Happened::SessionRefused { .. } => {
            Ok(())
        }
    }
}
