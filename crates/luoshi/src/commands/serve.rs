//! `luoshi serve`: pages, interfaces, and the clock that opens duties.

use super::{Intent, open_district, print};
use crate::builtin::{refused, standards};
use crate::clock::RunningClock;
use crate::failure::Failure;
use crate::options::Options;
use crate::server;
use kernel::Say;
use page::Clock;
use std::net::SocketAddr;
use store::Store;
use tracing_subscriber::EnvFilter;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let store = open_district(options, Intent::Write)?;
    not_behind(options, &store)?;
    let clock = options.clock.map_or_else(RunningClock::real, RunningClock::set_to);
    serve(options, &store, clock, |address| first_link(options, &store, clock, address))
}

/// A clock that lies before what is recorded would make the ledger's instants run backwards.
pub(super) fn not_behind(options: &Options, store: &Store) -> Result<(), Failure> {
    let last = store.head()?.map(|head| head.at);
    match (options.clock, last) {
        (Some(clock), Some(at)) if clock < at => {
            Err(Failure::Usage(Say::new("luoshi.clock_behind").with("clock", clock).with("at", at)))
        }
        _ => Ok(()),
    }
}

/// Serves a district until told to stop.
pub(super) fn serve(
    options: &Options,
    store: &Store,
    clock: RunningClock,
    ready: impl FnOnce(SocketAddr) -> Result<(), Failure>,
) -> Result<(), Failure> {
    log(options.json_log);
    let calendar = standards().map_err(refused)?.calendar;
    server::serve(store, clock, calendar, &options.listen, |address| {
        print(options, &Say::new("luoshi.serving").with("address", address));
        ready(address)
    })
}

/// While a district has no account, a one-time link makes its first administrator.
fn first_link(
    options: &Options,
    store: &Store,
    clock: RunningClock,
    address: SocketAddr,
) -> Result<(), Failure> {
    let link = store.write(|tx| people::first_link(tx, clock.now()))?;
    if let Some(link) = link {
        print(
            options,
            &Say::new("luoshi.setup_link").with("url", format!("http://{address}/setup/{}", link.reveal())),
        );
    }
    Ok(())
}

/// Logs go to standard error: for people, or as JSON lines for a collector.
fn log(json: bool) {
    let lines =
        tracing_subscriber::fmt().with_env_filter(EnvFilter::new("info")).with_writer(std::io::stderr);
    // A second call in one process keeps the first log; that is all a failure here can mean.
    _ = if json { lines.json().flatten_event(true).try_init() } else { lines.with_target(false).try_init() };
}
