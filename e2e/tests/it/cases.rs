//! Reports of an event through HTTP: a night at the duty officer's telephone.

use e2e::{Client, District, Reply};
use people::Role;
use serde_json::{Value, json};

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// A report that a program sends.
fn told(product: &str, more: &Value) -> Value {
    let mut report = json!({
        "product": product, "batch": "20230601", "reporter_kind": "医疗卫生机构", "reaction": "高热、寒战",
        "onset": "2023-04-20 08:00", "scope": "发生在本区",
    });
    for (field, answer) in more.as_object().unwrap() {
        report[field] = answer.clone();
    }
    report
}

#[test]
fn ten_persons_make_a_grade_four_event_and_its_clocks_run() {
    let district = District::fresh();
    let officer = district.program("区市场监管局", Role::DutyOfficer);
    district.clock.set("2023-05-01T02:00:00+08:00".parse().unwrap());
    let mut last = Value::Null;
    for person in 1..=10 {
        let reply = officer.post_json("/api/v1/cases", &told("甲注射液", &json!({ "age": 20 + person })));
        assert_eq!(reply.status, 201, "{}", reply.text());
        last = reply.json();
        assert_eq!(last["incident"].is_string(), person >= 3, "report {person}: {last}");
        assert_eq!(last["grade"], if person < 10 { Value::Null } else { json!("Ⅳ") }, "report {person}");
    }
    let id = text(&last, "incident");
    let incident = officer.get(&format!("/api/v1/incidents/{id}")).json();
    assert_eq!((text(&incident, "grade"), &incident["counts"]["adverse"]), ("Ⅳ", &json!(10)), "{incident}");
    assert_eq!(text(&incident["because"][0], "clause"), "附件1/四/（一）");
    district.tick();
    let due = officer.get("/api/v1/duties?per=500&due_from=2023-05-01&due_to=2023-05-01").json();
    let clocks = due["items"].as_array().unwrap().iter().filter(|duty| text(duty, "id").starts_with(id));
    let two_hours: Vec<&str> =
        clocks.filter(|duty| text(duty, "id").contains("K04")).map(|duty| text(duty, "due")).collect();
    assert_eq!(two_hours, ["2023-04-30T20:00:00Z"], "two hours from the report that made it an event");
    let elsewhere = officer.post_json("/api/v1/cases", &told("甲注射液", &json!({ "scope": "与本区无关" })));
    assert_eq!(elsewhere.json()["incident"], Value::Null, "out of scope (1.4)");
    let receipt = officer.get(text(&last, "receipt"));
    assert_eq!(receipt.status, 200, "{}", receipt.text());
}

#[test]
fn two_deaths_from_one_batch_with_a_similar_case_are_grade_two_and_overlap_is_shown() {
    let district = District::fresh();
    let officer = district.program("区市场监管局", Role::DutyOfficer);
    let death = |batch: &str| told("乙片", &json!({ "outcome": "死亡", "batch": batch }));
    let first = officer.post_json("/api/v1/cases", &death("B1")).json();
    assert_eq!(first["grade"], Value::Null, "one death alone is for a person to decide");
    officer.post_json("/api/v1/cases", &death("b1"));
    let third = officer.post_json("/api/v1/cases", &told("乙片", &json!({}))).json();
    assert_eq!(text(&third, "grade"), "Ⅱ");
    let incident = officer.get(&format!("/api/v1/incidents/{}", text(&third, "incident"))).json();
    let clauses: Vec<&str> =
        incident["because"].as_array().unwrap().iter().map(|why| text(why, "clause")).collect();
    assert_eq!(clauses, ["附件1/二/（二）", "附件1/三/（二）"], "exactly two fall into two grades (D-009)");
    let other = officer.post_json("/api/v1/cases", &death("B2")).json();
    assert_eq!(other["grade"], Value::Null, "another batch: the number is reached, the rest is not known");
}

#[test]
fn bad_answers_are_refused_with_what_would_be_taken_and_gaps_never_are() {
    let district = District::fresh();
    let officer = district.program("区市场监管局", Role::DutyOfficer);
    let send = |body: &Value| officer.post_json("/api/v1/cases", body);
    assert_eq!(send(&json!({ "reaction": "高热" })).status, 201, "neither product nor batch nor person");
    for (body, words) in [
        (json!({}), "一项内容也没有"),
        (json!({ "product": "甲", "onset": "2023-02-30" }), "不是存在的时间"),
        (json!({ "product": "甲", "onset": "2030-01-01" }), "晚于接报时间"),
        (json!({ "product": "甲", "received": "2030-01-01" }), "不能晚于现在"),
        (json!({ "product": "甲", "outcome": "dead" }), "可以填 痊愈"),
        (json!({ "product": "甲", "age": "很老" }), "不是整数"),
        (json!({ "prodcut": "甲" }), "没有“prodcut”这一栏"),
        (json!({ "product": ["甲"] }), "应为文字或数字"),
        (json!({ "product": "甲", "plan": "no-such" }), "no-such"),
        (json!({ "product": "甲".repeat(5000) }), "最多 4000 字"),
    ] {
        let reply = send(&body);
        assert!(matches!(reply.status, 404 | 422), "{body}: {}", reply.text());
        assert!(text(&reply.json(), "detail").contains(words), "{body}: {}", reply.text());
    }
    assert_eq!(officer.get("/api/v1/cases").json()["total"], 1, "nothing refused was kept");
}

