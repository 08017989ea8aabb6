//! Instants and dates as officials read them, in the district's time zone.

use crate::{Ask, Language};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{CHINA, Say};
use maud::{Markup, html};

/// A date: 2023年6月25日, or 25 Jun 2023.
pub fn date(language: Language, date: Date) -> String {
    match language {
        Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Language::English => date.strftime("%-d %b %Y").to_string(),
    }
}

/// An instant with its machine-readable form: 2023-06-25 24:00 stands for the end of that day.
pub fn instant(at: Timestamp) -> Markup {
    html! { time datetime=(at) { (instant_text(at)) } }
}

/// The same as text, for what is no page.
pub fn instant_text(at: Timestamp) -> String {
    let local = CHINA.to_datetime(at);
    let midnight = local.hour() == 0 && local.minute() == 0 && local.second() == 0;
    match (midnight, local.date().yesterday()) {
        (true, Ok(day)) => format!("{day} 24:00"),
        _ => local.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// How long until an instant, or how long it has passed, in days, hours or minutes.
pub fn until(ask: &Ask<'_>, due: Timestamp) -> String {
    let seconds = due.as_second() - ask.now.as_second();
    let key = if seconds < 0 { "page.overdue_by" } else { "page.due_in" };
    ask.say(&Say::new(key).with("time", span(ask, seconds.unsigned_abs())))
}

/// How long ago something was.
pub fn since(ask: &Ask<'_>, at: Timestamp) -> String {
    let seconds = ask.now.as_second() - at.as_second();
    ask.say(&Say::new("page.ago").with("time", span(ask, seconds.max(0).unsigned_abs())))
}

fn span(ask: &Ask<'_>, seconds: u64) -> String {
    let (count, unit) = match seconds {
        172_800.. => (seconds / 86_400, "page.unit_days"),
        7_200.. => (seconds / 3_600, "page.unit_hours"),
        _ => (seconds / 60, "page.unit_minutes"),
    };
    ask.say(&Say::new(unit).with("count", count))
}
