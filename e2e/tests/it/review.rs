//! From a new file to an adopted pack, and its second edition, as a clerk does it.

use e2e::{Client, District};
use people::Role;
use serde_json::{Value, json};

const FIRST: &str = "\
某区人民政府办公室
关于印发某区消防安全工作方案的通知
某政办发〔2024〕9号
各镇政府、街道办事处，区政府有关部门：
现将方案印发给你们，请认真贯彻落实。
一、总体要求
2024年6月底前完成老旧小区消防设施改造30处。（区消防救援大队牵头，区住房城乡建设局、区财政局按职责分工负责）
二、保障措施
建立火灾隐患举报奖励制度。（区应急局负责）
附件：任务分工表
某区人民政府办公室
2024年3月1日
附件
任务分工表
\t序号
\t具体任务
\t牵头单位
\t完成时限

\t1
\t排查高层建筑消防隐患
\t区消防救援大队
\t2024年6月底前

\t2
\t检查学校消防设施
\t区教育体育局
\t2024年9月底前

\t3
\t开展消防演练
\t—
\t2024年11月底前
";

/// The same document a year on: one duty has another lead, one goes, one comes.
fn second() -> String {
    FIRST
        .replace("2024", "2025")
        .replace("\t检查学校消防设施\n\t区教育体育局", "\t检查学校消防设施\n\t区应急局")
        .replace("\t开展消防演练\n\t—\n", "\t建设微型消防站12个\n\t区消防救援大队\n")
}

/// The identity of the review that an answer leads to.
fn led_to(location: &str) -> String {
    location.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned()
}

fn things(client: &Client, id: &str) -> Value {
    let reply = client.get(&format!("/api/v1/reviews/{id}"));
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

/// The item whose field holds a text.
fn item(things: &Value, field: &str, holds: &str) -> Value {
    let items = things["items"].as_array().unwrap();
    let found = items.iter().find(|item| item["found"][field].as_str().is_some_and(|it| it.contains(holds)));
    found.unwrap_or_else(|| panic!("no item with {field} {holds}: {things:#}")).clone()
}

/// Accepts everything that is left of a document, doubtful or not, as one does who has looked.
fn accept_all(client: &Client, id: &str) {
    let left: Vec<Value> = things(client, id)["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["act"].is_null())
        .map(|item| item["item"].clone())
        .collect();
    if left.is_empty() {
        return;
    }
    let wish = json!({ "items": left, "act": "accept" });
    let reply = client.post_json(&format!("/api/v1/reviews/{id}/decisions"), &wish);
    assert_eq!(reply.status, 200, "{}", reply.text());
}

/// The document names nobody for the drill: who fills it in says on what ground. Gives the key of the duty.
fn assigned(clerk: &Client, id: &str, found: &Value) -> String {
    let drill = item(found, "text", "消防演练");
    let key = drill["item"].as_str().unwrap();
    let form = |note: &'static str| {
        vec![
            ("item", key.to_owned()),
            ("act", "correct".to_owned()),
            ("text", drill["found"]["text"].as_str().unwrap().to_owned()),
            ("lead", "区应急局".to_owned()),
            ("responsible", String::new()),
            ("due", "2024-11-30".to_owned()),
            ("note", note.to_owned()),
        ]
    };
    let send = |fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        clerk.post_form(&format!("/reviews/{id}/decide"), &fields)
    };
    assert_eq!(send(form("")).status, 422, "an assignment without its ground");
    let mut wrong = form("区长办公会");
    wrong[5].1 = "11月底".to_owned();
    let wrong = send(wrong);
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("2024-06-30"), "says what would be accepted: {}", wrong.text());
    assert_eq!(send(form("区长办公会")).status, 303);
    let assigned = item(&things(clerk, id), "text", "消防演练");
    assert_eq!(
        (assigned["act"].as_str(), assigned["fields"]["lead"].as_str()),
        (Some("assign"), Some("区应急局"))
    );
    assert_eq!(assigned["found"]["lead"], "", "what was found is kept beside it");

    key.to_owned()
}

