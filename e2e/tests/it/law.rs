//! The watch over the law, as the keeper of the list, its bodies and the clock use it (P-004, P-018, P-020, P-024).

use e2e::{Client, District, Reply, at, words_of};
use pack::Power;
use page::encode;
use people::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A rule that four items of the list speak of: two name it, two say 本规定.
const REPLACED: &str = "工贸企业有限空间作业安全管理与监督暂行规定";
const SUCCESSOR: &str = "工贸企业有限空间作业安全规定";
/// A rule that one item rests on alone.
const ALONE: &str = "山东省生产安全事故报告和调查处理办法";

fn power(seq: u32) -> Power {
    e2e::pack().documents.into_iter().flat_map(|d| d.powers).find(|power| power.seq == seq).unwrap()
}

fn page(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    words_of(&reply.text())
}

fn import(client: &Client, lines: &str, step: &str) -> Reply {
    client.post_form("/powers/laws/import", &[("lines", lines), ("step", step)])
}

fn register(client: &Client) {
    let lines = format!("法规\t《{REPLACED}》\t部门规章\t\t\t\t\t\n法规\t{ALONE}\t地方政府规章\n");
    assert!(page(&import(client, &lines, "preview")).contains("登记法规2部"));
    assert_eq!(import(client, &lines, "record").status, 303);
}

fn replaced(client: &Client, step: &str) -> Reply {
    let fields = [
        ("kind", "废止"),
        ("law", REPLACED),
        ("effective", "2024-01-01"),
        ("source", "应急管理部令第13号"),
        ("detail", SUCCESSOR),
        ("decide_by", "2024-04-30"),
        ("step", step),
    ];
    client.post_form("/powers/laws/change", &fields)
}

