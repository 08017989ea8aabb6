//! Dependencies between our crates go down only, and jobs never know each other.
//!
//! Why: a change in one job must not reach another, and an edit must not rebuild half the house. Two jobs meet
//! in `flows`, or show each other through subject cards.

use crate::tree::{Fault, File, Tree, lines};

/// Our crates and their levels. A new crate is a line here and a page in `docs/decisions/`.
const LEVELS: &[(&str, u8)] = &[
    ("kernel", 0),
    ("pack", 1),
    ("syntax", 1),
    ("store", 1),
    ("people", 2),
    ("compiler", 2),
    ("notices", 2),
    ("page", 2),
    ("documents", 3),
    ("duties", 3),
    ("registers", 3),
    ("indicators", 3),
    ("powers", 3),
    ("inspections", 3),
    ("incidents", 3),
    ("weather", 3),
    ("flows", 4),
    ("desk", 4),
    ("review", 4),
    ("luoshi", 5),
];

/// Arrows on one level that are meant: a page asks who is looking; a notice has a person and a page.
const ALSO: &[(&str, &str)] = &[("page", "people"), ("notices", "people"), ("notices", "page")];

/// Arrows that go down and are refused all the same: the compiler is pure.
const NEVER: &[(&str, &str)] = &[("compiler", "store")];

/// They look at everything; nobody looks at them, but tests at `testkit`.
const ASIDE: &[&str] = &["testkit", "sim", "bench", "e2e", "xtask"];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let manifests = tree.under("crates/").filter(|file| file.path.split('/').count() == 3);
    manifests.filter(|file| file.name() == "Cargo.toml").flat_map(check_manifest).collect()
}

fn check_manifest(manifest: &File) -> Vec<Fault> {
    let Some(own) = manifest.krate() else { return Vec::new() };
    if ASIDE.contains(&own) {
        return Vec::new();
    }
    let Some(level) = level(own) else {
        let accepted = "a line in LEVELS of xtask/src/tidy/crate_levels.rs and a page in docs/decisions/";
        return vec![manifest.fault(1, format!("crate `{own}` has no level"), accepted)];
    };
    let arrows = dependencies(&manifest.text).into_iter();
    arrows.filter_map(|arrow| refuse(manifest, own, level, &arrow)).collect()
}

fn refuse(manifest: &File, own: &str, own_level: u8, arrow: &Arrow<'_>) -> Option<Fault> {
    let to = arrow.to;
    if ASIDE.contains(&to) {
        let accepted = "`testkit` under [dev-dependencies], and no other crate of tests or chores";
        let met = to == "testkit" && arrow.dev;
        return (!met).then(|| manifest.fault(arrow.line, format!("`{own}` uses `{to}`"), accepted));
    }
    let to_level = level(to)?;
    let down = to_level < own_level || ALSO.contains(&(own, to));
    if down && !NEVER.contains(&(own, to)) {
        return None;
    }
    let what = format!("`{own}` (level {own_level}) uses `{to}` (level {to_level})");
    Some(manifest.fault(arrow.line, what, instead(own, own_level)))
}

/// What a crate may do when it needs something that it may not know.
fn instead(own: &str, level: u8) -> String {
    match level {
        0 => "no crate of ours: a trait here, implemented by who calls".to_owned(),
        3 => "a crate below level 3: to cause something in another job, let `flows` react to your event"
            .to_owned(),
        _ if NEVER.iter().any(|(from, _)| *from == own) => {
            "what it needs as an argument: it is pure".to_owned()
        }
        _ => format!("a crate below level {level}, or what it needs as an argument"),
    }
}

fn level(name: &str) -> Option<u8> {
    LEVELS.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
}

/// A dependency as a manifest names it.
struct Arrow<'a> {
    to: &'a str,
    dev: bool,
    line: usize,
}

/// Both forms: a key in a `[…dependencies]` table, and a table `[…dependencies.name]`.
fn dependencies(manifest: &str) -> Vec<Arrow<'_>> {
    let mut section = "";
    let mut found = Vec::new();
    for (number, line) in lines(manifest) {
        let line = line.trim();
        let to = if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
            section.rsplit_once("dependencies.").map(|(_, name)| name)
        } else if section.ends_with("dependencies") {
            line.split(['.', '=', ' ']).next().filter(|name| !name.is_empty() && !name.starts_with('#'))
        } else {
            None
        };
        let dev = section.contains("dev-dependencies");
        found.extend(to.map(|to| Arrow { to: to.trim_matches('"'), dev, line: number }));
    }
    found
}
