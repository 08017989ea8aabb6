//! One review: what the change does to the item, and the form that decides.

use super::super::keeper::keeping;
use super::super::{edition_link, entry_link, input, link_item};
use super::{area, change_line, law_link, review_href, review_state, ways};
use crate::law::{ReviewKey, Settled};
use crate::model::Field;
use crate::store::law::{Decide, LawReview, Recorded, SettledBy, recorded, review, settle};
use crate::store::{self, CaseFilter, ListedCase, NotMade};
use ::store::Tx;
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use page::{Access, Answer, Ask, Page, Refusal, Route, date, instant, link};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/powers/reviews/{change}/{code}", Access::Needs(Right::ReadDistrict), show),
        Route::post("/powers/reviews/{change}/{code}", Access::Needs(Right::ReportDuty), take),
    ]
}

/// Cases named on the page; the others are counted.
const CASES: u32 = 20;

/// What the page shows, read from one snapshot.
struct Seen {
    review: LawReview,
    change: Option<Recorded>,
    /// The basis in the newest edition.
    basis: String,
    /// Cases open under the item: they are still to be finished when it ends (P-020).
    cases: (u64, Vec<ListedCase>),
    /// Whether the asker keeps the list.
    keeps: bool,
}

/// `GET /powers/reviews/{change}/{code}`
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    Ok(drawn(ask, None)?.into())
}

