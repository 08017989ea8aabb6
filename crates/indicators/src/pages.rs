//! Pages of indicators: the list with its verdicts, and one indicator with its picture.

use crate::model::{Figure, Measure, Reported, SeriesKind};
use crate::store::{self, Standing, is_bad};
use kernel::verdict::State as Judged;
use kernel::{Aim, Period, Say};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Line, Page, Refusal, Route, State, empty, encode, instant, link, paged,
    pager, series_chart, state_chip, table,
};
use people::{Right, User};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/indicators", Access::Needs(Right::ReadDistrict), index),
        Route::get("/indicators/{id}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/indicators/{id}/values", Access::Needs(Right::RecordValue), report),
        Route::post("/indicators/{id}/confirm", Access::Needs(Right::ConfirmValue), confirm),
    ]
}

/// `GET /indicators`: every target with its verdict and why.
fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let (document, state) = (ask.query.get("document"), ask.query.get("state"));
    let (total, standings) = ask.read(|tx| Ok(store::list(tx, document, state, page, per)?))?;
    let columns = [
        Column::words(ask.t("indicators.name")),
        Column::words(ask.t("indicators.target")),
        Column::words(ask.t("indicators.state")),
        Column::words(ask.t("indicators.because")),
    ];
    let rows = standings.iter().map(|standing| {
        let measure = &standing.measure;
        vec![
            link("/indicators/", &measure.id, ask.language.of(&measure.name, &measure.name_en)),
            html! { (measure.written()) },
            chip(ask, standing),
            html! { (ask.say(&standing.verdict.because)) },
        ]
    });
    Ok(Page::new(ask.t("indicators.list"), html! {
        @if standings.is_empty() { (empty(ask.t("indicators.none"))) } @else { (table(ask.t("indicators.list"), &columns, rows)) }
        (pager(ask, total, per))
    })
    .here("/indicators")
    .into())
}

/// The verdict with its word.
pub(crate) fn chip(ask: &Ask<'_>, standing: &Standing) -> Markup {
    let (state, word) = match standing.verdict.state {
        Judged::Met => (State::Good, "indicators.state_met"),
        Judged::OnCourse => (State::Going, "indicators.state_on_course"),
        Judged::CannotBeJudged => (State::Unknown, "indicators.state_cannot_be_judged"),
        Judged::Behind => (State::Bad, "indicators.state_behind"),
        Judged::NotMet => (State::Bad, "indicators.state_not_met"),
    };
    state_chip(state, ask.t(word))
}

/// `GET /indicators/{id}`: one indicator, its figures against its target, and the reason of its verdict.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let (standing, figures) = ask.read(|tx| Ok((store::known(tx, id)?, store::figures(tx, id)?)))?;
    let measure = &standing.measure;
    let citation = &measure.citation;
    let source =
        format!("/documents/{}?clause={}", encode(&citation.document), encode(citation.clause.as_str()));
    Ok(Page::new(ask.language.of(&measure.name, &measure.name_en), html! {
        p.lead { (chip(ask, &standing)) " " (ask.say(&standing.verdict.because)) }
        @if is_bad(standing.verdict.state) && standing.verdict.provisional { p.meta { (ask.t("indicators.provisional")) } }
        dl.facts {
            dt { (ask.t("indicators.target")) } dd { (measure.written()) }
            @if !measure.unit.is_empty() { dt { (ask.t("indicators.unit")) } dd { (measure.unit) } }
            @if let Some((period, figure)) = &measure.baseline { dt { (ask.t("indicators.baseline")) } dd { (figure) " (" (period) ")" } }
            @if !measure.organs.is_empty() {
                dt { (ask.t("indicators.organs")) }
                dd { @for organ in &measure.organs { (link("/organs/", organ, organ)) " " } }
            }
            dt { (ask.t("indicators.source")) } dd { a href=(source) { (citation) } }
            @if let Some(judged) = standing.judged { dt { (ask.t("indicators.judged")) } dd { (instant(judged)) } }
        }
        (picture(ask, &standing, &figures))
        h2 { (ask.t("indicators.figures")) }
        (figure_table(ask, &standing, &figures))
        (form(ask, id, measure.growth.is_some(), measure.target.is_some()))
    })
    .here("/indicators")
    .into())
}

fn picture(ask: &Ask<'_>, standing: &Standing, figures: &[Figure]) -> Markup {
    let value_of = |figure: &Figure| figure.reported.value.to_string().parse::<f64>().ok();
    let kind = if standing.measure.target.is_some() { SeriesKind::Value } else { SeriesKind::Growth };
    let of_kind = figures.iter().filter(|figure| figure.reported.series == kind);
    let points: Vec<(String, f64)> =
        of_kind.filter_map(|f| Some((f.reported.period.to_string(), value_of(f)?))).collect();
    if points.len() < 2 {
        return html! {};
    }
    let described = ask.say(
        &Say::new("indicators.picture")
            .with("count", points.len())
            .with("target", standing.measure.written()),
    );
    series_chart(
        &Line { name: standing.measure.name.clone(), points, mark: bound(standing, kind) },
        &described,
    )
}

/// The number a bound or plain figure sets, to be drawn as a line.
fn bound(standing: &Standing, kind: SeriesKind) -> Option<f64> {
    let target = if kind == SeriesKind::Value { &standing.measure.target } else { &standing.measure.growth };
    match &target.as_ref()?.aim {
        Aim::Bound { value, .. } | Aim::Equal { value, .. } | Aim::About { value } => {
            value.to_string().parse().ok()
        }
        _ => None,
    }
}

