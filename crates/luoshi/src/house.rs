//! The list of jobs: adding one is one line in each of the three lists below.

use page::{Gauge, Route};
use store::{Parts, Projection};

/// Tables derived from the ledger, in the order they are applied.
const PROJECTIONS: &[&dyn Projection] = &[
    people::projection(),
    documents::PROJECTION,
    duties::PROJECTION,
    indicators::PROJECTION,
    incidents::PROJECTION,
    powers::PROJECTION,
    review::PROJECTION,
    notices::PROJECTION,
    registers::PROJECTION,
];

/// Tables that are not derived from the ledger: those of accounts, what people have typed and not sent, where they are
/// reached.
const KEPT: &[&str] = {
    let [passwords, links, digests] = people::KEPT else {
        panic!("a kept table of accounts is missing here")
    };
    let [addresses, feeds] = notices::KEPT else { panic!("a kept table of notices is missing here") };
    &[passwords, links, digests, duties::DRAFTS, duties::LOOKS, addresses, feeds]
};

/// What the jobs bring to the database.
pub const PARTS: Parts = Parts { projections: PROJECTIONS, kept: KEPT };

/// Every door of the house.
pub fn routes() -> Vec<Route> {
    [
        documents::routes(),
        duties::routes(),
        indicators::routes(),
        incidents::routes(),
        powers::routes(),
        review::routes(),
        notices::routes(),
        registers::routes(),
        desk::routes(),
    ]
    .concat()
}

/// Figures for `/metrics`.
pub const GAUGES: &[Gauge] = &[
    Gauge {
        name: "duties_overdue",
        help: "Duties past their last instant without a report",
        read: duties::overdue_count,
    },
    Gauge {
        name: "notices_undeliverable",
        help: "Deliveries of notices that no channel took",
        read: notices::undeliverable_count,
    },
    Gauge {
        name: "ledger_entries",
        help: "Entries in the district's ledger",
        read: |tx, _| {
            let row =
                tx.query_one("SELECT MAX(seq) FROM entries WHERE district = ?1", &[tx.district().into()])?;
            row.map_or(Ok(0), |row| Ok(row.opt_int(0)?.unwrap_or(0)))
        },
    },
];
