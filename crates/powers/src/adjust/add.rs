//! 新增: a new item needs the government's decision that it is given to the body (P-019); its code must be free
//! and fit the list (P-002).

use super::draft::Draft;
use crate::model::{Decision, NewItem, Refused};
use kernel::Say;

pub(super) fn check(
    draft: &Draft<'_>,
    new: &NewItem,
    decision: Option<&Decision>,
) -> Result<(), Box<Refused>> {
    free(draft, new)?;
    draft.fits(new)?;
    let say = match decision {
        Some(decision) if decision.granted && !decision.document.trim().is_empty() => return Ok(()),
        Some(decision) if !decision.granted => {
            Say::new("powers.not_granted").with("code", &new.code).with("document", &decision.document)
        }
        _ => Say::new("powers.no_decision").with("code", &new.code),
    };
    Err(draft.fault(&new.code, say, Say::new("powers.mend_no_decision")))
}

/// A code in force would have two states, and perhaps two bodies, on the same days.
pub(super) fn free(draft: &Draft<'_>, new: &NewItem) -> Result<(), Box<Refused>> {
    match draft.item(&new.code) {
        Some(item) => Err(draft.fault(
            &new.code,
            Say::new("powers.code_in_force").with("code", &new.code).with("holder", &item.holder),
            Say::new("powers.mend_code_in_force"),
        )),
        None => Ok(()),
    }
}
