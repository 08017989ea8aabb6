//! The queue 待明确: what documents leave open about their tasks, settled as the office's decision.

use crate::model::{ActionPlan, Naming, OwnerNamed, Question, QuestionKind};
use crate::store::{self, Settled};
use kernel::Say;
use maud::{Markup, html};
use page::{
    Access, Answer, Ask, Column, Page, Refusal, Route, empty, encode, instant, link, list_of, paged, pager,
    table,
};
use people::Right;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/unsettled", Access::Needs(Right::ReadDistrict), show),
        Route::post("/unsettled/owner", Access::Needs(Right::AssignDuty), decide),
        Route::post("/unsettled/plan", Access::Needs(Right::ReportDuty), plan),
    ]
}

/// How many of the last decisions the page shows.
const DECISIONS: u32 = 50;

/// `GET /unsettled`: one kind of question at a time.
fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    drawn(ask, None)
}

/// What the page is made of, read from one snapshot.
struct Seen {
    counts: Vec<(QuestionKind, u64)>,
    kind: Option<QuestionKind>,
    total: u64,
    questions: Vec<Question>,
    settled: Vec<Settled>,
    unreachable: Vec<(String, u64)>,
    bodies: Vec<String>,
}

impl Seen {
    fn count(&self, kind: QuestionKind) -> u64 {
        self.counts.iter().find(|(known, _)| *known == kind).map_or(0, |(_, count)| *count)
    }
}

fn seen(ask: &Ask<'_>) -> Result<Seen, Refusal> {
    let wanted = [ask.form.get("kind"), ask.query.get("kind")].into_iter().find(|word| !word.is_empty());
    let wanted = wanted.unwrap_or_default();
    ask.read(|tx| {
        let counts = store::open_questions(tx)?;
        let first = counts.first().map_or(QuestionKind::NoOwner, |(kind, _)| *kind);
        let kind = match wanted {
            "settled" | "no_contact" => None,
            word => Some(QuestionKind::from_word(word).unwrap_or(first)),
        };
        let (total, questions) = match kind {
            Some(kind) => store::queue(tx, kind, ask.query.get("organ"), paged(ask))?,
            None => (0, Vec::new()),
        };
        let settled = if wanted == "settled" { store::settled(tx, DECISIONS)? } else { Vec::new() };
        Ok(Seen {
            counts,
            kind,
            total,
            questions,
            settled,
            unreachable: store::without_contact(tx)?,
            bodies: store::bodies(tx)?,
        })
    })
}

/// The page with what was typed and what is wrong with it.
fn drawn(ask: &Ask<'_>, fault: Option<&Say>) -> Result<Answer, Refusal> {
    let seen = seen(ask)?;
    let body = html! {
        p { (ask.t("duties.unsettled_about")) }
        (kinds(ask, &seen))
        @if let Some(fault) = fault { p.fault role="alert" { (ask.say(fault)) } }
        @match seen.kind {
            Some(_) => { (open(ask, &seen)) }
            None if ask.query.get("kind") == "settled" => { (decisions(ask, &seen.settled)) }
            None => { (unreachable(ask, &seen.unreachable)) }
        }
        datalist id="bodies" { @for name in &seen.bodies { option value=(name) {} } }
    };
    Ok(Page::new(ask.t("duties.unsettled"), body).here("/duties").into())
}

/// The kinds of questions with how many of each are open.
fn kinds(ask: &Ask<'_>, seen: &Seen) -> Markup {
    let here = seen.kind.map_or_else(|| ask.query.get("kind").to_owned(), |kind| kind.word().to_owned());
    let mut kinds: Vec<(&str, &str, Option<u64>)> = Vec::new();
    for kind in QuestionKind::all() {
        kinds.push((kind.word(), kind_key(kind), Some(seen.count(kind))));
    }
    kinds.push(("no_contact", "duties.no_contact", Some(seen.unreachable.len() as u64)));
    kinds.push(("settled", "duties.settled", None));
    html! {
        ul.inline {
            @for (word, words, count) in kinds {
                @let here = here == word;
                li { a href={ "/unsettled?kind=" (word) } aria-current=[here.then_some("true")] {
                    (ask.t(words)) @if let Some(count) = count { " " (count) }
                } }
            }
        }
    }
}

