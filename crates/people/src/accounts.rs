//! Opening, changing and closing accounts.

use crate::links::issue;
use crate::model::{Happened, SYSTEM, Why, account_name, person_name};
use crate::store::{account_row, account_rows, active_admins, forget_account, record, token_row};
use crate::{PeopleError, Refusal, Right, Role, Secret, User};
use jiff::Timestamp;
use store::Tx;

/// How far an account has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Opened; nobody has set its password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Cannot sign in any more.
    Closed,
}

/// An account in the list of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who it is.
    pub user: User,
    /// How far it has come.
    pub state: State,
    /// When it was opened.
    pub opened: Timestamp,
}

/// An account to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The name to sign in with: 2 to 32 letters, digits, `-`, `_` or `.`.
    pub account: String,
    /// The person's name.
    pub name: String,
    /// The organ's own name; may be empty for an administrator only.
    pub organ: String,
    /// What it is for.
    pub role: Role,
}

impl NewAccount {
    fn checked(&self) -> Result<NewAccount, Refusal> {
        let organ = self.organ.trim();
        if organ.is_empty() && self.role != Role::Admin {
            return Err(Refusal::OrganMissing);
        }
        let (account, name) = (account_name(&self.account)?, person_name(&self.name)?);
        Ok(NewAccount { account, name, organ: organ.to_owned(), role: self.role })
    }
}

/// Opens an account in the name of `by` (an account, a program, or `system` for the server's own commands) and
/// answers the one-time link token that sets its password, good for 24 hours.
///
/// # Errors
/// Refused: no right, a name that cannot be one or is taken, no organ.
pub fn open_account(
    tx: &mut Tx<'_>,
    by: &str,
    new: &NewAccount,
    now: Timestamp,
) -> Result<Secret, PeopleError> {
    authorised(tx, by, Right::ManageAccounts)?;
    let new = new.checked()?;
    opened(tx, by, &new, now)?;
    issue(tx, by, Some(&new.account), Why::Opened, now)
}

/// Records the opening itself; the name must be free.
pub(crate) fn opened(tx: &mut Tx<'_>, by: &str, new: &NewAccount, now: Timestamp) -> Result<(), PeopleError> {
    let NewAccount { account, name, organ, role } = new.clone();
    if account_row(tx, &account)?.is_some() {
        return Err(Refusal::AccountTaken { account }.into());
    }
    record(tx, by, &Happened::AccountOpened { account, name, organ, role }, now)
}

/// Gives an account another role, from its next request on.
///
/// # Errors
/// Refused: no right, no such account, closed, the same role, or nobody would be left to manage accounts.
pub fn change_role(
    tx: &mut Tx<'_>,
    by: &str,
    account: &str,
    role: Role,
    now: Timestamp,
) -> Result<(), PeopleError> {
    authorised(tx, by, Right::ManageAccounts)?;
    let found = open_one(tx, account)?;
    let (account, from) = (found.user.account.clone(), found.user.role);
    if from == role {
        return Err(Refusal::RoleSame { account, role }.into());
    }
    somebody_else_manages(tx, &found)?;
    record(tx, by, &Happened::RoleChanged { account, from, to: role }, now)
}

/// Closes an account: its password, links and sessions end at once; its name stays taken.
///
/// # Errors
/// Refused: no right, no such account, already closed, or nobody would be left to manage accounts.
pub fn close_account(tx: &mut Tx<'_>, by: &str, account: &str, now: Timestamp) -> Result<(), PeopleError> {
    authorised(tx, by, Right::ManageAccounts)?;
    let found = open_one(tx, account)?;
    somebody_else_manages(tx, &found)?;
    let account = found.user.account;
    forget_account(tx, &account)?;
    record(tx, by, &Happened::AccountClosed { account }, now)
}

/// Every account, closed ones too, by organ and name.
///
/// # Errors
/// The database did not answer.
pub fn accounts(tx: &mut Tx<'_>) -> Result<Vec<Account>, PeopleError> {
    account_rows(tx)
}

/// Whether `by` has the right at this moment: an active account, a program with a valid token, or `system`, which
/// is whoever works on the server itself.
///
/// # Errors
/// Refused: it has not.
pub fn authorised(tx: &mut Tx<'_>, by: &str, right: Right) -> Result<(), PeopleError> {
    let may = by == SYSTEM
        || account_row(tx, by)?.is_some_and(|found| found.state == State::Active && found.user.may(right))
        || token_row(tx, by)?.is_some_and(|found| found.revoked.is_none() && found.user.may(right));
    if may { Ok(()) } else { Err(Refusal::NoRight { by: by.to_owned(), right }.into()) }
}

/// The account, which must exist and not be closed.
pub(crate) fn open_one(tx: &mut Tx<'_>, typed: &str) -> Result<Account, PeopleError> {
    let unknown = || Refusal::AccountUnknown { account: typed.to_owned() };
    let account = account_name(typed).map_err(|_| unknown())?;
    match account_row(tx, &account)?.ok_or_else(unknown)? {
        found if found.state == State::Closed => Err(Refusal::AccountClosed { account }.into()),
        found => Ok(found),
    }
}

/// Whether accounts can still be managed without this one. True until the change is committed, for a transaction that
/// writes is alone in its district.
fn somebody_else_manages(tx: &mut Tx<'_>, found: &Account) -> Result<(), PeopleError> {
    let manages = found.state == State::Active && found.user.may(Right::ManageAccounts);
    if manages && active_admins(tx)? <= 1 {
        return Err(Refusal::LastAdmin { account: found.user.account.clone() }.into());
    }
    Ok(())
}
