//! Grades of events and the criteria that decide them.

use super::read::Names;
use crate::raw;
use crate::reader::{Once, Reader};
use crate::tree::Page;
use kernel::{Citation, Say};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A grade of events, such as Ⅳ 一般. Any one criterion is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// Its numeral, such as Ⅳ.
    pub level: String,
    /// Its name, such as 一般.
    pub name: String,
    /// The clause that defines it.
    pub citation: Citation,
    /// What makes an event one of this grade.
    pub criteria: Vec<Criterion>,
}

/// One test of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// `{slug}.criterion.{id}`.
    pub id: String,
    /// The clause that sets it.
    pub citation: Citation,
    /// Short title in our own words.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// What is tested.
    pub test: Test,
}

/// What a criterion tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Test {
    /// A number of persons.
    Count {
        /// What is counted: the identity of one of the plan's [`Metric`](super::Metric)s.
        metric: String,
        /// Lower end, when the text gives one.
        min: Option<Bound>,
        /// Upper end, when the text gives one.
        max: Option<Bound>,
        /// What must hold besides: identities of the plan's [`Flag`](super::Flag)s.
        needs: Vec<String>,
    },
    /// A number of areas with an event of a lower grade.
    Units {
        /// Which areas are counted.
        unit: UnitLevel,
        /// The grade of the events in them.
        of_grade: String,
        /// Lower end.
        min: Option<Bound>,
        /// Upper end.
        max: Option<Bound>,
    },
    /// Other harm: a person decides and says why (D-012).
    Discretion,
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// The number.
    pub value: u32,
    /// The number itself belongs to the range.
    pub inclusive: bool,
}

/// Which areas are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitLevel {
    /// Provinces.
    Province,
    /// Cities of the province.
    City,
    /// Counties and districts of one city.
    County,
}

/// `metric =` of a criterion that counts areas instead of persons.
const UNITS: &str = "units";
/// `metric =` of a criterion that a person decides.
const DISCRETION: &str = "discretion";

/// Reads the grades with their criteria.
pub(super) fn read(
    entries: Vec<Spanned<raw::Grade>>,
    names: &Names,
    reader: Reader<'_>,
    page: Page<'_>,
) -> Vec<Grade> {
    let (mut levels, mut ids) = (Once::default(), Once::default());
    entries
        .into_iter()
        .filter_map(|entry| {
            let raw = entry.into_inner();
            levels.check(raw.level.get_ref(), page.spot(&raw.level, "level"));
            let citation = reader.cite_at(&raw.clause, page);
            let criteria = raw.criterion.into_iter();
            let criteria = criteria.filter_map(|one| criterion(one, &mut ids, names, reader, page)).collect();
            Some(Grade { level: raw.level.into_inner(), name: raw.name, citation: citation?, criteria })
        })
        .collect()
}

fn criterion(
    entry: Spanned<raw::Criterion>,
    ids: &mut Once,
    names: &Names,
    reader: Reader<'_>,
    page: Page<'_>,
) -> Option<Criterion> {
    ids.check(entry.get_ref().id.get_ref(), page.spot(&entry.get_ref().id, "id"));
    let citation = reader.cite_at(&entry.get_ref().clause, page);
    let test = test(&entry, names, page);
    let raw = entry.into_inner();
    Some(Criterion {
        id: reader.id("criterion", raw.id.get_ref()),
        citation: citation?,
        title: raw.title,
        title_en: raw.title_en,
        test: test?,
    })
}

fn test(entry: &Spanned<raw::Criterion>, names: &Names, page: Page<'_>) -> Option<Test> {
    let raw = entry.get_ref();
    let min = bound(raw.min, raw.min_inclusive);
    let max = bound(raw.max, raw.max_inclusive);
    match raw.metric.get_ref().as_str() {
        DISCRETION => return Some(Test::Discretion),
        metric => names.check_metric(metric, &[UNITS, DISCRETION], page.spot(&raw.metric, "metric")),
    }
    if min.is_none() && max.is_none() {
        page.spot(&raw.metric, "metric").fault(Say::new("pack.no_bound"));
        return None;
    }
    if raw.metric.get_ref() == UNITS {
        return units(raw, min, max, names, page);
    }
    for need in &raw.needs {
        names.check_flag(need.get_ref(), page.spot(need, "needs"));
    }
    let needs = raw.needs.iter().map(|need| need.get_ref().clone()).collect();
    Some(Test::Count { metric: raw.metric.get_ref().clone(), min, max, needs })
}

fn units(
    raw: &raw::Criterion,
    min: Option<Bound>,
    max: Option<Bound>,
    names: &Names,
    page: Page<'_>,
) -> Option<Test> {
    let (Some(unit), Some(of_grade)) = (raw.unit, &raw.of_grade) else {
        page.spot(&raw.metric, "metric").fault(Say::new("pack.units_need"));
        return None;
    };
    names.check_grade(of_grade.get_ref(), page.spot(of_grade, "of_grade"));
    Some(Test::Units { unit, of_grade: of_grade.get_ref().clone(), min, max })
}

/// A bound without a word on its end counts its number in, as 以上 and 以下 do in law.
fn bound(value: Option<u32>, inclusive: Option<bool>) -> Option<Bound> {
    value.map(|value| Bound { value, inclusive: inclusive.unwrap_or(true) })
}
