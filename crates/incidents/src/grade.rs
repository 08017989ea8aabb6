//! Grading: every criterion of every grade is tested; the gravest that holds is the grade (D-005, D-006). Pure.

use kernel::Say;
use pack::{Bound, Criterion, Plan, Test, UnitLevel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What an event is graded by: a number or a yes for each name that the plan's criteria use, such as
/// `{"adverse": 12, "deaths": 1, "same_batch": true}`. A name that is not given is none, or no.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    /// Areas with an event of a lower grade.
    #[serde(default)]
    pub units_below: Vec<UnitsBelow>,
    /// By name, as the plan's `[[metric]]` and `[[flag]]` call it.
    #[serde(flatten)]
    #[schema(value_type = std::collections::HashMap<String, u32>)]
    pub told: BTreeMap<String, Fact>,
}

/// One thing known of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// It holds or not.
    Flag(bool),
    /// A number of persons, or of whatever the plan counts.
    Number(u32),
}

impl Counts {
    /// The number under a name; 0 when nothing is known.
    pub fn number(&self, name: &str) -> u32 {
        match self.told.get(name) {
            Some(Fact::Number(number)) => *number,
            Some(Fact::Flag(true)) => 1,
            _ => 0,
        }
    }

    /// Whether anything was counted.
    pub fn anyone(&self) -> bool {
        self.told.values().any(|fact| matches!(fact, Fact::Number(number) if *number > 0))
    }

    /// Whether a flag holds.
    pub fn flag(&self, name: &str) -> bool {
        self.number(name) > 0
    }

    /// The same with a number under a name.
    #[must_use]
    pub fn with(mut self, name: &str, number: u32) -> Counts {
        self.told.insert(name.to_owned(), Fact::Number(number));
        self
    }

    /// The same with a flag.
    #[must_use]
    pub fn holding(mut self, name: &str, holds: bool) -> Counts {
        self.told.insert(name.to_owned(), Fact::Flag(holds));
        self
    }

    /// Of two tellings the greater of each number, and every flag that holds in one of them: a person told of by
    /// telephone whose report has not come is not lost, and one whose report has come is not counted twice.
    #[must_use]
    pub fn max(&self, other: &Counts) -> Counts {
        let mut both = self.clone();
        for (name, fact) in &other.told {
            if other.number(name) > both.number(name) || !both.told.contains_key(name) {
                both.told.insert(name.clone(), *fact);
            }
        }
        if both.units_below.is_empty() {
            both.units_below.clone_from(&other.units_below);
        }
        both
    }
}

/// How many areas of one kind have an event of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitsBelow {
    /// `province`, `city` or `county`.
    pub unit: String,
    /// The grade of the events there, such as Ⅳ.
    pub of_grade: String,
    /// How many areas.
    pub count: u32,
}

/// A criterion that holds, with the number used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    /// The grade it belongs to.
    pub grade: String,
    /// Identity of the criterion.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// Its title in English.
    pub title_en: String,
    /// The clause that sets it.
    pub clause: String,
    /// The number that was counted.
    pub count: u32,
    /// The range it was held against, such as `≥50` or `≥30 <50`.
    pub threshold: String,
}

/// The outcome: the gravest grade, every criterion that holds, and what a person must decide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graded {
    /// The grade; `None` when no number reaches one.
    pub grade: Option<String>,
    /// Every criterion that holds, the gravest grade first: overlaps are shown, not hidden (D-009).
    pub because: Vec<Holds>,
    /// Why a person must decide although no number does, or besides it (D-010, D-012).
    pub undecided: Option<Say>,
    /// What a person decided.
    #[serde(default)]
    pub decided: Option<Decided>,
}

/// A grade that a person gave, with the grounds (D-012).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The grade.
    pub grade: String,
    /// On what grounds.
    pub grounds: String,
    /// The discretionary criterion it rests on, when it rests on one.
    pub criterion: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: jiff::Timestamp,
}

impl Graded {
    /// The same with a person's decision: it can make the grade graver than the numbers do, never milder.
    #[must_use]
    pub fn decided(mut self, plan: &Plan, decided: Option<Decided>) -> Graded {
        let rank = |level: &str| plan.grades.iter().position(|grade| grade.level == level);
        if let Some(decided) = decided {
            let mine = rank(&decided.grade).unwrap_or(usize::MAX);
            let numbers = self.grade.as_deref().and_then(rank).unwrap_or(usize::MAX);
            if mine <= numbers {
                self.grade = Some(decided.grade.clone());
                self.undecided = None;
            }
            self.decided = Some(decided);
        }
        self
    }
}

/// How one criterion came out, so that a page can show all of them and not only those that hold (D-005).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested<'a> {
    /// The grade it belongs to.
    pub grade: &'a str,
    /// The criterion.
    pub criterion: &'a Criterion,
    /// The number that was counted; 0 where a person decides.
    pub count: u32,
    /// The range it was held against; empty where a person decides.
    pub threshold: String,
    /// How it came out.
    pub outcome: Outcome<'a>,
}

