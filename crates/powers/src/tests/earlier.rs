//! The earlier list as edition 0, on both engines.

use super::county::{County, LIST, NOON, at, code, day, pack};
use crate::earlier::{Cells, check};
use crate::model::Change;
use crate::store::{
    Filter, HandoverSheet, as_of, difference_between, edition, edition_on, hand_over, handovers,
    list_earlier, list_of, standing, transfers, violations, who_could,
};

on_both_engines! {
    an_earlier_list_is_edition_0_until_the_first_edition
    a_withdrawn_item_gets_a_sheet_and_no_day_without_a_body
    an_earlier_list_is_replaced_until_somebody_signs
    a_replay_gives_the_same_earlier_list
}

fn row(seq: u32, code: &str, name: &str, department: &str) -> Cells {
    [&seq.to_string(), code, name, "行政处罚", department].map(str::to_owned)
}

/// Items 1 to 11 of which the second had another name, and one that was withdrawn.
fn rows(gone: &str) -> Vec<Cells> {
    let model = pack();
    let document = model.documents.iter().find(|document| document.slug == LIST).unwrap();
    let mut rows: Vec<Cells> =
        document.powers.iter().take(10).map(|power| row(power.seq, &power.code, &power.name, "")).collect();
    rows[1][2] = "旧的名称".to_owned();
    rows.push(row(99, gone, "收回的事项", "河东镇政府"));
    rows
}

/// Records an earlier list; the key of its first fault when it is refused.
fn list(county: &County, gone: &str) -> Result<(u64, u64, u64), String> {
    county.write(|tx| {
        let list = list_of(tx, LIST)?;
        let standing = standing(tx, &list)?;
        let from = Some(day("2020-01-01"));
        match check(from, "县政字〔2019〕8号", "县水务局", &rows(gone), &standing) {
            Ok(earlier) => {
                let made = list_earlier(tx, &list, earlier, "registrar", at(NOON))?.compared;
                Ok(Ok((made.kept, made.withdrawn, made.added)))
            }
            Err(faults) => Ok(Err(faults[0].say.key.clone().into_owned())),
        }
    })
}

fn total(county: &County, on: &str) -> u64 {
    let filter = Filter { list: LIST.into(), ..Filter::default() };
    county.read(|tx| Ok(as_of(tx, day(on), &filter, 1, 50)?)).0
}

fn an_earlier_list_is_edition_0_until_the_first_edition(county: &County) {
    county.adopt(&pack());
    let digest = county.read(|tx| Ok(edition(tx, LIST, 1)?)).unwrap().digest;
    assert_eq!(list(county, "3799"), Ok((10, 1, 2)));
    let first = county.read(|tx| Ok(edition(tx, LIST, 1)?)).unwrap();
    assert_eq!((first.added, first.cancelled, first.changed, first.digest), (2, 1, 1, digest));
    let zero = county.read(|tx| Ok(edition_on(tx, LIST, day("2021-05-05"))?)).unwrap();
    assert_eq!((zero.number, zero.total, zero.basis.as_str()), (0, 11, "县政字〔2019〕8号"));
    let last = first.effective.yesterday().unwrap().to_string();
    assert_eq!(
        ["2019-12-31", "2020-01-01", &last, &first.effective.to_string()].map(|on| total(county, on)),
        [0, 11, 11, 12]
    );
    let differences = county.read(|tx| Ok(difference_between(tx, LIST, 0, 1)?));
    let names = |differs: &crate::Differs| {
        let name = |item: &Option<crate::Item>| item.as_ref().map(|item| item.name.clone());
        (name(&differs.before), name(&differs.after))
    };
    let differences: Vec<_> = differences.iter().map(names).collect();
    assert_eq!(differences.len(), 4, "one renamed, two added, one withdrawn, nine alike: {differences:?}");
    assert!(differences.contains(&(Some("收回的事项".into()), None)));
    assert!(differences.contains(&(Some("旧的名称".into()), Some("对第2类行为的处罚".into()))));
    let back = county.read(|tx| Ok(difference_between(tx, LIST, 1, 0)?));
    assert_eq!(back.len(), 4);
}

fn a_withdrawn_item_gets_a_sheet_and_no_day_without_a_body(county: &County) {
    county.adopt(&pack());
    assert_eq!(county.read(|tx| Ok(transfers(tx)?.len())), 0);
    list(county, "3799").unwrap();
    let sheets = county.read(|tx| Ok(handovers(tx, LIST, 1)?));
    assert_eq!(sheets.len(), 1, "an item that stays moves nowhere");
    let sheet = &sheets[0];
    assert_eq!((sheet.giving.as_str(), sheet.taking.as_str()), ("县水利局", "河东镇"));
    assert_eq!(county.read(|tx| Ok(transfers(tx)?)), sheets);
    assert_eq!(county.read(|tx| Ok(violations(tx, LIST, day("2020-01-01"))?)), []);
    let holder =
        |on| county.read(|tx| who_could(tx, LIST, "3799", day(on))).map(|proof| proof.span.item.holder);
    assert_eq!(holder("2022-02-02").as_deref(), Some("县水利局"));
    assert_eq!(holder("2024-06-01"), None, "the list no longer has it");
}

fn an_earlier_list_is_replaced_until_somebody_signs(county: &County) {
    county.adopt(&pack());
    list(county, "3799").unwrap();
    list(county, "3798").unwrap();
    let codes = |county: &County| {
        let sheets = county.read(|tx| Ok(handovers(tx, LIST, 1)?));
        sheets.into_iter().map(|sheet| sheet.code).collect::<Vec<_>>()
    };
    assert_eq!((codes(county), total(county, "2021-01-01")), (vec!["3798".to_owned()], 11));
    county.write(|tx| hand_over(tx, (LIST, "3798", 1), HandoverSheet::default(), "water", at(NOON)));
    assert_eq!(list(county, "3799"), Err("powers.earlier_signed".to_owned()));
    assert_eq!(codes(county), ["3798"]);
}

fn a_replay_gives_the_same_earlier_list(county: &County) {
    county.adopt(&pack());
    list(county, "3799").unwrap();
    list(county, "3798").unwrap();
    let moved = Change::Transfer { code: code(3), from: "县水利局".into(), to: "河东镇".into() };
    county.adjust("2024-06-01", None, vec![moved]).unwrap();
    county.write(|tx| hand_over(tx, (LIST, "3798", 1), HandoverSheet::default(), "water", at(NOON)));
    let before = county.0.fingerprint().unwrap();
    county.0.replay().unwrap();
    assert_eq!(before, county.0.fingerprint().unwrap());
}
