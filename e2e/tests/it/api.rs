//! The doors that programs rely on (DESIGN §7).

use e2e::{Client, District, routes};
use page::{Access, Route};
use people::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{BadReceipt, Receipt};

/// The organ of the sample contact, and a second one with duties of its own.
fn organs(district: &District) -> (String, String) {
    let busiest = |tx: &mut store::Tx<'_>| documents::busiest_organs(tx, documents::FactKind::Task, 2);
    let mut found = district.store.read(busiest).unwrap().into_iter();
    (found.next().unwrap(), found.next().unwrap())
}

fn items(client: &Client, path: &str) -> Vec<Value> {
    let reply = client.get(path);
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()["items"].as_array().unwrap().clone()
}

fn text<'v>(item: &'v Value, name: &str) -> &'v str {
    item[name].as_str().unwrap_or_else(|| panic!("{name} of {item}"))
}

/// A duty of an organ that waits for its report.
fn open_duty(client: &Client, organ: &str) -> String {
    let items = items(client, &format!("/api/v1/duties?organ={organ}&state=open"));
    text(items.first().unwrap_or_else(|| panic!("{organ} owes nothing")), "id").to_owned()
}

fn documented() -> Vec<Route> {
    routes().into_iter().filter(|route| route.doc.is_some()).collect()
}