#[test]
fn a_clerk_gets_from_a_new_text_to_an_adopted_pack() {
    let district = District::fresh();
    let clerk = district.program("", Role::Supervisor);
    let taken = clerk.post_file("/reviews", "file", "消防.txt", FIRST.as_bytes());
    assert_eq!(taken.status, 303, "{}", taken.text());
    let id = led_to(taken.header("location"));
    let again = clerk.post_file("/reviews", "file", "消防.txt", FIRST.as_bytes());
    assert_eq!(led_to(again.header("location")), id, "the same text is the same review");

    let page = clerk.get(&format!("/reviews/{id}"));
    assert_eq!(page.status, 200, "{}", page.text());
    let html = page.text();
    assert!(html.contains("老旧小区消防设施改造30处"), "the original stands there");
    let card = html.split("<article class=\"fact\" id=\"").nth(2).unwrap().split('"').next().unwrap();
    assert!(html.contains(&format!("href=\"#{card}\"")), "the text leads to the card");

    let found = things(&clerk, &id);
    let refused = clerk.get(&format!("/reviews/{id}/adopt")).text();
    assert!(refused.contains(&format!("待处理 {} 项", found["undecided"])), "{refused}");
    let early = clerk.post_form(&format!("/reviews/{id}/adopt"), &[]);
    assert_eq!(early.status, 409, "what nobody has decided about is not adopted");

    let key = assigned(&clerk, &id, &found);
    let key = key.as_str();

    let prize = item(&found, "text", "举报奖励");
    let open = json!({ "items": [prize["item"]], "act": "open", "note": "奖励标准待定" });
    assert_eq!(clerk.post_json(&format!("/api/v1/reviews/{id}/decisions"), &open).status, 200);

    let rest = clerk.post_form(&format!("/reviews/{id}/rest"), &[("document", "1"), ("which", "document")]);
    assert_eq!(rest.status, 303);
    accept_all(&clerk, &id);
    let adopted =
        clerk.post_form(&format!("/reviews/{id}/adopt"), &[("replaces", "-"), ("disclosure", "public")]);
    assert_eq!(adopted.status, 303, "{}", adopted.text());
    let live = clerk.get(adopted.header("location")).text();
    assert!(live.contains("排查高层建筑消防隐患"), "{live}");
    assert!(live.contains("✓"), "the text is attached and its digests are the pack's");
    let open = district
        .store
        .read(|tx| Ok::<_, page::Refusal>(documents::unsettled(tx, "某政办发〔2024〕9号", 100)?));
    let open = open.unwrap();
    assert!(open.iter().any(|it| it.say.to_string().contains("奖励标准待定")), "{open:?}");
    let closed = clerk
        .post_json(&format!("/api/v1/reviews/{id}/decisions"), &json!({ "items": [key], "act": "again" }));
    assert_eq!(closed.status, 409, "an adopted review stands");
}

