//! What happens to duties, as the ledger keeps it. Fields are added with a default and never renamed.

use super::report::Report;
use jiff::Timestamp;
use kernel::Citation;
use serde::{Deserialize, Serialize};

/// What kind of thing is asked (任务).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// A report by a time.
    #[default]
    Report,
    /// Something done by a time, shown by a report.
    Act,
    /// A confirmation that something was received or taken over.
    Acknowledge,
    /// Something put right that was found wrong.
    Rectify,
}

impl Asked {
    /// The word in interfaces.
    pub const fn word(self) -> &'static str {
        match self {
            Asked::Report => "report",
            Asked::Act => "act",
            Asked::Acknowledge => "acknowledge",
            Asked::Rectify => "rectify",
        }
    }
}

/// The organ's part in what the document asks. The parts are never mixed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 第一牵头: the first of several leads, by decision (B-016).
    FirstLead,
    /// 牵头, or the one body that the document names.
    #[default]
    Lead,
    /// 责任单位.
    Responsible,
    /// 配合.
    Participating,
}

impl Part {
    /// Every part, in the order of documents.
    pub const fn all() -> [Part; 4] {
        [Part::FirstLead, Part::Lead, Part::Responsible, Part::Participating]
    }

    /// The word in tables and interfaces.
    pub const fn word(self) -> &'static str {
        match self {
            Part::FirstLead => "first_lead",
            Part::Lead => "lead",
            Part::Responsible => "responsible",
            Part::Participating => "participating",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Part> {
        Part::all().into_iter().find(|part| part.word() == word)
    }
}

/// Opening a duty: everything that is known of it from the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Identity, such as `zzbz-2023-11.quarterly.2023-Q2.区财政局`.
    pub id: String,
    /// What is asked, in Chinese.
    pub title: String,
    /// What is asked, in English.
    pub title_en: String,
    /// Who owes it.
    pub organ: String,
    /// Who receives what is reported; empty when the document names nobody.
    pub to: String,
    /// The clause that demands it.
    pub citation: Citation,
    /// Identity of the schedule, task or clock that opened it.
    pub cause: String,
    /// The period it reports on, such as `2023-Q2`; empty for a duty that comes once.
    pub period: String,
    /// The last instant; the event's own where the document says at once; `None` when it sets no limit.
    pub due: Option<Timestamp>,
    /// The document says at once (立即) and gives no length: the time that passes is shown, and no report is late.
    #[serde(default)]
    pub at_once: bool,
    /// The due day is a rest day: shown, never moved.
    pub rest_day: bool,
    /// What kind of thing is asked.
    #[serde(default)]
    pub asked: Asked,
    /// The organ's part.
    #[serde(default)]
    pub part: Part,
    /// The lead that confirms the report in its own branch; empty when the supervising office does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reviewer: String,
    /// The upstream document or event it waits for; empty when it waits for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub awaits: String,
    /// Until when the organ says that it has taken note (签收). Ours, not the document's; `None` without such a clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_by: Option<Timestamp>,
    /// The duty that was transferred and goes on as this one; empty for all others.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

impl Opened {
    /// A duty of a clause of which nothing else is said yet.
    pub fn of(citation: Citation) -> Opened {
        Opened {
            id: String::new(),
            title: String::new(),
            title_en: String::new(),
            organ: String::new(),
            to: String::new(),
            citation,
            cause: String::new(),
            period: String::new(),
            due: None,
            at_once: false,
            rest_day: false,
            asked: Asked::Report,
            part: Part::Lead,
            reviewer: String::new(),
            awaits: String::new(),
            claim_by: None,
            from: String::new(),
            made_up: false,
        }
    }
}

/// Something an organ asks for, which somebody else decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// What it asks for.
    #[serde(flatten)]
    pub wished: Wished,
    /// Why.
    pub reason: String,
}

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wished {
    /// 延期: more time.
    Extension {
        /// The last instant that is asked for.
        until: Timestamp,
    },
    /// 转办: another organ should do it.
    Transfer {
        /// Which.
        to: String,
    },
}

/// What happens to a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DutyEvent {
    /// It became due to somebody, or waits for what will make it due.
    #[serde(rename = "duty.opened")]
    Opened(Box<Opened>),
    /// What it waited for appeared, as the office recorded it.
    #[serde(rename = "duty.arrived")]
    Arrived {
        /// The document or event, with its number or place.
        what: String,
        /// The last instant from now on, when it sets one.
        due: Option<Timestamp>,
    },
    /// The office gave a duty without an owner to an organ: its decision, not the document's.
    #[serde(rename = "duty.assigned")]
    Assigned {
        /// Who owes it now.
        to: String,
        /// On what ground.
        reason: String,
    },
    /// The organ took note of it (签收).
    #[serde(rename = "duty.claimed")]
    Claimed {},
    /// The organ reported.
    #[serde(rename = "duty.reported")]
    Reported(Report),
    /// A second person accepted the report.
    #[serde(rename = "duty.accepted")]
    Accepted {},
    /// A second person returned it with a reason.
    #[serde(rename = "duty.returned")]
    Returned {
        /// What is missing or wrong.
        reason: String,
    },
    /// The organ asked for more time, or for another organ to do it.
    #[serde(rename = "duty.wished")]
    Wished(Wish),
    /// What was asked for was not granted.
    #[serde(rename = "duty.wish-refused")]
    WishRefused {
        /// Why not.
        reason: String,
    },
    /// More time was given. The first due instant stays in the history.
    #[serde(rename = "duty.extended")]
    Extended {
        /// The last instant from now on.
        until: Timestamp,
        /// Why.
        reason: String,
    },
    /// It was given to another organ, which has a duty of its own from then on.
    #[serde(rename = "duty.transferred")]
    Transferred {
        /// To whom.
        to: String,
        /// The duty it goes on as.
        duty: String,
        /// Why.
        reason: String,
    },
    /// The office asked how it stands (催办).
    #[serde(rename = "duty.chased")]
    Chased {
        /// What it said.
        words: String,
    },
    /// The office put a confirmed duty away.
    #[serde(rename = "duty.closed")]
    Closed {
        /// What it was closed with; may be empty.
        reason: String,
    },
    /// It is no longer asked.
    #[serde(rename = "duty.cancelled")]
    Cancelled {
        /// Why.
        reason: String,
        /// The edition of the pack that no longer asks for it; empty when a person cancelled it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        edition: String,
    },
    /// A later edition of the pack asks for it again, or the office took the cancelling back.
    #[serde(rename = "duty.reopened")]
    Reopened {
        /// Why.
        reason: String,
        /// The edition of the pack that asks again; empty when a person reopened it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        edition: String,
    },
    /// Work on many at once was taken back: the duty stands as it stood before.
    #[serde(rename = "duty.undone")]
    Undone {
        /// The batch that was taken back.
        batch: String,
        /// As it stood.
        was: Box<super::duty::Standing>,
    },
}
