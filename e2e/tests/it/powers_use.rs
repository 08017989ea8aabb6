//! The list in use, as the bodies and the keeper of the list use it (P-006, P-012, P-016, P-017, B-070, B-075).

use e2e::{Client, District, Reply, words_of};
use pack::Power;
use people::Role;

/// Two penalties and an inspection of one body.
fn items() -> (Power, Power, Power) {
    let powers: Vec<Power> = e2e::pack().documents.into_iter().flat_map(|d| d.powers).collect();
    let inspection = powers.iter().find(|power| power.kind == "行政检查").unwrap();
    let penalties: Vec<&Power> =
        powers.iter().filter(|p| p.holder.organ == inspection.holder.organ && p.kind == "行政处罚").collect();
    (penalties[0].clone(), penalties[1].clone(), inspection.clone())
}

fn contact(district: &District, organ: &str) -> Client {
    district.open_account("enforcer", organ, Role::Contact);
    let client = district.visitor();
    client.sign_in("enforcer");
    client
}

fn page(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    words_of(&reply.text())
}

fn open(client: &Client, id: &str, power: &Power, subject: &str) -> Reply {
    let fields = [
        ("body", power.holder.organ.as_str()),
        ("code", &power.code),
        ("id", id),
        ("day", "2024-02-20"),
        ("subject", subject),
        ("act", &format!("{id}之行为")),
    ];
    client.post_form("/powers/cases/new", &fields)
}

/// Decisions of 2024 under an item.
fn imposed(client: &Client, power: &Power) -> u64 {
    let used = client.get("/api/v1/powers/use?year=2024").json();
    let items = used["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["code"] == power.code.as_str()).unwrap();
    item["imposed"].as_u64().unwrap()
}

#[test]
fn a_penalty_is_opened_decided_and_reviewed() {
    let district = District::after_a_year();
    let (penalty, _, _) = items();
    let client = contact(&district, &penalty.holder.organ);
    assert!(page(&client.get("/powers/cases?q=罚1")).contains("没有符合条件的案件"));
    let before = imposed(&client, &penalty);
    let elsewhere = Power { code: "3700000225999".into(), ..penalty.clone() };
    let refused = open(&client, "罚1", &elsewhere, "某厂");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("value=\"某厂\""), "what was typed stays");
    let opened = open(&client, "罚1", &penalty, "某厂");
    assert_eq!((opened.status, opened.header("location")), (303, "/powers/cases/%E7%BD%9A1"));
    let place = opened.header("location").to_owned();
    assert!(page(&client.get(&place)).contains("第六十条"));

    let bare = [("outcome", "imposed"), ("result", "罚款二千元"), ("amount", "2000")];
    let missing = client.post_form(&format!("{place}/close"), &bare);
    assert_eq!(missing.status, 422);
    let words = words_of(&missing.text());
    assert!(words.contains("未记录查明的事实和证据") && words.contains("未记录事先告知"), "all at once");
    assert!(missing.text().contains("罚款二千元"), "what was typed stays");
    let whole = [&bare[..], &[("facts", "笔录1号"), ("notice", "告知1号")]].concat();
    assert_eq!(client.post_form(&format!("{place}/close"), &whole).status, 303);
    assert!(page(&client.get(&place)).contains("罚款2000元"));

    let review = [
        ("forum", "reconsideration"),
        ("verdict", "revoked"),
        ("day", "2099-01-01"),
        ("document", "复决〔2024〕1号"),
    ];
    let ahead = client.post_form(&format!("{place}/review"), &review);
    assert_eq!(ahead.status, 422);
    assert!(ahead.text().contains("复决〔2024〕1号"), "what was typed stays");

    assert_eq!(imposed(&client, &penalty), before + 1);
    let row = |show: &str| client.get(&format!("/powers/use?year=2024&per=500&show={show}")).text();
    let link = format!("/powers/{}?", penalty.code);
    assert!(row("used").contains(&link) && !row("never").contains(&link));
    let workbook = client.get("/powers/use.xlsx?year=2024");
    assert_eq!((workbook.status, &workbook.body[..2]), (200, &b"PK"[..]));
    assert_eq!(client.get("/powers/use?year=abc").status, 422);
    assert_eq!(&client.get("/powers/cases.xlsx?state=open").body[..2], b"PK");
}

#[test]
fn another_body_neither_opens_nor_closes() {
    let district = District::after_a_year();
    let (penalty, _, _) = items();
    let client = contact(&district, &penalty.holder.organ);
    assert_eq!(open(&client, "罚1", &penalty, "某厂").status, 303);
    let other = district.person(Role::Contact);
    assert_eq!(open(&other, "罚2", &penalty, "某厂").status, 422, "said on the form");
    let closing = [("outcome", "none"), ("result", "不予处罚")];
    assert_eq!(other.post_form("/powers/cases/罚1/close", &closing).status, 403);
    assert_eq!(district.visitor().get("/powers/cases").status, 303);
}

