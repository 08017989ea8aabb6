use super::*;
use compiler::{Needs, compile, draft};
use pack::File;

/// A document of a pack with the rows of one table: task, lead, until when.
fn document(rows: &[(&str, &str, &str)]) -> Document {
    let mut text = "某县人民政府\n关于印发某方案的通知\n某政发〔2024〕1号\n各乡镇：\n现印发给你们。\n某县人民政府\n2024年1月5日\n\
                    附件\n任务分工表\n\t序号\n\t任务\n\t牵头单位\n\t完成时限\n"
        .to_owned();
    for (at, (task, lead, due)) in rows.iter().enumerate() {
        text.push_str(&format!("\n\t{}\n\t{task}\n\t{lead}\n\t{due}\n", at + 1));
    }
    let compiled = compile(text);
    let needs = Needs {
        id: "t".to_owned(),
        district: "000000".to_owned(),
        district_name: "某县".to_owned(),
        digest: &|clause| documents::clause_digest(clause, &compiled.source),
        known_unit: &|_| true,
        slug: &|_| None,
    };
    let draft = draft(&compiled, &needs);
    let files: Vec<File<'_>> = draft.files.iter().map(|(path, text)| File { path, text }).collect();
    let pack = pack::load(&files, crate::standards::standards().unwrap()).unwrap();
    pack.documents.into_iter().next().unwrap()
}

fn told(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)]) -> (Vec<String>, usize) {
    let difference = difference(&document(old), &document(new));
    let line = |change: &Change| match &change.kind {
        Happens::Added => format!("+ {}", change.title),
        Happens::Ended => format!("- {}", change.title),
        Happens::Changed(fields) => {
            let fields = fields.iter().map(|(name, before, after)| format!(" {name}: {before} > {after}"));
            format!("~ {}{}", change.title, fields.collect::<String>())
        }
    };
    (difference.duties.iter().map(line).collect(), difference.same)
}

const SCHOOLS: (&str, &str, &str) = ("新建学校三所", "县教育局", "2024年6月底前");
const ROADS: (&str, &str, &str) = ("维修农村道路", "县交通运输局", "2024年9月底前");

#[test]
fn the_same_table_changes_nothing() {
    assert_eq!(told(&[SCHOOLS, ROADS], &[SCHOOLS, ROADS]), (vec![], 2));
}

#[test]
fn a_row_that_moves_is_the_same_duty() {
    let (lines, same) = told(&[SCHOOLS, ROADS], &[("整治河道", "县水利局", "2024年3月底前"), SCHOOLS, ROADS]);
    assert_eq!((lines, same), (vec!["+ 整治河道".to_owned()], 2));
}

#[test]
fn another_lead_and_another_day_are_told_with_what_was() {
    let later = ("新建学校三所", "县住建局", "2024年8月底前");
    let (lines, _) = told(&[SCHOOLS], &[later]);
    assert_eq!(lines, ["~ 新建学校三所 lead: 县教育局 > 县住建局 due: 2024-06-30 > 2024-08-31"]);
}

#[test]
fn what_goes_stands_last() {
    let (lines, same) = told(&[SCHOOLS, ROADS], &[ROADS, ("整治河道", "县水利局", "2024年3月底前")]);
    assert_eq!((lines, same), (vec!["+ 整治河道".to_owned(), "- 新建学校三所".to_owned()], 1));
}

#[test]
fn words_that_grow_are_still_the_same_duty() {
    let (lines, _) = told(&[SCHOOLS], &[("新建学校三所和幼儿园两所", "县教育局", "2024年6月底前")]);
    assert_eq!(lines, ["~ 新建学校三所和幼儿园两所 text: 新建学校三所 > 新建学校三所和幼儿园两所"]);
}
