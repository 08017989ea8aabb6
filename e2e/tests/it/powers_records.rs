//! Days of hand-overs and what is recorded beside a list: proposals, guidance, procedures, authorities, delegations.

use e2e::{Client, District};
use people::Role;
use serde_json::{Value, json};
use std::io::Read;

fn an_item() -> pack::Power {
    e2e::pack().documents.iter().flat_map(|d| &d.powers).next().unwrap().clone()
}

fn holder() -> String {
    an_item().holder.organ
}

/// A department of the register.
const OTHER: &str = "区气象局";
const OFFICE: &str = "区政府办公室";

/// A district in June 2023.
fn june() -> District {
    let district = District::fresh();
    district.clock.set(e2e::at("2023-06-05 09:00"));
    district
}

/// A district in which an item goes to another body, and the keeper of its list.
fn moved() -> (District, Client) {
    let district = june();
    let keeper = district.program(&holder(), Role::Registrar);
    let transfer = json!([{ "code": an_item().code, "to": OTHER }]);
    let body = json!({ "effective": "2024-06-01", "basis": "测试〔2024〕1号", "transfer": transfer });
    let made = keeper.post_json("/api/v1/powers/adjustments", &body);
    assert_eq!(made.status, 201, "{}", made.text());
    (district, keeper)
}

fn sheet() -> String {
    format!("/powers/handovers/{}/2", an_item().code)
}

fn set_day(client: &Client, day: &str, document: &str, decided: &str) -> e2e::Reply {
    let fields = [("list", ""), ("day", day), ("document", document), ("decided", decided)];
    client.post_form(&format!("{}/day", sheet()), &fields)
}

fn duties(client: &Client, organ: &str) -> String {
    client.get(&format!("/api/v1/duties?organ={organ}")).text()
}

/// P-011: the day by decision, for both sides, and what happens when it has passed.
#[test]
fn the_day_of_a_hand_over_is_decided_and_pressed_when_missed() {
    let (district, keeper) = moved();
    assert_eq!(
        set_day(&district.program(OTHER, Role::Registrar), "2024-02-01", "甲1号", "2024-01-01").status,
        403
    );
    for (day, document, decided, why) in [
        ("", "甲1号", "2023-06-01", "不是日期"),
        ("2024-02-01", "", "2023-06-01", "请填写文件文号"),
        ("2023-05-01", "甲1号", "2023-06-01", "早于决定日期"),
        ("2024-02-01", "甲1号", "2099-06-01", "尚未到来"),
        ("2024-02-01", "<b>甲1号</b>", "2023-06-31", "不是日期"),
    ] {
        let refused = set_day(&keeper, day, document, decided);
        assert_eq!(refused.status, 422, "{why}: {}", refused.text());
        assert!(refused.text().contains(why), "{why}: {}", refused.text());
        assert!(!refused.text().contains("<b>甲1号"), "what was typed stays text");
    }
    district.tick();
    assert!(!duties(&keeper, OFFICE).contains("督办"), "its day has not come");
    let set = set_day(&keeper, "2023-06-02", "甲1号", "2023-06-01");
    assert_eq!(set.status, 303, "{}", set.text());
    let page = keeper.get(&sheet()).text();
    assert!(
        page.contains("2023年6月2日") && page.contains("依据甲1号") && page.contains("已过最迟完成日"),
        "{page}"
    );
    district.tick();
    assert!(duties(&keeper, OTHER).contains("限期完成承接"), "{}", duties(&keeper, OTHER));
    assert!(duties(&keeper, &holder()).contains("限期完成向"));
    assert!(duties(&keeper, OFFICE).contains("期限2023-06-02"), "{}", duties(&keeper, OFFICE));
}

