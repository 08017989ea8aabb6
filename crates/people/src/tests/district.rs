//! A district in a database of its own choosing, and the steps that stories are told with.

use crate::{
    Account, Checked, Chosen, KEPT, LinkFor, NewAccount, PeopleError, Refusal, Role, Secret, SignIn, User,
    accounts, challenge, first_link, link, open_account, projection, session, sign_in, use_link,
};
use jiff::{SignedDuration, Timestamp};
use store::{Keys, Parts, Store, Tx};

/// The password of everybody in these stories.
pub(super) const PASSWORD: &str = "春眠不觉晓处处闻啼鸟";

pub(super) fn open(url: &str) -> Store {
    const PARTS: Parts = Parts { projections: &[projection()], kept: KEPT };
    Store::open(url, Keys::Given([7; 32]), PARTS).unwrap()
}

/// Minutes after nine in the morning.
pub(super) fn minute(minutes: i64) -> Timestamp {
    let start: Timestamp = "2023-06-20T01:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

pub(super) struct District(pub(super) Store);

impl District {
    pub(super) fn write<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, PeopleError>) -> T {
        self.0.write(f).unwrap()
    }

    pub(super) fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, PeopleError>) -> T {
        self.0.read(f).unwrap()
    }

    /// What a writing step is refused with.
    pub(super) fn refused<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, PeopleError>) -> Refusal {
        match self.0.write(f) {
            Err(PeopleError::Refused(refusal)) => refusal,
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it was not refused"),
        }
    }

    /// The first administrator, `admin`.
    pub(super) fn with_admin(self) -> District {
        let token = self.write(|tx| first_link(tx, minute(0))).unwrap();
        assert_eq!(self.read(|tx| link(tx, token.reveal(), minute(1))), LinkFor::FirstAdmin);
        self.use_link(&token, "admin", 1);
        self
    }

    pub(super) fn use_link(&self, token: &Secret, account: &str, now: i64) -> User {
        let chosen = Chosen::new(account, "某某", PASSWORD).unwrap();
        self.write(|tx| use_link(tx, token.reveal(), &chosen, minute(now)))
    }

    pub(super) fn open(&self, account: &str, organ: &str, role: Role, now: i64) -> Secret {
        self.write(|tx| open_account(tx, "admin", &new(account, organ, role), minute(now)))
    }

    /// An account that can sign in.
    pub(super) fn with(self, account: &str, role: Role) -> District {
        let token = self.open(account, "区财政局", role, 2);
        self.use_link(&token, account, 3);
        self
    }

    /// The three steps of signing in.
    pub(super) fn sign_in(&self, account: &str, password: &str, now: i64) -> Result<(User, Secret), Refusal> {
        let challenge = match self.0.read(|tx| challenge(tx, account, minute(now))) {
            Err(PeopleError::Refused(refusal)) => return Err(refusal),
            other => other.unwrap(),
        };
        self.finish(&challenge.check(password).unwrap(), now)
    }

    /// The last of the three steps.
    pub(super) fn finish(&self, checked: &Checked, now: i64) -> Result<(User, Secret), Refusal> {
        match self.write(|tx| sign_in(tx, checked, minute(now))) {
            SignIn::Opened { user, session } => Ok((user, session)),
            SignIn::Refused(refusal) => Err(refusal),
        }
    }

    pub(super) fn who(&self, token: &Secret, now: i64) -> Option<String> {
        self.read(|tx| session(tx, token.reveal(), minute(now))).map(|user| user.account)
    }

    pub(super) fn account(&self, name: &str) -> Account {
        let all = self.read(accounts);
        all.into_iter().find(|found| found.user.account == name).unwrap()
    }

    /// Kinds, actors and bodies of the ledger, but for the store's own.
    pub(super) fn ledger(&self) -> Vec<String> {
        let entries = self.read(|tx| Ok(tx.entries(0, 1000)?));
        let ours = entries.iter().filter(|entry| !entry.kind.starts_with("ledger."));
        ours.map(|entry| format!("{} by {}: {}", entry.kind, entry.actor, entry.body)).collect()
    }
}

pub(super) fn new(account: &str, organ: &str, role: Role) -> NewAccount {
    NewAccount { account: account.to_owned(), name: "某某".to_owned(), organ: organ.to_owned(), role }
}
