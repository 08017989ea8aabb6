use super::*;
use compiler::compile;

fn text(number: u32, year: u32, lead: &str) -> String {
    format!(
        "某县人民政府\n关于印发某方案的通知\n某政发〔{year}〕{number}号\n各乡镇：\n（一）新建学校三所。（{lead}牵头）\n\
         某县人民政府\n{year}年1月5日\n"
    )
}

fn choice() -> Choice {
    Choice {
        id: "first".to_owned(),
        district: "000000".to_owned(),
        district_name: "某县".to_owned(),
        ..Choice::default()
    }
}

fn made(text: String, before: Option<&Pack>, choice: &Choice) -> Pack {
    let edition = edition(&compile(text), before, choice).unwrap();
    edition.pack.unwrap_or_else(|| panic!("{:?}", edition.faults))
}

#[test]
fn the_first_review_begins_a_pack() {
    let pack = made(text(1, 2024, "县教育局"), None, &choice());
    assert_eq!((pack.id.as_str(), pack.edition.as_str(), pack.documents.len()), ("first", "1", 1));
    assert_eq!(pack.documents[0].disclosure, Disclosure::Withheld, "nobody said who may read it");
}

#[test]
fn the_next_one_joins_it_and_nothing_is_lost() {
    let first = made(text(1, 2024, "县教育局"), None, &choice());
    let next = made(text(2, 2024, "县水利局"), Some(&first), &choice());
    assert_eq!((next.id.as_str(), next.edition.as_str()), ("first", "2"));
    let slugs: BTreeSet<&str> = next.documents.iter().map(|it| it.slug.as_str()).collect();
    assert_eq!((slugs.len(), next.documents.len()), (2, 2));
    assert_eq!(next.documents[0], first.documents[0]);
    assert!(next.organs.find("县教育局").is_some() && next.organs.find("县水利局").is_some());
}

#[test]
fn a_document_of_the_same_number_takes_its_place_and_keeps_its_address() {
    let first = made(text(1, 2024, "县教育局"), None, &choice());
    let next = made(text(1, 2024, "县住建局"), Some(&first), &choice());
    assert_eq!(next.documents.len(), 1);
    assert_eq!(next.documents[0].slug, first.documents[0].slug);
    assert_eq!(next.documents[0].duties[0].lead[0].organ, "县住建局");
}

#[test]
fn a_document_that_is_replaced_stays_to_be_read_and_opens_nothing() {
    let first = made(text(1, 2024, "县教育局"), None, &choice());
    let replaces = Choice { replaces: "某政发〔2024〕1号".to_owned(), ..choice() };
    let next = made(text(1, 2025, "县教育局"), Some(&first), &replaces);
    assert_eq!(
        next.documents.iter().map(|it| it.state).collect::<Vec<_>>(),
        [State::Repealed, State::InForce]
    );
}

#[test]
fn the_predecessor_is_the_one_of_the_same_number_or_title() {
    let first = made(text(1, 2024, "县教育局"), None, &choice());
    let found =
        |number: &str, title: &str| predecessor(&first, Some(number), title).map(|it| it.number.clone());
    assert_eq!(found("某政发〔2024〕1号", "别的").as_deref(), Some("某政发〔2024〕1号"));
    assert_eq!(found("某政发〔2025〕3号", &first.documents[0].title).as_deref(), Some("某政发〔2024〕1号"));
    assert_eq!(found("某政发〔2025〕3号", "关于防汛工作的通知"), None);
}

/// A body that goes by another name in the new text keeps its name in force; the other becomes one of its own.
#[test]
fn a_body_in_force_gets_the_names_it_lacks() {
    let (known, _) = Organs::new(vec![Organ {
        name: "县教育局".to_owned(),
        name_en: String::new(),
        kind: kernel::OrganKind::Department,
        level: kernel::Level::District,
        parent: None,
        aliases: vec![],
        members: vec![],
        perhaps: None,
    }]);
    let fresh = "name,name_en,kind,level,parent,aliases,members,perhaps,note\n\
                 县教育局,,department,district,,县教体局,,,\n县水利局,,department,district,,,,,\n";
    assert_eq!(
        register(&known, fresh),
        "name,name_en,kind,level,parent,aliases,members,perhaps,note\n\
         县教育局,,department,district,,县教体局,,,\n县水利局,,department,district,,,,,\n"
    );
}
