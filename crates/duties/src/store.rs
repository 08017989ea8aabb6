//! Rows in, rows out.

use crate::model::{Answerer, Denied, Duty, DutyEvent, DutyState, Opened, Report, review, submit};
use jiff::Timestamp;
use kernel::{Citation, Entry, Event, Happening, Say};
use page::Refusal;
use store::card::Card;
use store::{Projection, Row, StoreError, Tx, Value};

/// Keeps the table `duties` and the cards of duties in step with the ledger.
pub static PROJECTION: &dyn Projection = &Duties;

#[derive(Debug)]
struct Duties;

impl Projection for Duties {
    fn name(&self) -> &'static str {
        "duties"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["duties"]
    }

    fn apply(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        if !entry.kind.starts_with("duty.") {
            return Ok(());
        }
        let event = entry.read::<DutyEvent>().ok_or_else(|| derived(&format!("entry {}", entry.seq)))?;
        if let DutyEvent::Opened(opened) = event {
            let duty = Duty {
                opened: *opened,
                state: DutyState::Open,
                reported: None,
                reporter: String::new(),
                version: entry.version,
            };
            return save(tx, &duty);
        }
        let Some(mut duty) = find(tx, entry.stream.strip_prefix("duty/").unwrap_or_default())? else {
            return Ok(());
        };
        duty.version = entry.version;
        change(&mut duty, event, entry);
        save(tx, &duty)
    }
}

/// What an event makes of a duty.
fn change(duty: &mut Duty, event: DutyEvent, entry: &Entry) {
    match event {
        DutyEvent::Opened(_) => {}
        DutyEvent::Reported(report) => {
            duty.opened.made_up |= report.made_up;
            duty.state = DutyState::Submitted;
            duty.reported = Some(entry.at);
            duty.reporter.clone_from(&entry.actor);
        }
        DutyEvent::Accepted {} => duty.state = DutyState::Accepted,
        DutyEvent::Returned { .. } => duty.state = DutyState::Returned,
    }
}

const COLUMNS: &str = "id, title, title_en, organ, receiver, document, clause, digest, cause, period, due, at_once, rest_day, \
                       made_up, state, reported, reporter, version";

fn save(tx: &mut Tx<'_>, duty: &Duty) -> Result<(), StoreError> {
    let o = &duty.opened;
    let key = [("district", tx.district().into()), ("id", (&o.id).into())];
    let rest: [(&str, Value); 18] = [
        ("title", (&o.title).into()),
        ("title_en", (&o.title_en).into()),
        ("organ", (&o.organ).into()),
        ("receiver", (&o.to).into()),
        ("document", (&o.citation.document).into()),
        ("clause", o.citation.clause.as_str().into()),
        ("digest", o.citation.digest.as_str().into()),
        ("cause", (&o.cause).into()),
        ("period", (&o.period).into()),
        ("due", o.due.into()),
        ("at_once", o.at_once.into()),
        ("rest_day", o.rest_day.into()),
        ("made_up", o.made_up.into()),
        ("state", duty.state.word().into()),
        ("reported", duty.reported.into()),
        ("reporter", (&duty.reporter).into()),
        ("version", duty.version.into()),
        ("awaits", duty.state.awaits_organ().into()),
    ];
    tx.upsert("duties", &key, &rest)?;
    store::card::put(tx, &card(duty))
}

/// The duty's card: any page may show it.
fn card(duty: &Duty) -> Card {
    let o = &duty.opened;
    Card {
        subject: format!("duty/{}", o.id),
        kind: "duty".to_owned(),
        title: o.title.clone(),
        title_en: o.title_en.clone(),
        state: duty.state.word().to_owned(),
        url: format!("/duties/{}", o.id),
        organ: o.organ.clone(),
        due: o.due,
        document: o.citation.document.clone(),
        clause: o.citation.clause.to_string(),
        made_up: o.made_up,
    }
}

