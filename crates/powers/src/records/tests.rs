use super::*;
use crate::model::Item;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A record, as the ledger gives it.
fn record(id: u32, matter: serde_json::Value) -> Record {
    let mut record =
        serde_json::json!({ "id": id, "seq": id, "at": "2024-06-01T00:00:00Z", "by": "someone" });
    record.as_object_mut().unwrap().extend(matter.as_object().unwrap().clone());
    serde_json::from_value(record).unwrap()
}

/// The key of the sentence, or `fits`.
fn key(checked: Result<(), Say>) -> String {
    checked.map_or_else(|say| say.key.into_owned(), |()| "fits".to_owned())
}

fn proposal() -> Proposal {
    Proposal {
        kind: ProposalKind::Change,
        title: "甲".into(),
        asked_by: "县水利局".into(),
        day: day("2024-05-01"),
        codes: vec!["1".into()],
        reason: "乙".into(),
        document: String::new(),
    }
}

#[test]
fn a_proposal_is_about_items_that_are_on_the_list_and_a_new_one_about_none() {
    let check = |change: &dyn Fn(&mut Proposal)| {
        let mut asked = proposal();
        change(&mut asked);
        key(asked.check(&|code| code == "1", day("2024-05-20")))
    };
    type Change<'a> = &'a dyn Fn(&mut Proposal);
    let cases: [(&str, Change<'_>); 9] = [
        ("fits", &|_| {}),
        ("powers_records.need_title", &|p| p.title = " ".into()),
        ("powers_records.need_reason", &|p| p.reason.clear()),
        ("powers_records.too_long", &|p| p.reason = "长".repeat(2_001)),
        ("powers_records.ahead", &|p| p.day = day("2024-05-21")),
        ("powers_records.no_codes", &|p| p.codes.clear()),
        ("powers_records.code_unknown", &|p| p.codes = vec!["2".into()]),
        ("powers_records.code_twice", &|p| p.codes = vec!["1".into(), "1".into()]),
        ("powers_records.code_known", &|p| p.kind = ProposalKind::Add),
    ];
    for (expected, change) in cases {
        assert_eq!(check(change), expected);
    }
}

fn reviewed(passed: bool, on: &str) -> Step {
    Step::Reviewed {
        by: "司法局".into(),
        passed,
        opinion: "合法".into(),
        document: String::new(),
        day: day(on),
    }
}

fn decided(granted: bool, on: &str) -> Step {
    Step::Decided {
        by: "县政府".into(), granted, document: "县政字〔2024〕11号".into(), day: day(on)
    }
}

fn published(on: &str) -> Step {
    Step::Published { place: "公报第3期".into(), day: day(on) }
}

/// A proposal after some steps, recorded by `clerk`.
fn after(steps: &[Step]) -> Standing {
    let steps = steps.iter().map(|step| (9, "other".to_owned(), step.clone())).collect();
    Standing { id: 1, seq: 1, by: "clerk".into(), proposal: proposal(), steps }
}

#[test]
fn review_comes_before_decision_and_decision_before_publication() {
    let (no, yes) = (reviewed(false, "2024-05-02"), reviewed(true, "2024-05-03"));
    let granted = decided(true, "2024-05-06");
    let cases: [(&[Step], Step, &str, &str); 13] = [
        (&[], yes.clone(), "other", "fits"),
        (&[], yes.clone(), "clerk", "powers_records.second_person"),
        (&[], granted.clone(), "other", "powers_records.review_first"),
        (&[], published("2024-05-06"), "other", "powers_records.review_first"),
        (std::slice::from_ref(&no), yes.clone(), "other", "fits"),
        (std::slice::from_ref(&no), granted.clone(), "other", "powers_records.review_first"),
        (std::slice::from_ref(&yes), yes.clone(), "other", "powers_records.decide_first"),
        (std::slice::from_ref(&yes), granted.clone(), "clerk", "fits"),
        (std::slice::from_ref(&yes), decided(true, "2024-05-02"), "other", "powers_records.before_last"),
        (std::slice::from_ref(&yes), decided(true, "2024-05-21"), "other", "powers_records.ahead"),
        (&[yes.clone(), granted.clone()], published("2024-05-07"), "other", "fits"),
        (
            &[yes.clone(), decided(false, "2024-05-06")],
            published("2024-05-07"),
            "other",
            "powers_records.nothing_follows",
        ),
        (
            &[yes.clone(), granted, published("2024-05-07")],
            published("2024-05-08"),
            "other",
            "powers_records.nothing_follows",
        ),
    ];
    for (steps, step, account, expected) in cases {
        assert_eq!(
            key(step.check(&after(steps), account, day("2024-05-20"))),
            expected,
            "{steps:?} {step:?}"
        );
    }
    let blank =
        Step::Decided { by: "县政府".into(), granted: true, document: " ".into(), day: day("2024-05-06") };
    assert_eq!(
        key(blank.check(&after(&[reviewed(true, "2024-05-03")]), "other", day("2024-05-20"))),
        "powers_records.need_document"
    );
}

#[test]
fn pasted_figures_are_read_as_tables_of_offices_write_them() {
    let rows: Vec<(usize, Vec<String>)> = [
        "3799,5个,3个,20个工作日,10天",
        "3799,五,3,20,10",
        "3799,5,3,20",
        "3799,5,3,20,10,多余",
        "3799,-5,3,20,10",
        "3799,99999999999,3,20,10",
    ]
    .iter()
    .zip(1..)
    .map(|(line, n)| (n, line.split(',').map(str::to_owned).collect()))
    .collect();
    let read: Vec<String> = lines(&rows, day("2024-05-01"), " 甲 ")
        .into_iter()
        .map(|(n, read)| match read {
            Ok(s) => format!(
                "{n} {} {}-{} {}-{} {}",
                s.code, s.steps_before, s.steps_after, s.days_before, s.days_after, s.source
            ),
            Err(say) => format!("{n} {say}"),
        })
        .collect();
    assert_eq!(
        read,
        [
            "1 3799 5-3 20-10 甲",
            "2 powers_records.no_figure cell=2 typed=五",
            "3 powers_records.no_figure cell=5 typed=",
            "4 powers_records.too_many_cells",
            "5 powers_records.no_figure cell=2 typed=-5",
            "6 powers_records.no_figure cell=2 typed=99999999999",
        ]
    );
}

#[test]
fn sums_say_what_came_out_even_when_it_is_longer() {
    let one = |before, after| Simpler {
        code: "1".into(),
        steps_before: before,
        steps_after: after,
        days_before: 20,
        days_after: 10,
        day: day("2024-05-01"),
        source: "甲".into(),
    };
    let sums = totals(&[one(5, 3), one(2, 4)]);
    assert_eq!((sums.items, sums.steps, sums.days), (2, (7, 7), (40, 20)));
    let check = |one: Simpler| key(one.check(&|code| code == "1", day("2024-05-20")));
    assert_eq!(check(one(5, 0)), "powers_records.no_steps");
    assert_eq!(check(one(5, 4_000)), "powers_records.figure");
    assert_eq!(check(Simpler { code: "2".into(), ..one(5, 3) }), "powers_records.code_unknown");
}

fn item(code: &str, name: &str) -> Item {
    serde_json::from_value(serde_json::json!({
        "code": code, "seq": 1, "name": name, "kind": "行政处罚", "holder": "县水利局", "fact": code,
    }))
    .unwrap()
}

#[test]
fn p_005_names_of_authorities_are_found_in_items_and_settled_by_record() {
    let all = [
        item("1", "对未向安全生产监督管理部门报告的处罚"),
        item("2", "对未经监督管理部门批准的处罚"),
        item("3", "对未如实记录的处罚"),
        item("4", "对拒绝、阻碍应急管理部门检查的处罚"),
    ];
    let items: Vec<&Item> = all.iter().collect();
    let found = |records: &[Record]| {
        let line = |one: Named<'_>| {
            let body = one.settled.map_or("?", |(_, authority)| authority.body.as_str());
            format!("{} {body} {}", one.name, one.codes.join(","))
        };
        let all = unsettled(records, &items).into_iter().chain(named(records, &items));
        all.map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        found(&[]),
        ["安全生产监督管理部门 ? 1", "监督管理部门 ? 2", "阻碍应急管理部门 ? 4"],
        "a verb before the name is left to whoever settles it"
    );
    let settle = |id, name: &str, body: &str| {
        let what =
            serde_json::json!({ "name": name, "body": body, "from": "2019-01-01", "document": "改革方案" });
        record(id, serde_json::json!({ "matter": "authority", "what": what }))
    };
    let records = [
        settle(1, "安全生产监督管理部门", "县安监局"),
        settle(2, "监督管理部门", "县市场局"),
        settle(3, "安全生产监督管理部门", "县应急局"),
    ];
    assert_eq!(
        found(&records),
        ["阻碍应急管理部门 ? 4", "安全生产监督管理部门 县应急局 1", "监督管理部门 县市场局 2"],
        "the newest record counts, and a name inside a longer one is not found there"
    );
}

