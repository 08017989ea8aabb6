use super::*;
use crate::sample::{calendar, pack};
use kernel::due_day;

fn row(rule: &str, due: &str, organ: &str) -> DueRow {
    DueRow {
        register: "dykes".into(),
        row: 7,
        rule: rule.into(),
        due: due.parse().unwrap(),
        organ: organ.into(),
        name: "北堤".into(),
        made_up: false,
    }
}

#[test]
fn a_date_in_a_row_opens_one_duty_for_whom_the_declaration_names() {
    let rows = [
        row("check", "2024-06-30", "河东镇"),
        row("check", "2024-07-01", "县水利局"),
        row("gone", "2024-07-01", "河东镇"),
    ];
    let opened = rows_due(&pack().registers, &rows, &calendar());
    let lines: Vec<String> = opened
        .iter()
        .map(|d| {
            format!(
                "{} | {} | {} | 报{} | {} | {}",
                d.id,
                d.organ,
                d.title,
                d.to,
                due_day(d.due.unwrap()),
                d.rest_day
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "register.dykes.check.7.2024-06-30 | 河东镇 | 复查堤防：北堤 | 报县水利局 | 2024-06-30 | true",
            "register.dykes.check.7.2024-07-01 | 县水利局 | 复查堤防：北堤 | 报 | 2024-07-01 | false",
        ],
        "a rule that the declaration no longer has opens nothing"
    );
    assert_eq!(opened[0].citation.clause.as_str(), "二");
}
