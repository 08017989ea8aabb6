//! One request, as a handler sees it.

use crate::{App, Language, Refusal};
use axum::http::Method;
use jiff::Timestamp;
use kernel::Say;
use people::{Right, User};
use serde::de::DeserializeOwned;
use std::net::IpAddr;
use store::Tx;

/// Named values of a query string, a form, or a route; a name may come several times.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// The first value under a name, without surrounding blanks; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value under a name, without surrounding blanks, in order.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.trim())
    }

    /// The value as typed, blanks included: passwords are not trimmed.
    pub fn verbatim(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// The value as a number, `default` when it is missing or not one.
    pub fn number(&self, name: &str, default: u32) -> u32 {
        self.get(name).parse().unwrap_or(default)
    }
}

/// A file that came with a form.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Name of the form field.
    pub field: String,
    /// Name the sender gave the file; never used as a path.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// One request with everything a handler may use.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The application.
    pub app: &'a App,
    /// Who is asking; `None` for a visitor.
    pub user: Option<User>,
    /// The instant of the request on the district's clock. Handlers take time from nowhere else.
    pub now: Timestamp,
    /// The language of the answer.
    pub language: Language,
    /// Whether the large-type mode is on.
    pub large: bool,
    /// `{name}` parts of the path.
    pub path: Fields,
    /// The query string.
    pub query: Fields,
    /// A form's fields.
    pub form: Fields,
    /// A form's files.
    pub files: Vec<Upload>,
    /// The body, when it was JSON or anything but a form.
    pub body: Vec<u8>,
    /// Path and query as asked.
    pub url: String,
    /// GET, POST …
    pub method: Method,
    /// Token of the browser session, to end it.
    pub session: Option<String>,
    /// Address of the asker.
    pub address: IpAddr,
    /// Identity of the request in the log.
    pub request_id: String,
    /// Host and port the browser asked for.
    pub host: String,
    /// Whether the way from the browser is encrypted, as far as a proxy says.
    pub secure: bool,
}

impl Ask<'_> {
    /// A wording in the asker's language.
    pub fn t<'k>(&'k self, key: &'k str) -> &'k str {
        self.app.texts.get(self.language, key)
    }

    /// A sentence in the asker's language.
    pub fn say(&self, say: &Say) -> String {
        self.app.texts.say(self.language, say)
    }

    /// The user who is asking.
    ///
    /// # Errors
    /// [`Refusal::SignInFirst`] for a visitor.
    pub fn user(&self) -> Result<&User, Refusal> {
        self.user.as_ref().ok_or(Refusal::SignInFirst)
    }

    /// Whether the asker holds a right; a visitor holds none.
    pub fn may(&self, right: Right) -> bool {
        self.user.as_ref().is_some_and(|user| user.may(right))
    }

    /// The account that acts, as the ledger names it.
    ///
    /// # Errors
    /// [`Refusal::SignInFirst`] for a visitor.
    pub fn actor(&self) -> Result<&str, Refusal> {
        self.user().map(|user| user.account.as_str())
    }

    /// Counts an attempt to guess a secret: a password or a link.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] when this address has tried too often.
    pub fn guess(&self) -> Result<(), Refusal> {
        self.app.limits.secret(self.address)
    }

    /// Reads from one snapshot.
    ///
    /// # Errors
    /// What the reading refuses, or the store's failure.
    pub fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.app.store.read(f)
    }

    /// Writes in one transaction.
    ///
    /// # Errors
    /// What the writing refuses, or the store's failure; nothing is written then.
    pub fn write<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.app.store.write(f)
    }

    /// Where the asker reaches this server, such as `https://luoshi.example`.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.host)
    }

    /// The JSON body.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] that says where the JSON is wrong.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_slice(&self.body)
            .map_err(|e| Refusal::Invalid(Say::new("page.bad_json").with("why", e)))
    }

    /// Whether a program asks, so that a refusal is problem JSON and not a page.
    pub fn is_program(&self) -> bool {
        self.url.starts_with("/api/")
    }
}
