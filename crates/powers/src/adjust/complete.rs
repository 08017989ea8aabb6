//! 补充: what the document lacks is added with author and source, never silently, and never in place of what the
//! document says (P-003).

use super::draft::Draft;
use crate::model::{Added, Field, Item, Refused};
use kernel::Say;

pub(super) fn check(draft: &Draft<'_>, code: &str, added: &Added) -> Result<(), Box<Refused>> {
    let item = draft.known(code)?;
    let missing = [&added.value, &added.author, &added.source].into_iter().any(|text| text.trim().is_empty());
    if missing {
        let say = Say::new("powers.no_source").with("code", code);
        return Err(draft.fault(code, say, Say::new("powers.mend_no_source")));
    }
    if states(item, added.field) {
        let say = Say::new("powers.stated_already").with("code", code);
        return Err(draft.fault(code, say, Say::new("powers.mend_stated_already")));
    }
    Ok(())
}

/// Whether the list itself says it.
fn states(item: &Item, field: Field) -> bool {
    match field {
        Field::Basis => item.basis.is_some(),
        Field::Level => item.level.is_some(),
        Field::Counterpart => item.counterpart.is_some(),
        Field::Procedure | Field::TimeLimit | Field::Discretion => false,
    }
}
