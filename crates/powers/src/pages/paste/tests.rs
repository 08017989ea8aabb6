use super::{Action, beside, changes, rows};
use crate::model::{Change, Days, Field, Item, Refused};
use jiff::civil::date;
use kernel::Say;

fn item(code: &str) -> Option<Item> {
    ["3701", "3702", "3703"].contains(&code).then(|| Item {
        code: code.to_owned(),
        seq: 1,
        name: "旧名".to_owned(),
        kind: "行政处罚".to_owned(),
        holder: "甲局".to_owned(),
        basis: Some("某条例".to_owned()),
        level: None,
        counterpart: None,
        additions: Vec::new(),
        fact: "fact".to_owned(),
        citation: None,
    })
}

/// The changes as short words, refusals by their key, in the order of lines.
fn read(text: &str) -> Vec<String> {
    let mut rows = rows(text);
    let changes = changes(&mut rows, "reg", &item);
    let told = |at: usize| {
        let (change, lines) = changes.iter().find(|(_, lines)| lines.contains(&at))?;
        (lines.first() == Some(&at)).then(|| short(change))
    };
    let row = |(at, row): (usize, &super::Row)| match &row.action {
        None => Some("heading".to_owned()),
        Some(Err(say)) => Some(say.to_string()),
        Some(Ok(_)) => told(at),
    };
    rows.iter().enumerate().filter_map(row).collect()
}

fn short(change: &Change) -> String {
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    match change {
        Change::Add { item, decision } => {
            let document = decision.as_ref().map(|decision| decision.document.as_str()).unwrap_or_default();
            format!(
                "+{} {} {} {} {document} {}",
                item.code,
                item.name,
                item.kind,
                item.holder,
                or(&item.basis)
            )
        }
        Change::Cancel { code, basis } => format!("-{code} {}", or(basis)),
        Change::Transfer { code, from, to } => format!("{code}: {from}>{to}"),
        Change::Rename { code, name } => format!("{code}={name}"),
        Change::Split { code, into } => {
            let parts: Vec<_> =
                into.iter().map(|p| format!("{} {} {} {}", p.code, p.name, p.kind, p.holder)).collect();
            format!("{code}/[{}]", parts.join(", "))
        }
        Change::Merge { codes, into } => {
            format!("[{}]/{} {} {}", codes.join(","), into.code, into.name, into.holder)
        }
        Change::ChangeLevel { code, level } => format!("{code}^{level}"),
        Change::Complete { code, added } => {
            format!("{code}.{} {} {} {}", added.field.word(), added.value, added.source, added.author)
        }
        Change::Restate { code, item } => {
            format!("{code}~{} {} {} {}", item.name, item.kind, or(&item.basis), or(&item.counterpart))
        }
    }
}

#[test]
fn pasted_lines_are_read_as_a_registry_keeper_means_them() {
    let cases: [(&str, &str, &[&str]); 20] = [
        ("nothing", " \n\n\t\t\n", &[]),
        (
            "an addition with its decision",
            "3709\t新增\t新名\t行政处罚\t甲局\t某政字1号",
            &["+3709 新名 行政处罚 甲局 某政字1号 -"],
        ),
        (
            "a cancellation, with and without its own basis",
            "3701\t取消\n3702\t废止\t某法",
            &["-3701 -", "-3702 某法"],
        ),
        ("a hand-over", "3701\t划转\t甲局\t乙局", &["3701: 甲局>乙局"]),
        (
            "merged bodies and a merged action",
            "3701\t划转\t甲局\t乙局\n3702\t\t\t丙局\n3703\t\t\t",
            &["3701: 甲局>乙局", "3702: 甲局>丙局", "3703: 甲局>丙局"],
        ),
        ("English words", "3701\tTransfer\t甲局\t乙局", &["3701: 甲局>乙局"]),
        ("a new name", "3701\t更名\t新名", &["3701=新名"]),
        ("a level", "3701\t层级\t镇级", &["3701^镇级"]),
        (
            "a split over two lines, code and action merged",
            "3701\t拆分\t3711\t一\n\t\t3712\t二",
            &["3701/[3711 一 行政处罚 甲局, 3712 二 行政处罚 甲局]"],
        ),
        ("a merger, the new item merged", "3701\t合并\t3713\t合\n3702\t\t\t", &["[3701,3702]/3713 合 甲局"]),
        (
            "what the document lacks, with its source",
            "3701\t补充\t办理时限\t7日\t某办法第三条",
            &["3701.time_limit 7日 某办法第三条 reg"],
        ),
        (
            "two things stated anew of one item",
            "3701\t重述\t依据\t新条例\n\t\t类别\t行政检查",
            &["3701~旧名 行政检查 新条例 -"],
        ),
        ("a line of headings", "事项编码\t调整\t名称\n3701\t更名\t新名", &["heading", "3701=新名"]),
        (
            "a quoted cell with a line break and a tab",
            "3701\t更名\t\"新\n名\t\"\"甲\"\"\"\n3702\t取消",
            &["3701=新名\t\"甲\"", "-3702 -"],
        ),
        ("a quotation mark that is none", "3701\t更名\t\"新名\n3702\t取消", &["3701=\"新名", "-3702 -"]),
        ("carriage returns and wide blanks", "　3701　\t 更名\t新名　\r\n", &["3701=新名"]),
        ("an unknown action", "3701\t挪走\t甲", &["powers_pages.line_unknown_action action=挪走"]),
        ("no tabs at all", "3701 取消", &["powers_pages.line_no_action"]),
        (
            "a name is not taken from the line above",
            "3701\t更名\t新名\n3702\t更名\t",
            &["3701=新名", "powers_pages.line_missing cell=3"],
        ),
        ("a decision is missing", "3709\t新增\t新名\t行政处罚\t甲局", &["powers_pages.line_missing cell=6"]),
    ];
    for (why, text, expected) in cases {
        assert_eq!(read(text), expected, "{why}");
    }
}

