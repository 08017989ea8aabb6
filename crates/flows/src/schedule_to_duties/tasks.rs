//! Tasks of a document: those with a date, those that wait for something, and those of every town.

use super::owners::{Decided, Owner, bodies, owners};
use duties::{Asked, Opened};
use kernel::end_of_day;
use pack::{Document, Duty, Pack};

/// What the tasks of a document open. What an emergency plan asks for is opened by its own clocks.
pub(super) fn opened(pack: &Pack, document: &Document, decided: Decided<'_>) -> Vec<Opened> {
    let tasks = document.duties.iter();
    tasks.flat_map(|task| of_task(pack, document, task, decided)).collect()
}

/// A task with a date opens for each of its owners; one that waits for an upstream document or event waits with them
/// . A task with neither is shown in the reports of its leads; where all towns and sub-districts are bound it is
/// a duty of each (S-003), and where the office named an owner it is that owner's.
fn of_task(pack: &Pack, document: &Document, task: &Duty, decided: Decided<'_>) -> Vec<Opened> {
    let everybody = owners(pack, task, decided);
    let owing: Vec<Owner> = match (&task.due, &task.awaits) {
        (Some(_), _) | (None, Some(_)) => everybody,
        (None, None) => {
            // What a plan asks of bodies that it names is opened by its clocks.
            let asks = document.plan.is_none();
            let named =
                task.lead.iter().chain(&task.responsible).filter(|named| asks && !named.is_one_body());
            let mut together: Vec<String> = named.flat_map(|named| bodies(pack, named)).collect();
            together.extend(decided.owners(&task.id));
            everybody.into_iter().filter(|owner| together.contains(&owner.organ)).collect()
        }
    };
    owing.into_iter().map(|owner| of_owner(task, owner)).collect()
}

fn of_owner(task: &Duty, owner: Owner) -> Opened {
    // A date of the document stands, whatever else has to appear first.
    let awaits = task.awaits.clone().filter(|_| task.due.is_none()).unwrap_or_default();
    Opened {
        id: format!("{}.{}", task.id, owner.organ),
        title: task.title.clone(),
        title_en: task.title_en.clone(),
        organ: owner.organ,
        cause: task.id.clone(),
        due: task.due.as_ref().map(|due| end_of_day(due.date)),
        asked: Asked::Act,
        part: owner.part,
        awaits,
        ..Opened::of(task.citation.clone())
    }
}
