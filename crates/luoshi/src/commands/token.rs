//! `luoshi token --organ NAME --role ROLE`: prints a bearer token for a program.

use super::{Intent, open_district};
use crate::clock::RunningClock;
use crate::failure::Failure;
use crate::options::Options;
use kernel::Say;
use page::Clock;
use people::Role;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    if let Some(token) = &options.revoke {
        return revoke(options, token);
    }
    let role: Role = options.role.parse().map_err(|e: people::BadRole| Failure::Usage(e.say()))?;
    let store = open_district(options, Intent::Write)?;
    let now = options.clock.map_or_else(RunningClock::real, RunningClock::set_to).now();
    let known = store.read(|tx| Ok::<_, page::Refusal>(documents::organs(tx)?))?;
    if !options.organ.is_empty() && known.find(&options.organ).is_none() {
        return Err(Failure::Usage(Say::new("desk.no_organ").with("name", &options.organ)));
    }
    let token = store.write(|tx| people::issue_token(tx, "system", &options.organ, role, now))?;
    // The token alone goes to standard output, so that a script can take it.
    println!("{}", token.reveal());
    Ok(())
}

/// Revokes a token by its name, such as `program-1a2b3c4d`; the page of accounts lists them.
fn revoke(options: &Options, token: &str) -> Result<(), Failure> {
    let store = open_district(options, Intent::Write)?;
    let now = options.clock.map_or_else(RunningClock::real, RunningClock::set_to).now();
    store.write(|tx| people::revoke_token(tx, "system", token, now))?;
    super::print(options, &Say::new("luoshi.token_revoked").with("token", token));
    Ok(())
}
