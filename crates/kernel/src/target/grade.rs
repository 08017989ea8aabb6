//! **A named standard or class**: `达到国家《环境空气质量标准》二级标准`, `稳定达到Ⅲ类`.
//!
//! Meaning: every part of the standard passes its limit (S-031). The limits are a versioned table that the caller
//! brings; 稳定 needs a recorded share of readings that must pass (E-037).

use super::Aim;
use super::forms::{self, Form};
use super::parse::Read;
use crate::number::Decimal;
use crate::say::Say;
use crate::verdict::{Case, Finding, Limit, Series};

pub(super) const FORM: Form = Form {
    read: |words, _| read(words),
    judge: |aim, case| match aim {
        Aim::Grade { standard, steady } => {
            Some(judge(case, standard, *steady).unwrap_or_else(Finding::unknown))
        }
        _ => None,
    },
    examples: &[
        ("达到国家《环境空气质量标准》二级标准", "grade `国家《环境空气质量标准》二级标准`"),
        ("达到国家病媒生物密度控制水平标准C级要求", "grade `国家病媒生物密度控制水平标准C级要求`"),
        ("稳定达到Ⅲ类", "grade steady `Ⅲ类`"),
        ("稳定达到Ⅲ类标准", "grade steady `Ⅲ类标准`"),
    ],
};

fn read(words: &str) -> Option<Read> {
    let (steady, rest) = match words.strip_prefix("稳定") {
        Some(rest) => (true, rest),
        None => (false, words),
    };
    let rest =
        ["达到", "符合", "执行", "满足"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let class = |sign: char| ('Ⅰ'..='Ⅻ').contains(&sign);
    let named = rest.contains("标准") || (rest.contains(class) && rest.ends_with(['类', '级']));
    let standard = rest.to_owned();
    (named && !rest.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| Read::words(Aim::Grade { standard, steady }))
}

fn judge(case: &Case<'_>, standard: &str, steady: bool) -> Result<Finding, Say> {
    let missing = |key| case.missing(key).with("standard", standard);
    if case.ruling.standard.is_empty() {
        return Err(missing("verdict.limits_missing"));
    }
    let share = match (steady, case.ruling.steady_share) {
        (true, None) => return Err(missing("verdict.steady_missing")),
        (true, share) => share,
        (false, _) => None,
    };
    let found: Vec<_> = case.ruling.standard.iter().map(|limit| (limit, one(case, limit, share))).collect();
    let with = |holds| found.iter().find(move |(_, found)| found.holds == holds);
    let provisional = found.iter().any(|(_, found)| found.provisional);
    if let Some((limit, found)) = with(Some(false)) {
        return Ok(failed(found, standard, limit));
    }
    if let Some((limit, _)) = with(None) {
        return Err(missing("verdict.part_missing").with("part", &limit.part));
    }
    let parts: Vec<_> = found.iter().map(|(limit, found)| told(limit, found)).collect();
    let found = Finding::known(true, "verdict.grade_met", "verdict.grade_met").with("standard", standard);
    Ok(Finding { provisional, ..found.with("parts", parts.join("; ")) })
}

/// `PM2.5: 33 ≤35`.
fn told(limit: &Limit, found: &Finding) -> String {
    let value = found.reading.map_or("–".to_owned(), |reading| reading.value.to_string());
    format!("{}: {value} {}", limit.part, limit.target.text)
}

/// The part that fails is named with its figure and limit.
fn failed(found: &Finding, standard: &str, limit: &Limit) -> Finding {
    let reading = found.reading;
    let say = Say::new("verdict.grade_not_met")
        .with("standard", standard)
        .with("part", &limit.part)
        .with("limit", &limit.target.text)
        .with("period", reading.map_or("–".to_owned(), |reading| reading.period.to_string()))
        .with("value", reading.map_or("–".to_owned(), |reading| reading.value.to_string()));
    let (distance, provisional) = (found.distance, found.provisional);
    Finding { holds: Some(false), distance, reading, provisional, ..Finding::unknown(say) }
}

fn one(case: &Case<'_>, limit: &Limit, share: Option<Decimal>) -> Finding {
    let Some(series) = part(case, &limit.part) else {
        return Finding::unknown(case.missing("verdict.statement"));
    };
    let case = case.about(&limit.target, series);
    match share {
        None => forms::judge(&limit.target.aim, &case),
        Some(share) => enough(&case, &limit.target.aim, share).unwrap_or_else(Finding::unknown),
    }
}

/// Whether the share of the year's readings that pass is large enough; the first that fails is told.
fn enough(case: &Case<'_>, aim: &Aim, share: Decimal) -> Result<Finding, Say> {
    let Aim::Bound { compare, value } = aim else { return Err(case.missing("verdict.statement")) };
    let readings = case.readings_of_year()?;
    let failed: Vec<_> = readings.iter().filter(|reading| !compare.holds(reading.value, *value)).collect();
    let count = |number: usize| Decimal::from(i64::try_from(number).unwrap_or(i64::MAX));
    let passed = count(readings.len() - failed.len()).checked_mul(Decimal::from(100));
    let holds = passed >= share.checked_mul(count(readings.len()));
    let told = failed.first().copied().or(readings.last()).copied();
    let provisional = readings.iter().any(|reading| reading.provisional);
    Ok(Finding {
        reading: told,
        provisional,
        ..Finding::known(holds, "verdict.grade_met", "verdict.grade_not_met")
    })
}

/// The series of that part; a series without parts is the part when it has that name or no name.
fn part<'a>(case: &Case<'a>, name: &str) -> Option<&'a Series> {
    let whole = case.series;
    let own = whole.parts.is_empty() && (whole.name == name || whole.name.is_empty());
    whole.parts.iter().find(|series| series.name == name).or(own.then_some(whole))
}