fn kind_key(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::NoOwner => "duties.no_owner_named",
        QuestionKind::OpenSet => "duties.open_set",
        QuestionKind::SeveralLeads => "duties.several_leads",
        QuestionKind::NoPlan => "duties.no_plan",
    }
}

fn open(ask: &Ask<'_>, seen: &Seen) -> Markup {
    if seen.questions.is_empty() {
        return empty(ask.t("duties.nothing_open"));
    }
    let lines = seen.questions.iter().enumerate().map(|(at, question)| {
        let place = format!(
            "/documents/{}?clause={}",
            encode(&question.citation.document),
            encode(question.citation.clause.as_str())
        );
        html! {
            (ask.say(&question.say)) " " a.meta href=(place) { (question.citation) }
            @if may_answer(ask, question) { (form(ask, question, at)) }
        }
    });
    html! { (list_of(lines)) (pager(ask, seen.total, paged(ask).1)) }
}

/// The office settles; a plan is its organ's own.
fn may_answer(ask: &Ask<'_>, question: &Question) -> bool {
    match question.kind {
        QuestionKind::NoPlan => may_plan(ask, &question.organ),
        _ => ask.may(Right::AssignDuty),
    }
}

fn may_plan(ask: &Ask<'_>, organ: &str) -> bool {
    ask.user.as_ref().is_some_and(|user| user.may(Right::ReportDuty) && user.acts_for(organ))
}

fn form(ask: &Ask<'_>, question: &Question, at: usize) -> Markup {
    let tried = ask.form.get("about") == question.about
        && (question.kind != QuestionKind::NoPlan || ask.form.get("organ") == question.organ);
    let typed = |name: &str| if tried { ask.form.get(name) } else { "" };
    let (action, words, fields): (_, _, &[(&str, &str)]) = match question.kind {
        QuestionKind::NoPlan => ("/unsettled/plan", "duties.record_plan", PLAN_FIELDS),
        _ => ("/unsettled/owner", "duties.settle", &[("reason", "duties.ground")]),
    };
    html! {
        details open[tried] {
            summary { (ask.t(words)) }
            form.stack method="post" action=(action) {
                input type="hidden" name="about" value=(question.about);
                input type="hidden" name="kind" value=(question.kind.word());
                @if question.kind == QuestionKind::NoPlan {
                    input type="hidden" name="organ" value=(question.organ);
                } @else {
                    (whom(ask, question, at, typed("organ")))
                }
                @for (name, label) in fields {
                    @let id = format!("{name}-{at}");
                    div.field { label for=(id) { (ask.t(label)) } input id=(id) name=(name) type="text" value=(typed(name)); }
                }
                button { (ask.t(words)) }
            }
        }
    }
}

const PLAN_FIELDS: &[(&str, &str)] =
    &[("timetable", "duties.timetable"), ("roadmap", "duties.roadmap"), ("letter", "duties.letter")];

/// Whom the office names: one of those the document leaves the choice among, or any body of the register.
fn whom(ask: &Ask<'_>, question: &Question, at: usize, typed: &str) -> Markup {
    let id = format!("organ-{at}");
    html! {
        div.field {
            label for=(id) { (ask.t("duties.to_organ")) }
            @if question.among.is_empty() {
                input id=(id) name="organ" type="text" list="bodies" value=(typed);
            } @else {
                select id=(id) name="organ" {
                    @for organ in &question.among { option value=(organ) selected[typed == organ] { (organ) } }
                }
            }
        }
    }
}

