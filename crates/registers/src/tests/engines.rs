//! The same stories on SQLite and on PostgreSQL.

use super::county::{County, DYKES, day, keeper, pack, values};
use crate::model::Values;
use crate::store::{
    Filter, Rewrite, Sort, Step, add, change, counted, due_rows, end, history, in_force, move_row, plan, row,
    rows, totals, write_plan,
};
use jiff::civil::Date;
use kernel::Period;

on_both_engines! {
    a_row_with_faults_is_refused_with_all_of_them
    a_gate_holds_until_its_evidence_is_there
    every_version_of_a_row_says_on_which_days_it_stood
    nobody_writes_over_what_they_have_not_seen
    an_owner_writes_its_own_rows_and_neither_passes_nor_ends_them
    a_sheet_is_written_whole_or_not_at_all_and_twice_adds_nothing
    rows_are_sorted_filtered_searched_and_summed
    a_date_opens_what_is_due_and_an_ended_row_closes_it
    counts_of_the_declaration_are_counted_by_period
    a_declaration_that_changes_keeps_its_rows
    a_replay_gives_the_same_rows
}

const TODAY: &str = "2024-05-20";

fn dyke(name: &str, cost: &str) -> Values {
    values(&[
        ("name", name),
        ("town", "河东镇"),
        ("kind", "土堤"),
        ("cost", cost),
        ("checked_on", "2024-04-02"),
    ])
}

fn added(county: &County, values: Values, from: &str) -> u64 {
    county.write(|tx, book| add(tx, book, values, day(from), false, &keeper("water"))).unwrap().0
}

fn rewrite(id: u64, seen: u32, pairs: &[(&str, &str)], from: &str) -> Rewrite {
    Rewrite { id, seen, values: values(pairs), from: day(from), reason: String::new() }
}

fn step(id: u64, to: &str, from: &str) -> Step {
    Step { id, seen: 0, to: to.into(), from: day(from), reason: String::new() }
}

fn names(county: &County, filter: &Filter) -> Vec<String> {
    let book = county.book();
    let found = county.read(|tx| rows(tx, &book.register, filter, day(TODAY), 1, 50)).1;
    found.into_iter().map(|row| row.value("name").to_owned()).collect()
}

fn a_row_with_faults_is_refused_with_all_of_them(county: &County) {
    let bad = values(&[("kind", "石堤"), ("part_of", "9"), ("colour", "红")]);
    let refused = county.write(|tx, book| add(tx, book, bad, day("2024-06-01"), false, &keeper("water")));
    assert_eq!(
        refused.unwrap_err(),
        ["colour: unknown_field", "name: missing", "town: missing", "part_of: no_such_link", "day_ahead"]
    );
    assert_eq!(county.book().held, 0, "nothing was recorded");
    added(county, dyke("北堤", "12"), "2024-05-01");
    let again =
        county.write(|tx, book| add(tx, book, dyke("北堤", "3"), day(TODAY), false, &keeper("water")));
    assert_eq!(again.unwrap_err(), ["key_taken"]);
}

fn a_gate_holds_until_its_evidence_is_there(county: &County) {
    let id = added(county, values(&[("name", "北堤"), ("town", "河东镇")]), "2024-05-01");
    let early = county.write(|tx, book| move_row(tx, book, step(id, "issued", TODAY), &keeper("water")));
    assert_eq!(early.unwrap_err(), ["second_person", "review: gate", "checked_on: missing"]);
    let seen = &[("review", "青水审〔2024〕3号"), ("checked_on", "2024-05-02")];
    county.write(|tx, book| change(tx, book, rewrite(id, 1, seen, TODAY), &keeper("water"))).unwrap();
    let other = county.write(|tx, book| {
        let stranger = crate::store::By { hands: crate::Hands::default(), ..keeper("finance") };
        move_row(tx, book, step(id, "issued", TODAY), &stranger)
    });
    assert_eq!(other.unwrap_err(), ["not_your_move"]);
    let back = county.write(|tx, book| move_row(tx, book, step(id, "draft", TODAY), &keeper("second")));
    assert_eq!(back.unwrap_err(), ["no_such_move"]);
    county.write(|tx, book| move_row(tx, book, step(id, "issued", TODAY), &keeper("second"))).unwrap();
    let gone =
        county.write(|tx, book| change(tx, book, rewrite(id, 3, &[("review", "")], TODAY), &keeper("water")));
    assert_eq!(gone.unwrap_err(), ["review: gate"], "evidence is not taken away behind the gate");
    let row = county.read(|tx| row(tx, DYKES, id));
    assert_eq!((row.state.as_str(), row.version, row.by.as_str()), ("issued", 3, "second"));
}

