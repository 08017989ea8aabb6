//! Pages over all jobs: home, one organ, the ledger, signing in, accounts.
//!
//! What it is for: what no single job can show. What it may know: the jobs' counts, the subject cards, the
//! ledger's entries, accounts; no job's tables. Where to begin: `home.rs`.

mod accounts;
mod api;
mod deliveries;
mod feeds;
mod home;
mod ledger;
mod organs;
mod sign_in;
mod tokens;

use page::Route;

/// Every door of this crate.
pub fn routes() -> Vec<Route> {
    [
        home::routes(),
        organs::routes(),
        ledger::routes(),
        sign_in::routes(),
        accounts::routes(),
        tokens::routes(),
        api::routes(),
        deliveries::routes(),
        feeds::routes(),
    ]
    .concat()
}
