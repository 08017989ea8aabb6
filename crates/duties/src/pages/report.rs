//! Reporting: the form, what it starts from, and taking what was written.

use super::show::{drawn, keeping};
use crate::model::{Act, Duty, DutyEvent, Evidence, Report, accepted, media_type};
use crate::store::{self, Draft, acting, denied};
use ::store::Tx;
use ::store::card::{self, Card};
use kernel::Say;
use maud::{Markup, html};
use page::{Access, Answer, Ask, Refusal, Route, encode, instant};
use people::Right;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/duties/{id}/report", Access::Needs(Right::ReportDuty), report),
        Route::post("/duties/{id}/draft", Access::Needs(Right::ReportDuty), save),
        Route::get("/duties/{id}/files/{digest}", Access::Needs(Right::ReadDistrict), file),
    ]
}

/// Indicators of the organ that the form offers as evidence.
const FIGURES: u32 = 50;

/// What the form starts from.
pub(super) struct Start {
    /// What was typed before and saved.
    draft: Option<Draft>,
    /// The last period's report: the duty, its period, its text.
    carried: Option<(String, String, String)>,
    /// The organ's own indicators, to be linked as evidence.
    figures: Vec<Card>,
}

/// Whether the asker can report on the duty as it stands.
pub(super) fn can_report(ask: &Ask<'_>, duty: &Duty) -> bool {
    let owner = ask.user.as_ref().is_some_and(|user| acting(user, duty).owner);
    duty.now.state.awaits_organ() && owner
}

pub(super) fn start(tx: &mut Tx<'_>, ask: &Ask<'_>, duty: &Duty) -> Result<Start, Refusal> {
    let draft = store::draft(tx, &duty.opened.id, ask.actor()?)?;
    let carried = match store::previous(tx, duty)? {
        Some(previous) => last_text(tx, &previous)?,
        None => None,
    };
    let wanted = card::Find {
        organ: Some(duty.organ().to_owned()).filter(|organ| !organ.is_empty()),
        kind: Some("measure".to_owned()),
        take: FIGURES,
        ..card::Find::default()
    };
    let figures = if duty.organ().is_empty() { Vec::new() } else { card::find(tx, &wanted)?.cards };
    Ok(Start { draft, carried, figures })
}

/// The text of the last report on a duty.
fn last_text(tx: &mut Tx<'_>, duty: &Duty) -> Result<Option<(String, String, String)>, Refusal> {
    let id = &duty.opened.id;
    let history = tx.stream(&format!("duty/{id}"))?;
    let reports = history.iter().rev().filter_map(|entry| match entry.read::<DutyEvent>() {
        Some(DutyEvent::Reported(report)) => Some(report.text),
        _ => None,
    });
    Ok(reports.take(1).map(|text| (id.clone(), duty.opened.period.clone(), text)).next())
}

/// What stands in the form: what was just typed, else what was saved, else last period's text.
struct Filled {
    draft: Draft,
    /// The duty whose text it is, and its period, while nobody has written anything else.
    carried: Option<(String, String)>,
}

fn filled(ask: &Ask<'_>, start: &Start) -> Filled {
    let typed = draft_of(ask);
    let kept = ask.form.get("carried");
    let origin = start.carried.as_ref().map(|(id, period, _)| (id.clone(), period.clone()));
    if !typed.is_blank() {
        return Filled { draft: typed, carried: origin.filter(|(id, _)| id == kept) };
    }
    match (&start.draft, &start.carried) {
        (Some(draft), _) => Filled { draft: draft.clone(), carried: None },
        (None, Some((_, _, text))) => {
            Filled { draft: Draft { text: text.clone(), ..Draft::default() }, carried: origin }
        }
        (None, None) => Filled { draft: Draft::default(), carried: None },
    }
}

/// The form's fields as they were typed.
fn draft_of(ask: &Ask<'_>) -> Draft {
    Draft {
        text: ask.form.verbatim("text").to_owned(),
        progress: ask.form.get("progress").to_owned(),
        problems: ask.form.verbatim("problems").to_owned(),
        links: ask.form.verbatim("links").to_owned(),
        saved: None,
    }
}

pub(super) fn form(ask: &Ask<'_>, duty: &Duty, start: &Start) -> Markup {
    let id = encode(&duty.opened.id);
    let Filled { draft, carried } = filled(ask, start);
    html! {
        form.stack method="post" action={ "/duties/" (id) "/report" } enctype="multipart/form-data"
            data-draft={ "/duties/" (id) "/draft" } {
            @if let Some((from, period)) = &carried {
                p.notice { (ask.say(&Say::new("duties.carried").with("period", period))) }
                input type="hidden" name="carried" value=(from);
            }
            @if let Some(saved) = draft.saved { p.meta { (ask.t("duties.draft_saved")) " " (instant(saved)) } }
            div.field {
                label for="text" { (ask.t("duties.report_text")) }
                textarea id="text" name="text" rows="6" required { (draft.text) }
            }
            div.field {
                label for="progress" { (ask.t("duties.progress")) }
                input id="progress" name="progress" type="number" min="0" max="100" value=(draft.progress);
            }
            div.field {
                label for="problems" { (ask.t("duties.problems")) }
                textarea id="problems" name="problems" rows="2" { (draft.problems) }
            }
            (evidence_fields(ask, &draft, start))
            // Enter in the progress field presses the first button: a report, which is refused while it has no text.
            button { (ask.t("duties.submit")) } " "
            button.quiet formaction={ "/duties/" (id) "/draft" } formnovalidate { (ask.t("duties.save_draft")) }
            span.meta data-saved=(ask.t("duties.draft_saved")) role="status" {}
        }
    }
}

