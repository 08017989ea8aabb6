//! Hand-over sheets: one for each item that goes from one body to another (P-009, P-012).

use super::{closing, derived, json};
use crate::cases::Assigned;
use crate::event::{HandoverKey, PowersEvent};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Citation, Entry, Say};
use page::Refusal;
use serde::{Deserialize, Serialize};
use store::{Row, StoreError, Tx, Value};

/// What the giving body writes into the sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverSheet {
    /// Open cases and who finishes each (P-012).
    pub open_cases: Vec<OpenCase>,
    /// Files handed over, as the bodies name them.
    pub files: Vec<String>,
    /// Seals and forms handed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
    /// Accounts of systems, and what is kept in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}

/// A case open on the day of the change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCase {
    /// Its identity.
    pub case: String,
    /// Who finishes it: the giving or the taking body.
    pub finishes: String,
}

/// One side's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The account that signed for the body.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The ledger's entry.
    pub seq: u64,
}

/// A hand-over as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The list.
    pub list: String,
    /// The item.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The edition that moves it.
    pub edition: u32,
    /// Who gives it.
    pub giving: String,
    /// Who takes it.
    pub taking: String,
    /// First day on which the taking body exercises it.
    pub effective: Date,
    /// Number of the document that moves it.
    pub basis: String,
    /// Where the list states the item; for an item that an adjustment added, the adjustment's own basis.
    pub citation: Citation,
    /// What the giving body wrote; `None` before it did.
    pub sheet: Option<HandoverSheet>,
    /// The giving body's signature.
    pub given: Option<Signature>,
    /// The taking body's signature.
    pub taken: Option<Signature>,
}

impl Handover {
    /// Whether both sides have signed.
    pub fn is_complete(&self) -> bool {
        self.given.is_some() && self.taken.is_some()
    }
}

pub(super) const COLUMNS: [&str; 9] =
    ["district", "list", "code", "edition", "giving", "taking", "effective", "complete", "detail"];

/// A hand-over as a row of [`COLUMNS`].
pub(super) fn row(district: &str, handover: &Handover) -> Result<Vec<Value>, StoreError> {
    Ok(vec![
        district.into(),
        (&handover.list).into(),
        (&handover.code).into(),
        handover.edition.into(),
        (&handover.giving).into(),
        (&handover.taking).into(),
        handover.effective.to_string().into(),
        handover.is_complete().into(),
        json(handover)?.into(),
    ])
}

fn read(row: &Row) -> Result<Handover, StoreError> {
    serde_json::from_str(&row.text(0)?).map_err(|e| derived(&e))
}

fn find(tx: &mut Tx<'_>, of: &HandoverKey) -> Result<Option<Handover>, StoreError> {
    let sql =
        "SELECT detail FROM power_handovers WHERE district = ?1 AND list = ?2 AND code = ?3 AND edition = ?4";
    let values = [tx.district().into(), (&of.list).into(), (&of.code).into(), of.edition.into()];
    tx.query_one(sql, &values)?.as_ref().map(read).transpose()
}

/// Applies the giving body's sheet and signature.
pub(super) fn given(
    tx: &mut Tx<'_>,
    of: &HandoverKey,
    sheet: HandoverSheet,
    entry: &Entry,
) -> Result<(), StoreError> {
    change(tx, of, |handover| {
        handover.sheet = Some(sheet);
        handover.given = Some(signature(entry));
    })
}

/// Applies the taking body's signature: who finishes each open case is decided with it (P-012).
pub(super) fn taken(tx: &mut Tx<'_>, of: &HandoverKey, entry: &Entry) -> Result<(), StoreError> {
    change(tx, of, |handover| handover.taken = Some(signature(entry)))?;
    let Some(handover) = find(tx, of)? else { return Ok(()) };
    for case in handover.sheet.into_iter().flat_map(|sheet| sheet.open_cases) {
        let basis = handover.basis.clone();
        closing::assigned(tx, Assigned { id: case.case, finisher: case.finishes, basis })?;
    }
    Ok(())
}

fn signature(entry: &Entry) -> Signature {
    Signature { by: entry.actor.clone(), at: entry.at, seq: entry.seq }
}

fn change(tx: &mut Tx<'_>, of: &HandoverKey, change: impl FnOnce(&mut Handover)) -> Result<(), StoreError> {
    let Some(mut handover) = find(tx, of)? else { return Ok(()) };
    change(&mut handover);
    let sql = "UPDATE power_handovers SET complete = ?1, detail = ?2 \
        WHERE district = ?3 AND list = ?4 AND code = ?5 AND edition = ?6";
    let values: [Value; 6] = [
        handover.is_complete().into(),
        json(&handover)?.into(),
        tx.district().into(),
        (&of.list).into(),
        (&of.code).into(),
        of.edition.into(),
    ];
    tx.execute(sql, &values).map(|_| ())
}

