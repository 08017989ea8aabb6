//! 督办单 on both engines.

use super::county::{County, DUE, MORNING, at};
use crate::model::{Color, SheetState};
use crate::store::{Pressing, answer_sheet, close_sheet, issue_sheet, sheet, sheets, sheets_on};

fn pressing(color: Color) -> Pressing {
    Pressing {
        color,
        asks: "三日内报送".into(),
        reply_by: at("2024-07-10T16:00:00Z"),
        issuer: "县政府办公室".into(),
    }
}

pub(super) fn sheets_are_numbered_by_year_and_closed_with_evidence(county: &County) {
    let water = county.opens("县水利局", DUE);
    let east = county.opens("河东镇", DUE);
    let issue = |duty: &str, color, now| {
        let (duty, now) = (duty.to_owned(), at(now));
        move |tx: &mut store::Tx<'_>| issue_sheet(tx, &duty, pressing(color), "office", now)
    };
    let first = county.write(issue(&water, Color::Blue, MORNING));
    assert_eq!((first.id().as_str(), first.organ.as_str()), ("2024-1", "县水利局"));
    assert_eq!(county.refused(issue(&water, Color::Blue, MORNING)), "duties.sheet_graver");
    assert_eq!(county.write(issue(&east, Color::Red, MORNING)).id(), "2024-2");
    assert_eq!(county.refused(issue("nothing", Color::Red, MORNING)), "duties.no_duty");

    let answer = |tx: &mut store::Tx<'_>| answer_sheet(tx, "2024-1", ("已报送", ""), "water", at(MORNING));
    county.write(answer);
    let close = |by: &'static str, evidence: &'static str| {
        move |tx: &mut store::Tx<'_>| close_sheet(tx, "2024-1", evidence, by, at(MORNING))
    };
    assert_eq!(county.refused(close("water", "台账")), "duties.sheet_second_person");
    assert_eq!(county.refused(close("office", "")), "duties.sheet_evidence_missing");
    county.write(close("office", "台账第3页"));
    assert_eq!(county.refused(answer), "duties.sheet_closed");
    assert_eq!(county.read(|tx| sheet(tx, "2024-1")).state, SheetState::Closed);

    // A closed sheet makes room for a new one, whatever its colour; the next year counts from one.
    let next = county.write(|tx| {
        let later = Pressing { reply_by: at("2025-02-01T16:00:00Z"), ..pressing(Color::Blue) };
        issue_sheet(tx, &water, later, "office", at("2025-01-02T01:00:00Z"))
    });
    assert_eq!(next.id(), "2025-1");
    assert_eq!(county.read(|tx| Ok(sheets_on(tx, &water)?)).len(), 2);
    let (total, rows) = county.read(|tx| Ok(sheets(tx, "", (1, 2))?));
    assert_eq!((total, rows[0].sheet.id().as_str()), (3, "2025-1"), "the latest first");
    assert_eq!(county.read(|tx| Ok(sheets(tx, "河东镇", (1, 9))?)).0, 1);
    county.replays();
}
