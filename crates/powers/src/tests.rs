//! Adjustments as text that an official can read, properties of the invariant, and the tables on both engines.
/// Runs a story on both engines.
macro_rules! on_both_engines {
    ($($name:ident)*) => {
        mod on_sqlite {
            $(#[test] fn $name() { super::$name(&crate::tests::county::County::sqlite()); })*
        }
        mod on_postgres {
            $(#[test] fn $name() { super::$name(&crate::tests::county::County::open(&testkit::postgres::database())); })*
        }
    };
}

mod closing;
mod county;
mod drawing;
mod earlier;
mod engines;
mod law;
mod overlap;
mod properties;
mod records;
mod suite;
mod use_of;
