//! What a page of the web puts around a document: where one is, index number, day of publication, size of type.

use super::official;
use crate::lines::is_blank;

/// Words such a line begins with; blanks between their characters are left out.
const BEGINS: &[&str] = &[
    "当前位置",
    "您所在的位置",
    "您的位置",
    "您现在的位置",
    "所在位置",
    "现在位置",
    "索引号",
    "主题分类",
    "组配分类",
    "公开方式",
    "公开日期",
    "公开时限",
    "公开范围",
    "发布机构",
    "发布单位",
    "发布日期",
    "发布时间",
    "发文机构",
    "发文单位：",
    "发文单位:",
    "发文日期",
    "生成日期",
    "成文日期：",
    "成文日期:",
    "成文时间",
    "公文时效",
    "有效性",
    "信息来源",
    "信息索引",
    "文章来源",
    "浏览次数",
    "浏览量",
    "访问量",
    "阅读次数",
    "点击数",
    "【字体",
    "字体：",
    "字体:",
    "字号：",
    "字号:",
    "视力保护",
    "分享到",
    "扫一扫",
    "打印本页",
    "关闭窗口",
    "发文字号",
    "发文文号",
    "文号：",
    "文号:",
    "文号|",
    "文件编号",
    "规范性文件登记",
    "统一编号",
    "责任编辑",
    "版权所有",
    "网站标识码",
    "相关附件下载",
];
/// Lines that are one of these words and no more.
const WHOLE: &[&str] =
    &["打印", "关闭", "分享", "分享：", "分享:", "下载", "收藏", "正文", "返回", "返回顶部", "大中小"];
/// Words before a number of the document.
const NUMBERS: &[&str] = &["发文字号", "发文文号", "文件编号", "文号"];
/// A longer line is text.
const LONGEST: usize = 160;

/// Whether the line is of the page and not of the document.
pub(crate) fn line(text: &str) -> bool {
    // The first character decides about most lines; the others are looked at whole.
    let starts =
        text.chars().next().is_some_and(|c| BEGINS.iter().chain(WHOLE).any(|word| word.starts_with(c)));
    if !starts || text.chars().nth(LONGEST).is_some() || text.contains(['。', '；']) {
        return false;
    }
    let bare: String = text.chars().filter(|c| !is_blank(*c)).collect();
    WHOLE.contains(&bare.as_str())
        || BEGINS.iter().any(|word| {
            // A label stands before a sign or in a line with another label, not in a sentence.
            bare.strip_prefix(word).is_some_and(|rest| {
                word.ends_with(['：', ':', '|'])
                    || rest.is_empty()
                    || rest.starts_with(['：', ':', '|', '】', '>', '[', '「'])
            })
        })
}

/// The document's number, when the line says it: `主题分类：综合 发文字号：某政发〔2024〕3号`.
pub(crate) fn number(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !is_blank(*c)).collect();
    let at = NUMBERS.iter().filter_map(|word| Some(bare.rfind(word)? + word.len())).max()?;
    let rest = bare.get(at..)?.trim_start_matches(['：', ':', '|']);
    let end = rest.find('号').map(|at| at + '号'.len_utf8())?;
    official::number(rest.get(..end)?)
}

#[cfg(test)]
mod tests;
