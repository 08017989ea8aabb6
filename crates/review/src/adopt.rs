//! Adopting: first what would change, duties first, then the act.

use crate::difference::{Change, Difference, Happens, difference};
use crate::edition::{Choice, Edition, edition, predecessor};
use crate::model::{Closed, event};
use crate::reading::Reading;
use crate::store::ReviewRow;
use ::store::Tx;
use documents::{Adopting, attach, pack_in_force, packs};
use jiff::Timestamp;
use kernel::Say;
use maud::{Markup, html};
use pack::{Disclosure, Pack};
use page::{Access, Answer, Ask, Page, Refusal, Route, State, state_chip};
use people::Right;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/reviews/{id}/adopt", Access::Needs(Right::AdoptPack), preview),
        Route::post("/reviews/{id}/adopt", Access::Needs(Right::AdoptPack), act),
    ]
}

/// Everything that stands before adopting.
struct Prospect {
    row: ReviewRow,
    undecided: usize,
    before: Option<Pack>,
    choice: Choice,
    edition: Edition,
    /// The difference of each document that takes the place of another: number of the old one, of the new one.
    changes: Vec<(String, String, Difference)>,
}

/// `GET /reviews/{id}/adopt`: what would change, and the form.
fn preview(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let wish = Wish::of(&ask.query, ask);
    let prospect = ask.read(|tx| prospect(tx, ask.path.get("id"), wish))?;
    Ok(Page::new(
        ask.say(&Say::new("review.adopt_title").with("name", &prospect.row.name)),
        html! {
            p { a href=(format!("/reviews/{}", prospect.row.id)) { (ask.t("review.back")) } }
            (ready(ask, &prospect))
            (changed(ask, &prospect))
            (left_out(ask, &prospect))
            (form(ask, &prospect))
        },
    )
    .here("/documents")
    .into())
}

/// What the form says; what it does not say is taken from the texts.
struct Wish {
    id: String,
    name: String,
    /// Nothing said: the compiler's guess; `-`: takes the place of none.
    replaces: String,
    disclosure: String,
    district: String,
}

impl Wish {
    fn of(fields: &page::Fields, ask: &Ask<'_>) -> Wish {
        let get = |name: &str| fields.get(name).to_owned();
        Wish {
            id: get("pack"),
            name: get("district_name"),
            replaces: get("replaces"),
            disclosure: get("disclosure"),
            district: ask.app.store.district().to_owned(),
        }
    }
}

fn prospect(tx: &mut Tx<'_>, id: &str, wish: Wish) -> Result<Prospect, Refusal> {
    let reading = Reading::of(tx, id)?;
    let (row, undecided) = (reading.row.clone(), reading.undecided());
    let before = match packs(tx)?.into_iter().next() {
        Some(pack) => pack_in_force(tx, &pack.id)?,
        None => None,
    };
    let compiled = reading.decided();
    let first = compiled.facts.documents.first();
    let issuer = compiled.facts.documents.iter().find_map(|document| document.issuer.clone());
    let guessed = before
        .as_ref()
        .zip(first)
        .and_then(|(pack, document)| predecessor(pack, document.number.as_deref(), &document.title))
        .map(|document| document.number.clone());
    let choice = Choice {
        id: if wish.id.is_empty() { format!("pack-{id}") } else { wish.id },
        district: wish.district,
        district_name: if wish.name.is_empty() {
            issuer.unwrap_or_else(|| row.name.clone())
        } else {
            wish.name
        },
        replaces: match wish.replaces.as_str() {
            "" => guessed.unwrap_or_default(),
            "-" => String::new(),
            number => number.to_owned(),
        },
        disclosure: disclosure(&wish.disclosure),
    };
    let edition = edition(&compiled, before.as_ref(), &choice)?;
    let changes = changes(before.as_ref(), &edition, &choice);
    Ok(Prospect { row, undecided, before, choice, edition, changes })
}

fn disclosure(word: &str) -> Option<Disclosure> {
    match word {
        "public" => Some(Disclosure::Public),
        "on request" => Some(Disclosure::OnRequest),
        "withheld" => Some(Disclosure::Withheld),
        _ => None,
    }
}

/// Each new document against the one of its number, the first one against the one it takes the place of.
fn changes(before: Option<&Pack>, edition: &Edition, choice: &Choice) -> Vec<(String, String, Difference)> {
    let (Some(before), Some(after)) = (before, &edition.pack) else { return vec![] };
    let pair = |(at, number): (usize, &String)| {
        let same = before.document_numbered(number);
        let old = same.or_else(|| if at == 0 { before.document_numbered(&choice.replaces) } else { None })?;
        let new = after.document_numbered(number)?;
        Some((old.number.clone(), number.clone(), difference(old, new)))
    };
    edition.fresh.iter().enumerate().filter_map(pair).collect()
}

