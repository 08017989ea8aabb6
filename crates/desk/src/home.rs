//! The home page: what is due, what is wrong, what changed.

use ::store::card::{self, Card};
use ::store::{StoreError, Tx};
use duties::{Counts, Duty, Filter};
use jiff::SignedDuration;
use kernel::{Entry, Say};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Page, Refusal, Route, State, empty, encode, instant, list_of, state_chip,
    subject_chip, until,
};
use people::{Right, Role};

/// How far ahead "due" looks.
const AHEAD_DAYS: i64 = 30;
/// Lines of each list on the page; the rest is one link away.
const LINES: u32 = 8;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::SignedIn, show)]
}

/// What the page shows, read from one snapshot.
struct Home {
    counts: Counts,
    due: (u64, Vec<Duty>),
    overdue: (u64, Vec<Duty>),
    states: Vec<(String, u64)>,
    bad: Vec<Card>,
    open: u64,
    questions: u64,
    incidents: Vec<Card>,
    changed: Vec<Entry>,
    reported: Vec<Duty>,
    empty: bool,
}

/// `GET /`: for a department's people their own organ, for everybody else the whole district.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let user = ask.user()?;
    let own = matches!(
        user.role,
        Role::Contact | Role::DutyOfficer | Role::Forecaster | Role::Inspector | Role::Registrar
    );
    let organ = if own { user.organ.as_str() } else { "" };
    let size = ask.app.store.head()?.map_or(0, |head| head.size);
    let (home, unread) =
        ask.read(|tx| Ok((read(tx, ask, organ, size)?, notices::unread_count(tx, &user.account)?)))?;
    let title = if organ.is_empty() { ask.app.district_name.clone() } else { organ.to_owned() };
    Ok(Page::new(
        title,
        html! {
            @if home.empty { (empty(ask.t("desk.nothing_adopted"))) }
            @if unread > 0 {
                p { a href="/notices?unread=true" { (ask.say(&Say::new("notices.unread_count").with("count", unread))) } }
            }
            @if own { p { a href={ "/organs/" (encode(organ)) } { (ask.t("desk.own_organ")) } } }
            (figures(ask, &home, organ))
            div.columns {
                section { h2 { (ask.t("desk.due")) } (duties_list(ask, &home.due, "desk.nothing_due", &duties_url("pending=true", organ))) }
                section {
                    h2 { (ask.t("desk.wrong")) }
                    (duties_list(ask, &home.overdue, "desk.nothing_overdue", &duties_url("overdue=true", organ)))
                    (cards(ask, &home.bad))
                    (cards(ask, &home.incidents))
                    @if home.questions > 0 {
                        p { (state_chip(State::Unknown, ask.t("desk.open_questions"))) " "
                            a href="/unsettled" { (ask.say(&Say::new("desk.open_tasks").with("count", home.questions))) } }
                    }
                    @if home.open > 0 {
                        p { (state_chip(State::Unknown, ask.t("desk.open_questions"))) " "
                            (ask.say(&Say::new("desk.open_count").with("count", home.open))) }
                    }
                }
            }
            @if own { h2 { (ask.t("desk.changed")) } (reported(ask, &home.reported)) }
        @if ask.may(Right::ReadLedger) { h2 { (ask.t("desk.changed")) } (changed(ask, &home.changed)) }
        },
    )
    .here("/")
    .into())
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>, organ: &str, size: u64) -> Result<Home, StoreError> {
    let horizon = ask.now.saturating_add(SignedDuration::from_hours(24 * AHEAD_DAYS)).unwrap_or(ask.now);
    let mine = || Filter { organ: organ.to_owned(), ..Filter::default() };
    let due = Filter { due_from: Some(ask.now), due_to: Some(horizon), awaits: true, ..mine() };
    let overdue = Filter { overdue_at: Some(ask.now), ..mine() };
    let find = |kind: &str, state: &str| card::Find {
        kind: Some(kind.to_owned()),
        state: Some(state.to_owned()),
        organ: (!organ.is_empty()).then(|| organ.to_owned()),
        take: LINES,
        ..card::Find::default()
    };
    let mut bad = card::find(tx, &find("measure", "not_met"))?.cards;
    bad.extend(card::find(tx, &find("measure", "behind"))?.cards);
    let mut running = card::find(tx, &card::Find { organ: None, ..find("incident", "responding") })?.cards;
    running.extend(card::find(tx, &card::Find { organ: None, ..find("incident", "first_handling") })?.cards);
    Ok(Home {
        counts: duties::counts(tx, organ, ask.now)?,
        due: duties::list(tx, &due, 1, LINES)?,
        overdue: duties::list(tx, &overdue, 1, LINES)?,
        states: indicators::state_counts(tx)?,
        bad,
        open: if organ.is_empty() { documents::unsettled_count(tx)? } else { 0 },
        questions: if organ.is_empty() {
            duties::open_questions(tx)?.iter().map(|(_, count)| count).sum()
        } else {
            0
        },
        incidents: running,
        changed: latest(tx, size)?,
        reported: if organ.is_empty() { Vec::new() } else { duties::recent(tx, organ, LINES)? },
        empty: documents::packs(tx)?.is_empty(),
    })
}

