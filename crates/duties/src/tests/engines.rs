//! The same stories on SQLite and on PostgreSQL.

use super::batches::{
    a_batch_stays_once_its_day_is_over, many_are_accepted_at_once_and_taken_back_within_a_day,
    what_is_not_for_many_is_done_to_none,
};
use super::bulletins::{an_issued_bulletin_stays_as_it_was, of_nothing_there_is_no_bulletin};
use super::county::{County, DUE, MORNING, at, pack};
use super::sheets::sheets_are_numbered_by_year_and_closed_with_evidence;
use super::views::{
    the_calendar_shows_clashes_and_what_is_not_opened_yet, the_worklist_is_known_as_it_stood_on_any_day,
    what_changed_is_what_happened_since_the_account_looked,
};
use crate::model::{ActionPlan, Naming, OwnerNamed, QuestionKind, Report};
use crate::store::{Filter, answer, list, open_questions, queue, record_plan, settled, without_contact};

/// Runs a story on both engines.
macro_rules! on_both_engines {
    ($($name:ident)*) => {
        mod on_sqlite {
            $(#[test] fn $name() { super::$name(&super::County::sqlite()); })*
        }
        mod on_postgres {
            $(#[test] fn $name() { super::$name(&super::County::open(&testkit::postgres::database())); })*
        }
    };
}

on_both_engines! {
    the_queue_has_what_the_document_leaves_open_until_it_is_settled
    a_list_is_what_its_filter_says
    nobody_who_owes_and_cannot_report_is_overlooked
    an_issued_bulletin_stays_as_it_was
    of_nothing_there_is_no_bulletin
    many_are_accepted_at_once_and_taken_back_within_a_day
    a_batch_stays_once_its_day_is_over
    what_is_not_for_many_is_done_to_none
    sheets_are_numbered_by_year_and_closed_with_evidence
    the_worklist_is_known_as_it_stood_on_any_day
    the_calendar_shows_clashes_and_what_is_not_opened_yet
    what_changed_is_what_happened_since_the_account_looked
}

fn named(about: &str, organ: &str, naming: Naming) -> OwnerNamed {
    OwnerNamed {
        about: about.into(), organ: organ.into(), naming, reason: "会议纪要〔2024〕3号".into()
    }
}

fn open_of(county: &County, kind: QuestionKind) -> u64 {
    let counts = county.read(|tx| Ok(open_questions(tx)?));
    counts.into_iter().find(|(known, _)| *known == kind).map_or(0, |(_, count)| count)
}

fn the_queue_has_what_the_document_leaves_open_until_it_is_settled(county: &County) {
    let queue = |kind, organ: &str| county.read(|tx| Ok(queue(tx, kind, organ, (1, 50))?)).1;
    let several = queue(QuestionKind::SeveralLeads, "");
    let [several] = several.as_slice() else { panic!("{several:?}") };
    assert_eq!(several.among, ["县水利局", "县财政局"]);
    let first = |organ| named(&several.about, organ, Naming::FirstLead);
    let settle = |decision| {
        move |tx: &mut store::Tx<'_>| answer(tx, QuestionKind::SeveralLeads, decision, "office", at(MORNING))
    };
    assert_eq!(county.refused(settle(first("河东镇"))), "duties.not_among");
    assert_eq!(county.refused(settle(named("nothing", "县水利局", Naming::FirstLead))), "duties.no_question");
    county.write(settle(first("县水利局")));
    assert_eq!(open_of(county, QuestionKind::SeveralLeads), 0);
    assert_eq!(county.refused(settle(first("县财政局"))), "duties.already_named");
    let done = county.read(|tx| Ok(settled(tx, 9)?));
    assert_eq!((done.len(), done[0].organ.as_str(), done[0].actor.as_str()), (1, "县水利局", "office"));

    let plans = queue(QuestionKind::NoPlan, "县财政局");
    assert!(!plans.is_empty() && plans.iter().all(|plan| plan.organ == "县财政局"), "{plans:?}");
    let before = open_of(county, QuestionKind::NoPlan);
    let plan = ActionPlan {
        about: plans[0].about.clone(),
        organ: "县财政局".into(),
        timetable: "见附表".into(),
        roadmap: "见附图".into(),
        letter: String::new(),
    };
    let record =
        |plan: ActionPlan| move |tx: &mut store::Tx<'_>| record_plan(tx, plan, "contact", at(MORNING));
    assert_eq!(county.refused(record(plan.clone())), "duties.letter_missing", "two of three are no plan");
    county.write(record(ActionPlan { letter: "责任书〔2024〕1号".into(), ..plan }));
    assert_eq!(open_of(county, QuestionKind::NoPlan), before - 1);

    // The next edition asks again only what nobody settled.
    county.adopt(&pack());
    assert_eq!(
        (open_of(county, QuestionKind::SeveralLeads), open_of(county, QuestionKind::NoPlan)),
        (0, before - 1)
    );
    county.replays();
}

fn a_list_is_what_its_filter_says(county: &County) {
    let water = county.opens("县水利局", DUE);
    county.opens("县财政局", DUE);
    county.reports(&water, Report { text: "完成".into(), ..Report::default() }, MORNING);
    let total = |filter: Filter| county.read(|tx| Ok(list(tx, &filter, 1, 9)?)).0;
    let late = Some(at("2024-06-26T01:00:00Z"));
    let cases = [
        (Filter::default(), 2),
        (Filter { organ: "县水利局".into(), ..Filter::default() }, 1),
        (Filter { state: "submitted".into(), ..Filter::default() }, 1),
        (Filter { awaits: true, ..Filter::default() }, 1),
        (Filter { overdue_at: late, ..Filter::default() }, 1),
        (Filter { overdue_at: Some(at(DUE)), ..Filter::default() }, 0),
        (Filter { period: "2024-Q3".into(), ..Filter::default() }, 0),
        (Filter { changed_since: Some(at("2024-06-01T00:00:00Z")), ..Filter::default() }, 1),
    ];
    for (filter, expected) in cases {
        assert_eq!(total(filter.clone()), expected, "{filter:?}");
    }
    county.replays();
}

fn nobody_who_owes_and_cannot_report_is_overlooked(county: &County) {
    county.opens("县财政局", DUE);
    county.opens("县水利局", DUE);
    let missing = || county.read(without_contact);
    assert_eq!(
        missing(),
        [("县财政局".to_owned(), 1), ("县水利局".to_owned(), 1)],
        "in the register's order"
    );
    let new = people::NewAccount {
        account: "water".into(),
        name: "甲".into(),
        organ: "县水利局".into(),
        role: people::Role::Contact,
    };
    county.0.write(|tx| people::open_account(tx, "system", &new, at(MORNING))).unwrap();
    assert_eq!(missing(), [("县财政局".to_owned(), 1)]);
}