/// The sheet with everything that is handed over, on paper and for office programs (P-009).
#[test]
fn a_sheet_is_printed_with_cases_files_seals_systems_and_three_signatures() {
    let (district, keeper) = moved();
    let give = json!({
        "code": an_item().code, "edition": 2, "files": ["案卷目录 <甲> & 乙"], "seals": ["处罚专用章1枚"],
        "systems": ["执法系统账号2个"], "note": "无",
    });
    let given = keeper.post_json("/api/v1/powers/handovers", &give);
    assert_eq!(given.status, 201, "{}", given.text());
    let take = json!({ "code": an_item().code, "edition": 2 });
    let taken = district.program(OTHER, Role::Contact).post_json("/api/v1/powers/handovers/take", &take);
    assert_eq!(taken.status, 201, "{}", taken.text());
    let printed = keeper.get(&format!("{}/sheet", sheet())).text();
    let docx = keeper.get(&format!("{}/sheet.docx", sheet()));
    assert_eq!(docx.status, 200);
    assert_eq!(
        docx.header("content-type"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx.body)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    assert!(!printed.contains("&lt;time"), "{printed}");
    for part in ["处罚专用章1枚", "执法系统账号2个", "监交人", OTHER, "案卷目录 &lt;甲&gt; &amp; 乙", "已于"]
    {
        assert!(printed.contains(part), "{part}: {printed}");
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(district.program(OTHER, Role::Contact).get(&format!("{}/sheet.docx", sheet())).status, 200);
    assert_eq!(keeper.get("/powers/handovers/nobody/2/sheet.docx").status, 404);
    assert_eq!(keeper.get(&format!("/powers/handovers/{}/9/sheet", an_item().code)).status, 404);
}

fn propose(client: &Client, asked_by: &str, codes: &str) -> e2e::Reply {
    let fields = [
        ("list", ""),
        ("form", "proposal"),
        ("wants", "change"),
        ("title", "依据变更"),
        ("asked_by", asked_by),
        ("proposed", "2023-05-01"),
        ("codes", codes),
        ("why", "法律已修订"),
    ];
    client.post_form("/powers/records/proposals", &fields)
}

fn step(client: &Client, stage: &str, more: &[(&str, &str)]) -> e2e::Reply {
    let mut fields = vec![("list", ""), ("stage", stage)];
    fields.extend_from_slice(more);
    client.post_form("/powers/records/1/step", &fields)
}

/// P-019, P-021: proposal, legal review, decision, publication, each by whom it may be recorded.
#[test]
fn a_proposal_is_reviewed_decided_and_published() {
    let district = june();
    let code = an_item().code;
    let (keeper, contact) =
        (district.program(&holder(), Role::Registrar), district.program(OTHER, Role::Contact));
    assert_eq!(propose(&contact, &holder(), &code).status, 403, "a body proposes for itself");
    let unknown = propose(&contact, OTHER, "无此编码");
    assert_eq!(unknown.status, 422);
    assert!(
        unknown.text().contains("清单中没有事项 无此编码") && unknown.text().contains("法律已修订"),
        "{}",
        unknown.text()
    );
    assert_eq!(propose(&contact, OTHER, &code).status, 303);

    let review = [("yes", "yes"), ("by", "区司法局"), ("opinion", "合法"), ("on", "2023-05-02")];
    assert_eq!(step(&contact, "proposed", &review).status, 403, "a contact has not the right");
    assert_eq!(
        step(&district.program(OTHER, Role::Registrar), "proposed", &review).status,
        403,
        "nor another keeper"
    );
    let early = step(
        &keeper,
        "reviewed",
        &[("yes", "yes"), ("by", "区政府"), ("document", "甲2号"), ("on", "2023-05-03")],
    );
    assert_eq!(early.status, 422, "{}", early.text());
    assert_eq!(step(&keeper, "proposed", &review).status, 303);
    let twice = step(&keeper, "proposed", &review);
    assert_eq!(twice.status, 422);
    assert!(twice.text().contains("已有进展"), "a review sent twice is no decision: {}", twice.text());
    let decide = [("yes", "yes"), ("by", "区政府"), ("document", "甲2号"), ("on", "2023-05-03")];
    assert_eq!(step(&keeper, "reviewed", &decide).status, 303);

    district.tick();
    let waiting = duties(&keeper, &holder());
    assert!(
        waiting.contains("公布关于“依据变更”的决定") && waiting.contains("2023-05-30"),
        "20 working days: {waiting}"
    );
    let page = keeper.get("/powers/records/1").text();
    assert!(page.contains("20个工作日") && page.contains("2023-05-30 24:00"), "{page}");
    assert_eq!(step(&keeper, "decided", &[("place", "区政府网站"), ("on", "2023-05-04")]).status, 303);
    let book = keeper.get("/powers/records").text();
    assert!(book.contains("已公布"), "{book}");
    assert_eq!(keeper.get("/powers/records/2").status, 404, "a step is no proposal");
}

/// P-013, P-014: who records, and that a department with which there was nothing stands out.
#[test]
fn contacts_and_guidance_are_recorded_by_either_side() {
    let (district, keeper) = moved();
    let note = |client: &Client, kind: &str, body: &str| {
        let fields = [
            ("list", ""),
            ("form", "note"),
            ("kind", kind),
            ("body", body),
            ("on", "2023-05-01"),
            ("manner", "会议"),
            ("text", "就检查流程作了指导"),
        ];
        client.post_form("/powers/records/notes", &fields)
    };
    assert!(keeper.get("/powers/records").text().contains("尚无往来"));
    let department = district.program(OTHER, Role::Contact);
    assert_eq!(note(&department, "guidance", OTHER).status, 303);
    assert_eq!(note(&department, "contact", &holder()).status, 403, "nobody writes for another");
    assert_eq!(note(&keeper, "contact", OTHER).status, 303);
    assert_eq!(note(&keeper, "吃饭", OTHER).status, 422);
    assert_eq!(note(&keeper, "contact", "不存在的局").status, 422);
    let page = keeper.get("/powers/records").text();
    assert!(!page.contains("尚无往来") && page.contains("就检查流程作了指导"), "{page}");
    let read = keeper.get("/api/v1/powers/records?matter=noted").json();
    assert_eq!((&read["total"], &read["items"][0]["what"]["kind"]), (&json!(2), &json!("guidance")));
}

/// P-015: figures pasted from a table, all lines or none.
#[test]
fn procedures_before_and_after_are_pasted() {
    let district = june();
    let keeper = district.program(&holder(), Role::Registrar);
    let paste = |rows: &str| {
        let fields = [("list", ""), ("source", "办事指南"), ("on", "2023-05-01"), ("rows", rows)];
        keeper.post_form("/powers/simpler", &fields)
    };
    let code = an_item().code;
    let good = format!("编码\t原环节\t现环节\t原时限\t现时限\n{code}\t5\t3\t20个工作日\t10\n");
    for (rows, why) in [
        (String::new(), "没有任何可以登记的内容"),
        (format!("{good}{code}\t5\t3\t20\t10"), "出现不止一次"),
        (format!("{good}无此编码\t5\t3\t20\t10"), "清单中没有事项 无此编码"),
        (format!("{good}{code}9\t5\t三\t20\t10"), "“三”不是数目"),
        (format!("{code}\t5\t0\t20\t10"), "不能为0"),
    ] {
        let refused = paste(&rows);
        assert_eq!(refused.status, 422, "{why}");
        assert!(refused.text().contains(why), "{why}: {}", refused.text());
    }
    assert!(keeper.get("/powers/simpler").text().contains("还没有登记"), "nothing half done");
    assert_eq!(paste(&good).status, 303);
    let page = keeper.get("/powers/simpler").text();
    assert!(page.contains("环节由5个变为3个") && page.contains("环节-2，时限-10天"), "{page}");
}

/// P-005, and delegations.
#[test]
fn authorities_are_settled_and_items_delegated_by_their_holder() {
    let district = june();
    let keeper = district.program(&holder(), Role::Registrar);
    let page = keeper.get("/powers/authorities").text();
    assert!(page.contains("安全生产监督管理部门") && page.contains("待明确"), "{page}");
    let settle = |name: &str, body: &str| {
        let fields = [
            ("list", ""),
            ("authority", name),
            ("in_charge", body),
            ("since", "2019-01-01"),
            ("ground", "机构改革方案"),
        ];
        keeper.post_form("/powers/authorities", &fields)
    };
    assert_eq!(settle("不在清单的部门", "区应急局").status, 422);
    assert_eq!(settle("安全生产监督管理部门", "不存在的局").status, 422);
    let settled = settle("安全生产监督管理部门", "区应急局");
    assert_eq!(settled.status, 303, "{}", settled.text());
    assert!(keeper.get("/powers/authorities").text().contains("机构改革方案"));

    let code = an_item().code;
    let delegate = |body: &str, until: &str| {
        let fields = [
            ("list", ""),
            ("codes", code.as_str()),
            ("body", body),
            ("delegate", "区气象局"),
            ("from", "2023-05-01"),
            ("until", until),
            ("letter", "委托书1号"),
        ];
        keeper.post_form("/powers/authorities/delegations", &fields)
    };
    assert_eq!(delegate("区司法局", "2099-01-01").status, 422, "only the holder delegates");
    assert_eq!(delegate(&holder(), "2022-01-01").status, 422);
    assert_eq!(delegate(&holder(), "2099-01-01").status, 303);
    assert!(keeper.get("/powers/authorities").text().contains("委托有效"));
    assert_eq!(delegate(&holder(), "2098-01-01").status, 422, "not to two at once");
}

/// What programs may send by mistake or on purpose.
#[test]
fn a_record_that_cannot_be_read_says_what_would_be_accepted() {
    let district = june();
    let keeper = district.program(&holder(), Role::Registrar);
    let post = |body: &Value| keeper.post_json("/api/v1/powers/records", body);
    for (body, part) in [
        (json!({ "matter": "nonsense", "what": {} }), "day、proposed"),
        (json!({ "matter": "day", "what": {} }), "edition"),
        (json!({ "matter": "day", "what": { "edition": -1 } }), "-1"),
        (
            json!({ "matter": "noted", "what": { "kind": "guidance", "body": OTHER, "day": "2023-13-01", "form": "会议", "text": "甲" } }),
            "内容不合格式",
        ),
        (
            json!({ "matter": "noted", "what": { "kind": "guidance", "body": OTHER, "day": "2023-05-01", "form": "会议", "text": "甲".repeat(3_000) } }),
            "3000字",
        ),
        (
            json!({ "matter": "noted", "what": { "kind": "guidance", "body": OTHER, "day": "2023-05-01", "form": "会议", "text": "甲", "x": 1 } }),
            "x",
        ),
    ] {
        let refused = post(&body);
        assert_eq!(refused.status, 422, "{body}: {}", refused.text());
        assert!(refused.json()["detail"].as_str().unwrap().contains(part), "{part}: {}", refused.text());
    }
    assert_eq!(keeper.get("/api/v1/powers/records?matter=nonsense").status, 422);
    let auditor = district.program("", Role::Auditor);
    let note =
        json!({ "kind": "guidance", "body": OTHER, "day": "2023-05-01", "form": "会议", "text": "甲" });
    assert_eq!(
        auditor.post_json("/api/v1/powers/records", &json!({ "matter": "noted", "what": note })).status,
        403
    );
    let done = post(&json!({ "matter": "noted", "what": note }));
    assert_eq!(done.status, 201, "{}", done.text());
    assert_eq!(keeper.get(done.json()["receipt"].as_str().unwrap()).status, 200);
}