/// Entries that are no news for somebody who comes to see what changed: what the program sent, who signed in.
const ASIDE: [&str; 2] = ["notice.", "session."];
/// How far back news is looked for, in pages of [`LOOKED`] entries.
const PAGES: u32 = 5;
const LOOKED: u32 = 200;

/// The last entries of the ledger that are news, the newest first.
fn latest(tx: &mut Tx<'_>, size: u64) -> Result<Vec<Entry>, StoreError> {
    let (mut news, mut end) = (Vec::new(), size);
    for _ in 0..PAGES {
        let begin = end.saturating_sub(u64::from(LOOKED));
        let mut entries = tx.entries(begin, u32::try_from(end - begin).unwrap_or(LOOKED))?;
        entries.reverse();
        news.extend(
            entries.into_iter().filter(|entry| !ASIDE.iter().any(|aside| entry.kind.starts_with(aside))),
        );
        if news.len() >= LINES as usize || begin == 0 {
            break;
        }
        end = begin;
    }
    news.truncate(LINES as usize);
    Ok(news)
}

/// The figures, each with the list it counts: of the organ alone where the figure is of the organ alone.
fn figures(ask: &Ask<'_>, home: &Home, organ: &str) -> Markup {
    let of = |filter: &str| duties_url(filter, organ);
    let met = home.states.iter().filter(|(state, _)| state == "met").map(|(_, count)| count).sum::<u64>();
    let judged = home
        .states
        .iter()
        .filter(|(state, _)| state != "cannot_be_judged")
        .map(|(_, count)| count)
        .sum::<u64>();
    let c = &home.counts;
    let figures = [
        (
            of("overdue=true"),
            "desk.figure_overdue",
            c.overdue.to_string(),
            if c.overdue > 0 { "bad" } else { "good" },
        ),
        (of("pending=true"), "desk.figure_open", c.open.to_string(), ""),
        (of("state=submitted"), "desk.figure_submitted", c.submitted.to_string(), "going"),
        (of("state=accepted"), "desk.figure_accepted", c.accepted.to_string(), "good"),
        ("/indicators".to_owned(), "desk.figure_met", format!("{met} / {judged}"), ""),
    ];
    html! {
        div.figures-row {
            @for (url, words, figure, class) in figures {
                a.figure-card.(class) href=(url) { strong { (figure) } (ask.t(words)) }
            }
        }
    }
}

/// The list of duties that fit, of one organ when it is not empty.
fn duties_url(filter: &str, organ: &str) -> String {
    let of = if organ.is_empty() { String::new() } else { format!("&organ={}", encode(organ)) };
    format!("/duties?{filter}{of}")
}

fn duties_list(ask: &Ask<'_>, (total, duties): &(u64, Vec<Duty>), nothing: &str, all: &str) -> Markup {
    if duties.is_empty() {
        return empty(ask.t(nothing));
    }
    let lines = duties.iter().map(|duty| {
        let o = &duty.opened;
        html! {
            a href={ "/duties/" (encode(&o.id)) } { (ask.language.of(&o.title, &o.title_en)) } " " (duty.organ())
            @if o.made_up { " " span.made-up { (ask.t("page.made_up")) } }
            @if let Some(due) = duty.now.due { br; span.meta { (instant(due)) " · " (until(ask, due)) } }
        }
    });
    html! {
        (list_of(lines))
        @if *total > duties.len() as u64 { p { a href=(all) { (ask.say(&Say::new("desk.all").with("count", total))) } } }
    }
}

fn cards(ask: &Ask<'_>, cards: &[Card]) -> Markup {
    list_of(cards.iter().map(|card| {
        html! { a href=(card.url) { (ask.language.of(&card.title, &card.title_en)) } " " (subject_chip(ask, card)) }
    }))
}

fn changed(ask: &Ask<'_>, entries: &[Entry]) -> Markup {
    list_of(entries.iter().map(|entry| crate::ledger::line(ask, entry)))
}

/// What an organ's own people reported last, and what became of it.
fn reported(ask: &Ask<'_>, duties: &[Duty]) -> Markup {
    if duties.is_empty() {
        return empty(ask.t("desk.nothing_reported"));
    }
    list_of(duties.iter().map(|duty| {
        let o = &duty.opened;
        html! {
            a href={ "/duties/" (encode(&o.id)) } { (ask.language.of(&o.title, &o.title_en)) } " " (duties::chip(ask, duty))
            @if let Some(at) = duty.now.reported { br; span.meta { (instant(at)) } }
        }
    }))
}