fn span(holder: &str, from: &str, to: Option<&str>) -> crate::model::Span {
    crate::model::Span {
        list: "l".into(),
        item: Item { holder: holder.into(), ..item("1", "甲") },
        from: day(from),
        to: to.map(day),
        edition: 1,
        ended: None,
        seq: 1,
    }
}

fn delegation(from: &str, until: &str) -> Delegation {
    Delegation {
        codes: vec!["1".into()],
        body: "县水利局".into(),
        delegate: "河东镇".into(),
        from: day(from),
        until: day(until),
        document: "委托书1号".into(),
    }
}

#[test]
fn only_the_holder_delegates_and_never_to_two_at_once() {
    let states =
        vec![span("县水利局", "2024-01-01", Some("2024-07-01")), span("县财政局", "2024-07-01", None)];
    let before = delegation("2024-03-01", "2024-03-31");
    let records = [record(
        1,
        serde_json::json!({ "matter": "delegated", "what": serde_json::to_value(&before).unwrap() }),
    )];
    let check = |one: Delegation| {
        let of = |code: &str| if code == "1" { states.clone() } else { Vec::new() };
        key(one.check(&of, &records))
    };
    assert_eq!(check(delegation("2024-04-01", "2024-12-31")), "fits");
    assert_eq!(check(delegation("2024-03-31", "2024-12-31")), "powers_records.delegated_already");
    assert_eq!(check(delegation("2024-07-01", "2024-12-31")), "powers_records.not_holder");
    assert_eq!(check(delegation("2023-07-01", "2023-12-31")), "powers_records.not_in_force");
    assert_eq!(check(delegation("2024-05-01", "2024-04-01")), "powers_records.until_before_from");
    let itself = Delegation { delegate: "县水利局".into(), ..delegation("2024-04-01", "2024-12-31") };
    assert_eq!(check(itself), "powers_records.delegates_itself");
    let long = delegation("2024-04-01", "2024-12-31");
    let acts = ["2024-03-31", "2024-04-01", "2024-06-30", "2024-07-01"];
    assert_eq!(
        acts.map(|on| acts_on(&long, &states, day(on))),
        [false, true, true, false],
        "a transfer ends it"
    );
}

