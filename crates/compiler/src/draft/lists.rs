//! The lists of a document: duties, indicators, commitments, powers.

use super::csv::Csv;
use super::{Desk, short};
use crate::facts::Goal;
use kernel::{Say, Target};

/// Every list that has rows, with its file name.
pub(super) fn all(desk: &mut Desk<'_>) -> Vec<(&'static str, String)> {
    let lists = [
        ("duties.csv", duties(desk)),
        ("indicators.csv", indicators(desk)),
        ("commitments.csv", commitments(desk)),
        ("powers.csv", powers(desk)),
    ];
    lists.into_iter().filter(|(_, csv)| csv.rows() > 0).map(|(name, csv)| (name, csv.text())).collect()
}

fn duties(desk: &mut Desk<'_>) -> Csv {
    let (facts, at) = (desk.facts, desk.at);
    let mut csv = Csv::new(
        "seq,clause,category,measure,title,title_en,lead,responsible,due,due_quote,awaits,inferred,note",
    );
    for duty in facts.duties.iter().filter(|duty| duty.at == at) {
        let seq = (csv.rows() + 1).to_string();
        let title = if duty.text.is_empty() {
            duty.measure.clone().unwrap_or_default()
        } else {
            short(&duty.text, 24)
        };
        if title.is_empty() {
            continue;
        }
        let due = duty
            .deadlines
            .iter()
            .find_map(|deadline| Some((deadline.date?.to_string(), deadline.quote.clone())));
        let (due, quote) = due.unwrap_or_default();
        let category = duty.category.as_deref().map(|words| short(words, 10)).unwrap_or_default();
        let measure = duty.measure.as_deref().map(|words| short(words, 24)).unwrap_or_default();
        let (lead, responsible) = (desk.register.list(&duty.lead), desk.register.list(&duty.responsible));
        let note = match duty.note.as_str() {
            "" if duty.open => "等部门: open list",
            question => question,
        };
        csv.row(&[
            &seq,
            &duty.clause,
            &category,
            &measure,
            &title,
            "",
            &lead,
            &responsible,
            &due,
            &quote,
            "",
            &duty.inferred.join(";"),
            note,
        ]);
    }
    csv
}

fn indicators(desk: &mut Desk<'_>) -> Csv {
    let (facts, at) = (desk.facts, desk.at);
    let mut csv = Csv::new(
        "seq,clause,group,name,name_en,unit,target,growth,strength,by,baseline,baseline_growth,organs,period,inferred,note",
    );
    for row in facts.indicators.iter().filter(|row| row.at == at) {
        let seq = (csv.rows() + 1).to_string();
        let mut note = row.note.clone();
        let mut goal = |goal: &Option<Goal>| match goal {
            Some(Goal::Read(target)) => target.text.clone(),
            Some(Goal::Words { text, .. }) => {
                note = format!("待明确: {text}");
                String::new()
            }
            None => String::new(),
        };
        let (target, growth) = (goal(&row.target), goal(&row.growth));
        let unit = unit(desk, row.unit.as_deref());
        let organs = desk.register.list(&row.organs);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        csv.row(&[
            &seq,
            &row.clause,
            &text(&row.group),
            &row.name,
            "",
            &unit,
            &target,
            &growth,
            "",
            "",
            &text(&row.baseline),
            &text(&row.baseline_growth),
            &organs,
            "",
            &row.inferred.join(";"),
            &note,
        ]);
    }
    csv
}

/// The unit when the national table has it; an unknown one is left out, for no figure could be compared with it.
fn unit(desk: &mut Desk<'_>, unit: Option<&str>) -> String {
    let Some(unit) = unit else { return String::new() };
    if (desk.needs.known_unit)(unit) {
        return unit.to_owned();
    }
    let say = Say::new("check.draft_unit").with("unit", unit);
    if !desk.left_out.contains(&say) {
        desk.left_out.push(say);
    }
    String::new()
}

fn commitments(desk: &mut Desk<'_>) -> Csv {
    let (facts, at) = (desk.facts, desk.at);
    let mut csv = Csv::new("seq,clause,title,title_en,target,unit,strength,by,scope,note");
    for promise in facts.commitments.iter().filter(|promise| promise.at == at) {
        let figure = promise.target.chars().any(char::is_numeric);
        if figure && Target::parse(&promise.target).is_err() {
            desk.left_out.push(Say::new("check.draft_target").with("quote", &promise.quote));
            continue;
        }
        let seq = (csv.rows() + 1).to_string();
        let title =
            if promise.subject.is_empty() { short(&promise.quote, 20) } else { short(&promise.subject, 20) };
        let unit = unit(desk, promise.unit.as_deref());
        let by = promise.by.map(|day| day.to_string()).unwrap_or_default();
        let scope = promise.scope.as_ref().map(|area| format!("含{area}")).unwrap_or_default();
        let note = if promise.note.is_empty() { scope } else { promise.note.clone() };
        csv.row(&[
            &seq,
            &promise.clause,
            &title,
            "",
            &promise.target,
            &unit,
            promise.strength.unwrap_or_default(),
            &by,
            "",
            &note,
        ]);
    }
    csv
}

fn powers(desk: &mut Desk<'_>) -> Csv {
    let (facts, at) = (desk.facts, desk.at);
    let mut csv = Csv::new("seq,clause,code,name,kind,holder,counterpart,basis,note");
    let titled = holder(desk);
    let (mut codes, mut skipped) = (std::collections::HashSet::new(), 0);
    for power in facts.powers.iter().filter(|power| power.at == at) {
        let holder = power.holder.clone().or_else(|| titled.clone());
        let (Some(code), Some(kind), Some(holder)) = (&power.code, &power.kind, holder) else {
            skipped += 1;
            continue;
        };
        if !codes.insert(code.as_str()) {
            skipped += 1;
            continue;
        }
        let seq = (csv.rows() + 1).to_string();
        desk.register.name(&holder);
        let note = if power.holder.is_none() { "holder from the title" } else { "" };
        csv.row(&[
            &seq,
            &power.clause,
            code,
            &power.name,
            kind,
            &holder,
            "",
            power.basis.as_deref().unwrap_or_default(),
            note,
        ]);
    }
    if skipped > 0 {
        desk.left_out.push(Say::new("check.draft_powers").with("count", skipped));
    }
    csv
}

/// Whose list it is, as the title says: 某开发区 of 某开发区权责清单.
fn holder(desk: &Desk<'_>) -> Option<String> {
    let attachments = desk.document.attachments.iter().map(|listed| listed.title.as_str());
    let titles = attachments.chain([desk.document.title.as_str()]);
    titles
        .filter_map(|title| {
            let end = ["权责清单", "权力清单", "行政权力事项", "行政职权"]
                .iter()
                .filter_map(|word| title.find(word))
                .min()?;
            let name = title.get(..end)?.rsplit(['《', '布', '整']).next()?.trim();
            crate::words::body::is_body(name).then(|| name.to_owned())
        })
        .next()
}
