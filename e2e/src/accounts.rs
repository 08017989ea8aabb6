//! An account for every role.

use crate::Client;
use documents::FactKind;
use jiff::Timestamp;
use page::Refusal;
use people::{Chosen, NewAccount, Role};
use store::Store;

/// The password of every account of a test.
pub const PASSWORD: &str = "correct horse battery";

/// The account of a role.
pub fn account_of(role: Role) -> String {
    format!("test-{role}")
}

/// Opens an account for every role: the contact's organ leads most tasks, the supervisor's receives the reports.
pub fn open_accounts(store: &Store, now: Timestamp) {
    let read = |tx: &mut store::Tx<'_>| {
        let busiest = documents::busiest_organs(tx, FactKind::Task, 1)?;
        Ok::<_, Refusal>((busiest, documents::receivers(tx)?))
    };
    let (busiest, office) = store.read(read).expect("organs");
    for role in Role::all() {
        let organ = match role {
            Role::Admin => "",
            Role::Supervisor | Role::Leader | Role::Auditor => &office[0],
            _ => &busiest[0],
        };
        open_account(store, &account_of(role), organ, role, now);
    }
}

/// Opens an account and sets its password.
pub fn open_account(store: &Store, account: &str, organ: &str, role: Role, now: Timestamp) {
    let new = NewAccount {
        account: account.to_owned(),
        name: format!("测试·{account}"),
        organ: organ.to_owned(),
        role,
    };
    let chosen = Chosen::new(account, account, PASSWORD).expect("a good password");
    let open = |tx: &mut store::Tx<'_>| {
        let link = people::open_account(tx, "system", &new, now)?;
        people::use_link(tx, link.reveal(), &chosen, now)
    };
    store.write(open).expect("an account");
}

impl Client {
    /// Signs in as the account of a role, through the form.
    pub fn sign_in_as(&self, role: Role) {
        self.sign_in(&account_of(role));
    }

    /// Signs in with the tests' password, through the form.
    pub fn sign_in(&self, account: &str) {
        let reply = self.post_form("/sign-in", &[("account", account), ("password", PASSWORD)]);
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, "/"),
            "{account} signs in: {}",
            reply.text()
        );
    }
}
