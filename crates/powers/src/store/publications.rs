//! Decisions to change a list that await publication.

use super::record::cited;
use super::{keepers, lists, records};
use crate::records::{Stage, standings};
use jiff::civil::Date;
use kernel::Citation;
use store::{StoreError, Tx};

/// A decision that is to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The list.
    pub list: String,
    /// Number of the proposal's record.
    pub id: u32,
    /// What the proposal was about.
    pub title: String,
    /// Number of the deciding document.
    pub document: String,
    /// Its date.
    pub decided: Date,
    /// Who keeps the list.
    pub keeper: String,
    /// The decision, with the digest of the proposal's title.
    pub citation: Citation,
}

impl Publication {
    /// Identity of the duty to publish.
    pub fn duty(&self) -> String {
        duty_of(&self.list, self.id)
    }
}

/// Identity of the duty to publish what was decided about a proposal.
pub(crate) fn duty_of(list: &str, proposal: u32) -> String {
    format!("{list}.publication.{proposal}")
}

/// Every decision of every list that was granted and not published; flows opens duties for them.
///
/// # Errors
/// The store's failure.
pub fn unpublished(tx: &mut Tx<'_>) -> Result<Vec<Publication>, StoreError> {
    let mut found = Vec::new();
    for list in lists(tx)? {
        let standings = standings(&records(tx, &list.id, &["proposed", "stepped"])?);
        for standing in standings.iter().filter(|standing| standing.stage() == Stage::Decided) {
            let Some((document, decided)) = standing.granted() else { continue };
            let Some(keeper) = keepers(tx, &list.id)?.into_iter().next() else { continue };
            found.push(Publication {
                list: list.id.clone(),
                id: standing.id,
                title: standing.proposal.title.clone(),
                document: document.to_owned(),
                decided,
                keeper,
                citation: cited(document, &format!("proposal-{}", standing.id), &standing.proposal.title)?,
            });
        }
    }
    Ok(found)
}
