//! JSON to an MQTT 3.1.1 broker, with quality of service 1: the broker says that it has it, and may get it twice
//! after a crash; the payload carries the message's identity.

use super::Outcome;
use crate::message::Message;
use rumqttc::{Client, Event, MqttOptions, Packet, QoS};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// How this server reaches the broker.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mqtt {
    /// Name or address of the broker.
    pub(crate) host: String,
    /// Its port, usually 1883.
    pub(crate) port: u16,
    /// Name to sign in with; empty for none.
    pub(crate) user: String,
    /// Its password.
    pub(crate) password: String,
    /// What topics begin with, such as `luoshi`.
    pub(crate) prefix: String,
}

/// How long the broker may think.
const PATIENCE: Duration = Duration::from_secs(20);
const KEEP_ALIVE: Duration = Duration::from_secs(30);

pub(crate) fn send(mqtt: &Mqtt, message: &Message<'_>) -> Outcome {
    let topic = topic(mqtt, message);
    if topic.contains(['+', '#', '\0']) {
        return Outcome::Refused(format!("`{topic}` is no topic to publish on"));
    }
    match publish(mqtt, &message.id, &topic, message.json().to_string()) {
        Ok(()) => Outcome::Took { delivered: true },
        Err(why) => Outcome::TryAgain(why),
    }
}

/// `<prefix>/<district>/<address>`.
fn topic(mqtt: &Mqtt, message: &Message<'_>) -> String {
    [mqtt.prefix.as_str(), message.district, message.address].join("/")
}

/// Publishes and waits for the broker's acknowledgement.
fn publish(mqtt: &Mqtt, id: &str, topic: &str, payload: String) -> Result<(), String> {
    // The client's name is the message's: a second attempt takes the place of a first that still hangs.
    let mut options = MqttOptions::new(format!("luoshi-{id}"), &mqtt.host, mqtt.port);
    options.set_keep_alive(KEEP_ALIVE);
    if !mqtt.user.is_empty() {
        options.set_credentials(&mqtt.user, &mqtt.password);
    }
    let (client, mut connection) = Client::new(options, 4);
    client.publish(topic, QoS::AtLeastOnce, false, payload).map_err(|error| error.to_string())?;
    let until = Instant::now() + PATIENCE;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match connection.recv_timeout(left) {
            Ok(Ok(Event::Incoming(Packet::PubAck(_)))) => break,
            Ok(Ok(_)) if !left.is_zero() => {}
            Ok(Err(error)) => return Err(error.to_string()),
            _ => return Err("the broker does not answer".to_owned()),
        }
    }
    // Taken is taken, whether or not we part well.
    if client.disconnect().is_ok() {
        _ = connection.recv_timeout(Duration::from_millis(200));
    }
    Ok(())
}
