//! Signing in, in three steps so that the slow one holds no transaction.

use crate::accounts::State;
use crate::model::{ALLOWED, Happened, SYSTEM, Times, account_name};
use crate::store::{
    account_row, add_failure, add_session, clear_failures, drop_ended_sessions, failures, password_row,
    record,
};
use crate::{Password, PeopleError, Refusal, Secret, User};
use jiff::Timestamp;
use store::Tx;

/// The first step's answer: what the typed password is to be compared with.
#[derive(Debug)]
pub struct Challenge {
    /// `None` when what was typed cannot be an account's name.
    account: Option<String>,
    kept: Option<Password>,
}

/// The second step's answer.
#[derive(Debug)]
pub struct Checked {
    challenge: Challenge,
    matched: bool,
}

/// The last step's answer. Commit both.
#[derive(Debug)]
pub enum SignIn {
    /// The session is open; its token goes into the cookie.
    Opened {
        /// Who signed in.
        user: User,
        /// The session's token.
        session: Secret,
    },
    /// Not let in: [`Refusal::WrongPassword`] or [`Refusal::LockedOut`]. The failure is counted in the transaction.
    Refused(Refusal),
}

/// First step, a transaction that reads.
///
/// # Errors
/// Refused: locked after 5 failures within 15 minutes, with the instant it ends. Unknown accounts are locked alike,
/// so that the lock tells nobody which accounts exist.
pub fn challenge(tx: &mut Tx<'_>, account: &str, now: Timestamp) -> Result<Challenge, PeopleError> {
    let Ok(account) = account_name(account) else {
        return Ok(Challenge { account: None, kept: None });
    };
    if let Some(until) = failures(tx, &account, now)?.locked_until(now) {
        return Err(Refusal::LockedOut { until }.into());
    }
    let kept = password_row(tx, &account)?;
    Ok(Challenge { account: Some(account), kept })
}

impl Challenge {
    /// Second step, without a database: compares the password. Takes tens of milliseconds, as long for an unknown
    /// account as for a known one.
    ///
    /// # Errors
    /// The hash could not be computed.
    pub fn check(self, password: &str) -> Result<Checked, PeopleError> {
        let matched = Password::matches(self.kept.as_ref(), password)?;
        Ok(Checked { challenge: self, matched })
    }
}

/// Third step, a transaction that writes: opens the session, or counts the failure. Everything is asked again, for the
/// account may have been locked, closed or given another password since the first step.
///
/// # Errors
/// The database or the source of random bits failed. A refusal is [`SignIn::Refused`], to be committed.
pub fn sign_in(tx: &mut Tx<'_>, checked: &Checked, now: Timestamp) -> Result<SignIn, PeopleError> {
    let Some(account) = checked.challenge.account.as_deref() else {
        return Ok(SignIn::Refused(Refusal::WrongPassword));
    };
    if let Some(until) = failures(tx, account, now)?.locked_until(now) {
        return Ok(SignIn::Refused(Refusal::LockedOut { until }));
    }
    let same = password_row(tx, account)? == checked.challenge.kept;
    let active = account_row(tx, account)?.filter(|found| found.state == State::Active);
    match active {
        Some(found) if checked.matched && same => welcome(tx, found.user, now),
        found => refuse(tx, account, found.is_some(), now).map(SignIn::Refused),
    }
}

fn welcome(tx: &mut Tx<'_>, user: User, now: Timestamp) -> Result<SignIn, PeopleError> {
    let session = Secret::draw()?;
    clear_failures(tx, &user.account)?;
    drop_ended_sessions(tx, Times::ended_before(now))?;
    add_session(tx, &session.digest(), &user.account, now)?;
    record(tx, &user.account, &Happened::SessionOpened { account: user.account.clone() }, now)?;
    Ok(SignIn::Opened { user, session })
}

fn refuse(tx: &mut Tx<'_>, account: &str, known: bool, now: Timestamp) -> Result<Refusal, PeopleError> {
    add_failure(tx, account, now)?;
    let Some(until) = failures(tx, account, now)?.locked_until(now) else {
        return Ok(Refusal::WrongPassword);
    };
    let account = known.then(|| account.to_owned());
    record(tx, SYSTEM, &Happened::SessionRefused { account, failures: ALLOWED, until }, now)?;
    Ok(Refusal::LockedOut { until })
}
