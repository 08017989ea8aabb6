//! What documents leave open about their tasks, and what the office settles (待明确, B-003, B-016).

use super::owner::Naming;
use super::rule::Denied;
use kernel::{Citation, Say};
use pack::{Document, Duty, Pack, State, Unsettled, UnsettledKind};
use serde::{Deserialize, Serialize};

/// What has to be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Nobody owes it.
    NoOwner,
    /// Only an open set of bodies owes it: its members are not known to be all.
    OpenSet,
    /// Several leads, and none of them is the first (B-016).
    SeveralLeads,
    /// The document asks for an action plan, and a lead has none for its task (B-003).
    NoPlan,
}

impl QuestionKind {
    /// Every kind, in the order of the queue.
    pub const fn all() -> [QuestionKind; 4] {
        [QuestionKind::NoOwner, QuestionKind::OpenSet, QuestionKind::SeveralLeads, QuestionKind::NoPlan]
    }

    /// The word in tables and addresses.
    pub const fn word(self) -> &'static str {
        match self {
            QuestionKind::NoOwner => "no_owner",
            QuestionKind::OpenSet => "open_set",
            QuestionKind::SeveralLeads => "several_leads",
            QuestionKind::NoPlan => "no_plan",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<QuestionKind> {
        QuestionKind::all().into_iter().find(|kind| kind.word() == word)
    }

    /// The decision that settles it; `None` where a plan does.
    pub const fn settled_by(self) -> Option<Naming> {
        match self {
            QuestionKind::NoOwner => Some(Naming::Owner),
            QuestionKind::OpenSet => Some(Naming::Member),
            QuestionKind::SeveralLeads => Some(Naming::FirstLead),
            QuestionKind::NoPlan => None,
        }
    }
}

/// One thing to settle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is open.
    pub kind: QuestionKind,
    /// Identity of the task, schedule or clock.
    pub about: String,
    /// Whose plan is missing; empty for the other kinds.
    pub organ: String,
    /// Where the document leaves it open.
    pub citation: Citation,
    /// The question in a sentence.
    pub say: Say,
    /// Among whom the document leaves the choice; empty when anybody can be named.
    #[serde(default)]
    pub among: Vec<String>,
}

/// Everything the tasks of a pack leave open, in reading order.
pub(crate) fn questions(pack: &Pack) -> Vec<Question> {
    let in_force = |citation: &Citation| {
        pack.documents.iter().any(|d| d.number == citation.document && d.state == State::InForce)
    };
    let unsettled = pack.unsettled();
    let open = unsettled.iter().filter(|open| in_force(&open.citation)).filter_map(|open| of(pack, open));
    let plans = pack.documents.iter().filter(|d| d.state == State::InForce).flat_map(plans);
    open.chain(plans).collect()
}

fn of(pack: &Pack, open: &Unsettled) -> Option<Question> {
    let task = pack.documents.iter().flat_map(|document| &document.duties).find(|task| task.id == open.about);
    let kind = match open.kind {
        UnsettledKind::NoOwner if task.is_some_and(|task| !task.owners().is_empty()) => QuestionKind::OpenSet,
        UnsettledKind::NoOwner => QuestionKind::NoOwner,
        UnsettledKind::NoFirstLead => QuestionKind::SeveralLeads,
        _ => return None,
    };
    // An indicator is owned, not owed: its owner is settled where its figures are.
    if open.about.contains(".indicator.") || open.about.contains(".commitment.") {
        return None;
    }
    let leads = || task.map(single_leads).unwrap_or_default();
    Some(Question {
        kind,
        about: open.about.clone(),
        organ: String::new(),
        citation: open.citation.clone(),
        say: open.say.clone(),
        among: if kind == QuestionKind::SeveralLeads { leads() } else { Vec::new() },
    })
}

fn single_leads(task: &Duty) -> Vec<String> {
    task.lead.iter().filter(|named| named.is_one_body()).map(|named| named.organ.clone()).collect()
}

/// The plan of each lead for each of its tasks, where the document asks for plans.
fn plans(document: &Document) -> Vec<Question> {
    let Some(citation) = &document.action_plans else { return Vec::new() };
    let of_lead = |task: &Duty, organ: String| Question {
        kind: QuestionKind::NoPlan,
        about: task.id.clone(),
        say: Say::new("duties.question_plan").with("organ", &organ).with("title", &task.title),
        organ,
        citation: citation.clone(),
        among: Vec::new(),
    };
    let tasks = document.duties.iter();
    tasks.flat_map(|task| single_leads(task).into_iter().map(move |organ| of_lead(task, organ))).collect()
}

/// An organ's action plan for a task (行动计划): the three things the document asks for, each as where it can be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionPlan {
    /// Identity of the task.
    pub about: String,
    /// Whose plan it is.
    pub organ: String,
    /// 时间表.
    pub timetable: String,
    /// 路线图.
    pub roadmap: String,
    /// 责任书.
    pub letter: String,
}

impl ActionPlan {
    /// The kind of its entry.
    pub const KIND: &'static str = "duty-plan.recorded";

    /// The plan, when nothing of it is missing: a task without all three is not planned.
    ///
    /// # Errors
    /// The sentence names what is missing.
    pub fn checked(self) -> Result<ActionPlan, Denied> {
        let parts = [
            (&self.timetable, "duties.timetable_missing"),
            (&self.roadmap, "duties.roadmap_missing"),
            (&self.letter, "duties.letter_missing"),
        ];
        let missing = parts.into_iter().find(|(text, _)| text.trim().is_empty()).map(|(_, key)| key);
        missing.map_or(Ok(self), |key| Err(Denied::Invalid(Say::new(key))))
    }
}
