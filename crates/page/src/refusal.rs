//! Why a request gets no answer: situations, not status numbers, each with a way back.

use crate::{Answer, Ask, Page};
use axum::http::StatusCode;
use kernel::Say;
use maud::html;
use people::PeopleError;
use serde_json::json;
use store::StoreError;

/// A situation in which the asker does not get what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing; the sentence says what was looked for.
    #[error("not found: {0}")]
    NotFound(Say),
    /// The page is for people who have signed in.
    #[error("sign in first")]
    SignInFirst,
    /// The asker's role does not hold the right.
    #[error("not allowed: {0}")]
    NotAllowed(Say),
    /// What was sent cannot be taken; the sentence says what would be.
    #[error("invalid: {0}")]
    Invalid(Say),
    /// Somebody else was faster, or the state does not allow it.
    #[error("conflict: {0}")]
    Conflict(Say),
    /// The address takes no such request: somebody opened where a form posts to, or the other way round.
    #[error("wrong method")]
    WrongMethod,
    /// Too many requests; try again after so many seconds.
    #[error("too many requests, wait {0} s")]
    TooMany(u64),
    /// The store failed: our fault, logged with the request's identity.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something else of ours failed; the words are for the log.
    #[error("{0}")]
    Broken(String),
    /// A form came back with faults beside its fields: the page shows what was typed. The status is 422, unless the
    /// answer has one of its own: somebody was faster, or it is not the asker's to do.
    #[error("form with faults")]
    Form(Box<Answer>),
}

impl From<PeopleError> for Refusal {
    fn from(error: PeopleError) -> Refusal {
        match error {
            PeopleError::Store(error) => Refusal::Store(error),
            PeopleError::Refused(refused) => Refusal::Invalid(refused.say()),
            other => Refusal::Broken(other.to_string()),
        }
    }
}

impl Refusal {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::NotFound(_) => StatusCode::NOT_FOUND,
            Refusal::SignInFirst => StatusCode::UNAUTHORIZED,
            Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
            Refusal::Form(answer) if answer.has_status() => answer.status_code(),
            Refusal::Invalid(_) | Refusal::Form(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Conflict(_) | Refusal::Store(StoreError::Conflict { .. }) => StatusCode::CONFLICT,
            Refusal::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Store(_) | Refusal::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The sentence for the asker. A failure of the store is not told in detail: it is in the log.
    pub fn say(&self, request_id: &str) -> Say {
        match self {
            Refusal::NotFound(say)
            | Refusal::NotAllowed(say)
            | Refusal::Invalid(say)
            | Refusal::Conflict(say) => say.clone(),
            Refusal::SignInFirst => Say::new("page.sign_in_first"),
            Refusal::WrongMethod => Say::new("page.wrong_method"),
            Refusal::TooMany(seconds) => Say::new("page.too_many").with("seconds", seconds),
            Refusal::Store(StoreError::Conflict { .. }) => Say::new("page.somebody_was_faster"),
            Refusal::Store(_) | Refusal::Broken(_) => Say::new("page.broken").with("request", request_id),
            Refusal::Form(_) => Say::new("page.form_faults"),
        }
    }

    /// The answer for a person (a page with a way back) or a program (RFC 9457 problem JSON).
    pub fn answer(self, ask: &Ask<'_>) -> Answer {
        let status = self.status();
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(request_id = ask.request_id, error = %self, "a request failed");
        }
        let wait = if let Refusal::TooMany(seconds) = &self { Some(*seconds) } else { None };
        let answer = match self {
            Refusal::SignInFirst if !ask.is_program() => return sign_in_and_return(ask),
            Refusal::Form(answer) => *answer,
            refusal if ask.is_program() => problem(ask, &refusal),
            refusal => page(ask, &refusal).into(),
        };
        let answer = answer.status(status);
        match wait {
            Some(seconds) => answer.header("retry-after", &seconds.to_string()),
            None => answer,
        }
    }
}

fn sign_in_and_return(ask: &Ask<'_>) -> Answer {
    let back = if ask.method == "GET" { ask.url.as_str() } else { "/" };
    Answer::see(format!("/sign-in?back={}", crate::parts::encode(back)))
}

fn problem(ask: &Ask<'_>, refusal: &Refusal) -> Answer {
    let status = refusal.status();
    let detail = ask.say(&refusal.say(&ask.request_id));
    Answer::problem(&json!({
        "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16(),
        "detail": detail, "instance": ask.request_id,
    }))
}

fn page(ask: &Ask<'_>, refusal: &Refusal) -> Page {
    let title = match refusal.status() {
        StatusCode::NOT_FOUND => "page.title_not_found",
        StatusCode::FORBIDDEN => "page.title_not_allowed",
        StatusCode::INTERNAL_SERVER_ERROR => "page.title_broken",
        _ => "page.title_refused",
    };
    let said = ask.say(&refusal.say(&ask.request_id));
    Page::new(
        ask.t(title),
        html! {
            p.lead { (said) }
            p { a href="/" { (ask.t("page.way_home")) } " · " a href="/documents" { (ask.t("page.way_documents")) } }
        },
    )
}
