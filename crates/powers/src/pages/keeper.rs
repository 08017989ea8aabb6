//! Whoever adjusts a list acts for the body that keeps it; the right alone is not enough.

use crate::store::{self, ListRow};
use ::store::{StoreError, Tx};
use kernel::Say;
use maud::{Markup, html};
use page::{Ask, Refusal};

/// Who keeps a list, and whether the asker acts for it.
pub(super) struct Keeping {
    keepers: Vec<String>,
    pub(super) acts: bool,
}

/// Looks up who keeps a list. A program's token may name its body by an alias.
pub(super) fn keeping(tx: &mut Tx<'_>, ask: &Ask<'_>, list: &ListRow) -> Result<Keeping, StoreError> {
    let keepers = store::keepers(tx, &list.id)?;
    let Some(user) = &ask.user else { return Ok(Keeping { keepers, acts: false }) };
    // What nobody keeps is touched by those alone who stand over all.
    let acts = user.acts_for("") || keepers.contains(&store::own_name(tx, &user.organ)?);
    Ok(Keeping { keepers, acts })
}

/// Refuses whoever does not act for the keeper.
///
/// # Errors
/// [`Refusal::NotAllowed`], naming the keeper; or the store's failure.
pub(crate) fn must_keep(tx: &mut Tx<'_>, ask: &Ask<'_>, list: &ListRow) -> Result<(), Refusal> {
    let keeping = keeping(tx, ask, list)?;
    if keeping.acts { Ok(()) } else { Err(Refusal::NotAllowed(keeping.say())) }
}

impl Keeping {
    fn say(&self) -> Say {
        if self.keepers.is_empty() {
            return Say::new("powers.no_keeper");
        }
        Say::new("powers.not_keeper").with("keeper", self.keepers.join("、"))
    }

    /// What the page says beside the form.
    pub(super) fn notice(&self, ask: &Ask<'_>) -> Markup {
        html! { @if !self.acts { p.notice { (ask.say(&self.say())) } } }
    }
}
