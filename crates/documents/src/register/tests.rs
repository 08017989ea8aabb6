use super::*;
use kernel::{Level, OrganKind};

fn organ(name: &str, perhaps: Option<&str>) -> Organ {
    Organ {
        name: name.into(),
        name_en: String::new(),
        kind: OrganKind::Department,
        level: Level::District,
        parent: None,
        aliases: Vec::new(),
        members: Vec::new(),
        perhaps: perhaps.map(str::to_owned),
    }
}

fn register() -> Vec<Organ> {
    vec![organ("甲局", None), organ("甲部门", Some("甲局")), organ("甲主管部门", Some("甲部门"))]
}

fn settled(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, same_as)| ((*name).to_owned(), (*same_as).to_owned())).collect()
}

#[test]
fn x_013_two_names_stay_two_bodies_until_somebody_decides() {
    assert_eq!(merged(register(), &settled(&[])).find("甲部门").unwrap().name, "甲部门");
}

#[test]
fn a_settled_name_leads_to_the_organ_it_was_found_to_be() {
    let organs = merged(register(), &settled(&[("甲部门", "甲局")]));
    assert_eq!(organs.find("甲部门").unwrap().name, "甲局");
    assert_eq!(organs.find("甲主管部门").unwrap().name, "甲主管部门", "the other name is still in doubt");
}

#[test]
fn names_settled_one_after_the_other_all_lead_to_the_same_organ() {
    let organs = merged(register(), &settled(&[("甲主管部门", "甲部门"), ("甲部门", "甲局")]));
    assert_eq!(organs.find("甲主管部门").unwrap().name, "甲局");
}

#[test]
fn a_circle_of_names_ends() {
    let organs = merged(register(), &settled(&[("甲局", "甲部门"), ("甲部门", "甲局")]));
    assert_eq!(organs.iter().count(), 1);
}
