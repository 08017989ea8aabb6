//! Feeds behind private links: an organ's due dates as a calendar, a person's notices as news. Whoever has the link is
//! let in, as long as it is not revoked and its account may still read the district.

use ::store::Tx;
use duties::{Duty, Filter};
use jiff::SignedDuration;
use kernel::Say;
use notices::{CalendarEvent, Feed, Find, News};
use page::{Access, Answer, Ask, Refusal, Route, encode, instant_text};
use people::{PeopleError, Right};

/// How far back and ahead a calendar looks.
const BEFORE_DAYS: i64 = 92;
const AHEAD_DAYS: i64 = 400;
/// Entries of a feed, at most.
const EVENTS_MAX: u32 = 2000;
const NEWS_MAX: u32 = 50;
/// A reader that asks again sooner gets what it has.
const FRESH: &str = "private, max-age=300";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/feeds/{token}/duties.ics", Access::Public, calendar),
        Route::get("/feeds/{token}/notices.atom", Access::Public, news),
    ]
}

/// The feed of a link. A wrong link counts as a guess at a secret.
fn opened(ask: &Ask<'_>) -> Result<Feed, Refusal> {
    let token = ask.path.get("token");
    let found = ask.read(|tx| {
        let Some(feed) = notices::feed_of(tx, token)? else { return Ok(None) };
        Ok(may_still_read(tx, &feed.account)?.then_some(feed))
    })?;
    match found {
        Some(feed) => Ok(feed),
        None => {
            ask.guess()?;
            Err(Refusal::NotFound(Say::new("notices.link_over")))
        }
    }
}

fn may_still_read(tx: &mut Tx<'_>, account: &str) -> Result<bool, Refusal> {
    match people::authorised(tx, account, Right::ReadDistrict) {
        Ok(()) => Ok(true),
        Err(PeopleError::Refused(_)) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// `GET /feeds/{token}/duties.ics`.
fn calendar(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let feed = opened(ask)?;
    let days = |days: i64| ask.now.saturating_add(SignedDuration::from_hours(24 * days)).ok();
    let filter = Filter {
        organ: feed.organ.clone(),
        due_from: days(-BEFORE_DAYS),
        due_to: days(AHEAD_DAYS),
        ..Filter::default()
    };
    let (district, duties) =
        ask.read(|tx| Ok((tx.district().to_owned(), duties::list(tx, &filter, 1, EVENTS_MAX)?.1)))?;
    let events: Vec<CalendarEvent> = duties.iter().filter_map(|duty| event(ask, duty)).collect();
    let whose = if feed.organ.is_empty() { &ask.app.district_name } else { &feed.organ };
    let name = ask.say(&Say::new("notices.calendar_name").with("organ", whose));
    let text = notices::calendar(&name, &district, &events, ask.now);
    Ok(Answer::bytes("text/calendar; charset=utf-8", text.into_bytes()).header("cache-control", FRESH))
}

fn event(ask: &Ask<'_>, duty: &Duty) -> Option<CalendarEvent> {
    let o = &duty.opened;
    let title = ask.language.of(&o.title, &o.title_en);
    let key = match (duty.is_overdue(ask.now), duty.now.state.awaits_organ()) {
        (true, _) => "notices.calendar_overdue",
        (false, true) => "notices.calendar_open",
        (false, false) => "notices.calendar_reported",
    };
    let summary = ask.say(&Say::new(key).with("title", title).with("organ", duty.organ()));
    let source = Say::new("notices.calendar_text")
        .with("organ", duty.organ())
        .with("due", duty.now.due.map(instant_text).unwrap_or_default())
        .with("source", &o.citation);
    let mut description = ask.say(&source);
    if o.rest_day {
        description.push_str(&format!("\n{}", ask.t("duties.rest_day")));
    }
    if o.made_up {
        description.push_str(&format!("\n{}", ask.t("page.made_up")));
    }
    Some(CalendarEvent {
        id: format!("duty/{}", o.id),
        sequence: duty.version,
        due: duty.now.due?,
        summary,
        description,
        url: format!("{}/duties/{}", ask.origin(), encode(&o.id)),
    })
}

/// `GET /feeds/{token}/notices.atom`.
fn news(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let feed = opened(ask)?;
    let find = Find { account: feed.account.clone(), ..Find::default() };
    let (district, all) = ask.read(|tx| {
        let mut all = Vec::new();
        for notice in notices::list(tx, &find, 1, NEWS_MAX)?.1 {
            all.extend(notices::find(tx, &notice.id)?);
        }
        Ok((tx.district().to_owned(), all))
    })?;
    let news = |(notice, lines): &(notices::Notice, Vec<notices::Line>)| News {
        id: format!("urn:luoshi:{district}:notice:{}", notice.id),
        title: ask.language.of(&notice.title, &notice.title_en).to_owned(),
        updated: notice.issued,
        text: lines.iter().map(|line| said(ask, line)).collect::<Vec<_>>().join("\n"),
        url: format!("{}/notices/{}", ask.origin(), notice.id),
    };
    let news: Vec<News> = all.iter().map(news).collect();
    let id = format!("urn:luoshi:{district}:feed:{}", feed.id);
    let text = notices::feed(&id, ask.t("notices.inbox"), &ask.app.district_name, &news, feed.opened);
    Ok(Answer::bytes("application/atom+xml; charset=utf-8", text.into_bytes()).header("cache-control", FRESH))
}

fn said(ask: &Ask<'_>, line: &notices::Line) -> String {
    let of = |chinese, english| ask.language.of(chinese, english);
    format!("{}: {}", of(&line.title, &line.title_en), of(&line.words, &line.words_en))
}
