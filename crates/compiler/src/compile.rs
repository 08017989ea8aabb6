//! The list of finders, in the order they run.

use crate::check;
use crate::context::Context;
use crate::facts::{Coverage, Facts};
use crate::find::{commitments, documents, indicators, notes, organs, powers, schedules, sentences, tasks};
use crate::plan;
use syntax::{Gazette, Source};

/// A file with its tree and its facts.
#[derive(Debug)]
pub struct Compiled {
    /// The text.
    pub source: Source,
    /// The tree.
    pub gazette: Gazette,
    /// What was found.
    pub facts: Facts,
}

/// Compiles a text. It never fails.
pub fn compile(text: impl Into<String>) -> Compiled {
    let source = Source::new(text);
    let gazette = syntax::parse(source.text());
    compile_tree(source, gazette)
}

/// Compiles what was parsed already.
pub fn compile_tree(source: Source, gazette: Gazette) -> Compiled {
    let context = Context::new(&source, &gazette);
    let mut facts = find(&context);
    facts.diagnostics = check::all(&context, &facts);
    Compiled { facts, source, gazette }
}

fn find(context: &Context<'_>) -> Facts {
    let mut facts = Facts { coverage: coverage(context), ..Facts::default() };
    for doc in &context.docs {
        facts.documents.push(documents::find(context, doc));
        powers::find(context, doc, &mut facts.powers);
        let first = facts.duties.len();
        tasks::find(context, doc, &mut facts.duties);
        notes::find(context, doc, &mut facts.duties);
        sentences::find(context, doc, &mut facts.duties);
        // Several finders count from 1: the position in the document is that of the text.
        if let Some(own) = facts.duties.get_mut(first..) {
            order(own);
        }
        indicators::find(context, doc, &mut facts.indicators);
        schedules::find(context, doc, &mut facts.schedules);
        commitments::find(context, doc, &mut facts.commitments);
        facts.plans.extend(plan::find(context, doc));
    }
    facts.organs = organs::find(context, &facts);
    facts
}

/// Rows of a table keep their serials where all duties are rows; otherwise duties are numbered as they stand.
fn order(duties: &mut [crate::facts::Duty]) {
    duties.sort_by_key(|duty| duty.span);
    if duties.iter().any(|duty| duty.from != "table") {
        let tables = duties.iter().filter(|duty| duty.from == "table").count();
        if tables == 0 {
            duties.iter_mut().zip(1..).for_each(|(duty, seq)| duty.seq = seq);
        } else {
            let others = duties.iter_mut().filter(|duty| duty.from != "table");
            others.zip(tables + 1..).for_each(|(duty, seq)| duty.seq = seq);
        }
    }
}

fn coverage(context: &Context<'_>) -> Coverage {
    let counted = context.gazette.coverage();
    Coverage {
        characters: counted.characters,
        read: counted.read,
        ignored: counted.ignored,
        not_understood: counted.not_understood,
    }
}