#[test]
fn the_second_edition_of_a_document_shows_its_duties_first() {
    let district = District::fresh();
    let clerk = district.program("", Role::Supervisor);
    let take = |text: &str| {
        let taken = clerk.post_json("/api/v1/reviews", &json!({ "name": "消防", "text": text }));
        assert_eq!(taken.status, 201, "{}", taken.text());
        taken.json()["id"].as_str().unwrap().to_owned()
    };
    let first = take(FIRST);
    accept_all(&clerk, &first);
    let adopted = clerk.post_form(&format!("/reviews/{first}/adopt"), &[("replaces", "-")]);
    assert_eq!(adopted.status, 303, "{}", adopted.text());
    let before = documents_of(&district);

    let next = take(&second());
    accept_all(&clerk, &next);
    let preview = clerk.get(&format!("/reviews/{next}/adopt")).text();
    let places = [
        "某政办发〔2025〕9号 代替 某政办发〔2024〕9号",
        "检查学校消防设施",
        "<del>区教育体育局</del> 区应急局",
        "开展消防演练",
    ];
    for words in places {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    assert!(
        preview.find("建设微型消防站").unwrap() < preview.find("开展消防演练").unwrap(),
        "what goes stands last"
    );
    let adopted = clerk.post_form(&format!("/reviews/{next}/adopt"), &[]);
    assert_eq!(adopted.status, 303, "{}", adopted.text());
    let after = documents_of(&district);
    assert_eq!(after.len(), before.len() + 1, "the other documents of the pack stay");
    let state = |number: &str| after.iter().find(|it| it.0 == number).unwrap().1;
    assert_eq!(state("某政办发〔2024〕9号"), pack::State::Repealed);
    assert_eq!(state("某政办发〔2025〕9号"), pack::State::InForce);
}

fn documents_of(district: &District) -> Vec<(String, pack::State)> {
    let rows = district.store.read(|tx| Ok::<_, page::Refusal>(documents::documents(tx)?)).unwrap();
    rows.into_iter().map(|row| (row.head.number, row.head.state)).collect()
}

/// The reading adopted of a defect is recorded beside it.
#[test]
fn x_005_a_defect_keeps_the_reading_adopted() {
    let district = District::fresh();
    let clerk = district.program("", Role::Supervisor);
    let taken = clerk.post_file("/reviews", "file", "消防.txt", FIRST.as_bytes());
    let id = led_to(taken.header("location"));
    let html = clerk.get(&format!("/reviews/{id}/defects")).text();
    assert!(html.contains("duty-without-owner"), "{html}");
    let page = clerk.get(&format!("/reviews/{id}")).text();
    let key = page.split("name=\"item\" value=\"defect/duty-without-owner/").nth(1).unwrap();
    let key = format!("defect/duty-without-owner/{}", key.split('"').next().unwrap());
    let settle = [("item", key.as_str()), ("act", "accept"), ("note", "由区应急局组织")];
    assert_eq!(clerk.post_form(&format!("/reviews/{id}/decide"), &settle).status, 303);
    let html = clerk.get(&format!("/reviews/{id}/defects")).text();
    assert!(html.contains("由区应急局组织"), "{html}");
    let strange = [("item", "defect/none/0"), ("act", "accept")];
    assert_eq!(clerk.post_form(&format!("/reviews/{id}/decide"), &strange).status, 404);
}

/// Prose, tables and a plan: whatever the compiler finds can be decided about, page by page, and adopted.
#[test]
fn everything_of_a_gazette_can_be_reviewed() {
    let district = District::fresh();
    let clerk = district.program("", Role::Supervisor);
    let gazette = e2e::Gazette::find();
    let taken = clerk.post_file("/reviews", "file", &gazette.name, gazette.text.as_bytes());
    let id = led_to(taken.header("location"));
    let found = things(&clerk, &id);
    let documents = found["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "head").count();
    let mut cards = 0;
    for document in 1..=documents {
        for page in 1.. {
            let reply = clerk.get(&format!("/reviews/{id}?document={document}&page={page}"));
            let html = reply.text();
            assert_eq!(reply.status, 200);
            assert!(html.len() < 100 * 1024, "document {document} page {page}: {} bytes", html.len());
            let tags = e2e::tags(&html);
            let mut ids: Vec<&str> =
                tags.iter().map(|tag| tag.get("id")).filter(|id| !id.is_empty()).collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "document {document} page {page}: an id stands twice");
            let inside = |href: &str| {
                href.strip_prefix("#f-").is_none_or(|id| ids.contains(&format!("f-{id}").as_str()))
            };
            assert!(tags.iter().all(|tag| inside(tag.get("href"))), "a mark leads to no card");
            cards += html.matches("<article class=\"fact\"").count();
            if !html.contains("rel=\"next\"") {
                break;
            }
        }
    }
    assert_eq!(cards, found["total"].as_u64().unwrap() as usize, "each thing has its card on one page");
    accept_all(&clerk, &id);
    let adopted = clerk.post_form(&format!("/reviews/{id}/adopt"), &[]);
    assert_eq!(adopted.status, 303, "{}", adopted.text());
}

#[test]
fn only_those_who_adopt_review() {
    let district = District::fresh();
    let contact = district.program("区应急局", Role::Contact);
    assert_eq!(contact.get("/reviews").status, 403);
    assert_eq!(contact.post_json("/api/v1/reviews", &json!({ "name": "a", "text": "b" })).status, 403);
    let clerk = district.program("", Role::Supervisor);
    let empty = clerk.post_form("/reviews", &[("text", "  ")]);
    assert_eq!(empty.status, 422);
    assert_eq!(clerk.get("/reviews/none").status, 404);
}
