//! The built-in pack, and a simulated year over it that all tests share as copies of one file.

use crate::{Folder, PARTS, open_accounts};
use jiff::Timestamp;
use kernel::Calendar;
use pack::Pack;
use std::path::Path;
use std::sync::OnceLock;
use store::{Keys, Store, StoreError};

/// When districts of tests adopt the pack: 2023-04-26 09:00, district time.
pub const ADOPTED: Timestamp = Timestamp::constant(1_682_470_800, 0);
/// When the simulated year ends: 2024-03-18 09:00, district time.
pub const YEAR_ENDS: Timestamp = Timestamp::constant(1_710_723_600, 0);

/// An instant written as officials do: `2023-06-25 09:00`.
pub fn at(written: &str) -> Timestamp {
    let instant = format!("{}:00+08:00", written.replace(' ', "T"));
    instant.parse().expect("an instant such as 2023-06-25 09:00")
}

/// The national calendar that is built in.
pub fn calendar() -> Calendar {
    luoshi::standards().expect("the tables are good").calendar
}

/// The built-in pack.
pub fn pack() -> Pack {
    let name = luoshi::pack_names().first().copied().expect("a built-in pack");
    let standards = luoshi::standards().expect("the tables are good");
    pack::load(&luoshi::pack_files(name), &standards).expect("the pack is good")
}

/// Opens a database and adopts the pack in it.
pub fn adopt(url: &str, key: &Path, now: Timestamp) -> Store {
    let pack = pack();
    let store = open(url, key).expect("a database").for_district(&pack.district);
    store.write(|tx| documents::adopt(tx, pack, "system", now)).expect("the pack is taken");
    store
}

pub(crate) fn open(url: &str, key: &Path) -> Result<Store, StoreError> {
    Store::open(url, Keys::File(key.to_owned()), PARTS)
}

/// Copies the simulated year, with accounts for every role, to a file.
pub(crate) fn copy_year(to: &str) {
    static YEAR: OnceLock<Folder> = OnceLock::new();
    let year = YEAR.get_or_init(make_year);
    for kind in ["", ".key"] {
        std::fs::copy(year.file(&format!("year.db{kind}")), format!("{to}{kind}")).expect("a copy");
    }
}

fn make_year() -> Folder {
    let folder = Folder::new();
    let store = adopt(&folder.file("year.db"), Path::new(&folder.file("year.db.key")), ADOPTED);
    luoshi::simulate(&store, &calendar()).expect("a year without refusals");
    open_accounts(&store, YEAR_ENDS);
    // Closing the last connection folds the write-ahead log into the file that is copied.
    drop(store);
    assert!(!Path::new(&folder.file("year.db-wal")).exists(), "the year is one file");
    folder
}
