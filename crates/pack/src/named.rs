//! An organ as a document names it, and who that is.

use crate::fault::Spot;
use crate::near::unknown;
use kernel::{OrganKind, Organs, Resolved, Say};
use serde::{Deserialize, Serialize};

/// A body named in a document: the words are kept, the organ is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name as the document writes it.
    pub written: String,
    /// The organ's name in the register ([`kernel::Organs`]).
    pub organ: String,
    /// The organ may be the same as another and nobody has decided.
    pub doubtful: bool,
    /// The organ is a collective: an open set, of which the register lists the members it knows.
    pub open: bool,
}

impl Named {
    /// A body that can be held to something: not an open set of bodies.
    pub fn is_one_body(&self) -> bool {
        !self.open
    }
}

/// The organ of that name; a fault when there is none.
pub(crate) fn resolve(organs: &Organs, written: &str, spot: Spot<'_>) -> Option<Named> {
    let (organ, doubtful) = match organs.resolve(written) {
        Resolved::Organ(organ) => (organ, false),
        Resolved::Doubtful { organ, .. } => (organ, true),
        Resolved::Unknown => {
            must_exist(organs, written, spot);
            return None;
        }
    };
    Some(Named {
        written: written.to_owned(),
        organ: organ.name.clone(),
        doubtful,
        open: organ.kind == OrganKind::Collective,
    })
}

/// A fault, with names like it, when no organ bears the name. A register without organs has a fault of its
/// own; every name would only repeat it.
pub(crate) fn must_exist(organs: &Organs, written: &str, spot: Spot<'_>) {
    if organs.find(written).is_some() || organs.iter().next().is_none() {
        return;
    }
    if written.is_empty() {
        return spot.fault(Say::new("pack.empty"));
    }
    let names = organs.iter().flat_map(|organ| std::iter::once(&organ.name).chain(&organ.aliases));
    spot.fault(unknown(
        ("pack.unknown_organ", "pack.unknown_organ_like"),
        written,
        names.map(String::as_str),
    ));
}

/// The parts of a list in one cell.
pub(crate) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}
