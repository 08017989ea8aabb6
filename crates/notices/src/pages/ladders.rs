//! `GET /notices/ladders`: who hears of what is due, and when; the hours.

use super::parts::{Optional, optional, places};
use crate::hours::Hours;
use crate::ladder::Ladder;
use crate::rung::Rung;
use crate::store;
use maud::{Markup, html};
use page::{Answer, Ask, Language, Page, Refusal, encode};
use std::collections::BTreeMap;

pub(super) fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (set, hours) = ask.read(|tx| Ok((store::ladders(tx)?, store::hours(tx)?)))?;
    let cause = ask.query.get("cause");
    Ok(Page::new(
        ask.t("notices.ladders"),
        html! {
            (places(ask))
            p { (ask.t("notices.ladders_lead")) }
            h2 { (ask.t("notices.ladder_usual")) } (form(ask, "", &set, false))
            h2 { (ask.t("notices.ladder_urgent")) } (form(ask, store::URGENT, &set, true))
            h2 id="causes" { (ask.t("notices.ladder_own")) }
            p { (ask.t("notices.ladder_own_lead")) }
            (own(ask, &set))
            @if cause.is_empty() { (choose(ask)) } @else { h3 { (cause) } (form(ask, cause, &set, false)) }
            h2 id="hours" { (ask.t("notices.hours")) }
            (hours_form(ask, &hours))
        },
    )
    .here("/notices")
    .into())
}

/// The causes that have a ladder of their own.
fn own(ask: &Ask<'_>, set: &BTreeMap<String, Ladder>) -> Markup {
    let causes = set.keys().filter(|cause| !cause.is_empty() && *cause != store::URGENT);
    html! {
        ul.plain { @for cause in causes {
            li { a href={ "/notices/ladders?cause=" (encode(cause)) "#causes" } { (cause) } " "
                span.meta { (written(ask.language, &store::ladder(set, cause, false)).join("；")) } }
        } }
    }
}

fn choose(ask: &Ask<'_>) -> Markup {
    html! {
        form.stack method="get" action="/notices/ladders" {
            (optional(&Optional {
                id: "cause".to_owned(), name: "cause", label: ask.t("notices.cause"), kind: "text", value: "",
                help: ask.t("notices.help_cause"),
            }))
            button { (ask.t("notices.edit")) }
        }
    }
}

/// The rungs as the asker's language writes them.
fn written(language: Language, ladder: &Ladder) -> Vec<String> {
    let write = |rung: &Rung| match language {
        Language::Chinese => rung.chinese(),
        Language::English => rung.to_string(),
    };
    ladder.rungs().iter().map(write).collect()
}

fn form(ask: &Ask<'_>, cause: &str, set: &BTreeMap<String, Ladder>, urgent: bool) -> Markup {
    let ladder = store::ladder(set, cause, urgent);
    let typed = ask.form.get("cause") == cause && !ask.form.get("ladder").is_empty();
    let rungs =
        if typed { ask.form.get("ladder").to_owned() } else { written(ask.language, &ladder).join("\n") };
    let id = format!("ladder-{}", if cause.is_empty() { "usual" } else { cause });
    html! {
        form.stack method="post" action="/notices/ladders" {
            input type="hidden" name="cause" value=(cause);
            div.field {
                label for=(id) { (ask.t("notices.rungs")) }
                textarea id=(id) name="ladder" rows=(ladder.rungs().len() + 1) { (rungs) }
            }
            button { (ask.t("notices.save")) } " "
            @if set.contains_key(cause) {
                button.quiet name="reset" value="yes" { (ask.t("notices.ladder_reset")) }
            } @else { span.meta { (ask.t("notices.ladder_unset")) } }
        }
    }
}

/// `POST /notices/ladders`: sets the ladder of a cause, or takes it back.
pub(super) fn set(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (by, cause) = (ask.actor()?, ask.form.get("cause"));
    let ladder = match ask.form.get("reset") {
        "yes" => None,
        _ => Some(ask.form.get("ladder").parse::<Ladder>().map_err(Refusal::Invalid)?),
    };
    ask.write(|tx| Ok(store::set_ladder(tx, cause, ladder.as_ref(), by, ask.now)?))?;
    Ok(Answer::see("/notices/ladders"))
}

fn hours_form(ask: &Ask<'_>, hours: &Hours) -> Markup {
    html! {
        form.stack method="post" action="/notices/hours" {
            (optional(&Optional {
                id: "hours-text".to_owned(), name: "hours", label: ask.t("notices.hours_label"), kind: "text",
                value: &hours.to_string(), help: ask.t("notices.help_hours"),
            }))
            button { (ask.t("notices.save")) }
        }
    }
}

/// `POST /notices/hours`.
pub(super) fn set_hours(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let hours: Hours = ask.form.get("hours").parse().map_err(Refusal::Invalid)?;
    ask.write(|tx| Ok(store::set_hours(tx, hours, by, ask.now)?))?;
    Ok(Answer::see("/notices/ladders#hours"))
}
