//! 取消: follows the cancelled law or decision from its date, without a further decision (P-020). What is not in
//! force cannot be cancelled.

use super::draft::Draft;
use crate::model::Refused;

pub(super) fn check(draft: &Draft<'_>, code: &str) -> Result<(), Box<Refused>> {
    draft.known(code).map(|_| ())
}
