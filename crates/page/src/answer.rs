//! What a handler gives back.

use crate::{Ask, shell};
use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use maud::Markup;
use serde::Serialize;

/// A page's own part; the shell around it comes from this crate.
#[derive(Debug)]
pub struct Page {
    pub(crate) title: String,
    pub(crate) body: Markup,
    pub(crate) here: &'static str,
}

impl Page {
    /// A page with a title, which is also its first heading.
    pub fn new(title: impl Into<String>, body: Markup) -> Page {
        Page { title: title.into(), body, here: "" }
    }

    /// Which place of the navigation the page belongs to: the path of that place, such as `/documents`.
    #[must_use]
    pub fn here(mut self, here: &'static str) -> Page {
        self.here = here;
        self
    }
}

#[derive(Debug)]
enum Content {
    Page(Page),
    Bytes { media_type: &'static str, bytes: Vec<u8> },
    Nothing,
}

/// What a handler gives back: a page, JSON, a file, or another place to go.
#[derive(Debug)]
pub struct Answer {
    content: Content,
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl From<Page> for Answer {
    fn from(page: Page) -> Answer {
        Answer::new(Content::Page(page))
    }
}

impl Answer {
    fn new(content: Content) -> Answer {
        Answer { content, status: StatusCode::OK, headers: Vec::new() }
    }

    /// JSON for a program. A value that cannot be written becomes an empty object and is logged.
    pub fn json(value: &impl Serialize) -> Answer {
        Answer::bytes("application/json", json_bytes(value))
    }

    /// RFC 9457 problem JSON.
    pub(crate) fn problem(value: &impl Serialize) -> Answer {
        Answer::bytes("application/problem+json", json_bytes(value))
    }

    /// Bytes of a media type.
    pub fn bytes(media_type: &'static str, bytes: Vec<u8>) -> Answer {
        Answer::new(Content::Bytes { media_type, bytes })
    }

    /// A file to keep, under a name.
    pub fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Answer {
        let disposition = format!("attachment; filename*=UTF-8''{}", crate::parts::encode(name));
        Answer::bytes(media_type, bytes).header(CONTENT_DISPOSITION.as_str(), &disposition)
    }

    /// Another place to go after a form was taken, or because the page has moved.
    pub fn see(place: impl AsRef<str>) -> Answer {
        Answer::new(Content::Nothing).status(StatusCode::SEE_OTHER).header(LOCATION.as_str(), place.as_ref())
    }

    /// Sets the status.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Answer {
        self.status = status;
        self
    }

    /// Whether the answer was given a status of its own.
    pub(crate) fn has_status(&self) -> bool {
        self.status != StatusCode::OK
    }

    /// The status it will be sent with.
    pub(crate) fn status_code(&self) -> StatusCode {
        self.status
    }

    /// The status is 201.
    #[must_use]
    pub fn created(self) -> Answer {
        self.status(StatusCode::CREATED)
    }

    /// Adds a header; one that cannot be written is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Answer {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            self.headers.push((name, value));
        }
        self
    }

    /// Sets a cookie that scripts cannot read, for so many seconds (0 removes it).
    #[must_use]
    pub fn cookie(self, ask: &Ask<'_>, name: &str, value: &str, seconds: u32) -> Answer {
        let secure = if ask.secure { "; Secure" } else { "" };
        self.header(
            SET_COOKIE.as_str(),
            &format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"),
        )
    }

    /// Writes the answer out, with the shell around a page.
    pub(crate) fn respond(self, ask: &Ask<'_>) -> Response<Body> {
        let (media_type, body) = match self.content {
            Content::Page(page) => {
                ("text/html; charset=utf-8", shell::render(ask, page).into_string().into_bytes())
            }
            Content::Bytes { media_type, bytes } => (media_type, bytes),
            Content::Nothing => ("text/plain; charset=utf-8", Vec::new()),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}

fn json_bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| {
        tracing::error!(%error, "an answer could not be written as JSON");
        b"{}".to_vec()
    })
}