/// Whether it can be adopted, and else what is missing.
fn ready(ask: &Ask<'_>, prospect: &Prospect) -> Markup {
    let review = format!("/reviews/{}?show=todo", prospect.row.id);
    html! {
        @if !prospect.row.pack.is_empty() {
            p.notice { (ask.say(&Say::new("review.is_adopted").with("edition", &prospect.row.edition))) }
        }
        @if prospect.undecided > 0 {
            p.notice { (state_chip(State::Waiting, &ask.say(&Say::new("review.left").with("count", prospect.undecided)))) " "
                (ask.t("review.decide_first")) " " a href=(review) { (ask.t("review.show_todo")) } }
        }
        @if !prospect.edition.faults.is_empty() {
            h2 { (ask.t("review.faults")) }
            ul.plain { @for fault in &prospect.edition.faults { li { code { (fault.file) ":" (fault.line) } " " (ask.say(&fault.say)) } } }
        }
    }
}

/// What the edition changes: duties first, then counts of the rest.
fn changed(ask: &Ask<'_>, prospect: &Prospect) -> Markup {
    let fresh = prospect
        .edition
        .fresh
        .iter()
        .filter(|number| !prospect.changes.iter().any(|(_, new, _)| new == *number));
    let fresh: Vec<&String> = fresh.collect();
    html! {
        @for (old, new, change) in prospect.changes.iter().filter(|(_, _, it)| !it.is_empty()) { (one(ask, old, new, change)) }
        (unchanged(ask, prospect))
        @if !fresh.is_empty() {
            h2 { (ask.t("review.new_documents")) }
            ul.plain { @for number in fresh {
                @if let Some(document) = prospect.edition.pack.as_ref().and_then(|pack| pack.document_numbered(number)) {
                    li { strong { (number) } " " (document.title) div.meta {
                        (ask.say(&Say::new("review.brings")
                            .with("duties", document.duties.len())
                            .with("indicators", document.indicators.len())
                            .with("commitments", document.commitments.len())
                            .with("powers", document.powers.len())))
                    } }
                }
            } }
        }
    }
}

fn one(ask: &Ask<'_>, old: &str, new: &str, change: &Difference) -> Markup {
    let heading = if old == new {
        Say::new("review.next_edition").with("number", new)
    } else {
        Say::new("review.takes_place").with("old", old).with("new", new)
    };
    let count = |wanted: fn(&Happens) -> bool| change.duties.iter().filter(|it| wanted(&it.kind)).count();
    let counts = Say::new("review.duty_counts")
        .with("added", count(|it| matches!(it, Happens::Added)))
        .with("changed", count(|it| matches!(it, Happens::Changed(_))))
        .with("ended", count(|it| matches!(it, Happens::Ended)))
        .with("same", change.same);
    html! {
        h2 { (ask.say(&heading)) }
        p.lead { (ask.say(&counts)) }
        ul.plain.changes { @for duty in &change.duties { (line(ask, duty)) } }
        @if !change.others.is_empty() {
            p.meta { @for (kind, before, after) in &change.others { (ask.t(kind)) " " (before) " → " (after) "　" } }
        }
    }
}

/// The documents of which nothing changes, in one line each.
fn unchanged(ask: &Ask<'_>, prospect: &Prospect) -> Markup {
    let same: Vec<_> = prospect.changes.iter().filter(|(_, _, change)| change.is_empty()).collect();
    html! {
        @if !same.is_empty() {
            h2 { (ask.t("review.no_change")) }
            ul.plain { @for (_, new, change) in same { li { (new) " " span.meta { (ask.t("review.kind_duty")) " " (change.same) } } } }
        }
    }
}

fn line(ask: &Ask<'_>, change: &Change) -> Markup {
    let (state, words) = match &change.kind {
        Happens::Added => (State::Good, "review.added"),
        Happens::Changed(_) => (State::Going, "review.changed"),
        Happens::Ended => (State::Still, "review.ended"),
    };
    html! {
        li {
            (state_chip(state, ask.t(words))) " " strong { (change.title) } " " span.meta { (change.owners.join("、")) " " (change.clause) }
            @if let Happens::Changed(fields) = &change.kind {
                dl.facts { @for (field, before, after) in fields {
                    dt { (ask.t(&crate::card::label(field))) }
                    dd { @if !before.is_empty() { del { (before) } " " } (after) @if after.is_empty() { (ask.t("review.nothing_any_more")) } }
                } }
            }
        }
    }
}

