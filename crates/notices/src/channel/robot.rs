//! Group robots of WeCom and DingTalk: a message of Markdown, and an answer whose `errcode` is 0 when it was taken.

use super::http::{Http, judged, post};
use super::{Channel, Outcome};
use crate::message::Message;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Bytes of a message: WeCom takes 4096, DingTalk 20,000.
const WECOM_BYTES: usize = 4096;
const DINGTALK_BYTES: usize = 20_000;

pub(crate) fn send(
    http: &Http,
    channel: Channel,
    message: &Message<'_>,
    secret: &str,
    now: Timestamp,
) -> Outcome {
    let url = match (channel, secret) {
        (Channel::DingTalk, secret) if !secret.is_empty() => signed(message.address, secret, now),
        _ => message.address.to_owned(),
    };
    match post(http, &url, &message.id, &body(channel, message)) {
        Err(outcome) => outcome,
        Ok((200, answer)) => taken(&answer),
        Ok((status, _)) => judged(status),
    }
}

/// The shape each robot takes.
pub(crate) fn body(channel: Channel, message: &Message<'_>) -> Value {
    match channel {
        Channel::DingTalk => json!({
            "msgtype": "markdown",
            "markdown": { "title": message.subject(), "text": message.markdown(DINGTALK_BYTES) },
        }),
        _ => json!({ "msgtype": "markdown", "markdown": { "content": message.markdown(WECOM_BYTES) } }),
    }
}

/// Robots answer 200 whatever happened; `errcode` says what did. A key that is wrong today may be mended, so nothing
/// but the number of attempts ends trying.
fn taken(answer: &[u8]) -> Outcome {
    let answer: Value = serde_json::from_slice(answer).unwrap_or_default();
    match answer.get("errcode").and_then(Value::as_i64) {
        Some(0) => Outcome::Took { delivered: true },
        Some(code) => {
            let words = answer.get("errmsg").and_then(Value::as_str).unwrap_or_default();
            Outcome::TryAgain(format!("{code} {words}"))
        }
        None => Outcome::TryAgain("an answer without errcode".to_owned()),
    }
}

/// DingTalk's signature: HMAC-SHA-256 of `<milliseconds>\n<secret>` under the secret, in base64, in the address.
pub(crate) fn signed(url: &str, secret: &str, now: Timestamp) -> String {
    let at = now.as_millisecond();
    let mac = hmac(secret.as_bytes(), format!("{at}\n{secret}").as_bytes());
    let mac = STANDARD.encode(mac).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let join = if url.contains('?') { '&' } else { '?' };
    format!("{url}{join}timestamp={at}&sign={mac}")
}

/// HMAC with SHA-256 (RFC 2104).
fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    const BLOCK: usize = 64;
    let key = if key.len() > BLOCK { Sha256::digest(key).to_vec() } else { key.to_vec() };
    let padded = |pad: u8| -> Vec<u8> {
        key.iter().copied().chain(std::iter::repeat(0)).take(BLOCK).map(|byte| byte ^ pad).collect()
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::{hmac, signed};
    use jiff::Timestamp;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_mac_is_that_of_rfc_4231() {
        // Test cases 2 and 6: a short key, and one longer than a block.
        let short = hmac(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(hex(&short), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(hex(&long), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    #[test]
    fn a_signed_address_keeps_its_own_query() {
        let url = signed("https://a.example/robot/send?access_token=x", "SEC1", Timestamp::UNIX_EPOCH);
        assert!(url.starts_with("https://a.example/robot/send?access_token=x&timestamp=0&sign="), "{url}");
        let sign = url.rsplit('=').next().unwrap();
        assert!(!sign.contains(['+', '/']), "{sign}");
    }
}
