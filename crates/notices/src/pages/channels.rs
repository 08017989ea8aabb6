//! `GET /notices/channels`: how this server sends, for its administrator.

use super::parts::{Optional, optional, places};
use super::settings::channel;
use crate::channel::{Channel, http::Http, mail::Mail, mqtt::Mqtt};
use crate::send::SITE;
use crate::store;
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Page, Refusal, State, state_chip};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// The servers of the robots' makers.
const WECOM: &str = "https://qyapi.weixin.qq.com";
const DINGTALK: &str = "https://oapi.dingtalk.com";

pub(super) fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let names = Channel::ALL.iter().map(|channel| channel.word()).chain([SITE]);
    let settings = ask.read(|tx| {
        let mut all = BTreeMap::new();
        for name in names {
            if let Some(settings) = store::sender(tx, name)? {
                all.insert(name, settings);
            }
        }
        Ok(all)
    })?;
    Ok(Page::new(
        ask.t("notices.channels"),
        html! {
            (places(ask))
            p { (ask.t("notices.channels_lead")) }
            h2 id=(SITE) { (ask.t("notices.site")) }
            form.stack method="post" action="/notices/channels" {
                input type="hidden" name="channel" value=(SITE);
                (text(ask, SITE, "origin", settings.get(SITE).map_or("", String::as_str), "notices.help_site"))
                button { (ask.t("notices.save")) }
            }
            @for channel in Channel::ALL { (form(ask, channel, settings.get(channel.word()))) }
        },
    )
    .here("/notices")
    .into())
}

fn form(ask: &Ask<'_>, channel: Channel, settings: Option<&String>) -> Markup {
    let word = channel.word();
    let settings_text = settings.map_or("", String::as_str);
    html! {
        h2 id=(word) { (ask.t(channel.key())) " "
            @if settings.is_some() { (state_chip(State::Good, ask.t("notices.channel_on"))) }
            @else { (state_chip(State::Still, ask.t("notices.channel_is_off"))) }
        }
        form.stack method="post" action="/notices/channels" {
            input type="hidden" name="channel" value=(word);
            @match channel {
                Channel::Mail => (mail(ask, read(settings_text).as_ref())),
                Channel::Mqtt => (mqtt(ask, read(settings_text).as_ref())),
                Channel::WeCom => (http(ask, word, read(settings_text).as_ref(), WECOM)),
                Channel::DingTalk => (http(ask, word, read(settings_text).as_ref(), DINGTALK)),
                Channel::Webhook => (http(ask, word, read(settings_text).as_ref(), "")),
            }
            button { (ask.t("notices.save")) } " "
            @if settings.is_some() { button.quiet name="off" value="yes" { (ask.t("notices.turn_off")) } }
        }
    }
}

fn read<T: DeserializeOwned>(settings: &str) -> Option<T> {
    serde_json::from_str(settings).ok()
}

fn text(ask: &Ask<'_>, form: &str, name: &str, value: &str, help: &str) -> Markup {
    let label = match name {
        "origin" => "notices.field_origin",
        "host" => "notices.field_host",
        "port" => "notices.field_port",
        "user" => "notices.field_user",
        "password" => "notices.field_password",
        "from" => "notices.field_from",
        _ => "notices.field_prefix",
    };
    optional(&Optional {
        id: format!("{form}-{name}"),
        name,
        label: ask.t(label),
        kind: if name == "password" { "password" } else { "text" },
        value,
        help: if help.is_empty() { "" } else { ask.t(help) },
    })
}

fn mail(ask: &Ask<'_>, mail: Option<&Mail>) -> Markup {
    let port = mail.map_or("465".to_owned(), |mail| mail.port.to_string());
    let chosen = mail.map_or("tls", |mail| &mail.security);
    let choices = [
        ("tls", "notices.security_tls"),
        ("starttls", "notices.security_starttls"),
        ("none", "notices.security_none"),
    ];
    html! {
        (text(ask, "mail", "host", mail.map_or("", |mail| &mail.host), ""))
        (text(ask, "mail", "port", &port, ""))
        div.field {
            label for="mail-security" { (ask.t("notices.field_security")) }
            select id="mail-security" name="security" {
                @for (word, key) in choices { option value=(word) selected[word == chosen] { (ask.t(key)) } }
            }
        }
        (text(ask, "mail", "user", mail.map_or("", |mail| &mail.user), ""))
        (text(ask, "mail", "password", "", "notices.help_password"))
        (text(ask, "mail", "from", mail.map_or("", |mail| &mail.from), "notices.help_from"))
    }
}

