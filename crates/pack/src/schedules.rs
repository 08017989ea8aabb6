//! `[[schedule]]` of `document.toml`: what opens duties by the calendar or by events.

use crate::named::Named;
use crate::raw;
use crate::reader::{Once, Reader};
use crate::readings::{date_at, rule};
use crate::tree::Page;
use jiff::civil::Date;
use kernel::{Citation, Rule};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A time limit that a document sets (时限规则).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// `{slug}.schedule.{id}`.
    pub id: String,
    /// The clause that sets it.
    pub citation: Citation,
    /// Short title in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// When duties open and fall due.
    pub rule: Rule,
    /// First due date, when the document says so.
    pub from: Option<Date>,
    /// The few words of the document that fix the time.
    pub quote: String,
    /// Who owes it.
    pub who: Reporters,
    /// Who receives it; empty when the document does not say.
    pub to: Vec<Named>,
}

/// Who owes what a schedule opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reporters {
    /// Each lead of the document's duties.
    Leads,
    /// Each town and sub-district.
    Towns,
    /// These organs; empty when the document names nobody.
    Organs(Vec<Named>),
}

impl Schedule {
    /// Its identifier within the pack.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Reads the schedules of a document.
pub(crate) fn read(
    entries: Vec<Spanned<raw::Schedule>>,
    reader: Reader<'_>,
    page: Page<'_>,
) -> Vec<Schedule> {
    let mut once = Once::default();
    entries.into_iter().filter_map(|entry| schedule(entry.into_inner(), &mut once, reader, page)).collect()
}

fn schedule(raw: raw::Schedule, once: &mut Once, reader: Reader<'_>, page: Page<'_>) -> Option<Schedule> {
    once.check(raw.id.get_ref(), page.spot(&raw.id, "id"));
    let citation = reader.cite_at(&raw.clause, page);
    let rule = rule(&raw.rule, page);
    let from = raw.from.as_ref().and_then(|from| date_at(from, "from", page));
    let who = match raw.who.get_ref().as_str() {
        "leads" => Reporters::Leads,
        "towns" => Reporters::Towns,
        _ => Reporters::Organs(reader.named_in(&raw.who, "who", page)),
    };
    let to = reader.named_in(&raw.to, "to", page);
    Some(Schedule {
        id: reader.id("schedule", raw.id.get_ref()),
        citation: citation?,
        title: raw.title,
        title_en: raw.title_en,
        rule: rule?,
        from,
        quote: raw.quote,
        who,
        to,
    })
}
