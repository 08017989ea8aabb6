//! Registers that the pack declares, as their keepers and everybody else use them (B-084, B-089, B-090, E-022, M-045).

use e2e::{Client, District, Reply, words_of};
use people::Role;
use serde_json::{Value, json};

fn contact(district: &District, account: &str, organ: &str) -> Client {
    district.open_account(account, organ, Role::Contact);
    let client = district.visitor();
    client.sign_in(account);
    client
}

fn page(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    words_of(&reply.text())
}

const ARREAR: [(&str, &str); 5] = [
    ("f_debtor", "区财政局"),
    ("f_firm", "甲公司"),
    ("f_contract", "合同7号"),
    ("f_sum", "120,000.50元"),
    ("f_due_on", "2024年4月1日"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = fields.iter().copied().filter(|(other, _)| *other != name);
    others.chain([(name, value)]).collect()
}

#[test]
fn an_arrear_is_recorded_falls_due_and_is_paid_by_two_people() {
    let district = District::after_a_year();
    let keeper = contact(&district, "keeper", "区工业和信息化局");
    assert!(page(&keeper.get("/registers?q=B-090")).contains("拖欠中小企业账款台账"));
    assert!(page(&keeper.get("/registers/arrears")).contains("还没有登记"));
    let bad = with(&with(&ARREAR, "f_sum", "许多"), "f_debtor", "财局");
    let refused = keeper.post_form("/registers/arrears/new", &bad);
    let words = words_of(&refused.text());
    assert_eq!(refused.status, 422);
    assert!(words.contains("许多」不是金额") && words.contains("财局」不在单位表中"), "all at once: {words}");
    assert!(refused.text().contains("value=\"甲公司\""), "what was typed stays");
    let added = keeper.post_form("/registers/arrears/new", &ARREAR);
    assert_eq!((added.status, added.header("location")), (303, "/registers/arrears/1"));
    assert_eq!(keeper.post_form("/registers/arrears/new", &ARREAR).status, 422, "the same row is there");

    district.tick();
    let debtor = contact(&district, "debtor", "区财政局");
    let duty = "欠款应付：区财政局 · 甲公司 · 合同7号";
    assert!(page(&debtor.get("/duties?organ=区财政局&per=500")).contains(duty));

    let step = |client: &Client| client.post_form("/registers/arrears/1/move", &[("to", "paid")]);
    let closed = step(&keeper);
    assert_eq!(closed.status, 422);
    let words = words_of(&closed.text());
    assert!(words.contains("还没有「付款凭证」") && words.contains("另一个人"), "{words}");
    let paid = [
        &ARREAR[..],
        &[("f_paid", "120000.5"), ("f_paid_on", "2024-03-01"), ("f_voucher", "凭证9号"), ("version", "1")],
    ]
    .concat();
    assert_eq!(debtor.post_form("/registers/arrears/1/edit", &paid).status, 303, "the owner writes its row");
    assert_eq!(
        debtor.post_form("/registers/arrears/1/edit", &with(&paid, "f_paid", "1")).status,
        422,
        "seen is version 1"
    );
    assert_eq!(step(&debtor).status, 422, "not by the one who wrote it");
    assert_eq!(step(&keeper).status, 303);
    district.tick();
    let open = page(&debtor.get("/duties?organ=区财政局&state=open&per=500"));
    assert!(!open.contains(duty), "what was paid is no longer owed");
    let row = page(&keeper.get("/registers/arrears/1"));
    assert!(row.contains("已付清") && row.contains("凭证9号") && row.contains("这一行的历史"));
    let other = contact(&district, "other", "区水利局");
    assert_eq!(other.post_form("/registers/arrears/new", &ARREAR).status, 403);
    assert_eq!(other.post_form("/registers/arrears/1/end", &[("reason", "误")]).status, 403);
    assert_eq!(keeper.post_form("/registers/arrears/1/end", &[("reason", "误登")]).status, 303);
    assert!(
        page(&keeper.get("/registers/arrears")).contains("没有符合的行")
            || page(&keeper.get("/registers/arrears")).contains("还没有登记")
    );
    assert!(page(&keeper.get("/registers/arrears?ended=1")).contains("甲公司"));
}

#[test]
fn everybody_sees_public_fields_and_no_others() {
    let district = District::after_a_year();
    let keeper = contact(&district, "keeper", "区工业和信息化局");
    assert_eq!(keeper.post_form("/registers/arrears/new", &ARREAR).status, 303);
    let visitor = district.visitor();
    let open = page(&visitor.get("/open/registers/arrears"));
    assert!(open.contains("区财政局") && open.contains("120000.5") && !open.contains("甲公司"), "{open}");
    for kind in ["csv", "json"] {
        let file = visitor.get(&format!("/open/registers/arrears/rows.{kind}")).text();
        assert!(file.contains("120000.5") && !file.contains("甲公司"), "{kind}");
    }
    let whole = visitor.get("/open/registers/arrears/rows.json").json();
    assert_eq!((&whole["total"], &whole["items"][0]["values"]["debtor"]), (&json!(1), &json!("区财政局")));
    assert_eq!(&visitor.get("/open/registers/arrears/rows.xlsx").body[..2], b"PK");
    assert_eq!(visitor.get("/open/registers/risks").status, 404, "nothing of it is public");
    assert_eq!(visitor.get("/registers/arrears").status, 303, "signing in comes first");
    assert!(!page(&visitor.get("/open/registers")).contains("风险"));
    // A draft is not public: only rows in the states that the declaration names.
    let office = contact(&district, "justice", "区司法局");
    let policy = [("f_title", "支持办法"), ("f_organ", "区司法局")];
    assert_eq!(office.post_form("/registers/policies/new", &policy).status, 303);
    assert!(!page(&visitor.get("/open/registers/policies")).contains("支持办法"));
    let early = office.post_form("/registers/policies/1/move", &[("to", "reviewed")]);
    let words = words_of(&early.text());
    assert!(
        words.contains("还没有「合法性审核意见」") && words.contains("还没有「听取意见记录」"),
        "{words}"
    );
    // Named readers only.
    let stranger = contact(&district, "stranger", "区水利局");
    assert_eq!(stranger.get("/registers/risks").status, 403);
    assert!(!page(&stranger.get("/registers")).contains("重点领域风险台账"));
}

#[test]
fn a_sheet_is_previewed_and_written_whole_and_twice_adds_nothing() {
    let district = District::after_a_year();
    let keeper = contact(&district, "keeper", "区科技局");
    let place = "/registers/hightech-firms";
    let paste =
        |text: &str, what: &str| keeper.post_form(&format!("{place}/paste"), &[("text", text), ("do", what)]);
    let head = "名称\t区域\t认定日期\t证书或认定文件\n";
    let bad = format!("{head}甲公司\t区内\t2024-02-01\t证1号\n乙公司\t区外\t2024-02-30\t证2号\n");
    let preview = page(&paste(&bad, "check"));
    assert!(preview.contains("新增 1 行") && preview.contains("1 行要改"), "{preview}");
    assert!(preview.contains("区外」不在可选之列") && preview.contains("2024-02-30」不是日期"));
    assert_eq!(paste(&bad, "write").status, 422);
    assert_eq!(paste("颜色\t名称\n红\t甲\n", "check").status, 422, "a column that would be lost");
    assert!(page(&keeper.get(place)).contains("还没有登记"), "nothing was written");
    let good = bad.replace("区外", "文昌湖").replace("2024-02-30", "2024-02-29");
    assert!(page(&paste(&good, "write")).contains("新增 2 行"));
    assert!(page(&paste(&good, "write")).contains("新增 0 行，修改 0 行"));

    let filled = keeper.get(&format!("{place}/rows.xlsx"));
    assert_eq!(&filled.body[..2], b"PK");
    let again = keeper.post_file(&format!("{place}/paste"), "file", "filled.xlsx", &filled.body);
    let words = words_of(&again.text());
    assert!(words.contains("2 行没有变化"), "what was downloaded changes nothing: {words}");
    let template = keeper.get(&format!("{place}/template.xlsx"));
    assert_eq!((template.status, &template.body[..2]), (200, &b"PK"[..]));
    assert_eq!(keeper.post_file(&format!("{place}/paste"), "file", "x.xlsx", b"no").status, 422);
    let csv = keeper.get(&format!("{place}/rows.csv?sort=name&down=1")).text();
    assert!(csv.find("甲公司") < csv.find("乙公司"), "from the greatest down: {csv}");
}

#[test]
fn what_is_counted_becomes_a_provisional_figure_of_its_target() {
    let district = District::after_a_year();
    let keeper = district.program("区科技局", Role::Contact);
    let rows: Vec<Value> = (1..=14)
        .map(|at| {
            json!({ "name": format!("第{at}公司"), "area": if at < 5 { "文昌湖" } else { "区内" },
                "certificate": format!("证{at}号"), "certified_on": "2024-02-01" })
        })
        .collect();
    let taken = keeper.post_json("/api/v1/registers/hightech-firms/sheet", &json!({ "rows": rows })).json();
    assert_eq!((&taken["added"], &taken["same"]), (&json!(14), &json!(0)), "{taken}");
    let other = district.program("区科技局", Role::Contact);
    for row in 1..=14 {
        let done = other.post_json(
            &format!("/api/v1/registers/hightech-firms/rows/{row}/move"),
            &json!({ "to": "counted" }),
        );
        assert_eq!(done.status, 200, "{}", done.text());
    }
    let counts = keeper.get("/api/v1/registers/hightech-firms/counts?period=2024").json();
    let value = |at: usize| counts["items"][at]["value"].as_str().unwrap().to_owned();
    assert_eq!((value(0), value(1)), ("14".into(), "4".into()));
    district.tick();
    let office = district.person(Role::Supervisor);
    let figures = page(&office.get("/indicators/zzf-2023-34.commitment.24"));
    assert!(figures.contains("新增高新技术企业台账") && figures.contains("14"), "{figures}");
    let found = keeper.get("/api/v1/registers/hightech-firms/rows?f_area=文昌湖&sort=name").json();
    assert_eq!(found["total"], 4);
    let before = keeper.get("/api/v1/registers/hightech-firms/rows?on=2020-01-01").json();
    assert_eq!(before["total"], 0);
    let refused =
        keeper.post_json("/api/v1/registers/hightech-firms/rows", &json!({ "values": { "area": "区外" } }));
    let told = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(
        refused.status == 422 && told.contains("不在可选之列") && told.contains("「名称」没有填"),
        "{told}"
    );
}
