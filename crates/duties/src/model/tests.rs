use super::*;

fn duty(state: DutyState) -> Duty {
    Duty {
        opened: Opened {
            id: "d".into(),
            title: "季报".into(),
            title_en: "report".into(),
            organ: "甲局".into(),
            to: "办公室".into(),
            citation: Citation {
                document: "甲〔2023〕1号".into(),
                clause: "五".try_into().unwrap(),
                digest: "0".repeat(64).try_into().unwrap(),
            },
            cause: "s".into(),
            period: "2023-Q2".into(),
            due: Some("2023-06-25T16:00:00Z".parse().unwrap()),
            at_once: false,
            rest_day: false,
            made_up: false,
        },
        state,
        reported: None,
        reporter: "contact".into(),
        version: 1,
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn report(text: &str, progress: Option<u8>) -> Report {
    Report { text: text.into(), progress, evidence: Vec::new(), made_up: false }
}

/// The sentence of a denial.
fn said(outcome: Result<DutyEvent, Denied>) -> String {
    match outcome.unwrap_err() {
        Denied::NotYours(say) | Denied::Invalid(say) | Denied::Conflict(say) => say.key.into_owned(),
    }
}

const OWN: Answerer<'_> = Answerer { account: "contact", acts_for_organ: true };
const OTHER: Answerer<'_> = Answerer { account: "other", acts_for_organ: false };

#[test]
fn x_019_a_duty_is_on_time_through_the_last_instant_of_its_day_and_overdue_after() {
    let duty = duty(DutyState::Open);
    assert!(!duty.is_overdue(at("2023-06-25T16:00:00Z")), "24:00 on the day itself");
    assert!(duty.is_overdue(at("2023-06-25T16:00:01Z")));
}

#[test]
fn a_reported_duty_is_never_overdue_but_may_have_been_late() {
    let mut duty = duty(DutyState::Submitted);
    duty.reported = Some(at("2023-06-26T01:00:00Z"));
    assert!(!duty.is_overdue(at("2023-07-01T00:00:00Z")));
    assert!(duty.was_late());
}

#[test]
fn x_020_at_once_gives_no_length_so_no_report_on_it_is_late() {
    let mut duty = duty(DutyState::Submitted);
    (duty.opened.at_once, duty.reported) = (true, Some(at("2023-06-26T01:00:00Z")));
    assert!(!duty.was_late());
}

#[test]
fn reports_are_refused_in_words_that_say_what_would_be_accepted() {
    let cases = [
        (DutyState::Open, OTHER, report("完成", None), "duties.not_your_duty"),
        (DutyState::Submitted, OWN, report("完成", None), "duties.already_reported"),
        (DutyState::Accepted, OWN, report("完成", None), "duties.already_reported"),
        (DutyState::Open, OWN, report("  ", None), "duties.empty_report"),
        (DutyState::Open, OWN, report("完成", Some(101)), "duties.progress_range"),
    ];
    for (state, by, report, key) in cases {
        assert_eq!(said(submit(&duty(state), by, report)), key);
    }
}

#[test]
fn a_returned_duty_can_be_reported_again() {
    let event = submit(&duty(DutyState::Returned), OWN, report("补充", Some(80))).unwrap();
    assert_eq!(event, DutyEvent::Reported(report("补充", Some(80))));
}

#[test]
fn x_023_the_reporter_does_not_accept_the_own_report() {
    assert_eq!(said(review(&duty(DutyState::Submitted), "contact", true, "")), "duties.second_person");
    assert_eq!(review(&duty(DutyState::Submitted), "office", true, "").unwrap(), DutyEvent::Accepted {});
}

#[test]
fn a_report_is_returned_only_with_a_reason_and_only_while_it_waits() {
    assert_eq!(said(review(&duty(DutyState::Submitted), "office", false, " ")), "duties.reason_missing");
    assert_eq!(said(review(&duty(DutyState::Open), "office", true, "")), "duties.nothing_to_review");
    let returned = review(&duty(DutyState::Submitted), "office", false, "缺少佐证").unwrap();
    assert_eq!(returned, DutyEvent::Returned { reason: "缺少佐证".into() });
}
