//! Routes of this crate: what the machine room asks, and what a browser remembers.

use crate::{Access, Answer, Ask, Language, Refusal, Route, metrics};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/healthz", Access::Public, |_| {
            Ok(Answer::bytes("text/plain; charset=utf-8", b"ok\n".to_vec()))
        }),
        Route::get("/readyz", Access::Public, ready),
        Route::get("/metrics", Access::Local, figures),
        Route::get("/preferences", Access::Public, preferences),
    ]
}

/// Ready when the store answers.
fn ready(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    ask.read(|tx| Ok(tx.query_one("SELECT 1", &[])?))?;
    Ok(Answer::bytes("text/plain; charset=utf-8", b"ready\n".to_vec()))
}

fn figures(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let text = ask.read(|tx| Ok(metrics::text(ask.app, tx, ask.now)?))?;
    Ok(Answer::bytes("application/openmetrics-text; version=1.0.0; charset=utf-8", text.into_bytes()))
}

/// A year; a preference is no secret.
const REMEMBER_SECONDS: u32 = 31_536_000;

/// Sets the language or the type size and goes back to the page; only a page of ours is gone back to.
fn preferences(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let mut answer = Answer::see(local(ask.query.get("back")));
    if let Some(language) = Language::from_code(ask.query.get("language")) {
        answer = answer.cookie(ask, "luoshi_language", language.code(), REMEMBER_SECONDS);
    }
    if let size @ ("large" | "normal") = ask.query.get("type") {
        answer = answer.cookie(ask, "luoshi_type", size, REMEMBER_SECONDS);
    }
    Ok(answer)
}

/// A place on this server; anything else becomes the home page, so that a link cannot lead away.
pub fn local(place: &str) -> String {
    let inside = place.starts_with('/')
        && !place.starts_with("//")
        && !place.contains('\\')
        && !place.contains(char::is_control);
    if inside { crate::encode_url(place) } else { "/".to_owned() }
}
