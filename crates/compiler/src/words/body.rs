//! Names of bodies (机关名称): what their ends say they are.

use kernel::OrganKind;

/// What the name of a body ends with, and what such a body is.
const ENDS: &[(&str, OrganKind)] = &[
    ("人民政府", OrganKind::Government),
    ("政府", OrganKind::Government),
    ("人民代表大会", OrganKind::Government),
    ("人大常委会", OrganKind::Government),
    ("国务院", OrganKind::Government),
    ("管委会", OrganKind::Zone),
    ("管理委员会", OrganKind::Zone),
    ("开发区", OrganKind::Zone),
    ("高新区", OrganKind::Zone),
    ("领导小组", OrganKind::Temporary),
    ("工作小组", OrganKind::Temporary),
    ("协调小组", OrganKind::Temporary),
    ("指挥部", OrganKind::Temporary),
    ("防指", OrganKind::Temporary),
    ("安委会", OrganKind::Temporary),
    ("联席会议", OrganKind::Temporary),
    ("专班", OrganKind::Temporary),
    ("工作组", OrganKind::Temporary),
    ("专家组", OrganKind::Temporary),
    ("地震台", OrganKind::Centre),
    ("气象台", OrganKind::Centre),
    ("电视台", OrganKind::Centre),
    ("街道办事处", OrganKind::Street),
    ("街道办", OrganKind::Street),
    ("街道", OrganKind::Street),
    ("办事处", OrganKind::Street),
    ("分局", OrganKind::Branch),
    ("分公司", OrganKind::Enterprise),
    ("公司", OrganKind::Enterprise),
    ("集团", OrganKind::Enterprise),
    ("银行", OrganKind::Enterprise),
    ("税务局", OrganKind::Branch),
    ("气象局", OrganKind::Branch),
    ("局", OrganKind::Department),
    ("厅", OrganKind::Department),
    ("人民法院", OrganKind::Department),
    ("法院", OrganKind::Department),
    ("检察院", OrganKind::Department),
    ("委员会", OrganKind::Department),
    ("改革委", OrganKind::Department),
    ("发改委", OrganKind::Department),
    ("纪委监委", OrganKind::Party),
    ("健康委", OrganKind::Department),
    ("宣传部", OrganKind::Party),
    ("组织部", OrganKind::Party),
    ("统战部", OrganKind::Party),
    ("政法委", OrganKind::Party),
    ("工委", OrganKind::Party),
    ("团委", OrganKind::Party),
    ("网信办", OrganKind::Party),
    ("编办", OrganKind::Party),
    ("妇联", OrganKind::Party),
    ("工会", OrganKind::Party),
    ("科协", OrganKind::Party),
    ("残联", OrganKind::Party),
    ("工商联", OrganKind::Party),
    ("红十字会", OrganKind::Party),
    ("区委", OrganKind::Party),
    ("市委", OrganKind::Party),
    ("县委", OrganKind::Party),
    ("省委", OrganKind::Party),
    ("党委", OrganKind::Party),
    ("党校", OrganKind::Party),
    ("办公室", OrganKind::Office),
    ("办公厅", OrganKind::Office),
    ("部门", OrganKind::Collective),
    ("单位", OrganKind::Collective),
    ("机构", OrganKind::Collective),
    ("企业", OrganKind::Collective),
    ("平台", OrganKind::Collective),
    ("负责人", OrganKind::Collective),
    ("支行", OrganKind::Enterprise),
    ("分行", OrganKind::Enterprise),
    ("供电所", OrganKind::Enterprise),
    ("持有人", OrganKind::Collective),
    ("经营者", OrganKind::Collective),
    ("部", OrganKind::Department),
    ("委", OrganKind::Department),
    ("办", OrganKind::Office),
    ("中心", OrganKind::Centre),
    ("支队", OrganKind::Centre),
    ("大队", OrganKind::Centre),
    ("总队", OrganKind::Centre),
    ("中队", OrganKind::Centre),
    ("学院", OrganKind::Centre),
    ("大学", OrganKind::Centre),
    ("医院", OrganKind::Centre),
    ("研究院", OrganKind::Centre),
    ("院", OrganKind::Centre),
    ("站", OrganKind::Centre),
    ("所", OrganKind::Centre),
    ("馆", OrganKind::Centre),
    ("校", OrganKind::Centre),
    ("社", OrganKind::Centre),
    ("协会", OrganKind::Party),
    ("联合会", OrganKind::Party),
    ("署", OrganKind::Department),
    ("处", OrganKind::Department),
    ("科", OrganKind::Office),
    ("室", OrganKind::Office),
    ("镇", OrganKind::Town),
    ("乡", OrganKind::Town),
    ("村", OrganKind::Town),
    ("社区", OrganKind::Town),
    ("组", OrganKind::Temporary),
    ("会", OrganKind::Party),
    ("署", OrganKind::Department),
    ("海关", OrganKind::Branch),
    ("联社", OrganKind::Enterprise),
    ("供电", OrganKind::Enterprise),
];