/// How a criterion came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It holds.
    Holds,
    /// The number is outside the range.
    Not,
    /// The number is inside, but this is not known to hold.
    Lacks(Vec<&'a str>),
    /// A person decides.
    Discretion,
}

/// Tests every criterion of every grade, in the plan's order.
pub fn tested<'a>(plan: &'a Plan, counts: &Counts) -> Vec<Tested<'a>> {
    let all = plan.grades.iter().flat_map(|grade| grade.criteria.iter().map(move |one| (grade, one)));
    all.map(|(grade, criterion)| test(&grade.level, criterion, counts)).collect()
}

fn test<'a>(grade: &'a str, criterion: &'a Criterion, counts: &Counts) -> Tested<'a> {
    let (count, min, max, needs): (u32, _, _, &[String]) = match &criterion.test {
        Test::Count { metric, min, max, needs } => (counts.number(metric), min, max, needs),
        Test::Units { unit, of_grade, min, max } => (areas(counts, *unit, of_grade), min, max, &[]),
        Test::Discretion => {
            return Tested {
                grade,
                criterion,
                count: 0,
                threshold: String::new(),
                outcome: Outcome::Discretion,
            };
        }
    };
    let within = reaches(count, min.as_ref()) && stays_below(count, max.as_ref());
    let lacking: Vec<&str> = needs.iter().map(String::as_str).filter(|need| !counts.flag(need)).collect();
    let outcome = match (within, lacking.is_empty()) {
        (false, _) => Outcome::Not,
        (true, true) => Outcome::Holds,
        (true, false) => Outcome::Lacks(lacking),
    };
    Tested { grade, criterion, count, threshold: threshold(min.as_ref(), max.as_ref()), outcome }
}

/// Grades an event by a plan.
pub fn grade(plan: &Plan, counts: &Counts) -> Graded {
    let tested = tested(plan, counts);
    let held = tested.iter().filter(|one| one.outcome == Outcome::Holds);
    let because: Vec<Holds> = held.map(holds).collect();
    let undecided = undecided(plan, &tested, because.first());
    Graded { grade: because.first().map(|first| first.grade.clone()), because, undecided, decided: None }
}

fn holds(tested: &Tested<'_>) -> Holds {
    let criterion = tested.criterion;
    Holds {
        grade: tested.grade.to_owned(),
        criterion: criterion.id.clone(),
        title: criterion.title.clone(),
        title_en: criterion.title_en.clone(),
        clause: criterion.citation.clause.to_string(),
        count: tested.count,
        threshold: tested.threshold.clone(),
    }
}

fn areas(counts: &Counts, unit: UnitLevel, of_grade: &str) -> u32 {
    let word = match unit {
        UnitLevel::Province => "province",
        UnitLevel::City => "city",
        UnitLevel::County => "county",
    };
    counts
        .units_below
        .iter()
        .filter(|below| below.unit == word && below.of_grade == of_grade)
        .map(|below| below.count)
        .sum()
}

/// Zero never reaches a grade: a criterion without a lower end asks for at least one.
fn reaches(count: u32, min: Option<&Bound>) -> bool {
    count > 0 && min.is_none_or(|min| count > min.value || (min.inclusive && count == min.value))
}

fn stays_below(count: u32, max: Option<&Bound>) -> bool {
    max.is_none_or(|max| count < max.value || (max.inclusive && count == max.value))
}

fn threshold(min: Option<&Bound>, max: Option<&Bound>) -> String {
    let low = min.map(|min| format!("{}{}", if min.inclusive { "≥" } else { ">" }, min.value));
    let high = max.map(|max| format!("{}{}", if max.inclusive { "≤" } else { "<" }, max.value));
    low.into_iter().chain(high).collect::<Vec<_>>().join(" ")
}

/// A number that reaches a graver grade while it is not known whether the rest holds, and harm below every number,
/// are never "no grade": a person decides (D-010, D-012).
fn undecided(plan: &Plan, tested: &[Tested<'_>], first: Option<&Holds>) -> Option<Say> {
    let graver =
        tested.iter().take_while(|one| first.is_none_or(|first| one.criterion.id != first.criterion));
    let lacking = |one: &&Tested<'_>| matches!(one.outcome, Outcome::Lacks(_));
    if let Some(Tested { grade, criterion, count, outcome: Outcome::Lacks(needs), .. }) =
        graver.clone().find(lacking)
    {
        let title = |need: &&str| {
            let flag = plan.flags.iter().find(|flag| flag.id == **need);
            flag.map_or((*need).to_owned(), |flag| flag.title.clone())
        };
        let needs = needs.iter().map(title).collect::<Vec<_>>().join("、");
        let say = Say::new("incidents.need_lacking").with("count", count).with("criterion", &criterion.title);
        return Some(say.with("grade", grade).with("needs", needs));
    }
    let anyone = tested.iter().any(|one| one.count > 0 && matches!(one.criterion.test, Test::Count { .. }));
    let discretion = tested.iter().any(|one| one.outcome == Outcome::Discretion);
    (first.is_none() && anyone && discretion).then(|| Say::new("incidents.below_numbers"))
}

#[cfg(test)]
mod tests;
