//! Who may record what. The right is asked for by the route; for whom, here.

use crate::pages::keeper::keeping;
use crate::records::Matter;
use crate::store::{self, ListRow, own_name};
use ::store::Tx;
use kernel::Say;
use page::{Ask, Refusal};
use people::Right;

/// Records things of a list for the asker, all of them or none: the number of the first within its list, and of its
/// entry.
///
/// # Errors
/// The asker may not, it cannot be recorded, or the store's failure.
pub(crate) fn enter(
    tx: &mut Tx<'_>,
    ask: &Ask<'_>,
    list: &ListRow,
    matters: Vec<Matter>,
) -> Result<(u32, u64), Refusal> {
    for matter in &matters {
        may(tx, ask, list, matter)?;
    }
    store::record(tx, &list.id, matters, ask.actor()?, ask.now)
}

/// Proposals come from any body, for itself; notes from the keeper or from the department they are about; all else
/// from the keeper.
fn may(tx: &mut Tx<'_>, ask: &Ask<'_>, list: &ListRow, matter: &Matter) -> Result<(), Refusal> {
    match matter {
        Matter::Proposed(proposal) => acts(tx, ask, &proposal.asked_by),
        Matter::Noted(note) if keeping(tx, ask, list)?.acts => acts_at_all(ask, &note.body),
        Matter::Noted(note) => acts(tx, ask, &note.body),
        _ if !ask.may(Right::AdjustPowers) => Err(Refusal::NotAllowed(Right::AdjustPowers.lacking())),
        _ => crate::pages::must_keep(tx, ask, list),
    }
}

fn acts_at_all(ask: &Ask<'_>, body: &str) -> Result<(), Refusal> {
    if ask.may(Right::ReportDuty) { Ok(()) } else { Err(not_yours(body)) }
}

fn acts(tx: &mut Tx<'_>, ask: &Ask<'_>, body: &str) -> Result<(), Refusal> {
    let (user, body) = (ask.user()?, own_name(tx, body.trim())?);
    let own = user.acts_for(&body) || (!body.is_empty() && own_name(tx, &user.organ)? == body);
    if own { acts_at_all(ask, &body) } else { Err(not_yours(&body)) }
}

fn not_yours(body: &str) -> Refusal {
    Refusal::NotAllowed(Say::new("powers.not_your_body").with("body", body))
}