fn every_version_of_a_row_says_on_which_days_it_stood(county: &County) {
    let id = added(county, dyke("北堤", "12"), "2024-05-01");
    county
        .write(|tx, book| change(tx, book, rewrite(id, 1, &[("cost", "15")], "2024-05-10"), &keeper("a")))
        .unwrap();
    county
        .write(|tx, book| change(tx, book, rewrite(id, 2, &[("cost", "16")], "2024-05-10"), &keeper("a")))
        .unwrap();
    let early = county
        .write(|tx, book| change(tx, book, rewrite(id, 3, &[("cost", "1")], "2024-05-09"), &keeper("a")));
    assert_eq!(early.unwrap_err(), ["day_before"]);
    let unsaid = county.write(|tx, book| end(tx, book, (id, 3), day("2024-05-15"), " ", &keeper("a")));
    assert_eq!(unsaid.unwrap_err(), ["no_reason"]);
    county.write(|tx, book| end(tx, book, (id, 3), day("2024-05-15"), "冲毁", &keeper("a"))).unwrap();
    let book = county.book();
    let on = |on: &str| {
        let found = county.read(|tx| Ok(in_force(tx, &book.register, &Filter::default(), day(on), 1, 50)?)).1;
        found.iter().map(|row| row.value("cost").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        [on("2024-04-30"), on("2024-05-01"), on("2024-05-09")],
        [vec![], vec!["12".to_owned()], vec!["12".into()]]
    );
    assert_eq!(
        [on("2024-05-10"), on("2024-05-14"), on("2024-05-15")],
        [vec!["16".to_owned()], vec!["16".into()], vec![]]
    );
    let kinds: Vec<String> =
        county.read(|tx| Ok(history(tx, DYKES, id)?)).into_iter().map(|v| v.kind).collect();
    assert_eq!(kinds, ["ended", "changed", "changed", "added"]);
    assert_eq!((names(county, &Filter::default()).len(), book.held), (0, 0));
    assert_eq!(names(county, &Filter { ended: true, ..Filter::default() }), ["北堤"]);
    added(county, dyke("北堤", "1"), TODAY);
}

fn nobody_writes_over_what_they_have_not_seen(county: &County) {
    let id = added(county, dyke("北堤", "12"), "2024-05-01");
    county
        .write(|tx, book| change(tx, book, rewrite(id, 1, &[("cost", "15")], TODAY), &keeper("a")))
        .unwrap();
    let blind =
        county.write(|tx, book| change(tx, book, rewrite(id, 1, &[("cost", "18")], TODAY), &keeper("b")));
    assert_eq!(blind.unwrap_err(), ["registers.changed_meanwhile"]);
    let same =
        county.write(|tx, book| change(tx, book, rewrite(id, 2, &[("cost", "15")], TODAY), &keeper("b")));
    assert_eq!(same, Ok(0), "what says nothing new is not recorded");
    added(county, dyke("南堤", "1"), TODAY);
    let taken =
        county.write(|tx, book| change(tx, book, rewrite(id, 2, &[("name", "南堤")], TODAY), &keeper("b")));
    assert_eq!(taken.unwrap_err(), ["key_taken"]);
}

fn an_owner_writes_its_own_rows_and_neither_passes_nor_ends_them(county: &County) {
    let id = added(county, dyke("北堤", "12"), "2024-05-01");
    let owner = || crate::store::By {
        hands: crate::Hands { owner: true, ..crate::Hands::default() },
        ..keeper("east")
    };
    let away =
        county.write(|tx, book| change(tx, book, rewrite(id, 1, &[("town", "河西镇")], TODAY), &owner()));
    assert_eq!(away.unwrap_err(), ["town: owner_stays"]);
    let ended = county.write(|tx, book| end(tx, book, (id, 1), day(TODAY), "不要了", &owner()));
    assert_eq!(ended.unwrap_err(), ["not_yours_to_end"]);
    county.write(|tx, book| change(tx, book, rewrite(id, 1, &[("cost", "13")], TODAY), &owner())).unwrap();
    county
        .write(|tx, book| change(tx, book, rewrite(id, 2, &[("town", "河西镇")], TODAY), &keeper("water")))
        .unwrap();
}

fn line(at: usize, pairs: &[(&str, &str)]) -> (usize, Values) {
    (at, values(pairs))
}

fn a_sheet_is_written_whole_or_not_at_all_and_twice_adds_nothing(county: &County) {
    added(county, dyke("北堤", "12"), "2024-05-01");
    let sheet = |cost: &str| {
        let mut lines: Vec<(usize, Values)> = (2..1202)
            .map(|at| line(at, &[("name", &format!("堤{at}")), ("town", "河东镇政府"), ("cost", "1.5")]))
            .collect();
        lines.push(line(1202, &[("name", "北堤"), ("cost", cost)]));
        lines
    };
    let write = |lines| {
        county.write(|tx, book| {
            let planned = plan(tx, &book.register, lines, &keeper("water"))?;
            write_plan(tx, book, planned, &keeper("water"))
        })
    };
    let mut bad = sheet("15");
    bad.push(line(1203, &[("name", "堤7"), ("town", "河北镇"), ("cost", "许多")]));
    assert_eq!(
        write(bad).unwrap_err(),
        ["cost: not_money", "town: unknown_organ", "line_twice"],
        "every fault of every line"
    );
    assert_eq!(county.book().held, 1);
    assert_eq!(write(sheet("15")), Ok((1200, 1)));
    assert_eq!(write(sheet("15")), Ok((0, 0)));
    let book = county.book();
    assert_eq!((book.held, book.numbered), (1201, 1201));
    let north = Filter { words: "北堤".into(), ..Filter::default() };
    let found = county.read(|tx| rows(tx, &book.register, &north, day(TODAY), 1, 9)).1;
    assert_eq!(
        (found[0].value("cost"), found[0].value("kind")),
        ("15", "土堤"),
        "an empty cell leaves what stands"
    );
}

fn rows_are_sorted_filtered_searched_and_summed(county: &County) {
    for (name, kind, cost) in
        [("甲堤", "土堤", "9"), ("乙堤", "石堤", "100.5"), ("丙堤", "土堤", "-0"), ("丁堤", "土堤", "20")]
    {
        let mut row = dyke(name, cost);
        row.insert("kind".into(), kind.into());
        if kind == "石堤" {
            row.insert("part_of".into(), "1".into());
        }
        added(county, row, "2024-05-01");
    }
    let by_cost = |down| Filter { sort: Sort { field: "cost".into(), down }, ..Filter::default() };
    assert_eq!(names(county, &by_cost(false)), ["丙堤", "甲堤", "丁堤", "乙堤"]);
    assert_eq!(names(county, &by_cost(true)), ["乙堤", "丁堤", "甲堤", "丙堤"]);
    let earth = Filter { fields: vec![("kind".into(), "土堤".into())], ..by_cost(true) };
    assert_eq!(names(county, &earth), ["丁堤", "甲堤", "丙堤"]);
    let found = Filter { words: "石堤 河东".into(), ..Filter::default() };
    assert_eq!(names(county, &found), ["乙堤"]);
    let book = county.book();
    let sum =
        |filter: &Filter| county.read(|tx| totals(tx, &book.register, filter, day(TODAY)))[0].1.to_string();
    assert_eq!([sum(&Filter::default()), sum(&earth)], ["129.5", "29"]);
    let (total, page) = county.read(|tx| rows(tx, &book.register, &by_cost(false), day(TODAY), 2, 3));
    assert_eq!((total, page.len()), (4, 1));
    let unknown = Filter { sort: Sort { field: "review".into(), down: false }, ..Filter::default() };
    assert!(county.0.read(|tx| rows(tx, &book.register, &unknown, day(TODAY), 1, 1)).is_err());
}

fn a_date_opens_what_is_due_and_an_ended_row_closes_it(county: &County) {
    let id = added(county, dyke("北堤", "1"), "2024-05-01");
    let due = |until: &str| county.read(|tx| Ok(due_rows(tx, day(until))?));
    assert_eq!(due("2025-04-01"), []);
    let found = due("2025-04-02");
    assert_eq!(
        (found[0].rule.as_str(), found[0].due, found[0].organ.as_str()),
        ("check", day("2025-04-02"), "河东镇")
    );
    assert_eq!(found[0].name, "北堤");
    county
        .write(|tx, book| {
            change(tx, book, rewrite(id, 1, &[("checked_on", "2024-05-19")], TODAY), &keeper("a"))
        })
        .unwrap();
    assert_eq!(due("2025-05-19").iter().map(|row| row.due).collect::<Vec<Date>>(), [day("2025-05-19")]);
    county.write(|tx, book| end(tx, book, (id, 2), day(TODAY), "冲毁", &keeper("a"))).unwrap();
    assert_eq!(due("2030-01-01"), []);
}

fn counts_of_the_declaration_are_counted_by_period(county: &County) {
    for (name, on) in [("甲", "2024-01-05"), ("乙", "2024-05-02"), ("丙", "2023-12-31")] {
        let mut row = dyke(name, "2.5");
        row.extend(values(&[("kind", "石堤"), ("part_of", "1"), ("checked_on", on), ("review", "审1号")]));
        if name == "甲" {
            row.insert("kind".into(), "土堤".into());
            row.remove("part_of");
        }
        let id = added(county, row, "2024-05-01");
        county.write(|tx, book| move_row(tx, book, step(id, "issued", TODAY), &keeper("second"))).unwrap();
    }
    let book = county.book();
    let count = |at: usize, period: Option<Period>| {
        let found =
            county.read(|tx| counted(tx, &book.register, &book.register.sums[at], period, day(TODAY)));
        (found.value.to_string(), found.rows)
    };
    assert_eq!(count(0, None), ("2".to_owned(), 2), "stone dykes that were issued");
    assert_eq!(count(0, Some(Period::year(2024))), ("1".to_owned(), 1));
    assert_eq!(count(1, None), ("7.5".to_owned(), 3));
}

fn a_declaration_that_changes_keeps_its_rows(county: &County) {
    added(county, dyke("北堤", "12"), "2024-05-01");
    let mut next = pack();
    let register = next.registers.iter_mut().find(|register| register.id == DYKES).unwrap();
    let length = pack::RegisterField { name: "cost_plan".into(), ..register.field("cost").unwrap().clone() };
    register.fields.insert(0, length);
    next.edition = "2".into();
    county.adopt(&next);
    let by_cost = Filter { sort: Sort { field: "cost".into(), down: false }, ..Filter::default() };
    assert_eq!(names(county, &by_cost), ["北堤"]);
    let book = county.book();
    let sums = county.read(|tx| totals(tx, &book.register, &Filter::default(), day(TODAY)));
    let sums: Vec<_> = sums.into_iter().map(|(name, sum)| (name, sum.to_string())).collect();
    assert_eq!(sums, [("cost_plan".to_owned(), "0".to_owned()), ("cost".to_owned(), "12".to_owned())]);
    next.registers.clear();
    county.adopt(&next);
    let refused =
        county.write(|tx, book| add(tx, book, dyke("南堤", "1"), day(TODAY), false, &keeper("water")));
    assert_eq!(refused.unwrap_err(), ["registers.not_declared"], "a withdrawn register can be read");
    assert_eq!(names(county, &Filter::default()), ["北堤"]);
}

fn a_replay_gives_the_same_rows(county: &County) {
    every_version_of_a_row_says_on_which_days_it_stood(county);
    let mut next = pack();
    next.registers[0].fields.reverse();
    county.adopt(&next);
    let before = county.0.fingerprint().unwrap();
    county.0.replay().unwrap();
    assert_eq!(before, county.0.fingerprint().unwrap());
}