#[test]
fn a_note_is_about_items_the_list_knows() {
    let note = |change: &dyn Fn(&mut Note)| {
        let mut note = Note {
            kind: NoteKind::Guidance,
            body: "县财政局".into(),
            day: day("2024-05-01"),
            form: "会议".into(),
            text: "甲".into(),
            codes: vec![],
        };
        change(&mut note);
        key(note.check(&|code| code == "1", day("2024-05-20")))
    };
    assert_eq!(note(&|_| {}), "fits");
    assert_eq!(note(&|n| n.form.clear()), "powers_records.need_form");
    assert_eq!(note(&|n| n.text.clear()), "powers_records.need_text");
    assert_eq!(note(&|n| n.codes = vec!["2".into()]), "powers_records.code_unknown");
    assert_eq!(note(&|n| n.day = day("2024-05-21")), "powers_records.ahead");
}

#[test]
fn a_department_with_which_there_was_nothing_is_shown() {
    let note = |id, kind: &str, body: &str, on: &str| {
        let what = serde_json::json!({ "kind": kind, "body": body, "day": on, "form": "会议", "text": "甲" });
        record(id, serde_json::json!({ "matter": "noted", "what": what }))
    };
    let records = [note(1, "training", "甲局", "2024-05-03"), note(2, "training", "甲局", "2024-05-01")];
    let with = dealings(&records, &["乙局".to_owned()]);
    assert_eq!(with["甲局"].counts[&NoteKind::Training], 2);
    assert_eq!((with["甲局"].last, with["乙局"].last), (Some(day("2024-05-03")), None));
}