/// Ends that only a place has, so the name stands for whoever governs it: 各区县, 某市.
const PLACES: &[&str] = &["区县", "县区", "市区", "区", "县", "市", "州", "旗", "盟", "省", "街"];

/// Words that begin an open set of bodies.
const OPEN: &[&str] =
    &["各", "有关", "相关", "其他", "全区", "全市", "全县", "全省", "市直", "区直", "县直", "省直"];

/// The longest name of a body, in characters.
const LONGEST: usize = 36;

/// What a body of this name is.
pub(crate) fn kind(name: &str) -> OrganKind {
    let plain = without_remark(name);
    if is_collective(plain) {
        return OrganKind::Collective;
    }
    let town = |kind| match kind {
        OrganKind::Government if plain.ends_with("镇政府") || plain.ends_with("镇人民政府") => {
            OrganKind::Town
        }
        OrganKind::Government if plain.ends_with("乡政府") || plain.ends_with("乡人民政府") => {
            OrganKind::Town
        }
        other => other,
    };
    ENDS.iter().find(|(end, _)| plain.ends_with(end)).map_or(OrganKind::Department, |(_, kind)| town(*kind))
}

/// The word packs use for a kind.
pub(crate) fn kind_word(kind: OrganKind) -> &'static str {
    match kind {
        OrganKind::Government => "government",
        OrganKind::Department => "department",
        OrganKind::Party => "party",
        OrganKind::Branch => "branch",
        OrganKind::Town => "town",
        OrganKind::Street => "street",
        OrganKind::Zone => "zone",
        OrganKind::Centre => "centre",
        OrganKind::Enterprise => "enterprise",
        OrganKind::Collective => "collective",
        OrganKind::Temporary => "temporary",
        OrganKind::Office => "office",
    }
}

/// Whether the name stands for a set of bodies that stays open.
pub(crate) fn is_collective(name: &str) -> bool {
    let set =
        ["部门", "单位", "机构", "企业", "持有人", "经营者", "负责人"].iter().any(|end| name.ends_with(end));
    OPEN.iter().any(|word| name.starts_with(word)) || set || name.contains("有关") || name.contains("相关")
}

/// Whether the words could be the name of a body: short, without marks of a sentence, ending as names end.
pub(crate) fn is_body(name: &str) -> bool {
    if name.starts_with('各') && syntax::set_of_governments(name) == Some(name.len()) {
        return true;
    }
    let plain = without_remark(name);
    let length = plain.chars().count();
    let clean = without_brackets(plain)
        .chars()
        .all(|c| super::is_han(c) || c.is_ascii_alphanumeric() || "（）()·—-“”".contains(c));
    let opens = plain.starts_with(|c| super::closing(c).is_some() || super::is_closing(c));
    (2..=LONGEST).contains(&length)
        && clean
        && !opens
        && !plain.contains('是')
        && (ends_as_body(plain) || is_place(plain))
        && !is_action(plain)
}

/// 各县（市、区）人民政府 without its brackets.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_i32;
    name.chars()
        .filter(|c| {
            if super::closing(*c).is_some() {
                depth += 1;
                return false;
            }
            if super::is_closing(*c) {
                depth -= 1;
                return false;
            }
            depth <= 0
        })
        .collect()
}

/// Whether the words end as the name of a body ends.
pub(crate) fn ends_as_body(name: &str) -> bool {
    // Most names end with one of these; the list is read for the others only.
    let usual =
        name.chars().next_back().is_some_and(|c| "局厅部委办院站所馆校社署处科室镇乡村组会".contains(c));
    usual || ENDS.iter().any(|(end, _)| name.ends_with(end))
}

/// A place that stands for its government: only with 各 or a short name.
fn is_place(name: &str) -> bool {
    let short = name.chars().count() <= 6;
    short && PLACES.iter().any(|end| name.ends_with(end))
}

/// Words such as 建设服务中心 end like a body and begin like an act.
fn is_action(name: &str) -> bool {
    ["建设", "加强", "推进", "完善", "组织", "开展", "设立", "成立", "负责", "根据", "按照", "落实", "支持"]
        .iter()
        .any(|verb| name.starts_with(verb))
}

/// A name without a remark in brackets at its end: 区商务局（区外事办） is 区商务局.
pub(crate) fn without_remark(name: &str) -> &str {
    match name.rfind(['（', '(']) {
        Some(at) if at > 0 && name.ends_with(['）', ')']) => name.get(..at).unwrap_or(name),
        _ => name,
    }
}
