//! Many duties at once, through the worklist and the door for programs.

use e2e::District;
use people::Role;
use serde_json::json;

#[test]
fn many_are_looked_at_then_done_then_taken_back() {
    let district = District::after_a_year();
    let office = district.person(Role::Supervisor);
    let list = "overdue=true&document=%E5%91%A8%E6%94%BF%E5%8A%9E%E5%AD%97%E3%80%942023%E3%80%9511%E5%8F%B7";
    let total = office.get(&format!("/api/v1/duties?{list}&per=1")).json()["total"].as_u64().unwrap();
    assert!(total > 1, "the year leaves something overdue");
    let path = format!("/duties/many?{list}");
    let none = office.post_form(&path, &[("which", "ticked"), ("act", "chase"), ("reason", "请尽快报送")]);
    assert_eq!(none.status, 422);
    assert!(
        none.text().contains("value=\"请尽快报送\"") && none.text().contains("没有选中任务"),
        "{}",
        none.text()
    );
    let looked =
        office.post_form(&path, &[("which", "all"), ("act", "chase"), ("reason", "请尽快报送")]).text();
    assert!(looked.contains(&format!("催办：{total}件")), "{looked}");
    let (_, seen) = looked.split_once("name=\"seen\" value=\"").unwrap();
    let seen = seen.split('"').next().unwrap();
    let sure =
        [("which", "all"), ("act", "chase"), ("reason", "请尽快报送"), ("seen", seen), ("sure", "true")];
    assert_eq!(district.person(Role::Contact).post_form(&path, &sure).status, 403);
    assert_eq!(office.post_form(&path, &sure).status, 303);
    assert_eq!(office.post_form(&path, &sure).status, 409, "the same form sent twice");
    let batches = office.get("/duties/batches").text();
    assert!(batches.contains(&format!("办理{total}件")), "{batches}");
    let (_, batch) = batches.split_once("/duties/batches/").unwrap();
    let batch = batch.split('/').next().unwrap();
    let back = office.post_form(&format!("/duties/batches/{batch}/undo"), &[]).text();
    assert!(back.contains(&format!("{total}件任务恢复原状")), "{back}");
}

#[test]
fn a_program_accepts_many_and_hears_why_not_the_rest() {
    let district = District::after_a_year();
    let office = district.program("", Role::Supervisor);
    let total = |state: &str| {
        office.get(&format!("/api/v1/duties?state={state}&per=1")).json()["total"].as_u64().unwrap()
    };
    let (submitted, returned) = (total("submitted"), total("returned"));
    assert!(submitted > 0 && returned > 0);
    let looked =
        office.post_json("/api/v1/duties/many?state=submitted", &json!({"act": "accept", "dry_run": true}));
    assert_eq!(looked.status, 200, "{}", looked.text());
    assert_eq!((looked.json()["batch"].is_null(), looked.json()["done"].as_u64()), (true, Some(submitted)));
    assert_eq!(total("submitted"), submitted, "looking changes nothing");
    let refused = office.post_json("/api/v1/duties/many?state=returned", &json!({"act": "accept"}));
    assert_eq!(refused.status, 409, "{}", refused.text());
    let done = office.post_json("/api/v1/duties/many?state=submitted", &json!({"act": "accept"})).json();
    assert_eq!((done["done"].as_u64(), total("submitted")), (Some(submitted), 0));
    let undo = format!("/api/v1/duties/batches/{}/undo", done["batch"].as_str().unwrap());
    assert_eq!(office.post_json(&undo, &json!({})).json()["undone"].as_u64(), Some(submitted));
    assert_eq!(total("submitted"), submitted);
}
