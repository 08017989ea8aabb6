//! One-time links: making them, saying what they are for, spending them.

use crate::accounts::{NewAccount, authorised, open_one, opened};
use crate::model::{Happened, Link, SYSTEM, Why, account_name, person_name};
use crate::store::{
    account_row, add_link, any_account, clear_failures, end_sessions, keep_password, link_row, record,
    replace_links, spend_link,
};
use crate::{Password, PeopleError, Refusal, Right, Role, Secret, User, secret};
use jiff::Timestamp;
use store::Tx;

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFor {
    /// It makes the district's first administrator, who chooses account and name.
    FirstAdmin,
    /// It sets the password of this account.
    Account(User),
}

/// What the holder of a link has chosen, checked and with its password hashed.
#[derive(Debug, Clone)]
pub struct Chosen {
    account: String,
    name: String,
    password: Password,
}

impl Chosen {
    /// Checks what was chosen and hashes the password. Slow, so do it outside a transaction.
    ///
    /// With [`LinkFor::Account`] give the account's own name; the person's name is not asked for again.
    ///
    /// # Errors
    /// Refused: not the form of an account name, or a password that is too short, too long or the account's name.
    pub fn new(account: &str, name: &str, password: &str) -> Result<Chosen, PeopleError> {
        let account = account_name(account)?;
        let password = Password::choose(&account, password)?;
        Ok(Chosen { account, name: name.to_owned(), password })
    }
}

/// A one-time link that makes the first administrator, good for 24 hours; `None` once the district has an account.
/// Each call makes a new link and ends the one before.
///
/// # Errors
/// The database or the source of random bits failed.
pub fn first_link(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<Secret>, PeopleError> {
    if any_account(tx)? {
        return Ok(None);
    }
    issue(tx, SYSTEM, None, Why::First, now).map(Some)
}

/// Another link for an account whose password is forgotten. Links made before end, and so do its sessions; the old
/// password goes on working until the link is used.
///
/// # Errors
/// Refused: no right, no such account, or it is closed.
pub fn new_link(tx: &mut Tx<'_>, by: &str, account: &str, now: Timestamp) -> Result<Secret, PeopleError> {
    authorised(tx, by, Right::ManageAccounts)?;
    let account = open_one(tx, account)?.user.account;
    end_sessions(tx, &account)?;
    issue(tx, by, Some(&account), Why::Again, now)
}

/// What the link is for.
///
/// # Errors
/// Refused: unknown, used, replaced by a newer one, or expired; the account is closed; or the first administrator
/// is already there.
pub fn link(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<LinkFor, PeopleError> {
    let found = link_row(tx, &secret::digest(token))?.ok_or(Refusal::LinkUnknown)?;
    found.usable(now)?;
    match found.account {
        Some(account) => open_one(tx, &account).map(|found| LinkFor::Account(found.user)),
        None if any_account(tx)? => Err(Refusal::NotFirst.into()),
        None => Ok(LinkFor::FirstAdmin),
    }
}

/// Spends the link: sets the password, ends the account's sessions and any lock after failures.
///
/// # Errors
/// As [`link`]; the link is for another account; or a name for the first administrator that cannot be one.
pub fn use_link(tx: &mut Tx<'_>, token: &str, chosen: &Chosen, now: Timestamp) -> Result<User, PeopleError> {
    let account = match link(tx, token, now)? {
        LinkFor::Account(user) if user.account == chosen.account => user.account,
        LinkFor::Account(user) => return Err(Refusal::LinkForAnother { account: user.account }.into()),
        LinkFor::FirstAdmin => first_admin(tx, chosen, now)?,
    };
    spend_link(tx, &secret::digest(token), now)?;
    keep_password(tx, &account, &chosen.password)?;
    end_sessions(tx, &account)?;
    clear_failures(tx, &account)?;
    record(tx, &account, &Happened::AccountActivated { account: account.clone() }, now)?;
    let found = account_row(tx, &account)?.ok_or(Refusal::AccountUnknown { account })?;
    Ok(found.user)
}

fn first_admin(tx: &mut Tx<'_>, chosen: &Chosen, now: Timestamp) -> Result<String, PeopleError> {
    let (account, name) = (chosen.account.clone(), person_name(&chosen.name)?);
    let new = NewAccount { account, name, organ: String::new(), role: Role::Admin };
    opened(tx, SYSTEM, &new, now)?;
    Ok(new.account)
}

/// Makes a link and ends those made before for the same purpose.
pub(crate) fn issue(
    tx: &mut Tx<'_>,
    by: &str,
    account: Option<&str>,
    why: Why,
    now: Timestamp,
) -> Result<Secret, PeopleError> {
    let (token, account) = (Secret::draw()?, account.map(str::to_owned));
    let made = Link::new(account.clone(), now);
    replace_links(tx, account.as_deref(), now)?;
    add_link(tx, &token.digest(), &made)?;
    record(tx, by, &Happened::LinkIssued { account, why, until: made.expires }, now)?;
    Ok(token)
}
