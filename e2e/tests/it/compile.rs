//! `luoshi check` and `luoshi compile`: from a document's text to diagnostics, facts and an adopted pack.

use crate::program::{done, luoshi};
use e2e::Folder;
use serde_json::Value;

/// A short document with a long paragraph, a task table and several defects.
const DOCUMENT: &str = "\
某区人民政府办公室
关于印发某区消防安全工作方案的通知
某政办发〔2024〕9号
各镇政府、街道办事处，区政府有关部门：
为贯彻落实《全省消防安全工作规划》（某政发〔2023〕1号）要求，现印发给你们。
一、总体要求
坚持统一领导、分级负责，健全消防安全责任体系，完善公共消防设施，2024年6月底前完成老旧小区消防设施改造30处，确保整改率达到100%，并于6月31日前报区消防救援大队。（区消防救援大队牵头，区住房城乡建设局、区财政局等部门按职责分工负责）
三、保障措施
各镇（街道）应当于每季度末月25日前报区政府办公室。
附件：任务分工表
某区人民政府办公室
2024年3月1日
附件
任务分工表
\t序号
\t具体任务
\t责任单位
\t完成时限

\t1
\t排查消防隐患
\t区应急局
\t2023年6月底前

\t2
\t开展消防宣传
\t—
\t2024年12月底
";

fn written(folder: &Folder) -> String {
    let path = folder.path().join("通知.txt");
    std::fs::write(&path, DOCUMENT).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn what_a_person_should_look_at_is_shown_under_the_right_characters() {
    let folder = Folder::new();
    let path = written(&folder);
    let ended = luoshi(&["check", &path]);
    assert_eq!(ended.code, 1, "an impossible day is an error: {}", ended.err);
    let shown = ended.out.replace(&path, "通知.txt");
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/suite/check.txt");
    if std::env::var("LUOSHI_GOLDEN").is_ok() {
        std::fs::write(golden, &shown).unwrap();
    }
    assert_eq!(
        shown,
        std::fs::read_to_string(golden).unwrap_or_default(),
        "LUOSHI_GOLDEN=1 accepts what was shown"
    );
}

/// A document saved by another office program says the same.
#[test]
fn a_document_in_utf_16_is_read_like_one_in_utf_8() {
    let folder = Folder::new();
    let path = folder.path().join("通知.txt");
    std::fs::write(&path, DOCUMENT).unwrap();
    let said = luoshi(&["check", &path.to_string_lossy()]).out;
    let utf16 = "\u{feff}".encode_utf16().chain(DOCUMENT.encode_utf16()).flat_map(u16::to_le_bytes);
    std::fs::write(&path, utf16.collect::<Vec<u8>>()).unwrap();
    assert_eq!(luoshi(&["check", &path.to_string_lossy()]).out, said);
    std::fs::write(&path, b"PK\x03\x04\xff\xff\xff").unwrap();
    let ended = luoshi(&["check", &path.to_string_lossy()]);
    assert!(ended.code == 2 && ended.err.contains("GB18030"), "{}", ended.err);
}

#[test]
fn diagnostics_open_in_editors_and_programs() {
    let folder = Folder::new();
    let path = written(&folder);
    let sarif: Value = serde_json::from_str(&luoshi(&["check", &path, "--format", "sarif"]).out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let list: Value = serde_json::from_str(&luoshi(&["check", &path, "--format", "json"]).out).unwrap();
    assert_eq!(results.len(), list.as_array().unwrap().len());
    let chars: Vec<char> = DOCUMENT.chars().collect();
    for (result, found) in results.iter().zip(list.as_array().unwrap()) {
        assert_eq!(result["ruleId"], found["code"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let start = found["span"][0].as_u64().unwrap();
        assert_eq!(region["charOffset"].as_u64().unwrap(), start);
        let before: String = chars[..usize::try_from(start).unwrap()].iter().collect();
        assert_eq!(region["startLine"].as_u64().unwrap(), before.matches('\n').count() as u64 + 1);
    }
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["help"]["text"].as_str().is_some_and(|text| text.contains("Mend"))));
}

#[test]
fn facts_have_the_keys_that_programs_rely_on() {
    let folder = Folder::new();
    let facts: Value = serde_json::from_str(&done(&["compile", &written(&folder)])).unwrap();
    let keys: Vec<&String> = facts.as_object().unwrap().keys().collect();
    for key in [
        "documents",
        "organs",
        "duties",
        "indicators",
        "commitments",
        "powers",
        "plans",
        "diagnostics",
        "coverage",
    ] {
        assert!(keys.iter().any(|known| *known == key), "{key} of {keys:?}");
    }
    let duty = &facts["duties"][0];
    assert_eq!(duty["lead"][0], "区消防救援大队");
    assert_eq!(duty["responsible"], serde_json::json!(["区住房城乡建设局", "区财政局"]));
    assert_eq!(duty["deadlines"][0]["date"], "2024-06-30");
    let chars: Vec<char> = DOCUMENT.chars().collect();
    for commitment in facts["commitments"].as_array().unwrap() {
        let at = |place: usize| usize::try_from(commitment["span"][place].as_u64().unwrap()).unwrap();
        let quote: String = chars[at(0)..at(1)].iter().collect();
        assert!(commitment["quote"].as_str().unwrap().contains(&quote));
    }
    let coverage = &facts["coverage"];
    let count = |key: &str| coverage[key].as_u64().unwrap();
    assert_eq!(count("characters"), chars.len() as u64);
    assert_eq!(count("read") + count("ignored") + count("not_understood"), count("characters"));
}

#[test]
fn a_draft_is_adopted_and_other_forms_are_written() {
    let folder = Folder::new();
    let path = written(&folder);
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    done(&["compile", &path, "-o", &at("draft"), "--district", "990001"]);
    done(&["adopt", &at("draft"), "--dry-run"]);
    let said = done(&["adopt", &at("draft"), "--db", &at("luoshi.db")]);
    assert!(said.contains('1'), "{said}");
    done(&["compile", &path, "-o", &at("out"), "--format", "xlsx"]);
    assert!(std::fs::read(folder.path().join("out/通知.xlsx")).unwrap().starts_with(b"PK"));
    done(&["compile", &path, "-o", &at("out"), "--format", "akn"]);
    let xml = std::fs::read_to_string(folder.path().join("out/通知-1.xml")).unwrap();
    assert!(
        xml.contains("<akomaNtoso")
            && xml.contains("排查消防隐患")
            && xml.trim_end().ends_with("</akomaNtoso>")
    );
}

#[test]
fn what_cannot_be_done_is_said_with_exit_code_two() {
    let folder = Folder::new();
    let path = written(&folder);
    for args in [
        vec!["check"],
        vec!["compile"],
        vec!["check", &path, "--format", "pdf"],
        vec!["compile", &path, "--format", "pack"],
        vec!["check", "没有.txt"],
    ] {
        let ended = luoshi(&args);
        assert_eq!(ended.code, 2, "{args:?}: {}{}", ended.out, ended.err);
        assert!(!ended.told().is_empty());
    }
}