fn left_out(ask: &Ask<'_>, prospect: &Prospect) -> Markup {
    html! {
        @if !prospect.edition.left_out.is_empty() {
            details {
                summary { (ask.say(&Say::new("review.left_out").with("count", prospect.edition.left_out.len()))) }
                ul.plain { @for say in &prospect.edition.left_out { li { (ask.say(say)) } } }
            }
        }
    }
}

fn form(ask: &Ask<'_>, prospect: &Prospect) -> Markup {
    let possible = prospect.undecided == 0 && prospect.edition.pack.is_some() && prospect.row.pack.is_empty();
    html! {
        @if possible {
            h2 { (ask.t("review.adopt")) }
            form.stack method="post" action=(format!("/reviews/{}/adopt", prospect.row.id)) {
                @match &prospect.before {
                    None => {
                        (field(ask, "district_name", "review.district_name", &prospect.choice.district_name))
                        (field(ask, "pack", "review.pack_id", &prospect.choice.id))
                    }
                    Some(before) => {
                        p { (ask.say(&Say::new("review.joins").with("title", &before.title).with("edition", &before.edition))) }
                        (replaces(ask, before, prospect))
                    }
                }
                (disclosures(ask))
                button { (ask.t("review.adopt")) }
            }
        }
    }
}

fn field(ask: &Ask<'_>, name: &str, words: &str, value: &str) -> Markup {
    html! { div.field { label for=(name) { (ask.t(words)) } input id=(name) name=(name) value=(value) required; } }
}

/// Which document in force the new one takes the place of.
fn replaces(ask: &Ask<'_>, before: &Pack, prospect: &Prospect) -> Markup {
    let chosen = &prospect.choice.replaces;
    html! {
        div.field {
            label for="replaces" { (ask.t("review.replaces")) }
            select id="replaces" name="replaces" {
                option value="-" selected[chosen.is_empty()] { (ask.t("review.replaces_none")) }
                @for document in &before.documents {
                    option value=(document.number) selected[&document.number == chosen] { (document.number) " " (document.title) }
                }
            }
        }
    }
}

fn disclosures(ask: &Ask<'_>) -> Markup {
    let words =
        [("withheld", "review.withheld"), ("on request", "review.on_request"), ("public", "review.public")];
    html! {
        div.field {
            label for="disclosure" { (ask.t("review.disclosure")) }
            select id="disclosure" name="disclosure" {
                @for (word, key) in words { option value=(word) { (ask.t(key)) } }
            }
        }
    }
}

/// `POST /reviews/{id}/adopt`: the pack comes into force, and the text is attached to it.
fn act(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, by) = (ask.path.get("id"), ask.actor()?);
    let wish = Wish::of(&ask.form, ask);
    let number = ask.write(|tx| adopt(tx, id, wish, by, ask.now))?;
    Ok(Answer::see(
        number.map_or_else(
            || "/documents".to_owned(),
            |number| format!("/documents/{}", page::encode(&number)),
        ),
    ))
}

fn adopt(tx: &mut Tx<'_>, id: &str, wish: Wish, by: &str, now: Timestamp) -> Result<Option<String>, Refusal> {
    let prospect = prospect(tx, id, wish)?;
    if !prospect.row.pack.is_empty() {
        return Err(Refusal::Conflict(Say::new("review.is_closed")));
    }
    if prospect.undecided > 0 {
        return Err(Refusal::Conflict(Say::new("review.still_left").with("count", prospect.undecided)));
    }
    if prospect.edition.fresh.is_empty() && prospect.edition.faults.is_empty() {
        return Err(Refusal::Conflict(Say::new("review.no_head")));
    }
    let first = prospect.edition.faults.into_iter().next().map(|fault| fault.say);
    let pack = prospect
        .edition
        .pack
        .ok_or_else(|| Refusal::Invalid(first.unwrap_or_else(|| Say::new("review.no_head"))))?;
    let (pack_id, edition) = (pack.id.clone(), pack.edition.clone());
    if documents::adopt(tx, pack, by, now)? == Adopting::Already {
        return Err(Refusal::Conflict(Say::new("review.already")));
    }
    attach_text(tx, &prospect.row, by, now)?;
    let closed = Closed { pack: pack_id, edition };
    tx.add(&prospect.row.stream(), event(Closed::KIND, &closed)?, by, now)?;
    Ok(prospect.edition.fresh.into_iter().next())
}

/// The text is attached where its clauses are found; a number that was put right is not in the text, and then none is.
fn attach_text(tx: &mut Tx<'_>, row: &ReviewRow, by: &str, now: Timestamp) -> Result<(), Refusal> {
    let Some(blob) = tx.blob(&row.blob)? else { return Ok(()) };
    match attach(tx, &row.name, &blob.bytes, by, now) {
        Ok(_) | Err(Refusal::Invalid(_)) => Ok(()),
        Err(other) => Err(other),
    }
}
