//! To whom a document is addressed, body by body.

use crate::facts::Role;
use ::store::{StoreError, Tx};
use kernel::{Level, Organ, OrganKind, Organs};
use pack::Document;

/// One body that a document is addressed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The body's own name.
    pub organ: String,
    /// How the document addresses it: by its name, or as one of an open set.
    pub written: String,
    /// The set is open: there may be others.
    pub open: bool,
}

/// The bodies that a document is addressed to, each once, in the document's order. Of a collective those count that the
/// register lists as its members; where it lists none, as for 区政府有关部门, the bodies of the district to which the
/// document gives a part: they certainly are departments concerned.
///
/// # Errors
/// The store's failure.
pub fn addressees(
    tx: &mut Tx<'_>,
    document: &Document,
    register: &Organs,
) -> Result<Vec<Addressee>, StoreError> {
    let mut all: Vec<Addressee> = Vec::new();
    let mut add = |organ: &str, written: &str, open: bool| {
        if !all.iter().any(|known| known.organ == organ) {
            all.push(Addressee { organ: organ.to_owned(), written: written.to_owned(), open });
        }
    };
    let mut unlisted = Vec::new();
    for named in &document.addressees {
        match register.find(&named.organ) {
            Some(organ) if organ.kind == OrganKind::Collective && organ.members.is_empty() => {
                unlisted.push(named.written.as_str());
            }
            Some(organ) if organ.kind == OrganKind::Collective => {
                organ.members.iter().for_each(|member| add(member, &named.written, true));
            }
            Some(organ) => add(&organ.name, &named.written, false),
            None => {}
        }
    }
    if !unlisted.is_empty() {
        let written = unlisted.join("、");
        for name in acting(tx, &document.number)? {
            if let Some(organ) = register.find(&name).filter(|organ| is_of_the_district(organ)) {
                add(&organ.name, &written, true);
            }
        }
    }
    Ok(all)
}

/// The bodies to which a document gives a part, in the order of its clauses.
fn acting(tx: &mut Tx<'_>, number: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT o.organ, MIN(f.position) FROM facts f
               JOIN fact_organs o ON o.district = f.district AND o.fact = f.id
               WHERE f.district = ?1 AND f.document = ?2 AND o.role IN (?3, ?4, ?5)
               GROUP BY o.organ ORDER BY MIN(f.position), o.organ";
    let roles = [Role::Lead, Role::Responsible, Role::Holder].map(|role| role.word().into());
    let values = [&[tx.district().into(), number.into()], &roles[..]].concat();
    tx.query(sql, &values)?.iter().map(|row| row.text(0)).collect()
}

/// A standing body of the district itself: no town, no body of a higher level, no open set, no group, no enterprise.
fn is_of_the_district(organ: &Organ) -> bool {
    use OrganKind::{Branch, Centre, Department, Office, Party, Zone};
    organ.level == Level::District
        && organ.perhaps.is_none()
        && matches!(organ.kind, Department | Party | Branch | Centre | Office | Zone)
}
