//! What a declaration names must be there, and every gate must be one that can open.

use super::paths::reach;
use super::read::{Beside, Parts, Placed, plain, state};
use super::{After, DueRule, Evidence, FieldKind, RegisterField, RowGate, RowMove, RowState, Tally, Writer};
use crate::fault::Spot;
use crate::near::unknown;
use crate::raw::{self, Text};
use crate::tree::Page;
use kernel::{Citation, Decimal, Say};
use std::collections::{BTreeMap, BTreeSet};

/// What the entries of a register may name.
pub(super) struct Names<'a> {
    /// Fields with their kinds and choices.
    pub(super) fields: BTreeMap<&'a str, &'a raw::RegisterField>,
    pub(super) states: BTreeSet<&'a str>,
    facts: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(parts: &'a Parts<'_>, beside: Beside<'a>) -> Names<'a> {
        let facts = beside.documents.iter().flat_map(|document| {
            let indicators = document.indicators.iter().map(|indicator| indicator.id.as_str());
            indicators.chain(document.commitments.iter().map(|commitment| commitment.id.as_str()))
        });
        Names {
            fields: parts.fields.iter().map(|f| (f.raw.name.get_ref().as_str(), &f.raw)).collect(),
            states: parts.states.iter().map(|s| s.raw.name.get_ref().as_str()).collect(),
            facts: facts.collect(),
        }
    }

    fn field(&self, text: &Text, spot: Spot<'_>) -> Option<&'a raw::RegisterField> {
        let found = self.fields.get(text.get_ref().as_str()).copied();
        if found.is_none() {
            let keys = ("pack.unknown_field", "pack.unknown_field_like");
            spot.fault(unknown(keys, text.get_ref(), self.fields.keys().copied()));
        }
        found
    }

    fn state(&self, text: &Text, spot: Spot<'_>) {
        if !self.states.contains(text.get_ref().as_str()) {
            let keys = ("pack.unknown_state", "pack.unknown_state_like");
            spot.fault(unknown(keys, text.get_ref(), self.states.iter().copied()));
        }
    }

    pub(super) fn states(&self, list: &[Text], key: &'static str, page: Page<'_>) {
        list.iter().for_each(|text| self.state(text, page.spot(text, key)));
    }

    /// `field`, `field = value`, `state = name`.
    fn evidence(&self, text: &Text, spot: Spot<'_>) -> Option<Evidence> {
        let (field, value) = match text.get_ref().split_once('=') {
            Some((field, value)) => (field.trim(), Some(value.trim())),
            None => (text.get_ref().trim(), None),
        };
        let at = |part: &str| Text::new(text.span(), part.to_owned());
        match (field, value) {
            ("state", Some(value)) => self.state(&at(value), spot),
            _ => {
                let found = self.field(&at(field), spot)?;
                self.value_possible(found, value, spot)?;
            }
        }
        Some(Evidence { field: field.to_owned(), value: value.map(str::to_owned) })
    }

    /// A value that the field can never hold is a condition that is never met.
    fn value_possible(&self, field: &raw::RegisterField, value: Option<&str>, spot: Spot<'_>) -> Option<()> {
        let Some(value) = value else { return Some(()) };
        let choices = || field.choices.iter().map(|choice| choice.get_ref().as_str());
        if field.kind == FieldKind::Choice && !choices().any(|choice| choice == value) {
            let accepted = choices().collect::<Vec<_>>().join(" / ");
            spot.fault(Say::new("pack.unknown_word").with("found", value).with("accepted", accepted));
            return None;
        }
        Some(())
    }
}

/// What the head of the file says of its entries.
pub(super) struct Head<'a> {
    pub(super) key: &'a [Text],
    pub(super) key_page: Page<'a>,
    pub(super) owner: Option<(&'a Text, Page<'a>)>,
    pub(super) writers: bool,
    pub(super) top: Spot<'a>,
}

/// Everything that was understood.
#[derive(Default)]
pub(super) struct Built {
    pub(super) owner: Option<String>,
    pub(super) key: Vec<String>,
    pub(super) fields: Vec<RegisterField>,
    pub(super) states: Vec<RowState>,
    pub(super) moves: Vec<RowMove>,
    pub(super) gates: Vec<RowGate>,
    pub(super) dues: Vec<DueRule>,
    pub(super) sums: Vec<Tally>,
}