/// Writes the sheet of an item and signs it for the giving body; the ledger's number. `key` is list, code and
/// edition. Until the taking body has signed, the sheet may be written again.
///
/// # Errors
/// No such hand-over, an open case nobody is to finish, the taking body has signed; or the store's failure.
pub fn hand_over(
    tx: &mut Tx<'_>,
    key: (&str, &str, u32),
    sheet: HandoverSheet,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let (of, handover) = known(tx, key)?;
    if handover.taken.is_some() {
        return Err(Refusal::Conflict(Say::new("powers.signed_already").with("code", &of.code)));
    }
    let finishes = |case: &&OpenCase| case.finishes != handover.giving && case.finishes != handover.taking;
    if let Some(case) = sheet.open_cases.iter().find(finishes) {
        let say = Say::new("powers.nobody_finishes").with("case", &case.case);
        return Err(Refusal::Invalid(say.with("giving", &handover.giving).with("taking", &handover.taking)));
    }
    let cases = super::cases::open_under(tx, &of.list, &[&of.code])?;
    let listed = |id: &str| sheet.open_cases.iter().any(|case| case.case == id);
    if let Some(case) = cases.iter().find(|case| !listed(&case.opened.id)) {
        return Err(Refusal::Conflict(Say::new("powers.case_not_listed").with("case", &case.opened.id)));
    }
    append(tx, &of, &PowersEvent::HandedOver { of: of.clone(), sheet }, by, now)
}

/// Signs for the taking body; the ledger's number. `key` is list, code and edition.
///
/// # Errors
/// No such hand-over, the giving body has not signed, it is signed already, the same account signs for both; or the
/// store's failure.
pub fn sign_handover(
    tx: &mut Tx<'_>,
    key: (&str, &str, u32),
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    let (of, handover) = known(tx, key)?;
    let say = match (&handover.given, &handover.taken) {
        (None, _) => Say::new("powers.not_given").with("giving", &handover.giving),
        (_, Some(_)) => Say::new("powers.signed_already").with("code", &of.code),
        (Some(given), None) if given.by == by => {
            Say::new("powers.both_sides").with("taking", &handover.taking)
        }
        _ => return append(tx, &of, &PowersEvent::TakenOver { of: of.clone() }, by, now),
    };
    Err(Refusal::Conflict(say))
}

fn known(tx: &mut Tx<'_>, key: (&str, &str, u32)) -> Result<(HandoverKey, Handover), Refusal> {
    let of = HandoverKey { list: key.0.to_owned(), code: key.1.to_owned(), edition: key.2 };
    let unknown = Say::new("powers.no_handover").with("code", key.1).with("edition", key.2);
    let handover = find(tx, &of)?.ok_or(Refusal::NotFound(unknown))?;
    Ok((of, handover))
}

/// The hand-over of an item with an edition. `key` is list, code and edition.
///
/// # Errors
/// No such hand-over, or the store's failure.
pub fn handover(tx: &mut Tx<'_>, key: (&str, &str, u32)) -> Result<Handover, Refusal> {
    known(tx, key).map(|(_, handover)| handover)
}

/// Records what happened to a hand-over; the ledger's number.
pub(super) fn append(
    tx: &mut Tx<'_>,
    of: &HandoverKey,
    event: &PowersEvent,
    by: &str,
    now: Timestamp,
) -> Result<u64, Refusal> {
    Ok(super::append(tx, &of.stream(), event, by, now)?)
}

/// The hand-overs of an edition of a list, by code.
///
/// # Errors
/// The store's failure.
pub fn handovers(tx: &mut Tx<'_>, list: &str, edition: u32) -> Result<Vec<Handover>, StoreError> {
    let sql =
        "SELECT detail FROM power_handovers WHERE district = ?1 AND list = ?2 AND edition = ?3 ORDER BY code";
    tx.query(sql, &[tx.district().into(), list.into(), edition.into()])?.iter().map(read).collect()
}

/// The hand-overs of a list that are not complete.
pub(super) fn waiting(tx: &mut Tx<'_>, list: &str) -> Result<Vec<Handover>, StoreError> {
    let sql = "SELECT detail FROM power_handovers WHERE district = ?1 AND complete = 0 AND list = ?2 \
        ORDER BY edition, code";
    tx.query(sql, &[tx.district().into(), list.into()])?.iter().map(read).collect()
}

/// Every hand-over that is not complete, soonest first; flows opens claim duties for them.
///
/// # Errors
/// The store's failure.
pub fn transfers(tx: &mut Tx<'_>) -> Result<Vec<Handover>, StoreError> {
    let sql = "SELECT detail FROM power_handovers WHERE district = ?1 AND complete = 0 \
        ORDER BY effective, list, code, edition";
    tx.query(sql, &[tx.district().into()])?.iter().map(read).collect()
}
