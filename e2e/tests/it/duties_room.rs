//! The duties room from outside: what a department's contact and the office meet there.

use duties::Filter;
use e2e::{District, account_of};
use page::Refusal;
use people::Role;

/// The organ of the tests' contact.
fn own_organ(district: &District) -> String {
    let busiest = |tx: &mut store::Tx<'_>| documents::busiest_organs(tx, documents::FactKind::Task, 1);
    district.store.read(busiest).unwrap().remove(0)
}

/// A duty of an organ in a state.
fn duty_of(district: &District, organ: &str, state: &str) -> String {
    let filter = Filter { organ: organ.to_owned(), state: state.to_owned(), ..Filter::default() };
    let found = district.store.read(|tx| Ok::<_, Refusal>(duties::list(tx, &filter, 1, 1)?.1));
    found.unwrap().into_iter().next().unwrap_or_else(|| panic!("{organ} has nothing {state}")).opened.id
}

#[test]
fn a_refused_report_comes_back_with_what_was_typed() {
    let district = District::after_a_year();
    let contact = district.person(Role::Contact);
    let id = duty_of(&district, &own_organ(&district), "open");
    let path = format!("/duties/{id}/report");
    let typed = "第三季度完成了<两项>任务，第三项正在办理。";
    let refused = contact.post_form(&path, &[("text", typed), ("progress", "一百")]);
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(page.contains("&lt;两项&gt;任务，第三项正在办理。</textarea>"), "{page}");
    assert!(page.contains("value=\"一百\"") && page.contains("0 至 100"), "{page}");
    assert_eq!(contact.post_form(&path, &[("text", "第一个窗口"), ("progress", "80")]).status, 303);
    let second = contact.post_form(&path, &[("text", "第二个窗口写的内容")]);
    assert_eq!(second.status, 409);
    assert!(second.text().contains("第二个窗口写的内容"), "{}", second.text());
    let shown = contact.get(&format!("/duties/{id}")).text();
    assert!(shown.contains("第一个窗口") && shown.contains("80%"), "the history shows the progress: {shown}");
}

#[test]
fn a_refused_review_comes_back_with_its_reason() {
    let district = District::after_a_year();
    let office = district.person(Role::Supervisor);
    let id = duty_of(&district, "", "submitted");
    let fields = [("reason", "缺少数据来源"), ("decision", "maybe")];
    let refused = office.post_form(&format!("/duties/{id}/review"), &fields);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("value=\"缺少数据来源\""), "{}", refused.text());
}

#[test]
fn the_figures_of_the_home_page_lead_to_what_they_count() {
    let district = District::after_a_year();
    let contact = district.person(Role::Contact);
    let organ = page::encode(&own_organ(&district));
    let home = contact.get("/").text();
    for filter in ["overdue=true", "pending=true", "state=submitted", "state=accepted"] {
        let link = format!("href=\"/duties?{filter}&amp;organ={organ}\"><strong>");
        let (_, rest) = home.split_once(&link).unwrap_or_else(|| panic!("{link} is missing from {home}"));
        let figure: u64 = rest.split('<').next().unwrap().parse().unwrap();
        let query = format!("/api/v1/duties?{filter}&organ={organ}&per=1");
        assert_eq!(contact.get(&query).json()["total"], figure, "{filter}");
    }
}

#[test]
fn an_organs_people_see_the_receipts_of_its_own_duties_only() {
    let district = District::after_a_year();
    let contact = district.person(Role::Contact);
    let organ = own_organ(&district);
    let accepted = duty_of(&district, &organ, "accepted");
    let seq = |id: &str| {
        let read = |tx: &mut store::Tx<'_>| tx.stream(&format!("duty/{id}"));
        district.store.read::<_, store::StoreError>(read).unwrap().last().unwrap().seq
    };
    let own = seq(&accepted);
    assert_eq!(contact.get(&format!("/ledger/{own}")).status, 200, "the acceptance, by another account");
    assert_eq!(contact.get(&format!("/api/v1/ledger/entries/{own}/receipt")).status, 200);
    assert!(contact.get(&format!("/duties/{accepted}")).text().contains(&format!("/ledger/{own}")));
    let read = |tx: &mut store::Tx<'_>| {
        let all = duties::list(tx, &Filter { state: "accepted".into(), ..Filter::default() }, 1, 500)?.1;
        Ok::<_, Refusal>(all.into_iter().find(|duty| duty.opened.organ != organ).unwrap().opened.id)
    };
    let foreign = district.store.read(read).unwrap();
    let other = seq(&foreign);
    assert_eq!(contact.get(&format!("/ledger/{other}")).status, 403);
    assert!(!contact.get(&format!("/duties/{foreign}")).text().contains(&format!("/ledger/{other}")));
}

#[test]
fn the_ledger_is_a_place_for_those_who_may_enter_it() {
    let district = District::after_a_year();
    for (role, shown) in [(Role::Contact, false), (Role::Auditor, true), (Role::Supervisor, true)] {
        let home = district.person(role).get("/duties").text();
        assert_eq!(home.contains("href=\"/ledger\""), shown, "{}", account_of(role));
    }
}

#[test]
fn the_calendar_the_year_a_past_day_and_changes_have_their_pages() {
    let district = District::after_a_year();
    let office = district.person(Role::Supervisor);
    let december = office.get("/duties/calendar?month=2023-12").text();
    let (_, day) = december.split_once("2023-12-25</strong>").unwrap();
    let day = day.split("2023-12-31").next().unwrap();
    assert!(
        day.contains("同日2项") && day.contains("季度工作进展报告") && day.contains("全年工作情况报告"),
        "{day}"
    );
    let ahead = office.get("/duties/calendar?month=2024-12").text();
    assert!(ahead.contains("尚未生成任务"), "the year after shows clocks that have opened nothing: {ahead}");

    let organ = page::encode(&own_organ(&district));
    let year = office.get(&format!("/duties/year?organ={organ}&year=2023")).text();
    assert!(year.contains("<svg class=\"chart year\"") && year.contains("role=\"img\""), "{year}");
    let past = office.get("/duties/on?day=2023-09-20").text();
    assert!(past.contains("季度工作进展报告（2023-Q3）") && past.contains("当时待办"), "{past}");
    assert_eq!(office.get("/duties/on?day=昨天").status, 422);

    let contact = district.person(Role::Contact);
    let own = duty_of(&district, &own_organ(&district), "open");
    let chased = office.post_form(&format!("/duties/{own}/act"), &[("act", "chase"), ("reason", "请尽快")]);
    assert_eq!(chased.status, 303);
    assert!(contact.get("/duties/changes").text().contains(&page::encode(&own)));
    let until = [("until", "2024-03-18T01:00:00Z")];
    assert_eq!(contact.post_form("/duties/changes", &until).status, 303);
    assert!(!contact.get("/duties/changes").text().contains(&page::encode(&own)), "seen is seen");
}