/// Finds the clause of an entry.
type Cite<'a> = &'a dyn Fn(&Text, Page<'_>) -> Option<Citation>;

pub(super) fn check(
    parts: &Parts<'_>,
    head: &Head<'_>,
    names: &Names<'_>,
    beside: Beside<'_>,
    cite: Cite<'_>,
) -> Built {
    if head.key.is_empty() {
        head.top.fault(Say::new("pack.no_key"));
    }
    for text in head.key {
        names.field(text, head.key_page.spot(text, "key"));
    }
    if let Some((owner, page)) = head.owner
        && let Some(field) = names.field(owner, page.spot(owner, "owner"))
        && field.kind != FieldKind::Organ
    {
        page.spot(owner, "owner").fault(Say::new("pack.not_an_organ_field").with("found", owner.get_ref()));
    }
    let built = Built {
        owner: head.owner.map(|(owner, _)| owner.get_ref().clone()),
        key: head.key.iter().map(|text| text.get_ref().clone()).collect(),
        fields: parts.fields.iter().map(|entry| field(entry, names, beside)).collect(),
        states: parts.states.iter().map(|entry| state(&entry.raw)).collect(),
        moves: parts.moves.iter().map(|entry| one_move(entry, head, names)).collect(),
        gates: parts.gates.iter().filter_map(|entry| gate(entry, names, cite)).collect(),
        dues: parts.dues.iter().filter_map(|entry| due(entry, names, cite)).collect(),
        sums: parts.sums.iter().map(|entry| tally(entry, names)).collect(),
    };
    reach(parts, &built);
    built
}

fn field(entry: &Placed<'_, raw::RegisterField>, names: &Names<'_>, beside: Beside<'_>) -> RegisterField {
    let Placed { raw, page } = entry;
    let name = raw.name.get_ref();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        page.spot(&raw.name, "name").fault(Say::new("pack.not_a_field_name").with("found", name));
    }
    if name == "state" {
        page.spot(&raw.name, "name").fault(Say::new("pack.field_called_state"));
    }
    names.states(&raw.required_in, "required_in", *page);
    names.states(&raw.only_in, "only_in", *page);
    let mut field = plain(raw);
    field.required_when =
        raw.required_when.as_ref().and_then(|text| names.evidence(text, page.spot(text, "required_when")));
    field.min = bound(raw.min.as_ref(), "min", *page);
    field.max = bound(raw.max.as_ref(), "max", *page);
    if let Some(unit) = &raw.unit {
        beside.sources.standards.check_unit(unit.get_ref(), page.spot(unit, "unit"));
    }
    fits(raw, *page);
    if let Some(to) = &raw.to {
        let known = beside.ids.iter().map(String::as_str).chain(LINKED);
        if !known.clone().any(|id| id == to.get_ref()) {
            let keys = ("pack.unknown_register", "pack.unknown_register_like");
            page.spot(to, "to").fault(unknown(keys, to.get_ref(), known));
        }
    }
    field
}

/// What a link may lead to besides rows of registers.
const LINKED: [&str; 4] = ["duty", "power", "indicator", "incident"];

fn bound(text: Option<&Text>, key: &'static str, page: Page<'_>) -> Option<Decimal> {
    let text = text?;
    let say = || Say::new("pack.not_a_figure").with("found", text.get_ref());
    page.spot(text, key).keep(text.get_ref().parse().map_err(|_| say()))
}

/// A choice has words, a link a place to lead to; nothing else has them.
fn fits(raw: &raw::RegisterField, page: Page<'_>) {
    let spot = page.spot(&raw.name, "kind");
    if (raw.kind == FieldKind::Choice) == raw.choices.is_empty() {
        spot.fault(Say::new("pack.choices_fit").with("field", raw.name.get_ref()));
    }
    if (raw.kind == FieldKind::Link) != raw.to.is_some() {
        spot.fault(Say::new("pack.link_fits").with("field", raw.name.get_ref()));
    }
    if (raw.kind == FieldKind::Number) != raw.unit.is_some() {
        spot.fault(Say::new("pack.unit_fits").with("field", raw.name.get_ref()));
    }
}

fn one_move(entry: &Placed<'_, raw::RowMove>, head: &Head<'_>, names: &Names<'_>) -> RowMove {
    let Placed { raw, page } = entry;
    names.state(&raw.from, page.spot(&raw.from, "from"));
    names.state(&raw.to, page.spot(&raw.to, "to"));
    let by = raw.by.get_ref();
    let nobody = |writer: &Writer| match writer {
        Writer::Owner => head.owner.is_none(),
        Writer::Writer => !head.writers,
        Writer::Keeper | Writer::Supervisor => false,
    };
    if by.iter().all(nobody) {
        page.spot(&raw.by, "by").fault(Say::new("pack.moved_by_nobody").with("state", raw.to.get_ref()));
    }
    RowMove {
        from: raw.from.get_ref().clone(),
        to: raw.to.get_ref().clone(),
        by: by.clone(),
        second: raw.second,
    }
}

