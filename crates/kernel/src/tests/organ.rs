use crate::{Level, Organ, OrganKind, Organs, Resolved};

fn organ(name: &str, aliases: &[&str], members: &[&str], perhaps: Option<&str>) -> Organ {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Organ {
        name: name.to_owned(),
        name_en: String::new(),
        kind: if members.is_empty() { OrganKind::Department } else { OrganKind::Collective },
        level: Level::District,
        parent: None,
        aliases: list(aliases),
        members: list(members),
        perhaps: perhaps.map(str::to_owned),
    }
}

fn register() -> Organs {
    let (organs, twice) = Organs::new(vec![
        organ("区市场监管局", &["区市场监督管理局"], &[], None),
        organ("区市场监管部门", &[], &[], Some("区市场监管局")),
        organ("区直各部门", &[], &["区市场监管局"], None),
    ]);
    assert_eq!(twice, Vec::<String>::new());
    organs
}

#[test]
fn a_confirmed_alias_is_the_organ_itself() {
    let organs = register();
    assert_eq!(
        organs.find("区市场监督管理局").map(|organ| organ.name.as_str()),
        Some("区市场监管局"),
        "X-012"
    );
    assert!(matches!(organs.resolve("区市场监管局"), Resolved::Organ(_)));
}

#[test]
fn a_doubtful_name_stays_an_organ_of_its_own() {
    let organs = register();
    let Resolved::Doubtful { organ, perhaps } = organs.resolve("区市场监管部门") else {
        panic!("X-013")
    };
    assert_eq!((organ.name.as_str(), perhaps), ("区市场监管部门", "区市场监管局"));
    assert_eq!(organs.resolve("区地震局"), Resolved::Unknown);
}

#[test]
fn a_name_two_organs_claim_is_told_and_stays_with_the_first() {
    let list = vec![organ("甲局", &["办公室"], &[], None), organ("乙局", &["办公室", "乙局"], &[], None)];
    let (organs, twice) = Organs::new(list);
    assert_eq!(twice, ["办公室"]);
    assert_eq!(organs.find("办公室").map(|organ| organ.name.as_str()), Some("甲局"));
}

#[test]
fn a_member_knows_its_collectives() {
    let organs = register();
    let of = |name| organs.collectives_of(name).map(|organ| organ.name.as_str()).collect::<Vec<_>>();
    assert_eq!(of("区市场监管局"), ["区直各部门"], "X-014");
    assert_eq!(of("区直各部门"), Vec::<&str>::new());
}

#[test]
fn the_register_keeps_its_order_through_json() {
    let json = serde_json::to_string(&register()).unwrap();
    let again: Organs = serde_json::from_str(&json).unwrap();
    assert_eq!(again, register());
    assert_eq!(
        again.iter().map(|organ| organ.name.as_str()).collect::<Vec<_>>(),
        ["区市场监管局", "区市场监管部门", "区直各部门"]
    );
}
