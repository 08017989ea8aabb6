//! Tables whose cells no tabulator divides: upright strokes as in Markdown, or columns set apart by blanks.

use crate::lines::{Divider, Line, Sheet};
use crate::marks::numerals;

/// What the first cell of a header says, where columns are set apart by blanks.
const FIRST: &[&str] = &[
    "序号",
    "编号",
    "指标",
    "指标名称",
    "主要指标",
    "项目",
    "事项",
    "任务",
    "重点任务",
    "责任单位",
    "单位",
    "部门",
    "类别",
];
/// Fewer cells are no header.
const FEWEST: usize = 3;

/// A row of strokes: one at each end and one between, or two and more between cells.
pub(crate) fn is_row(text: &str) -> bool {
    if !text.contains('|') {
        return false;
    }
    let strokes = text.matches('|').count();
    let closed = text.starts_with('|') && text.ends_with('|') && strokes >= 3;
    closed || text.matches(" | ").count() >= 2
}

/// `|---|:--:|`, the rule under a header.
pub(crate) fn is_rule(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+' | '='))
}

/// Finds headers whose cells stand apart by blanks, and takes the lines below as their rows.
pub(crate) fn find_blanks(sheet: &mut Sheet<'_>) {
    let mut at = 0;
    while at < sheet.len() {
        let columns = header(sheet, at);
        let end = columns.map_or(at, |columns| rows(sheet, at + 1, columns));
        if end > at + 1 {
            for line in at..end {
                if !sheet.line(line).text.is_empty() {
                    sheet.make_row(line);
                }
            }
        }
        at = end.max(at + 1);
    }
}

/// The number of columns of a header that begins at a line.
fn header(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let line = sheet.line(at);
    let begins = FIRST.iter().any(|word| line.text.starts_with(word));
    if line.tab || !begins || line.content.len() > 120 || line.text.contains(['。', '，', '：']) {
        return None;
    }
    let cells = cells(line);
    let first = cells.first().is_some_and(|first| FIRST.contains(first));
    (first && cells.len() >= FEWEST).then_some(cells.len())
}

/// One past the last row below a header: each has a serial number or nearly as many cells.
fn rows(sheet: &Sheet<'_>, first: usize, columns: usize) -> usize {
    let (mut end, mut at) = (first, first);
    while at < sheet.len() {
        let line = sheet.line(at);
        if line.text.is_empty() {
            at += 1;
            continue;
        }
        let cells = cells(line);
        let serial = cells.first().is_some_and(|first| numerals::serial(first).is_some());
        let fits = !line.tab
            && cells.len() <= columns
            && (cells.len() + 1 >= columns && cells.len() >= 2 || serial && cells.len() >= FEWEST);
        if !fits || at > end + 2 {
            break;
        }
        at += 1;
        end = at;
    }
    end
}

fn cells<'t>(line: &Line<'t>) -> Vec<&'t str> {
    Line { divider: Divider::Blanks, ..*line }.cells().into_iter().map(|(_, cell)| cell).collect()
}
