//! 行使层级调整: another level exercises the item, the body stays (P-021). A move to another body is a transfer.

use super::draft::Draft;
use crate::model::Refused;
use kernel::Say;

pub(super) fn check(draft: &Draft<'_>, code: &str, level: &str) -> Result<(), Box<Refused>> {
    let item = draft.known(code)?;
    if level.trim().is_empty() {
        let say = Say::new("powers.no_level").with("code", code);
        return Err(draft.fault(code, say, Say::new("powers.mend_no_words")));
    }
    if item.level.as_deref() == Some(level) {
        let say = Say::new("powers.same_level").with("code", code).with("level", level);
        return Err(draft.fault(code, say, Say::new("powers.mend_nothing_changes")));
    }
    Ok(())
}
