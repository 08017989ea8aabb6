//! 重述: the list states an item anew (basis, kind, counterpart, row) without moving it to another body (P-021).
//! What was added stays, except where the list itself now says it.

use super::draft::Draft;
use crate::model::{Field, NewItem, Refused};
use kernel::Say;

pub(super) fn check(draft: &Draft<'_>, code: &str, new: &NewItem) -> Result<(), Box<Refused>> {
    let item = draft.known(code)?;
    draft.fits(new)?;
    if new.code != code || draft.body(code, &new.holder)? != item.holder {
        let say = Say::new("powers.other_holder").with("code", code).with("holder", &item.holder);
        let mend = Say::new("powers.mend_other_holder").with("holder", &item.holder).with("kind", &item.kind);
        return Err(draft.fault(code, say, mend));
    }
    Ok(())
}

pub(super) fn make(draft: &mut Draft<'_>, code: &str, new: &NewItem) {
    let Some(old) = draft.item(code) else { return };
    let (seq, holder, fact) = (old.seq, old.holder.clone(), old.fact.clone());
    let additions = old.additions.clone();
    let mut item = draft.made(new, seq);
    item.holder = holder;
    if new.fact.is_none() {
        item.fact = fact;
    }
    item.additions = additions;
    let said = [
        (Field::Basis, item.basis.is_some()),
        (Field::Level, item.level.is_some()),
        (Field::Counterpart, item.counterpart.is_some()),
    ];
    item.additions.retain(|added| !said.contains(&(added.field, true)));
    draft.change(code, |old| *old = item);
}
