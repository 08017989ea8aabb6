//! The queue 待明确: what documents leave open about their tasks, and what settled it.

use super::{denied, derived, is_organ};
use crate::model::{ActionPlan, OwnerNamed, Question, QuestionKind, questions};
use jiff::Timestamp;
use kernel::{Entry, Event, Say};
use pack::Pack;
use page::Refusal;
use store::{Row, StoreError, Tx, Value};

/// The questions of a pack take the place of those its earlier edition asked. What was settled stays settled.
pub(super) fn adopted(tx: &mut Tx<'_>, pack: &Pack) -> Result<(), StoreError> {
    let forget = "DELETE FROM duty_questions WHERE district = ?1 AND pack = ?2";
    tx.execute(forget, &[tx.district().into(), (&pack.id).into()])?;
    for (at, question) in questions(pack).iter().enumerate() {
        put(tx, &pack.id, at, question)?;
    }
    for (about, settles) in decided(tx)? {
        settle(tx, &about, &settles, "")?;
    }
    let plans =
        tx.query("SELECT about, organ FROM duty_plans WHERE district = ?1", &[tx.district().into()])?;
    for row in &plans {
        settle(tx, &row.text(0)?, "", &row.text(1)?)?;
    }
    Ok(())
}

fn put(tx: &mut Tx<'_>, pack: &str, at: usize, question: &Question) -> Result<(), StoreError> {
    let key = [
        ("district", tx.district().into()),
        ("kind", question.kind.word().into()),
        ("about", (&question.about).into()),
        ("organ", (&question.organ).into()),
    ];
    let settles = question.kind.settled_by().map_or("", |naming| naming.word());
    let rest: [(&str, Value); 6] = [
        ("pack", pack.into()),
        ("document", (&question.citation.document).into()),
        ("position", at.into()),
        ("settles", settles.into()),
        ("settled", false.into()),
        ("detail", serde_json::to_string(question).map_err(|e| derived(&e))?.into()),
    ];
    tx.upsert("duty_questions", &key, &rest)
}

fn decided(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT DISTINCT about, naming FROM duty_owners WHERE district = ?1";
    let rows = tx.query(sql, &[tx.district().into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// A decision or a plan settles the question it answers.
pub(super) fn settle(tx: &mut Tx<'_>, about: &str, settles: &str, organ: &str) -> Result<(), StoreError> {
    let sql = "UPDATE duty_questions SET settled = 1 \
               WHERE district = ?1 AND about = ?2 AND settles = ?3 AND organ = ?4";
    tx.execute(sql, &[tx.district().into(), about.into(), settles.into(), organ.into()]).map(|_| ())
}

/// An organ's plan, as the ledger has it.
pub(super) fn planned(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let plan: ActionPlan = serde_json::from_str(&entry.body).map_err(|e| derived(&e))?;
    let key: [(&str, Value); 3] = [
        ("district", tx.district().into()),
        ("about", (&plan.about).into()),
        ("organ", (&plan.organ).into()),
    ];
    let rest: [(&str, Value); 3] =
        [("detail", (&entry.body).into()), ("actor", (&entry.actor).into()), ("recorded", entry.at.into())];
    tx.upsert("duty_plans", &key, &rest)?;
    settle(tx, &plan.about, "", &plan.organ)
}

/// How many questions of each kind nobody has settled.
///
/// # Errors
/// The store's failure.
pub fn open_questions(tx: &mut Tx<'_>) -> Result<Vec<(QuestionKind, u64)>, StoreError> {
    let sql = "SELECT kind, COUNT(*) FROM duty_questions WHERE district = ?1 AND settled = 0 GROUP BY kind";
    let rows = tx.query(sql, &[tx.district().into()])?;
    let mut counts: Vec<(QuestionKind, u64)> = Vec::new();
    for row in &rows {
        let kind = QuestionKind::from_word(&row.text(0)?).ok_or_else(|| derived(&"unknown question"))?;
        counts.push((kind, row.count(1)?));
    }
    counts.sort();
    Ok(counts)
}

/// One page of the questions of a kind that nobody has settled, in reading order, and how many there are. Of one
/// organ's plans alone when it is not empty.
///
/// # Errors
/// The store's failure.
pub(crate) fn queue(
    tx: &mut Tx<'_>,
    kind: QuestionKind,
    organ: &str,
    (page, per): (u32, u32),
) -> Result<(u64, Vec<Question>), StoreError> {
    let mut values: Vec<Value> = vec![tx.district().into(), kind.word().into()];
    let mut of = "FROM duty_questions WHERE district = ?1 AND settled = 0 AND kind = ?2".to_owned();
    if !organ.is_empty() {
        values.push(organ.into());
        of.push_str(" AND organ = ?3");
    }
    let total = tx.query_one(&format!("SELECT COUNT(*) {of}"), &values)?.map_or(Ok(0), |row| row.count(0))?;
    let offset = u64::from(page.saturating_sub(1)) * u64::from(per);
    let sql = format!("SELECT detail {of} ORDER BY pack, position, organ LIMIT {per} OFFSET {offset}");
    let rows = tx.query(&sql, &values)?;
    Ok((total, rows.iter().map(question).collect::<Result<_, _>>()?))
}

fn question(row: &Row) -> Result<Question, StoreError> {
    serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))
}

/// A question that was settled, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// What was asked.
    pub(crate) question: Question,
    /// Whom the office named; the plan's organ where a plan settled it.
    pub(crate) organ: String,
    /// On what ground; empty where a plan settled it.
    pub(crate) reason: String,
    /// Which account.
    pub(crate) actor: String,
    /// When.
    pub(crate) at: Timestamp,
}