fn evidence_fields(ask: &Ask<'_>, draft: &Draft, start: &Start) -> Markup {
    html! {
        div.field {
            label for="file" { (ask.t("duties.files")) }
            input id="file" name="file" type="file" multiple accept=(accepted()) aria-describedby="file-note";
            p.note id="file-note" { (ask.t("duties.files_note")) }
        }
        div.field {
            label for="links" { (ask.t("duties.links")) }
            textarea id="links" name="links" rows="2" { (draft.links) }
        }
        @if !start.figures.is_empty() {
            div.field {
                label for="figure" { (ask.t("duties.figure")) }
                select id="figure" name="figure" {
                    option value="" { (ask.t("duties.no_figure")) }
                    @for card in &start.figures {
                        @let id = card.subject.strip_prefix("measure/").unwrap_or(&card.subject);
                        option value=(id) selected[ask.form.get("figure") == id] { (ask.language.of(&card.title, &card.title_en)) }
                    }
                }
            }
        }
    }
}

/// What was typed and has no field on the page any more, because the duty has moved on: shown to be copied.
pub(super) fn typed(ask: &Ask<'_>, duty: &Duty) -> Markup {
    let text = ask.form.verbatim("text");
    html! {
        @if !text.trim().is_empty() && !can_report(ask, duty) {
            section.field {
                label for="typed" { (ask.t("duties.typed")) }
                textarea id="typed" rows="6" readonly { (text) }
            }
        }
    }
}

/// `POST /duties/{id}/report`: takes the report; a refusal keeps what was typed.
fn report(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let id = ask.path.get("id");
    let taken = written(ask).and_then(|report| submit(ask, id, report));
    let seq = taken.map_err(|refused| keeping(ask, refused))?;
    Ok(Answer::see(format!("/ledger/{seq}")))
}

/// The report as the form has it; its files come when it is recorded.
fn written(ask: &Ask<'_>) -> Result<Report, Refusal> {
    let progress = match ask.form.get("progress") {
        "" => None,
        typed => Some(typed.parse().map_err(|_| Refusal::Invalid(Say::new("duties.progress_range")))?),
    };
    let links =
        ask.form.get("links").lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    let figure = Some(ask.form.get("figure")).filter(|id| !id.is_empty());
    let figure = figure.map(|id| Evidence::Figure { id: id.to_owned() }.written());
    Ok(Report {
        text: ask.form.get("text").to_owned(),
        progress,
        evidence: links.chain(figure).collect(),
        problems: ask.form.get("problems").to_owned(),
        carried: ask.form.get("carried").to_owned(),
        made_up: false,
    })
}

/// Reports in one transaction, for the page and for programs alike: the files, the report, and the draft is forgotten.
pub(crate) fn submit(ask: &Ask<'_>, id: &str, mut report: Report) -> Result<u64, Refusal> {
    let user = ask.user()?;
    let files: Vec<_> =
        ask.files.iter().filter(|upload| upload.field == "file" && !upload.name.is_empty()).collect();
    let kinds = files.iter().map(|upload| media_type(&upload.name, &upload.bytes).map_err(denied));
    let kinds: Vec<&str> = kinds.collect::<Result<_, _>>()?;
    ask.write(|tx| {
        let duty = store::known(tx, id)?;
        // Only what the duty itself was carried from is marked so, whatever a form says.
        let from = store::previous(tx, &duty)?.map(|previous| previous.opened.id);
        if from.as_deref() != Some(report.carried.as_str()) {
            report.carried.clear();
        }
        for (upload, kind) in files.iter().zip(&kinds) {
            let digest = tx.put_blob(kind, &upload.name, &upload.bytes)?;
            report.evidence.push(Evidence::File { digest, name: upload.name.clone() }.written());
        }
        store::forget_draft(tx, id, &user.account)?;
        store::act(tx, id, acting(user, &duty), Act::Report(report), ask.now)
    })
}

/// `POST /duties/{id}/draft`: keeps what was typed, without a word to anybody else.
fn save(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, account, draft) = (ask.path.get("id"), ask.actor()?, draft_of(ask));
    ask.write(|tx| {
        let duty = store::known(tx, id)?;
        if !acting(ask.user()?, &duty).owner {
            return Err(Refusal::NotAllowed(Say::new("duties.not_your_duty").with("organ", duty.organ())));
        }
        Ok(store::save_draft(tx, id, account, &draft, ask.now)?)
    })
    .map_err(|refused| keeping(ask, refused))?;
    if ask.form.get("quiet") == "1" {
        return Ok(Answer::json(&serde_json::json!({ "saved": ask.now.to_string() })));
    }
    drawn(ask, None)
}

/// `GET /duties/{id}/files/{digest}`: a file that a report on this duty has as evidence.
fn file(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (id, wanted) = (ask.path.get("id"), ask.path.get("digest"));
    let unknown = || Refusal::NotFound(Say::new("duties.no_file").with("digest", wanted));
    let (blob, name) = ask.read(|tx| {
        let history = tx.stream(&format!("duty/{id}"))?;
        let reports = history.iter().filter_map(|entry| match entry.read::<DutyEvent>() {
            Some(DutyEvent::Reported(report)) => Some(report.evidence),
            _ => None,
        });
        let mut files = reports.flatten().filter_map(|written| match Evidence::read(&written) {
            Evidence::File { digest, name } => Some((digest, name)),
            _ => None,
        });
        let (digest, name) = files.find(|(digest, _)| digest == wanted).ok_or_else(unknown)?;
        Ok((tx.blob(&digest)?.ok_or_else(unknown)?, name))
    })?;
    Ok(Answer::file("application/octet-stream", &name, blob.bytes))
}