fn gate(entry: &Placed<'_, raw::RowGate>, names: &Names<'_>, cite: Cite<'_>) -> Option<RowGate> {
    let Placed { raw, page } = entry;
    names.state(&raw.to, page.spot(&raw.to, "to"));
    let spot = page.spot(&raw.needs, "needs");
    if raw.needs.get_ref().is_empty() {
        spot.fault(Say::new("pack.gate_needs_nothing").with("state", raw.to.get_ref()));
    }
    let needs: Vec<Evidence> = raw
        .needs
        .get_ref()
        .iter()
        .filter_map(|text| names.evidence(text, page.spot(text, "needs")))
        .collect();
    (needs.len() == raw.needs.get_ref().len()).then(|| RowGate {
        to: raw.to.get_ref().clone(),
        needs,
        why: raw.why.clone(),
        why_en: raw.why_en.clone(),
        citation: raw.clause.as_ref().and_then(|clause| cite(clause, *page)),
    })
}

fn due(entry: &Placed<'_, raw::DueRule>, names: &Names<'_>, cite: Cite<'_>) -> Option<DueRule> {
    let Placed { raw, page } = entry;
    must_be(names, &raw.field, "field", *page, FieldKind::Date);
    names.states(&raw.done, "done", *page);
    if raw.who.get_ref() != "keeper" {
        must_be(names, &raw.who, "who", *page, FieldKind::Organ);
    }
    let after = match &raw.after {
        None => After::default(),
        Some(text) => page.spot(text, "after").keep(
            after(text.get_ref()).ok_or_else(|| Say::new("pack.not_after").with("found", text.get_ref())),
        )?,
    };
    Some(DueRule {
        id: raw.id.get_ref().clone(),
        title: raw.title.clone(),
        title_en: raw.title_en.clone(),
        field: raw.field.get_ref().clone(),
        after,
        who: raw.who.get_ref().clone(),
        done: raw.done.iter().map(|text| text.get_ref().clone()).collect(),
        citation: raw.clause.as_ref().and_then(|clause| cite(clause, *page)),
    })
}

fn must_be(names: &Names<'_>, text: &Text, key: &'static str, page: Page<'_>, kind: FieldKind) {
    let spot = page.spot(text, key);
    if let Some(field) = names.field(text, spot)
        && field.kind != kind
    {
        let key = if kind == FieldKind::Date { "pack.not_a_date_field" } else { "pack.not_an_organ_field" };
        spot.fault(Say::new(key).with("found", text.get_ref()));
    }
}

/// `30 days`, `-30 days`, `3 months`, `1 year`.
fn after(written: &str) -> Option<After> {
    let (number, unit) = written.split_once(' ')?;
    let number: i32 = number.parse().ok().filter(|number: &i32| number.unsigned_abs() <= 36_500)?;
    match unit {
        "day" | "days" => Some(After { months: 0, days: number }),
        "month" | "months" => Some(After { months: number, days: 0 }),
        "year" | "years" => Some(After { months: number.checked_mul(12)?, days: 0 }),
        _ => None,
    }
}

fn tally(entry: &Placed<'_, raw::Tally>, names: &Names<'_>) -> Tally {
    let Placed { raw, page } = entry;
    if let Some(of) = &raw.of
        && let Some(field) = names.field(of, page.spot(of, "of"))
        && !field.kind.is_figure()
    {
        page.spot(of, "of").fault(Say::new("pack.not_a_figure_field").with("found", of.get_ref()));
    }
    if let Some(day) = &raw.day {
        must_be(names, day, "day", *page, FieldKind::Date);
    }
    if let Some(feeds) = &raw.feeds
        // Where no document could be read, this would only repeat it.
        && !names.facts.is_empty()
        && !names.facts.contains(feeds.get_ref().as_str())
    {
        let keys = ("pack.unknown_measure", "pack.unknown_measure_like");
        page.spot(feeds, "feeds").fault(unknown(keys, feeds.get_ref(), names.facts.iter().copied()));
    }
    let text = |value: &Option<Text>| value.as_ref().map(|text| text.get_ref().clone());
    Tally {
        id: raw.id.get_ref().clone(),
        title: raw.title.clone(),
        title_en: raw.title_en.clone(),
        of: text(&raw.of),
        only: raw.only.iter().filter_map(|text| names.evidence(text, page.spot(text, "where"))).collect(),
        day: text(&raw.day),
        feeds: text(&raw.feeds),
    }
}
