//! A score per department from outcomes: timeliness, completeness, evidence (考核, B-013).
//!
//! It says how duties were done and never how the program was used. Each deduction names the entry that shows it, the
//! rule has a version and is shown before it is used, and a bulletin keeps the rule it was made with.

use super::bulletin::{Line, Outcome, late_by};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What one duty can lose, of 100 points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its version.
    pub version: String,
    /// Not reported at all.
    pub missing: u32,
    /// Reported late: for each day begun.
    pub late_each_day: u32,
    /// Reported late: at most.
    pub late_at_most: u32,
    /// Returned: for each time.
    pub returned_each: u32,
    /// Returned: at most.
    pub returned_at_most: u32,
    /// Returned and not reported again.
    pub not_completed: u32,
    /// Reported without any evidence.
    pub no_evidence: u32,
}

/// Full points of one duty.
pub(crate) const FULL: u32 = 100;

impl Rule {
    /// The rule in use. A rule is never changed: a new one has a version of its own.
    pub fn in_use() -> Rule {
        Rule {
            version: "1".to_owned(),
            missing: 100,
            late_each_day: 5,
            late_at_most: 30,
            returned_each: 5,
            returned_at_most: 15,
            not_completed: 25,
            no_evidence: 10,
        }
    }
}

/// Why points were lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// Not reported.
    Missing,
    /// Late by so many days begun.
    Late {
        /// How many.
        days: u32,
    },
    /// Returned so often.
    Returned {
        /// How often.
        times: u32,
    },
    /// Returned and not reported again.
    NotCompleted,
    /// No evidence.
    NoEvidence,
}

/// Points that were lost, with the entry that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deduction {
    /// The duty.
    pub duty: String,
    /// Why.
    #[serde(flatten)]
    pub why: Why,
    /// How many points of that duty's hundred.
    pub points: u32,
    /// The ledger's entry that shows it.
    pub entry: u64,
}

/// The score of one department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Which.
    pub organ: String,
    /// How many duties were scored: those that are not due yet are not.
    pub duties: u32,
    /// The mean over its duties, in tenths of a point, rounded half up.
    pub tenths: u32,
    /// What it lost.
    pub deductions: Vec<Deduction>,
}

impl Score {
    /// As it is written: `92.5`.
    pub fn written(&self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

/// The scores of every unit in the lines, in the order in which they first stand there.
pub(crate) fn scores(rule: &Rule, lines: &[Line], at: Timestamp) -> Vec<Score> {
    let mut organs: Vec<&str> = Vec::new();
    for line in lines.iter().filter(|line| line.outcome != Outcome::NotYet) {
        if !organs.contains(&line.organ.as_str()) {
            organs.push(&line.organ);
        }
    }
    organs.into_iter().map(|organ| score(rule, organ, lines, at)).collect()
}

fn score(rule: &Rule, organ: &str, lines: &[Line], at: Timestamp) -> Score {
    let mine = lines.iter().filter(|line| line.organ == organ && line.outcome != Outcome::NotYet);
    let (mut duties, mut points, mut lost) = (0_u32, 0_u32, Vec::new());
    for line in mine {
        let deductions = deductions(rule, line, at);
        let off = deductions.iter().map(|deduction| deduction.points).sum::<u32>().min(FULL);
        duties += 1;
        points += FULL - off;
        lost.extend(deductions);
    }
    let tenths = (points * 10 + duties / 2).checked_div(duties).unwrap_or(0);
    Score { organ: organ.to_owned(), duties, tenths, deductions: lost }
}

/// What one duty lost. What was not reported loses for that alone.
fn deductions(rule: &Rule, line: &Line, at: Timestamp) -> Vec<Deduction> {
    let lost = |why, points, entry| Deduction { duty: line.duty.clone(), why, points, entry };
    if line.outcome == Outcome::NotYet {
        return Vec::new();
    }
    if line.outcome == Outcome::Missing {
        return vec![lost(Why::Missing, rule.missing, line.opened_seq)];
    }
    let first = line.first_seq.unwrap_or(line.opened_seq);
    let last_return = line.return_seqs.last().copied().unwrap_or(first);
    let days = days_begun(line, at);
    let mut all = Vec::new();
    if days > 0 {
        all.push(lost(Why::Late { days }, (days * rule.late_each_day).min(rule.late_at_most), first));
    }
    if line.returns > 0 {
        let points = (line.returns * rule.returned_each).min(rule.returned_at_most);
        all.push(lost(Why::Returned { times: line.returns }, points, last_return));
    }
    if line.outcome == Outcome::Returned {
        all.push(lost(Why::NotCompleted, rule.not_completed, last_return));
    }
    if line.evidence == 0 {
        all.push(lost(Why::NoEvidence, rule.no_evidence, line.last_seq.unwrap_or(first)));
    }
    all
}

/// Days begun after the last instant until the first report.
pub(crate) fn days_begun(line: &Line, at: Timestamp) -> u32 {
    let seconds = late_by(line.due, line.first, at).as_secs();
    u32::try_from(seconds.saturating_add(86_399) / 86_400).unwrap_or(u32::MAX / 100).min(10_000)
}

#[cfg(test)]
mod tests;
