//! The table of rights: which role may do what. Pages and commands ask here and nowhere else.
//!
//! A right says what an account may do at all. Whose entries it may do it to is [`User::acts_for`]; that a
//! second person must confirm is for the job to check, for only it knows who was the first.
//!
//! [`User::acts_for`]: crate::User::acts_for

use crate::Role;
use kernel::Say;

/// Something an account may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// See every document, duty, indicator and incident of the district.
    ReadDistrict,
    /// See the persons and telephones that an attached gazette names.
    ReadContacts,
    /// Read the ledger's entries: who did what and when.
    ReadLedger,
    /// Attach a gazette's text to the facts that were read from it.
    AttachGazette,
    /// Adopt a pack or its next edition.
    AdoptPack,
    /// Give a duty without an owner to an organ, and settle doubtful names.
    AssignDuty,
    /// Report on a duty.
    ReportDuty,
    /// Accept a report or return it with a reason.
    ReviewDuty,
    /// Issue a bulletin.
    IssueBulletin,
    /// Record an indicator's value.
    RecordValue,
    /// Make a recorded value official, as the second person.
    ConfirmValue,
    /// Take reports of an event, grade it, propose what is to be decided, record what is done.
    HandleIncident,
    /// Record what the body that the plan names decided on an event.
    DecideIncident,
    /// Draft, confirm, update and lift a warning.
    IssueWarning,
    /// Record findings and re-check what was rectified.
    Inspect,
    /// Make a new edition of a list of powers.
    AdjustPowers,
    /// Open and close accounts and tokens, issue links, change roles.
    ManageAccounts,
}

const YES: bool = true;
const NO_: bool = false;

/// One line per right, one column per role, in the order of [`Role::all`].
#[rustfmt::skip] // The columns are the point: a person reads the table downwards.
const TABLE: [(Right, [bool; 9]); 17] = [
    //                      super- contact duty-   fore-   in-    regis- leader audi-  admin
    //                      visor          officer caster  spector trar         tor
    (Right::ReadDistrict,   [YES,   YES,    YES,    YES,    YES,   YES,   YES,   YES,   YES]),
    (Right::ReadContacts,   [YES,   YES,    YES,    YES,    YES,   YES,   YES,   NO_,   NO_]),
    (Right::ReadLedger,     [YES,   NO_,    NO_,    NO_,    NO_,   NO_,   YES,   YES,   YES]),
    (Right::AttachGazette,  [YES,   NO_,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::AdoptPack,      [YES,   NO_,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::AssignDuty,     [YES,   NO_,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::ReportDuty,     [YES,   YES,    YES,    YES,    YES,   YES,   NO_,   NO_,   NO_]),
    (Right::ReviewDuty,     [YES,   NO_,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::IssueBulletin,  [YES,   NO_,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::RecordValue,    [YES,   YES,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::ConfirmValue,   [YES,   YES,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::HandleIncident, [NO_,   NO_,    YES,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::DecideIncident, [YES,   NO_,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::IssueWarning,   [NO_,   NO_,    NO_,    YES,    NO_,   NO_,   NO_,   NO_,   NO_]),
    (Right::Inspect,        [NO_,   NO_,    NO_,    NO_,    YES,   NO_,   NO_,   NO_,   NO_]),
    (Right::AdjustPowers,   [NO_,   NO_,    NO_,    NO_,    NO_,   YES,   NO_,   NO_,   NO_]),
    (Right::ManageAccounts, [NO_,   NO_,    NO_,    NO_,    NO_,   NO_,   NO_,   NO_,   YES]),
];

impl Role {
    /// Whether this role may do it. What the table does not name, nobody may do.
    pub fn may(self, right: Right) -> bool {
        let row = TABLE.iter().find(|(named, _)| *named == right);
        row.is_some_and(|(_, marks)| marks.iter().zip(Role::all()).any(|(yes, role)| *yes && role == self))
    }
}

impl Right {
    /// Every right, in the order of the table.
    pub fn all() -> impl Iterator<Item = Right> {
        TABLE.iter().map(|(right, _)| *right)
    }

    /// What a person calls it.
    pub fn say(self) -> Say {
        Say::new(match self {
            Right::ReadDistrict => "people.right-read-district",
            Right::ReadContacts => "people.right-read-contacts",
            Right::ReadLedger => "people.right-read-ledger",
            Right::AttachGazette => "people.right-attach-gazette",
            Right::AdoptPack => "people.right-adopt-pack",
            Right::AssignDuty => "people.right-assign-duty",
            Right::ReportDuty => "people.right-report-duty",
            Right::ReviewDuty => "people.right-review-duty",
            Right::IssueBulletin => "people.right-issue-bulletin",
            Right::RecordValue => "people.right-record-value",
            Right::ConfirmValue => "people.right-confirm-value",
            Right::HandleIncident => "people.right-handle-incident",
            Right::DecideIncident => "people.right-decide-incident",
            Right::IssueWarning => "people.right-issue-warning",
            Right::Inspect => "people.right-inspect",
            Right::AdjustPowers => "people.right-adjust-powers",
            Right::ManageAccounts => "people.right-manage-accounts",
        })
    }

    /// The sentence for one who lacks it: who does this.
    pub fn lacking(self) -> Say {
        Say::new(match self {
            Right::ReadDistrict => "people.lacks-read-district",
            Right::ReadContacts => "people.lacks-read-contacts",
            Right::ReadLedger => "people.lacks-read-ledger",
            Right::AttachGazette => "people.lacks-attach-gazette",
            Right::AdoptPack => "people.lacks-adopt-pack",
            Right::AssignDuty => "people.lacks-assign-duty",
            Right::ReportDuty => "people.lacks-report-duty",
            Right::ReviewDuty => "people.lacks-review-duty",
            Right::IssueBulletin => "people.lacks-issue-bulletin",
            Right::RecordValue => "people.lacks-record-value",
            Right::ConfirmValue => "people.lacks-confirm-value",
            Right::HandleIncident => "people.lacks-handle-incident",
            Right::DecideIncident => "people.lacks-decide-incident",
            Right::IssueWarning => "people.lacks-issue-warning",
            Right::Inspect => "people.lacks-inspect",
            Right::AdjustPowers => "people.lacks-adjust-powers",
            Right::ManageAccounts => "people.lacks-manage-accounts",
        })
    }
}

#[cfg(test)]
mod tests;
