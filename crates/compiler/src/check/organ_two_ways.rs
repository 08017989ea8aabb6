//! One body, two names (同一机关两种写法).
//!
//! Two names differ so little that they are probably one body: 区自然资源局 and 区自然资源和规划局, 区市场监管局 and 区市场监管部门. They stay two
//! bodies until a person says otherwise: duties of the one are not shown under the other.
//!
//! ```text fires
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区自然资源局
//! →区财政局
//!
//! →2
//! →公开收费清单
//! →区自然资源和规划局
//! →区财政局
//! ```
//!
//! ```text silent
//! →序号
//! →具体任务
//! →牵头部门
//! →责任部门
//!
//! →1
//! →清理收费项目
//! →区自然资源局
//! →区财政局
//!
//! →2
//! →公开收费清单
//! →区农业农村局
//! →区财政局
//! ```
//!
//! **Mend.** Write one name throughout, or enter the other as an alias in `organs.csv`.
//!
//! **Ignore** it when they are two bodies, such as a bureau and its sub-bureau.

use super::{Check, View};
use crate::diagnostic::{Diagnostic, Severity};
use kernel::Say;
use crate::facts::Organ;
use std::collections::HashMap;

pub(super) const CHECK: Check = Check { code: "organ-two-ways", severity: Severity::Warning, run };

/// Longer lists than this are not compared pair by pair.
const MOST: usize = 4000;

fn run(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let mut stems: HashMap<String, Vec<&Organ>> = HashMap::new();
    for organ in view.facts.organs.iter().take(MOST) {
        stems.entry(stem(&organ.name)).or_default().push(organ);
    }
    // An open set is no body: 各街道 and 各街道办事处 bind the same ones.
    stems.values_mut().for_each(|organs| organs.retain(|organ| !organ.name.starts_with('各')));
    let mut pairs: Vec<_> = stems.into_values().filter(|organs| organs.len() > 1).collect();
    pairs.sort_by_key(|organs| organs.first().map(|organ| organ.span));
    for organs in pairs {
        let Some((usual, others)) = by_mentions(organs) else { continue };
        for other in others.into_iter().filter(|other| other.mentions > 0) {
            let say = Say::new("check.organ_two_ways").with("one", &other.name).with("other", &usual.name).with("times", usual.mentions);
            let help = Say::new("check.organ_two_ways_help").with("usual", &usual.name);
            found.push(Diagnostic::new(say, other.span).see(Say::new("check.organ_usual"), usual.span).help(help));
        }
    }
}

fn by_mentions(mut organs: Vec<&Organ>) -> Option<(&Organ, Vec<&Organ>)> {
    organs.sort_by_key(|organ| std::cmp::Reverse(organ.mentions));
    let usual = organs.remove(0);
    Some((usual, organs))
}

/// The name without what differs between two ways of writing it.
fn stem(name: &str) -> String {
    let mut stem = name.to_owned();
    for part in ["监督管理", "监管"] {
        stem = stem.replace(part, "监");
    }
    for part in ["和规划", "和信息化", "办事处", "人民", "行政"] {
        stem = stem.replace(part, if part == "和信息化" { "信息化" } else { "" });
    }
    for end in ["分局", "局", "部门", "委员会", "委"] {
        if let Some(rest) = stem.strip_suffix(end).filter(|rest| rest.chars().count() >= 3) {
            return rest.to_owned();
        }
    }
    stem
}
