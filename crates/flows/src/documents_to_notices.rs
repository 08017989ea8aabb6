//! Documents in force go to whom they are addressed: the contacts of every addressee, who confirm each once.
//!
//! That a collective is an open set is shown where deliveries are listed. Whoever becomes a contact later gets
//! what came before.

use documents::DocumentRow;
use kernel::{Organs, Say};
use notices::{Draft, Holders, Item, Post};
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx};

/// Documents that one notice tells of, at most; more make another notice.
const ITEMS_MAX: usize = 50;

/// The notices that deliver what nobody has delivered yet: one for each person.
pub(crate) fn deliveries(tx: &mut Tx<'_>, holders: &Holders) -> Result<Vec<Draft>, StoreError> {
    let register = documents::organs(tx)?;
    let mut items: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for document in documents::documents(tx)? {
        let told = notices::told_of(tx, &subject(&document.head.number))?;
        for account in addressed(tx, &document, &register, holders)? {
            if !told.iter().any(|told| told.account == account) {
                items.entry(account).or_default().push(item(&document));
            }
        }
    }
    let each = items.into_iter().flat_map(|(account, items)| drafts(&account, &items));
    Ok(each.collect())
}

/// The thing that a delivery is about.
fn subject(number: &str) -> String {
    format!("document/{number}")
}

/// The contacts of the addressees, each once.
fn addressed(
    tx: &mut Tx<'_>,
    document: &DocumentRow,
    register: &Organs,
    holders: &Holders,
) -> Result<BTreeSet<String>, StoreError> {
    let bodies = documents::addressees(tx, &document.head, register)?;
    Ok(bodies.iter().flat_map(|body| holders.of(&body.organ, Post::Contact, false)).collect())
}

fn item(document: &DocumentRow) -> Item {
    let head = &document.head;
    Item {
        subject: subject(&head.number),
        due: None,
        rung: String::new(),
        title: head.title.clone(),
        title_en: head.title_en.clone(),
        words: Say::new("notices.item_document")
            .with("number", &head.number)
            .with("issuer", &head.issuer.written),
        url: format!("/documents/{}", page::encode(&head.number)),
    }
}

fn drafts(account: &str, items: &[Item]) -> Vec<Draft> {
    let draft = |part: &[Item]| Draft {
        account: account.to_owned(),
        kind: "document",
        cause: part.iter().map(|item| item.subject.as_str()).collect::<Vec<_>>().join("\n"),
        urgent: false,
        confirm: true,
        title: Say::new("notices.title_document").with("count", part.len()),
        items: part.to_vec(),
        made_up: false,
    };
    items.chunks(ITEMS_MAX).map(draft).collect()
}