fn mqtt(ask: &Ask<'_>, mqtt: Option<&Mqtt>) -> Markup {
    let port = mqtt.map_or("1883".to_owned(), |mqtt| mqtt.port.to_string());
    html! {
        (text(ask, "mqtt", "host", mqtt.map_or("", |mqtt| &mqtt.host), "notices.help_broker"))
        (text(ask, "mqtt", "port", &port, ""))
        (text(ask, "mqtt", "user", mqtt.map_or("", |mqtt| &mqtt.user), ""))
        (text(ask, "mqtt", "password", "", "notices.help_password"))
        (text(ask, "mqtt", "prefix", mqtt.map_or("luoshi", |mqtt| &mqtt.prefix), "notices.help_prefix"))
    }
}

fn http(ask: &Ask<'_>, word: &str, http: Option<&Http>, usual: &str) -> Markup {
    let origins = http.map_or(usual.to_owned(), |http| http.origins.join("\n"));
    let id = format!("{word}-origins");
    html! {
        div.field {
            label for=(id) { (ask.t("notices.field_origins")) }
            textarea id=(id) name="origins" rows="2" { (origins) }
            p.note { (ask.t("notices.help_origins")) }
        }
    }
}

/// `POST /notices/channels`: sets a channel up, changes it, or takes it down.
pub(super) fn set(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let by = ask.actor()?;
    if ask.form.get("channel") == SITE {
        let origin = origin(ask.form.get("origin"))?;
        let origin = (!origin.is_empty()).then_some(origin.as_str());
        ask.write(|tx| Ok(store::set_sender(tx, SITE, origin, by, ask.now)?))?;
        return Ok(Answer::see("/notices/channels"));
    }
    let channel = channel(ask)?;
    ask.write(|tx| {
        let before = store::sender(tx, channel.word())?.unwrap_or_default();
        let settings = if ask.form.get("off") == "yes" { None } else { Some(typed(ask, channel, &before)?) };
        Ok(store::set_sender(tx, channel.word(), settings.as_deref(), by, ask.now)?)
    })?;
    Ok(Answer::see(format!("/notices/channels#{}", channel.word())))
}

/// The settings as typed; an empty password keeps the one before.
fn typed(ask: &Ask<'_>, channel: Channel, before: &str) -> Result<String, Refusal> {
    let field = |name: &str| ask.form.get(name).to_owned();
    let password = |kept: Option<String>| match ask.form.verbatim("password") {
        "" => kept.unwrap_or_default(),
        password => password.to_owned(),
    };
    match channel {
        Channel::Mail => written(&Mail {
            host: host(ask)?,
            port: port(ask)?,
            security: field("security"),
            user: field("user"),
            password: password(read::<Mail>(before).map(|mail| mail.password)),
            from: sender(ask)?,
        }),
        Channel::Mqtt => written(&Mqtt {
            host: host(ask)?,
            port: port(ask)?,
            user: field("user"),
            password: password(read::<Mqtt>(before).map(|mqtt| mqtt.password)),
            prefix: field("prefix"),
        }),
        Channel::WeCom | Channel::DingTalk | Channel::Webhook => {
            let typed =
                ask.form.get("origins").split_whitespace().map(origin).collect::<Result<Vec<_>, _>>()?;
            if typed.is_empty() {
                return Err(Refusal::Invalid(Say::new("notices.no_origin")));
            }
            written(&Http { origins: typed })
        }
    }
}

fn written(settings: &impl Serialize) -> Result<String, Refusal> {
    serde_json::to_string(settings).map_err(|error| Refusal::Broken(error.to_string()))
}

fn host(ask: &Ask<'_>) -> Result<String, Refusal> {
    match ask.form.get("host") {
        "" => Err(Refusal::Invalid(Say::new("notices.no_host"))),
        host => Ok(host.to_owned()),
    }
}

fn sender(ask: &Ask<'_>) -> Result<String, Refusal> {
    let typed = ask.form.get("from");
    let mailbox = typed.parse::<lettre::message::Mailbox>();
    mailbox.map_err(|_| Refusal::Invalid(Say::new("notices.bad_mail").with("address", typed)))?;
    Ok(typed.to_owned())
}

fn port(ask: &Ask<'_>) -> Result<u16, Refusal> {
    let typed = ask.form.get("port");
    typed.parse().map_err(|_| Refusal::Invalid(Say::new("notices.bad_port").with("port", typed)))
}

/// Scheme, host and perhaps port, and nothing else.
fn origin(typed: &str) -> Result<String, Refusal> {
    let origin = typed.trim_end_matches('/');
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let plain = |host: &str| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
    };
    if typed.is_empty() || host.is_some_and(plain) {
        Ok(origin.to_owned())
    } else {
        Err(Refusal::Invalid(Say::new("notices.bad_origin").with("origin", typed)))
    }
}
