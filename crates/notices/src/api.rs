//! Notices for programs: what was told to whom, and what came back.

use crate::pages::wanted;
use crate::store::{self, Delivery, Notice};
use page::{Access, Answer, Ask, Refusal, Route, described, paged};
use people::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/notices", Access::Needs(Right::ReadLedger), index)
            .doc(described("Notices with what came back, newest first").query(QUERY).gives::<NoticeList>()),
    ]
}

const QUERY: &[(&str, &str)] = &[
    ("account", "whose"),
    ("subject", "about what, such as duty/…"),
    ("only", "undeliverable, unread or unconfirmed"),
    ("page", "from 1"),
    ("per", "1 to 500"),
];

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeItem {
    id: String,
    account: String,
    kind: String,
    title: String,
    title_en: String,
    urgent: bool,
    /// It asks for a confirmation.
    confirm: bool,
    made_up: bool,
    issued: String,
    /// When its person opened it.
    read: Option<String>,
    /// When its person confirmed it.
    confirmed: Option<String>,
    deliveries: Vec<DeliveryItem>,
}

/// How it went out over one channel.
#[derive(Debug, Serialize, ToSchema)]
struct DeliveryItem {
    channel: &'static str,
    /// queued, sent, delivered or undeliverable.
    state: String,
    at: String,
    /// The identity that the message carries.
    message: String,
    why: String,
}

/// A page of notices.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeList {
    total: u64,
    items: Vec<NoticeItem>,
}

fn index(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let (page, per) = paged(ask);
    let list = ask.read(|tx| {
        let (total, notices) = store::list(tx, &wanted(ask), page, per)?;
        let mut items = Vec::new();
        for notice in notices {
            let deliveries = store::deliveries(tx, &notice.id)?;
            items.push(item(notice, deliveries));
        }
        Ok(NoticeList { total, items })
    })?;
    Ok(Answer::json(&list))
}

fn item(notice: Notice, deliveries: Vec<Delivery>) -> NoticeItem {
    let delivery = |delivery: Delivery| DeliveryItem {
        channel: delivery.channel.word(),
        state: delivery.state,
        at: delivery.at.to_string(),
        message: delivery.message,
        why: delivery.why,
    };
    NoticeItem {
        id: notice.id,
        account: notice.account,
        kind: notice.kind,
        title: notice.title,
        title_en: notice.title_en,
        urgent: notice.urgent,
        confirm: notice.confirm,
        made_up: notice.made_up,
        issued: notice.issued.to_string(),
        read: notice.read.map(|at| at.to_string()),
        confirmed: notice.confirmed.map(|at| at.to_string()),
        deliveries: deliveries.into_iter().map(delivery).collect(),
    }
}