fn read(row: &Row) -> Result<Duty, StoreError> {
    Ok(Duty {
        opened: Opened {
            id: row.text(0)?,
            title: row.text(1)?,
            title_en: row.text(2)?,
            organ: row.text(3)?,
            to: row.text(4)?,
            citation: Citation {
                document: row.text(5)?,
                clause: row.text(6)?.try_into().map_err(|e| derived(&e))?,
                digest: row.text(7)?.try_into().map_err(|e| derived(&e))?,
            },
            cause: row.text(8)?,
            period: row.text(9)?,
            due: row.opt_time(10)?,
            at_once: row.flag(11)?,
            rest_day: row.flag(12)?,
            made_up: row.flag(13)?,
        },
        state: DutyState::from_word(&row.text(14)?).ok_or_else(|| derived(&"unknown state"))?,
        reported: row.opt_time(15)?,
        reporter: row.text(16)?,
        version: row.count(17)?,
    })
}

/// The duty of that identity.
///
/// # Errors
/// The store's failure.
pub fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Duty>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM duties WHERE district = ?1 AND id = ?2");
    tx.query_one(&sql, &[tx.district().into(), id.into()])?.as_ref().map(read).transpose()
}

/// Which duties are wanted; an empty text means any.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Who owes.
    pub organ: String,
    /// Which document demands.
    pub document: String,
    /// Which clause of it.
    pub clause: String,
    /// The state's word.
    pub state: String,
    /// Only those on which the organ still has to do something.
    pub awaits: bool,
    /// Only those on which the organ still has to do something and that are not late at this instant.
    pub pending_at: Option<Timestamp>,
    /// Only those overdue at this instant.
    pub overdue_at: Option<Timestamp>,
    /// Only those due after this instant: the start of the first day wanted.
    pub due_from: Option<Timestamp>,
    /// Only those due by this instant: the end of the last day wanted.
    pub due_to: Option<Timestamp>,
}

impl Filter {
    /// The condition and its values, in step.
    fn condition(&self, district: &str) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = vec![district.into()];
        let mut sql = "district = ?1".to_owned();
        let mut and = |condition: &str, value: Value| {
            values.push(value);
            sql.push_str(&format!(" AND ({condition} ?{})", values.len()));
        };
        let texts = [
            ("organ =", &self.organ),
            ("document =", &self.document),
            ("clause =", &self.clause),
            ("state =", &self.state),
        ];
        for (condition, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            and(condition, text.into());
        }
        // A day's limit is its 24:00: what is due on the 25th lies after its beginning and on the 26th's.
        let times = [("due <", self.overdue_at), ("due >", self.due_from), ("due <=", self.due_to)];
        for (condition, time) in times.into_iter().filter_map(|(c, t)| t.map(|t| (c, t))) {
            and(condition, time.into());
        }
        if let Some(now) = self.pending_at {
            // A duty without a limit is never late.
            and("due IS NULL OR due >=", now.into());
        }
        if self.awaits || self.overdue_at.is_some() || self.pending_at.is_some() {
            and("awaits =", true.into());
        }
        (sql, values)
    }
}

/// One page of the duties wanted, soonest due first, and how many there are.
///
/// # Errors
/// The store's failure.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: u32, per: u32) -> Result<(u64, Vec<Duty>), StoreError> {
    let (condition, values) = filter.condition(tx.district());
    let total = tx.query_one(&format!("SELECT COUNT(*) FROM duties WHERE {condition}"), &values)?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!(
        "SELECT {COLUMNS} FROM duties WHERE {condition} ORDER BY due, id LIMIT {per} OFFSET {offset}"
    );
    let rows = tx.query(&sql, &values)?;
    Ok((total.map_or(Ok(0), |row| row.count(0))?, rows.iter().map(read).collect::<Result<_, _>>()?))
}

/// The duties an organ reported on last, the latest first.
///
/// # Errors
/// The store's failure.
pub fn recent(tx: &mut Tx<'_>, organ: &str, take: u32) -> Result<Vec<Duty>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duties WHERE district = ?1 AND organ = ?2 AND reported IS NOT NULL \
         ORDER BY reported DESC, id LIMIT {take}"
    );
    tx.query(&sql, &[tx.district().into(), organ.into()])?.iter().map(read).collect()
}

/// How many duties stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Awaiting the organ, not yet late.
    pub open: u64,
    /// Awaiting the organ, late.
    pub overdue: u64,
    /// Reported, awaiting a second person.
    pub submitted: u64,
    /// Accepted.
    pub accepted: u64,
}