fn figure_table(ask: &Ask<'_>, standing: &Standing, figures: &[Figure]) -> Markup {
    if figures.is_empty() {
        return empty(ask.t("indicators.no_figures"));
    }
    let columns = [
        Column::words(ask.t("indicators.period")),
        Column::words(ask.t("indicators.series")),
        Column::figures(ask.t("indicators.value")),
        Column::words(ask.t("indicators.origin")),
        Column::words(ask.t("indicators.who")),
    ];
    let rows = figures.iter().map(|figure| {
        let r = &figure.reported;
        let series = if r.series == SeriesKind::Growth { "indicators.growth" } else { "indicators.itself" };
        vec![
            html! { (r.period) },
            html! { (ask.t(series)) },
            html! { (r.value) },
            html! { (r.source) @if r.made_up { " " span.made-up { (ask.t("page.made_up")) } } },
            confirmed(ask, &standing.measure, figure),
        ]
    });
    table(ask.t("indicators.figures"), &columns, rows)
}

/// Who reported and who confirmed; a button for whoever may be the second person.
fn confirmed(ask: &Ask<'_>, measure: &Measure, figure: &Figure) -> Markup {
    let second = |user: &User| user.account != figure.reporter && acts(user, &measure.organs);
    let may = ask.may(Right::ConfirmValue) && ask.user.as_ref().is_some_and(second);
    html! {
        (figure.reporter)
        @if !figure.confirmer.is_empty() { " → " (figure.confirmer) }
        @else if may {
            form method="post" action=(format!("/indicators/{}/confirm", encode(&measure.id))) {
                input type="hidden" name="series" value=(figure.reported.series.word());
                input type="hidden" name="period" value=(figure.reported.period);
                button.quiet { (ask.t("indicators.confirm")) }
            }
        }
        @else { " · " (ask.t("indicators.unconfirmed")) }
    }
}

fn form(ask: &Ask<'_>, id: &str, growth: bool, value: bool) -> Markup {
    html! {
        @if ask.may(Right::RecordValue) && (growth || value) {
            h2 { (ask.t("indicators.record")) }
            form.stack method="post" action=(format!("/indicators/{}/values", encode(id))) {
                div.field {
                    label for="period" { (ask.t("indicators.period")) }
                    input id="period" name="period" type="text" required placeholder="2023" aria-describedby="period-note";
                    p.note id="period-note" { (ask.t("indicators.period_help")) }
                }
                @if growth && value {
                    div.field {
                        label for="series" { (ask.t("indicators.series")) }
                        select id="series" name="series" {
                            option value="value" { (ask.t("indicators.itself")) }
                            option value="growth" { (ask.t("indicators.growth")) }
                        }
                    }
                } @else { input type="hidden" name="series" value=(if growth { "growth" } else { "value" }); }
                div.field { label for="value" { (ask.t("indicators.value")) } input id="value" name="value" type="text" inputmode="decimal" required; }
                div.field { label for="source" { (ask.t("indicators.origin")) } input id="source" name="source" type="text" required; }
                button { (ask.t("indicators.submit")) }
            }
        }
    }
}

fn series_of(word: &str) -> SeriesKind {
    if word == "growth" { SeriesKind::Growth } else { SeriesKind::Value }
}

/// A period as typed.
pub(crate) fn period(text: &str) -> Result<Period, Refusal> {
    text.parse().map_err(|_| Refusal::Invalid(Say::new("indicators.bad_period").with("text", text)))
}

/// `POST /indicators/{id}/values`.
fn report(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, typed) = (ask.path.get("id"), ask.form.get("value"));
    let reported = Reported {
        series: series_of(ask.form.get("series")),
        period: period(ask.form.get("period"))?,
        value: typed
            .parse()
            .map_err(|_| Refusal::Invalid(Say::new("indicators.bad_value").with("text", typed)))?,
        source: ask.form.get("source").to_owned(),
        made_up: false,
    };
    record(ask, id, reported)?;
    Ok(Answer::see(format!("/indicators/{}", encode(id))))
}

/// Records in one transaction, for the page and for programs; an organ records only its own indicators.
pub(crate) fn record(ask: &Ask<'_>, id: &str, reported: Reported) -> Result<(), Refusal> {
    let user = ask.user()?;
    ask.write(|tx| {
        must_act(user, &store::known(tx, id)?.measure.organs)?;
        store::report(tx, id, reported, &user.account, ask.now).map(|_| ())
    })
}

/// Only who acts for one of the organs of an indicator reports and confirms it.
fn must_act(user: &User, organs: &[String]) -> Result<(), Refusal> {
    if acts(user, organs) {
        return Ok(());
    }
    Err(Refusal::NotAllowed(Say::new("indicators.not_yours").with("organs", organs.join("、"))))
}

fn acts(user: &User, organs: &[String]) -> bool {
    organs.is_empty() || organs.iter().any(|organ| user.acts_for(organ))
}

/// `POST /indicators/{id}/confirm`.
fn confirm(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("id"), ask.actor()?);
    let (series, period) = (series_of(ask.form.get("series")), period(ask.form.get("period"))?);
    let user = ask.user()?;
    ask.write(|tx| {
        must_act(user, &store::known(tx, id)?.measure.organs)?;
        store::confirm(tx, id, series, period, by, ask.now)
    })?;
    Ok(Answer::see(format!("/indicators/{}", encode(id))))
}