fn read(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<Seen, Refusal> {
    let of = key(tx, ask)?;
    let review = review(tx, &of)?;
    let history = store::history(tx, &of.list, &of.code)?;
    let last = history.spans.iter().rev().find_map(|span| span.item.field(Field::Basis));
    let basis = last.unwrap_or_default().to_owned();
    let open =
        CaseFilter { list: of.list.clone(), code: of.code.clone(), open: true, ..CaseFilter::default() };
    let cases = store::cases(tx, &open, 1, CASES)?;
    let keeps = keeps(tx, ask, &of.list)?;
    Ok(Seen { change: recorded(tx, of.change)?, review, basis, cases, keeps })
}

/// The review that the address means; the list may be left out where one list alone has the item.
fn key(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<ReviewKey, Refusal> {
    let code = ask.path.get("code");
    let list = if ask.query.get("list").is_empty() { ask.form.get("list") } else { ask.query.get("list") };
    let list = store::history(tx, list, code)?.list.id;
    Ok(ReviewKey { change: u64::from(ask.path.number("change", 0)), list, code: code.to_owned() })
}

fn drawn(ask: &Ask<'_>, fault: Option<&str>) -> Result<Page, Refusal> {
    let seen = ask.read(|tx| read(tx, ask))?;
    let review = &seen.review;
    Ok(Page::new(
        ask.t("powers_law.review"),
        html! {
            (ways(ask))
            @if let Some(fault) = fault { p.fault role="alert" { (fault) } }
            (facts(ask, &seen))
            @if let Some(by) = &review.settled { (settled(ask, review, by)) }
            (cases(ask, &seen))
            @if review.is_pending() { (forms(ask, &seen)) }
        },
    )
    .here("/powers"))
}

fn facts(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let review = &seen.review;
    html! {
        dl.facts {
            dt { (ask.t("powers_pages.state")) } dd { (review_state(ask, review, day_of(ask.now))) }
            dt { (ask.t("powers_law.item")) }
            dd { code { (review.of.code) } " " (link_item(&review.of.list, &review.of.code, &review.name)) }
            dt { (ask.t("powers_law.decides")) } dd { (link("/organs/", &review.organ, &review.organ)) }
            dt { (ask.t("powers_law.decide_by")) } dd { (date(ask.language, review.decide_by)) }
            dt { (ask.t("powers_law.change")) }
            dd {
                (law_link(&crate::law::canonical(&review.law))) " "
                @if let Some(change) = &seen.change { (change_line(ask, change)) " · " (entry_link(ask, change.seq)) }
            }
            dt { (ask.t("powers_law.why")) } dd { @for why in &review.why { div { (ask.say(why)) } } }
            @if let Some(day) = review.cancels {
                dt { (ask.t("powers_law.falls")) } dd { (date(ask.language, day)) " " (ask.t("powers_law.falls_help")) }
            }
            dt { (ask.t("powers_pages.field_basis")) } dd { (seen.basis) }
            @if let Some(text) = &review.proposal { dt { (ask.t("powers_law.proposal")) } dd { (text) } }
            @if let Some(name) = &review.rename { dt { (ask.t("powers_law.rename")) } dd { (name) } }
        }
    }
}

/// What was decided, by whom and when.
fn settled(ask: &Ask<'_>, review: &LawReview, by: &SettledBy) -> Markup {
    html! {
        h2 { (ask.t("powers_law.decided")) }
        p {
            (review_state(ask, review, day_of(ask.now))) " "
            @match &by.settled {
                Settled::Keep { reason } => { (reason) }
                Settled::Adjust { edition, basis } => { (edition_link(ask, &review.of.list, *edition)) " " (basis) }
                Settled::Cancel { edition } => { (edition_link(ask, &review.of.list, *edition)) }
                Settled::Refer { why } => { (ask.t("powers_law.referred")) " " (ask.say(why)) }
            }
        }
        p.meta { (by.by) " · " (instant(by.at)) " · " (entry_link(ask, by.seq)) }
    }
}

/// Open cases under the item.
fn cases(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let (total, cases) = &seen.cases;
    html! {
        @if *total > 0 {
            h2 { (ask.t("powers_law.open_cases")) }
            p { (ask.say(&Say::new("powers_law.open_cases_count").with("count", total))) }
            ul.plain { @for case in cases {
                @let opened = &case.case.opened;
                li { (link("/powers/cases/", &opened.id, &opened.id)) " · " (opened.body) " · " (date(ask.language, opened.day)) }
            } }
        }
    }
}

/// Who may say that it stays: the body that exercises the item, and who keeps the list; what ends with its law only
/// the latter (P-020).
fn may_keep(ask: &Ask<'_>, review: &LawReview, keeps: bool) -> bool {
    let acts = review.state() != "waits" && ask.user().is_ok_and(|user| user.acts_for(&review.organ));
    ask.may(Right::ReportDuty) && (acts || keeps)
}

/// Whether the asker keeps the list.
fn keeps(tx: &mut Tx<'_>, ask: &Ask<'_>, list: &str) -> Result<bool, Refusal> {
    let list = store::list_of(tx, list)?;
    Ok(ask.may(Right::AdjustPowers) && keeping(tx, ask, &list)?.acts)
}

fn forms(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let review = &seen.review;
    let proposal = review.proposal.as_deref().unwrap_or(&seen.basis);
    let typed = |name: &str, or: &str| match ask.form.get(name) {
        "" => or.to_owned(),
        typed => typed.to_owned(),
    };
    let action = review_href(review);
    html! {
        h2 { (ask.t("powers_law.decide")) }
        @if !may_keep(ask, review, seen.keeps) { p.meta { (ask.say(&Say::new("powers_law.who_decides").with("organ", &review.organ))) } }
        @else {
            form.stack method="post" action=(action) {
                h3 { (ask.t("powers_law.do_keep")) }
                (input(ask, "text", "reason", "powers_law.reason", &typed("reason", ""), true))
                button name="decide" value="keep" { (ask.t("powers_law.do_keep")) }
            }
        }
        @if seen.keeps {
            form.stack method="post" action=(action) {
                h3 { (ask.t("powers_law.do_adjust")) }
                (area(ask, "basis", "powers_law.new_basis", &typed("basis", proposal), 3, "powers_law.new_basis_help"))
                (input(ask, "text", "name", "powers_law.new_name", &typed("name", review.rename.as_deref().unwrap_or_default()), false))
                (input(ask, "text", "document", "powers_law.document", &typed("document", ""), false))
                button name="decide" value="adjust" { (ask.t("powers_law.do_adjust")) }
            }
            form.stack method="post" action=(action) {
                h3 { (ask.t("powers_law.do_cancel")) }
                div.field {
                    label for="by" { (ask.t("powers_law.document")) }
                    input id="by" name="by" type="text" value=(typed("by", "")) required;
                }
                div.field {
                    label for="from" { (ask.t("powers_law.from")) }
                    input id="from" name="from" type="date" value=(typed("from", ""));
                }
                button name="decide" value="cancel" { (ask.t("powers_law.do_cancel")) }
            }
        }
    }
}

/// `POST /powers/reviews/{change}/{code}`: decides.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    let decide = typed(ask)?;
    let of = ask.read(|tx| {
        let of = key(tx, ask)?;
        let review = review(tx, &of)?;
        let keeps = keeps(tx, ask, &of.list)?;
        let may = match decide {
            Decide::Keep { .. } => may_keep(ask, &review, keeps),
            _ => keeps,
        };
        let who = Say::new("powers_law.who_decides").with("organ", &review.organ);
        if may { Ok(of) } else { Err(Refusal::NotAllowed(who)) }
    })?;
    let mut refused = Vec::new();
    let written = ask.write(|tx| {
        settle(tx, &of, decide, by, ask.now).map_err(|not_made| match not_made {
            NotMade::Other(refusal) => refusal,
            NotMade::Refused { faults, .. } => {
                refused = faults;
                Refusal::Conflict(Say::new("powers.refused"))
            }
        })
    });
    match written {
        Ok(_) => {
            let review = ask.read(|tx| review(tx, &of))?;
            Ok(Answer::see(review_href(&review)))
        }
        Err(Refusal::Conflict(say) | Refusal::Invalid(say)) => {
            let one =
                |fault: &crate::model::Refused| format!("{} {}", ask.say(&fault.say), ask.say(&fault.mend));
            let words: Vec<String> = refused.iter().map(one).collect();
            let words = if words.is_empty() { ask.say(&say) } else { words.join(" ") };
            Err(Refusal::Form(Box::new(drawn(ask, Some(&words))?.into())))
        }
        Err(refusal) => Err(refusal),
    }
}

fn typed(ask: &Ask<'_>) -> Result<Decide, Refusal> {
    let text = |name: &str| ask.form.get(name).to_owned();
    let day = |name: &str| -> Result<Option<Date>, Refusal> {
        let bad = || Refusal::Invalid(Say::new("powers_law.bad_day").with("found", ask.form.get(name)));
        let typed = ask.form.get(name);
        if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| bad()) }
    };
    match ask.form.get("decide") {
        "adjust" => Ok(Decide::Adjust {
            basis: text("basis"),
            name: Some(text("name")).filter(|name| !name.is_empty()),
            document: text("document"),
            from: None,
        }),
        "cancel" => Ok(Decide::Cancel { document: text("by"), from: day("from")? }),
        "keep" => Ok(Decide::Keep { reason: text("reason") }),
        _ => Err(Refusal::Invalid(Say::new("powers_law.no_decision"))),
    }
}
