//! Authorities that items name, and whose task they are today (P-005); delegations of items.

use super::handover_day::typed_day;
use super::keeper::keeping;
use super::{chosen, enter, entry_link, input, of_list, title, ways};
use crate::model::{Item, Span};
use crate::records::{
    Authority, Delegation, ENDS, Matter, Named, Record, acts_on, codes_of, named, unsettled,
};
use crate::store::{self, ListRow};
use ::store::Tx;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, State, date, empty, encode, state_chip, table,
};
use people::Right;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    let adjusts = Access::Needs(Right::AdjustPowers);
    vec![
        Route::get("/powers/authorities", Access::Needs(Right::ReadDistrict), show),
        Route::post("/powers/authorities", adjusts, settle),
        Route::post("/powers/authorities/delegations", adjusts, delegate),
    ]
}

struct Seen {
    list: ListRow,
    records: Vec<Record>,
    items: Vec<Item>,
    /// Every state of the items that were delegated.
    states: BTreeMap<String, Vec<Span>>,
    keeps: bool,
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>, list: &str) -> Result<Seen, Refusal> {
    let list = chosen(tx, list)?;
    let records = store::records(tx, &list.id, &["authority", "delegated"])?;
    let (mut words, mut codes) = (ENDS.to_vec(), Vec::new());
    for record in &records {
        match &record.matter {
            Matter::Authority(authority) => words.push(&authority.name),
            Matter::Delegated(delegation) => codes.extend(delegation.codes.iter().cloned()),
            _ => {}
        }
    }
    codes.sort();
    codes.dedup();
    let items = store::items_with(tx, &list.id, &words)?;
    let states = store::states(tx, &list.id, &codes)?;
    Ok(Seen { keeps: keeping(tx, ask, &list)?.acts, list, records, items, states })
}

/// `GET /powers/authorities`.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Page, Refusal> {
    let list = if ask.form.get("list").is_empty() { ask.query.get("list") } else { ask.form.get("list") };
    let seen = ask.read(|tx| read(tx, ask, list))?;
    let items: Vec<&Item> = seen.items.iter().collect();
    let (settled, open) = (named(&seen.records, &items), unsettled(&seen.records, &items));
    let keeps = seen.keeps && ask.may(Right::AdjustPowers);
    Ok(Page::new(
        ask.t("powers_records.authorities"),
        html! {
            (ways(ask, &seen.list.id))
            p { (title(ask, &seen.list)) }
            @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
            p { (ask.t("powers_records.authorities_why")) }
            @if settled.is_empty() && open.is_empty() { (empty(ask.t("powers_records.no_authorities"))) }
            @else { (names(ask, &seen.list, open.iter().chain(&settled))) }
            @if keeps { (authority_form(ask, &seen.list, &open)) }
            h2 { (ask.t("powers_records.delegations")) }
            (delegations(ask, &seen))
            @if keeps { (delegation_form(ask, &seen.list)) }
        },
    )
    .here("/powers"))
}

fn names<'a>(ask: &Ask<'_>, list: &ListRow, all: impl Iterator<Item = &'a Named<'a>>) -> Markup {
    let columns = [
        Column::words(ask.t("powers_records.authority")),
        Column::words(ask.t("powers_records.in_charge")),
        Column::words(ask.t("powers_records.document")),
        Column::words(ask.t("powers_records.in_items")),
    ];
    let row = |one: &Named<'_>| {
        let items = html! { @for code in &one.codes { a href={ "/powers/" (encode(code)) (of_list(&list.id)) } { code { (code) } } " " } };
        let (body, document) = match one.settled {
            Some((seq, a)) => (
                html! { (a.body) },
                html! { (a.document) " · " (date(ask.language, a.from)) " · " (entry_link(ask, seq)) },
            ),
            None => (state_chip(State::Unknown, ask.t("powers_records.unsettled")), html! {}),
        };
        vec![html! { (one.name) }, body, document, items]
    };
    table(ask.t("powers_records.authorities"), &columns, all.map(row))
}

fn authority_form(ask: &Ask<'_>, list: &ListRow, open: &[Named<'_>]) -> Markup {
    let first = open.first().map(|named| named.name.as_str()).unwrap_or_default();
    let of = |name: &str| ask.form.get(name);
    let name = if of("authority").is_empty() { first } else { of("authority") };
    html! {
        details open[!of("authority").is_empty()] {
            summary { (ask.t("powers_records.settle")) }
            form.stack method="post" action="/powers/authorities" {
                input type="hidden" name="list" value=(list.id);
                (input(ask, "text", "authority", "powers_records.authority", name, true))
                (input(ask, "text", "in_charge", "powers_records.in_charge", of("in_charge"), true))
                (input(ask, "date", "since", "powers_records.since", of("since"), true))
                (input(ask, "text", "ground", "powers_records.document", of("ground"), true))
                button { (ask.t("powers_records.record")) }
            }
        }
    }
}

