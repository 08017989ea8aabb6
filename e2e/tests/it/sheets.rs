//! 督办单 through its pages.

use duties::Filter;
use e2e::District;
use people::Role;

#[test]
fn the_office_presses_the_organ_answers_and_the_office_closes_with_evidence() {
    let district = District::after_a_year();
    let overdue = Filter { overdue_at: Some(e2e::YEAR_ENDS), ..Filter::default() };
    let read = |tx: &mut store::Tx<'_>| Ok::<_, page::Refusal>(duties::list(tx, &overdue, 1, 50)?.1);
    let late = district.store.read(read).unwrap().into_iter().find(|duty| !duty.organ().is_empty()).unwrap();
    let (id, organ) = (late.opened.id.as_str(), late.organ());
    let office = district.person(Role::Supervisor);
    let form = |color, by| {
        [("color", color), ("asks", "请三日内报送并说明原因。"), ("reply_by", by), ("issuer", "区政府办公室")]
    };
    let past = office.post_form(&format!("/duties/{id}/sheets"), &form("yellow", "2024-03-01"));
    assert_eq!(past.status, 422);
    assert!(past.text().contains("请三日内报送并说明原因。</textarea>"), "{}", past.text());
    let issued = office.post_form(&format!("/duties/{id}/sheets"), &form("yellow", "2024-03-21"));
    assert_eq!((issued.status, issued.header("location")), (303, "/sheets/2024-1"));
    assert!(office.get(&format!("/duties/{id}")).text().contains("督办〔2024〕1号"));

    let stranger = district.program("区气象局", Role::Contact);
    assert_eq!(stranger.post_form("/sheets/2024-1/answer", &[("text", "已办")]).status, 403);
    let own = district.program(organ, Role::Contact);
    let answer = [("text", "已补报"), ("evidence", "台账第3页")];
    assert_eq!(own.post_form("/sheets/2024-1/answer", &answer).status, 303);
    let empty = office.post_form("/sheets/2024-1/close", &[("evidence", "")]);
    assert_eq!(empty.status, 422, "{}", empty.text());
    assert_eq!(office.post_form("/sheets/2024-1/close", &[("evidence", "台账第3页，已核")]).status, 303);
    let closed = office.get("/sheets/2024-1").text();
    assert!(
        closed.contains("已办结") && closed.contains("台账第3页，已核") && closed.contains("已补报"),
        "{closed}"
    );
    assert!(office.get("/sheets").text().contains("督办〔2024〕1号"));
    assert_eq!(office.get("/api/v1/sheets/2024-1/docx").header("content-type"), page::DOCX);
}
