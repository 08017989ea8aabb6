//! 划转: an item goes from the body that exercises it to another one of the register (P-009). A giving body that
//! does not exercise it would leave it with two bodies, a taking body that does not exist with none (P-010).

use super::draft::Draft;
use crate::model::Refused;
use kernel::Say;

pub(super) fn check(draft: &Draft<'_>, code: &str, from: &str, to: &str) -> Result<(), Box<Refused>> {
    let item = draft.known(code)?;
    if draft.list.body(from).unwrap_or(from) != item.holder {
        let say = Say::new("powers.not_holder").with("code", code).with("from", from);
        return Err(draft.fault(
            code,
            say.with("holder", &item.holder),
            Say::new("powers.mend_not_holder").with("holder", &item.holder),
        ));
    }
    if draft.body(code, to)? == item.holder {
        let say = Say::new("powers.same_holder").with("code", code).with("holder", &item.holder);
        return Err(draft.fault(code, say, Say::new("powers.mend_nothing_changes")));
    }
    Ok(())
}

pub(super) fn make(draft: &mut Draft<'_>, code: &str, to: &str) {
    let taking = draft.list.body(to).unwrap_or(to).to_owned();
    draft.change(code, |item| item.holder = taking);
}
