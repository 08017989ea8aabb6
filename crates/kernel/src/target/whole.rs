//! **All of it**: `全部`, `全覆盖`, `清零`, `基本全覆盖`.
//!
//! Meaning: a share of 100% (for 清零, a count of 0), judged as [`super::equal`]; with 基本 about 100%, judged as
//! [`super::about`].

use super::Aim;
use super::forms::Form;
use super::parse::Read;
use crate::number::Decimal;

pub(super) const FORM: Form = Form {
    read: |words, _| read(words),
    judge: |_, _| None,
    examples: &[
        ("全覆盖", "equal 100 %"),
        ("全部", "equal 100 %"),
        ("全部实现雨污分流", "equal 100 %"),
        ("基本全覆盖", "about 100 %"),
        ("基本完成", "about 100 %"),
        ("清零", "at_most 0"),
    ],
};

fn read(words: &str) -> Option<Read> {
    let (nearly, rest) = match words.trim_start_matches("实现").strip_prefix("基本") {
        Some(rest) => (true, rest.trim_start_matches("实现")),
        None => (false, words),
    };
    if rest.ends_with("清零") {
        let aim = Aim::Bound { compare: super::Compare::AtMost, value: Decimal::ZERO };
        return (!nearly).then(|| Read::words(aim));
    }
    let whole = rest.starts_with("全部") || rest.ends_with("全覆盖") || (nearly && rest == "完成");
    let value = Decimal::from(100);
    let aim = if nearly { Aim::About { value } } else { Aim::Equal { value, from: None, keep: false } };
    whole.then(|| Read { unit: Some("%".to_owned()), ..Read::words(aim) })
}
