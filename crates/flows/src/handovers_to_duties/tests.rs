use super::*;
use crate::sample::calendar;
use kernel::{Level, Organ, due_day};

fn organ(name: &str, kind: OrganKind, parent: Option<&str>, aliases: &[&str]) -> Organ {
    Organ {
        name: name.to_owned(),
        name_en: String::new(),
        kind,
        level: Level::District,
        parent: parent.map(str::to_owned),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        members: Vec::new(),
        perhaps: None,
    }
}

fn register() -> Organs {
    let office = organ("县政府办公室", OrganKind::Office, Some("县人民政府"), &[]);
    let other = organ("县防汛办公室", OrganKind::Office, Some("县水利局"), &[]);
    Organs::new(vec![organ("县政府", OrganKind::Government, None, &["县人民政府"]), other, office]).0
}

fn handover(code: &str, edition: u32) -> Handover {
    serde_json::from_value(serde_json::json!({
        "list": "xzf-2024-1", "code": code, "name": "对某事的处罚", "edition": edition, "giving": "县水利局",
        "taking": "县财政局", "effective": "2024-06-28", "basis": "县政字〔2024〕9号", "sheet": null, "given": null,
        "taken": null,
        "citation": { "document": "县政发〔2024〕1号", "clause": "附件/表1/行1", "digest": "0".repeat(64) },
    }))
    .unwrap()
}

fn decided(id: u32, edition: u32, day: &str) -> Record {
    serde_json::from_value(serde_json::json!({
        "id": id, "seq": 9, "at": "2024-06-01T00:00:00Z", "by": "registrar", "matter": "day",
        "what": { "edition": edition, "giving": "县水利局", "taking": "县财政局", "day": day,
                  "document": "县政字〔2024〕10号", "decided": "2024-06-01" },
    }))
    .unwrap()
}

/// Organ, title and last day of what is asked for on a day.
fn asked(handovers: &[Handover], records: Vec<Record>, on: &str) -> Vec<String> {
    let days = BTreeMap::from([("xzf-2024-1".to_owned(), records)]);
    let issuers = BTreeMap::from([("xzf-2024-1".to_owned(), "县人民政府".to_owned())]);
    let register = register();
    let lists = Lists { days: &days, issuers: &issuers, register: &register };
    let now = format!("{on}T04:00:00Z").parse().unwrap();
    let duties = pressed(handovers, &lists, &calendar(), now);
    let line = |duty: &Opened| {
        let due = duty.due.map_or("无期限".to_owned(), |due| due_day(due).to_string());
        format!("{} {} {due}", duty.organ, duty.title)
    };
    duties.iter().map(line).collect()
}

#[test]
fn p_011_without_a_day_the_office_of_the_issuer_is_to_have_one_set() {
    let moved = [handover("0001", 1), handover("0002", 1)];
    assert_eq!(
        asked(&moved, vec![], "2025-01-01"),
        ["县政府办公室 确定县水利局向县财政局移交2项权责事项的期限 无期限"],
        "what has no day is never late"
    );
}

#[test]
fn p_011_a_day_by_decision_binds_both_sides_and_the_last_decision_counts() {
    let moved = [handover("0001", 1)];
    let records = vec![decided(1, 1, "2024-06-10"), decided(2, 1, "2024-06-20"), decided(3, 2, "2024-06-01")];
    assert_eq!(
        asked(&moved, records.clone(), "2024-06-20"),
        [
            "县水利局 限期完成向县财政局移交1项权责事项 2024-06-20",
            "县财政局 限期完成承接县水利局移交的1项权责事项 2024-06-20",
        ]
    );
    assert_eq!(
        asked(&moved, records, "2024-06-21").last().map(String::as_str),
        Some("县政府办公室 督办：县水利局向县财政局移交1项权责事项逾期未完成（期限2024-06-20） 无期限")
    );
}

#[test]
fn p_011_an_adjustment_s_own_day_escalates_when_it_has_passed() {
    let mut moved = handover("0001", 2);
    assert_eq!(asked(std::slice::from_ref(&moved), vec![], "2024-06-28"), Vec::<String>::new());
    assert_eq!(
        asked(std::slice::from_ref(&moved), vec![], "2024-06-29"),
        ["县政府办公室 督办：县水利局向县财政局移交1项权责事项逾期未完成（期限2024-06-28） 无期限"]
    );
    let signature = powers::Signature { by: "a".into(), at: Timestamp::UNIX_EPOCH, seq: 2 };
    moved.given = Some(signature.clone());
    moved.taken = Some(signature);
    assert_eq!(
        asked(&[moved], vec![], "2024-06-29"),
        Vec::<String>::new(),
        "what is finished is not pressed"
    );
}

#[test]
fn a_government_without_an_office_presses_itself_and_an_unknown_issuer_nobody() {
    let (days, register) = (BTreeMap::new(), Organs::new(vec![]).0);
    let now = "2024-07-01T04:00:00Z".parse().unwrap();
    let who = |issuers: &BTreeMap<String, String>| {
        let lists = Lists { days: &days, issuers, register: &register };
        let duties = pressed(&[handover("0001", 2)], &lists, &calendar(), now);
        duties.into_iter().map(|duty| duty.organ).collect::<Vec<_>>()
    };
    assert_eq!(who(&BTreeMap::from([("xzf-2024-1".to_owned(), "乡政府".to_owned())])), ["乡政府"]);
    assert_eq!(who(&BTreeMap::new()), Vec::<String>::new());
}

fn decision(day: &str) -> Publication {
    let citation = handover("0001", 1).citation;
    Publication {
        list: "xzf-2024-1".into(),
        id: 4,
        title: "新增一项".into(),
        document: "县政字〔2024〕11号".into(),
        decided: day.parse().unwrap(),
        keeper: "县水利局".into(),
        citation,
    }
}

#[test]
fn a_decision_is_to_be_published_within_twenty_working_days() {
    let duty = publications(&[decision("2024-05-06")], &calendar()).remove(0);
    let counted = calendar().add_workdays("2024-05-06".parse().unwrap(), 20).unwrap();
    assert_eq!((duty.organ.as_str(), due_day(duty.due.unwrap())), ("县水利局", counted));
    assert_eq!(duty.id, "xzf-2024-1.publication.4");
    let beyond = publications(&[decision("2090-05-06")], &calendar()).remove(0);
    assert_eq!(beyond.due, None, "no day is made up where the calendar of holidays ends");
}

#[test]
fn p_010_items_of_a_body_that_is_gone_are_to_be_given_to_another() {
    let issuers = BTreeMap::from([("xzf-2024-1".to_owned(), "县人民政府".to_owned())]);
    let (days, register) = (BTreeMap::new(), register());
    let lists = Lists { days: &days, issuers: &issuers, register: &register };
    let citation = handover("0001", 1).citation;
    let orphans =
        powers::Orphans { list: "xzf-2024-1".into(), holder: "县安监局".into(), count: 3, citation };
    let duties = crate::orphans_to_duties::given_away(std::slice::from_ref(&orphans), &lists);
    let told: Vec<_> = duties.iter().map(|duty| (duty.organ.as_str(), duty.id.as_str(), duty.due)).collect();
    assert_eq!(told, [("县政府办公室", "xzf-2024-1.orphans.县安监局", None)]);
    let elsewhere = powers::Orphans { list: "another".into(), ..orphans };
    assert_eq!(crate::orphans_to_duties::given_away(&[elsewhere], &lists), [], "nobody to ask");
}
