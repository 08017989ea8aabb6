use super::*;
use kernel::Citation;
use pack::Grade;

fn citation(clause: &str) -> Citation {
    Citation {
        document: "甲〔2024〕1号".into(),
        clause: clause.try_into().unwrap(),
        digest: "0".repeat(64).try_into().unwrap(),
    }
}

fn criterion(id: &str, test: Test) -> Criterion {
    Criterion { id: id.into(), citation: citation("附件1"), title: id.into(), title_en: id.into(), test }
}

fn count(metric: &str, min: Option<(u32, bool)>, max: Option<(u32, bool)>, needs: &[&str]) -> Test {
    let bound = |(value, inclusive)| Bound { value, inclusive };
    let needs = needs.iter().map(|need| (*need).to_owned()).collect();
    Test::Count { metric: metric.into(), min: min.map(bound), max: max.map(bound), needs }
}

/// A plan with the forms of criteria that such plans have: bounds closed and open, needs, areas, discretion.
fn plan() -> Plan {
    let grade = |level: &str, criteria: Vec<Criterion>| Grade {
        level: level.into(),
        name: level.into(),
        citation: citation("附件1"),
        criteria,
    };
    let deaths = &["same_batch", "similar_cases"];
    Plan {
        id: "p".into(),
        title: "预案".into(),
        title_en: "plan".into(),
        citation: citation("1"),
        subject: "事件".into(),
        in_force: jiff::civil::date(2024, 1, 1),
        repeals: None,
        grades: vec![
            grade(
                "Ⅱ",
                vec![
                    criterion("2-adverse", count("adverse", Some((30, true)), Some((50, false)), &[])),
                    criterion("2-deaths", count("deaths", Some((2, true)), Some((5, true)), deaths)),
                ],
            ),
            grade(
                "Ⅲ",
                vec![
                    criterion("3-adverse", count("adverse", Some((20, true)), Some((30, false)), &[])),
                    criterion("3-deaths", count("deaths", None, Some((2, true)), deaths)),
                    criterion(
                        "3-units",
                        Test::Units {
                            unit: UnitLevel::County,
                            of_grade: "Ⅳ".into(),
                            min: Some(Bound { value: 2, inclusive: true }),
                            max: None,
                        },
                    ),
                    criterion("3-other", Test::Discretion),
                ],
            ),
        ],
        clocks: Vec::new(),
        reports: Vec::new(),
        warnings: Vec::new(),
        groups: Vec::new(),
        releases: Vec::new(),
        departments: Vec::new(),
        decisions: Vec::new(),
        measures: Vec::new(),
        fields: Vec::new(),
        imports: Vec::new(),
        metrics: Vec::new(),
        flags: Vec::new(),
        gathering: None,
    }
}

fn adverse(adverse: u32) -> Counts {
    Counts::default().with("adverse", adverse)
}

fn deaths(deaths: u32) -> Counts {
    Counts::default().with("deaths", deaths).holding("same_batch", true).holding("similar_cases", true)
}

#[test]
fn d_007_the_lower_end_belongs_to_a_grade_and_the_upper_end_does_not() {
    let cases = [(19, None), (20, Some("Ⅲ")), (29, Some("Ⅲ")), (30, Some("Ⅱ")), (49, Some("Ⅱ")), (50, None)];
    for (persons, wanted) in cases {
        assert_eq!(grade(&plan(), &adverse(persons)).grade.as_deref(), wanted, "{persons} persons");
    }
}

#[test]
fn d_009_where_two_grades_hold_the_graver_counts_and_both_are_shown() {
    let graded = grade(&plan(), &deaths(2));
    assert_eq!(graded.grade.as_deref(), Some("Ⅱ"));
    let shown: Vec<_> =
        graded.because.iter().map(|holds| (holds.criterion.as_str(), holds.threshold.as_str())).collect();
    assert_eq!(shown, [("2-deaths", "≥2 ≤5"), ("3-deaths", "≤2")]);
}

#[test]
fn d_010_deaths_that_no_number_fits_force_a_persons_decision() {
    let graded = grade(&plan(), &Counts::default().with("deaths", 1));
    assert_eq!(graded.grade, None);
    assert_eq!(graded.undecided.unwrap().key, "incidents.need_lacking");
}

#[test]
fn d_011_areas_with_a_lower_grade_are_counted_by_kind_and_grade() {
    let units = |unit: &str, of_grade: &str, count| Counts {
        units_below: vec![UnitsBelow { unit: unit.into(), of_grade: of_grade.into(), count }],
        ..Counts::default()
    };
    assert_eq!(grade(&plan(), &units("county", "Ⅳ", 2)).grade.as_deref(), Some("Ⅲ"));
    assert_eq!(grade(&plan(), &units("county", "Ⅳ", 1)).grade, None);
    assert_eq!(grade(&plan(), &units("city", "Ⅳ", 2)).grade, None);
}

#[test]
fn nobody_harmed_is_no_grade_and_no_question() {
    assert_eq!(grade(&plan(), &deaths(0)), Graded::default(), "`2 or fewer` does not mean none");
}

#[test]
fn d_012_harm_below_the_numbers_leaves_the_other_items_to_a_person() {
    assert_eq!(grade(&plan(), &adverse(3)).undecided.unwrap().key, "incidents.below_numbers");
}
