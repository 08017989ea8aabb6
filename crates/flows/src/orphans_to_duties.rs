//! Items whose body left the register are to be given to another. Pure.

use crate::handovers_to_duties::Lists;
use duties::{Asked, Opened};
use powers::Orphans;

/// A duty for each body that is gone and still holds items: the office of the government that issued the list sees to
/// it that they go to a body that exists (P-010). No document sets a day for it.
pub(crate) fn given_away(orphans: &[Orphans], lists: &Lists<'_>) -> Vec<Opened> {
    orphans.iter().filter_map(|one| Some(duty(one, lists.office(&one.list)?))).collect()
}

fn duty(one: &Orphans, office: String) -> Opened {
    let Orphans { list, holder, count, citation } = one;
    Opened {
        id: format!("{list}.orphans.{holder}"),
        title: format!("“{holder}”已不在单位名录，其行使的{count}项权责事项须划转至现有单位"),
        title_en: format!(
            "{holder} is no longer in the register: transfer its {count} items to another body"
        ),
        organ: office,
        cause: format!("{list}.orphans"),
        asked: Asked::Act,
        ..Opened::of(citation.clone())
    }
}
