use super::*;

fn set(text: &str) -> Option<&str> {
    set_of_governments(text).and_then(|length| text.get(..length))
}

#[test]
fn areas_that_share_their_government_are_one_set() {
    assert_eq!(set("各市、州、县人民政府，省政府各部门"), Some("各市、州、县人民政府"));
    assert_eq!(set("各省、自治区、直辖市人民政府："), Some("各省、自治区、直辖市人民政府"));
    assert_eq!(set("各县、区政府和各部门"), Some("各县、区政府"));
}

#[test]
fn what_is_named_by_itself_is_no_set() {
    assert_eq!(set("各镇、街道，区直各部门"), None);
    assert_eq!(set("各市人民政府"), None);
    assert_eq!(set("各县、县教育局"), None);
    assert_eq!(set("市、县人民政府"), None);
}
