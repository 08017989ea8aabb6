//! Pages of registers: the list of books, one book as a table, one row, forms, sheets.

mod form;
mod index;
mod move_row;
mod one;
mod paste;
mod show;
mod table;
mod take;

pub(crate) use show::{state_word, value_words};
pub(crate) use table::{asked, download};
pub(crate) use take::understood;

use crate::model::{Hands, Row};
use crate::store::{self, Book, By, NotWritten};
use ::store::Tx;
use jiff::civil::Date;
use kernel::{Say, day_of};
use maud::{Markup, html};
use pack::{Register, RegisterField};
use page::{Ask, Refusal, Route};
use people::{Right, User};

pub(crate) fn routes() -> Vec<Route> {
    [index::routes(), table::routes(), one::routes(), form::routes(), move_row::routes(), paste::routes()]
        .concat()
}

/// The register of the address, if the asker may read it.
pub(crate) fn book_of(tx: &mut Tx<'_>, ask: &Ask<'_>) -> Result<Book, Refusal> {
    let book = store::book(tx, ask.path.get("register"))?;
    if sees(ask.user()?, &book.register) {
        return Ok(book);
    }
    Err(Refusal::NotAllowed(Say::new("registers_pages.not_a_reader").with("register", &book.register.title)))
}

/// Whether a person may read a register: those it names, and those who read the ledger anyway.
pub(crate) fn sees(user: &User, register: &Register) -> bool {
    let acts = |named: &pack::Named| user.acts_for(&named.organ);
    register.readers.is_empty()
        || user.may(Right::ReadLedger)
        || acts(&register.keeper)
        || register.readers.iter().chain(&register.writers).any(acts)
}

/// Number of the row of the address.
pub(crate) fn row_of(tx: &mut Tx<'_>, ask: &Ask<'_>, register: &str) -> Result<Row, Refusal> {
    let typed = ask.path.get("row");
    let none = || Refusal::NotFound(Say::new("registers.no_row").with("row", typed));
    store::row(tx, register, typed.parse().map_err(|_| none())?)
}

/// Whose hand the asker's is for a row whose owner is `owner`.
pub(crate) fn hands(ask: &Ask<'_>, register: &Register, owner: &str) -> Hands {
    let Some(user) = ask.user.as_ref().filter(|user| user.may(Right::ReportDuty)) else {
        return Hands::default();
    };
    Hands {
        keeper: user.acts_for(&register.keeper.organ),
        writer: register.writers.iter().any(|named| user.acts_for(&named.organ)),
        owner: register.owner.is_some() && !owner.is_empty() && user.acts_for(owner),
        supervisor: user.may(Right::ReviewDuty),
    }
}

/// The owner of a row, if the register has owners.
pub(crate) fn owner<'a>(register: &Register, row: &'a Row) -> &'a str {
    register.owner.as_deref().map_or("", |owner| row.value(owner))
}

/// Whether the asker may ever add a row: as keeper, writer, or for the own organ.
pub(crate) fn may_add(ask: &Ask<'_>, register: &Register) -> bool {
    let own = ask.user.as_ref().map_or("", |user| user.organ.as_str());
    hands(ask, register, own).writes()
}

/// Who writes, as the store takes it.
///
/// # Errors
/// The asker's hand is none of this row.
pub(crate) fn by<'a>(ask: &'a Ask<'_>, register: &Register, owner: &str) -> Result<By<'a>, Refusal> {
    let hands = hands(ask, register, owner);
    if !hands.writes() && !hands.supervisor {
        let say = Say::new("registers_pages.not_a_writer").with("keeper", &register.keeper.organ);
        return Err(Refusal::NotAllowed(say));
    }
    Ok(By { account: ask.actor()?, hands, now: ask.now })
}

/// A writer in the full sense: a supervisor only moves.
pub(crate) fn writer<'a>(ask: &'a Ask<'_>, register: &Register, owner: &str) -> Result<By<'a>, Refusal> {
    let by = by(ask, register, owner)?;
    let say = || Say::new("registers_pages.not_a_writer").with("keeper", &register.keeper.organ);
    if by.hands.writes() { Ok(by) } else { Err(Refusal::NotAllowed(say())) }
}

/// Lets the faults of a row leave a transaction as a failure, so that nothing is written.
pub(crate) struct Failed(pub(crate) NotWritten);

impl From<::store::StoreError> for Failed {
    fn from(error: ::store::StoreError) -> Failed {
        Failed(error.into())
    }
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Failed {
        Failed(refusal.into())
    }
}

impl From<NotWritten> for Failed {
    fn from(not: NotWritten) -> Failed {
        Failed(not)
    }
}

/// Writes in one transaction; faults come back as such.
pub(crate) fn write<T>(
    ask: &Ask<'_>,
    f: impl FnOnce(&mut Tx<'_>) -> Result<T, Failed>,
) -> Result<T, NotWritten> {
    ask.app.store.write(f).map_err(|Failed(not)| not)
}

/// The day of a form, today when it is empty.
pub(crate) fn day(typed: &str, ask: &Ask<'_>) -> Result<Date, Refusal> {
    if typed.is_empty() {
        return Ok(day_of(ask.now));
    }
    let bad = |_| Refusal::Invalid(Say::new("registers_pages.bad_day").with("day", typed));
    typed.parse().map_err(bad)
}

/// The title of a register.
pub(crate) fn title<'a>(ask: &Ask<'_>, register: &'a Register) -> &'a str {
    ask.language.of(&register.title, &register.title_en)
}

/// The heading of a field, with its unit.
pub(crate) fn heading(ask: &Ask<'_>, field: &RegisterField) -> String {
    let title = ask.language.of(&field.title, &field.title_en);
    match (field.unit.as_str(), field.kind) {
        ("", pack::FieldKind::Money) => format!("{title}（{}）", ask.t("registers_pages.yuan")),
        ("", _) => title.to_owned(),
        (unit, _) => format!("{title}（{unit}）"),
    }
}

/// The sentences of what is wrong, as a list.
pub(crate) fn fault_list(ask: &Ask<'_>, faults: &[crate::RowFault]) -> Markup {
    html! {
        @if !faults.is_empty() {
            div.fault role="alert" { ul { @for fault in faults { li { (ask.say(&fault.say)) } } } }
        }
    }
}