#[test]
fn names_are_read_by_right_with_a_reason_and_stand_nowhere_else() {
    let district = District::after_a_year();
    let officer = district.person(Role::DutyOfficer);
    let form = officer.get("/cases/new").text();
    assert!(form.contains("受害者姓名") && form.contains("知道多少填多少"));
    let bad =
        [("product", "丙片"), ("person_name", "赵钱孙李"), ("onset", "2023-02-30"), ("outcome", "死亡")];
    let refused = officer.post_form("/cases/new", &bad);
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("不是存在的时间") && refused.text().contains("丙片"),
        "what was typed stays"
    );
    let good = [
        ("product", "丙片"),
        ("person_name", "赵钱孙李"),
        ("person_phone", "13800000000"),
        ("outcome", "死亡"),
    ];
    let taken = officer.post_form("/cases/new", &good);
    let case = taken.header("location").to_owned();
    assert!(case.starts_with("/cases/case-"), "{} {}", taken.status, taken.text());
    let page = officer.get(&case).text();
    assert!(page.contains("丙片") && !page.contains("赵钱孙李"));
    assert_eq!(officer.post_form(&format!("{case}/person"), &[("reason", " ")]).status, 422);
    let read = officer.post_form(&format!("{case}/person"), &[("reason", "联系家属")]);
    assert!(read.text().contains("赵钱孙李") && read.header("cache-control").contains("no-store"));
    assert!(!officer.get(&case).text().contains("赵钱孙李"), "shown once");
    let auditor = district.person(Role::Auditor);
    let ledger = auditor.get("/ledger").text();
    assert!(ledger.contains("查看个人信息"), "the reading is an entry");
    let head = district.store.head().unwrap().unwrap();
    for seq in head.size.saturating_sub(8)..=head.size {
        assert!(!auditor.get(&format!("/ledger/{seq}")).text().contains("赵钱孙李"), "entry {seq}");
    }
    for role in [Role::Contact, Role::Auditor, Role::Leader, Role::Admin] {
        let other = district.person(role);
        assert_eq!(other.get(&case).status, 403, "{role}");
        assert_eq!(other.post_form(&format!("{case}/person"), &[("reason", "看看")]).status, 403, "{role}");
    }
}

#[test]
fn the_first_hour_is_worked_through_in_the_room() {
    let district = District::fresh();
    let officer = district.program("区市场监管局", Role::DutyOfficer);
    district.clock.set("2023-05-01T02:00:00+08:00".parse().unwrap());
    let mut id = String::new();
    for _ in 0..10 {
        let taken = officer.post_json("/api/v1/cases", &told("甲注射液", &json!({}))).json();
        id = text(&taken, "incident").to_owned();
    }
    let door = format!("/api/v1/incidents/{id}");
    let incident = officer.get(&door).json();
    assert_eq!(
        (text(&incident["warning"][0], "level"), text(&incident["warning"][0], "decides")),
        ("三级", "市政府")
    );
    let start = json!({ "decision": "zzbz-2023-15.decision.4", "text": "全区范围" });
    assert_eq!(officer.post_json(&format!("{door}/proposals"), &start).status, 201);
    district.tick();
    let calls = || {
        let duties = officer.get("/api/v1/duties?per=500&due_from=2023-05-01&due_to=2023-05-01").json();
        let called = |duty: &&Value| {
            text(duty, "id").starts_with(&id)
                && (text(duty, "id").contains(".group.") || text(duty, "id").contains(".department."))
        };
        duties["items"].as_array().unwrap().iter().filter(called).count()
    };
    assert_eq!(calls(), 0, "a proposal calls nobody");
    let settle = format!("{door}/proposals/1");
    let agree = json!({ "agreed": true, "reason": "区政府值班记录2023年第5号" });
    assert_eq!(
        officer.post_json(&settle, &agree).status,
        403,
        "the duty officer proposes and does not decide"
    );
    let office = district.program("区政府办公室", Role::Supervisor);
    assert_eq!(office.post_json(&settle, &agree).status, 201);
    district.tick();
    let called = calls();
    assert!(called >= 21 + 7, "{called}");
    district.tick();
    assert_eq!(calls(), called, "nobody is called twice");
    let incident = officer.get(&door).json();
    assert_eq!(text(&incident, "response"), "responding");
    let daily =
        incident["clocks"].as_array().unwrap().iter().any(|clock| text(clock, "duty").contains("K08"));
    assert!(daily, "the daily report of the response runs: {}", incident["clocks"]);
    a_report_goes_out_with_gaps(&officer, &id);
    the_right_to_release_follows_the_grade(&officer, &id);
}

