use super::*;

fn read(json: &str) -> Adjustment {
    let body: AdjustmentBody = serde_json::from_str(json).unwrap();
    let holders = body.without_giver().into_iter().map(|code| (code, "县水利局".to_owned())).collect();
    body.adjustment(&holders, "registrar").unwrap()
}

#[test]
fn codes_alone_and_whole_objects_are_taken_alike() {
    let short = read(
        r#"{"effective":"2024-06-01","basis":"9号","cancel":["1"],"transfer":[{"code":"2","to":"县林业局"}],
            "add":[{"code":"3","name":"名","kind":"行政处罚","holder":"县水利局","decision":"5号"}]}"#,
    );
    let long = read(
        r#"{"effective":"2024-06-01","basis":"9号","cancel":[{"code":"1"}],
            "transfer":[{"code":"2","from":"县水利局","to":"县林业局"}],
            "add":[{"code":"3","name":"名","kind":"行政处罚","holder":"县水利局","decision":{"document":"5号","granted":true}}]}"#,
    );
    assert_eq!(short, long);
    assert_eq!(short.changes.len(), 3);
}

#[test]
fn what_is_added_has_the_account_as_its_author() {
    let adjustment = read(
        r#"{"effective":"2024-06-01","basis":"9号","complete":[{"code":"1","field":"time_limit","value":"三十日","source":"指南"}]}"#,
    );
    let added = Added {
        field: Field::TimeLimit,
        value: "三十日".into(),
        author: "registrar".into(),
        source: "指南".into(),
    };
    assert_eq!(adjustment.changes, [Change::Complete { code: "1".into(), added }]);
}

#[test]
fn a_slip_in_a_name_or_a_day_is_told() {
    let misspelt = r#"{"effective":"2024-06-01","basis":"9号","cancels":["1"]}"#;
    assert!(serde_json::from_str::<AdjustmentBody>(misspelt).is_err());
    let body: AdjustmentBody = serde_json::from_str(r#"{"effective":"6月1日","basis":"9号"}"#).unwrap();
    let refusal = body.adjustment(&BTreeMap::new(), "registrar").unwrap_err();
    assert!(matches!(refusal, Refusal::Invalid(say) if say.key == "powers.bad_day"));
}
