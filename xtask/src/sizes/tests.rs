use super::{share_at, table};
use crate::tree::Tree;

#[test]
fn a_share_is_a_value_that_occurs() {
    let cases: [(&[usize], usize, usize); 5] =
        [(&[], 50, 0), (&[7], 95, 7), (&[3, 1, 2], 50, 2), (&[4, 1, 2, 3], 50, 2), (&[1, 2, 3, 4], 95, 4)];
    for (values, percent, expected) in cases {
        assert_eq!(share_at(values, percent), expected, "{percent} % of {values:?}");
    }
}

#[test]
fn the_table_counts_crates_without_their_tests() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let tree: Tree = [
        file("crates/kernel/src/lib.rs", "//! Nouns.\n\nfn a() {\n}\nfn b() {}\n"),
        file("crates/kernel/src/tests.rs", "fn long() {\n\n\n}\n"),
        file("xtask/src/main.rs", "fn main() {}\n"),
    ]
    .into_iter()
    .collect();
    let expected = "\
crate            lines  functions  median  p95  files  median  p95  doc %
kernel               5          2       1    2      1       5    5     25
xtask                1          1       1    1      1       1    1      0
all                  6          3       1    2      2       1    5     20";
    assert_eq!(table(&tree), expected);
}
