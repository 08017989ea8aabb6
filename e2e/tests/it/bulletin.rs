//! A bulletin through its page and its files.

use duties::Filter;
use e2e::{Client, District};
use people::Role;
use serde_json::json;
use std::io::{Cursor, Read};

const DOCUMENT: &str = "周政办字〔2023〕11号";

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

const FORM: [(&str, &str); 3] = [
    ("number", "周政办通〔2023〕9号"),
    ("issuer", "区政府办公室"),
    ("remarks", "请未报送的单位三日内补报。"),
];

fn url(rest: &str) -> String {
    format!("{}/2023-Q3{rest}", page::encode(DOCUMENT))
}

fn draft(client: &Client) -> serde_json::Value {
    client.get(&format!("/api/v1/bulletins/{}?draft=true", url(""))).json()
}

#[test]
fn a_bulletin_names_who_did_not_report_and_is_frozen_when_it_is_issued() {
    let district = District::after_a_year();
    let office = district.person(Role::Supervisor);
    let now = draft(&office);
    let missing: Vec<&str> = now["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|l| l["outcome"] == "missing")
        .map(|l| l["organ"].as_str().unwrap())
        .collect();
    assert!(!missing.is_empty() && now["missing"] == missing.len(), "{now}");
    let page = office.get(&format!("/bulletins/{}", url(""))).text();
    assert!(
        page.contains("草稿")
            && missing.iter().all(|organ| page.contains(&format!("{organ}：季度工作进展报告"))),
        "{page}"
    );
    assert!(!page.contains("扣5分"), "scores are not shown unless they are asked for");
    let scored = office.get(&format!("/bulletins/{}?scores=true&draft=true", url(""))).text();
    assert!(scored.contains("扣100分（账本第"), "{scored}");

    let contact = district.person(Role::Contact);
    assert_eq!(contact.post_form(&format!("/bulletins/{}/issue", url("")), &FORM).status, 403);
    assert_eq!(office.post_form(&format!("/bulletins/{}/issue", url("")), &FORM).status, 303);
    let issued = office.get(&format!("/api/v1/bulletins/{}", url(""))).json();
    let docx = office.get(&format!("/api/v1/bulletins/{}", url(".docx")));
    assert_eq!(docx.header("content-type"), page::DOCX);
    let text = part(&docx.body, "word/document.xml");
    for said in [
        "周政办通〔2023〕9号",
        "2023年第3季度报送情况的通报",
        "一、总体情况",
        "二、未报送",
        "请未报送的单位三日内补报。",
        "区政府办公室",
        "2024年3月18日",
    ]
    .iter()
    .chain(&missing)
    {
        assert!(text.contains(said), "{said} is missing from {text}");
    }
    let xlsx = office.get(&format!("/api/v1/bulletins/{}", url(".xlsx")));
    assert!(part(&xlsx.body, "xl/sharedStrings.xml").contains("未报送"));

    reports_what_was_missing(&district, &office);
    assert_eq!(office.get(&format!("/api/v1/bulletins/{}", url(""))).json(), issued);
    assert_eq!(
        office.get(&format!("/api/v1/bulletins/{}", url(".docx"))).body,
        docx.body,
        "the same file for ever"
    );
    assert_eq!(draft(&office)["missing"], missing.len() - 1, "the draft goes on");
    assert!(office.get("/bulletins").text().contains("周政办通〔2023〕9号"));
}

/// A report that comes after the bulletin.
fn reports_what_was_missing(district: &District, office: &Client) {
    let filter =
        Filter { document: DOCUMENT.into(), period: "2023-Q3".into(), awaits: true, ..Filter::default() };
    let late =
        district.store.read(|tx| Ok::<_, page::Refusal>(duties::list(tx, &filter, 1, 500)?.1)).unwrap();
    let late = late.iter().find(|duty| duty.opened.reviewer.is_empty() && duty.now.first.is_none()).unwrap();
    district.clock.pass(60);
    let done =
        office.post_json(&format!("/api/v1/duties/{}/reports", late.opened.id), &json!({"text": "补报"}));
    assert_eq!(done.status, 201, "{}", done.text());
}
