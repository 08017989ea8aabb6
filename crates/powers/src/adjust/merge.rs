//! 合并: at least two items of one body and one kind end, and one takes their place (P-021). Items of two bodies
//! cannot become one that exactly one body exercises; a transfer comes first.

use super::add;
use super::draft::Draft;
use super::split::same;
use crate::model::{NewItem, Refused};
use kernel::Say;

pub(super) fn check(draft: &Draft<'_>, codes: &[String], into: &NewItem) -> Result<(), Box<Refused>> {
    let Some(first) = codes.first().filter(|_| codes.len() > 1) else {
        let say = Say::new("powers.merge_of_one").with("code", &into.code);
        return Err(draft.fault(&into.code, say, Say::new("powers.mend_merge_of_one")));
    };
    let (holder, kind) = draft.known(first).map(|item| (item.holder.clone(), item.kind.clone()))?;
    for code in codes {
        let item = draft.known(code)?;
        if item.holder != holder || item.kind != kind {
            let say = Say::new("powers.merge_unlike").with("code", code).with("first", first);
            return Err(draft.fault(code, say, Say::new("powers.mend_merge_unlike").with("holder", &holder)));
        }
    }
    if !codes.contains(&into.code) {
        add::free(draft, into)?;
    }
    draft.fits(into)?;
    same(draft, into, &holder, &kind)
}

pub(super) fn make(draft: &mut Draft<'_>, codes: &[String], into: &NewItem) {
    codes.iter().for_each(|code| draft.end(code));
    draft.begin(into);
}
