//! What the columns of a table are for, told from its header.

use crate::context::Context;
use crate::words::parties::{self, Part};
use kernel::normalize;
use syntax::{Clause, Row};

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Tasks,
    Indicators,
    Powers,
    Other,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Serial,
    /// What is to be done, or a heading over it.
    Content,
    Party(Part),
    Contact,
    Time,
    Remark,
    Name,
    Unit,
    Target,
    Growth,
    Baseline,
    BaselineGrowth,
    Property,
    Code,
    PowerKind,
    Holder,
    Basis,
    Other,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Columns {
    pub(crate) kind: Kind,
    pub(crate) roles: Vec<Column>,
    /// The outermost header row: a role for each of its cells, for rows merged the same way.
    pub(crate) outer: Vec<Column>,
    /// The words over each column.
    pub(crate) heads: Vec<String>,
    /// The first row is the header, because the reader of the tree found none.
    pub(crate) header_in_rows: bool,
}

impl Columns {
    /// The roles of a row with so many cells: merged as the outer header, or column by column.
    pub(crate) fn for_row(&self, cells: usize) -> &[Column] {
        let merged = cells == self.outer.len() && self.outer.len() < self.roles.len();
        if merged { &self.outer } else { &self.roles }
    }

    pub(crate) fn has(&self, role: impl Fn(&Column) -> bool) -> bool {
        self.roles.iter().any(role)
    }
}

/// Reads the columns of a table.
pub(crate) fn columns(context: &Context<'_>, table: &Clause, rows: &[&Clause]) -> Option<Columns> {
    let known = table.table()?;
    let first = rows.first().and_then(|row| row.row());
    let header_in_rows = known.header.is_empty();
    let header: Vec<Vec<String>> = match header_in_rows {
        false => known.header.iter().map(|row| texts(context, row)).collect(),
        true => vec![texts(context, first?)],
    };
    let heads = heads(&header);
    let kind = kind(&heads);
    let outer_heads = header.first().cloned().unwrap_or_default();
    let (roles, outer) = (roles(kind, &heads), roles(kind, &outer_heads));
    Some(Columns { kind, roles, outer, heads, header_in_rows })
}

fn texts(context: &Context<'_>, row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| normalize(cell.text(context.source))).collect()
}

/// The words over each column: of a header of two rows, the upper words and the lower ones.
fn heads(header: &[Vec<String>]) -> Vec<String> {
    let Some((lower, upper)) = header.split_last() else { return vec![] };
    let mut heads = lower.clone();
    for row in upper.iter().rev() {
        let spread = spread(row, &heads);
        heads = spread
            .iter()
            .zip(&heads)
            .map(|(up, low)| if low.is_empty() { up.clone() } else { format!("{up}{low}") })
            .collect();
    }
    heads
}

/// Spreads an upper row over the columns of a lower one: blank cells below stand under cells of their own, the others
/// share what is left evenly.
fn spread(upper: &[String], lower: &[String]) -> Vec<String> {
    if upper.len() >= lower.len() {
        return upper.iter().take(lower.len()).cloned().collect();
    }
    let blank = lower.iter().take_while(|cell| cell.is_empty()).count();
    let tail = lower.iter().rev().take_while(|cell| cell.is_empty()).count().min(lower.len() - blank);
    let merged = upper.len().saturating_sub(blank + tail).max(1);
    let wide = (lower.len() - blank - tail).div_ceil(merged).max(1);
    (0..lower.len())
        .map(|at| {
            let place = if at < blank {
                at
            } else if at >= lower.len() - tail {
                upper.len() - (lower.len() - at)
            } else {
                blank + (at - blank) / wide
            };
            upper.get(place).cloned().unwrap_or_default()
        })
        .collect()
}

fn kind(heads: &[String]) -> Kind {
    let any = |words: &[&str]| heads.iter().any(|head| words.iter().any(|word| head.contains(word)));
    let named = |words: &[&str]| heads.iter().any(|head| words.contains(&head.as_str()));
    let power = any(&[
        "事项名称",
        "权力名称",
        "职权名称",
        "权责事项",
        "权力事项",
        "事项编码",
        "权力编码",
        "职权编码",
        "职权类型",
        "权力类型",
        "权力类别",
        "职权类别",
        "行政职权",
        "基本编码",
    ]);
    let target = any(&["目标值", "目标", "预期", "标准值", "计划"]);
    let party = heads.iter().any(|head| parties::label(head).is_some());
    let task = any(&["任务", "措施", "内容", "工作", "举措", "项目", "事项"]);
    let indicator = any(&["指标"]);
    if power && !any(&["任务", "措施"]) {
        return Kind::Powers;
    }
    let plain = named(&["单位", "计量单位"]) || any(&["目标值", "完成", "预期"]);
    if indicator
        && (target || plain || heads.len() <= 3 || years(heads) > 1)
        && !any(&["具体任务", "工作措施", "主要任务"])
    {
        return Kind::Indicators;
    }
    if named(&["单位", "计量单位"]) && target && !party {
        return Kind::Indicators;
    }
    if party && (task || heads.len() >= 2) { Kind::Tasks } else { Kind::Other }
}

