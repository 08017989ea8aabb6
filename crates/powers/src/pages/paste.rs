//! Reads the changes of an adjustment from pasted lines: one change a line, cells divided by tabs, as a spreadsheet or
//! a table of a document gives them. Pure; nothing is guessed that the preview does not show.
//!
//! Merged cells come out of a spreadsheet as a value and blanks below it. A blank is taken for merged with the cell
//! above when the line above does the same and the cell is needed, or something stands to the right of it.

mod cells;
mod changes;

pub(crate) use cells::split;
pub(crate) use changes::{beside, changes};

use kernel::Say;

/// What a line may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Add,
    Cancel,
    Transfer,
    Rename,
    Split,
    Merge,
    Level,
    Complete,
    Restate,
}

/// What a cell after the action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Must stand in the line itself: two items do not share it.
    Own,
    /// Must be there, perhaps merged with the cell above.
    Shared,
    /// May be left out.
    Free,
}

use Cell::{Free, Own, Shared};

/// An action and how a line of it is written.
struct Line {
    action: Action,
    /// The words for it, the one that people see first.
    words: &'static [&'static str],
    /// The key of the wording of what the line holds.
    needs: &'static str,
    cells: &'static [Cell],
    /// Whether a blank code goes on with the item above.
    continues: bool,
}

const fn line(
    action: Action,
    words: &'static [&'static str],
    needs: &'static str,
    cells: &'static [Cell],
    continues: bool,
) -> Line {
    Line { action, words, needs, cells, continues }
}

const LINES: [Line; 9] = [
    line(
        Action::Add,
        &["新增", "增加", "add"],
        "powers_pages.needs_add",
        &[Own, Shared, Shared, Shared, Free, Free, Free],
        false,
    ),
    line(Action::Cancel, &["取消", "废止", "cancel"], "powers_pages.needs_cancel", &[Free], false),
    line(
        Action::Transfer,
        &["划转", "移交", "收回", "下放", "transfer"],
        "powers_pages.needs_transfer",
        &[Shared, Shared],
        false,
    ),
    line(Action::Rename, &["更名", "名称变更", "rename"], "powers_pages.needs_rename", &[Own], false),
    line(Action::Split, &["拆分", "split"], "powers_pages.needs_split", &[Own, Own, Free], true),
    line(Action::Merge, &["合并", "merge"], "powers_pages.needs_merge", &[Shared, Shared, Free], false),
    line(Action::Level, &["层级", "层级调整", "level"], "powers_pages.needs_level", &[Shared], false),
    line(
        Action::Complete,
        &["补充", "complete"],
        "powers_pages.needs_complete",
        &[Shared, Shared, Shared],
        true,
    ),
    line(
        Action::Restate,
        &["重述", "变更", "restate"],
        "powers_pages.needs_restate",
        &[Shared, Shared],
        true,
    ),
];

/// Words that stand at the head of the column of codes.
pub(super) const HEADINGS: [&str; 6] = ["代码", "编码", "事项编码", "事项代码", "项目编码", "code"];

impl Action {
    /// The action that a word asks for.
    pub(crate) fn of_word(word: &str) -> Option<Action> {
        let word = word.to_lowercase();
        LINES.iter().find(|line| line.words.contains(&word.as_str())).map(|line| line.action)
    }

    fn line(self) -> Option<&'static Line> {
        LINES.iter().find(|line| line.action == self)
    }

    fn cells(self) -> &'static [Cell] {
        self.line().map_or(&[], |line| line.cells)
    }

    fn continues(self) -> bool {
        self.line().is_some_and(|line| line.continues)
    }

    /// The word for it, as people write it.
    pub(crate) fn word(self) -> &'static str {
        self.line().and_then(|line| line.words.first()).copied().unwrap_or_default()
    }

    /// The key of what a line of this action holds.
    pub(crate) fn needs(self) -> &'static str {
        self.line().map_or("", |line| line.needs)
    }

    /// Every action, in the order of the help.
    pub(crate) fn all() -> impl Iterator<Item = Action> {
        LINES.iter().map(|line| line.action)
    }
}

/// A pasted line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its number in what was pasted, from 1.
    pub(crate) line: usize,
    /// Code, action and values, blanks filled from above.
    pub(crate) cells: Vec<String>,
    /// Places in `cells` that were filled from above.
    pub(crate) filled: Vec<usize>,
    /// What it does, or why it cannot be understood; `None` for a line of headings.
    pub(crate) action: Option<Result<Action, Say>>,
}

impl Row {
    /// A cell; empty when there is none.
    pub(crate) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    /// The item it is about.
    pub(crate) fn code(&self) -> &str {
        self.cell(0)
    }

    /// The action, when the line was understood.
    pub(crate) fn understood(&self) -> Option<Action> {
        self.action.as_ref().and_then(|action| action.as_ref().ok()).copied()
    }
}

/// Reads what was pasted. Blank lines are passed over.
pub(crate) fn rows(text: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (line, cells) in cells::split(text) {
        let above = rows.iter().rev().find(|row| row.action.is_some());
        let row = row(line, cells, above);
        rows.push(row);
    }
    rows
}

fn row(line: usize, cells: Vec<String>, above: Option<&Row>) -> Row {
    let mut row = Row { line, cells, filled: Vec::new(), action: None };
    if HEADINGS.contains(&row.code().to_lowercase().as_str()) {
        return row;
    }
    row.action = Some(understand(&mut row, above));
    row
}

fn understand(row: &mut Row, above: Option<&Row>) -> Result<Action, Say> {
    let before = above.and_then(Row::understood);
    if row.cell(1).is_empty() && before.is_some() {
        fill(row, above, 1);
    }
    let word = row.cell(1).to_owned();
    let action = match (Action::of_word(&word), word.is_empty()) {
        (Some(action), _) => action,
        (None, true) => return Err(Say::new("powers_pages.line_no_action")),
        (None, false) => return Err(Say::new("powers_pages.line_unknown_action").with("action", word)),
    };
    let above = above.filter(|_| before == Some(action));
    if row.code().is_empty() && action.continues() {
        fill(row, above, 0);
    }
    if row.code().is_empty() {
        return Err(Say::new("powers_pages.line_no_code"));
    }
    complete(row, action, above)?;
    Ok(action)
}

/// Fills what is merged with the line above and sees that nothing is missing or too much.
fn complete(row: &mut Row, action: Action, above: Option<&Row>) -> Result<(), Say> {
    let last = row.cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or_default();
    row.cells.truncate(last + 1);
    if last >= action.cells().len() + 2 {
        let say = Say::new("powers_pages.line_too_long").with("cell", last + 1);
        return Err(say.with("text", row.cell(last)));
    }
    for (at, cell) in action.cells().iter().enumerate().map(|(at, cell)| (at + 2, cell)) {
        if row.cell(at).is_empty() && (*cell == Shared || (*cell == Free && at < last)) {
            fill(row, above, at);
        }
        if row.cell(at).is_empty() && *cell != Free {
            return Err(Say::new("powers_pages.line_missing").with("cell", at + 1));
        }
    }
    Ok(())
}

fn fill(row: &mut Row, above: Option<&Row>, at: usize) {
    let value = above.map_or("", |above| above.cell(at)).to_owned();
    if value.is_empty() {
        return;
    }
    if row.cells.len() <= at {
        row.cells.resize(at + 1, String::new());
    }
    if let Some(cell) = row.cells.get_mut(at) {
        *cell = value;
        row.filled.push(at);
    }
}

#[cfg(test)]
mod tests;
