//! The margin of a clause: what it created, and how each thing stands now.

use crate::store::{FactRow, facts_of_document, organs_of_document, unsettled};
use ::store::Tx;
use ::store::card::{self, Card};
use kernel::Say;
use maud::{Markup, html};
use pack::Unsettled;
use page::{Ask, Refusal, State, encode, link, state_chip, subject_chip, subject_state};
use std::collections::BTreeMap;

/// As many cards as one document can have; a district's year stays far below.
const CARDS_MAX: u32 = 20_000;
/// More duties than this on one clause are shown as counts.
const DUTIES_SHOWN: usize = 4;

/// Everything beside the clauses of one document.
#[derive(Debug, Default)]
pub(crate) struct Margins {
    facts: BTreeMap<String, Vec<FactRow>>,
    organs: BTreeMap<String, Vec<(String, String)>>,
    cards: BTreeMap<String, Card>,
    duties: BTreeMap<String, Vec<Card>>,
    /// The last report each organ owes on the document as a whole.
    latest: BTreeMap<String, Card>,
    open: BTreeMap<String, Vec<Unsettled>>,
}

impl Margins {
    /// Reads the margins of a document.
    pub(crate) fn of(tx: &mut Tx<'_>, document: &str) -> Result<Margins, Refusal> {
        let mut margins = Margins::default();
        for fact in facts_of_document(tx, document)? {
            margins.facts.entry(fact.clause.clone()).or_default().push(fact);
        }
        for (fact, role, organ) in organs_of_document(tx, document)? {
            margins.organs.entry(fact).or_default().push((role, organ));
        }
        let wanted =
            card::Find { document: Some(document.to_owned()), take: CARDS_MAX, ..card::Find::default() };
        for card in card::find(tx, &wanted)?.cards {
            match card.kind.as_str() {
                "duty" => margins.push_duty(card),
                "incident" => margins.duties.entry(card.clause.clone()).or_default().push(card),
                _ => _ = margins.cards.insert(card.subject.clone(), card),
            }
        }
        for open in unsettled(tx, document, CARDS_MAX)? {
            margins.open.entry(open.citation.clause.to_string()).or_default().push(open);
        }
        Ok(margins)
    }

    /// Cards come soonest due first, so the last one of an organ is its latest.
    fn push_duty(&mut self, card: Card) {
        self.latest.insert(card.organ.clone(), card.clone());
        self.duties.entry(card.clause.clone()).or_default().push(card);
    }

    /// How many facts of each kind the document created, in reading order.
    pub(crate) fn kinds(&self) -> Vec<(&str, usize)> {
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        for fact in self.facts.values().flatten() {
            match kinds.iter_mut().find(|(kind, _)| *kind == fact.kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((&fact.kind, 1)),
            }
        }
        kinds
    }

    /// What to call a clause that the pack gives no title, such as a row of a table: by the first thing it created.
    pub(crate) fn title(&self, ask: &Ask<'_>, clause: &str) -> &str {
        let first = self.facts.get(clause).and_then(|facts| facts.first());
        first.map_or("", |fact| ask.language.of(&fact.title, &fact.title_en))
    }

    /// The margin of one clause.
    pub(crate) fn draw(&self, ask: &Ask<'_>, clause: &str) -> Markup {
        let facts = self.facts.get(clause).map_or(&[][..], Vec::as_slice);
        let duties = self.duties.get(clause).map_or(&[][..], Vec::as_slice);
        let open = self.open.get(clause).map_or(&[][..], Vec::as_slice);
        html! {
            ul {
                @for fact in facts { li { (self.fact(ask, fact)) } }
                @if duties.len() > DUTIES_SHOWN { li { (counted(ask, duties)) } }
                @else { @for card in duties { li { (line(ask, card)) } } }
                @for open in open { li { (state_chip(State::Unknown, ask.t("documents.open_question"))) " " (ask.say(&open.say)) } }
            }
        }
    }

