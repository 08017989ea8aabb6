//! Whoever is concerned hears of what was done, once.

use crate::duties_to_notices::tests::{at, county, live, report, sqlite};
use crate::tick;
use duties::{Act, Actor, Duty};
use jiff::Timestamp;
use notices::Find;
use page::Refusal;
use store::{Store, Tx};

const QUARTER: &str = "xzf-2024-1.schedule.quarterly.2024-Q2.县水利局";

fn office() -> Actor<'static> {
    Actor { account: "office", office: true, ..Default::default() }
}

fn act(store: &Store, id: &str, by: Actor<'_>, act: Act, now: &str) {
    store.write(|tx| duties::act(tx, id, by, act, at(now))).unwrap();
}

fn go(store: &Store, now: &str) -> usize {
    tick(store, &crate::sample::calendar(), at(now)).unwrap().told
}

/// Kind, title and words of what an account was told beside reminders and documents, the newest first.
fn told(store: &Store, account: &str) -> Vec<(String, String, Vec<String>)> {
    let read = |tx: &mut Tx<'_>| {
        let mut all = Vec::new();
        for notice in notices::list(tx, &Find { account: account.into(), ..Find::default() }, 1, 500)?.1 {
            let (_, lines) = notices::find(tx, &notice.id)?.unwrap();
            let words = lines.into_iter().map(|line| line.words).collect();
            all.push((notice.kind, notice.title, words));
        }
        all.retain(|(kind, ..)| !matches!(kind.as_str(), "reminder" | "escalation" | "document"));
        Ok::<_, Refusal>(all)
    };
    store.read(read).unwrap()
}

fn summer(url: &str) -> Store {
    let store = county(url);
    live(&store, "2024-06-10 08:30", "2024-06-12 12:00");
    store
}

#[test]
fn a_returned_report_goes_back_to_its_person_with_the_reason() {
    for url in [sqlite(), testkit::postgres::database()] {
        let store = summer(&url);
        report(&store, "县水利局", "2024-06-12 13:00");
        go(&store, "2024-06-12 13:01");
        act(&store, QUARTER, office(), Act::Return("缺监测数据".into()), "2024-06-12 14:00");
        assert_eq!(go(&store, "2024-06-12 14:01"), 1);
        // However often the clock looks.
        assert_eq!((go(&store, "2024-06-12 14:02"), go(&store, "2024-06-12 14:00")), (0, 0));
        let words = "退回原因：缺监测数据；时限：2024-06-25 24:00".to_owned();
        let expected = ("returned".to_owned(), "1份报告被退回，请补正后再报".to_owned(), vec![words]);
        assert_eq!(told(&store, "shuili"), [expected]);
    }
}

#[test]
fn pressing_for_many_duties_makes_one_notice_for_each_person() {
    let store = summer(&sqlite());
    let all = |tx: &mut Tx<'_>| {
        let filter = duties::Filter { awaits: true, organ: "县水利局".into(), ..Default::default() };
        let duties: Vec<Duty> = duties::list(tx, &filter, 1, 100)?.1;
        assert!(duties.len() > 1);
        for duty in &duties {
            duties::act(tx, &duty.opened.id, office(), Act::Chase("请尽快".into()), at("2024-06-12 14:00"))?;
        }
        Ok::<_, Refusal>(duties.len())
    };
    let count = store.write(all).unwrap();
    assert_eq!(go(&store, "2024-06-12 14:01"), 1);
    let (kind, title, words) = told(&store, "shuili").remove(0);
    assert_eq!((kind.as_str(), title, words.len()), ("chased", format!("督查室催办{count}项任务"), count));
}

#[test]
fn a_wish_goes_to_the_office_and_its_decision_to_the_organ() {
    let store = summer(&sqlite());
    let owner = Actor { account: "shuili", owner: true, ..Default::default() };
    let until: Timestamp = kernel::end_of_day("2024-07-10".parse().unwrap());
    let reason = || "汛期".to_owned();
    let wish = duties::Wish { wished: duties::Wished::Extension { until }, reason: reason() };
    act(&store, QUARTER, owner, Act::Wish(wish), "2024-06-12 13:00");
    go(&store, "2024-06-12 13:01");
    assert_eq!(told(&store, "office").remove(0).0, "wished");
    act(&store, QUARTER, office(), Act::Extend { until, reason: reason() }, "2024-06-12 14:00");
    go(&store, "2024-06-12 14:01");
    let (kind, _, words) = told(&store, "shuili").remove(0);
    assert_eq!(
        (kind.as_str(), words),
        ("decided", vec!["同意延期，新的时限：2024-07-10 24:00；理由：汛期".to_owned()])
    );
    // And the ladder begins anew from the new day.
    live(&store, "2024-06-26 08:30", "2024-06-26 10:00");
    let past = store.read(|tx| notices::told_of(tx, &format!("duty/{QUARTER}"))).unwrap();
    assert!(past.iter().all(|told| told.at < at("2024-06-26 00:00")), "{past:?}");
}

#[test]
fn a_ledger_that_was_never_gone_through_is_history() {
    let store = county(&sqlite());
    live(&store, "2024-06-10 08:30", "2024-06-12 12:00");
    act(&store, QUARTER, office(), Act::Chase("请尽快".into()), "2024-06-12 14:00");
    // As in a restored copy: nobody remembers how far the ledger was gone through.
    store.write(|tx| tx.execute("DELETE FROM notices_read_ledger", &[])).unwrap();
    go(&store, "2024-06-12 14:01");
    assert_eq!(told(&store, "shuili"), []);
}
