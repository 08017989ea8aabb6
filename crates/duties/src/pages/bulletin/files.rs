//! A bulletin as a file and for programs: DOCX in the layout of GB/T 9704, XLSX, JSON.

use super::score::{deduction, rule_lines};
use super::text::{COLUMNS, Section, Words, cells, sections, title};
use super::{Seen, issued, seen};
use crate::model::Issued;
use crate::store::Issue;
use kernel::{Say, day_of};
use page::{Access, Annex, Answer, Ask, Block, DOCX, Official, Refusal, Route, described};
use people::Right;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(crate) fn api_routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/bulletins/{document}/{period}", Access::Needs(Right::ReadDistrict), give).doc(
            described(
                "A bulletin of a document and period; with .docx or .xlsx behind the period, as a file",
            )
            .query(&[("draft", "true: as it would be issued now, though one was issued")])
            .gives::<BulletinItem>(),
        ),
        Route::post("/api/v1/bulletins/{document}/{period}", Access::Needs(Right::IssueBulletin), take).doc(
            described("Issues a bulletin as things stand; the next one corrects it")
                .takes::<IssueBody>()
                .gives::<IssuedItem>(),
        ),
    ]
}

/// A bulletin.
#[derive(Debug, Serialize, ToSchema)]
struct BulletinItem {
    document: String,
    period: String,
    title: String,
    /// When it was issued; null for a draft.
    issued: Option<String>,
    number: String,
    /// How many entries the ledger had when it was made.
    head_size: u64,
    /// The root of the ledger it was made from.
    head_root: String,
    on_time: usize,
    late: usize,
    missing: usize,
    returned: usize,
    not_yet: usize,
    lines: Vec<BulletinLine>,
    rule_version: String,
    scores: Vec<ScoreItem>,
}

/// One duty in a bulletin.
#[derive(Debug, Serialize, ToSchema)]
struct BulletinLine {
    organ: String,
    duty: String,
    title: String,
    due: Option<String>,
    /// missing, late, returned, on_time or not_yet.
    outcome: &'static str,
    first_reported: Option<String>,
    returns: u32,
    accepted: bool,
    result: String,
    problems: String,
}

/// The score of a department.
#[derive(Debug, Serialize, ToSchema)]
struct ScoreItem {
    organ: String,
    duties: u32,
    /// With one decimal.
    score: String,
    /// Each with the entry that shows it.
    deductions: Vec<String>,
}

/// What the office adds when it issues a bulletin.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
struct IssueBody {
    number: String,
    issuer: String,
    remarks: String,
    with_scores: bool,
}

/// A bulletin that was issued.
#[derive(Debug, Serialize, ToSchema)]
struct IssuedItem {
    entry: u64,
    receipt: String,
    bulletin: BulletinItem,
}

/// `GET /api/v1/bulletins/{document}/{period}[.docx|.xlsx]`.
fn give(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (document, file) = (ask.path.get("document"), ask.path.get("period"));
    let (period, ending) = file.rsplit_once('.').unwrap_or((file, "json"));
    let seen = seen(ask, document, period)?;
    let name = format!("{}.{ending}", title(&Words::official(ask), &seen.issued.bulletin));
    match ending {
        "json" => Ok(Answer::json(&item(ask, &seen))),
        "docx" => {
            let bytes = official(ask, &seen).docx().map_err(|e| Refusal::Broken(e.to_string()))?;
            Ok(Answer::file(DOCX, &name, bytes))
        }
        "xlsx" => {
            Ok(Answer::file(XLSX, &name, workbook(ask, &seen).map_err(|e| Refusal::Broken(e.to_string()))?))
        }
        other => Err(Refusal::NotFound(Say::new("duties.no_such_file").with("ending", other))),
    }
}

/// `POST /api/v1/bulletins/{document}/{period}`.
fn take(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (document, period) = (ask.path.get("document"), ask.path.get("period"));
    let IssueBody { number, issuer, remarks, with_scores } = ask.json()?;
    let entry = issued(ask, document, period, Issue { number, issuer, remarks, with_scores })?;
    let bulletin = item(ask, &seen(ask, document, period)?);
    let receipt = format!("/api/v1/ledger/entries/{entry}/receipt");
    Ok(Answer::json(&IssuedItem { entry, receipt, bulletin }).created())
}