/// How many heads are a year and nothing else.
fn years(heads: &[String]) -> usize {
    heads.iter().filter(|head| year(head).is_some()).count()
}

fn year(head: &str) -> Option<i16> {
    head.strip_suffix('年').unwrap_or(head).parse().ok().filter(|year| (1949..=2999).contains(year))
}

fn roles(kind: Kind, heads: &[String]) -> Vec<Column> {
    let mut roles: Vec<Column> = heads.iter().map(|head| role(kind, head)).collect();
    if kind == Kind::Indicators {
        years_apart(heads, &mut roles);
        if !roles.contains(&Column::Name) {
            let first = roles.iter().position(|role| *role == Column::Content || *role == Column::Other);
            if let Some(role) = first.and_then(|at| roles.get_mut(at)) {
                *role = Column::Name;
            }
        }
        // Of several name columns (一级指标, 二级指标) the last is the name, the others are groups.
        if let Some(last) = roles.iter().rposition(|role| *role == Column::Name) {
            roles
                .iter_mut()
                .take(last)
                .filter(|role| **role == Column::Name)
                .for_each(|role| *role = Column::Content);
        }
    }
    roles
}

/// Of columns that are years the first is where one stands, the last where one wants to be.
fn years_apart(heads: &[String], roles: &mut [Column]) {
    let plain: Vec<usize> =
        (0..heads.len()).filter(|at| heads.get(*at).is_some_and(|head| year(head).is_some())).collect();
    let has_target = roles.contains(&Column::Target);
    for (place, at) in plain.iter().enumerate() {
        if let Some(role) = roles.get_mut(*at) {
            let last = place + 1 == plain.len() && !has_target;
            *role = if last { Column::Target } else { Column::Baseline };
        }
    }
}

fn role(kind: Kind, head: &str) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    let is = |words: &[&str]| words.contains(&head);
    if is(&["序号", "序", "编号", "号", "No.", "NO.", "No", "项目序号"]) {
        return Column::Serial;
    }
    if has(&["备注"]) || is(&["说明"]) {
        return Column::Remark;
    }
    if has(&["联系人", "联系方式", "联系电话", "联络员"]) || is(&["电话"]) {
        return Column::Contact;
    }
    match kind {
        Kind::Indicators => indicator(head, &has, &is),
        Kind::Powers => power(&has),
        Kind::Tasks | Kind::Other => match parties::label(head) {
            Some(Part::Time) => Column::Time,
            Some(Part::Person) => Column::Contact,
            Some(part) => Column::Party(part),
            None if has(&[
                "时限",
                "完成时间",
                "时间节点",
                "期限",
                "时间安排",
                "进度安排",
                "进度要求",
                "时间",
            ]) =>
            {
                Column::Time
            }
            None if is(&["单位"]) && kind == Kind::Tasks => Column::Party(Part::Responsible),
            None => Column::Content,
        },
    }
}

fn indicator(head: &str, has: &dyn Fn(&[&str]) -> bool, is: &dyn Fn(&[&str]) -> bool) -> Column {
    if is(&["单位", "计量单位", "指标单位"]) {
        return Column::Unit;
    }
    if let Some(part) = parties::label(head) {
        return if part == Part::Person { Column::Contact } else { Column::Party(part) };
    }
    if has(&["属性", "指标性质", "指标类型"]) {
        return Column::Property;
    }
    let growth = has(&["增长", "增速", "增幅", "年均", "累计"]);
    if has(&["目标", "预期", "计划", "规划", "标准值", "达标要求", "指标值"]) {
        return if growth { Column::Growth } else { Column::Target };
    }
    if has(&["完成", "实际", "基期", "基数", "现状", "实绩", "基准", "上年", "现值"]) {
        return if growth { Column::BaselineGrowth } else { Column::Baseline };
    }
    if growth {
        return Column::Growth;
    }
    if has(&["指标"]) || is(&["名称", "项目", "内容"]) { Column::Name } else { Column::Content }
}

fn power(has: &dyn Fn(&[&str]) -> bool) -> Column {
    if has(&["编码", "代码", "编号"]) {
        return Column::Code;
    }
    if has(&["类型", "类别", "种类"]) {
        return Column::PowerKind;
    }
    if has(&["依据"]) {
        return Column::Basis;
    }
    if has(&["主体", "实施机关", "行使", "承接", "实施单位", "部门", "单位", "机关"]) {
        return Column::Holder;
    }
    if has(&["子项"]) {
        return Column::Content;
    }
    if has(&["名称", "事项", "职权", "权力"]) { Column::Name } else { Column::Other }
}
