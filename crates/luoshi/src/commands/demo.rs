//! `luoshi demo`: the built-in pack, a made-up year, and a server to look at it.

use super::{Intent, adopt, open, print, serve};
use crate::builtin::{pack_files, pack_names, refused, standards};
use crate::clock::RunningClock;
use crate::demo::{ACCOUNTS, END, START, simulate};
use crate::failure::Failure;
use crate::options::Options;
use jiff::{SignedDuration, Timestamp};
use kernel::Say;
use pack::Adopted;
use people::Chosen;
use std::net::SocketAddr;
use store::Store;

/// Letters and digits of a made-up password: 80 bits and more.
const PASSWORD_LENGTH: usize = 14;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let name =
        pack_names().into_iter().next().ok_or_else(|| Failure::Usage(Say::new("luoshi.no_builtin")))?;
    let pack = adopt::check(&pack_files(name))?;
    let store = open(options, Intent::Write)?.for_district(&pack.district);
    let fresh = store.head()?.is_none_or(|head| head.size <= 1);
    if !fresh && !is_ours(&store)? {
        return Err(Failure::Usage(Say::new("luoshi.demo_not_ours").with("db", shown(&options.db))));
    }
    if fresh {
        print(
            options,
            &Say::new("luoshi.demo_begins").with("title", &pack.title).with("db", shown(&options.db)),
        );
        let calendar = standards().map_err(refused)?.calendar;
        print(options, &adopt::adopt(&store, pack, START)?);
        simulate(&store, &calendar)?;
    }
    serve::not_behind(options, &store)?;
    let clock = RunningClock::set_to(options.clock.unwrap_or(resume(&store)?));
    serve::serve(options, &store, clock, |address| accounts(options, &store, address))
}

/// Whether the demo made the database: then it adopted its pack when the made-up year begins.
fn is_ours(store: &Store) -> Result<bool, Failure> {
    let first = store.read(|tx| tx.entries(0, 2))?;
    Ok(first.iter().any(|entry| entry.at == START && entry.kind == Adopted::KIND))
}

/// The address of a database without its user and password.
fn shown(url: &str) -> &str {
    url.rsplit('@').next().unwrap_or(url)
}

/// The demo's clock goes on where the made-up year, or the last visit, ended. What other commands recorded at the
/// real time does not move it.
fn resume(store: &Store) -> Result<Timestamp, Failure> {
    let longest_visit = END.saturating_add(SignedDuration::from_hours(24 * 31)).unwrap_or(END);
    Ok(store.head()?.map(|head| head.at).filter(|at| (END..longest_visit).contains(at)).unwrap_or(END))
}

/// No password is built in: each start draws a new one for every sample account.
fn accounts(options: &Options, store: &Store, address: SocketAddr) -> Result<(), Failure> {
    print(options, &Say::new("luoshi.demo_accounts").with("url", format!("http://{address}/sign-in")));
    let now = resume(store)?;
    for (account, role) in ACCOUNTS {
        let link = store.write(|tx| people::new_link(tx, "system", account, now))?;
        let password: String =
            link.reveal().chars().filter(char::is_ascii_alphanumeric).take(PASSWORD_LENGTH).collect();
        let chosen = Chosen::new(account, account, &password)?;
        let user = store.write(|tx| people::use_link(tx, link.reveal(), &chosen, now))?;
        let role = page::Texts::built_in().say(options.language, &role.say());
        let said = Say::new("luoshi.demo_account").with("account", account).with("password", password);
        print(options, &said.with("role", role).with("organ", user.organ));
    }
    Ok(())
}
