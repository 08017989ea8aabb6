//! What cannot be opened says why in one plain sentence.

use super::sample::{path, raised, remove, time, write};
use crate::{Keys, Parts, Store, StoreError};

fn open(url: &str) -> Result<Store, StoreError> {
    Store::open(url, Keys::Given([7; 32]), Parts::default())
}

/// One sentence: no line breaks, no debugging output.
fn is_plain(error: &StoreError) {
    let text = error.to_string();
    assert!(!text.contains('\n') && !text.contains('{') && text.len() < 250, "{text}");
}

#[test]
fn a_missing_folder_is_named() {
    let error = open("/no/such/folder/luoshi.db").unwrap_err();
    assert!(matches!(&error, StoreError::CannotOpen { path, .. } if path == "/no/such/folder/luoshi.db"));
    is_plain(&error);
}

#[test]
fn a_read_only_folder_is_refused() {
    // Nobody may make a file here, not even the administrator.
    let error = open("/proc/luoshi.db").unwrap_err();
    assert!(matches!(&error, StoreError::CannotOpen { .. } | StoreError::ReadOnly), "{error:?}");
    is_plain(&error);
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let file = path("none.db");
    #[expect(clippy::disallowed_methods, reason = "a test makes the file it tests with")]
    std::fs::write(&file, "公报".repeat(1000)).unwrap();
    let error = open(&file).unwrap_err();
    assert_eq!(error, StoreError::NotADatabase { path: file.clone() });
    is_plain(&error);
    remove(&file);
}

#[test]
fn an_unreachable_server_is_named_without_its_password() {
    let error = open("postgres://office:secret@127.0.0.1:1/luoshi").unwrap_err();
    assert!(
        matches!(&error, StoreError::Unreachable { place, .. } if place == "127.0.0.1:1/luoshi"),
        "{error:?}"
    );
    assert!(!error.to_string().contains("secret"));
    is_plain(&error);
}

#[test]
fn a_database_that_does_not_exist_is_said_in_the_servers_words() {
    let url = testkit::postgres::database();
    let error = open(&format!("{url}none")).unwrap_err();
    assert!(
        matches!(&error, StoreError::Unreachable { reason, .. } if reason.contains("does not exist")),
        "{error:?}"
    );
    is_plain(&error);
}

#[test]
fn a_wrong_address_is_refused_without_showing_a_password() {
    for url in ["", "mysql://office:secret@host/db", "sqlite:", "postgres://office:secret@host:port/db"] {
        let error = open(url).unwrap_err();
        assert!(matches!(error, StoreError::BadAddress { .. }), "{url}: {error:?}");
        assert!(!error.to_string().contains("secret"), "{error}");
        is_plain(&error);
    }
}

#[test]
fn a_database_of_a_newer_program_is_refused_on_both_engines() {
    let file = path("newer.db");
    for url in [file.clone(), testkit::postgres::database()] {
        let store = open(&url).unwrap();
        let sql = "INSERT INTO migrations (number, name, checksum) VALUES (999, '9999_store_future', '')";
        write(&store, |tx| tx.execute(sql, &[]));
        let error = open(&url).unwrap_err();
        assert!(
            matches!(&error, StoreError::Newer { found, .. } if found == "9999_store_future"),
            "{error:?}"
        );
        is_plain(&error);
    }
    remove(&file);
}

#[test]
fn a_key_file_is_made_once_and_only_for_its_owner() {
    let (file, key) = (path("keyed.db"), path("keyed.key"));
    let open = || Store::open(&file, Keys::File(key.clone().into()), Parts::default());
    let public = open().unwrap().public_key().unwrap().to_owned();
    assert_eq!(open().unwrap().public_key(), Some(public.as_str()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    #[expect(clippy::disallowed_methods, reason = "a test makes the file it tests with")]
    std::fs::write(&key, "short\n").unwrap();
    let error = open().unwrap_err();
    assert!(matches!(error, StoreError::KeyFile { .. }));
    is_plain(&error);
    assert!(matches!(
        Store::open(&file, Keys::File("/no/such/folder/key".into()), Parts::default()),
        Err(StoreError::KeyFile { .. })
    ));
    remove(&file);
    remove(&key);
}

#[test]
fn a_server_that_restarts_is_found_again() {
    let store = super::sample::postgres();
    write(&store, |tx| tx.append("test/a", 0, &[raised(1)], "x", time(0)));
    // The server closes every other connection, as it does when it restarts.
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    super::sample::read(&store, |tx| tx.query(sql, &[]));
    write(&store, |tx| tx.append("test/a", 1, &[raised(2)], "x", time(0)));
    assert_eq!(super::sample::read(&store, |tx| tx.version("test/a")), 2);
}

#[test]
fn a_reopened_database_goes_on() {
    let file = path("again.db");
    for version in 0..3 {
        let store = open(&format!("sqlite:{file}")).unwrap().for_district("370306");
        write(&store, |tx| tx.append("test/a", version, &[raised(1)], "x", time(0)));
        assert_eq!(store.verify(&mut |_| ()), Ok(vec![]));
    }
    remove(&file);
}
