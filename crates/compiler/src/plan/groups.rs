//! Working groups (工作组): 「综合协调组：由区市场监管局牵头，区财政局等参加」.

use super::facts::{Group, Plan};
use crate::context::{Context, Doc};
use crate::passage::Passage;
use crate::words::parties::{self, Part};

/// Reads every group that a clause or a line opens with its name.
pub(crate) fn find(context: &Context<'_>, doc: &Doc<'_>, plan: &mut Plan) {
    for (_, clause) in doc.prose() {
        let own = context.own(clause);
        for line in own.split(|c| c == '\n') {
            let plain = line.text.trim_start_matches(|c: char| !crate::words::is_han(c));
            let line = line.of(plain);
            if let Some(group) = group(line, clause.path.as_str())
                && !plan.groups.iter().any(|known| known.name == group.name)
            {
                plan.groups.push(group);
            }
        }
    }
}

fn group(line: Passage<'_>, clause: &str) -> Option<Group> {
    let at = line.text.find(['：', ':', '。', '，'])?;
    let name = line.text.get(..at)?;
    let short = (3..=14).contains(&name.chars().count())
        && name.ends_with('组')
        && name.chars().all(crate::words::is_han);
    if !short || name.contains("各工作组") {
        return None;
    }
    let rest = line.part(at..line.text.len());
    let skip = rest.text.chars().next().map_or(0, char::len_utf8);
    let rest = rest.part(skip..rest.text.len());
    let end = ["负责", "主要职责", "职责"]
        .iter()
        .filter_map(|word| rest.text.find(word))
        .filter(|at| *at > 0)
        .min();
    let until = rest.text.find('。').unwrap_or(rest.text.len());
    let labelled = rest.text.contains("单位：") || rest.text.contains("单位:");
    let stop = if labelled { rest.text.len() } else { end.unwrap_or(until).min(until) };
    let list = rest.part(0..stop);
    let parties = if labelled { parties::remark(list) } else { parties::list(list, Part::Helps, false) };
    let mut members = parties.helps;
    members.extend(parties.responsible);
    let names = !parties.lead.is_empty() || !members.is_empty();
    names.then(|| Group {
        name: name.to_owned(),
        clause: clause.to_owned(),
        lead: parties.lead,
        members,
        open: parties.open,
        span: line.whole(),
    })
}
