//! Documents and their clauses as the tree has them.

use super::cites;
use crate::context::{Context, Doc};
use crate::facts::{Attachment, Clause, Document};

/// A document with what it cites.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>) -> Document {
    let tree = doc.tree;
    let attachments = tree.attachments.iter();
    Document {
        number: tree.number.clone(),
        title: tree.title.clone(),
        issuer: tree.issuer.clone(),
        issued: tree.issued.clone(),
        addressees: tree.addressees.clone(),
        attachments: attachments.map(|a| Attachment { no: a.no.clone(), title: a.title.clone() }).collect(),
        cites: cites::find(context, doc),
        clauses: tree.clauses.iter().map(clause).collect(),
        span: tree.span,
    }
}

fn clause(clause: &syntax::Clause) -> Clause {
    Clause {
        path: clause.path.to_string(),
        label: clause.label.clone(),
        heading: clause.heading.clone(),
        level: clause.level,
        span: clause.span,
    }
}
