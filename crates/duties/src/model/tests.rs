use super::*;
use jiff::Timestamp;
use kernel::Citation;
use std::path::Path;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// 24:00 of 25 June 2023 in the district.
const DUE: &str = "2023-06-25T16:00:00Z";
const BEFORE: &str = "2023-06-20T01:00:00Z";

fn opened() -> Opened {
    let citation = Citation {
        document: "甲〔2023〕1号".into(),
        clause: "五".try_into().unwrap(),
        digest: "0".repeat(64).try_into().unwrap(),
    };
    Opened {
        id: "d".into(),
        title: "季报".into(),
        title_en: "report".into(),
        organ: "甲局".into(),
        to: "办公室".into(),
        cause: "s".into(),
        period: "2023-Q2".into(),
        due: Some(at(DUE)),
        claim_by: Some(at("2023-06-23T16:00:00Z")),
        ..Opened::of(citation)
    }
}

fn duty(state: DutyState) -> Duty {
    let mut duty = Duty::new(opened());
    (duty.now.state, duty.now.reporter) = (state, "contact".into());
    duty
}

fn report(text: &str, progress: Option<u8>) -> Report {
    Report { text: text.into(), progress, ..Report::default() }
}

const OWN: Actor<'_> = Actor { account: "contact", owner: true, lead: false, office: false };
const LEAD: Actor<'_> = Actor { account: "lead", owner: false, lead: true, office: false };
const OFFICE: Actor<'_> = Actor { account: "office", owner: false, lead: false, office: true };
const OTHER: Actor<'_> = Actor { account: "other", owner: false, lead: false, office: false };

/// The kind of refusal and the key of its sentence.
fn said(denied: Denied) -> String {
    let (kind, say) = match denied {
        Denied::NotYours(say) => ("无权", say),
        Denied::Invalid(say) => ("不合规", say),
        Denied::Conflict(say) => ("不适用", say),
    };
    format!("{kind} {}", say.key)
}

fn acts() -> Vec<(&'static str, Act)> {
    let reason = || "理由".to_owned();
    let until = at("2023-07-25T16:00:00Z");
    vec![
        ("签收", Act::Claim),
        ("报告", Act::Report(report("完成", Some(100)))),
        ("确认", Act::Accept),
        ("退回", Act::Return(reason())),
        ("申请延期", Act::Wish(Wish { wished: Wished::Extension { until }, reason: reason() })),
        ("不同意申请", Act::RefuseWish(reason())),
        ("延期", Act::Extend { until, reason: reason() }),
        ("转办", Act::Transfer { to: "乙局".into(), reason: reason() }),
        ("指定单位", Act::Assign { to: "乙局".into(), reason: reason() }),
        ("等待事项已到", Act::Arrive { what: "省级办法".into(), due: Some(until) }),
        ("催办", Act::Chase(String::new())),
        ("办结", Act::Close(String::new())),
        ("取消", Act::Cancel(reason())),
        ("恢复", Act::Reopen(reason())),
    ]
}

/// What an act leads to: the state after it, or the refusal.
fn outcome(duty: &Duty, by: Actor<'_>, act: Act) -> String {
    match decide(duty, by, act, at(BEFORE)) {
        Ok(event) => {
            let mut after = duty.clone();
            after.apply(event, by.account, at(BEFORE));
            format!("→ {}", after.now.state.word())
        }
        Err(denied) => said(denied),
    }
}

const HEAD: &str = "\
# 任务的状态

每一行是一个状态和一件事：谁来办、办了以后到什么状态，或者为什么不能办。
“逾期”不是状态，由时钟算出。甲局是承办单位，lead 是所在分支的牵头单位，office 是督查办公室，other 是其他人。

";

#[test]
fn every_state_and_every_act_have_one_outcome() {
    let mut lines = String::from(HEAD);
    for state in DutyState::all() {
        lines.push_str(&format!("## {}\n\n", state.word()));
        for (name, act) in acts() {
            let by = [("承办单位", OWN), ("牵头单位", LEAD), ("办公室", OFFICE), ("其他人", OTHER)];
            let outcomes: Vec<String> = by
                .into_iter()
                .map(|(who, by)| format!("{who} {}", outcome(&duty(state), by, act.clone())))
                .collect();
            lines.push_str(&format!("{name}：{}\n", outcomes.join(" ｜ ")));
        }
        lines.push('\n');
    }
    testkit::golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/states.txt"), &lines);
}

#[test]
fn x_019_a_duty_is_on_time_through_the_last_instant_of_its_day_and_overdue_after() {
    let duty = duty(DutyState::Open);
    assert!(!duty.is_overdue(at(DUE)), "24:00 on the day itself");
    assert!(duty.is_overdue(at("2023-06-25T16:00:01Z")));
}

