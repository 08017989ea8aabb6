use super::*;
use crate::sample::calendar;
use kernel::due_day;

fn reviews(organ: &str, count: u64) -> ReviewDuty {
    ReviewDuty {
        change: 12,
        list: "xzf-2024-1".into(),
        organ: organ.into(),
        law: "河道管理条例".into(),
        count,
        decide_by: "2024-06-30".parse().unwrap(),
        citation: serde_json::from_value(serde_json::json!({
            "document": "县政发〔2024〕1号", "clause": "附件/表1/行1", "digest": "0".repeat(64)
        }))
        .unwrap(),
    }
}

#[test]
fn p_018_each_body_owes_one_decision_for_the_items_a_change_touches() {
    let found = decisions(&[reviews("县水利局", 3), reviews("河东镇", 1)], &calendar());
    let lines: Vec<String> = found
        .iter()
        .map(|d| format!("{} {} {} {} {}", d.id, d.organ, d.title, due_day(d.due.unwrap()), d.rest_day))
        .collect();
    assert_eq!(
        lines,
        [
            "xzf-2024-1.law.12.县水利局 县水利局 逐项复核《河道管理条例》变动触及的3项权责事项 2024-06-30 true",
            "xzf-2024-1.law.12.河东镇 河东镇 逐项复核《河道管理条例》变动触及的1项权责事项 2024-06-30 true",
        ]
    );
}
