//! What an account and a person may be called.

use crate::Refusal;

/// The actor of what no account does: commands on the server itself, and the first link.
pub(crate) const SYSTEM: &str = "system";
/// The actor of what happens by time alone.
const CLOCK: &str = "clock";
/// What programs' names begin with.
const PROGRAM: &str = "program-";

/// The account name as it is kept: 2 to 32 letters, digits, `-`, `_` or `.`, beginning with a letter or digit, in
/// small letters, so that `Li.Lei` and `li.lei` are one. Letters of every script are letters.
pub(crate) fn account_name(typed: &str) -> Result<String, Refusal> {
    let account = typed.trim().to_lowercase();
    let fits = (2..=32).contains(&account.chars().count())
        && account.starts_with(char::is_alphanumeric)
        && account.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    match account.as_str() {
        _ if !fits => Err(Refusal::AccountName { typed: typed.to_owned() }),
        SYSTEM | CLOCK => Err(Refusal::AccountReserved { account }),
        name if name.starts_with(PROGRAM) => Err(Refusal::AccountReserved { account }),
        _ => Ok(account),
    }
}

/// A person's name: 1 to 40 characters on one line.
pub(crate) fn person_name(typed: &str) -> Result<String, Refusal> {
    let name = typed.trim();
    let fits = (1..=40).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(Refusal::Name) }
}

/// The name of a program's token, in lists and in the ledger.
pub(crate) fn program_name(suffix: &str) -> String {
    format!("{PROGRAM}{suffix}")
}
