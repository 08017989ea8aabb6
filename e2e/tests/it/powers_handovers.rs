//! Who may adjust a list of powers, and what everybody may see of the difference.

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
