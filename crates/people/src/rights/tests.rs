use super::{Right, TABLE};
use crate::tests::golden;
use crate::{Role, User};
use std::collections::BTreeSet;

const ZH: &str = include_str!("../../../../texts/zh/people.toml");
const EN: &str = include_str!("../../../../texts/en/people.toml");

fn words(text: &str) -> toml::Table {
    text.parse().unwrap()
}

fn word<'a>(words: &'a toml::Table, key: &str) -> &'a str {
    let name = key.strip_prefix("people.").unwrap();
    words.get(name).and_then(toml::Value::as_str).unwrap_or_else(|| panic!("no wording for {key}"))
}

/// How many columns a text takes on a screen: a Chinese character takes two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn cell(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

fn table(text: &str, yes: &str) -> String {
    let words = words(text);
    let right_column = Right::all().map(|right| width(word(&words, &right.say().key))).max().unwrap() + 3;
    let columns = Role::all().map(|role| (role, word(&words, &role.say().key)));
    let line = |first: &str, cells: Vec<String>| {
        format!("{}{}", cell(first, right_column), cells.concat()).trim_end().to_owned()
    };
    let head = line("", columns.iter().map(|(_, name)| cell(name, width(name) + 2)).collect());
    let row = |right: Right| {
        let mark = |role: Role| if role.may(right) { yes } else { "-" };
        let marks = columns.iter().map(|(role, name)| cell(mark(*role), width(name) + 2)).collect();
        line(word(&words, &right.say().key), marks)
    };
    std::iter::once(head).chain(Right::all().map(row)).map(|line| line + "\n").collect()
}

#[test]
fn the_table_of_rights_reads_as_agreed() {
    let own = "本表由程序的权限规则生成；规则改动，本表随之改动，请逐行核对。\n\
               “是”只表示可以办理此类事项；联络员等只能填报本单位的事项，督查人员可以代各单位填报。\n\
               复核须由填报人以外的第二人办理。\n";
    let text =
        format!("角色与权限\n\n{own}\n{}\n\nRoles and rights\n\n{}", table(ZH, "是"), table(EN, "yes"));
    golden("rights.txt", &text);
}

#[test]
fn every_right_stands_in_the_table_once() {
    let named: BTreeSet<Right> = TABLE.iter().map(|(right, _)| *right).collect();
    assert_eq!(named.len(), TABLE.len());
    // A right is somebody's, or nobody needs it; only reading is everybody's.
    for right in Right::all() {
        let who = Role::all().into_iter().filter(|role| role.may(right)).count();
        assert!(who > 0, "{right:?} is nobody's");
        assert!(who < 9 || right == Right::ReadDistrict, "{right:?} is everybody's");
    }
}

#[test]
fn the_sentence_for_one_who_lacks_a_right_names_those_who_have_it() {
    for text in [ZH, EN] {
        let words = words(text);
        for right in Right::all() {
            let sentence = word(&words, &right.lacking().key);
            for role in Role::all() {
                let name = word(&words, &role.say().key);
                assert_eq!(sentence.contains(name), role.may(right), "{right:?}, {role}: {sentence}");
            }
        }
    }
}

#[test]
fn duties_are_kept_apart() {
    // Who manages accounts writes nothing else, and who reads to prove or to lead writes nothing at all.
    let writes = |role: Role| Right::all().filter(move |right| role.may(*right) && !READING.contains(right));
    const READING: [Right; 3] = [Right::ReadDistrict, Right::ReadContacts, Right::ReadLedger];
    assert_eq!(writes(Role::Admin).collect::<Vec<_>>(), [Right::ManageAccounts]);
    assert_eq!(writes(Role::Leader).count() + writes(Role::Auditor).count(), 0);
}

#[test]
fn a_department_writes_only_its_own_entries() {
    let user = |role, organ: &str| User {
        account: "a1".to_owned(),
        name: "甲".to_owned(),
        organ: organ.to_owned(),
        role,
        program: false,
    };
    // (role, organ of the user, organ of the entry, may write in its name)
    let cases = [
        (Role::Contact, "区财政局", "区财政局", true),
        (Role::Contact, "区财政局", "区教育局", false),
        (Role::Contact, "区财政局", "", false),
        (Role::Contact, "", "", false),
        (Role::DutyOfficer, "区市场监管局", "区市场监管局", true),
        (Role::DutyOfficer, "区市场监管局", "区财政局", false),
        (Role::Supervisor, "区政府办公室", "区财政局", true),
        (Role::Supervisor, "区政府办公室", "", true),
        (Role::Leader, "区政府", "区财政局", false),
        (Role::Admin, "", "区财政局", true),
    ];
    for (role, own, organ, may) in cases {
        assert_eq!(user(role, own).acts_for(organ), may, "{role} of `{own}` for `{organ}`");
    }
    assert!(!user(Role::Admin, "").may(Right::ReportDuty), "standing over all is not a right to report");
}

#[test]
fn a_word_that_is_no_role_is_refused_with_the_words_that_are() {
    for role in Role::all() {
        assert_eq!(role.to_string().parse(), Ok(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.word());
    }
    let refused = "boss".parse::<Role>().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`boss` is not a role; the roles are supervisor, contact, duty-officer, forecaster, inspector, \
         registrar, leader, auditor, admin"
    );
    assert_eq!(refused.say().key, "people.role-unknown");
}

#[test]
fn both_languages_say_the_same_things() {
    let keys = |text: &str| words(text).keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(ZH), keys(EN));
}
