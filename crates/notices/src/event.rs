//! What is recorded of notices: what was sent to whom, what came back, and how it was set. No address and no secret.

use crate::channel::Channel;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One thing that a notice tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is about, such as `duty/…`.
    pub subject: String,
    /// Its last instant, when it has one.
    pub due: Option<Timestamp>,
    /// The rung of the ladder, such as `-7d contact`; empty when no ladder sent it.
    #[serde(default)]
    pub rung: String,
    /// Its title in Chinese.
    pub title: String,
    /// Its title in English.
    pub title_en: String,
    /// What is said of it, in Chinese.
    pub words: String,
    /// What is said of it, in English.
    pub words_en: String,
    /// Where it is on this server, such as `/duties/…`.
    pub url: String,
}

/// A notice as it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Issued {
    /// Its identity, which its cause fixes.
    pub id: String,
    /// The account it is for.
    pub account: String,
    /// `reminder`, `returned` …
    pub kind: String,
    /// It is sent in quiet hours too.
    #[serde(default)]
    pub urgent: bool,
    /// Reading is not enough: the person confirms.
    #[serde(default)]
    pub confirm: bool,
    /// What it says in one line, in Chinese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// What it tells of.
    pub lines: Vec<Line>,
    /// The channels it goes out over beside the inbox.
    pub channels: Vec<Channel>,
    /// It tells of things made up for a demonstration.
    #[serde(default)]
    pub made_up: bool,
}

/// What happens to notices and to what they need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub(crate) enum Happened {
    /// It lies in the inbox and is queued for its channels. On the stream `notice/{id}`, as are the next five.
    #[serde(rename = "notice.issued")]
    Issued(Box<Issued>),
    /// A channel took it.
    #[serde(rename = "notice.sent")]
    Sent {
        /// Which.
        channel: Channel,
        /// The identity the message carries.
        message: String,
        /// The channel says that it arrived, and not only that it was taken.
        delivered: bool,
    },
    /// A channel did not take it and will not be asked again.
    #[serde(rename = "notice.undeliverable")]
    Undeliverable {
        /// Which.
        channel: Channel,
        /// In the channel's words.
        why: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// Somebody had it tried again.
    #[serde(rename = "notice.queued_again")]
    QueuedAgain {
        /// Which channel.
        channel: Channel,
    },
    /// Its person opened it.
    #[serde(rename = "notice.read")]
    Read {},
    /// Its person confirmed it.
    #[serde(rename = "notice.confirmed")]
    Confirmed {},
    /// A ladder was set for a cause; an empty ladder means the usual one again.
    #[serde(rename = "notice.ladder_set")]
    LadderSet {
        /// Identity of the schedule, task or clock; empty for all.
        cause: String,
        /// Written short.
        ladder: String,
    },
    /// Somebody became, or is no longer, leader in charge or head of their organ.
    #[serde(rename = "notice.post_set")]
    PostSet {
        /// Who.
        account: String,
        /// The post's word; empty for none.
        post: String,
    },
    /// The morning and the quiet hours were set.
    #[serde(rename = "notice.hours_set")]
    HoursSet {
        /// Such as `09:00 22:00-07:00`.
        hours: String,
    },
    /// A channel was set up, changed or taken down on the server that this entry was made on.
    #[serde(rename = "notice.channel_set")]
    ChannelSet {
        /// Which.
        channel: String,
        /// Whether it sends from now on.
        on: bool,
    },
    /// A private link to a feed was made.
    #[serde(rename = "notice.feed_opened")]
    FeedOpened {
        /// Its identity, which is not the link.
        feed: String,
        /// Whose.
        account: String,
        /// The organ whose clocks it shows.
        organ: String,
    },
    /// The link was revoked.
    #[serde(rename = "notice.feed_revoked")]
    FeedRevoked {
        /// Which.
        feed: String,
    },
}

impl Happened {
    /// Whether an entry's kind is one of these.
    pub(crate) fn is_ours(kind: &str) -> bool {
        kind.starts_with("notice.")
    }
}
