//! Hand-overs that have no day, have one by decision, or have missed theirs (P-011). Pure.
//!
//! The duties that claim items follow the text (`powers_to_duties.rs`); these follow what people decide, and time.

use crate::schedule_to_duties::mark_rest_day;
use duties::{Asked, Opened};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Calendar, OrganKind, Organs, day_of, end_of_day};
use powers::{Deadline, Handover, HandoverDay, Publication, Record, deadline};
use std::collections::BTreeMap;

/// What is known of the lists whose items move.
#[derive(Debug)]
pub struct Lists<'a> {
    /// The records about days, by list.
    pub days: &'a BTreeMap<String, Vec<Record>>,
    /// Who issued the document of a list.
    pub issuers: &'a BTreeMap<String, String>,
    /// The register of organs.
    pub register: &'a Organs,
}

impl Lists<'_> {
    /// Who sees to it that hand-overs are finished: the office of the government that issued the list, or the
    /// government itself where the register has no office of it; nobody where the issuer is not known.
    pub(crate) fn office(&self, list: &str) -> Option<String> {
        let issuer = self.issuers.get(list)?;
        let issuer = self.register.find(issuer).map_or(issuer, |organ| &organ.name);
        let of_issuer = |name: &String| self.register.find(name).is_some_and(|organ| organ.name == *issuer);
        let is_office = |organ: &&kernel::Organ| {
            organ.kind == OrganKind::Office && organ.parent.as_ref().is_some_and(of_issuer)
        };
        Some(self.register.iter().find(is_office).map_or_else(|| issuer.clone(), |organ| organ.name.clone()))
    }

    fn records(&self, list: &str) -> &[Record] {
        self.days.get(list).map(Vec::as_slice).unwrap_or_default()
    }
}

/// For each pair of bodies whose items still wait: without a day, a duty to set one; with a day by decision, a duty on
/// both sides to finish by it; after the last day, a duty to press both.
pub fn pressed(
    handovers: &[Handover],
    lists: &Lists<'_>,
    calendar: &Calendar,
    now: Timestamp,
) -> Vec<Opened> {
    let mut pairs: BTreeMap<(&str, u32, &str, &str), Vec<&Handover>> = BTreeMap::new();
    for h in handovers.iter().filter(|handover| !handover.is_complete()) {
        let pair = (h.list.as_str(), h.edition, h.giving.as_str(), h.taking.as_str());
        pairs.entry(pair).or_default().push(h);
    }
    let waiting =
        pairs.values().filter_map(|items| items.first().map(|first| Waiting { first, count: items.len() }));
    let duties = waiting.flat_map(|waiting| waiting.duties(lists, day_of(now)));
    duties.map(|duty| mark_rest_day(duty, calendar)).collect()
}

/// The items that wait between two bodies.
struct Waiting<'a> {
    first: &'a Handover,
    count: usize,
}

impl Waiting<'_> {
    fn duties(&self, lists: &Lists<'_>, today: Date) -> Vec<Opened> {
        let records = lists.records(&self.first.list);
        let deadline = deadline(self.first, records);
        let office = lists.office(&self.first.list);
        let late = deadline.day().filter(|_| deadline.has_passed(today));
        let mut duties = Vec::new();
        if let (Deadline::Undecided, Some(office)) = (deadline, &office) {
            duties.push(self.set_a_day(office));
        }
        if let Some((id, set)) = HandoverDay::of(self.first, records) {
            duties.extend([self.finish(id, set.day, true), self.finish(id, set.day, false)]);
        }
        if let (Some(day), Some(office)) = (late, &office) {
            duties.push(self.press(office, day));
        }
        duties
    }

    fn set_a_day(&self, office: &str) -> Opened {
        let Waiting { first, count } = self;
        Opened {
            id: format!("{}.day", self.id()),
            title: format!("确定{}向{}移交{count}项权责事项的期限", first.giving, first.taking),
            title_en: format!(
                "Set the day by which {} hands {count} items over to {}",
                first.giving, first.taking
            ),
            organ: office.to_owned(),
            ..self.opened(None)
        }
    }

    /// One side's duty to finish by a day that was decided.
    fn finish(&self, record: u32, day: Date, gives: bool) -> Opened {
        let Waiting { first, count } = self;
        let (giving, taking) = (&first.giving, &first.taking);
        let (organ, to, title, title_en) = if gives {
            let title = format!("限期完成向{taking}移交{count}项权责事项");
            (giving, taking, title, format!("Finish handing {count} items over to {taking}"))
        } else {
            let title = format!("限期完成承接{giving}移交的{count}项权责事项");
            (taking, giving, title, format!("Finish taking {count} items over from {giving}"))
        };
        Opened {
            id: format!("{}.by.{record}.{}", self.id(), if gives { "giving" } else { "taking" }),
            title,
            title_en,
            organ: organ.clone(),
            to: to.clone(),
            ..self.opened(Some(day))
        }
    }

    fn press(&self, office: &str, day: Date) -> Opened {
        let Waiting { first, count } = self;
        Opened {
            id: format!("{}.late.{day}", self.id()),
            title: format!(
                "督办：{}向{}移交{count}项权责事项逾期未完成（期限{day}）",
                first.giving, first.taking
            ),
            title_en: format!(
                "Press {} and {}: {count} items were to be handed over by {day}",
                first.giving, first.taking
            ),
            organ: office.to_owned(),
            ..self.opened(None)
        }
    }

    fn id(&self) -> String {
        let first = self.first;
        format!("{}.handover.{}.{}.to.{}", first.list, first.edition, first.giving, first.taking)
    }

    fn opened(&self, day: Option<Date>) -> Opened {
        Opened {
            cause: format!("{}.handover.{}", self.first.list, self.first.edition),
            due: day.map(end_of_day),
            asked: Asked::Acknowledge,
            ..Opened::of(self.first.citation.clone())
        }
    }
}

/// Government information is published within 20 working days of coming into being (政府信息公开条例 2019, 第二十六条).
const PUBLISH_WITHIN: u32 = 20;

/// A decision to change a list that is not published yet is a duty of the body that keeps the list. Where the
/// calendar does not reach that far, no last day is said.
pub fn publications(decided: &[Publication], calendar: &Calendar) -> Vec<Opened> {
    decided.iter().map(|decision| publication(decision, calendar)).collect()
}

fn publication(decision: &Publication, calendar: &Calendar) -> Opened {
    let day = calendar.add_workdays(decision.decided, PUBLISH_WITHIN).ok();
    Opened {
        id: decision.duty(),
        title: format!("公布关于“{}”的决定（{}）", decision.title, decision.document),
        title_en: format!("Publish the decision on “{}” ({})", decision.title, decision.document),
        organ: decision.keeper.clone(),
        cause: format!("{}.publication", decision.list),
        due: day.map(end_of_day),
        asked: Asked::Acknowledge,
        ..Opened::of(decision.citation.clone())
    }
}

#[cfg(test)]
mod tests;
