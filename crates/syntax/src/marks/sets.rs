//! Governments named together: 各市、州、县人民政府 is one open set and not three bodies.

/// Kinds of areas, longest first where one begins another.
const AREAS: &[&str] =
    &["自治区", "直辖市", "地区", "街道", "省", "市", "州", "县", "区", "乡", "镇", "旗", "盟"];

/// The length of the set that a text begins with: 各, kinds of areas with commas between, and what governs them.
pub fn set_of_governments(text: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('各')?;
    let mut areas = 0;
    loop {
        rest = AREAS.iter().find_map(|area| rest.strip_prefix(area))?;
        areas += 1;
        match rest.strip_prefix(['、', '，', ',']) {
            Some(after) if AREAS.iter().any(|area| after.starts_with(area)) => rest = after,
            _ => break,
        }
    }
    let end = ["人民政府", "政府", "党委和政府", "办事处", "管委会"]
        .iter()
        .find_map(|end| rest.strip_prefix(end))?;
    (areas >= 2).then_some(text.len() - end.len())
}

#[cfg(test)]
mod tests;
