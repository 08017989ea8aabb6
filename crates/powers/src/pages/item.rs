//! One item: every state it has had, what was added and by whom, its cases, and who could exercise it on a day.

use super::{day, days, edition_link, entry_link, input, law, title, ways};
use crate::model::{Added, Field, Item, Span};
use crate::store::{self, CaseFilter, History, Link, ListedCase, Proof};
use ::store::{Receipt, Tx};
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Column, Page, Refusal, Route, State, date, encode, link, state_chip, table};
use people::Right;
use serde::Serialize;

/// Cases shown on the page; the others are counted.
const CASES: u32 = 20;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/{code}", Access::Needs(Right::ReadDistrict), show),
        Route::get("/powers/{code}/proof.json", Access::Needs(Right::ReadDistrict), proof),
    ]
}

/// What the page shows, read from one snapshot.
struct Seen {
    history: History,
    could: Option<Proof>,
    cases: (u64, Vec<ListedCase>),
    open: u64,
    links: Vec<Link>,
    watch: law::Watch,
}

/// `GET /powers/{code}`: one item.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let on = day(ask)?;
    let seen = ask.read(|tx| read(tx, ask.query.get("list"), ask.path.get("code"), on))?;
    let today = day_of(ask.now);
    let spans = &seen.history.spans;
    let Some(shown) = spans.iter().find(|span| span.covers(today)).or(spans.last()) else {
        return Err(Refusal::NotFound(Say::new("powers.no_item").with("code", ask.path.get("code"))));
    };
    Ok(Page::new(
        shown.item.name.as_str(),
        html! {
            (ways(ask, &seen.history.list.id))
            (law::warning(ask, &seen.watch, today))
            (facts(ask, &seen.history, shown, today))
            (law::cited(ask, &seen.watch))
            (who_could(ask, &seen, on))
            h2 { (ask.t("powers_pages.states")) }
            (states(ask, spans))
            h2 { (ask.t("powers_pages.cases")) }
            (cases(ask, &seen, &shown.item))
            (links(ask, &seen, &shown.item.code))
        },
    )
    .here("/powers")
    .into())
}

fn read(tx: &mut Tx<'_>, list: &str, code: &str, on: Date) -> Result<Seen, Refusal> {
    let history = store::history(tx, list, code)?;
    let list = history.list.id.clone();
    let filter = CaseFilter { list: list.clone(), code: code.to_owned(), ..CaseFilter::default() };
    let open = store::cases(tx, &CaseFilter { open: true, ..filter.clone() }, 1, 1)?.0;
    Ok(Seen {
        could: store::who_could(tx, &list, code, on)?,
        cases: store::cases(tx, &filter, 1, CASES)?,
        open,
        links: store::links(tx, &list, code)?,
        watch: law::watch(tx, &list, code)?,
        history,
    })
}

fn facts(ask: &Ask<'_>, history: &History, shown: &Span, today: Date) -> Markup {
    let item = &shown.item;
    html! {
        dl.facts {
            dt { (ask.t("powers_pages.state")) } dd { (in_force(ask, &history.spans, today)) }
            dt { (ask.t("powers_pages.code")) } dd { code { (item.code) } }
            dt { (ask.t("powers_pages.serial")) } dd { (item.seq) }
            dt { (ask.t("powers_pages.kind")) } dd { (item.kind) }
            dt { (ask.t("powers_pages.holder")) } dd { (link("/organs/", &item.holder, &item.holder)) }
            dt { (ask.t("powers_pages.of_list")) } dd { (title(ask, &history.list)) }
            (fields(ask, item))
            @if let Some(citation) = &item.citation {
                dt { (ask.t("powers_pages.source")) }
                dd { a href={ "/documents/" (encode(&citation.document)) "?clause=" (encode(citation.clause.as_str())) } { (citation) } }
            }
        }
    }
}

