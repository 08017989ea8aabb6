use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn sheet(color: Color) -> Sheet {
    Sheet {
        year: 2024,
        serial: 1,
        color,
        organ: "县水利局".into(),
        duty: "d".into(),
        title: "季报".into(),
        asks: "三日内报送".into(),
        reply_by: at("2024-07-04T16:00:00Z"),
        issuer: "县政府办公室".into(),
    }
}

fn said<T>(result: Result<T, Denied>) -> String {
    match result {
        Ok(_) => "可以".into(),
        Err(Denied::NotYours(say) | Denied::Invalid(say) | Denied::Conflict(say)) => say.key.into_owned(),
    }
}

#[test]
fn x_022_the_next_sheet_on_a_duty_is_graver_than_the_one_that_is_open() {
    let now = at("2024-07-01T01:00:00Z");
    let cases = [
        (Color::Blue, None, "可以"),
        (Color::Red, None, "可以"),
        (Color::Blue, Some(Color::Blue), "duties.sheet_graver"),
        (Color::Yellow, Some(Color::Blue), "可以"),
        (Color::Blue, Some(Color::Red), "duties.sheet_graver"),
        (Color::Red, Some(Color::Red), "duties.sheet_graver"),
    ];
    for (color, open, expected) in cases {
        assert_eq!(said(may_issue(&sheet(color), open, now)), expected, "{color:?} after {open:?}");
    }
    let faults = [
        (Sheet { asks: " ".into(), ..sheet(Color::Blue) }, "duties.sheet_asks_missing"),
        (Sheet { reply_by: now, ..sheet(Color::Blue) }, "duties.due_passed"),
        (Sheet { organ: String::new(), ..sheet(Color::Blue) }, "duties.nobodys_duty"),
        (Sheet { issuer: String::new(), ..sheet(Color::Blue) }, "duties.issuer_missing"),
    ];
    for (sheet, expected) in faults {
        assert_eq!(said(may_issue(&sheet, None, now)), expected);
    }
}

#[test]
fn a_sheet_is_closed_with_evidence_and_not_by_who_answered() {
    use SheetState::{Answered, Closed, Open};
    let cases = [
        (Open, "", "office", "台账", "可以"),
        (Answered, "water", "office", "台账", "可以"),
        (Answered, "office", "office", "台账", "duties.sheet_second_person"),
        (Answered, "water", "office", " ", "duties.sheet_evidence_missing"),
        (Closed, "water", "office", "台账", "duties.sheet_closed"),
    ];
    for (state, answerer, by, evidence, expected) in cases {
        assert_eq!(said(may_close(state, answerer, by, evidence)), expected, "{state:?} {answerer} {by}");
    }
    assert_eq!(said(may_answer(Closed, "已办")), "duties.sheet_closed");
    assert_eq!(said(may_answer(Open, " ")), "duties.sheet_answer_missing");
}