#[test]
fn a_reported_duty_is_never_overdue_but_may_have_been_late() {
    let mut duty = duty(DutyState::Submitted);
    duty.now.reported = Some(at("2023-06-26T01:00:00Z"));
    assert!(!duty.is_overdue(at("2023-07-01T00:00:00Z")));
    assert!(duty.was_late());
}

#[test]
fn x_020_at_once_gives_no_length_so_no_report_on_it_is_late() {
    let mut duty = duty(DutyState::Submitted);
    (duty.opened.at_once, duty.now.reported) = (true, Some(at("2023-06-26T01:00:00Z")));
    assert!(!duty.was_late());
}

#[test]
fn claim_and_report_have_clocks_of_their_own() {
    let mut duty = duty(DutyState::Open);
    assert!(!duty.is_unclaimed(at("2023-06-23T16:00:00Z")));
    let late = at("2023-06-24T01:00:00Z");
    assert!(duty.is_unclaimed(late) && !duty.is_overdue(late));
    let event = decide(&duty, OWN, Act::Claim, late).unwrap();
    duty.apply(event, "contact", late);
    assert!(!duty.is_unclaimed(at("2023-07-01T00:00:00Z")) && duty.is_overdue(at("2023-07-01T00:00:00Z")));
    assert_eq!(said(decide(&duty, OWN, Act::Claim, late).unwrap_err()), "不适用 duties.already_claimed");
}

#[test]
fn whoever_reports_has_taken_note() {
    let mut duty = duty(DutyState::Open);
    duty.apply(DutyEvent::Reported(report("完成", None)), "contact", at(BEFORE));
    assert_eq!(duty.now.claimed, Some((at(BEFORE), "contact".into())));
}

#[test]
fn reports_are_refused_in_words_that_say_what_would_be_accepted() {
    let cases = [
        (report("  ", None), "不合规 duties.empty_report"),
        (report("完成", Some(101)), "不合规 duties.progress_range"),
    ];
    for (report, key) in cases {
        let refused = decide(&duty(DutyState::Open), OWN, Act::Report(report), at(BEFORE));
        assert_eq!(said(refused.unwrap_err()), key);
    }
}

#[test]
fn x_024_a_waiting_duty_is_due_only_once_what_it_waits_for_appears() {
    let mut duty = Duty::new(Opened { awaits: "省级办法".into(), due: None, ..opened() });
    assert_eq!(duty.now.state, DutyState::Waiting);
    assert!(!duty.is_overdue(at("2030-01-01T00:00:00Z")));
    let until = at("2023-07-25T16:00:00Z");
    let arrived = Act::Arrive { what: "省级办法（鲁市监〔2023〕7号）".into(), due: Some(until) };
    let event = decide(&duty, OFFICE, arrived, at(BEFORE)).unwrap();
    duty.apply(event, "office", at(BEFORE));
    assert_eq!((duty.now.state, duty.now.due), (DutyState::Open, Some(until)));
    assert!(duty.is_overdue(at("2023-07-25T16:00:01Z")));
}

#[test]
fn more_time_is_asked_for_and_decided_by_a_second_person_and_the_first_day_stays_known() {
    let mut duty = duty(DutyState::Open);
    let until = at("2023-07-05T16:00:00Z");
    let wish =
        |until| Act::Wish(Wish { wished: Wished::Extension { until }, reason: "上级数据未到".into() });
    let early = decide(&duty, OWN, wish(at(DUE)), at(BEFORE)).unwrap_err();
    assert_eq!(said(early), "不合规 duties.until_too_early");
    let event = decide(&duty, OWN, wish(until), at(BEFORE)).unwrap();
    duty.apply(event, "contact", at(BEFORE));
    let again = decide(&duty, OWN, wish(until), at(BEFORE)).unwrap_err();
    assert_eq!(said(again), "不适用 duties.wish_pending");
    let grant = || Act::Extend { until, reason: String::new() };
    let self_granted = Actor { office: true, ..OWN };
    let own = decide(&duty, self_granted, grant(), at(BEFORE)).unwrap_err();
    assert_eq!(said(own), "不适用 duties.wish_second_person");
    let event = decide(&duty, LEAD, grant(), at(BEFORE)).unwrap();
    duty.apply(event, "lead", at(BEFORE));
    assert_eq!((duty.now.due, duty.opened.due, duty.was_extended()), (Some(until), Some(at(DUE)), true));
    assert!(duty.now.wish.is_none() && !duty.is_overdue(at("2023-07-01T00:00:00Z")));
}

#[test]
fn the_lead_of_the_branch_confirms_and_nobody_confirms_an_own_report() {
    let mut branch = duty(DutyState::Submitted);
    branch.opened.reviewer = "丙局".into();
    assert_eq!(decide(&branch, LEAD, Act::Accept, at(BEFORE)).unwrap(), DutyEvent::Accepted {});
    let reporter = Actor { account: "contact", lead: true, ..OTHER };
    let own = decide(&branch, reporter, Act::Accept, at(BEFORE)).unwrap_err();
    assert_eq!(said(own), "不适用 duties.second_person");
    assert_eq!(said(decide(&branch, OTHER, Act::Accept, at(BEFORE)).unwrap_err()), "无权 duties.only_lead");
}