fn codes(client: &Client, path: &str) -> BTreeSet<String> {
    let reply = client.get(path).json();
    let items: &Vec<Value> = reply["items"].as_array().unwrap_or_else(|| panic!("{reply}"));
    items.iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_replaced_rule_brings_up_every_item_that_speaks_of_it() {
    let district = District::after_a_year();
    let keeper = district.person(Role::Registrar);
    let words = page(&keeper.get("/powers/laws"));
    assert!(words.contains("清单引用而法规库没有的法规") && words.contains(REPLACED), "{words}");
    assert!(
        words.contains("名称没有说是哪一部") && words.contains(&power(92).code),
        "本规定 is not passed over"
    );
    assert_eq!(replaced(&keeper, "preview").status, 422, "an unregistered law is registered first");
    register(&keeper);
    let bad = import(&keeper, &format!("法规\t甲法\n废除\t{ALONE}\t2024-01-01"), "record");
    assert_eq!(bad.status, 422);
    assert!(words_of(&bad.text()).contains("“废除”不是法规、修改、废止或决定"));
    assert_eq!(
        keeper.get(&format!("/powers/laws/{}", encode("甲法"))).status,
        404,
        "none of the lines was recorded"
    );

    assert!(page(&replaced(&keeper, "preview")).contains("将触及4项"));
    let recorded = replaced(&keeper, "record");
    assert_eq!(recorded.status, 303, "{}", recorded.text());
    let program = district.program("", Role::Registrar);
    let wanted: BTreeSet<String> = [24, 92, 104, 105].map(|seq| power(seq).code).into();
    assert_eq!(codes(&program, "/api/v1/powers/reviews?state=open"), wanted, "P-024");
    assert!(page(&keeper.get(recorded.header("location"))).contains(&power(24).code));
    let item = page(&keeper.get(&format!("/powers/{}", power(24).code)));
    assert!(
        item.contains("依据的法规有变动") && item.contains("由《工贸企业有限空间作业安全规定》接替"),
        "{item}"
    );
    let other = page(&keeper.get(&format!("/powers/{}", power(1).code)));
    assert!(!other.contains("依据的法规有变动"));
    let law = page(&keeper.get(&format!("/powers/laws/{}", encode(REPLACED))));
    assert!(law.contains("已自2024年1月1日废止") || law.contains("已自2024-01-01废止"), "{law}");
}

#[test]
fn the_body_keeps_and_the_keeper_adjusts() {
    let district = District::after_a_year();
    district.open_account("list-keeper", &power(24).holder.organ, Role::Registrar);
    let keeper = district.visitor();
    keeper.sign_in("list-keeper");
    register(&keeper);
    assert_eq!(replaced(&keeper, "record").status, 303);
    district.tick();
    let holder = power(24).holder.organ;
    let program = district.program(&holder, Role::Contact);
    let duties = program.get(&format!("/api/v1/duties?organ={}&state=open&per=500", encode(&holder))).json();
    let owed = duties["items"].as_array().unwrap().iter().any(|duty| {
        duty["title"].as_str().unwrap().contains("变动触及的4项权责事项")
            && duty["due"].as_str().unwrap().starts_with("2024-04-30")
    });
    assert!(owed, "the body owes a decision: {duties}");

    let change = program.get("/api/v1/powers/reviews").json()["items"][0]["change"].as_u64().unwrap();
    let door = |seq: u32| format!("/api/v1/powers/reviews/{change}/{}", power(seq).code);
    let keep = json!({ "decision": "keep", "reason": "名称所指规定内容未变" });
    let stranger = district.program("区水利局", Role::Contact);
    assert_eq!(stranger.post_json(&door(92), &keep).status, 403);
    let other = district.program("区水利局", Role::Registrar);
    assert_eq!(
        other.post_json(&door(92), &keep).status,
        403,
        "a registrar of another body keeps another list"
    );
    let kept = program.post_json(&door(92), &keep);
    assert_eq!((kept.status, kept.json()["state"].as_str()), (201, Some("kept")), "{}", kept.text());
    assert_eq!(program.post_json(&door(92), &keep).status, 409, "once");
    let cancel = json!({ "decision": "cancel" });
    assert_eq!(program.post_json(&door(104), &cancel).status, 403, "the list is the keeper's to adjust");

    let form = format!("/powers/reviews/{change}/{}", power(24).code);
    let shown = page(&keeper.get(&form));
    assert!(shown.contains(&format!("《{SUCCESSOR}》")), "the basis is proposed: {shown}");
    let name = power(24).name.replace(REPLACED, SUCCESSOR);
    let basis = format!("《{SUCCESSOR}》第十九条");
    let fields = [
        ("decide", "adjust"),
        ("basis", basis.as_str()),
        ("name", name.as_str()),
        ("document", "测试〔2024〕3号"),
    ];
    let adjusted = keeper.post_form(&form, &fields);
    assert_eq!(adjusted.status, 303, "{}", words_of(&adjusted.text()));
    assert!(page(&keeper.get(&form)).contains("已调整依据"));
    let item = page(&keeper.get(&format!("/powers/{}", power(24).code)));
    assert!(item.contains("第十九条") && !item.contains("依据的法规有变动"), "{item}");
    let left = codes(&program, "/api/v1/powers/reviews?state=pending");
    assert_eq!(left, [104, 105].map(|seq| power(seq).code).into());
}

#[test]
fn an_item_ends_with_its_law_when_the_day_comes() {
    let district = District::after_a_year();
    let keeper = district.program("", Role::Registrar);
    let laws = json!({ "laws": [{ "title": ALONE, "aliases": ["生产安全事故报告和调查处理办法"] }] });
    assert_eq!(keeper.post_json("/api/v1/powers/laws", &laws).json()["registered"], 1);
    let repeal = json!({
        "what": "repealed", "law": "《生产安全事故报告和调查处理办法》", "effective": "2024-05-01", "source": "测试令第1号",
    });
    let changed = keeper.post_json("/api/v1/powers/laws/changes", &repeal);
    assert_eq!(changed.status, 201, "{}", changed.text());
    assert_eq!((changed.json()["touched"].as_u64(), changed.json()["waiting"].as_u64()), (Some(1), Some(1)));
    let again = keeper.post_json("/api/v1/powers/laws/changes", &repeal);
    assert_eq!(again.status, 409, "the same change twice");
    let code = power(120).code;
    let holder = |on: &str| keeper.get(&format!("/api/v1/powers/{code}?on={on}")).json()["holder"].clone();
    let body = district.program(&power(120).holder.organ, Role::Contact);
    let case = json!({ "id": "罚120", "code": code, "body": power(120).holder.organ, "day": "2024-03-01", "subject": "某厂" });
    assert_eq!(body.post_json("/api/v1/powers/cases", &case).status, 201);
    let door = format!("/api/v1/powers/reviews/{}/{code}", changed.json()["change"]);
    let keep = json!({ "decision": "keep", "reason": "继续使用" });
    assert_eq!(
        body.post_json(&door, &keep).status,
        403,
        "what ends with its law is not for its body to keep"
    );
    district.clock.set(at("2024-04-30 09:00"));
    district.tick();
    assert!(holder("2024-05-02").is_string(), "not before the day");
    district.clock.set(at("2024-05-01 09:00"));
    district.tick();
    assert!(holder("2024-04-30").is_string() && holder("2024-05-01").is_null());
    let editions = keeper.get("/api/v1/powers/editions").json();
    let last = editions["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((last["basis"].as_str(), last["cancelled"].as_u64()), (Some("测试令第1号"), Some(1)));
    let count = editions["total"].as_u64();
    district.tick();
    assert_eq!(keeper.get("/api/v1/powers/editions").json()["total"].as_u64(), count, "once");
    let review = keeper.get("/api/v1/powers/reviews?state=cancelled").json();
    assert_eq!(review["items"][0]["decided_by"], "clock");
    let shown = page(&keeper.get(&format!("/powers/reviews/{}/{code}", changed.json()["change"])));
    assert!(shown.contains("有1件案件在办") && shown.contains("罚120"), "open cases are listed: {shown}");
}

#[test]
fn the_real_list_is_read_for_every_law_it_names() {
    let district = District::fresh();
    let program = district.program("", Role::Registrar);
    let named = |mark: &str| {
        let powers = e2e::pack().documents.into_iter().flat_map(|d| d.powers);
        powers.filter(|power| power.name.contains(mark)).map(|power| power.code).collect::<BTreeSet<_>>()
    };
    let unnamed = codes(&program, "/api/v1/powers/laws/unnamed");
    assert_eq!(unnamed, [92, 104, 110].map(|seq| power(seq).code).into(), "P-004");
    let mut cited = BTreeSet::new();
    let lacking = program.get("/api/v1/powers/laws/unregistered?per=500").json();
    for law in lacking["items"].as_array().unwrap() {
        let name = law["name"].as_str().unwrap();
        let found = codes(&program, &format!("/api/v1/powers/laws/{}?per=500", encode(name)));
        assert_eq!(found.len() as u64, law["cited"].as_u64().unwrap(), "{name}");
        cited.extend(found);
    }
    assert_eq!(cited, named("《"), "every item that names a law, and no other");
}