#[test]
fn a_line_that_cannot_be_read_says_so_beside_it_and_the_others_stand() {
    let cases: [(&str, &[&str]); 5] = [
        ("\t取消", &["powers_pages.line_no_code"]),
        ("3701\t取消\t某法\t多余", &["powers_pages.line_too_long cell=4 text=多余"]),
        ("3701\t补充\t颜色\t红\t某法", &["powers_pages.line_unknown_field field=颜色"]),
        ("3701\t重述\t时限\t七日", &["powers_pages.line_cannot_restate field=时限"]),
        (
            "3701\t挪走\n3702\t\t",
            &["powers_pages.line_unknown_action action=挪走", "powers_pages.line_no_action"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text:?}");
        assert_eq!(read(&format!("3703\t取消\n{text}"))[0], "-3703 -", "{text:?}");
    }
}

#[test]
fn what_was_filled_from_above_is_known_for_the_preview() {
    let read = rows("3701\t划转\t甲局\t乙局\n\n3702\t\t\t丙局");
    assert_eq!(read[1].line, 3);
    assert_eq!(read[1].filled, [1, 2]);
    assert_eq!(read[1].understood(), Some(Action::Transfer));
}

fn fault(code: &str) -> Refused {
    let (from, say) = (date(2024, 1, 1), Say::new("powers.gap"));
    Refused { code: code.to_owned(), days: Days { from, to: None }, say: say.clone(), mend: say }
}

#[test]
fn each_fault_stands_beside_the_line_that_causes_it() {
    let text = "3701\t取消\n3701\t取消\n3702\t拆分\t3711\t一\n\t\t3712\t二\n3703\t更名\t新";
    let mut rows = rows(text);
    let changes = changes(&mut rows, "reg", &item);
    let cases: [(&[&str], &[Option<usize>]); 6] = [
        (&["3701"], &[Some(1)]),
        (&["3701", "3701"], &[Some(0), Some(1)]),
        (&["3712"], &[Some(3)]),
        (&["3702", "3703"], &[Some(2), Some(4)]),
        (&["", "3703"], &[None, Some(4)]),
        (&["9999"], &[None]),
    ];
    for (codes, expected) in cases {
        let faults: Vec<Refused> = codes.iter().map(|code| fault(code)).collect();
        assert_eq!(beside(&changes, &faults), expected, "{codes:?}");
    }
}

#[test]
fn every_word_of_a_field_is_known() {
    for field in Field::ALL {
        let text = format!("3701\t补充\t{}\t值\t源", field.word());
        assert_eq!(read(&text), [format!("3701.{} 值 源 reg", field.word())]);
    }
}

#[test]
fn every_action_is_read_back_from_its_word() {
    for action in Action::all() {
        assert_eq!(Action::of_word(action.word()), Some(action));
        assert!(action.needs().starts_with("powers_pages.needs_"));
    }
}