#[test]
fn a_report_is_returned_only_with_a_reason() {
    let refused = decide(&duty(DutyState::Submitted), OFFICE, Act::Return(" ".into()), at(BEFORE));
    assert_eq!(said(refused.unwrap_err()), "不合规 duties.reason_missing");
}

#[test]
fn x_018_only_what_has_no_owner_is_assigned_and_it_keeps_its_clock() {
    let mut nobodys = Duty::new(Opened { organ: String::new(), ..opened() });
    let assign = |to: &str| Act::Assign { to: to.into(), reason: "三定方案".into() };
    let event = decide(&nobodys, OFFICE, assign("乙局"), at(BEFORE)).unwrap();
    nobodys.apply(event, "office", at(BEFORE));
    assert_eq!((nobodys.organ(), nobodys.now.due), ("乙局", Some(at(DUE))));
    let twice = decide(&nobodys, OFFICE, assign("丙局"), at(BEFORE)).unwrap_err();
    assert_eq!(said(twice), "不适用 duties.has_owner");
}

#[test]
fn evidence_is_read_as_it_is_written() {
    let digest = "a".repeat(64);
    let cases = [
        (format!("file:{digest} 季度 台账.xlsx"), true),
        ("https://example.org/证明".to_owned(), false),
        ("indicator:zzbz-2023-13.indicator.4".to_owned(), false),
        ("见区政府网站公示栏".to_owned(), false),
    ];
    for (written, is_file) in cases {
        let evidence = Evidence::read(&written);
        assert_eq!(evidence.written(), written);
        assert_eq!(matches!(evidence, Evidence::File { .. }), is_file, "{written}");
    }
    assert_eq!(Evidence::read("file:abc 台账.xlsx"), Evidence::Words("file:abc 台账.xlsx".into()));
}

#[test]
fn a_file_is_what_its_name_says_or_it_is_not_taken() {
    let cases: [(&str, &[u8], &str); 8] = [
        ("台账.pdf", b"%PDF-1.7", ""),
        ("照片.JPG", b"\xff\xd8\xff\xe0", ""),
        ("说明.txt", "完成".as_bytes(), ""),
        ("台账.pdf", b"MZ\x90\x00", "不合规 duties.file_forged"),
        ("说明.txt", b"a\0b", "不合规 duties.file_forged"),
        ("程序.exe", b"MZ\x90\x00", "不合规 duties.file_kind"),
        ("没有扩展名", b"x", "不合规 duties.file_kind"),
        ("空.pdf", b"", "不合规 duties.file_empty"),
    ];
    for (name, bytes, refused) in cases {
        assert_eq!(media_type(name, bytes).map_or_else(said, |_| String::new()), refused, "{name}");
    }
    let large = vec![b'a'; 20 * 1024 * 1024 + 1];
    assert_eq!(said(media_type("大.txt", &large).unwrap_err()), "不合规 duties.file_too_large");
}

#[test]
fn one_lead_is_the_first_and_a_decision_needs_a_ground() {
    let named = |organ: &str, naming, reason: &str| OwnerNamed {
        about: "a.task.1".into(),
        organ: organ.into(),
        naming,
        reason: reason.into(),
    };
    let first = named("甲局", Naming::FirstLead, "区政府专题会议纪要");
    assert_eq!(first.clone().checked(&[]).unwrap(), first);
    let known = [first];
    let second = named("乙局", Naming::FirstLead, "另一个依据").checked(&known).unwrap_err();
    assert_eq!(said(second), "不适用 duties.already_named");
    assert!(named("乙局", Naming::Member, "来函").checked(&known).is_ok());
    assert_eq!(
        said(named("乙局", Naming::Owner, " ").checked(&[]).unwrap_err()),
        "不合规 duties.ground_missing"
    );
}

#[test]
fn what_was_recorded_before_a_field_existed_is_still_read() {
    let body = r#"{"id":"d","title":"t","title_en":"t","organ":"甲局","to":"","citation":{"document":"甲〔2023〕1号",
        "clause":"五","digest":"0000000000000000000000000000000000000000000000000000000000000000"},"cause":"s",
        "period":"2023-Q2","due":null,"rest_day":false}"#;
    let opened: Opened = serde_json::from_str(body).unwrap();
    assert_eq!((opened.asked, opened.part, opened.claim_by), (Asked::Report, Part::Lead, None));
    let report: Report = serde_json::from_str(r#"{"text":"完成","progress":null,"evidence":[]}"#).unwrap();
    assert_eq!(report.problems, "");
}
