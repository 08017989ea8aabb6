//! Two adjustments at once over the same items: what one writer changed of an item must not be overwritten by another
//! who had not seen it. Changes that touch different sides of an item are merged.

use super::fault::fault;
use super::list::List;
use crate::model::{Adjustment, Change, Item, Refused};
use kernel::Say;
use std::collections::BTreeMap;

/// A fault for each item of which the adjustment changes what somebody else changed since the writer looked. `seen`
/// has the items as the writer saw them.
pub(crate) fn meanwhile(list: &List, seen: &BTreeMap<String, Item>, adjustment: &Adjustment) -> Vec<Refused> {
    let changed = |code: &String, same: fn(&Change, &Item, &Item) -> bool, change: &Change| {
        let (before, now) = (seen.get(code)?, list.open.get(code)?);
        (!same(change, before, &now.item)).then(|| {
            let say = Say::new("powers.changed_meanwhile").with("code", code).with("edition", now.edition);
            let say = say.with("name", &now.item.name).with("holder", &now.item.holder);
            let mend = Say::new("powers.mend_changed_meanwhile").with("edition", list.edition);
            fault(code, adjustment.effective, say, mend)
        })
    };
    let of = |change: &Change| {
        let found: Vec<Refused> = match change {
            Change::Add { .. } => Vec::new(),
            Change::Merge { codes, .. } => {
                codes.iter().filter_map(|code| changed(code, same, change)).collect()
            }
            Change::Cancel { code, .. }
            | Change::Transfer { code, .. }
            | Change::Rename { code, .. }
            | Change::Split { code, .. }
            | Change::ChangeLevel { code, .. }
            | Change::Complete { code, .. }
            | Change::Restate { code, .. } => changed(code, same, change).into_iter().collect(),
        };
        found
    };
    adjustment.changes.iter().flat_map(of).collect()
}

/// Whether what a change replaces is still as the writer saw it. What ends an item ends what the writer saw.
fn same(change: &Change, before: &Item, now: &Item) -> bool {
    match change {
        Change::Transfer { .. } => before.holder == now.holder,
        Change::Rename { .. } => before.name == now.name,
        Change::ChangeLevel { .. } => before.level == now.level,
        Change::Complete { added, .. } => before.field(added.field) == now.field(added.field),
        Change::Restate { .. } => {
            (&before.name, &before.kind, &before.basis, &before.counterpart)
                == (&now.name, &now.kind, &now.basis, &now.counterpart)
        }
        Change::Add { .. } | Change::Cancel { .. } | Change::Split { .. } | Change::Merge { .. } => {
            before == now
        }
    }
}