#[test]
fn the_description_lists_exactly_the_documented_doors() {
    let district = District::fresh();
    let description = district.visitor().get("/api/openapi.json").json();
    assert!(text(&description, "openapi").starts_with("3."));
    let operations = description["paths"].as_object().unwrap().iter().flat_map(|(path, methods)| {
        methods.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    let described: BTreeSet<String> = operations.collect();
    let wanted: BTreeSet<String> =
        documented().iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(described, wanted);
    let api: BTreeSet<String> = routes()
        .iter()
        .filter(|route| route.path.starts_with("/api/"))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let described_api: BTreeSet<String> = wanted.into_iter().filter(|door| door.contains(" /api/")).collect();
    assert_eq!(api, described_api, "every door for programs is described");
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let district = District::fresh();
    let description = district.visitor().get("/api/openapi.json").json();
    let mut references = Vec::new();
    collect_references(&description, &mut references);
    assert!(references.len() >= documented().len(), "{references:?}");
    for reference in references {
        let pointer =
            reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} leads out of the file"));
        assert!(description.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| collect_references(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| collect_references(value, found)),
        _ => {}
    }
}

#[test]
fn what_comes_back_is_what_the_description_says() {
    let district = District::after_a_year();
    let program = district.program("区政府办公室", Role::Supervisor);
    let description = program.get("/api/openapi.json").json();
    let paths = [
        "/api/v1/duties",
        "/api/v1/indicators",
        "/api/v1/documents",
        "/api/v1/organs",
        "/api/v1/ledger/head",
    ];
    for path in paths {
        let schema =
            &description["paths"][path]["get"]["responses"]["2XX"]["content"]["application/json"]["schema"];
        like(&description, schema, &program.get(path).json(), path);
    }
}

/// Every member is described, and every required one is there.
fn like(description: &Value, schema: &Value, value: &Value, place: &str) {
    let schema = match schema["$ref"].as_str() {
        Some(reference) => description.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    if let (Some(members), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        for (name, member) in members {
            let described = properties.get(name).unwrap_or_else(|| panic!("{place}/{name} is not described"));
            like(description, described, member, &format!("{place}/{name}"));
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(members.contains_key(name), "{place} lacks {name}");
        }
    }
    if let (Some(first), true) = (value.as_array().and_then(|list| list.first()), schema["items"].is_object())
    {
        like(description, &schema["items"], first, &format!("{place}/0"));
    }
}

#[test]
fn duties_are_listed_soonest_due_first_page_by_page() {
    let district = District::after_a_year();
    let program = district.program("区政府办公室", Role::Leader);
    let total = program.get("/api/v1/duties?per=1").json()["total"].as_u64().unwrap();
    assert!(total > 120, "a year of duties, not {total}");
    let pages =
        (1..=total.div_ceil(70)).map(|page| items(&program, &format!("/api/v1/duties?per=70&page={page}")));
    let all: Vec<Value> = pages.flatten().collect();
    let ids: BTreeSet<&str> = all.iter().map(|item| text(item, "id")).collect();
    assert_eq!((all.len() as u64, ids.len() as u64), (total, total), "each once");
    let dues: Vec<&str> = all.iter().filter_map(|item| item["due"].as_str()).collect();
    assert!(dues.is_sorted(), "soonest first");
    assert_eq!(
        items(&program, "/api/v1/duties?per=100000").len() as u64,
        total.min(500),
        "at most 500 at once"
    );
    assert_eq!(
        items(&program, "/api/v1/duties?page=0&per=5"),
        items(&program, "/api/v1/duties?page=1&per=5")
    );
}

#[test]
fn every_filter_of_duties_narrows_to_what_it_says() {
    let district = District::after_a_year();
    let program = district.program("区政府办公室", Role::Leader);
    let (organ, _) = organs(&district);
    let list = |query: &str| {
        let found = items(&program, &format!("/api/v1/duties?per=500&{query}"));
        assert!(!found.is_empty(), "{query} finds nothing: the test cannot fail");
        found
    };
    assert!(list(&format!("organ={organ}")).iter().all(|item| text(item, "organ") == organ));
    for state in ["open", "submitted", "accepted"] {
        assert!(list(&format!("state={state}")).iter().all(|item| text(item, "state") == state), "{state}");
    }
    assert!(list("overdue=true").iter().all(|item| item["overdue"] == true));
    let clause = list("document=周政办字〔2023〕11号&clause=五");
    assert!(
        clause
            .iter()
            .all(|item| text(item, "document") == "周政办字〔2023〕11号" && text(item, "clause") == "五")
    );
    // 24:00 of 25 September in the district is 16:00 of universal time.
    let on_the_day = list("due_from=2023-09-25&due_to=2023-09-25");
    assert!(on_the_day.iter().all(|item| text(item, "due") == "2023-09-25T16:00:00Z"), "{on_the_day:?}");
    let month = list("due_from=2023-09-01&due_to=2023-09-30");
    assert!(month.len() > on_the_day.len(), "the checks of 30 September belong to September");
    assert_eq!(items(&program, "/api/v1/duties?organ=没有这个单位"), Vec::<Value>::new());
}

#[test]
fn a_report_gives_a_receipt_that_holds_offline() {
    let district = District::after_a_year();
    let (organ, _) = organs(&district);
    let contact = district.program(&organ, Role::Contact);
    let id = open_duty(&contact, &organ);
    let reply = contact.post_json(
        &format!("/api/v1/duties/{id}/reports"),
        &json!({ "text": "已完成。", "progress": 100, "evidence": ["https://example.org/证明"] }),
    );
    assert_eq!(reply.status, 201, "{}", reply.text());
    let reported = reply.json();
    assert_eq!((text(&reported["duty"], "id"), text(&reported["duty"], "state")), (id.as_str(), "submitted"));
    let receipt = contact.get(text(&reported, "receipt"));
    assert_eq!(receipt.status, 200);
    let receipt: Receipt = serde_json::from_slice(&receipt.body).unwrap();
    let key = district.store.public_key().unwrap().to_owned();
    receipt.check(Some(&key)).unwrap();
    assert!(receipt.entry.body.contains("已完成。") && receipt.entry.kind == "duty.reported");
    let mut forged = receipt.clone();
    forged.entry.body = forged.entry.body.replace("已完成。", "未完成。");
    assert_eq!(forged.check(Some(&key)), Err(BadReceipt::NotIncluded));
    assert_eq!(receipt.check(Some("AAAA")), Err(BadReceipt::OtherKey));
}

#[test]
fn a_report_is_taken_once_and_from_the_organ_that_owes_it() {
    let district = District::after_a_year();
    let (organ, other) = organs(&district);
    let (contact, stranger) =
        (district.program(&organ, Role::Contact), district.program(&other, Role::Contact));
    let path = format!("/api/v1/duties/{}/reports", open_duty(&contact, &organ));
    let wrong = stranger.post_json(&path, &json!({ "text": "代报" }));
    assert_eq!(wrong.status, 403, "{}", wrong.text());
    assert!(
        text(&wrong.json(), "detail").contains(&organ),
        "the refusal names who reports: {}",
        wrong.text()
    );
    for (body, why) in
        [(json!({"text": "  "}), "no words"), (json!({"text": "x", "progress": 101}), "101 per cent")]
    {
        let reply = contact.post_json(&path, &body);
        assert_eq!(reply.status, 422, "{why}: {}", reply.text());
    }
    assert_eq!(contact.post_json(&path, &json!({ "text": "第一次" })).status, 201);
    let second = contact.post_json(&path, &json!({ "text": "第二次" }));
    assert_eq!(second.status, 409, "{}", second.text());
    assert_eq!(contact.post_json("/api/v1/duties/no-such-duty/reports", &json!({ "text": "x" })).status, 404);
}

#[test]
fn a_report_is_reviewed_by_a_second_person() {
    let district = District::after_a_year();
    let (organ, _) = organs(&district);
    let first = district.program("区政府办公室", Role::Supervisor);
    let second = district.program("区政府办公室", Role::Supervisor);
    let id = open_duty(&first, &organ);
    let (report, review) = (format!("/api/v1/duties/{id}/reports"), format!("/api/v1/duties/{id}/review"));
    assert_eq!(second.post_json(&review, &json!({ "accept": true })).status, 409, "nothing to review yet");
    assert_eq!(first.post_json(&report, &json!({ "text": "代报" })).status, 201);
    let same = first.post_json(&review, &json!({ "accept": true }));
    assert_eq!(same.status, 409, "{}", same.text());
    assert!(text(&same.json(), "detail").contains("另一人"), "{}", same.text());
    assert_eq!(second.post_json(&review, &json!({ "accept": false })).status, 422, "a return needs a reason");
    let returned = second.post_json(&review, &json!({ "accept": false, "reason": "缺佐证" }));
    assert_eq!((returned.status, text(&returned.json(), "state")), (200, "returned"));
    assert_eq!(first.post_json(&report, &json!({ "text": "补报" })).status, 201);
    let accepted = second.post_json(&review, &json!({ "accept": true }));
    assert_eq!((accepted.status, text(&accepted.json(), "state")), (200, "accepted"));
}

#[test]
fn a_refusal_is_problem_json_in_the_askers_language() {
    let district = District::after_a_year();
    let (organ, _) = organs(&district);
    let contact = district.program(&organ, Role::Contact);
    let path = format!("/api/v1/duties/{}/reports", open_duty(&contact, &organ));
    let json = [("content-type", "application/json"), ("accept-language", "en")];
    let bodies: [&[u8]; 5] = [b"", b"{", br#"{"text": 7}"#, br#"{"progress": 5}"#, b"\xff\xfe"];
    for body in bodies {
        let reply = contact.send(ureq::http::Method::POST, &path, &json, body.to_vec());
        assert_eq!((reply.status, reply.header("content-type")), (422, "application/problem+json"));
        let problem = reply.json();
        for member in ["type", "title", "detail", "instance"] {
            assert!(!text(&problem, member).is_empty(), "{member} of {problem}");
        }
        assert_eq!(problem["status"], 422);
        assert_eq!(text(&problem, "instance"), reply.header("x-request-id"), "found again in the log");
        assert!(text(&problem, "detail").is_ascii(), "English was asked for: {problem}");
    }
    let wrong_token = Client::program(&district.url, "not-a-token").get("/api/v1/duties");
    assert_eq!(wrong_token.status, 401, "{}", wrong_token.text());
}

#[test]
fn a_figure_is_judged_at_once_and_says_why() {
    let district = District::after_a_year();
    let all = items(
        &district.program("区政府办公室", Role::Leader),
        "/api/v1/indicators?document=周政办字〔2023〕13号&per=500",
    );
    let rate = all.iter().find(|item| text(item, "target") == "≥90%").unwrap();
    let owner = rate["organs"][0].as_str().unwrap();
    let path = format!("/api/v1/indicators/{}/values/2023", text(rate, "id"));
    let contact = district.program(owner, Role::Contact);
    for (value, state) in [("93.1", "met"), ("90", "met"), ("89.99", "not_met")] {
        let reply = contact.put_json(&path, &json!({ "value": value, "source": "年度统计" }));
        let judged = reply.json();
        assert_eq!((reply.status, text(&judged, "state")), (200, state), "{value}: {judged}");
        assert!(text(&judged, "because").contains(value), "{value}: {judged}");
    }
    assert_eq!(contact.put_json(&path, &json!({ "value": "很多" })).status, 422);
    assert_eq!(contact.put_json(&path.replace("2023", "某年"), &json!({ "value": "91" })).status, 422);
    let stranger = district.program("区气象局", Role::Contact).put_json(&path, &json!({ "value": "91" }));
    assert_eq!(stranger.status, 403, "{}", stranger.text());
    let states = ["met", "not_met", "on_course", "behind", "cannot_be_judged"];
    assert!(
        all.iter().all(|item| states.contains(&text(item, "state")) && !text(item, "because").is_empty())
    );
}

/// What the plan's annex says (附件1): the counts, the grade, the clauses that hold, whether a person must decide.
fn grades() -> Vec<(Value, Option<&'static str>, Vec<&'static str>, bool)> {
    let deaths = |deaths: u32, similar: bool, batch: bool| json!({ "deaths": deaths, "similar_cases": similar, "same_batch": batch });
    let units = |unit: &str, of_grade: &str, count: u32| json!({ "units_below": [{ "unit": unit, "of_grade": of_grade, "count": count }] });
    let none: Vec<&str> = Vec::new();
    vec![
        (json!({}), None, none.clone(), false),
        (json!({ "adverse": 9 }), None, none.clone(), true),
        (json!({ "adverse": 10 }), Some("Ⅳ"), vec!["附件1/四/（一）"], false),
        (json!({ "adverse": 19 }), Some("Ⅳ"), vec!["附件1/四/（一）"], false),
        (json!({ "adverse": 20 }), Some("Ⅲ"), vec!["附件1/三/（一）"], false),
        (json!({ "adverse": 29 }), Some("Ⅲ"), vec!["附件1/三/（一）"], false),
        (json!({ "adverse": 30 }), Some("Ⅱ"), vec!["附件1/二/（一）"], false),
        (json!({ "adverse": 49 }), Some("Ⅱ"), vec!["附件1/二/（一）"], false),
        (json!({ "adverse": 50 }), Some("Ⅰ"), vec!["附件1/一/（一）"], false),
        (json!({ "severe": 1 }), None, none.clone(), true),
        (json!({ "severe": 2 }), Some("Ⅳ"), vec!["附件1/四/（一）"], false),
        (json!({ "severe": 3 }), Some("Ⅲ"), vec!["附件1/三/（一）", "附件1/四/（一）"], false),
        (
            json!({ "severe": 5 }),
            Some("Ⅱ"),
            vec!["附件1/二/（一）", "附件1/三/（一）", "附件1/四/（一）"],
            false,
        ),
        (
            json!({ "severe": 10 }),
            Some("Ⅰ"),
            vec!["附件1/一/（一）", "附件1/二/（一）", "附件1/三/（一）", "附件1/四/（一）"],
            false,
        ),
        (deaths(1, false, true), None, none.clone(), true),
        (deaths(1, true, false), None, none.clone(), true),
        (deaths(1, true, true), Some("Ⅲ"), vec!["附件1/三/（二）"], false),
        (deaths(2, true, true), Some("Ⅱ"), vec!["附件1/二/（二）", "附件1/三/（二）"], false),
        (deaths(3, true, true), Some("Ⅱ"), vec!["附件1/二/（二）"], false),
        (deaths(5, false, true), Some("Ⅰ"), vec!["附件1/一/（二）"], false),
        (deaths(5, true, true), Some("Ⅰ"), vec!["附件1/一/（二）", "附件1/二/（二）"], false),
        (deaths(5, false, false), None, none.clone(), true),
        (deaths(6, true, true), Some("Ⅰ"), vec!["附件1/一/（二）"], false),
        (units("province", "Ⅱ", 1), None, none.clone(), false),
        (units("province", "Ⅱ", 2), Some("Ⅰ"), vec!["附件1/一/（三）"], false),
        (units("city", "Ⅲ", 2), Some("Ⅱ"), vec!["附件1/二/（三）"], false),
        (units("county", "Ⅳ", 2), Some("Ⅲ"), vec!["附件1/三/（三）"], false),
        (units("county", "Ⅲ", 2), None, none, false),
    ]
}

#[test]
fn counts_are_graded_as_the_plans_annex_says() {
    let district = District::fresh();
    let program = district.program("区市场监管局", Role::DutyOfficer);
    let before = district.store.head().unwrap().unwrap();
    for (counts, grade, clauses, person) in grades() {
        let reply = program.post_json("/api/v1/plans/drug-safety/grade", &counts);
        assert_eq!(reply.status, 200, "{counts}: {}", reply.text());
        let graded = reply.json();
        assert_eq!(graded["grade"].as_str(), grade, "{counts}: {graded}");
        let found: Vec<&str> =
            graded["because"].as_array().unwrap().iter().map(|why| text(why, "clause")).collect();
        assert_eq!(found, clauses, "{counts}");
        assert_eq!(graded["undecided"].is_string(), person, "{counts}: {graded}");
    }
    assert_eq!(district.store.head().unwrap().unwrap(), before, "grading records nothing");
    assert_eq!(program.post_json("/api/v1/plans/no-such-plan/grade", &json!({})).status, 404);
    let negative = program.post_json("/api/v1/plans/drug-safety/grade", &json!({ "deaths": -1 }));
    assert_eq!(negative.status, 422, "{}", negative.text());
}

#[test]
fn an_incident_says_its_grade_and_why() {
    let district = District::after_a_year();
    let incident = district.program("", Role::Admin).get("/api/v1/incidents/demo-2023-01").json();
    assert_eq!((text(&incident, "grade"), text(&incident, "response")), ("Ⅳ", "ended"), "{incident}");
    assert!(
        incident["because"].as_array().unwrap().iter().all(|why| text(why, "clause").starts_with("附件1/四"))
    );
}

#[test]
fn every_door_for_programs_asks_who_is_there() {
    let open: Vec<&str> =
        documented().iter().filter(|route| route.access == Access::Public).map(|route| route.path).collect();
    assert!(open.iter().all(|path| path.starts_with("/open/")), "{open:?}");
}