    fn fact(&self, ask: &Ask<'_>, fact: &FactRow) -> Markup {
        let title = ask.language.of(&fact.title, &fact.title_en);
        let card = [format!("measure/{}", fact.id), format!("power/{}", fact.id)]
            .into_iter()
            .find_map(|id| self.cards.get(&id));
        html! {
            span.meta { (ask.t(kind_key(&fact.kind))) } " "
            @match card { Some(card) => { a href=(card.url) { (title) } } None => { (title) } }
            @if !fact.detail.is_empty() { " " span.meta { (fact.detail) } }
            @if let Some(card) = card { " " (subject_chip(ask, card)) }
            (self.organs(ask, &fact.id, fact.kind == "task"))
        }
    }

    /// Who has which part in a fact; lead and responsible are never mixed.
    /// Beside the leads of a task stands the last report each owes on the document.
    fn organs(&self, ask: &Ask<'_>, fact: &str, reports: bool) -> Markup {
        let parts = self.organs.get(fact).map_or(&[][..], Vec::as_slice);
        let mut roles: Vec<&str> = parts.iter().map(|(role, _)| role.as_str()).collect();
        roles.dedup();
        html! {
            @for role in roles {
                br; span.meta { (ask.t(role_key(role))) } " "
                @for (_, organ) in parts.iter().filter(|(r, _)| r == role) {
                    (link("/organs/", organ, organ)) " "
                    @if let Some(card) = self.latest.get(organ).filter(|_| reports && role == "lead") {
                        a href=(page::encode_url(&card.url)) { (subject_chip(ask, card)) } " "
                    }
                }
            }
        }
    }
}

fn line(ask: &Ask<'_>, card: &Card) -> Markup {
    html! { a href=(card.url) { (ask.language.of(&card.title, &card.title_en)) } " " (card.organ) " " (subject_chip(ask, card)) }
}

/// Many duties as counts by their state, with the way to the list.
fn counted(ask: &Ask<'_>, duties: &[Card]) -> Markup {
    let count =
        |wanted: &[State]| duties.iter().filter(|card| wanted.contains(&subject_state(ask, card))).count();
    let counts = [
        (State::Good, "documents.count_done", count(&[State::Good])),
        (State::Going, "documents.count_reported", count(&[State::Going])),
        (State::Waiting, "documents.count_open", count(&[State::Waiting])),
        (State::Bad, "documents.count_bad", count(&[State::Bad])),
    ];
    let first = duties.first();
    let url = first
        .map(|card| format!("/duties?document={}&clause={}", encode(&card.document), encode(&card.clause)));
    html! {
        a href=[url] { (ask.say(&Say::new("documents.duties").with("count", duties.len()))) }
        @for (state, words, count) in counts.into_iter().filter(|(.., count)| *count > 0) {
            " " (state_chip(state, &ask.say(&Say::new(words).with("count", count))))
        }
    }
}

/// The wording of a fact's kind.
pub fn kind_key(kind: &str) -> &'static str {
    match kind {
        "task" => "documents.kind_task",
        "schedule" => "documents.kind_schedule",
        "indicator" => "documents.kind_indicator",
        "commitment" => "documents.kind_commitment",
        "power" => "documents.kind_power",
        "grade" => "documents.kind_grade",
        "clock" => "documents.kind_clock",
        "report" => "documents.kind_report",
        "warning" => "documents.kind_warning",
        "group" => "documents.kind_group",
        "release" => "documents.kind_release",
        "department" => "documents.kind_department",
        "decision" => "documents.kind_decision",
        _ => "documents.kind_measure",
    }
}

/// The wording of an organ's part.
pub fn role_key(role: &str) -> &'static str {
    match role {
        "lead" => "documents.role_lead",
        "responsible" => "documents.role_responsible",
        "receiver" => "documents.role_receiver",
        "member" => "documents.role_member",
        "holder" => "documents.role_holder",
        "proposes" => "documents.role_proposes",
        _ => "documents.role_decides",
    }
}
