//! `docs/coverage.csv` has a row for every requirement, and what it claims exists.
//!
//! Why: "works" is a promise to people who never read the code. A promise names the test that keeps it; a test
//! that is renamed or deleted takes the promise with it.

use crate::rust::functions;
use crate::tree::{Fault, File, Tree, lines};
use std::collections::BTreeSet;

const TABLE: &str = "docs/coverage.csv";
const HEADER: &str = "id,state,where,test";

/// The parts of the requirements and how many each has, in their order.
const PARTS: &[(char, usize)] =
    &[('X', 35), ('M', 67), ('E', 56), ('P', 25), ('B', 93), ('S', 49), ('D', 102), ('I', 13)];

const STATES: &[&str] = &["works", "partly", "not yet", "by a person"];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let Some(table) = tree.get(TABLE) else {
        let accepted = format!("a table with the header `{HEADER}`");
        return vec![Fault { path: TABLE.to_owned(), line: 1, what: "is missing".to_owned(), accepted }];
    };
    let tests = tests(tree);
    let rows = lines(&table.text).skip(1);
    let faults = rows.filter_map(|(number, line)| check_row(tree, &tests, line, table.fault(number, "", "")));
    header(table).into_iter().chain(order(table)).chain(faults).collect()
}

fn header(table: &File) -> Option<Fault> {
    let said = table.text.lines().next().unwrap_or_default();
    (said != HEADER).then(|| table.fault(1, format!("header `{said}`"), format!("`{HEADER}`")))
}

/// The first row whose id is not the one of its place; the ones after it would only repeat the fault.
fn order(table: &File) -> Option<Fault> {
    let ids =
        PARTS.iter().flat_map(|(part, count)| (1..=*count).map(move |number| format!("{part}-{number:03}")));
    let said: Vec<&str> =
        table.text.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default()).collect();
    let expected: Vec<String> = ids.collect();
    let longest = said.len().max(expected.len());
    let wrong = (0..longest).find(|at| said.get(*at).copied() != expected.get(*at).map(String::as_str))?;
    let name = |id: Option<&str>| id.map_or("the end".to_owned(), |id| format!("`{id}`"));
    let (said, expected) = (name(said.get(wrong).copied()), name(expected.get(wrong).map(String::as_str)));
    Some(table.fault(
        wrong + 2,
        format!("{said} stands here"),
        format!("{expected}, every requirement once and in order"),
    ))
}

/// Names of all test functions: those with `#[test]`, and those that `on_both_engines!` runs on each database.
fn tests(tree: &Tree) -> BTreeSet<String> {
    let all = tree.rust().flat_map(|file| functions(file.code()));
    let plain = all.filter(|function| function.test).map(|function| function.name);
    plain.chain(tree.rust().flat_map(|file| on_both_engines(&file.text))).collect()
}

fn on_both_engines(text: &str) -> Vec<String> {
    let blocks = text.split("on_both_engines! {").skip(1).filter_map(|rest| rest.split('}').next());
    blocks.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

fn check_row(tree: &Tree, tests: &BTreeSet<String>, line: &str, at: Fault) -> Option<Fault> {
    let says = |what: String, accepted: &str| Some(Fault { what, accepted: accepted.to_owned(), ..at });
    let [_, state, place, test] = *line.split(',').collect::<Vec<_>>() else {
        return says(
            format!("`{line}` has not four fields"),
            "id,state,where,test; lists are separated by `;`",
        );
    };
    if !STATES.contains(&state) {
        return says(format!("state `{state}`"), "works, partly, not yet or by a person");
    }
    if let Some(name) = list(test).find(|name| !tests.contains(*name)) {
        return says(format!("no test is called `{name}`"), "the name of a function with #[test]");
    }
    if let Some(path) =
        list(place).find(|path| path.contains('/') && !path.starts_with('/') && !tree.has(path))
    {
        return says(
            format!("`{path}` does not exist"),
            "a path from the top folder, or a page such as `/duties`",
        );
    }
    if state == "works" && test.is_empty() {
        return says("works, and no test says so".to_owned(), "the name of a test");
    }
    if matches!(state, "works" | "partly") && place.is_empty() {
        return says(format!("{state}, and nobody can see where"), "a path or a page");
    }
    None
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}
