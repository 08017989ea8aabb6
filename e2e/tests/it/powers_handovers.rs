//! Who may adjust a list of powers, what everybody may see of the difference, and the list that was replaced.

use e2e::{Client, District};
use people::Role;
use serde_json::{Value, json};

fn an_item() -> pack::Power {
    e2e::pack().documents.iter().flat_map(|d| &d.powers).next().unwrap().clone()
}

/// A body of the register that keeps no list.
const OTHER: &str = "区气象局";

fn rename() -> Value {
    let change = json!([{ "code": an_item().code, "name": "改过的名称, \"甲\"" }]);
    json!({ "effective": "2024-04-01", "basis": "测试〔2024〕1号", "rename": change })
}

fn adjust(client: &Client) -> e2e::Reply {
    client.post_json("/api/v1/powers/adjustments", &rename())
}

/// The right to adjust lists is not yet the right to adjust this one.
#[test]
fn only_the_keeper_of_a_list_adjusts_it() {
    let district = District::fresh();
    let keeper = an_item().holder.organ;
    for organ in [OTHER, ""] {
        let reply = adjust(&district.program(organ, Role::Registrar));
        assert_eq!(reply.status, 403, "`{organ}`: {}", reply.text());
        assert!(reply.json()["detail"].as_str().unwrap().contains(&keeper), "it says who may");
    }
    let linked = district
        .program(OTHER, Role::Registrar)
        .post_json("/api/v1/powers/links", &json!({ "general": "a", "special": "b", "basis": "c" }));
    assert_eq!(linked.status, 403, "{}", linked.text());
    let made = adjust(&district.program(&keeper, Role::Registrar));
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.json()["edition"]["edition"], 2);
}

/// Others look at a preview, without the button and without the door behind it.
#[test]
fn the_page_of_adjusting_records_for_the_keeper_only() {
    let district = District::fresh();
    let keeper = an_item().holder.organ;
    let line = format!("{}\t更名\t改过的名称", an_item().code);
    let send = |client: &Client, step: &str| {
        let fields = [
            ("list", ""),
            ("effective", "2024-04-01"),
            ("basis", "测试〔2024〕1号"),
            ("changes", line.as_str()),
            ("step", step),
        ];
        client.post_form("/powers/adjust", &fields)
    };
    let record = "value=\"record\"";
    let other = district.program(OTHER, Role::Registrar);
    let form = other.get("/powers/adjust");
    assert_eq!(form.status, 200);
    assert!(form.text().contains(&format!("清单由{keeper}")), "{}", form.text());
    let looked = send(&other, "preview");
    assert_eq!(looked.status, 200, "{}", looked.text());
    assert!(!looked.text().contains(record), "no button that would only refuse");
    let refused = send(&other, "record");
    assert_eq!(refused.status, 403, "{}", refused.text());
    assert_eq!(district.visitor().get("/open/powers?edition=2").status, 404, "nothing was written");

    let own = district.program(&keeper, Role::Registrar);
    assert!(!own.get("/powers/adjust").text().contains("清单由"));
    assert!(send(&own, "preview").text().contains(record));
    assert_eq!(send(&own, "record").status, 303);
    assert_eq!(district.visitor().get("/open/powers?edition=2").status, 200);
}

/// While it is open which of two names the acting organ has, accounts of both keep the list (P-007).
#[test]
fn every_keeper_that_the_pack_declares_adjusts_the_list() {
    let district = District::fresh();
    let pack = e2e::pack();
    let list = pack.documents.iter().find(|document| !document.powers.is_empty()).unwrap();
    assert_eq!(list.keepers.len(), 2);
    for (day, keeper) in (1..).zip(&list.keepers) {
        let change = json!([{ "code": an_item().code, "name": format!("第{day}次改名") }]);
        let body =
            json!({ "effective": format!("2024-04-0{day}"), "basis": "测试〔2024〕1号", "rename": change });
        let made =
            district.program(&keeper.organ, Role::Registrar).post_json("/api/v1/powers/adjustments", &body);
        assert_eq!(made.status, 201, "{}: {}", keeper.organ, made.text());
    }
}