/// Whether the item can be exercised today.
pub(crate) fn in_force(ask: &Ask<'_>, spans: &[Span], today: Date) -> Markup {
    if spans.iter().any(|span| span.covers(today)) {
        state_chip(State::Good, ask.t("powers_pages.in_force"))
    } else if spans.iter().any(|span| span.from > today) {
        state_chip(State::Waiting, ask.t("powers_pages.not_yet"))
    } else {
        state_chip(State::Still, ask.t("powers_pages.ended"))
    }
}

/// The wording of a field.
pub(crate) fn field_key(field: Field) -> &'static str {
    match field {
        Field::Basis => "powers_pages.field_basis",
        Field::Level => "powers_pages.field_level",
        Field::Counterpart => "powers_pages.field_counterpart",
        Field::Procedure => "powers_pages.field_procedure",
        Field::TimeLimit => "powers_pages.field_time_limit",
        Field::Discretion => "powers_pages.field_discretion",
    }
}

/// What is known beside name and body; what was added says by whom and from where, what is missing says so (P-003).
fn fields(ask: &Ask<'_>, item: &Item) -> Markup {
    html! {
        @for field in Field::ALL {
            dt { (ask.t(field_key(field))) }
            dd {
                @match item.field(field) {
                    Some(value) => { (value) }
                    None => { span.soft { (ask.t("powers_pages.lacking")) } }
                }
                @if let Some(added) = item.added(field).filter(|added| item.field(field) == Some(&added.value)) {
                    br; span.meta { (added_by(ask, added)) }
                }
            }
        }
    }
}

fn added_by(ask: &Ask<'_>, added: &Added) -> String {
    ask.say(&Say::new("powers_pages.added_by").with("author", &added.author).with("source", &added.source))
}

/// The question of the day, its answer, and what proves it.
fn who_could(ask: &Ask<'_>, seen: &Seen, on: Date) -> Markup {
    let list = &seen.history.list.id;
    html! {
        h2 id="who" { (ask.t("powers_pages.who_could")) }
        form.stack method="get" action={ "#who" } {
            input type="hidden" name="list" value=(list);
            (input(ask, "date", "on", "powers_pages.on_day", &on.to_string(), true))
            button { (ask.t("powers_pages.ask_day")) }
        }
        @match &seen.could {
            Some(proof) => {
                p.notice { (answer(ask, proof, on)) }
                p.meta {
                    (ask.t("powers_pages.proof")) " " (entry_link(ask, proof.seq)) " · "
                    @if proof.seq != proof.edition_seq { (entry_link(ask, proof.edition_seq)) " · " }
                    a href={ "/powers/" (encode(&proof.span.item.code)) "/proof.json?list=" (encode(list)) "&on=" (on) } { (ask.t("powers_pages.proof_file")) }
                }
            }
            None => { p.notice { (ask.say(&Say::new("powers_pages.nobody_could").with("day", on))) } }
        }
    }
}

/// The sentence that says who could do it.
pub(crate) fn answer(ask: &Ask<'_>, proof: &Proof, on: Date) -> String {
    let say = Say::new("powers_pages.could")
        .with("day", date(ask.language, on))
        .with("holder", &proof.span.item.holder);
    ask.say(&say.with("name", &proof.span.item.name))
}

fn states(ask: &Ask<'_>, spans: &[Span]) -> Markup {
    let columns = [
        Column::words(ask.t("powers_pages.days")),
        Column::words(ask.t("powers_pages.edition")),
        Column::words(ask.t("powers_pages.holder")),
        Column::words(ask.t("powers_pages.name")),
        Column::words(ask.t("powers_pages.additions")),
        Column::words(ask.t("powers_pages.proof")),
    ];
    let row = |span: &Span| {
        vec![
            days(ask, span),
            edition_link(ask, &span.list, span.edition),
            html! { (span.item.holder) },
            html! { (span.item.name) },
            additions(ask, &span.item),
            entry_link(ask, span.seq),
        ]
    };
    table(ask.t("powers_pages.states"), &columns, spans.iter().map(row))
}

