//! Sessions: who is behind a cookie.

use crate::model::Times;
use crate::store::{drop_session, session_row, write_seen};
use crate::{PeopleError, User, secret};
use jiff::Timestamp;
use store::Tx;

/// Who is signed in with this session; `None` when it is unknown, has ended (2 hours idle, 12 hours in all), or its
/// account is closed. It only reads. The role is the one the account has now.
///
/// # Errors
/// The database did not answer.
pub fn session(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<Option<User>, PeopleError> {
    let found = session_row(tx, &secret::digest(token))?;
    Ok(found.filter(|(_, times)| times.alive(now)).map(|(user, _)| user))
}

/// Whether [`touch`] would write: the session lasts and was last written down 5 minutes ago or more. Ask it in the
/// transaction that reads, and open one that writes only for yes.
///
/// # Errors
/// The database did not answer.
pub fn touch_due(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<bool, PeopleError> {
    Ok(session_times(tx, token)?.is_some_and(|times| times.touch_due(now)))
}

/// Writes down that the session was used, at most every 5 minutes.
///
/// # Errors
/// The database did not answer.
pub fn touch(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<(), PeopleError> {
    if touch_due(tx, token, now)? {
        write_seen(tx, &secret::digest(token), now)?;
    }
    Ok(())
}

/// Ends the session. One that is unknown or has ended is no error.
///
/// # Errors
/// The database did not answer.
pub fn sign_out(tx: &mut Tx<'_>, token: &str) -> Result<(), PeopleError> {
    drop_session(tx, &secret::digest(token))
}

fn session_times(tx: &mut Tx<'_>, token: &str) -> Result<Option<Times>, PeopleError> {
    Ok(session_row(tx, &secret::digest(token))?.map(|(_, times)| times))
}
