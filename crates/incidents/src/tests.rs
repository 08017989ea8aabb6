//! Whole stories on both engines.

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

mod cases;
mod county;
mod room;
mod storm;