fn decisions(ask: &Ask<'_>, settled: &[Settled]) -> Markup {
    if settled.is_empty() {
        return empty(ask.t("duties.nothing_settled"));
    }
    let columns = ["duties.title", "duties.organ", "duties.ground", "duties.decided"];
    let columns = columns.map(|key| Column::words(ask.t(key)));
    let rows = settled.iter().map(|one| {
        vec![
            html! { (ask.say(&one.question.say)) },
            link("/organs/", &one.organ, &one.organ),
            html! { (one.reason) },
            html! { (instant(one.at)) " " span.soft { (one.actor) } },
        ]
    });
    html! { p.meta { (ask.t("duties.offices_decision")) } (table(ask.t("duties.settled"), &columns, rows)) }
}

fn unreachable(ask: &Ask<'_>, missing: &[(String, u64)]) -> Markup {
    if missing.is_empty() {
        return empty(ask.t("duties.all_reachable"));
    }
    let columns = [Column::words(ask.t("duties.organ")), Column::figures(ask.t("duties.owes"))];
    let rows = missing.iter().map(|(organ, owes)| {
        let url = format!("/duties?awaits=true&organ={}", encode(organ));
        vec![link("/organs/", organ, organ), html! { a href=(url) { (owes) } }]
    });
    html! { p { (ask.t("duties.no_contact_about")) } (table(ask.t("duties.no_contact"), &columns, rows)) }
}

/// A decision, as a form or a program writes it.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct Answered {
    /// no_owner, open_set or several_leads.
    pub(crate) kind: String,
    /// Identity of the task, schedule or clock.
    pub(crate) about: String,
    /// Whom the office names.
    pub(crate) organ: String,
    /// On what ground.
    pub(crate) reason: String,
}

/// Settles a question in one transaction, for the page and for programs alike.
pub(crate) fn settle(ask: &Ask<'_>, answered: Answered) -> Result<u64, Refusal> {
    let named = QuestionKind::from_word(&answered.kind).and_then(|kind| Some((kind, kind.settled_by()?)));
    let unknown = || Refusal::Invalid(Say::new("duties.which_question").with("kind", &answered.kind));
    let (kind, naming): (QuestionKind, Naming) = named.ok_or_else(unknown)?;
    let decision = OwnerNamed {
        about: answered.about,
        organ: answered.organ.trim().to_owned(),
        naming,
        reason: answered.reason,
    };
    let by = ask.actor()?;
    ask.write(|tx| store::answer(tx, kind, decision, by, ask.now))
}

/// `POST /unsettled/owner`.
fn decide(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let text = |name: &str| ask.form.get(name).to_owned();
    let answered =
        Answered { kind: text("kind"), about: text("about"), organ: text("organ"), reason: text("reason") };
    settle(ask, answered).map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see("/unsettled?kind=settled"))
}

/// `POST /unsettled/plan`.
fn plan(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let text = |name: &str| ask.form.get(name).trim().to_owned();
    let plan = ActionPlan {
        about: text("about"),
        organ: text("organ"),
        timetable: text("timetable"),
        roadmap: text("roadmap"),
        letter: text("letter"),
    };
    recorded(ask, plan).map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see("/unsettled?kind=no_plan"))
}

/// Records a plan in one transaction: an organ's own, or any organ's for the office.
pub(crate) fn recorded(ask: &Ask<'_>, plan: ActionPlan) -> Result<u64, Refusal> {
    let by = ask.actor()?;
    if !may_plan(ask, &plan.organ) {
        return Err(Refusal::NotAllowed(Say::new("duties.not_your_plan").with("organ", &plan.organ)));
    }
    ask.write(|tx| store::record_plan(tx, plan, by, ask.now))
}

/// A refusal of what was typed becomes the page with what was typed.
fn keeping(ask: &Ask<'_>, refused: Refusal) -> Refusal {
    let (status, say) = match &refused {
        Refusal::Invalid(say) | Refusal::Conflict(say) | Refusal::NotAllowed(say) => {
            (refused.status(), say.clone())
        }
        _ => return refused,
    };
    match drawn(ask, Some(&say)) {
        Ok(answer) => Refusal::Form(Box::new(answer.status(status))),
        Err(_) => refused,
    }
}