/// What the office settled last, the latest first.
///
/// # Errors
/// The store's failure.
pub(crate) fn settled(tx: &mut Tx<'_>, take: u32) -> Result<Vec<Settled>, StoreError> {
    let sql = format!(
        "SELECT q.detail, o.organ, o.reason, o.actor, o.decided FROM duty_questions q \
         JOIN duty_owners o ON o.district = q.district AND o.about = q.about AND o.naming = q.settles \
         WHERE q.district = ?1 AND q.settled = 1 ORDER BY o.decided DESC, q.about, o.organ LIMIT {take}"
    );
    tx.query(&sql, &[tx.district().into()])?
        .iter()
        .map(|row| {
            let question = question(row)?;
            Ok(Settled {
                question,
                organ: row.text(1)?,
                reason: row.text(2)?,
                actor: row.text(3)?,
                at: row.time(4)?,
            })
        })
        .collect()
}

/// The office's decisions on one task or schedule, for the page of a duty it caused.
///
/// # Errors
/// The store's failure.
pub(crate) fn decisions_on(tx: &mut Tx<'_>, about: &str) -> Result<Vec<OwnerNamed>, StoreError> {
    Ok(super::owners::named_owners(tx)?.into_iter().filter(|one| one.about == about).collect())
}

/// The bodies that owe something now and for which nobody can report, with how much they owe (B-017): no account of
/// them is open.
///
/// # Errors
/// The store's failure.
pub(crate) fn without_contact(tx: &mut Tx<'_>) -> Result<Vec<(String, u64)>, Refusal> {
    let reports = |account: &people::Account| {
        account.state != people::State::Closed && account.user.may(people::Right::ReportDuty)
    };
    let reachable: std::collections::BTreeSet<String> =
        people::accounts(tx)?.into_iter().filter(reports).map(|account| account.user.organ).collect();
    let sql = "SELECT c.organ, CAST(SUM(c.count) AS BIGINT) FROM duty_counts c \
               LEFT JOIN duty_organs o ON o.district = c.district AND o.name = c.organ \
               WHERE c.district = ?1 AND c.state IN ('waiting', 'open', 'returned') AND c.count > 0 AND c.organ <> '' \
               GROUP BY c.organ, o.position ORDER BY COALESCE(o.position, 1000000), c.organ";
    let rows = tx.query(sql, &[tx.district().into()])?;
    let mut missing = Vec::new();
    for row in &rows {
        let (organ, owes) = (row.text(0)?, row.count(1)?);
        if !reachable.contains(&organ) {
            missing.push((organ, owes));
        }
    }
    Ok(missing)
}

/// Records an organ's action plan for a task that its document asks a plan for.
///
/// # Errors
/// A part is missing, no document asks for it, the organ is not in the register, or the store's failure.
pub fn record_plan(tx: &mut Tx<'_>, plan: ActionPlan, by: &str, now: Timestamp) -> Result<u64, Refusal> {
    let plan = plan.checked().map_err(denied)?;
    if !is_organ(tx, &plan.organ)? {
        return Err(Refusal::Invalid(Say::new("duties.unknown_organ").with("organ", &plan.organ)));
    }
    let asked =
        "SELECT 1 FROM duty_questions WHERE district = ?1 AND kind = ?2 AND about = ?3 AND organ = ?4";
    let values: [Value; 4] = [
        tx.district().into(),
        QuestionKind::NoPlan.word().into(),
        (&plan.about).into(),
        (&plan.organ).into(),
    ];
    if tx.query_one(asked, &values)?.is_none() {
        return Err(Refusal::NotFound(Say::new("duties.no_question").with("about", &plan.about)));
    }
    let stream = format!("duty-plan/{}/{}", plan.about, plan.organ);
    let body = serde_json::to_value(&plan).map_err(|e| derived(&e))?;
    let event = Event { kind: ActionPlan::KIND.to_owned(), body };
    Ok(tx.add(&stream, event, by, now)?)
}

/// The question that a decision about a task would settle.
///
/// # Errors
/// No document leaves that open, or the store's failure.
pub(crate) fn asked(tx: &mut Tx<'_>, kind: QuestionKind, about: &str) -> Result<Question, Refusal> {
    let sql = "SELECT detail FROM duty_questions WHERE district = ?1 AND kind = ?2 AND about = ?3";
    let row = tx.query_one(sql, &[tx.district().into(), kind.word().into(), about.into()])?;
    let row = row.ok_or_else(|| Refusal::NotFound(Say::new("duties.no_question").with("about", about)))?;
    Ok(question(&row)?)
}

/// Settles a question by a decision of the office.
///
/// # Errors
/// No document leaves that open, a plan settles it, the organ is none of those the document leaves the choice among,
/// and as [`super::name_owner`].
pub(crate) fn answer(
    tx: &mut Tx<'_>,
    kind: QuestionKind,
    decision: OwnerNamed,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let question = asked(tx, kind, &decision.about)?;
    if !question.among.is_empty() && !question.among.contains(&decision.organ) {
        let say = Say::new("duties.not_among").with("organ", &decision.organ);
        return Err(Refusal::Invalid(say.with("among", question.among.join("、"))));
    }
    super::name_owner(tx, decision, by, now)
}
