//! The style sheet and the one script, served by the digest of their content so that a browser may keep them.

use crate::{Access, Answer, Ask, Refusal, Route};
use kernel::Say;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

const STYLE: &str = include_str!("../static/luoshi.css");
const SCRIPT: &str = include_str!("../static/luoshi.js");

/// A year: the address changes with the content.
const KEEP: &str = "public, max-age=31536000, immutable";

/// Where a page finds the style sheet.
pub(crate) fn style_url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| format!("/static/{}/luoshi.css", mark(STYLE)))
}

/// Where a page finds the script.
pub(crate) fn script_url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| format!("/static/{}/luoshi.js", mark(SCRIPT)))
}

fn mark(content: &str) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The routes of the files.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/static/{mark}/{file}", Access::Public, file)]
}

fn file(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (media_type, content) = match ask.path.get("file") {
        "luoshi.css" => ("text/css; charset=utf-8", STYLE),
        "luoshi.js" => ("text/javascript; charset=utf-8", SCRIPT),
        other => return Err(Refusal::NotFound(Say::new("page.no_file").with("name", other))),
    };
    Ok(Answer::bytes(media_type, content.as_bytes().to_vec()).header("cache-control", KEEP))
}