/// The counts of one organ, or of all when it is empty.
///
/// # Errors
/// The store's failure.
pub fn counts(tx: &mut Tx<'_>, organ: &str, now: Timestamp) -> Result<Counts, StoreError> {
    let filter = Filter { organ: organ.to_owned(), ..Filter::default() };
    let (condition, mut values) = filter.condition(tx.district());
    values.push(now.into());
    let late = format!("awaits = 1 AND due < ?{}", values.len());
    let sql = format!(
        "SELECT state, CASE WHEN {late} THEN 1 ELSE 0 END, COUNT(*) FROM duties WHERE {condition} GROUP BY 1, 2"
    );
    let mut counts = Counts::default();
    for row in tx.query(&sql, &values)? {
        let place = match (row.text(0)?.as_str(), row.flag(1)?) {
            (_, true) => &mut counts.overdue,
            ("submitted", _) => &mut counts.submitted,
            ("accepted", _) => &mut counts.accepted,
            _ => &mut counts.open,
        };
        *place += row.count(2)?;
    }
    Ok(counts)
}

/// How many duties are overdue, for monitoring.
///
/// # Errors
/// The store's failure.
pub fn overdue_count(tx: &mut Tx<'_>, now: Timestamp) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM duties WHERE district = ?1 AND awaits = 1 AND due < ?2";
    tx.query_one(sql, &[tx.district().into(), now.into()])?.map_or(Ok(0), |row| row.int(0))
}

/// Opens a duty unless it has been opened before: its identity is its stream, so it opens exactly once.
/// Says whether it did.
///
/// # Errors
/// The store's failure.
pub fn open(tx: &mut Tx<'_>, opened: Opened, actor: &str, now: Timestamp) -> Result<bool, StoreError> {
    let stream = format!("duty/{}", opened.id);
    if tx.version(&stream)? > 0 {
        return Ok(false);
    }
    tx.append(&stream, 0, &[event(&DutyEvent::Opened(Box::new(opened)))?], actor, now)?;
    Ok(true)
}

/// Reports on a duty; gives the ledger's number of the report, whose receipt proves it.
///
/// # Errors
/// What [`submit`] refuses, an unknown duty, or the store's failure.
pub fn report(
    tx: &mut Tx<'_>,
    id: &str,
    by: Answerer<'_>,
    report: Report,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let duty = known(tx, id)?;
    let decided = submit(&duty, by, report).map_err(denied)?;
    record(tx, &duty, &decided, by.account, now)
}

/// Accepts a report.
///
/// # Errors
/// What [`review`] refuses, an unknown duty, or the store's failure.
pub fn accept(tx: &mut Tx<'_>, id: &str, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let duty = known(tx, id)?;
    let decided = review(&duty, by, true, "").map_err(denied)?;
    record(tx, &duty, &decided, by, now)
}

/// Returns a report with a reason.
///
/// # Errors
/// What [`review`] refuses, an unknown duty, or the store's failure.
pub fn send_back(tx: &mut Tx<'_>, id: &str, by: &str, reason: &str, now: Timestamp) -> Result<u64, Refusal> {
    let duty = known(tx, id)?;
    let decided = review(&duty, by, false, reason).map_err(denied)?;
    record(tx, &duty, &decided, by, now)
}

pub(crate) fn known(tx: &mut Tx<'_>, id: &str) -> Result<Duty, Refusal> {
    find(tx, id)?.ok_or_else(|| Refusal::NotFound(Say::new("duties.no_duty").with("id", id)))
}

fn denied(denied: Denied) -> Refusal {
    match denied {
        Denied::NotYours(say) => Refusal::NotAllowed(say),
        Denied::Invalid(say) => Refusal::Invalid(say),
        Denied::Conflict(say) => Refusal::Conflict(say),
    }
}

fn record(
    tx: &mut Tx<'_>,
    duty: &Duty,
    decided: &DutyEvent,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let stream = format!("duty/{}", duty.opened.id);
    let numbers = tx.append(&stream, duty.version, &[event(decided)?], by, now)?;
    Ok(numbers.first().copied().unwrap_or_default())
}

fn event(event: &DutyEvent) -> Result<Event, StoreError> {
    event.event().map_err(|e| derived(&e))
}

fn derived(reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Derived { table: "duties", reason: reason.to_string() }
}
