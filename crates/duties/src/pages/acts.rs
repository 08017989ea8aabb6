//! Everything that is done on a duty besides reporting: taking note, deciding on reports and wishes, what the office
//! decides. One door for each form's kind; the rule says who may.

use super::report::can_report;
use super::show::keeping;
use crate::model::{Act, Duty, DutyState, Wish, Wished};
use crate::store::{self, acting};
use jiff::Timestamp;
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Refusal, Route, encode};
use people::Right;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/duties/{id}/review", Access::Needs(Right::ReportDuty), review),
        Route::post("/duties/{id}/act", Access::Needs(Right::ReportDuty), act),
    ]
}

/// `POST /duties/{id}/review`: accepts, or returns with a reason.
fn review(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, reason) = (ask.path.get("id"), ask.form.get("reason"));
    let decided = match ask.form.get("decision") {
        "accept" => decide(ask, id, true, reason),
        "return" => decide(ask, id, false, reason),
        other => Err(Refusal::Invalid(Say::new("duties.which_decision").with("decision", other))),
    };
    decided.map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see(format!("/duties/{}", encode(id))))
}

/// Reviews in one transaction, for the page and for programs alike.
pub(crate) fn decide(ask: &Ask<'_>, id: &str, accept: bool, reason: &str) -> Result<u64, Refusal> {
    take(ask, id, if accept { Act::Accept } else { Act::Return(reason.to_owned()) })
}

/// Does something to a duty in one transaction, for the page and for programs alike.
pub(crate) fn take(ask: &Ask<'_>, id: &str, act: Act) -> Result<u64, Refusal> {
    let user = ask.user()?;
    ask.write(|tx| {
        let duty = store::known(tx, id)?;
        must_exist(tx, &act)?;
        store::act(tx, id, acting(user, &duty), act, ask.now)
    })
}

/// A duty goes to a body of the register: given to a name that nobody bears, it would be forgotten.
fn must_exist(tx: &mut ::store::Tx<'_>, act: &Act) -> Result<(), Refusal> {
    let (Act::Transfer { to, .. }
    | Act::Assign { to, .. }
    | Act::Wish(Wish { wished: Wished::Transfer { to }, .. })) = act
    else {
        return Ok(());
    };
    if to.trim().is_empty() || store::is_organ(tx, to.trim())? {
        return Ok(());
    }
    Err(Refusal::Invalid(Say::new("duties.unknown_organ").with("organ", to)))
}

/// `POST /duties/{id}/act`: the field `act` says what is done.
fn act(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let done = Deed::of_form(ask).meant().and_then(|act| take(ask, id, act));
    done.map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see(format!("/duties/{}", encode(id))))
}

/// What somebody asks to be done, as a form or a program writes it.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct Deed {
    /// claim, accept, wish-extension, wish-transfer, refuse, extend, transfer, assign, arrive, chase, close, cancel or reopen.
    pub(crate) act: String,
    /// The last day, such as 2023-07-25: for wish-extension, extend, and arrive where one was set.
    pub(crate) until: String,
    /// The organ: for wish-transfer, transfer and assign.
    pub(crate) to: String,
    /// What has appeared: for arrive.
    pub(crate) what: String,
    /// Why.
    pub(crate) reason: String,
}

impl Deed {
    pub(super) fn of_form(ask: &Ask<'_>) -> Deed {
        let text = |name: &str| ask.form.get(name).to_owned();
        Deed {
            act: text("act"),
            until: text("until"),
            to: text("to"),
            what: text("what"),
            reason: text("reason"),
        }
    }

    /// The act that is meant.
    pub(crate) fn meant(self) -> Result<Act, Refusal> {
        let until = last_instant(&self.until)?;
        let day = || until.ok_or_else(|| Refusal::Invalid(Say::new("duties.bad_day").with("day", "")));
        let Deed { act, to, what, reason, .. } = self;
        Ok(match act.as_str() {
            "claim" => Act::Claim,
            "accept" => Act::Accept,
            "wish-extension" => Act::Wish(Wish { wished: Wished::Extension { until: day()? }, reason }),
            "wish-transfer" => Act::Wish(Wish { wished: Wished::Transfer { to }, reason }),
            "refuse" => Act::RefuseWish(reason),
            "extend" => Act::Extend { until: day()?, reason },
            "transfer" => Act::Transfer { to, reason },
            "assign" => Act::Assign { to, reason },
            "arrive" => Act::Arrive { what, due: until },
            "chase" => Act::Chase(reason),
            "close" => Act::Close(reason),
            "cancel" => Act::Cancel(reason),
            "reopen" => Act::Reopen(reason),
            other => return Err(Refusal::Invalid(Say::new("duties.which_act").with("act", other))),
        })
    }
}

/// The last instant of a day as it was typed; nothing was typed for none.
fn last_instant(typed: &str) -> Result<Option<Timestamp>, Refusal> {
    if typed.is_empty() {
        return Ok(None);
    }
    let read = typed.parse().map(kernel::end_of_day);
    read.map(Some).map_err(|_| Refusal::Invalid(Say::new("duties.bad_day").with("day", typed)))
}

