//! The worklist on a past day, as a calendar, since somebody last looked: on both engines.

use super::county::{County, DUE, MORNING, at};
use crate::model::{Actor, DutyState, Report};
use crate::store::{accept, act, calendar, changed_since, look_now, looked, worklist_at};
use jiff::civil::date;

fn then(county: &County, when: &str, organ: &str) -> Vec<(String, DutyState)> {
    let (total, stood) = county.read(|tx| Ok(worklist_at(tx, at(when), (organ, ""), (1, 9))?));
    assert_eq!(total as usize, stood.len());
    stood.into_iter().map(|one| (one.organ, one.state)).collect()
}

pub(super) fn the_worklist_is_known_as_it_stood_on_any_day(county: &County) {
    let water = county.opens("县水利局", DUE);
    county.opens("县财政局", DUE);
    county.reports(&water, Report { text: "完成".into(), ..Report::default() }, MORNING);
    county.write(|tx| crate::store::send_back(tx, &water, "office", "补数据", at("2024-06-10T01:00:00Z")));
    county.reports(&water, Report { text: "补齐".into(), ..Report::default() }, "2024-06-12T01:00:00Z");
    county.write(|tx| accept(tx, &water, "office", at("2024-06-13T01:00:00Z")));
    let (w, f) = (("县水利局".to_owned(), DutyState::Open), ("县财政局".to_owned(), DutyState::Open));
    let returned = ("县水利局".to_owned(), DutyState::Returned);
    assert_eq!(then(county, "2024-05-20T00:00:00Z", ""), [], "before it was opened");
    assert_eq!(then(county, "2024-06-01T00:00:00Z", "县水利局"), [w]);
    assert_eq!(
        then(county, "2024-06-05T00:00:00Z", ""),
        std::slice::from_ref(&f),
        "reported, and not in hand"
    );
    assert_eq!(then(county, "2024-06-11T00:00:00Z", "县水利局"), [returned]);
    assert_eq!(then(county, "2024-07-01T00:00:00Z", ""), [f]);
    let late = county.read(|tx| Ok(worklist_at(tx, at("2024-07-01T00:00:00Z"), ("", ""), (1, 9))?)).1;
    assert!(late[0].was_overdue(at("2024-07-01T00:00:00Z")) && !late[0].was_overdue(at(DUE)));
    let mut endless = crate::Opened { id: "endless".into(), ..county.opened("河东镇", DUE) };
    endless.due = None;
    county.write(|tx| Ok(crate::open(tx, endless, "clock", at("2024-07-02T00:00:00Z"))?));
    assert_eq!(then(county, "2024-07-03T00:00:00Z", "河东镇").len(), 1, "what has no limit is there as well");
    county.replays();
}

pub(super) fn the_calendar_shows_clashes_and_what_is_not_opened_yet(county: &County) {
    county.opens("县水利局", DUE);
    let mut other =
        crate::Opened {
            id: "other".into(), cause: "other.task.1".into(), ..county.opened("县水利局", DUE)
        };
    other.title = "另一件".into();
    county.write(|tx| Ok(crate::open(tx, other, "clock", at(MORNING))?));
    let june = (date(2024, 6, 1), date(2024, 6, 30));
    let days = county.read(|tx| Ok(calendar(tx, june, "")?));
    let busy = &days[&date(2024, 6, 25)];
    assert_eq!((busy.falls.len(), busy.clashes.as_slice()), (2, ["县水利局".to_owned()].as_slice()));
    let patrol = &days[&date(2024, 6, 30)];
    assert_eq!(
        (patrol.falls.len(), patrol.falls[0].duties, patrol.clashes.len()),
        (1, 0, 0),
        "a clock to come"
    );
    let own = county.read(|tx| Ok(calendar(tx, june, "县财政局")?));
    assert!(own.is_empty(), "{own:?}");
}

pub(super) fn what_changed_is_what_happened_since_the_account_looked(county: &County) {
    let water = county.opens("县水利局", DUE);
    county.opens("县财政局", DUE);
    assert_eq!(county.read(|tx| Ok(looked(tx, "contact")?)), None);
    county.write(|tx| Ok(look_now(tx, "contact", at("2024-06-01T01:00:00Z"))?));
    let office = Actor { account: "office", office: true, ..Actor::default() };
    county.write(|tx| act(tx, &water, office, crate::Act::Chase("请报送".into()), at(MORNING)));
    let changes = |organ: &str| {
        let since = county.read(|tx| Ok(looked(tx, "contact")?)).unwrap();
        county
            .read(|tx| Ok(changed_since(tx, since, organ, (1, 9))?))
            .1
            .into_iter()
            .map(|(_, duty)| duty.opened.organ)
            .collect::<Vec<_>>()
    };
    assert_eq!((changes(""), changes("县财政局")), (vec!["县水利局".to_owned()], vec![]));
    county.write(|tx| Ok(look_now(tx, "contact", at(MORNING))?));
    assert_eq!(changes(""), Vec::<String>::new());
}
