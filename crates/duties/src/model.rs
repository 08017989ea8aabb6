//! Duties, what happens to them, and who may make it happen. Pure: `now` is an argument.
//!
//! Where to begin: `state.rs` (where a duty can stand), `rule.rs` (who may do what when), `duty.rs` (what an event
//! makes of a duty).

mod attachment;
mod batch;
mod bulletin;
mod duty;
mod event;
mod owner;
mod question;
mod report;
mod rule;
mod score;
mod sheet;
mod state;

pub(crate) use attachment::{accepted, media_type};
pub(crate) use batch::{Batch, BatchUndone, is_for_many, may_undo, standing_at};
pub use bulletin::{Bulletin, Issued, Line, Outcome};
pub(crate) use bulletin::{line, outcome};
pub use duty::{Duty, Standing};
pub use event::{Asked, DutyEvent, Opened, Part, Wish, Wished};
pub use owner::{Naming, OwnerNamed};
pub(crate) use question::questions;
pub use question::{ActionPlan, Question, QuestionKind};
pub use report::{Evidence, Report};
pub use rule::{Act, Actor, Denied, decide};
pub use score::{Deduction, Rule, Score, Why};
pub(crate) use score::{FULL, days_begun, scores};
pub use sheet::{Color, Sheet, SheetEvent, SheetState};
pub(crate) use sheet::{may_answer, may_close, may_issue};
pub use state::DutyState;

#[cfg(test)]
mod tests;
