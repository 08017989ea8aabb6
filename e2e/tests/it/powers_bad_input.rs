//! What careless and hostile hands do to a list of powers: each is refused, or merged with a clear account.

use e2e::{Client, District, Reply};
use people::Role;
use serde_json::{Value, json};

fn items() -> Vec<pack::Power> {
    e2e::pack().documents.into_iter().flat_map(|d| d.powers).collect()
}

fn holder() -> String {
    items()[0].holder.organ.clone()
}

fn keeper(district: &District) -> Client {
    district.program(&holder(), Role::Registrar)
}

/// An adjustment with the parts that each needs.
fn body(more: &Value) -> Value {
    let mut body = json!({ "effective": "2023-06-01", "basis": "测试〔2023〕1号" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn adjust(client: &Client, more: &Value) -> Reply {
    client.post_json("/api/v1/powers/adjustments", &body(more))
}

/// Status, the rule of each refusal, and what is said with what would mend it.
fn refusals(reply: &Reply) -> (u16, Vec<String>, String) {
    let told = reply.json();
    let refused = told["refused"].as_array().cloned().unwrap_or_default();
    let of = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let said: Vec<String> = refused.iter().map(|one| of(one, "why") + "；" + &of(one, "mend")).collect();
    (reply.status, refused.iter().map(|one| of(one, "rule")).collect(), said.join("\n"))
}

fn editions(client: &Client) -> usize {
    let tried = client.get("/open/powers").text();
    tried.matches("/proof.json").count()
}

#[test]
fn of_two_adjustments_at_once_over_one_item_one_is_refused_with_how_it_stands() {
    let district = District::fresh();
    let code = items()[0].code.clone();
    let replies: Vec<Reply> = std::thread::scope(|scope| {
        let send = |name: &'static str| {
            let (client, code) = (keeper(&district), code.clone());
            scope.spawn(move || {
                adjust(&client, &json!({ "seen": 1, "rename": [{ "code": code, "name": name }] }))
            })
        };
        let both = [send("甲的名称"), send("乙的名称")];
        both.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let refused = replies.iter().find(|reply| reply.status == 409).unwrap();
    let (_, rules, said) = refusals(refused);
    assert_eq!(rules, ["powers.changed_meanwhile"]);
    assert!(said.contains("第2版") && said.contains("的名称"), "{said}");
    assert_eq!(refused.json()["since"], json!([2]));
    let other = adjust(
        &keeper(&district),
        &json!({ "seen": 1, "rename": [{ "code": items()[1].code, "name": "别的" }] }),
    );
    assert_eq!((other.status, &other.json()["since"]), (201, &json!([2])), "{}", other.text());
    assert_eq!(editions(&district.visitor()), 3);
}

/// The same on the page: the second writer is told, nothing typed is lost, and may go on having seen it.
#[test]
fn the_page_tells_of_what_another_writer_changed_and_goes_on_when_seen() {
    let district = District::fresh();
    let code = items()[0].code.clone();
    let client = keeper(&district);
    let line = format!("{code}\t更名\t我的名称");
    let send = |step: &str, seen: &str| {
        let fields = [
            ("list", ""),
            ("seen", seen),
            ("effective", "2023-06-01"),
            ("basis", "测试〔2023〕2号"),
            ("changes", line.as_str()),
            ("step", step),
        ];
        client.post_form("/powers/adjust", &fields)
    };
    assert_eq!(send("preview", "1").status, 200);
    assert_eq!(adjust(&client, &json!({ "rename": [{ "code": code, "name": "他的名称" }] })).status, 201);
    let refused = send("record", "1");
    assert_eq!(refused.status, 422);
    let page = refused.text();
    for part in ["现为“他的名称”", "我的名称", "name=\"seen\" value=\"2\"", "测试〔2023〕2号"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(send("preview", "2").status, 200);
    assert_eq!(send("record", "2").status, 303);
}

#[test]
fn a_date_before_the_last_edition_or_no_date_is_refused() {
    let district = District::fresh();
    let client = keeper(&district);
    let rename = json!([{ "code": items()[0].code, "name": "新名" }]);
    for (effective, status, part) in [
        ("2023-04-20", 409, "早于清单第1版"),
        ("2123-04-20", 409, "过远"),
        ("9999-12-31", 409, "过远"),
        ("2023-02-30", 422, "不是日期"),
        ("二〇二三年六月一日", 422, "不是日期"),
        ("", 422, "不是日期"),
        ("2023-06-01T00:00:00Z'; DROP TABLE power_spans; --", 422, "不是日期"),
    ] {
        let reply = adjust(&client, &json!({ "effective": effective, "rename": rename }));
        let said = refusals(&reply).2 + reply.json()["detail"].as_str().unwrap();
        assert!(reply.status == status && said.contains(part), "{effective}: {} {said}", reply.status);
    }
    assert_eq!(adjust(&client, &json!({ "basis": " ", "rename": rename })).status, 409, "no document");
    assert_eq!(editions(&district.visitor()), 1);
}

#[test]
fn a_code_twice_is_refused_wherever_it_stands_twice() {
    let district = District::fresh();
    let (client, item) = (keeper(&district), items()[0].clone());
    let new = |code: &str| json!({ "code": code, "name": "新事项", "kind": item.kind, "holder": holder(), "decision": "甲1号" });
    let fresh = format!("{}999", item.code.get(..10).unwrap());
    let cases = [
        (json!({ "add": [new(&fresh), new(&fresh)] }), "powers.code_twice"),
        (json!({ "add": [new(&item.code)] }), "powers.code_in_force"),
        (json!({ "cancel": [item.code, item.code] }), "powers.code_twice"),
        (
            json!({ "cancel": [item.code], "rename": [{ "code": item.code, "name": "甲" }] }),
            "powers.code_twice",
        ),
        (
            json!({ "rename": [{ "code": item.code, "name": "甲" }, { "code": item.code, "name": "乙" }] }),
            "powers.code_twice",
        ),
        (json!({ "add": [new(&format!("{fresh} "))] }), "powers.bad_code"),
        (json!({ "add": [new(&fresh.replace('9', "９"))] }), "powers.bad_code"),
    ];
    for (more, rule) in cases {
        let (status, rules, said) = refusals(&adjust(&client, &more));
        assert!(status == 409 && rules.contains(&rule.to_owned()), "{more}: {status} {rules:?} {said}");
    }
    assert_eq!(editions(&district.visitor()), 1);
}

#[test]
fn a_body_that_does_not_exist_is_refused_and_names_like_it_are_offered() {
    let district = District::fresh();
    let (client, code) = (keeper(&district), items()[0].code.clone());
    for (to, part) in [
        ("区应急", "是否为"),
        ("不存在的局", "单位名录"),
        ("", "单位名录"),
        ("<script>alert(1)</script>", "单位名录"),
        ("区气象局\u{202e}", "单位名录"),
    ] {
        let (status, rules, said) =
            refusals(&adjust(&client, &json!({ "transfer": [{ "code": code, "to": to }] })));
        assert!(
            status == 409 && rules == ["powers.unknown_body"] && said.contains(part),
            "{to}: {status} {said}"
        );
    }
}

fn paste(client: &Client, changes: &str) -> Reply {
    let fields = [
        ("list", ""),
        ("effective", "2023-06-01"),
        ("basis", "测试〔2023〕1号"),
        ("changes", changes),
        ("step", "preview"),
    ];
    client.post_form("/powers/adjust", &fields)
}

#[test]
fn a_table_pasted_with_merged_cells_is_read_and_says_what_it_filled_in() {
    let district = District::fresh();
    let (client, items) = (keeper(&district), items());
    let codes: Vec<&str> = items.iter().take(3).map(|item| item.code.as_str()).collect();
    let merged = format!(
        "事项编码\t动作\t移交单位\t接收单位\r\n{}\t划转\t{}\t区气象局\r\n{}\t\t\t\r\n\r\n{}\t\t\t\r\n",
        codes[0],
        holder(),
        codes[1],
        codes[2]
    );
    let read = paste(&client, &merged);
    assert_eq!(read.status, 200, "{}", read.text());
    assert_eq!(read.text().matches("（承上行）").count(), 6, "each filled cell says so: {}", read.text());
    assert!(read.text().contains("划转3项"));

    for (pasted, part) in [
        ("", "至少列出一项"),
        ("\t划转\t\t区气象局", "这一行没有事项编码"),
        (&format!("{}\t\t{}\t区气象局", codes[0], holder()), "这一行没有动作"),
        (&format!("{}\t乱动\t甲", codes[0]), "不认识动作“乱动”"),
        (&format!("{}\t更名\t甲\t乙", codes[0]), "多余"),
        (&format!("{}\t更名", codes[0]), "缺少内容"),
        (&format!("\u{feff}{}\t更名\t<img src=x onerror=alert(1)>", "=1+1"), "清单中没有编码为 =1+1"),
        (&format!("{}\t更名\t\"没有合上的引号\n{}\t更名\t乙", codes[0], codes[0]), "出现不止一次"),
    ] {
        let reply = paste(&client, pasted);
        let page = reply.text();
        assert!(reply.status == 422 && page.contains(part), "{pasted}: {} {page}", reply.status);
        assert!(!page.contains("<img src=x"), "what was pasted stays text");
        assert!(!page.contains("value=\"record\""), "nothing to record");
    }
}

/// Large and odd pastes are answered, not choked on.
#[test]
fn a_large_or_odd_paste_is_answered() {
    let district = District::fresh();
    let client = keeper(&district);
    let item = items()[0].code.clone();
    let many: String = (0..5_000).map(|n| format!("{n}\t更名\t名称{n}\n")).collect();
    let started = paste(&client, &many);
    assert_eq!(started.status, 422);
    assert!(started.text().contains("清单中没有编码为 4999"), "every line has its verdict");
    let long = paste(&client, &format!("{item}\t更名\t{}", "长".repeat(100_000)));
    assert!(matches!(long.status, 200 | 422), "{}", long.status);
    let nul = paste(&client, &format!("{item}\t更名\t甲\0乙"));
    assert_eq!(nul.status, 422, "NUL is refused at the door");
    let quotes = paste(&client, &"\"".repeat(50_000));
    assert_eq!(quotes.status, 422);
    assert_eq!(editions(&district.visitor()), 1);
}

/// Pages that everybody may open, with what strangers write into addresses.
#[test]
fn strange_addresses_of_open_pages_are_answered_in_words() {
    let district = District::fresh();
    let visitor = district.visitor();
    let code = items()[0].code.clone();
    let odd = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    for (path, status) in [
        (format!("/open/powers?q={odd}"), 200),
        (format!("/open/powers?kind={odd}&holder={odd}"), 200),
        (format!("/open/powers?edition={odd}"), 404),
        (format!("/open/powers?list={odd}"), 404),
        (format!("/open/powers/{odd}"), 404),
        (format!("/open/powers/{code}?on=2023-02-30"), 422),
        (format!("/open/powers/{code}/proof.json?on=0000-01-01"), 404),
        (format!("/open/powers/changes?from={odd}&to=1"), 404),
        ("/open/powers.csv?edition=99999999999999999999".to_owned(), 404),
        ("/open/powers?page=99999999999&per=0".to_owned(), 200),
    ] {
        let reply = visitor.get(&path);
        assert_eq!(reply.status, status, "{path}: {}", reply.text());
        assert!(!reply.text().contains("<script>alert"), "{path}");
    }
}
