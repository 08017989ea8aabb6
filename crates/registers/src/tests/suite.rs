//! The pages of `suite/`: cells as typed with what they become, and rows with everything that is wrong with them.

use super::county::register;
use super::words::render;
use crate::model::{Values, cell, faults};
use std::path::PathBuf;

#[expect(clippy::disallowed_methods, reason = "tests read their own pages")]
#[test]
fn every_page_of_the_suite_says_what_the_program_says() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("suite");
    let rewrite = std::env::var("LUOSHI_GOLDEN").is_ok();
    for (name, told) in [("cells.txt", cell_line as fn(&str) -> String), ("rows.txt", row_line)] {
        let path = folder.join(name);
        let page = std::fs::read_to_string(&path).unwrap();
        let said: String = page.lines().map(|line| told(line) + "\n").collect();
        if rewrite {
            std::fs::write(&path, &said).unwrap();
        } else {
            assert_eq!(page, said, "rewrite with LUOSHI_GOLDEN=1 and read the difference");
        }
    }
}

fn case(line: &str) -> Option<&str> {
    let case = line.split(" => ").next().unwrap_or_default().trim_end();
    (!case.is_empty() && !case.starts_with('#')).then_some(case)
}

/// `field: typed => value`, or the refusal.
fn cell_line(line: &str) -> String {
    let Some(case) = case(line) else { return line.to_owned() };
    let (name, typed) = case.split_once(": ").unwrap();
    let register = kinds();
    let field = register.field(name).unwrap_or_else(|| panic!("no field {name}"));
    let organ = |written: &str| ["县水利局", "县水务局"].contains(&written).then(|| "县水利局".to_owned());
    let told = match cell(field, typed, &organ) {
        Ok(value) => value,
        Err(say) => format!("✗ {}", render(&say.with("field", &field.title))),
    };
    format!("{case} => {told}")
}

/// One field of every kind.
fn kinds() -> pack::Register {
    let mut register = register();
    let model = register.field("name").unwrap().clone();
    use pack::FieldKind::{Choice, Date, Money, Number, Organ, Period, Place, Post, Text};
    let kinds = [
        ("text", Text),
        ("number", Number),
        ("money", Money),
        ("date", Date),
        ("period", Period),
        ("organ", Organ),
        ("place", Place),
        ("post", Post),
        ("choice", Choice),
    ];
    register.fields = kinds
        .iter()
        .map(|(name, kind)| pack::RegisterField { name: (*name).to_owned(), kind: *kind, ..model.clone() })
        .collect();
    for field in &mut register.fields {
        field.choices = vec!["土堤".to_owned(), "石堤".to_owned()];
        if field.name == "number" {
            (field.min, field.max) = ("0".parse().ok(), "100".parse().ok());
        }
    }
    register
}

/// `state | field=value; field=value => faults`.
fn row_line(line: &str) -> String {
    let Some(case) = case(line) else { return line.to_owned() };
    let (state, pairs) = case.split_once(" | ").unwrap();
    let pair =
        |pair: &str| pair.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.to_owned()));
    let values: Values = pairs.split(';').filter_map(pair).collect();
    let told = faults(&register(), state, &values, None);
    let told: Vec<String> = told.iter().map(|fault| render(&fault.say)).collect();
    format!("{case} => {}", if told.is_empty() { "可以".to_owned() } else { told.join("；") })
}
