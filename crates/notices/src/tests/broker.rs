//! MQTT, to a real Mosquitto.

use super::county::{County, NOON};
use crate::channel::Channel;
use rumqttc::{Client, Event, MqttOptions, Packet, QoS};
use serde_json::Value;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use testkit::mosquitto::Mosquitto;

/// Longer than a broker on the same machine ever takes.
const LONG: Duration = Duration::from_secs(20);

fn county(port: u16, user: &str, password: &str) -> County {
    let county = County::sqlite();
    let settings = format!(
        r#"{{"host":"127.0.0.1","port":{port},"user":"{user}","password":"{password}","prefix":"luoshi"}}"#
    );
    county.reached_over(&[(Channel::Mqtt, &settings, "finance")]);
    county
}

/// Topic and payload of whatever a subscriber hears.
fn listen(port: u16) -> Receiver<(String, Value)> {
    let (heard, hears) = channel();
    let (ready, is_ready) = channel();
    std::thread::spawn(move || {
        let (client, mut connection) = Client::new(MqttOptions::new("listener", "127.0.0.1", port), 10);
        client.subscribe("#", QoS::AtLeastOnce).unwrap();
        for event in connection.iter() {
            match event {
                Ok(Event::Incoming(Packet::SubAck(_))) => _ = ready.send(()),
                Ok(Event::Incoming(Packet::Publish(publish))) => {
                    let payload = serde_json::from_slice(&publish.payload).unwrap();
                    _ = heard.send((publish.topic, payload));
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
    });
    is_ready.recv_timeout(LONG).unwrap();
    hears
}

#[test]
fn a_subscriber_hears_the_notice() {
    let broker = Mosquitto::start();
    let heard = listen(broker.port());
    let county = county(broker.port(), "", "");
    county.remind("一季度", false, NOON);
    assert_eq!(county.carry_really(NOON), [("delivered".to_owned(), String::new())]);
    let (topic, message) = heard.recv_timeout(LONG).unwrap();
    assert_eq!(topic, "luoshi/990000/finance");
    let notice = county.inbox().remove(0).id;
    assert_eq!(message["id"], format!("{notice}.mqtt@990000.luoshi"));
    assert_eq!(message["title"], "1项任务请按时办理");
}

#[test]
fn a_broker_that_is_down_is_asked_again_when_it_is_back() {
    let broker = Mosquitto::start();
    let port = broker.port();
    drop(broker);
    let county = county(port, "", "");
    county.remind("一季度", false, NOON);
    assert_eq!(county.carry_really(NOON)[0].0, "queued");
    let _broker = Mosquitto::on_port(port, "", "");
    let heard = listen(port);
    assert_eq!(county.carry_really("2023-06-20 12:01")[0].0, "delivered");
    assert!(heard.recv_timeout(LONG).is_ok());
}

#[test]
fn a_wrong_password_is_told_and_not_shown() {
    let broker = Mosquitto::with_password("luoshi", "right");
    let wrong = county(broker.port(), "luoshi", "wrong");
    wrong.remind("一季度", false, NOON);
    let tried = wrong.carry_really(NOON).remove(0);
    assert_eq!(tried.0, "queued");
    assert!(!tried.1.is_empty() && !tried.1.contains("wrong"), "{tried:?}");
    let right = county(broker.port(), "luoshi", "right");
    right.remind("一季度", false, NOON);
    assert_eq!(right.carry_really(NOON)[0].0, "delivered");
}
