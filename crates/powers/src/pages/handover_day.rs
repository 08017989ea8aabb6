//! By when hand-overs are to be finished, and the decision that sets it (P-011).

use super::{chosen, input, must_keep};
use crate::records::{Deadline, HandoverDay, Matter, Record, deadline};
use crate::store::{self, Handover};
use ::store::{StoreError, Tx};
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Refusal, Route, date, encode};
use people::Right;
use std::collections::BTreeMap;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/powers/handovers/{code}/{edition}/day", Access::Needs(Right::AdjustPowers), set)]
}

/// The decisions about days, by list.
pub(super) struct Days(BTreeMap<String, Vec<Record>>);

impl Days {
    /// Those of the lists of some hand-overs.
    pub(super) fn of(tx: &mut Tx<'_>, handovers: &[Handover]) -> Result<Days, StoreError> {
        let mut found = BTreeMap::new();
        for handover in handovers {
            if !found.contains_key(&handover.list) {
                found.insert(handover.list.clone(), store::records(tx, &handover.list, &["day"])?);
            }
        }
        Ok(Days(found))
    }

    fn records(&self, handover: &Handover) -> &[Record] {
        self.0.get(&handover.list).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn deadline(&self, handover: &Handover) -> Deadline {
        deadline(handover, self.records(handover))
    }

    /// The last day in words, with the document that set it.
    pub(super) fn words(&self, ask: &Ask<'_>, handover: &Handover) -> Markup {
        match self.deadline(handover) {
            Deadline::Undecided => html! { span.meta { (ask.t("powers_pages.day_unsettled")) } },
            Deadline::Effective(day) => html! { (date(ask.language, day)) },
            Deadline::Decided(day) => html! {
                (date(ask.language, day))
                @if let Some((_, set)) = HandoverDay::of(handover, self.records(handover)) {
                    " " span.meta { (ask.say(&Say::new("powers_records.day_set_by").with("document", &set.document)
                        .with("decided", date(ask.language, set.decided)))) }
                    @if !set.reason.is_empty() { br; span.meta { (set.reason) } }
                }
            },
        }
    }
}

/// The form that records a decision, for whoever keeps the list, while something waits.
pub(super) fn form(ask: &Ask<'_>, handover: &Handover) -> Markup {
    if handover.is_complete() || !ask.may(Right::AdjustPowers) {
        return html! {};
    }
    let typed = |name: &str| ask.form.get(name).to_owned();
    let pair = Say::new("powers_records.day_for_pair").with("giving", &handover.giving);
    html! {
        h2 { (ask.t("powers_records.set_day")) }
        form.stack method="post" action={ "/powers/handovers/" (encode(&handover.code)) "/" (handover.edition) "/day" } {
            input type="hidden" name="list" value=(handover.list);
            p.note { (ask.say(&pair.with("taking", &handover.taking).with("n", handover.edition))) }
            (input(ask, "date", "day", "powers_records.last_day", &typed("day"), true))
            (input(ask, "text", "document", "powers_records.document", &typed("document"), true))
            (input(ask, "date", "decided", "powers_records.decided_on", &typed("decided"), true))
            (input(ask, "text", "reason", "powers_records.reason", &typed("reason"), false))
            button { (ask.t("powers_records.record")) }
        }
    }
}

/// A day typed into a form.
pub(super) fn typed_day(ask: &Ask<'_>, name: &str) -> Result<Date, Refusal> {
    let typed = ask.form.get(name);
    typed.parse().map_err(|_| Refusal::Invalid(Say::new("powers_pages.bad_day").with("day", typed)))
}

/// `POST …/day`: the keeper of the list records the decision, for all items that the edition moves between the two.
fn set(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let (code, edition) = (ask.path.get("code"), ask.path.get("edition"));
    let place =
        format!("/powers/handovers/{}/{edition}{}", encode(code), super::of_list(ask.form.get("list")));
    let typed = typed_day(ask, "day").and_then(|day| Ok((day, typed_day(ask, "decided")?)));
    let done = typed.and_then(|(day, decided)| {
        ask.write(|tx| {
            let list = chosen(tx, ask.form.get("list"))?;
            must_keep(tx, ask, &list)?;
            let handover = store::handover(tx, (&list.id, code, edition.parse().unwrap_or_default()))?;
            let day = HandoverDay {
                edition: handover.edition,
                giving: handover.giving,
                taking: handover.taking,
                day,
                document: ask.form.get("document").to_owned(),
                decided,
                reason: ask.form.get("reason").to_owned(),
            };
            store::record(tx, &list.id, vec![Matter::Day(day)], by, ask.now)
        })
    });
    match done {
        Ok(_) => Ok(Answer::see(place)),
        Err(Refusal::Invalid(fault) | Refusal::Conflict(fault)) => {
            Err(Refusal::Form(Box::new(super::handover::drawn(ask, Some(&fault))?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}

/// Whether a hand-over is late today.
pub(super) fn is_late(ask: &Ask<'_>, deadline: Deadline) -> bool {
    deadline.has_passed(day_of(ask.now))
}