fn a_report_goes_out_with_gaps(officer: &Client, id: &str) {
    let door = format!("/api/v1/incidents/{id}");
    let report = json!({ "kind": "initial", "to": "区政府、市市场监管局", "channel": "电话" });
    assert_eq!(officer.post_json(&format!("{door}/reports"), &report).json()["no"], 1);
    let file = officer.get(&format!("/incidents/{id}/reports/1/docx"));
    assert!(file.body.starts_with(b"PK") && file.header("content-type").contains("wordprocessingml"));
    let page = officer.get(&format!("/incidents/{id}/reports/1")).text();
    assert!(page.contains("待补") && page.contains("获知后"), "gaps are shown and keep nothing");
}

fn the_right_to_release_follows_the_grade(officer: &Client, id: &str) {
    let door = format!("/api/v1/incidents/{id}");
    let release = json!({ "decision": "zzbz-2023-15.decision.8", "text": "通报" });
    let grade = json!({ "grade": "Ⅲ", "grounds": "危害较大", "criterion": "" });
    assert_eq!(officer.post_json(&format!("{door}/grade"), &grade).status, 200);
    let refused = officer.post_json(&format!("{door}/proposals"), &release);
    assert_eq!(
        refused.status,
        409,
        "the right to release does not exist here for grade Ⅲ: {}",
        refused.text()
    );
    assert!(!officer.get(&format!("/incidents/{id}")).text().contains("发布Ⅳ级事件信息"));
    let milder = json!({ "grade": "Ⅳ", "grounds": "误判", "criterion": "" });
    assert_eq!(
        officer.post_json(&format!("{door}/grade"), &milder).json()["grade"],
        "Ⅳ",
        "as the numbers say"
    );
}

fn the_end_is_proposed_with_all_its_evidence(propose: &dyn Fn(Value) -> Reply) {
    let end = json!({ "decision": "zzbz-2023-15.decision.7", "text": "终止", "evidence": { "事件得到控制": "已召回" } });
    let refused = propose(end.clone());
    assert!(refused.status == 409 && refused.text().contains("专家研判意见"), "{}", refused.text());
    let mut whole = end;
    for need in ["患者病情稳定或好转", "没有新发类似病例", "专家研判意见"] {
        whole["evidence"][need] = json!("已核实");
    }
    assert_eq!(propose(whole).status, 201);
}

