//! 拆分: an item ends and at least two take its place with the same body and kind (P-021). A part may go on under
//! the old code; to move a part to another body is a transfer of its own.

use super::add;
use super::draft::Draft;
use crate::model::{NewItem, Refused};
use kernel::Say;

pub(super) fn check(draft: &Draft<'_>, code: &str, into: &[NewItem]) -> Result<(), Box<Refused>> {
    let item = draft.known(code)?;
    if into.len() < 2 {
        let say = Say::new("powers.split_in_one").with("code", code);
        return Err(draft.fault(code, say, Say::new("powers.mend_split_in_one")));
    }
    into.iter().try_for_each(|part| {
        if part.code != code {
            add::free(draft, part)?;
        }
        draft.fits(part)?;
        same(draft, part, &item.holder, &item.kind)
    })
}

/// A part stays with the body and the kind of what it comes from.
pub(super) fn same(draft: &Draft<'_>, part: &NewItem, holder: &str, kind: &str) -> Result<(), Box<Refused>> {
    let say = if draft.body(&part.code, &part.holder)? != holder {
        Say::new("powers.other_holder").with("code", &part.code).with("holder", holder)
    } else if part.kind != kind {
        Say::new("powers.other_kind").with("code", &part.code).with("kind", kind)
    } else {
        return Ok(());
    };
    Err(draft.fault(
        &part.code,
        say,
        Say::new("powers.mend_other_holder").with("holder", holder).with("kind", kind),
    ))
}

pub(super) fn make(draft: &mut Draft<'_>, code: &str, into: &[NewItem]) {
    draft.end(code);
    into.iter().for_each(|part| draft.begin(part));
}
