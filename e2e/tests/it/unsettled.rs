//! The queue 待明确 through its pages and its doors for programs.

use e2e::{District, account_of};
use people::Role;
use serde_json::json;

/// The first open question of a kind about a task.
fn first(district: &District, kind: &str) -> serde_json::Value {
    let office = district.program("", Role::Supervisor);
    let open = office.get(&format!("/api/v1/unsettled?kind={kind}")).json()["items"].take();
    let about_task = |item: &&serde_json::Value| item["about"].as_str().unwrap().contains(".task.");
    open.as_array().unwrap().iter().find(about_task).unwrap().clone()
}

#[test]
fn what_nobody_owes_is_given_to_an_organ_and_opens_as_the_offices_decision() {
    let district = District::fresh();
    e2e::open_accounts(&district.store, e2e::ADOPTED);
    district.tick();
    let office = district.person(Role::Supervisor);
    let question = first(&district, "no_owner");
    let about = question["about"].as_str().unwrap();
    let page = office.get("/unsettled?kind=no_owner").text();
    assert!(page.contains(about) && page.contains("没有承办单位"), "{page}");
    let fields =
        |organ, reason| [("kind", "no_owner"), ("about", about), ("organ", organ), ("reason", reason)];
    let unknown = office.post_form("/unsettled/owner", &fields("没有这个局", "三定方案"));
    assert_eq!(unknown.status, 422);
    assert!(unknown.text().contains("value=\"没有这个局\"") && unknown.text().contains("value=\"三定方案\""));
    let contact = district.person(Role::Contact);
    assert_eq!(contact.post_form("/unsettled/owner", &fields("区财政局", "三定方案")).status, 403);
    assert_eq!(office.post_form("/unsettled/owner", &fields("区财政局", "三定方案")).status, 303);
    let settled = office.get("/unsettled?kind=settled").text();
    assert!(settled.contains("三定方案") && settled.contains(&account_of(Role::Supervisor)), "{settled}");
    district.tick();
    let found = office.get(&format!("/api/v1/duties?cause={about}&organ=区财政局")).json();
    assert_eq!(found["total"], 1, "{found}");
    let duty = office.get(&format!("/duties/{}", found["items"][0]["id"].as_str().unwrap())).text();
    assert!(duty.contains("此为办公室的决定，不是公文的规定") && duty.contains("三定方案"), "{duty}");
}

#[test]
fn a_lead_records_its_own_plan_and_nobody_elses() {
    let district = District::fresh();
    let question = first(&district, "no_plan");
    let organ = question["organ"].as_str().unwrap();
    let plan = json!({
        "about": question["about"], "organ": organ, "timetable": "见附表", "roadmap": "见附图", "letter": "责任书1号",
    });
    let stranger = district.program("区气象局", Role::Contact);
    let refused = stranger.post_json("/api/v1/unsettled/plans", &plan);
    assert_eq!(refused.status, 403, "{}", refused.text());
    assert!(refused.json()["detail"].as_str().unwrap().contains(organ));
    let own = district.program(organ, Role::Contact);
    let before = own.get("/api/v1/unsettled?kind=no_plan").json()["total"].as_u64().unwrap();
    let recorded = own.post_json("/api/v1/unsettled/plans", &plan);
    assert_eq!(recorded.status, 201, "{}", recorded.text());
    assert_eq!(own.get(recorded.json()["receipt"].as_str().unwrap()).status, 200, "its receipt is its own");
    assert_eq!(own.get("/api/v1/unsettled?kind=no_plan").json()["total"], before - 1);
}
