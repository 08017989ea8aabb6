//! How a command ends when it cannot do what was asked.

use kernel::Say;
use page::Refusal;
use people::PeopleError;
use store::StoreError;

/// Why a command ended. Exit codes: 1 for findings and refusals, 2 when it could not start.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The work was done and found something, or was refused: each is one line, some already worded.
    Found(Vec<Line>),
    /// The command could not be carried out as given: one plain sentence.
    Usage(Say),
}

/// A line for the person at the terminal.
#[derive(Debug)]
pub(crate) enum Line {
    /// A sentence, after the place it is about.
    At(String, Say),
    /// A sentence.
    Say(Say),
}

impl Failure {
    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Failure::Found(_) => 1,
            Failure::Usage(_) => 2,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Usage(error.say())
    }
}

impl From<PeopleError> for Failure {
    fn from(error: PeopleError) -> Failure {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        match refusal {
            Refusal::Store(error) => error.into(),
            other => Failure::Found(vec![Line::Say(other.say("-"))]),
        }
    }
}
