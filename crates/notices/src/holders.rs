//! Who holds which post of which organ. Pure: accounts and posts are arguments.

use crate::rung::Post;
use people::{Account, Right, Role, State};
use std::collections::BTreeMap;

/// The people who can be told, by organ and post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holders {
    organs: BTreeMap<String, Vec<Holder>>,
    office: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Holder {
    account: String,
    role: Role,
    post: Option<Post>,
}

impl Holders {
    /// From every account and the posts that were set. Whoever cannot sign in yet, or any more, holds nothing: a
    /// message that nobody can answer would hide that nobody is there.
    pub fn new(accounts: &[Account], posts: &BTreeMap<String, Post>) -> Holders {
        let mut holders = Holders::default();
        for account in accounts.iter().filter(|account| account.state == State::Active) {
            let user = &account.user;
            if user.role == Role::Supervisor {
                holders.office.push(user.account.clone());
            }
            let post = posts.get(&user.account).copied();
            let holder = Holder { account: user.account.clone(), role: user.role, post };
            holders.organs.entry(user.organ.clone()).or_default().push(holder);
        }
        holders
    }

    /// Whether there is nobody who can sign in.
    pub fn is_nobody(&self) -> bool {
        self.organs.is_empty()
    }

    /// Whether the account is one that can sign in.
    pub fn knows(&self, account: &str) -> bool {
        self.organs.values().flatten().any(|holder| holder.account == account)
    }

    /// The accounts that hold a post of an organ. An organ is answered for by its contacts; in an emergency by its
    /// duty officers as well; where there is neither, by whoever may report for it.
    pub fn of(&self, organ: &str, post: Post, urgent: bool) -> Vec<String> {
        let people = self.organs.get(organ).map(Vec::as_slice).unwrap_or_default();
        let those = |held: &dyn Fn(&Holder) -> bool| -> Vec<String> {
            people.iter().filter(|holder| held(holder)).map(|holder| holder.account.clone()).collect()
        };
        match post {
            Post::Office => self.office.clone(),
            Post::InCharge | Post::Head => those(&|holder| holder.post == Some(post)),
            Post::Contact if organ.is_empty() => Vec::new(),
            Post::Contact => {
                let first = |holder: &Holder| {
                    holder.role == Role::Contact || (urgent && holder.role == Role::DutyOfficer)
                };
                match those(&first) {
                    none if none.is_empty() => those(&|holder| holder.role.may(Right::ReportDuty)),
                    found => found,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