/// The difference of any two editions without signing in (P-008, P-022).
#[test]
fn everybody_sees_what_an_edition_changed() {
    let district = District::fresh();
    let visitor = district.visitor();
    let first = visitor.get("/open/powers/changes");
    assert_eq!(first.status, 200, "one edition differs from itself in nothing: {}", first.text());
    assert_eq!(adjust(&district.program(&an_item().holder.organ, Role::Registrar)).status, 201);

    let page = visitor.get("/open/powers/changes").text();
    for part in ["改过的名称", &an_item().name, "更名", "测试〔2024〕1号"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let link = format!("href=\"/open/powers/{}?list=", an_item().code);
    assert!(page.contains(&link), "the item's public page: {page}");
    assert!(!page.contains("program-"), "who recorded it stays inside");
    assert!(visitor.get("/open/powers").text().contains("/open/powers/changes?list="));

    let csv = visitor.get("/open/powers/changes.csv?from=1&to=2").text();
    let rows: Vec<&str> = csv.trim_end().lines().collect();
    assert_eq!(rows.len(), 2, "{csv}");
    assert!(rows[1].starts_with("更名,") && rows[1].contains("\"改过的名称, \"\"甲\"\"\""), "{csv}");
    let back = visitor.get("/open/powers/changes.csv?from=2&to=1").text();
    assert!(back.contains(&an_item().name), "{back}");
    let sheet = visitor.get("/open/powers/changes.xlsx?from=1&to=2");
    assert_eq!(sheet.status, 200);
    for query in ["from=7", "to=9", "from=x"] {
        let missing = visitor.get(&format!("/open/powers/changes?{query}"));
        assert_eq!(missing.status, 404, "{query}");
    }
}

/// The list a document replaces is not in the document: its keeper loads it (P-008, P-009).
#[test]
fn the_earlier_list_is_loaded_seen_and_handed_back() {
    let district = District::fresh();
    let keeper = district.program(&an_item().holder.organ, Role::Registrar);
    let lines = |department: &str| {
        let kept = format!("1\t{}\t旧的名称\t行政处罚\t", an_item().code);
        format!("序号\t编码\t名称\t类别\t承接部门\n{kept}\n2\t3799999225001\t收回的事项\t\t{department}")
    };
    let send = |client: &Client, step: &str, from: &str, department: &str| {
        let (items, holder) = (lines(department), an_item().holder.organ);
        let fields = [
            ("list", ""),
            ("from", from),
            ("document", "旧〔2020〕1号"),
            ("holder", holder.as_str()),
            ("items", items.as_str()),
            ("step", step),
        ];
        client.post_form("/powers/earlier", &fields)
    };
    let form = keeper.get("/powers/earlier");
    assert_eq!(form.status, 200, "{}", form.text());
    assert!(form.text().contains(&an_item().holder.organ), "the body is proposed");

    let faulty = send(&keeper, "record", "2020-01-01", "不存在的单位");
    assert_eq!(faulty.status, 422);
    assert!(faulty.text().contains("没有名为“不存在的单位”的在册单位"), "{}", faulty.text());
    assert!(
        faulty.text().contains("旧的名称") && faulty.text().contains("旧〔2020〕1号"),
        "nothing typed is lost"
    );
    assert_eq!(send(&keeper, "record", "2024-01-01", OTHER).status, 422, "it is not earlier");
    assert_eq!(send(&keeper, "preview", "2020-01-01", OTHER).status, 200);
    assert_eq!(send(&district.program(OTHER, Role::Registrar), "record", "2020-01-01", OTHER).status, 403);
    let visitor = district.visitor();
    assert_eq!(visitor.get("/open/powers?edition=0").status, 404, "nothing was written");
    assert_eq!(send(&keeper, "record", "2020-01-01", OTHER).status, 303);

    assert!(visitor.get("/open/powers?edition=0").text().contains("收回的事项"));
    let changes = visitor.get("/open/powers/changes?from=0&to=1").text();
    for part in ["收回的事项", "旧的名称", &an_item().name, "第0版（原清单）"] {
        assert!(changes.contains(part), "{part}: {changes}");
    }
    let first = keeper.get("/powers/editions/1").text();
    assert!(first.contains("旧的名称"), "edition 1 is compared with edition 0");
    let waiting = keeper.get("/powers/handovers").text();
    assert!(
        waiting.contains("收回的事项") && waiting.contains(OTHER) && waiting.contains("期限待明确"),
        "{waiting}"
    );
    district.tick();
    let duties = |organ: &str| keeper.get(&format!("/api/v1/duties?organ={organ}")).text();
    assert!(duties(OTHER).contains("认领"), "{}", duties(OTHER));
    assert!(duties(&an_item().holder.organ).contains("移交1项权责事项"));
}

/// The same for programs: each fault with its item and cell, and nothing half done.
#[test]
fn a_program_loads_the_earlier_list_whole_or_not_at_all() {
    let district = District::fresh();
    let keeper = district.program(&an_item().holder.organ, Role::Registrar);
    let body = |department: &str| {
        let item = json!({ "seq": 1, "code": "3799999225001", "name": "收回的事项", "kind": "行政处罚", "department": department });
        json!({ "from": "2020-01-01", "document": "旧〔2020〕1号", "holder": an_item().holder.organ, "items": [item] })
    };
    let post = |body: &Value| keeper.post_json("/api/v1/powers/earlier", body);
    let refused = post(&body(""));
    assert_eq!(refused.status, 409, "{}", refused.text());
    let fault = &refused.json()["refused"][0];
    assert_eq!((&fault["item"], &fault["rule"]), (&json!(1), &json!("powers.earlier_goes_where")));
    let made = post(&body(OTHER));
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!((&made.json()["withdrawn"], &made.json()["edition"]["edition"]), (&json!(1), &json!(0)));
    let stranger = district.program(OTHER, Role::Registrar).post_json("/api/v1/powers/earlier", &body(OTHER));
    assert_eq!(stranger.status, 403);
}

/// Each edition with its proof: for everybody without the entry, inside with it; both checked with nothing else.
#[test]
fn every_edition_has_a_receipt_that_is_checked_offline() {
    let district = District::fresh();
    let (visitor, keeper) = (district.visitor(), district.program(&an_item().holder.organ, Role::Registrar));
    assert_eq!(adjust(&keeper).status, 201);
    let list = visitor.get("/open/powers").text();
    let key = district.store.head().unwrap().unwrap().key;
    let mut before = String::new();
    for edition in ["1", "2"] {
        let address = format!("/open/powers/editions/{edition}/proof.json");
        assert!(list.contains(&address), "{address}");
        let public = visitor.get(&address);
        assert!(
            !public.text().contains("program-") && !public.text().contains("system"),
            "accounts stay inside"
        );
        let proof: store::Inclusion = serde_json::from_value(public.json()["entries"][0].clone()).unwrap();
        assert_eq!(proof.check(Some(&key)), Ok(()));
        assert_eq!(public.json()["before"], before.as_str(), "each edition names the one before");
        before = public.json()["digest"].as_str().unwrap().to_owned();

        let inside = keeper.get(&format!("/powers/editions/{edition}/receipt.json"));
        let receipt: store::Receipt = serde_json::from_value(inside.json()).unwrap();
        assert_eq!(receipt.check(Some(&key)), Ok(()));
        assert!(proof.is_of(&receipt.entry), "both speak of the same entry");
        let mut other = proof.clone();
        other.seq += 1;
        other.index += 1;
        assert_eq!(other.check(Some(&key)), Err(store::BadReceipt::NotIncluded));
        assert_eq!(proof.check(Some("another key")), Err(store::BadReceipt::OtherKey));
        for (name, text) in [("public.json", public.text()), ("inside.json", inside.text())] {
            let file = district.folder.file(name);
            std::fs::write(&file, text).unwrap();
            let checked =
                crate::program::luoshi(&["ledger", "receipt", "--check", &file, "--trusted-key", &key]);
            assert!(checked.code == 0 && checked.out.contains(&key), "{checked:?}");
            let other = std::fs::read_to_string(&file).unwrap().replacen("\"size\": ", "\"size\": 1", 1);
            std::fs::write(&file, other).unwrap();
            let changed = crate::program::luoshi(&["ledger", "receipt", "--check", &file]);
            assert_eq!(changed.code, 1, "{changed:?}");
        }
    }
    assert_eq!(visitor.get("/powers/editions/1/receipt.json").status, 303);
    for path in ["/open/powers/editions/3/proof.json", "/open/powers/editions/x/proof.json"] {
        assert_eq!(visitor.get(path).status, 404, "{path}");
    }
}

/// An edition on paper, for everybody.
#[test]
fn everybody_prints_an_edition() {
    let district = District::fresh();
    assert_eq!(adjust(&district.program(&an_item().holder.organ, Role::Registrar)).status, 201);
    let visitor = district.visitor();
    let items = e2e::pack().documents.iter().flat_map(|d| &d.powers).count();
    let (old, new) = (an_item().name, "改过的名称".to_owned());
    for (edition, name, other) in [("1", &old, &new), ("2", &new, &old)] {
        let page = visitor.get(&format!("/open/powers/print?edition={edition}"));
        assert_eq!(page.status, 200);
        assert!(page.text().contains(name) && !page.text().contains(&format!(">{other}<")), "{edition}");
        assert_eq!(page.text().matches("<tr>").count(), items + 1, "every item, and the headings");
    }
    assert!(visitor.get("/open/powers").text().contains("/open/powers/print?list="));
    assert_eq!(visitor.get("/open/powers/print?edition=9").status, 404);
}

/// Many items between the same two bodies: one sheet for all of them, and one signature of the other side.
#[test]
fn what_goes_the_same_way_is_signed_at_once() {
    let district = District::fresh();
    let keeper = district.program(&an_item().holder.organ, Role::Registrar);
    let items: Vec<pack::Power> = e2e::pack().documents.into_iter().flat_map(|d| d.powers).take(5).collect();
    let transfer: Vec<Value> = items.iter().map(|item| json!({ "code": item.code, "to": OTHER })).collect();
    let body = json!({ "effective": "2024-04-01", "basis": "测试〔2024〕1号", "transfer": transfer });
    assert_eq!(keeper.post_json("/api/v1/powers/adjustments", &body).status, 201);
    let sheet = format!("/powers/handovers/{}/2", items[0].code);
    let give = [("list", ""), ("files", "案卷目录一册"), ("all", "yes")];
    assert_eq!(keeper.post_form(&format!("{sheet}/give"), &give).status, 303);
    let last = keeper.get(&format!("/powers/handovers/{}/2", items[4].code)).text();
    assert!(last.contains("案卷目录一册") && last.contains("待接收单位签字"), "{last}");
    let other = district.program(OTHER, Role::Contact);
    assert_eq!(keeper.post_form(&format!("{sheet}/take"), &[("list", ""), ("all", "yes")]).status, 403);
    assert_eq!(other.post_form(&format!("{sheet}/take"), &[("list", ""), ("all", "yes")]).status, 303);
    assert!(keeper.get("/powers/handovers").text().contains("没有符合条件的交接单"));
    let done = keeper.get("/powers/handovers?all=1").text();
    assert_eq!(done.matches("双方已签收").count(), 5, "{done}");
}