fn delegations(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let columns = [
        Column::words(ask.t("powers_records.in_items")),
        Column::words(ask.t("powers_records.delegating")),
        Column::words(ask.t("powers_records.delegate")),
        Column::words(ask.t("powers_pages.days")),
        Column::words(ask.t("powers_records.document")),
        Column::words(ask.t("powers_pages.state")),
    ];
    let row = |record: &Record| {
        let Matter::Delegated(d) = &record.matter else { return None };
        Some(vec![
            html! { @for code in &d.codes { a href={ "/powers/" (encode(code)) (of_list(&seen.list.id)) } { code { (code) } } " " } },
            html! { (d.body) },
            html! { (d.delegate) },
            html! { (date(ask.language, d.from)) " – " (date(ask.language, d.until)) },
            html! { (d.document) " · " (entry_link(ask, record.seq)) },
            delegation_state(ask, seen, d),
        ])
    };
    let rows: Vec<_> = seen.records.iter().rev().filter_map(row).collect();
    if rows.is_empty() {
        return empty(ask.t("powers_records.no_delegations"));
    }
    table(ask.t("powers_records.delegations"), &columns, rows)
}

/// In force today for all its items, for some, not yet, or no longer.
fn delegation_state(ask: &Ask<'_>, seen: &Seen, delegation: &Delegation) -> Markup {
    let today = day_of(ask.now);
    let acts = |code: &&String| {
        let states = seen.states.get(*code).map(Vec::as_slice).unwrap_or_default();
        acts_on(delegation, states, today)
    };
    let count = delegation.codes.iter().filter(acts).count();
    let (state, key) = match count {
        0 if today < delegation.from => (State::Waiting, "powers_pages.not_yet"),
        0 => (State::Still, "powers_records.delegation_over"),
        n if n < delegation.codes.len() => (State::Going, "powers_records.delegation_partly"),
        _ => (State::Good, "powers_records.delegation_stands"),
    };
    state_chip(state, ask.t(key))
}

fn delegation_form(ask: &Ask<'_>, list: &ListRow) -> Markup {
    let of = |name: &str| ask.form.get(name);
    html! {
        details open[!of("delegate").is_empty()] {
            summary { (ask.t("powers_records.write_delegation")) }
            form.stack method="post" action="/powers/authorities/delegations" {
                input type="hidden" name="list" value=(list.id);
                (input(ask, "text", "codes", "powers_records.codes", of("codes"), true))
                (input(ask, "text", "body", "powers_records.delegating", of("body"), true))
                (input(ask, "text", "delegate", "powers_records.delegate", of("delegate"), true))
                (input(ask, "date", "from", "powers_records.first_day", of("from"), true))
                (input(ask, "date", "until", "powers_records.last_day", of("until"), true))
                (input(ask, "text", "letter", "powers_records.document", of("letter"), true))
                button { (ask.t("powers_records.record")) }
            }
        }
    }
}

/// `POST /powers/authorities`.
fn settle(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let of = |name: &str| ask.form.get(name).to_owned();
    sent(ask, || {
        Ok(Matter::Authority(Authority {
            name: of("authority"),
            body: of("in_charge"),
            from: typed_day(ask, "since")?,
            document: of("ground"),
        }))
    })
}

/// `POST /powers/authorities/delegations`.
fn delegate(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let of = |name: &str| ask.form.get(name).to_owned();
    sent(ask, || {
        Ok(Matter::Delegated(Delegation {
            codes: codes_of(ask.form.verbatim("codes")),
            body: of("body"),
            delegate: of("delegate"),
            from: typed_day(ask, "from")?,
            until: typed_day(ask, "until")?,
            document: of("letter"),
        }))
    })
}

fn sent(ask: &Ask<'_>, read: impl FnOnce() -> Result<Matter, Refusal>) -> Result<Answer, Refusal> {
    let done = read().and_then(|matter| {
        ask.write(|tx| {
            let list = chosen(tx, ask.form.get("list"))?;
            enter(tx, ask, &list, vec![matter])?;
            Ok(list)
        })
    });
    match done {
        Ok(list) => Ok(Answer::see(format!("/powers/authorities{}", of_list(&list.id)))),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault)) => {
            Err(Refusal::Form(Box::new(drawn(ask, Some(&fault))?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}
