//! What the channels over HTTP share: which servers may be called, and how.

use super::Outcome;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// Which servers this server may call over a channel. People give their own addresses, so without a list anyone who
/// can sign in could have any machine of the network called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Http {
    /// Origins such as `https://qyapi.weixin.qq.com`.
    pub(crate) origins: Vec<String>,
}

impl Http {
    /// Whether an address is on one of the servers. What follows the origin must begin its path: `https://a.example`
    /// allows neither `https://a.example.evil` nor `https://a.example@evil`.
    pub(crate) fn allows(&self, url: &str) -> bool {
        self.origins.iter().any(|origin| {
            let rest = url.strip_prefix(origin.trim_end_matches('/'));
            rest.is_some_and(|rest| {
                rest.starts_with('/') && !rest.chars().any(|c| c.is_whitespace() || c.is_control())
            })
        })
    }
}

/// How long the other side may think.
const PATIENCE: Duration = Duration::from_secs(20);
/// No answer that is worth reading is longer.
const ANSWER_BYTES_MAX: u64 = 64 * 1024;

/// Posts JSON; gives status and body, or why there are none.
pub(super) fn post(http: &Http, url: &str, id: &str, body: &Value) -> Result<(u16, Vec<u8>), Outcome> {
    if !http.allows(url) {
        return Err(Outcome::Refused("the address is on none of the servers that may be called".to_owned()));
    }
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_global(Some(PATIENCE));
    let agent = ureq::Agent::new_with_config(config.build());
    let request = agent.post(url).header("x-luoshi-message", id).header("content-type", "application/json");
    let sent = request.send(body.to_string());
    let mut response = sent.map_err(|error| Outcome::TryAgain(error.to_string()))?;
    let body = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec().unwrap_or_default();
    Ok((response.status().as_u16(), body))
}

/// What a plain status says: taken, wrong for ever, or wrong for now.
pub(super) fn judged(status: u16) -> Outcome {
    match status {
        200..=299 => Outcome::Took { delivered: true },
        // The other side asks to wait, or to come again.
        408 | 425 | 429 => Outcome::TryAgain(format!("HTTP {status}")),
        400..=499 => Outcome::Refused(format!("HTTP {status}")),
        _ => Outcome::TryAgain(format!("HTTP {status}")),
    }
}