#[test]
fn one_act_is_not_punished_twice_and_the_special_item_goes_first() {
    let district = District::after_a_year();
    let (general, special, _) = items();
    let keeper = district.program(&general.holder.organ, Role::Registrar);
    assert!(page(&keeper.get("/powers/links")).contains("尚未关联任何事项"));
    let link = [("general", general.code.as_str()), ("special", &special.code), ("basis", "")];
    assert_eq!(keeper.post_form("/powers/links", &link).status, 422);
    let link = [link[0], link[1], ("basis", "会议纪要〔2024〕1号")];
    assert_eq!(
        district.person(Role::Registrar).post_form("/powers/links", &link).status,
        403,
        "another's list"
    );
    assert_eq!(keeper.post_form("/powers/links", &link).status, 303);
    assert!(page(&keeper.get("/powers/links")).contains("会议纪要〔2024〕1号"));
    let client = contact(&district, &general.holder.organ);
    let form = page(&client.get(&format!("/powers/cases/new?code={}", general.code)));
    assert!(form.contains("应优先适用特别事项") && form.contains(&special.name));
    assert_eq!(open(&client, "罚1", &special, "某厂").status, 303);
    let fields = [
        ("body", general.holder.organ.as_str()),
        ("code", &general.code),
        ("id", "罚2"),
        ("day", "2024-02-20"),
        ("subject", "某厂"),
        ("act", "罚1之行为"),
    ];
    let twice = client.post_form("/powers/cases/new", &fields);
    assert!(twice.status == 422 && twice.text().contains("不得重复处罚"), "{}", twice.text());
}

#[test]
fn a_case_whose_item_ends_waits_until_the_keeper_names_who_finishes() {
    let district = District::after_a_year();
    let (penalty, _, _) = items();
    let client = contact(&district, &penalty.holder.organ);
    assert_eq!(open(&client, "罚1", &penalty, "某厂").status, 303);
    let adjustment = serde_json::json!({ "effective": "2024-03-01", "basis": "测试〔2024〕1号", "cancel": [penalty.code] });
    let registrar = district.program(&penalty.holder.organ, Role::Registrar);
    let made = registrar.post_json("/api/v1/powers/adjustments", &adjustment);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(
        district
            .person(Role::Registrar)
            .post_form("/powers/cases/罚1/assign", &[("finisher", "甲"), ("basis", "乙")])
            .status,
        403,
        "only who keeps the list decides"
    );
    district.open_account("keeper", &penalty.holder.organ, Role::Registrar);
    let keeper = district.visitor();
    keeper.sign_in("keeper");
    assert!(page(&keeper.get("/powers/cases")).contains("1件在办案件的事项已划转或取消"));
    assert!(page(&keeper.get("/powers/cases?state=stranded")).contains("罚1"));
    assert_eq!(
        client.post_form("/powers/cases/罚1/assign", &[("finisher", "甲"), ("basis", "乙")]).status,
        403
    );
    let unknown = keeper.post_form("/powers/cases/罚1/assign", &[("finisher", "无此局"), ("basis", "文")]);
    assert!(unknown.status == 422 && unknown.text().contains("无此局"));
    let named = [("finisher", penalty.holder.organ.as_str()), ("basis", "会议纪要〔2024〕2号")];
    assert_eq!(keeper.post_form("/powers/cases/罚1/assign", &named).status, 303);
    assert!(!page(&keeper.get("/powers/cases")).contains("尚未明确由谁办结"));
}

#[test]
fn a_draw_is_fixed_drawn_published_and_inspected() {
    let district = District::after_a_year();
    let (_, _, inspection) = items();
    let client = contact(&district, &inspection.holder.organ);
    let uncovered = page(&client.get("/powers/draws"));
    assert!(uncovered.contains(&inspection.name), "what no draw has covered is named");
    let pools = [
        ("title", "春季抽查"),
        ("body", inspection.holder.organ.as_str()),
        ("codes", &inspection.code),
        ("objects", "甲厂\n乙厂\n丙厂\n甲厂"),
        ("inspectors", "检查员一\n检查员二\n检查员三"),
        ("count", "2"),
        ("team", "2"),
    ];
    let twice = client.post_form("/powers/draws/new", &pools);
    assert!(twice.status == 422 && twice.text().contains("丙厂"), "what was typed stays");
    let mut pools = pools;
    pools[3].1 = "甲厂\n乙厂\n丙厂";
    let prepared = client.post_form("/powers/draws/new", &pools);
    assert_eq!(prepared.status, 303, "{}", prepared.text());
    let place = prepared.header("location").to_owned();
    assert_eq!(district.person(Role::Contact).post_form(&place, &[]).status, 403);
    assert_eq!(client.post_form(&place, &[]).status, 303);
    assert_eq!(client.post_form(&place, &[]).status, 409, "once");
    assert!(page(&client.get(&place)).contains("结果与记录一致"));

    let id = place.rsplit('/').next().unwrap().to_owned();
    let draw =
        district.program(&inspection.holder.organ, Role::Contact).get(&format!("/api/v1/powers/draws/{id}"));
    let drawn = draw.json()["drawn"].clone();
    let chosen = drawn[0]["object"].as_str().unwrap();
    let fields = [
        ("body", inspection.holder.organ.as_str()),
        ("code", &inspection.code),
        ("id", "检1"),
        ("day", "2024-02-20"),
        ("subject", chosen),
        ("draw", &id),
    ];
    assert_eq!(client.post_form("/powers/cases/new", &fields).status, 303);
    let closing = [("outcome", "imposed"), ("facts", "检查记录1号"), ("result", "未发现问题")];
    assert_eq!(client.post_form("/powers/cases/检1/close", &closing).status, 303);

    let open = district.visitor().get(&format!("/open/powers/draws/{id}"));
    let public = page(&open);
    assert!(public.contains(chosen) && public.contains("尚未检查"), "{public}");
    assert!(!public.contains("检查员"), "who inspects stays inside");
    assert!(page(&district.visitor().get("/open/powers/draws")).contains("春季抽查"));
}
