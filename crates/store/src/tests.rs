//! The suite runs the same functions on SQLite and on PostgreSQL.

mod backup;
mod cards;
mod faults;
mod ledger;
mod open;
mod past;
mod proofs;
pub(crate) mod sample;
mod seals;
mod texts;
mod transactions;

/// Runs a function of the suite on both engines.
macro_rules! on_both_engines {
    ($($name:ident)*) => {
        mod on_sqlite {
            $(#[test] fn $name() { super::$name(&super::super::sample::sqlite()); })*
        }
        mod on_postgres {
            $(#[test] fn $name() { super::$name(&super::super::sample::postgres()); })*
        }
    };
}
use on_both_engines;
