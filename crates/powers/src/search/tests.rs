use super::{Hit, Index, Synonyms, Wanted};
use crate::model::Item;
use std::time::Instant;

fn item(seq: u32, code: &str, name: &str, kind: &str, holder: &str, basis: &str) -> Item {
    Item {
        code: code.to_owned(),
        seq,
        name: name.to_owned(),
        kind: kind.to_owned(),
        holder: holder.to_owned(),
        basis: Some(basis.to_owned()).filter(|basis| !basis.is_empty()),
        level: None,
        counterpart: None,
        additions: Vec::new(),
        fact: String::new(),
        citation: None,
    }
}

fn sample() -> Index {
    let items = [
        item(
            1,
            "3700000225001",
            "对未取得安全生产许可证擅自进行生产的处罚",
            "行政处罚",
            "示例经济开发区",
            "安全生产许可证条例第十九条",
        ),
        item(2, "3700000225002", "对重大危险源未登记建档的处罚", "行政处罚", "示例经济开发区", ""),
        item(3, "3700000625003", "对生产经营单位的监督检查", "行政检查", "区应急局", "安全生产法第六十二条"),
        item(4, "3700000225004", "对未按Ⅱ级或GB标准、(含A类)设置的处罚", "行政处罚", "区应急局", ""),
    ];
    let also = |name: &str| match name {
        "示例经济开发区" => vec!["开发区管委会".to_owned()],
        _ => Vec::new(),
    };
    Index::of(&items, &also)
}

fn synonyms() -> Synonyms {
    Synonyms::read("罚款=处罚；查处=监督检查").and(Synonyms::read("inspection=监督检查"))
}

fn found(words: &str) -> Vec<u32> {
    let wanted = Wanted { words, ..Wanted::default() };
    sample().find(&wanted, &synonyms()).iter().map(|hit| hit.seq).collect()
}

#[test]
fn items_are_found_by_what_people_remember_of_them() {
    let cases: [(&str, &str, &[u32]); 21] = [
        ("nothing: the whole list in its order", "", &[1, 2, 3, 4]),
        ("a word inside the name", "许可证", &[1]),
        ("two words, both must stand", "处罚 登记", &[2]),
        ("words in different fields", "登记 开发区", &[2]),
        ("a whole code", "3700000625003", &[3]),
        ("a part of a code", "225", &[1, 2, 4]),
        ("a kind", "行政检查", &[3]),
        ("a body", "应急", &[3, 4]),
        ("another name of a body", "管委会", &[1, 2]),
        ("the rule it rests on, with its article", "第六十二条", &[3]),
        ("initials of the name", "aqscxkz", &[1]),
        ("initials in capitals", "AQSCXKZ", &[1]),
        ("a character with two readings, one", "zdwxy", &[2]),
        ("a character with two readings, the other", "cdwxy", &[2]),
        ("initials of the body", "yjj", &[3, 4]),
        ("initials of a body's other name", "gwh", &[1, 2]),
        ("initials over Latin letters and marks", "gbbzha", &[4]),
        ("a word that means the same", "罚款", &[1, 2, 4]),
        ("a word of the other language", "inspection", &[3]),
        ("Latin letters are found whatever their size", "gb标准", &[4]),
        ("what stands nowhere", "排污", &[]),
    ];
    for (why, words, expected) in cases {
        assert_eq!(found(words), expected, "{why}: {words}");
    }
}

#[test]
fn one_letter_alone_is_no_initial() {
    assert_eq!(found("x"), Vec::<u32>::new());
}

#[test]
fn a_word_does_not_reach_over_the_end_of_an_item() {
    let items = [item(1, "1", "甲", "乙", "丙", "末"), item(2, "2", "首", "乙", "丙", "")];
    let index = Index::of(&items, &|_| Vec::new());
    for words in ["末2", "末\n2", "jsh"] {
        let wanted = Wanted { words, ..Wanted::default() };
        let hits = index.find(&wanted, &Synonyms::default());
        assert!(
            hits.len() < 2 && !hits.iter().any(|hit| words == "末2" || hit.seq == 1),
            "{words:?}: {hits:?}"
        );
    }
}

#[test]
fn the_item_whose_name_has_the_whole_text_comes_first() {
    let items = [item(1, "1", "甲", "处罚", "丙", "登记办法"), item(2, "2", "登记", "处罚", "丙", "")];
    let index = Index::of(&items, &|_| Vec::new());
    let wanted = Wanted { words: "登记", ..Wanted::default() };
    let seqs: Vec<u32> = index.find(&wanted, &Synonyms::default()).iter().map(|hit| hit.seq).collect();
    assert_eq!(seqs, [2, 1]);
}

#[test]
fn kind_and_body_narrow_exactly_and_an_unknown_one_finds_nothing() {
    let index = sample();
    let cases = [
        ("行政处罚", "", 3),
        ("行政", "", 0),
        ("", "区应急局", 2),
        ("行政检查", "区应急局", 1),
        ("", "无此单位", 0),
    ];
    for (kind, holder, count) in cases {
        let wanted = Wanted { words: "", kind, holder };
        assert_eq!(index.find(&wanted, &synonyms()).len(), count, "{kind} {holder}");
    }
}

#[test]
fn a_hit_shows_the_item_as_it_is_written() {
    let index = sample();
    let wanted = Wanted { words: "gb标准", ..Wanted::default() };
    let expected = Hit {
        seq: 4,
        code: "3700000225004",
        name: "对未按Ⅱ级或GB标准、(含A类)设置的处罚",
        kind: "行政处罚",
        holder: "区应急局",
    };
    assert_eq!(index.find(&wanted, &synonyms()), [expected]);
    assert_eq!(index.len(), 4);
}

/// A figure, not a bar: run with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "prints a measurement"]
fn searching_200_000_items_takes_so_long() {
    let names = [
        "未取得安全生产许可证擅自进行生产",
        "重大危险源未登记建档",
        "未按规定提取安全费用",
        "拒绝接受监督检查",
    ];
    let items: Vec<Item> = (0..200_000_u32)
        .map(|n| {
            let name = format!("对{}（第{n}类情形）的处罚", names[n as usize % names.len()]);
            let basis = format!("某条例第{}条", n % 97);
            item(n + 1, &format!("37{n:011}"), &name, "行政处罚", &format!("第{}局", n % 150), &basis)
        })
        .collect();
    let started = Instant::now();
    let index = Index::of(&items, &|_| Vec::new());
    println!("built in {:?}", started.elapsed());
    for words in [
        "危险源",
        "罚款",
        "zdwxy",
        "许可证 第77局",
        "aqsc 情形",
        "37000",
        "nowhere",
        "",
        "罚款 查处 登记 aqsc",
    ] {
        let wanted = Wanted { words, ..Wanted::default() };
        let mut times: Vec<_> = (0..40)
            .map(|_| {
                let started = Instant::now();
                std::hint::black_box(index.find(&wanted, &synonyms()).len());
                started.elapsed()
            })
            .collect();
        times.sort();
        println!("{words:?}: {} found, p95 {:?}", index.find(&wanted, &synonyms()).len(), times[37]);
    }
}
