//! `GET /notices/settings`: where a person is reached beside the inbox, and their private links to feeds.

use super::{
    feeds,
    parts::{Optional, optional, places},
};
use crate::channel::{Channel, http::Http};
use crate::store::{self, Address, Draft, Item};
use kernel::Say;
use maud::{Markup, html};
use page::{Answer, Ask, Language, Page, Refusal, empty};

pub(super) fn show(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let account = ask.actor()?;
    let (on, mine, feeds) =
        ask.read(|tx| Ok((store::senders(tx)?, store::addresses(tx, account)?, store::feeds(tx, account)?)))?;
    let forms = Channel::ALL.into_iter().filter(|channel| on.contains(channel));
    let of = |channel| mine.iter().find(|address| address.channel == channel);
    Ok(Page::new(
        ask.t("notices.settings"),
        html! {
            (places(ask))
            p { (ask.t("notices.settings_lead")) }
            @if on.is_empty() { (empty(ask.t("notices.no_channels"))) }
            @for channel in forms { (form(ask, channel, of(channel))) }
            (feeds::section(ask, &feeds))
        },
    )
    .here("/notices")
    .into())
}

fn form(ask: &Ask<'_>, channel: Channel, address: Option<&Address>) -> Markup {
    let word = channel.word();
    let help = match channel {
        Channel::Mail => "notices.help_mail",
        Channel::WeCom | Channel::DingTalk => "notices.help_robot",
        Channel::Webhook => "notices.help_webhook",
        Channel::Mqtt => "notices.help_mqtt",
    };
    html! {
        h2 id=(word) { (ask.t(channel.key())) }
        form.stack method="post" action="/notices/settings/address" {
            input type="hidden" name="channel" value=(word);
            (optional(&Optional {
                id: format!("{word}-address"), name: "address", label: ask.t("notices.address"), kind: "text",
                value: address.map_or("", |address| &address.address), help: ask.t(help),
            }))
            @if channel == Channel::DingTalk {
                (optional(&Optional {
                    id: format!("{word}-secret"), name: "secret", label: ask.t("notices.robot_secret"),
                    kind: "password", value: "", help: ask.t("notices.help_secret"),
                }))
            }
            (languages(ask, word, address.map_or("", |address| &address.language)))
            button { (ask.t("notices.save")) }
        }
        @if address.is_some() {
            form method="post" action="/notices/settings/try" {
                input type="hidden" name="channel" value=(word);
                button.quiet { (ask.t("notices.try_out")) }
            }
        }
    }
}

fn languages(ask: &Ask<'_>, word: &str, chosen: &str) -> Markup {
    let id = format!("{word}-language");
    html! {
        div.field {
            label for=(id) { (ask.t("notices.language")) }
            select id=(id) name="language" {
                option value="zh" selected[chosen == "zh"] lang="zh-CN" { "中文" }
                option value="en" selected[chosen == "en"] lang="en" { "English" }
            }
        }
    }
}

pub(super) fn channel(ask: &Ask<'_>) -> Result<Channel, Refusal> {
    let word = ask.form.get("channel");
    Channel::read(word).ok_or_else(|| Refusal::Invalid(Say::new("notices.no_channel").with("word", word)))
}

/// `POST /notices/settings/address`: sets or removes an address.
pub(super) fn address(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (account, channel) = (ask.actor()?, channel(ask)?);
    let typed = ask.form.get("address");
    let language = Language::from_code(ask.form.get("language")).unwrap_or_default();
    ask.write(|tx| {
        let settings = store::sender(tx, channel.word())?;
        let settings = settings.ok_or_else(|| Refusal::Conflict(Say::new("notices.channel_off")))?;
        reachable(channel, &settings, typed).map_err(Refusal::Invalid)?;
        let kept = store::addresses(tx, account)?.into_iter().find(|known| known.channel == channel);
        let address = Address {
            channel,
            address: typed.to_owned(),
            // An empty field keeps the secret: it is never shown.
            secret: match ask.form.get("secret") {
                "" => kept.map(|kept| kept.secret).unwrap_or_default(),
                secret => secret.to_owned(),
            },
            language: language.code().to_owned(),
        };
        Ok(store::set_address(tx, account, &address)?)
    })?;
    Ok(Answer::see(format!("/notices/settings#{}", channel.word())))
}

/// Whether an address can be one at all.
fn reachable(channel: Channel, settings: &str, typed: &str) -> Result<(), Say> {
    if typed.is_empty() {
        return Ok(());
    }
    match channel {
        Channel::Mail if typed.parse::<lettre::Address>().is_err() => {
            Err(Say::new("notices.bad_mail").with("address", typed))
        }
        Channel::WeCom | Channel::DingTalk | Channel::Webhook => {
            let http: Http = serde_json::from_str(settings).unwrap_or(Http { origins: Vec::new() });
            let servers = http.origins.join(" ");
            if http.allows(typed) {
                Ok(())
            } else {
                Err(Say::new("notices.bad_url").with("servers", servers))
            }
        }
        Channel::Mqtt if typed.contains(['+', '#', ' ']) || typed.starts_with('$') => {
            Err(Say::new("notices.bad_topic").with("topic", typed))
        }
        _ => Ok(()),
    }
}

/// `POST /notices/settings/try`: a notice to oneself, over every channel that is set.
pub(super) fn try_out(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (account, channel) = (ask.actor()?, channel(ask)?);
    let draft = Draft {
        account: account.to_owned(),
        kind: "trial",
        cause: format!("{} {}", channel.word(), ask.now),
        urgent: false,
        confirm: false,
        title: Say::new("notices.title_trial"),
        items: vec![Item {
            subject: format!("channel/{}", channel.word()),
            due: None,
            rung: String::new(),
            title: ask.app.texts.get(Language::Chinese, "notices.settings").to_owned(),
            title_en: ask.app.texts.get(Language::English, "notices.settings").to_owned(),
            words: Say::new("notices.item_trial"),
            url: "/notices/settings".to_owned(),
        }],
        made_up: false,
    };
    ask.write(|tx| Ok(store::issue(tx, &draft, account, ask.now)?))?;
    Ok(Answer::see("/notices"))
}
