//! Runs the suites: `xtask/suite/<rule>.txt` holds small trees and the faults that the rule finds in them.

use super::{RULES, Rule};
use crate::files;
use crate::tree::Tree;

const HELD: &str = "nothing";

/// A case: its title, its tree, and what is expected of the rule.
struct Case {
    title: String,
    files: Vec<(String, String)>,
    expected: String,
}

#[test]
fn every_rule_finds_what_its_suite_says_and_nothing_else() {
    let tree = files::tree().unwrap();
    for rule in RULES {
        let path = format!("xtask/suite/{}.txt", rule.name);
        let suite = tree.get(&path).unwrap_or_else(|| panic!("{path} is missing")).text.clone();
        let cases = cases(&suite);
        let answers: Vec<String> = cases.iter().map(|case| answer(rule, case)).collect();
        if files::golden() {
            files::write(&path, &written(&suite, &answers));
            continue;
        }
        for (case, answer) in cases.iter().zip(&answers) {
            assert_eq!(answer, &case.expected, "{path}: {}", case.title);
        }
    }
}

#[test]
fn every_suite_has_a_case_that_fires_and_one_that_does_not() {
    let tree = files::tree().unwrap();
    for rule in RULES {
        let suite = tree.get(&format!("xtask/suite/{}.txt", rule.name)).unwrap();
        let (silent, firing): (Vec<_>, Vec<_>) =
            cases(&suite.text).into_iter().partition(|case| case.expected == HELD);
        assert!(!silent.is_empty() && !firing.is_empty(), "{}", rule.name);
    }
    assert_eq!(tree.under("xtask/suite/").count(), RULES.len(), "a suite without a rule");
}

fn answer(rule: &Rule, case: &Case) -> String {
    let tree: Tree = case.files.iter().cloned().collect();
    let mut faults = (rule.check)(&tree);
    faults.sort();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    if lines.is_empty() { HELD.to_owned() } else { lines.join("\n") }
}

/// `--- case: title`, then `--- file: path` and its text for each file, then `--- faults` and what is expected.
/// A file with `--- file: path × 70` is its text so many times.
fn cases(suite: &str) -> Vec<Case> {
    suite.split("--- case: ").skip(1).map(case).collect()
}

fn case(text: &str) -> Case {
    let (tree, expected) = text.split_once("--- faults\n").expect("a case ends with `--- faults`");
    let mut parts = tree.split("--- file: ");
    let title = parts.next().unwrap().trim().to_owned();
    let files = parts
        .map(|part| part.split_once('\n').unwrap())
        .map(|(path, text)| (path.to_owned(), text.to_owned()));
    Case { title, files: files.map(repeated).collect(), expected: expected.trim().to_owned() }
}

fn repeated((path, text): (String, String)) -> (String, String) {
    let Some((name, times)) = path.split_once(" × ") else { return (path, text) };
    (name.to_owned(), text.repeat(times.parse().unwrap()))
}

/// The suite again, with what the rule answers now after each `--- faults`.
fn written(suite: &str, answers: &[String]) -> String {
    let mut blocks = suite.split("--- case: ");
    let before = blocks.next().unwrap().to_owned();
    let block = |(block, answer): (&str, &String)| {
        let (tree, _) = block.split_once("--- faults\n").unwrap();
        format!("--- case: {tree}--- faults\n{answer}\n")
    };
    before + &blocks.zip(answers).map(block).collect::<Vec<_>>().join("\n")
}
