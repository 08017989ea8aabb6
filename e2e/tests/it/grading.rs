//! Every threshold of the first district's emergency plan, below, at and above it, as a table an official can read.

use incidents::{Counts, Fact, grade};
use pack::{Bound, Plan, Test, UnitLevel};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// One below, at and one above each end of a range.
fn around(ends: [&Option<Bound>; 2]) -> BTreeSet<u32> {
    let ends = ends.into_iter().flatten().map(|bound| bound.value);
    ends.flat_map(|value| [value.saturating_sub(1), value, value + 1]).collect()
}

fn areas(unit: UnitLevel, of_grade: &str, count: u32) -> Counts {
    let unit = match unit {
        UnitLevel::Province => "province",
        UnitLevel::City => "city",
        UnitLevel::County => "county",
    };
    let below =
        serde_json::json!({ "units_below": [{ "unit": unit, "of_grade": of_grade, "count": count }] });
    serde_json::from_value(below).unwrap()
}

fn outcome(plan: &Plan, counts: &Counts) -> String {
    let graded = grade(plan, counts);
    let clauses: Vec<&str> = graded.because.iter().map(|holds| holds.clause.as_str()).collect();
    let person = if graded.undecided.is_some() { "；由人工认定" } else { "" };
    format!("{}（{}）{person}", graded.grade.as_deref().unwrap_or("无"), clauses.join("，"))
}

fn of_criterion(plan: &Plan, test: &Test, out: &mut String) {
    match test {
        Test::Count { metric, min, max, needs } => {
            for count in around([min, max]) {
                let bare = Counts::default().with(metric, count);
                let full = needs.iter().fold(bare.clone(), |counts, need| counts.holding(need, true));
                writeln!(out, "  {metric} {count} → {}", outcome(plan, &full)).unwrap();
                if !needs.is_empty() {
                    writeln!(
                        out,
                        "  {metric} {count}，未确认 {} → {}",
                        needs.join("、"),
                        outcome(plan, &bare)
                    )
                    .unwrap();
                }
            }
        }
        Test::Units { unit, of_grade, min, max } => {
            for count in around([min, max]) {
                let counts = areas(*unit, of_grade, count);
                writeln!(out, "  {of_grade} {count}处 → {}", outcome(plan, &counts)).unwrap();
            }
        }
        Test::Discretion => writeln!(out, "  由人工认定").unwrap(),
    }
}

#[test]
fn every_threshold_is_graded_below_at_and_above_it_as_the_annex_says() {
    let pack = e2e::pack();
    let plan = pack.documents.iter().find_map(|document| document.plan.as_ref()).unwrap();
    let mut out = String::new();
    for grade in &plan.grades {
        for criterion in &grade.criteria {
            writeln!(out, "{} {} {}", grade.level, criterion.citation.clause, criterion.title).unwrap();
            of_criterion(plan, &criterion.test, &mut out);
        }
    }
    testkit::golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/grading.txt"), &out);
}

#[test]
fn of_two_tellings_the_greater_number_counts() {
    let told = Counts::default().with("adverse", 12).with("deaths", 1);
    let counted = Counts::default().with("adverse", 9).with("severe", 2).holding("same_batch", true);
    let both = told.max(&counted);
    assert_eq!((both.number("adverse"), both.number("severe"), both.number("deaths")), (12, 2, 1));
    assert_eq!(both.told["same_batch"], Fact::Flag(true));
}