/// The forms of everything the asker can do as the duty stands.
pub(super) fn forms(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let Some(by) = ask.user.as_ref().map(|user| acting(user, duty)) else { return html! {} };
    let state = duty.now.state;
    // The office may do everything for everybody; what an organ does for itself is offered to the organ.
    let owns = by.owner && !by.office;
    html! {
        @if owns && state.in_hand() && duty.now.claimed.is_none() { (button_only(ask, duty, "claim", "duties.claim")) }
        @if state == DutyState::Submitted && (by.office || by.lead) { (review_form(ask, duty)) }
        @if let Some((wish, _)) = duty.now.wish.as_ref().filter(|_| by.office || by.lead) { (wish_form(ask, duty, wish)) }
        @if owns && state.in_hand() && duty.now.wish.is_none() {
            (folded(ask, duty, "wish-extension", "duties.ask_extension", &[Ground::Until, Ground::Reason]))
            (folded(ask, duty, "wish-transfer", "duties.ask_transfer", &[Ground::To, Ground::Reason]))
        }
        @if by.office { (office_forms(ask, duty)) }
        @if !can_report(ask, duty) && state.awaits_organ() && !by.owner && !by.office {
            p.meta { (ask.say(&Say::new("duties.not_your_duty").with("organ", duty.organ()))) }
        }
    }
}

/// What the office alone decides.
fn office_forms(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let state = duty.now.state;
    let unowned = duty.organ().is_empty();
    html! {
        @if state == DutyState::Waiting { (folded(ask, duty, "arrive", "duties.arrive", &[Ground::What, Ground::Until])) }
        @if state.in_hand() && unowned { (folded(ask, duty, "assign", "duties.assign", &[Ground::To, Ground::Reason])) }
        @if state.awaits_organ() && !unowned { (folded(ask, duty, "chase", "duties.chase", &[Ground::Reason])) }
        @if state.in_hand() && duty.now.wish.is_none() {
            (folded(ask, duty, "extend", "duties.extend", &[Ground::Until, Ground::Reason]))
            @if !unowned { (folded(ask, duty, "transfer", "duties.transfer", &[Ground::To, Ground::Reason])) }
        }
        @if state.in_hand() || state == DutyState::Submitted { (folded(ask, duty, "cancel", "duties.cancel", &[Ground::Reason])) }
        @if state == DutyState::Accepted { (folded(ask, duty, "close", "duties.close", &[Ground::Reason])) }
        @if state == DutyState::Cancelled { (folded(ask, duty, "reopen", "duties.reopen", &[Ground::Reason])) }
    }
}

/// What a form asks for.
#[derive(Debug, Clone, Copy)]
enum Ground {
    Until,
    To,
    What,
    Reason,
}

impl Ground {
    fn field(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Ground::Until => ("until", "date", "duties.until"),
            Ground::To => ("to", "text", "duties.to_organ"),
            Ground::What => ("what", "text", "duties.what"),
            Ground::Reason => ("reason", "text", "duties.ground"),
        }
    }
}

/// A form behind its own heading: it opens when it is wanted, and stays open when it came back with a fault.
fn folded(ask: &Ask<'_>, duty: &Duty, act: &str, words: &str, grounds: &[Ground]) -> Markup {
    let tried = ask.form.get("act") == act;
    html! {
        details open[tried] {
            summary { (ask.t(words)) }
            form.stack method="post" action={ "/duties/" (encode(&duty.opened.id)) "/act" } {
                input type="hidden" name="act" value=(act);
                @for ground in grounds {
                    @let (name, kind, label) = ground.field();
                    @let id = format!("{act}-{name}");
                    div.field {
                        label for=(id) { (ask.t(label)) }
                        input id=(id) name=(name) type=(kind) list=[(name == "to").then_some("bodies")]
                            value=(if tried { ask.form.get(name) } else { "" });
                    }
                }
                button { (ask.t(words)) }
            }
        }
    }
}

fn button_only(ask: &Ask<'_>, duty: &Duty, act: &str, words: &str) -> Markup {
    html! {
        form method="post" action={ "/duties/" (encode(&duty.opened.id)) "/act" } {
            button.quiet name="act" value=(act) { (ask.t(words)) }
        }
    }
}

fn review_form(ask: &Ask<'_>, duty: &Duty) -> Markup {
    html! {
        form.stack method="post" action={ "/duties/" (encode(&duty.opened.id)) "/review" } {
            div.field {
                label for="reason" { (ask.t("duties.reason")) }
                input id="reason" name="reason" type="text" value=(ask.form.get("reason"));
            }
            // Enter in the field presses the first button: whoever typed a reason meant to return.
            button.quiet name="decision" value="return" { (ask.t("duties.send_back")) } " "
            button name="decision" value="accept" { (ask.t("duties.accept")) }
        }
    }
}

/// Granting takes over what was asked for; Enter in the reason refuses, as a reason is what a refusal needs.
fn wish_form(ask: &Ask<'_>, duty: &Duty, wish: &Wish) -> Markup {
    let (grant, name, value) = match &wish.wished {
        Wished::Extension { until } => ("extend", "until", kernel::due_day(*until).to_string()),
        Wished::Transfer { to } => ("transfer", "to", to.clone()),
    };
    html! {
        form.stack method="post" action={ "/duties/" (encode(&duty.opened.id)) "/act" } {
            p.notice { (super::show::wish_words(ask, wish)) }
            input type="hidden" name=(name) value=(value);
            div.field {
                label for="wish-reason" { (ask.t("duties.wish_ground")) }
                input id="wish-reason" name="reason" type="text" value=(ask.form.get("reason"));
            }
            button.quiet name="act" value="refuse" { (ask.t("duties.refuse_wish")) } " "
            button name="act" value=(grant) { (ask.t("duties.grant_wish")) }
        }
    }
}
