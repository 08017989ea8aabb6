//! One rung of a ladder: when, and to whom. Pure.

use kernel::Say;
use std::fmt;
use std::str::FromStr;

/// Who hears of it. The order is the way up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Post {
    /// Whoever reports for the organ that owes (联系人).
    Contact,
    /// The organ's leader in charge of the matter (分管领导).
    InCharge,
    /// The organ's head (主要领导).
    Head,
    /// The office that supervises (督查室).
    Office,
}

impl Post {
    /// Every post, from below.
    pub const ALL: [Post; 4] = [Post::Contact, Post::InCharge, Post::Head, Post::Office];

    /// The word in the ledger and in ladders written short.
    pub fn word(self) -> &'static str {
        match self {
            Post::Contact => "contact",
            Post::InCharge => "leader-in-charge",
            Post::Head => "head",
            Post::Office => "office",
        }
    }

    /// The word in ladders written in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Post::Contact => "联系人",
            Post::InCharge => "分管领导",
            Post::Head => "主要领导",
            Post::Office => "督查室",
        }
    }

    /// Reads either word.
    pub fn read(word: &str) -> Option<Post> {
        Post::ALL.into_iter().find(|post| post.word() == word || post.chinese() == word)
    }
}

/// When a rung is climbed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// As soon as it is opened.
    Opened,
    /// So many days after the due day; before it when below zero.
    Days(i64),
    /// So many minutes after the last instant; before it when below zero.
    Minutes(i64),
}

const MINUTES_A_DAY: i64 = 24 * 60;
/// Neither a year of warning nor ten years of chasing.
const DAYS_MAX: i64 = 366;

impl When {
    /// Days after the due day, rounded away from it.
    pub(crate) fn days(self) -> i64 {
        match self {
            When::Opened => 0,
            When::Days(days) => days,
            When::Minutes(minutes) => minutes.div_euclid(MINUTES_A_DAY) + i64::from(minutes > 0),
        }
    }

    /// Written as officials write it.
    pub fn chinese(self) -> String {
        match self {
            When::Opened => "下达时".to_owned(),
            When::Days(0) => "当天".to_owned(),
            When::Days(days) => format!("{}{}天", side(days), days.abs()),
            When::Minutes(0) => "到时".to_owned(),
            When::Minutes(minutes) if minutes % 60 == 0 => {
                format!("{}{}小时", side(minutes), minutes.abs() / 60)
            }
            When::Minutes(minutes) => format!("{}{}分钟", side(minutes), minutes.abs()),
        }
    }

    fn read(text: &str) -> Option<When> {
        match text {
            "opened" | "下达时" => Some(When::Opened),
            "当天" => Some(When::Days(0)),
            "到时" => Some(When::Minutes(0)),
            _ => read_chinese(text).or_else(|| read_short(text)).filter(|when| when.days().abs() <= DAYS_MAX),
        }
    }
}

fn side(count: i64) -> &'static str {
    if count < 0 { "提前" } else { "逾期" }
}

fn read_chinese(text: &str) -> Option<When> {
    let (sign, rest) = match (text.strip_prefix("提前"), text.strip_prefix("逾期")) {
        (Some(rest), _) => (-1, rest),
        (_, Some(rest)) => (1, rest),
        _ => return None,
    };
    let (digits, unit) = rest.split_at_checked(rest.find(|c: char| !c.is_ascii_digit())?)?;
    let count: i64 = digits.parse().ok()?;
    of_unit(unit, count.checked_mul(sign)?)
}

fn read_short(text: &str) -> Option<When> {
    let (digits, unit) = text.split_at_checked(text.rfind(|c: char| c.is_ascii_digit())? + 1)?;
    of_unit(unit, digits.parse().ok()?)
}

fn of_unit(unit: &str, count: i64) -> Option<When> {
    match unit {
        "天" | "日" | "d" => Some(When::Days(count)),
        "小时" | "h" => Some(When::Minutes(count.checked_mul(60)?)),
        "分钟" | "m" => Some(When::Minutes(count)),
        _ => None,
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Opened => f.write_str("opened"),
            When::Days(0) => f.write_str("0d"),
            When::Days(days) => write!(f, "{days:+}d"),
            When::Minutes(minutes) => write!(f, "{minutes:+}m"),
        }
    }
}

/// When, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// When it is climbed.
    pub when: When,
    /// Who hears of it.
    pub post: Post,
}

impl Rung {
    /// Written as officials write it: `提前7天 联系人`.
    pub fn chinese(&self) -> String {
        format!("{} {}", self.when.chinese(), self.post.chinese())
    }
}

impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.when, self.post.word())
    }
}

impl FromStr for Rung {
    type Err = Say;

    fn from_str(line: &str) -> Result<Rung, Say> {
        let refused = || Say::new("notices.rung_unread").with("line", line);
        let (when, post) = line.split_once(char::is_whitespace).ok_or_else(refused)?;
        match (When::read(when.trim()), Post::read(post.trim())) {
            (Some(when), Some(post)) => Ok(Rung { when, post }),
            _ => Err(refused()),
        }
    }
}
