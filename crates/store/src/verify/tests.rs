//! Text that is no longer text: only SQLite can hold it.

use crate::tests::sample::{fill, sqlite, write};
use crate::{Place, Problem, Subject};

#[test]
fn a_byte_that_breaks_the_text_is_named() {
    let store = sqlite();
    fill(&store, 20);
    let sql = "UPDATE entries SET actor = CAST(x'ffe58cba' AS TEXT) WHERE seq = 5";
    write(&store, |tx| tx.execute(sql, &[]));
    let faults = store.verify(&mut |_| ()).unwrap();
    assert_eq!(faults[0].subject, Subject::Entry(5));
    write(&store, |tx| tx.execute("UPDATE entries SET actor = CAST(body AS BLOB) WHERE seq = 6", &[]));
    let faults = store.verify(&mut |_| ()).unwrap();
    assert_eq!(faults[1].problem, Problem::Changed(Some(Place { field: "actor", byte: None })));
}

#[test]
fn one_broken_byte_in_the_middle_of_a_character_is_found_again() {
    let store = sqlite();
    fill(&store, 20);
    // The first byte of 区 (e5 8c ba) becomes ff.
    let sql =
        "UPDATE entries SET actor = CAST(x'ff' || substr(CAST(actor AS BLOB), 2) AS TEXT) WHERE seq = 5";
    write(&store, |tx| tx.execute(sql, &[]));
    let faults = store.verify(&mut |_| ()).unwrap();
    assert_eq!(
        faults[0].problem,
        Problem::Changed(Some(Place { field: "actor", byte: Some((0, 0xe5, 0xff)) }))
    );
}
