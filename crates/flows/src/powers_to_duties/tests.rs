use super::*;
use crate::sample::calendar;
use kernel::due_day;

fn handover(code: &str, giving: &str, taking: &str) -> Handover {
    serde_json::from_value(serde_json::json!({
        "list": "xzf-2024-1", "code": code, "name": "对某事的处罚", "edition": 2, "giving": giving, "taking": taking,
        "effective": "2024-06-30", "basis": "县政字〔2024〕9号", "sheet": null, "given": null, "taken": null,
        "citation": { "document": "县政发〔2024〕1号", "clause": "附件/表1/行1", "digest": "0".repeat(64) },
    }))
    .unwrap()
}

#[test]
fn p_009_a_transfer_opens_a_duty_on_both_sides_due_on_the_effective_day() {
    let moved = [
        handover("0001", "县水利局", "县财政局"),
        handover("0002", "县水利局", "县财政局"),
        handover("0003", "县财政局", "县水利局"),
    ];
    let lines: Vec<String> = claims(&moved, &calendar())
        .iter()
        .map(|d| format!("{} {} {} {}", d.organ, d.title, due_day(d.due.unwrap()), d.rest_day))
        .collect();
    assert_eq!(
        lines,
        [
            "县水利局 向县财政局移交2项权责事项 2024-06-30 true",
            "县财政局 认领县水利局移交的2项权责事项 2024-06-30 true",
            "县财政局 向县水利局移交1项权责事项 2024-06-30 true",
            "县水利局 认领县财政局移交的1项权责事项 2024-06-30 true",
        ]
    );
}

#[test]
fn a_hand_over_that_both_sides_signed_opens_nothing() {
    let mut moved = handover("0001", "县水利局", "县财政局");
    let signature = powers::Signature { by: "a".into(), at: jiff::Timestamp::UNIX_EPOCH, seq: 2 };
    moved.given = Some(signature.clone());
    assert_eq!(claims(std::slice::from_ref(&moved), &calendar()).len(), 2, "one signature is not enough");
    moved.taken = Some(signature);
    assert_eq!(claims(&[moved], &calendar()), []);
}

#[test]
fn duties_have_the_same_identity_on_every_tick() {
    let moved = [handover("0001", "县水利局", "县财政局")];
    let ids =
        |moved: &[Handover]| claims(moved, &calendar()).iter().map(|d| d.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&moved), ids(&moved));
    assert_ne!(ids(&moved)[0], ids(&moved)[1]);
}