#[test]
fn the_final_report_is_due_a_fortnight_after_the_end_which_needs_all_its_evidence() {
    let district = District::fresh();
    let (officer, office) = (
        district.program("区市场监管局", Role::DutyOfficer),
        district.program("区政府办公室", Role::Supervisor),
    );
    let at = |instant: &str| district.clock.set(instant.parse().unwrap());
    at("2023-05-01T02:00:00+08:00");
    let taken = officer.post_json("/api/v1/cases", &told("乙片", &json!({ "outcome": "死亡" }))).json();
    let door = format!("/api/v1/incidents/{}", text(&taken, "incident"));
    let grade = json!({ "grade": "Ⅳ", "grounds": "其他一般情形", "criterion": "zzbz-2023-15.criterion.g4-discretion" });
    assert_eq!(officer.post_json(&format!("{door}/grade"), &grade).json()["grade"], "Ⅳ");
    let propose = |body: Value| officer.post_json(&format!("{door}/proposals"), &body);
    let settle = |no: u32| {
        office.post_json(&format!("{door}/proposals/{no}"), &json!({ "agreed": true, "reason": "决定" }))
    };
    assert_eq!(propose(json!({ "decision": "zzbz-2023-15.decision.4", "text": "全区" })).status, 201);
    assert_eq!(settle(1).status, 201);
    for day in 1..=9 {
        at(&format!("2023-05-{day:02}T12:00:00+08:00"));
        district.tick();
    }
    let daily = |incident: &Value| {
        let clocks = incident["clocks"].as_array().unwrap().clone();
        clocks.into_iter().filter(|clock| text(clock, "duty").contains("K08")).collect::<Vec<_>>()
    };
    let running = daily(&officer.get(&door).json());
    assert_eq!(running.len(), 9, "one report a day (D-048)");
    assert_eq!(
        running.iter().filter(|clock| clock["overdue"] == true).count(),
        8,
        "a day without a report is seen"
    );
    the_end_is_proposed_with_all_its_evidence(&propose);
    assert_eq!(settle(2).status, 201);
    at("2023-05-10T12:00:00+08:00");
    district.tick();
    let ended = officer.get(&door).json();
    assert_eq!(
        (text(&ended, "response"), daily(&ended).len()),
        ("ended", 9),
        "no daily report after the end"
    );
    let last = ended["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| text(clock, "duty").contains("K09"))
        .unwrap()
        .clone();
    assert_eq!(text(&last, "due"), "2023-05-23T16:00:00Z", "24:00 of the fourteenth day (D-049)");
    let report = json!({ "kind": "final", "to": "区政府", "fields": { "起因": "待查" } });
    assert_eq!(officer.post_json(&format!("{door}/reports"), &report).status, 201);
}

/// A batch of E2B(R3): number, product and start of the reaction of each case.
fn batch(cases: &[(&str, &str, &str)]) -> String {
    let case = |(number, product, onset): &(&str, &str, &str)| {
        format!(
            r#"<PORR_IN049016UV><controlActProcess><subject><investigationEvent>
<id extension="{number}" root="2.16.840.1.113883.3.989.2.1.3.1"/><text>某患者用药后发热</text>
<component><adverseEventAssessment><subject1><primaryRole><player1><name>欧阳某</name></player1>
<subjectOf2><observation><code code="29"/><effectiveTime><low value="{onset}"/></effectiveTime><value code="1"/>
<outboundRelationship2><observation><code code="27"/><value code="3"/></observation></outboundRelationship2>
</observation></subjectOf2>
<subjectOf2><organizer><code code="4"/><component><substanceAdministration><id root="p"/><consumable><instanceOfKind>
<kindOfProduct><name>{product}</name></kindOfProduct></instanceOfKind></consumable></substanceAdministration></component>
</organizer></subjectOf2></primaryRole></subject1></adverseEventAssessment></component>
</investigationEvent></subject></controlActProcess></PORR_IN049016UV>"#
        )
    };
    let cases: String = cases.iter().map(case).collect();
    format!(r#"<?xml version="1.0"?><MCCI_IN200100UV01 xmlns="urn:hl7-org:v3">{cases}</MCCI_IN200100UV01>"#)
}

#[test]
fn a_file_of_another_authority_is_taken_case_by_case_and_no_person_is_lost() {
    let district = District::after_a_year();
    let officer = district.program("区市场监管局", Role::DutyOfficer);
    let xml = [("content-type", "application/xml")];
    let send =
        |file: String| officer.send(ureq::http::Method::POST, "/api/v1/cases/e2b", &xml, file.into_bytes());
    let file = batch(&[
        ("CN-1", "丁注射液", "20240301"),
        ("CN-2", "丁注射液", "20240231"),
        ("CN-3", "丁注射液", "209901"),
    ]);
    let reply = send(file.clone());
    assert_eq!(reply.status, 200, "{}", reply.text());
    let taken = reply.json();
    assert_eq!((&taken["taken"], &taken["refused"]), (&json!(3), &json!(0)), "{taken}");
    let faults = |at: usize| taken["items"][at]["faults"].as_array().unwrap().len();
    assert_eq!(
        (faults(0), faults(1), faults(2)),
        (0, 1, 1),
        "an impossible and a future date are left out: {taken}"
    );
    assert!(taken["items"][2]["incident"].is_string(), "three persons make a candidate");
    let case = officer.get(&format!("/api/v1/cases/{}", text(&taken["items"][0], "case"))).json();
    assert_eq!(
        (text(&case["answers"], "onset"), text(&case["answers"], "outcome")),
        ("2024-03-01", "未好转")
    );
    assert!(
        !case.to_string().contains("欧阳") && !case.to_string().contains("发热"),
        "name and narrative are sealed"
    );
    let again = send(file).json();
    assert!(again["items"][0]["same_person_as"].is_string(), "the same number again counts once: {again}");
    let incident = officer.get(&format!("/api/v1/incidents/{}", text(&taken["items"][2], "incident"))).json();
    assert_eq!(incident["counts"]["adverse"], 3, "{incident}");
    let bomb = send("<!DOCTYPE x [<!ENTITY a \"a\">]><MCCI_IN200100UV01/>".to_owned());
    assert!(bomb.status == 422 && bomb.text().contains("DOCTYPE"), "{}", bomb.text());
    let person = district.person(Role::DutyOfficer);
    let page =
        person.post_file("/cases/import", "file", "a.xml", batch(&[("CN-9", "戊片", "2024")]).as_bytes());
    assert!(page.status == 200 && page.text().contains("CN-9"), "{}", page.text());
    let bad = person.post_file("/cases/import", "file", "a.xml", b"no xml");
    assert!(bad.status == 422 && bad.text().contains("E2B"), "{}", bad.text());
}
