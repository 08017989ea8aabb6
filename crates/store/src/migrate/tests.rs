//! The list, the folder and HEAD agree; wrong databases are refused.

use super::{MIGRATIONS, check, checksum, newest};
use crate::StoreError;

#[test]
fn every_file_in_the_folder_is_listed_and_head_names_the_last() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    #[expect(clippy::disallowed_methods, reason = "a test looks at the repository")]
    let (files, head) =
        (std::fs::read_dir(folder).unwrap(), std::fs::read_to_string(format!("{folder}/HEAD")).unwrap());
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
        .collect();
    names.sort();
    assert_eq!(names, MIGRATIONS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    assert_eq!(head.trim(), newest());
}

#[test]
fn names_are_numbered_without_gaps() {
    for (at, (name, _)) in MIGRATIONS.iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}_", at + 1)), "{name} should be number {}", at + 1);
    }
}

#[test]
fn only_what_is_missing_is_still_to_do_and_the_rest_must_agree() {
    let list = [("0001_a", "a"), ("0002_b", "b"), ("0003_c", "c")];
    let applied = |names: &[(&str, &str)]| -> Vec<(String, String)> {
        names.iter().map(|(name, script)| ((*name).to_owned(), checksum(script))).collect()
    };
    let todo = |names: &[(&str, &str)]| check(&applied(names), &list).map(<[_]>::len);
    assert_eq!(todo(&[]), Ok(3));
    assert_eq!(todo(&list[..2]), Ok(1));
    assert_eq!(todo(&list), Ok(0));
    assert_eq!(todo(&[("0001_a", "a\r\n")]), Err(StoreError::EditedMigration { name: "0001_a".into() }));
    let missing = StoreError::MissingMigration { found: "0003_c".into(), wanted: "0002_b".into() };
    assert_eq!(todo(&[("0001_a", "a"), ("0003_c", "c")]), Err(missing));
    let newer = |found: &str| StoreError::Newer { found: found.into(), known: "0003_c".into() };
    assert_eq!(
        todo(&[("0001_a", "a"), ("0002_b", "b"), ("0003_c", "c"), ("0004_d", "d")]),
        Err(newer("0004_d"))
    );
}
