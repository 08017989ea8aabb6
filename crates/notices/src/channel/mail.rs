//! E-mail over SMTP. A relay takes a message and says no more: it counts as sent, not as delivered. Sent twice after
//! a crash between sending and recording, both messages carry the same `Message-ID`, by which mail programs know
//! them for one.

use super::Outcome;
use crate::message::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How this server sends mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mail {
    /// Name or address of the relay.
    pub(crate) host: String,
    /// Its port: usually 465 with `tls`, 587 with `starttls`, 25 with `none`.
    pub(crate) port: u16,
    /// `tls`, `starttls` or `none`.
    pub(crate) security: String,
    /// Name to sign in with; empty for none.
    pub(crate) user: String,
    /// Its password.
    pub(crate) password: String,
    /// The sender's address.
    pub(crate) from: String,
}

/// How long a relay may think.
const PATIENCE: Duration = Duration::from_secs(30);

/// The notice's identity, for programs that sort mail.
#[derive(Clone)]
struct NoticeId(String);

impl Header for NoticeId {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Luoshi-Notice")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(NoticeId(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

pub(crate) fn send(mail: &Mail, message: &Message<'_>) -> Outcome {
    let letter = match letter(mail, message) {
        Ok(letter) => letter,
        // An address that is none will not become one.
        Err(why) => return Outcome::Refused(why),
    };
    match relay(mail).and_then(|relay| relay.send(&letter)) {
        Ok(_) => Outcome::Took { delivered: false },
        Err(error) if error.is_permanent() => Outcome::Refused(told(&error)),
        Err(error) => Outcome::TryAgain(told(&error)),
    }
}

fn letter(mail: &Mail, message: &Message<'_>) -> Result<lettre::Message, String> {
    let mailbox = |address: &str| address.parse::<Mailbox>().map_err(|error| format!("{address}: {error}"));
    lettre::Message::builder()
        .from(mailbox(&mail.from)?)
        .to(mailbox(message.address)?)
        .subject(message.subject())
        .message_id(Some(format!("<{}>", message.id)))
        .header(NoticeId(message.notice.id.clone()))
        .header(ContentType::TEXT_PLAIN)
        .body(message.text())
        .map_err(|error| error.to_string())
}

fn relay(mail: &Mail) -> Result<SmtpTransport, lettre::transport::smtp::Error> {
    let tls = || TlsParameters::new(mail.host.clone());
    let security = match mail.security.as_str() {
        "tls" => Tls::Wrapper(tls()?),
        "starttls" => Tls::Required(tls()?),
        _ => Tls::None,
    };
    let builder =
        SmtpTransport::builder_dangerous(&mail.host).port(mail.port).tls(security).timeout(Some(PATIENCE));
    let builder = if mail.user.is_empty() {
        builder
    } else {
        builder.credentials(Credentials::new(mail.user.clone(), mail.password.clone()))
    };
    Ok(builder.build())
}

/// The relay's own words, with what lies beneath them.
fn told(error: &lettre::transport::smtp::Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if !words.contains(&inner.to_string()) {
            words.push_str(&format!(": {inner}"));
        }
        cause = inner.source();
    }
    words
}
