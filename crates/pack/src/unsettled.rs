//! What the documents leave open, for the queue 待明确. The program never fills any of it in:
//! a named person decides, and the decision is recorded as ours, not the document's.

mod targets;

use crate::document::Document;
use crate::duties::Duty;
use crate::named::Named;
use crate::pack::Pack;
use crate::plan::Plan;
use crate::schedules::{Reporters, Schedule};
use kernel::{Citation, Organs, Say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing that a person must settle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsettled {
    /// Where the document leaves it open.
    pub citation: Citation,
    /// What has to be settled.
    pub kind: UnsettledKind,
    /// Identifier of the fact, or the organ's name for [`UnsettledKind::DoubtfulOrgan`].
    pub about: String,
    /// The question in a sentence.
    pub say: Say,
}

/// What has to be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnsettledKind {
    /// A duty, time limit or indicator that no single body answers for.
    NoOwner,
    /// A duty with several leads, none of them first (B-016).
    NoFirstLead,
    /// An organ that may be the same as another.
    DoubtfulOrgan,
    /// A target that cannot be judged before a tolerance, rule or number is decided (X-027, S-028).
    Target,
    /// Values that were carried down or restored.
    Inferred,
    /// Indicators that name no responsible organ, one entry per document.
    NoIndicatorOwner,
    /// A decision of a plan whose decider the text does not name.
    NoDecider,
    /// A question that whoever reviewed the document left open: a note that begins with 待明确.
    Question,
}

impl Pack {
    /// Everything the documents leave open, in reading order.
    pub fn unsettled(&self) -> Vec<Unsettled> {
        self.documents.iter().flat_map(|document| of_document(document, &self.organs)).collect()
    }
}

fn of_document(document: &Document, organs: &Organs) -> Vec<Unsettled> {
    let mut open: Vec<Unsettled> = document.duties.iter().flat_map(of_duty).collect();
    open.extend(document.schedules.iter().filter_map(of_schedule));
    open.extend(targets::of_document(document));
    open.extend(without_owner(document));
    open.extend(document.plan.iter().flat_map(of_plan));
    open.extend(questions(document));
    open.extend(doubtful(document, organs));
    open
}

fn entry(citation: &Citation, kind: UnsettledKind, about: &str, say: Say) -> Unsettled {
    Unsettled { citation: citation.clone(), kind, about: about.to_owned(), say }
}

fn of_duty(duty: &Duty) -> Vec<Unsettled> {
    let mut open = Vec::new();
    let mut add = |kind, say: Say| open.push(entry(&duty.citation, kind, &duty.id, say));
    let owners = duty.owners();
    if owners.is_empty() {
        add(UnsettledKind::NoOwner, Say::new("pack.duty_nobody").with("title", &duty.title));
    } else if !owners.iter().any(Named::is_one_body) {
        let say = Say::new("pack.duty_collective").with("title", &duty.title);
        add(UnsettledKind::NoOwner, say.with("organs", written(owners)));
    }
    if duty.lead.len() > 1 {
        let say = Say::new("pack.duty_leads").with("title", &duty.title).with("organs", written(&duty.lead));
        add(UnsettledKind::NoFirstLead, say);
    }
    if !duty.inferred.is_empty() {
        add(UnsettledKind::Inferred, inferred(&duty.title, &duty.inferred));
    }
    open
}

fn inferred(title: &str, columns: &[String]) -> Say {
    Say::new("pack.inferred").with("title", title).with("columns", columns.join(" / "))
}

fn written(organs: &[Named]) -> String {
    organs.iter().map(|named| named.written.as_str()).collect::<Vec<_>>().join(" / ")
}

fn of_schedule(schedule: &Schedule) -> Option<Unsettled> {
    let nobody = matches!(&schedule.who, Reporters::Organs(organs) if organs.is_empty());
    let say = || Say::new("pack.schedule_nobody").with("title", &schedule.title);
    nobody.then(|| entry(&schedule.citation, UnsettledKind::NoOwner, &schedule.id, say()))
}

/// The facts whose note is a question.
fn questions(document: &Document) -> Vec<Unsettled> {
    let duties = document.duties.iter().map(|it| (&it.id, &it.citation, &it.title, &it.note));
    let indicators = document.indicators.iter().map(|it| (&it.id, &it.citation, &it.name, &it.note));
    let commitments = document.commitments.iter().map(|it| (&it.id, &it.citation, &it.title, &it.note));
    let all = duties.chain(indicators).chain(commitments);
    let asked = all.filter_map(|(id, citation, title, note)| {
        let question = note.as_deref()?.strip_prefix("待明确")?.trim_start_matches([':', '：', ' ']);
        let key = if question.is_empty() { "pack.question_open" } else { "pack.question" };
        let say = Say::new(key).with("title", title).with("question", question);
        Some(entry(citation, UnsettledKind::Question, id, say))
    });
    asked.collect()
}

/// One entry for all indicators of a document that name nobody: a plan names nobody for any of them.
fn without_owner(document: &Document) -> Option<Unsettled> {
    let mut nobody = document.indicators.iter().filter(|indicator| indicator.organs.is_empty());
    let first = nobody.next()?;
    let say = Say::new("pack.indicators_nobody")
        .with("document", &document.short)
        .with("count", nobody.count() + 1);
    Some(entry(&first.citation, UnsettledKind::NoIndicatorOwner, &first.id, say))
}

fn of_plan(plan: &Plan) -> Vec<Unsettled> {
    let clocks = plan.clocks.iter().filter(|clock| clock.who.is_empty()).map(|clock| {
        let say = Say::new("pack.clock_nobody").with("title", &clock.title);
        entry(&clock.citation, UnsettledKind::NoOwner, &clock.id, say)
    });
    let decisions = plan.decisions.iter().filter(|decision| decision.decides.is_empty()).map(|decision| {
        let say = Say::new("pack.decision_nobody").with("title", &decision.title);
        entry(&decision.citation, UnsettledKind::NoDecider, &decision.id, say)
    });
    clocks.chain(decisions).collect()
}

/// One entry for each doubtful organ of a document, at the first place that names it.
fn doubtful(document: &Document, organs: &Organs) -> Vec<Unsettled> {
    let mut met: BTreeMap<&str, (&Citation, usize)> = BTreeMap::new();
    let mut order = Vec::new();
    for (citation, named) in document.named().filter(|(_, named)| named.doubtful) {
        let (_, times) = met.entry(&named.organ).or_insert_with(|| {
            order.push(named.organ.as_str());
            (citation, 0)
        });
        *times += 1;
    }
    let ask = |organ: &str| {
        let (citation, times) = met.get(organ)?;
        let perhaps = organs.find(organ)?.perhaps.as_deref()?;
        let say = Say::new("pack.organ_doubtful").with("organ", organ).with("perhaps", perhaps);
        let say = say.with("count", times);
        Some(entry(citation, UnsettledKind::DoubtfulOrgan, organ, say))
    };
    order.into_iter().filter_map(ask).collect()
}