fn item(ask: &Ask<'_>, seen: &Seen) -> BulletinItem {
    use crate::model::Outcome::{Late, Missing, NotYet, OnTime, Returned};
    let words = Words::of(ask);
    let Issued { bulletin: b, number, head_size, head_root, .. } = &seen.issued;
    let line = |line: &crate::model::Line| BulletinLine {
        organ: line.organ.clone(),
        duty: line.duty.clone(),
        title: ask.language.of(&line.title, &line.title_en).to_owned(),
        due: line.due.map(|due| due.to_string()),
        outcome: line.outcome.word(),
        first_reported: line.first.map(|at| at.to_string()),
        returns: line.returns,
        accepted: line.accepted,
        result: line.result.clone(),
        problems: line.problems.clone(),
    };
    let score = |score: &crate::model::Score| ScoreItem {
        organ: score.organ.clone(),
        duties: score.duties,
        score: score.written(),
        deductions: score.deductions.iter().map(|lost| deduction(&words, lost)).collect(),
    };
    BulletinItem {
        document: b.document.clone(),
        period: b.period.clone(),
        title: title(&words, b),
        issued: seen.kept.as_ref().map(|(_, at, _)| at.to_string()),
        number: number.clone(),
        head_size: *head_size,
        head_root: head_root.clone(),
        on_time: b.count(OnTime),
        late: b.count(Late),
        missing: b.count(Missing),
        returned: b.count(Returned),
        not_yet: b.count(NotYet),
        lines: b.lines.iter().map(line).collect(),
        rule_version: b.rule.version.clone(),
        scores: b.scores.iter().map(score).collect(),
    }
}

/// How sections are numbered.
const SERIALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// The bulletin as an official document, in Chinese whoever reads it.
fn official(ask: &Ask<'_>, seen: &Seen) -> Official {
    let words = Words::official(ask);
    let Issued { bulletin, number, issuer, with_scores, head_size, head_root, .. } = &seen.issued;
    let mut body = Vec::new();
    for (serial, Section { heading, paragraphs }) in SERIALS.iter().zip(sections(&words, &seen.issued)) {
        body.push(Block::Heading(format!("{serial}、{heading}")));
        body.extend(paragraphs.into_iter().map(Block::Paragraph));
    }
    let mut annexes = vec![table_of(&words, seen)];
    if *with_scores {
        body.extend(rule_lines(&words, &bulletin.rule).into_iter().map(Block::Paragraph));
        annexes.push(scores_of(&words, seen));
    }
    let mut note = words.say(&Say::new("duties.made_from").with("size", head_size));
    note.push_str(head_root);
    if bulletin.is_made_up() {
        note = format!("{}　{note}", words.t("page.made_up"));
    }
    Official {
        number: if seen.kept.is_some() { number.clone() } else { words.t("duties.draft_mark").to_owned() },
        title: title(&words, bulletin),
        to: words.t("duties.bulletin_to").to_owned(),
        body,
        issuer: issuer.clone(),
        date: seen.kept.as_ref().map(|(_, at, _)| day_of(*at)),
        annexes,
        note,
    }
}

fn table_of(words: &Words<'_>, seen: &Seen) -> Annex {
    Annex {
        title: words.t("duties.bulletin_table").to_owned(),
        columns: COLUMNS.iter().map(|(key, share)| (words.t(key).to_owned(), *share)).collect(),
        rows: seen.issued.bulletin.lines.iter().map(|line| cells(words, line).to_vec()).collect(),
    }
}

/// The columns of the scores: wording and share of the width.
const SCORE_COLUMNS: [(&str, u32); 4] =
    [("duties.organ", 20), ("duties.scored_duties", 12), ("duties.score", 12), ("duties.deductions", 56)];

fn scores_of(words: &Words<'_>, seen: &Seen) -> Annex {
    let bulletin = &seen.issued.bulletin;
    let row = |score: &crate::model::Score| {
        let lost: Vec<String> = score.deductions.iter().map(|lost| deduction(words, lost)).collect();
        vec![score.organ.clone(), score.duties.to_string(), score.written(), lost.join("；")]
    };
    Annex {
        title: words.t("duties.scores").to_owned(),
        columns: SCORE_COLUMNS.iter().map(|(key, share)| (words.t(key).to_owned(), *share)).collect(),
        rows: bulletin.scores.iter().map(row).collect(),
    }
}

/// A workbook: the duties, the scores with their deductions.
fn workbook(ask: &Ask<'_>, seen: &Seen) -> Result<Vec<u8>, XlsxError> {
    let words = Words::official(ask);
    let mut workbook = Workbook::new();
    // The same bulletin gives the same file: its instant is the bulletin's, not that of the download.
    let made = ExcelDateTime::from_timestamp(seen.issued.bulletin.at.as_second())?;
    let properties = DocProperties::new().set_title(title(&words, &seen.issued.bulletin));
    workbook.set_properties(&properties.set_creation_datetime(&made));
    for annex in [table_of(&words, seen), scores_of(&words, seen)] {
        sheet(workbook.add_worksheet(), &annex)?;
    }
    workbook.save_to_buffer()
}

/// Headings that stay in sight, filters, and a print layout.
fn sheet(sheet: &mut Worksheet, annex: &Annex) -> Result<(), XlsxError> {
    sheet.set_name(&annex.title)?;
    let bold = Format::new().set_bold();
    for (column, (heading, share)) in (0_u16..).zip(&annex.columns) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, f64::from(*share).max(10.0))?;
    }
    for (row, cells) in (1_u32..).zip(&annex.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number)?,
                Err(_) => sheet.write_string(row, column, cell)?,
            };
        }
    }
    let last_row = u32::try_from(annex.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(annex.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