fn additions(ask: &Ask<'_>, item: &Item) -> Markup {
    html! {
        @for added in &item.additions {
            div { strong { (ask.t(field_key(added.field))) } " " (added.value) " " span.meta { (added_by(ask, added)) } }
        }
    }
}

/// The newest cases, and the ways to all of them and to a new one.
fn cases(ask: &Ask<'_>, seen: &Seen, shown: &Item) -> Markup {
    let (total, cases) = &seen.cases;
    let counted = Say::new("powers_pages.cases_counted").with("total", total).with("open", seen.open);
    let query = format!("{}&code={}", super::of_list(&seen.history.list.id), encode(&shown.code));
    html! {
        @if *total == 0 { p.empty { (ask.t("powers_pages.never_used")) } } @else {
            p { a href={ "/powers/cases" (query) } { (ask.say(&counted)) } }
            (super::cases::drawn(ask, cases))
        }
        @if ask.user.as_ref().is_some_and(|user| user.acts_for(&shown.holder)) && ask.may(Right::ReportDuty) {
            p { a.button href={ "/powers/cases/new" (query) "&body=" (encode(&shown.holder)) } { (ask.t("powers_use.open_one")) } }
        }
    }
}

/// General and special items (P-006).
fn links(ask: &Ask<'_>, seen: &Seen, code: &str) -> Markup {
    let list = &seen.history.list.id;
    html! {
        @if !seen.links.is_empty() {
            h2 { (ask.t("powers_pages.links")) }
            ul.plain { @for link in &seen.links {
                @let special = link.linked.general == code;
                @let other = if special { &link.linked.special } else { &link.linked.general };
                li {
                    (ask.t(if special { "powers_pages.link_special" } else { "powers_pages.link_general" })) " "
                    a href={ "/powers/" (encode(other)) (super::of_list(list)) } { (other) } " · " (link.linked.basis) " · " (entry_link(ask, link.seq))
                }
            } }
        }
    }
}

/// An answer that proves itself: what was found, and the receipts of the entries it was found from.
#[derive(Serialize)]
struct Proven<'a> {
    list: &'a str,
    code: &'a str,
    name: &'a str,
    holder: &'a str,
    on: Date,
    from: Date,
    /// First day after; null while nothing ended it.
    to: Option<Date>,
    /// The entry that put the item so.
    state_seq: u64,
    /// The entry of the edition in force on the day; often the same.
    edition_seq: u64,
    /// The receipts of these entries.
    receipts: Vec<Receipt>,
}

/// `GET /powers/{code}/proof.json`: who could exercise the item on a day, with receipts that can be checked offline.
fn proof(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (on, code) = (day(ask)?, ask.path.get("code"));
    let found = ask.read(|tx| store::who_could(tx, ask.query.get("list"), code, on))?;
    let nobody = || Refusal::NotFound(Say::new("powers_pages.nobody_could").with("day", on));
    let proof = found.ok_or_else(nobody)?;
    let item = &proof.span.item;
    let proven = Proven {
        list: &proof.span.list,
        code,
        name: &item.name,
        holder: &item.holder,
        on,
        from: proof.span.from,
        to: proof.span.to,
        state_seq: proof.seq,
        edition_seq: proof.edition_seq,
        receipts: receipts(ask, &proof)?,
    };
    let bytes = serde_json::to_vec_pretty(&proven).map_err(|e| Refusal::Broken(e.to_string()))?;
    Ok(Answer::file("application/json", &format!("{code}-{on}.json"), bytes))
}

/// The receipts of the entries an answer rests on, each once.
pub(crate) fn receipts(ask: &Ask<'_>, proof: &Proof) -> Result<Vec<Receipt>, Refusal> {
    let mut numbers = vec![proof.seq, proof.edition_seq];
    numbers.dedup();
    let mut receipts = Vec::new();
    for number in numbers {
        receipts.extend(ask.app.store.receipt(number)?);
    }
    Ok(receipts)
}
