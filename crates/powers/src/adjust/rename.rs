//! 更名: the same item under the same code has another name (P-021).

use super::draft::Draft;
use crate::model::Refused;
use kernel::Say;

pub(super) fn check(draft: &Draft<'_>, code: &str, name: &str) -> Result<(), Box<Refused>> {
    let item = draft.known(code)?;
    if name.trim().is_empty() {
        let say = Say::new("powers.no_name").with("code", code);
        return Err(draft.fault(code, say, Say::new("powers.mend_no_words")));
    }
    if item.name == name {
        let say = Say::new("powers.same_name").with("code", code);
        return Err(draft.fault(code, say, Say::new("powers.mend_nothing_changes")));
    }
    Ok(())
}
