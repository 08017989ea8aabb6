use super::*;
use compiler::compile;

const TEXT: &str = "\
某县人民政府
关于印发某工作方案的通知
某政发〔2024〕1号
一、任务
（一）新建学校3所。（县教育局牵头，县财政局负责）
（二）县水利局要于2024年6月底前完成水库加固5座。
某县人民政府
2024年1月5日
";

fn keys() -> Vec<String> {
    let mut keys = vec![];
    walk(&mut compile(TEXT).facts, &mut |key, _, _, _| {
        keys.push(key.to_owned());
        true
    });
    keys
}

#[test]
fn the_same_text_gives_the_same_keys_and_no_key_twice() {
    let first = keys();
    assert!(first.iter().any(|key| key.starts_with("duty/1/一/（一）/")), "{first:?}");
    assert_eq!(first, keys());
    let mut once = first.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), first.len());
}

#[test]
fn what_is_dropped_is_gone_and_the_keys_of_the_rest_stay() {
    let mut compiled = compile(TEXT);
    let dropped = keys().into_iter().find(|key| key.starts_with("commitment/")).unwrap();
    walk(&mut compiled.facts, &mut |key, _, _, _| key != dropped);
    let mut left = vec![];
    walk(&mut compile(TEXT).facts, &mut |key, _, _, _| {
        left.push(key.to_owned());
        true
    });
    assert!(left.contains(&dropped), "the text itself is as it was");
    assert!(compiled.facts.commitments.len() < compile(TEXT).facts.commitments.len());
}

#[test]
fn names_stand_in_a_field_with_any_sign_between_them() {
    assert_eq!(
        names("县教育局、县财政局；县水利局,县住建局\n "),
        ["县教育局", "县财政局", "县水利局", "县住建局"]
    );
    assert_eq!(names("省财政厅、各市、县人民政府、省教育厅"), ["省财政厅", "各市、县人民政府", "省教育厅"]);
    assert!(names(" ").is_empty());
}

#[test]
fn a_day_is_written_as_the_calendar_has_it_or_refused() {
    assert_eq!(day(" 2024-06-30 ").unwrap().unwrap().to_string(), "2024-06-30");
    assert_eq!(day("").unwrap(), None);
    assert_eq!(day("6月底").unwrap_err().key, "review.bad_day");
    assert_eq!(day("2024-06-31").unwrap_err().key, "review.bad_day");
}

/// A field of every kind of thing holds what was put into it.
#[test]
fn a_field_that_is_put_right_holds_the_new_words() {
    let plan = include_str!("../../../compiler/suite/plan-accident.md");
    let table = include_str!("../../../compiler/suite/indicator-with-owners.md");
    let powers = include_str!("../../../compiler/suite/powers-with-basis.md");
    let mut kinds = std::collections::BTreeSet::new();
    for page in [plan, table, powers, TEXT] {
        let text = page.split("```document\n").nth(1).map_or(page, |rest| rest.split("```").next().unwrap());
        walk(&mut compile(text).facts, &mut |_, kind, _, thing| {
            kinds.insert(kind);
            for (field, _) in thing.fields() {
                let value = match field {
                    "due" | "by" | "issued" => "2025-03-31",
                    "rule" => "within 2 hours after report-received",
                    "target" | "growth" => "≥90%",
                    "min" | "max" => "7",
                    _ => "某局",
                };
                thing.set(field, value).unwrap_or_else(|say| panic!("{kind:?} {field}: {say}"));
                let (_, now) = thing.fields().into_iter().find(|(name, _)| *name == field).unwrap();
                assert_eq!(now, value, "{kind:?} {field}");
            }
            assert_eq!(thing.set("no such field", "").unwrap_err().key, "review.no_field");
            true
        });
    }
    assert!(kinds.len() >= 9, "{kinds:?}");
}
