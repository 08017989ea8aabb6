//! Dates in prose: `2023年6月底前`, `到2025年`, `每季度末月25日前`, and the last day each of them means.

use crate::passage::Passage;
use jiff::civil::Date;
use std::ops::Range;

/// A date as written: its bytes in the passage and the last day it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) bytes: Range<usize>,
    /// The last day; `None` when the year is not known.
    pub(crate) last: Option<Date>,
    /// It sets a limit: 前, 底, 末, 内, 到….
    pub(crate) limit: bool,
}

/// Every date of a passage. `year` is the year of the document, for 年底前 and 6月底前.
pub(crate) fn dates(passage: Passage<'_>, year: Option<i16>) -> Vec<Written> {
    let text = passage.text;
    let mut found: Vec<Written> = vec![];
    let mut after = 0;
    for (at, c) in text.char_indices() {
        if at < after || !starts(c) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        if let Some((length, last, limit)) = read(rest, before, year) {
            found.push(Written { bytes: at..at + length, last, limit });
            after = at + length;
        }
    }
    found
}

fn starts(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '年' | '今' | '本' | '上' | '明' | '当')
}

/// What a date reads from the start of a text.
struct Reader<'t> {
    rest: &'t str,
    whole: usize,
}

impl<'t> Reader<'t> {
    /// Takes a word; blanks before it are those that converters leave beside figures: `2025 年 6 月`.
    fn take(&mut self, word: &str) -> bool {
        let after = self.rest.trim_start_matches(' ').strip_prefix(word);
        if let Some(rest) = after {
            self.rest = rest;
        }
        after.is_some()
    }

    fn any(&mut self, words: &[&str]) -> Option<usize> {
        words.iter().position(|word| self.take(word))
    }

    fn number(&mut self, most: usize) -> Option<i16> {
        let text = self.rest.trim_start_matches(' ');
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, rest) = text.split_at_checked(end)?;
        let value = (digits.len() <= most).then(|| digits.parse().ok()).flatten()?;
        self.rest = rest;
        Some(value)
    }

    fn read(&self) -> usize {
        self.whole - self.rest.len()
    }
}

fn read(text: &str, before: &str, year: Option<i16>) -> Option<(usize, Option<Date>, bool)> {
    let mut reader = Reader { rest: text, whole: text.len() };
    // A number that goes on before the text is not read from its middle.
    let digit = |c: char| c.is_ascii_digit();
    let inside =
        before.ends_with(digit) || before.strip_suffix('.').is_some_and(|rest| rest.ends_with(digit));
    if text.starts_with(digit) && inside {
        return None;
    }
    let (year, named) = year_of(&mut reader, before, year)?;
    // 每年11月底前 comes again and again: a schedule.
    if !named && before.ends_with("每年") {
        return None;
    }
    let (last, fixed) = within(&mut reader, year, named)?;
    let until = ["到", "至", "截至", "截止"].iter().any(|word| before.trim_end_matches(' ').ends_with(word));
    let limit = reader.any(&["（含）前", "之前", "以前", "前", "内", "止"]).is_some();
    // 2023年 alone is a time, not a limit; 到2025年 is one, and 2023年底 as well.
    let limit = limit || until || fixed == Fixed::End;
    (named || limit || fixed == Fixed::Month).then(|| (reader.read(), last, limit))
}

/// How a date is fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fixed {
    /// 底, 末.
    End,
    /// A month or day.
    Month,
    /// A year alone.
    Year,
}

/// The year, and whether it is named; a month alone takes the document's.
fn year_of(reader: &mut Reader<'_>, before: &str, year: Option<i16>) -> Option<(Option<i16>, bool)> {
    let start = reader.rest;
    if reader.take("今年") || reader.take("本年度") || reader.take("本年") || reader.take("当年") {
        return Some((year, false));
    }
    if reader.take("明年") {
        return Some((year.and_then(|year| year.checked_add(1)), false));
    }
    if start.starts_with("年底") || start.starts_with("年末") || start.starts_with("年内") {
        reader.take("年");
        let counted = before.ends_with(|c: char| c.is_ascii_digit() || super::small_number(c).is_some());
        return (!counted && !before.ends_with(['上', '去', '每', '周', '前', '届', '往']))
            .then_some((year, false));
    }
    if start.starts_with("上半年") {
        return Some((year, false));
    }
    if let Some(value) = reader.number(4).filter(|value| (1949..=2999).contains(value)) {
        return reader.take("年").then_some((Some(value), true));
    }
    reader.rest = start;
    Some((year, false))
}

fn within(reader: &mut Reader<'_>, year: Option<i16>, named: bool) -> Option<(Option<Date>, Fixed)> {
    reader.take("度");
    let end_of = |month: i8| year.and_then(|year| last_of(year, month));
    let half = reader.any(&["上半年", "下半年"]);
    if let Some(half) = half {
        reader.any(&["底", "末"]);
        return Some((end_of(if half == 0 { 6 } else { 12 }), Fixed::End));
    }
    if let Some(place) =
        reader.any(&["第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度", "三季度", "四季度"])
    {
        reader.any(&["末", "底"]);
        let month = i8::try_from(place % 4).ok()? * 3 + 3;
        return Some((end_of(month), Fixed::End));
    }
    if reader.any(&["年底", "年末", "底", "末"]).is_some() {
        return Some((end_of(12), Fixed::End));
    }
    if reader.rest.starts_with('内') {
        return Some((end_of(12), Fixed::End));
    }
    let start = reader.rest;
    if let Some(month) = reader.number(2).filter(|month| (1..=12).contains(month)) {
        if reader.take("月份") || reader.take("月") {
            return Some(day(reader, year, i8::try_from(month).ok()?));
        }
        reader.rest = start;
    }
    named.then(|| (end_of(12), Fixed::Year))
}

fn day(reader: &mut Reader<'_>, year: Option<i16>, month: i8) -> (Option<Date>, Fixed) {
    let last = |day: i8| year.and_then(|year| Date::new(year, month, day).ok());
    let end = year.and_then(|year| last_of(year, month));
    if reader.any(&["底", "末"]).is_some() {
        return (end, Fixed::End);
    }
    if let Some(place) = reader.any(&["上旬", "中旬", "下旬"]) {
        return (if place == 2 { end } else { last(if place == 0 { 10 } else { 20 }) }, Fixed::Month);
    }
    let start = reader.rest;
    if let Some(day) = reader.number(2)
        && (reader.take("日") || reader.take("号"))
    {
        return (i8::try_from(day).ok().and_then(last), Fixed::Month);
    }
    reader.rest = start;
    (end, Fixed::Month)
}

/// The last day of a month.
fn last_of(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(|day| day.last_of_month())
}
