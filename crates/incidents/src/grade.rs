//! Grading: every criterion of every grade is tested; the gravest that holds is the grade (D-005, D-006). Pure.

use kernel::Say;
use pack::{Bound, Criterion, Metric, Need, Plan, Test, UnitLevel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The numbers an event is graded by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Counts {
    /// Persons with a similar, rare or unexpected adverse event.
    pub adverse: u32,
    /// Persons with an extremely severe one.
    pub severe: u32,
    /// Persons who died.
    pub deaths: u32,
    /// Whether other similar cases appeared in the same area.
    pub similar_cases: bool,
    /// Whether all come from one batch.
    pub same_batch: bool,
    /// Areas with an event of a lower grade.
    pub units_below: Vec<UnitsBelow>,
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
}

/// Grades an event by a plan.
pub fn grade(plan: &Plan, counts: &Counts) -> Graded {
    let because: Vec<Holds> = plan
        .grades
        .iter()
        .flat_map(|grade| grade.criteria.iter().map(move |criterion| (grade, criterion)))
        .filter_map(|(grade, criterion)| holds(&grade.level, criterion, counts))
        .collect();
    let grade = because.first().map(|first| first.grade.clone());
    let undecided = undecided(plan, counts, &because);
    Graded { grade, because, undecided }
}

fn holds(level: &str, criterion: &Criterion, counts: &Counts) -> Option<Holds> {
    let (count, min, max) = match &criterion.test {
        Test::Count { metric, min, max, needs } => {
            needs.iter().all(|need| has(counts, *need)).then_some((counted(counts, *metric), min, max))?
        }
        Test::Units { unit, of_grade, min, max } => (areas(counts, *unit, of_grade), min, max),
        Test::Discretion => return None,
    };
    let within = reaches(count, min.as_ref()) && stays_below(count, max.as_ref());
    within.then(|| Holds {
        grade: level.to_owned(),
        criterion: criterion.id.clone(),
        title: criterion.title.clone(),
        title_en: criterion.title_en.clone(),
        clause: criterion.citation.clause.to_string(),
        count,
        threshold: threshold(min.as_ref(), max.as_ref()),
    })
}

fn counted(counts: &Counts, metric: Metric) -> u32 {
    match metric {
        Metric::Adverse => counts.adverse,
        Metric::Severe => counts.severe,
        Metric::Deaths => counts.deaths,
    }
}

fn has(counts: &Counts, need: Need) -> bool {
    match need {
        Need::SameBatch => counts.same_batch,
        Need::SimilarCases => counts.similar_cases,
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

/// Deaths or severe harm that no number matches are never "no grade": a person decides (D-010).
fn undecided(plan: &Plan, counts: &Counts, because: &[Holds]) -> Option<Say> {
    let discretion =
        plan.grades.iter().any(|grade| grade.criteria.iter().any(|c| c.test == Test::Discretion));
    match because {
        [] if counts.deaths > 0 => {
            Some(Say::new("incidents.deaths_without_grade").with("deaths", counts.deaths))
        }
        [] if discretion && (counts.adverse > 0 || counts.severe > 0) => {
            Some(Say::new("incidents.below_numbers"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
