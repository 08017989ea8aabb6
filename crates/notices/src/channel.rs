//! The ways out of the house, and how each is called. The inbox is no channel: a notice is always in it.

pub(crate) mod http;
pub(crate) mod mail;
pub(crate) mod mqtt;
pub(crate) mod robot;
pub(crate) mod webhook;

use serde::{Deserialize, Serialize};

/// What a channel did with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It took it, and may know that it arrived.
    Took {
        /// It arrived, and was not only taken.
        delivered: bool,
    },
    /// It did not, for now; in its own words.
    TryAgain(String),
    /// It did not and never will; in its own words.
    Refused(String),
}

/// A way a notice goes out over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// E-mail over SMTP.
    Mail,
    /// A WeCom group robot (企业微信).
    WeCom,
    /// A DingTalk group robot (钉钉).
    DingTalk,
    /// A program that takes JSON over HTTP.
    Webhook,
    /// An MQTT broker.
    Mqtt,
}

impl Channel {
    /// Every channel, in the fixed order of pages.
    pub const ALL: [Channel; 5] =
        [Channel::Mail, Channel::WeCom, Channel::DingTalk, Channel::Webhook, Channel::Mqtt];

    /// The word in tables, addresses and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Channel::Mail => "mail",
            Channel::WeCom => "wecom",
            Channel::DingTalk => "dingtalk",
            Channel::Webhook => "webhook",
            Channel::Mqtt => "mqtt",
        }
    }

    /// Reads the word.
    pub fn read(word: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.word() == word)
    }

    /// The key of what people call it.
    pub fn key(self) -> &'static str {
        match self {
            Channel::Mail => "notices.channel_mail",
            Channel::WeCom => "notices.channel_wecom",
            Channel::DingTalk => "notices.channel_dingtalk",
            Channel::Webhook => "notices.channel_webhook",
            Channel::Mqtt => "notices.channel_mqtt",
        }
    }
}
