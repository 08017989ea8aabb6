//! The gates before a decision: what must be recorded before a penalty is imposed, and by which article.

use super::{Alike, Closing, Outcome, Step};
use kernel::{Decimal, Say};
use serde::{Deserialize, Serialize};

/// A record without which a decision may not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// 查明事实: facts established, evidence in the file (行政处罚法第四十条).
    Facts,
    /// 事先告知: the party was told and could answer (行政处罚法第四十四条).
    Notice,
    /// 法制审核: reviewed before the decision where that is due (行政处罚法第五十八条).
    LegalReview,
    /// 听证: held when the party asked for it (行政处罚法第六十三条).
    Hearing,
}

impl Gate {
    /// In the order in which they are passed.
    pub const ALL: [Gate; 4] = [Gate::Facts, Gate::Notice, Gate::LegalReview, Gate::Hearing];

    /// The word in forms and interfaces.
    pub fn word(self) -> &'static str {
        match self {
            Gate::Facts => "facts",
            Gate::Notice => "notice",
            Gate::LegalReview => "legal_review",
            Gate::Hearing => "hearing",
        }
    }

    /// The rule that demands it of cases of a kind: inspections rest on the rule that all enforcement is recorded.
    pub fn article(self, kind: &str) -> &'static str {
        match self {
            Gate::Facts if kind == INSPECTION => "行政执法全过程记录制度，国办发〔2018〕118号",
            Gate::Facts => "《中华人民共和国行政处罚法》第四十条",
            Gate::Notice => "《中华人民共和国行政处罚法》第四十四条",
            Gate::LegalReview => "《中华人民共和国行政处罚法》第五十八条",
            Gate::Hearing => "《中华人民共和国行政处罚法》第六十三条",
        }
    }

    /// Whether a decision of this kind needs it.
    fn is_due(self, kind: &str, closing: &Closing) -> bool {
        match (kind, self) {
            (PENALTY, Gate::Facts | Gate::Notice) | (INSPECTION, Gate::Facts) => true,
            (PENALTY, Gate::LegalReview) => closing.major,
            (PENALTY, Gate::Hearing) => closing.hearing_asked,
            _ => false,
        }
    }
}

/// The kind of items whose cases are penalties, as lists write it.
pub(crate) const PENALTY: &str = "行政处罚";
const INSPECTION: &str = "行政检查";

/// Days from filing to decision, for kinds that have such a limit (行政处罚法第六十条).
pub(super) fn limit(kind: &str) -> Option<i64> {
    (kind == PENALTY).then_some(90)
}

/// Cases alike from which a departure must be explained.
const FEW: usize = 3;

/// What keeps a case of this kind from being closed like this; empty when nothing does.
pub(crate) fn faults(kind: &str, steps: &[Step], alike: &Alike, closing: &Closing) -> Vec<Say> {
    let mut faults = Vec::new();
    if closing.result.trim().is_empty() {
        faults.push(Say::new("powers.case_no_result"));
    }
    if closing.outcome == Outcome::Unsaid && [PENALTY, INSPECTION].contains(&kind) {
        faults.push(Say::new("powers.case_no_outcome"));
    }
    if closing.outcome == Outcome::Imposed {
        let lacks = |gate: &Gate| closing.gates.get(gate).is_none_or(|record| record.trim().is_empty());
        let due = Gate::ALL.into_iter().filter(|gate| gate.is_due(kind, closing));
        faults.extend(due.filter(lacks).map(|gate| missing(gate, kind)));
    }
    faults.extend(of_amount(steps, alike, closing));
    faults
}

fn missing(gate: Gate, kind: &str) -> Say {
    let key = match gate {
        Gate::Facts => "powers.gate_facts",
        Gate::Notice => "powers.gate_notice",
        Gate::LegalReview => "powers.gate_legal_review",
        Gate::Hearing => "powers.gate_hearing",
    };
    Say::new(key).with("article", gate.article(kind))
}

/// The fine against the benchmark and against cases alike (B-075).
fn of_amount(steps: &[Step], alike: &Alike, closing: &Closing) -> Option<Say> {
    let amount = closing.amount;
    if amount.is_some_and(|amount| amount < Decimal::ZERO) {
        return Some(Say::new("powers.amount_negative"));
    }
    if closing.outcome != Outcome::Imposed {
        return amount.map(|_| Say::new("powers.amount_without_penalty"));
    }
    let step = steps.iter().find(|step| step.label == closing.step);
    if step.is_none() && !steps.is_empty() {
        let labels: Vec<&str> = steps.iter().map(|step| step.label.as_str()).collect();
        return Some(Say::new("powers.step_unknown").with("steps", labels.join("、")));
    }
    let (amount, explained) = (amount?, !closing.reason.trim().is_empty());
    if let Some(step) = step.filter(|step| !explained && !step.allows(amount)) {
        return Some(Say::new("powers.step_exceeded").with("step", &step.label).with("range", &step.range));
    }
    let (least, most) = alike.range()?;
    let apart = alike.count() >= FEW && !(least..=most).contains(&amount);
    (apart && !explained).then(|| {
        let say = Say::new("powers.unlike_others").with("count", alike.count());
        say.with("least", least).with("most", most)
    })
}
