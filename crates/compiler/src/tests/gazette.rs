//! The real gazette against its reviewed packs: what the compiler finds is measured, not hoped for.
//!
//! A pack names its gazette by its folder: `packs/<name>` and `<name>.txt`. Where the text is not at hand, the measure says
//! so and measures nothing.

use crate::{Compiled, Duty, Facts, Goal, compile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where gazettes are looked for: beside the project, or where they are shared.
const PLACES: [&str; 2] = ["/../../../shared/gazette", "/../../gazette"];

#[expect(clippy::disallowed_methods, reason = "packs and gazettes are files beside the project")]
fn file(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

#[expect(clippy::disallowed_methods, reason = "packs are folders beside the project")]
fn packs() -> Vec<(PathBuf, Compiled)> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs"));
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let found: Vec<_> = folders
        .filter_map(|folder| {
            let name = folder.file_name()?.to_string_lossy().into_owned();
            let places = PLACES
                .iter()
                .map(|place| PathBuf::from(format!("{}{place}/{name}.txt", env!("CARGO_MANIFEST_DIR"))));
            let text = places.filter_map(|path| file(&path)).next()?;
            println!("measured on the gazette of {name}");
            Some((folder, compile(text)))
        })
        .collect();
    if found.is_empty() {
        println!("the real gazette was not there; nothing was measured on it");
    }
    found
}

type Row = BTreeMap<String, String>;

/// The rows of a CSV file of every document, with the document's number.
fn rows(folder: &Path, name: &str) -> Vec<(String, Row)> {
    let head: toml::Table = file(&folder.join("pack.toml")).unwrap().parse().unwrap();
    let slugs = head["documents"].as_array().unwrap();
    let mut found = vec![];
    for slug in slugs.iter().filter_map(toml::Value::as_str) {
        let document: toml::Table = file(&folder.join(slug).join("document.toml")).unwrap().parse().unwrap();
        let number = document["number"].as_str().unwrap().to_owned();
        let csv = file(&folder.join(slug).join(name)).unwrap_or_default();
        let mut lines = csv.lines().map(cells);
        let columns = lines.next().unwrap_or_default();
        found.extend(lines.map(|line| (number.clone(), columns.iter().cloned().zip(line).collect())));
    }
    found
}

/// The cells of a line; a quoted one may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted, mut cell) = (vec![], false, String::new());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}

#[test]
fn rows_of_lists_of_powers_are_exact() {
    for (folder, compiled) in packs() {
        let written = rows(&folder, "powers.csv");
        let found = &compiled.facts.powers;
        assert_eq!(found.len(), written.len());
        for ((document, row), power) in written.iter().zip(found) {
            let own = (
                &power.document,
                &power.clause,
                power.seq.to_string(),
                power.code.as_deref(),
                &power.name,
                power.kind.as_deref(),
            );
            let reviewed = (
                document,
                &row["clause"],
                row["seq"].clone(),
                Some(row["code"].as_str()),
                &row["name"],
                Some(row["kind"].as_str()),
            );
            assert_eq!(own, reviewed);
        }
        println!("powers: {} of {} rows exact", found.len(), written.len());
    }
}

#[test]
fn rows_of_indicator_tables_are_exact() {
    for (folder, compiled) in packs() {
        let written: Vec<_> = rows(&folder, "indicators.csv")
            .into_iter()
            .filter(|(_, row)| row["clause"].contains("/行"))
            .collect();
        let found = &compiled.facts.indicators;
        assert_eq!(found.len(), written.len());
        for ((document, row), own) in written.iter().zip(found) {
            let goal =
                |goal: &Option<Goal>| goal.as_ref().map_or(String::new(), |goal| goal.text().to_owned());
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let read = [
                own.document.clone(),
                own.clause.clone(),
                own.name.clone(),
                text(&own.group),
                text(&own.unit),
                goal(&own.target),
                goal(&own.growth),
                text(&own.baseline),
                text(&own.baseline_growth),
                own.organs.join(";"),
            ];
            let cell = |name: &str| row[name].clone();
            let reviewed = [
                document.clone(),
                cell("clause"),
                cell("name"),
                cell("group"),
                cell("unit"),
                cell("target"),
                cell("growth"),
                cell("baseline"),
                cell("baseline_growth"),
                cell("organs"),
            ];
            assert_eq!(read, reviewed);
        }
        println!("indicators: {} of {} rows exact", found.len(), written.len());
    }
}

/// Counted right, counted wrongly, missed.
#[derive(Debug, Default)]
struct Score(usize, usize, usize);

impl Score {
    fn add(&mut self, found: &[String], reviewed: &str) {
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        let reviewed: BTreeSet<&str> = reviewed.split(';').filter(|name| !name.is_empty()).collect();
        self.0 += found.intersection(&reviewed).count();
        self.1 += found.difference(&reviewed).count();
        self.2 += reviewed.difference(&found).count();
    }

    fn f1(&self) -> f64 {
        let right = 2.0 * self.0 as f64;
        right / (right + self.1 as f64 + self.2 as f64)
    }
}

/// Rows of tables and remarks; duties that a sentence of a plan or letter implies are read by people.
fn told(facts: &Facts) -> Vec<&Duty> {
    facts.duties.iter().filter(|duty| duty.from != "sentence").collect()
}

#[test]
fn leads_and_responsible_bodies_are_those_of_the_reviewed_pack() {
    for (folder, compiled) in packs() {
        let (mut lead, mut responsible, mut dates) = (Score::default(), Score::default(), 0);
        let found = told(&compiled.facts);
        for (document, row) in rows(&folder, "duties.csv") {
            let own: Vec<_> = found
                .iter()
                .filter(|duty| duty.document == document && duty.clause == row["clause"])
                .collect();
            let Some(duty) = own.first() else { continue };
            lead.add(&duty.lead, &row["lead"]);
            responsible.add(&duty.responsible, &row["responsible"]);
            let due =
                duty.deadlines.iter().find_map(|day| day.date).map_or(String::new(), |day| day.to_string());
            assert_eq!(due, row["due"], "{document} {}", row["clause"]);
            dates += usize::from(!due.is_empty());
            if duty.from == "table" {
                let inferred = row["inferred"].split(';').filter(|field| !field.is_empty());
                assert_eq!(duty.inferred, inferred.collect::<Vec<_>>(), "{document} {}", row["clause"]);
            }
        }
        println!(
            "leads {lead:?} F1 {:.4}, responsible {responsible:?} F1 {:.4}, dates {dates}",
            lead.f1(),
            responsible.f1()
        );
        assert!(lead.f1() >= 0.98 && responsible.f1() >= 0.98);
        assert!(lead.0 > 0 && responsible.0 > 0);
    }
}

#[test]
fn commitments_of_the_plan_are_found_and_few_others() {
    for (folder, compiled) in packs() {
        let mut most: BTreeMap<String, usize> = BTreeMap::new();
        let written = rows(&folder, "commitments.csv");
        written.iter().for_each(|(document, _)| *most.entry(document.clone()).or_default() += 1);
        let Some((plan, count)) = most.into_iter().max_by_key(|(_, count)| *count) else { continue };
        let mut found: Vec<_> =
            compiled.facts.commitments.iter().filter(|own| own.document == plan).collect();
        let all = found.len();
        let plain = |text: &str| {
            ["达到", "保持", "以上", "左右", "稳定", "增长", "基本"]
                .iter()
                .fold(text.to_owned(), |text, word| text.replace(word, ""))
        };
        for (_, row) in written.iter().filter(|(document, _)| *document == plan) {
            let fits = |target: &str| {
                let (own, reviewed) = (plain(target), plain(&row["target"]));
                own == reviewed || own.contains(&reviewed) || !own.is_empty() && reviewed.contains(&own)
            };
            if let Some(at) = found.iter().position(|own| own.clause == row["clause"] && fits(&own.target)) {
                found.remove(at);
            }
        }
        let right = all - found.len();
        let (recall, precision) = (right as f64 / count as f64, right as f64 / all as f64);
        println!(
            "commitments of {plan}: {right} of {count} found, {} others; recall {recall:.3}, precision {precision:.3}",
            found.len()
        );
        assert!(recall >= 0.90 && precision >= 0.90);
    }
}

#[test]
fn every_threshold_of_a_plan_has_its_bounds() {
    for (folder, compiled) in packs() {
        for plan in &compiled.facts.plans {
            let slugs: toml::Table = file(&folder.join("pack.toml")).unwrap().parse().unwrap();
            let slugs = slugs["documents"].as_array().unwrap().iter().filter_map(toml::Value::as_str);
            let of = |slug: &&str| {
                let document: toml::Table =
                    file(&folder.join(slug).join("document.toml")).unwrap().parse().unwrap();
                document["number"].as_str() == Some(plan.document.as_str())
            };
            let slug = slugs.into_iter().find(of).unwrap();
            let reviewed: toml::Table = file(&folder.join(slug).join("plan.toml")).unwrap().parse().unwrap();
            let mut count = 0;
            for (grade, own) in reviewed["grade"].as_array().unwrap().iter().zip(&plan.grades) {
                assert_eq!(grade["level"].as_str(), Some(own.level));
                let criteria = grade["criterion"].as_array().unwrap();
                assert_eq!(criteria.len(), own.criteria.len());
                for (criterion, own) in criteria.iter().zip(&own.criteria) {
                    assert_eq!(criterion["metric"].as_str(), Some(own.metric));
                    let bound = |key: &str| {
                        criterion.get(key).and_then(toml::Value::as_integer).map(|value| value.to_string())
                    };
                    let inside = |key: &str| criterion.get(key).and_then(toml::Value::as_bool);
                    assert_eq!(own.max.map(|value| value.to_string()), bound("max"), "{}", own.quote);
                    assert_eq!(own.max_inclusive, inside("max_inclusive"), "{}", own.quote);
                    // A lower bound of one death is the reviewer's reading; the text gives none.
                    if own.min.is_some() {
                        assert_eq!(own.min.map(|value| value.to_string()), bound("min"), "{}", own.quote);
                        assert_eq!(own.min_inclusive, inside("min_inclusive"), "{}", own.quote);
                    }
                    count += 1;
                }
            }
            println!(
                "plan of {}: {count} criteria with their bounds, {} groups",
                plan.document,
                plan.groups.len()
            );
            let groups = reviewed["group"].as_array().unwrap();
            let names = |value: &toml::Value| {
                value
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(toml::Value::as_str)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(groups.len(), plan.groups.len());
            for (group, own) in groups.iter().zip(&plan.groups) {
                assert_eq!(
                    (names(&group["lead"]), names(&group["members"])),
                    (own.lead.clone(), own.members.clone()),
                    "{}",
                    own.name
                );
            }
        }
    }
}

#[test]
fn every_character_of_a_gazette_is_accounted_for() {
    for (_, compiled) in packs() {
        let coverage = compiled.facts.coverage;
        assert_eq!(coverage.characters, compiled.source.chars());
        assert_eq!(coverage.read + coverage.ignored + coverage.not_understood, coverage.characters);
        println!("coverage {coverage:?}");
    }
}
