//! JSON to a program. Whoever takes it may see the same `id` twice and must take it for one.

use super::Outcome;
use super::http::{Http, judged, post};
use crate::message::Message;

pub(crate) fn send(http: &Http, message: &Message<'_>) -> Outcome {
    match post(http, message.address, &message.id, &message.json()) {
        Err(outcome) => outcome,
        Ok((status, _)) => judged(status),
    }
}
