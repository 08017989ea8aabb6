//! Proof over a whole year: replay, verification, backup while work goes on, restore into the other engine.

use crate::program::{Serving, done, luoshi};
use e2e::{ADOPTED, Client, District, Folder, PARTS, PASSWORD, adopt, calendar};
use people::Role;
use serde_json::json;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use store::{Keys, Receipt, SignedHead, Store, StoreError};

fn replays_to_the_same(store: &Store) {
    let before = store.fingerprint().unwrap();
    assert!(before.len() > 10, "{before:?}");
    store.write(spoil).unwrap();
    let spoilt = store.fingerprint().unwrap();
    assert_ne!(spoilt, before, "a changed row shows: the comparison can fail");
    assert_eq!(store.replay_and_compare().unwrap(), ["cards", "duties"]);
    assert_eq!(store.fingerprint().unwrap(), before);
    assert_eq!(store.replay_and_compare().unwrap(), [""; 0]);
    assert_eq!(store.verify(&mut |_| ()).unwrap(), []);
}

/// Changes a derived table behind the ledger's back.
fn spoil(tx: &mut store::Tx<'_>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE duties SET state = 'accepted', organ = 'nobody' WHERE district = ?1",
        &[tx.district().into()],
    )?;
    tx.execute("DELETE FROM cards WHERE district = ?1", &[tx.district().into()])?;
    Ok(())
}

#[test]
fn a_year_replays_to_the_same_tables_on_sqlite() {
    replays_to_the_same(&District::after_a_year().store);
}

#[test]
fn a_year_lived_on_postgresql_replays_to_the_same_tables() {
    let folder = Folder::new();
    let store = adopt(&testkit::postgres::database(), Path::new(&folder.file("key")), ADOPTED);
    luoshi::simulate(&store, &calendar()).unwrap();
    replays_to_the_same(&store);
    // The other engine lives through the same year: its tables of documents, duties, figures and incidents are equal.
    let sqlite = District::after_a_year().store.fingerprint().unwrap();
    let here = store.fingerprint().unwrap();
    for table in ["documents", "clauses", "facts", "duties", "measures", "incidents"] {
        let of = |tables: &[(String, String)]| tables.iter().find(|(name, _)| name == table).cloned();
        assert!(of(&here).is_some(), "{table} is a derived table: {here:?}");
        assert_eq!(of(&here), of(&sqlite), "{table}");
    }
}

fn open(url: &str, key: &str) -> Store {
    let store = Store::open(url, Keys::File(key.into()), PARTS).unwrap();
    let districts = store.districts().unwrap();
    store.for_district(&districts[0])
}

fn head(store: &Store) -> SignedHead {
    store.head().unwrap().unwrap()
}

/// Records figures until told to stop; each is acknowledged before it counts.
fn write_on(client: &Client, measure: &str, stop: &AtomicBool, written: &AtomicU32) {
    while !stop.load(Ordering::Relaxed) {
        let value = json!({ "value": written.load(Ordering::Relaxed).to_string(), "source": "备份期间" });
        let reply = client.put_json(&format!("/api/v1/indicators/{measure}/values/2023"), &value);
        assert_eq!(reply.status, 200, "{}", reply.text());
        written.fetch_add(1, Ordering::Relaxed);
    }
}

/// Makes the backup file anew and says how many writes were acknowledged meanwhile.
fn one_backup(db: &str, file: &str, written: &AtomicU32) -> u32 {
    _ = std::fs::remove_file(file);
    let before = written.load(Ordering::Relaxed);
    done(&["backup", file, "--db", db]);
    written.load(Ordering::Relaxed) - before
}

/// Makes a backup with the program while the served program is writing; gives how many writes it saw meanwhile.
fn backup_under_load(serving: &Serving, db: &str, token: &str, file: &str) -> u32 {
    let client = Client::program(&serving.url, token);
    let measure =
        client.get("/api/v1/indicators?per=1").json()["items"][0]["id"].as_str().unwrap().to_owned();
    let (stop, written) = (AtomicBool::new(false), AtomicU32::new(0));
    let meanwhile = std::thread::scope(|scope| {
        scope.spawn(|| write_on(&client, &measure, &stop, &written));
        while written.load(Ordering::Relaxed) < 3 {
            std::thread::yield_now();
        }
        // On a busy machine a backup may be over before the next write; then it proves nothing and is made again.
        let overlapped = (0..20).map(|_| one_backup(db, file, &written)).find(|meanwhile| *meanwhile > 0);
        stop.store(true, Ordering::Relaxed);
        overlapped.unwrap_or_default()
    });
    assert!(meanwhile > 0, "nothing was written during twenty backups: the test proves nothing");
    meanwhile
}

#[test]
fn a_backup_taken_under_load_restores_into_the_other_engine_and_back() {
    let folder = Folder::new();
    let year = District::after_a_year();
    let (db, key) = (year.db.clone(), format!("{}.key", year.db));
    let receipt = year.store.receipt(7).unwrap().unwrap();
    let token =
        year.store.write(|tx| people::issue_token(tx, "system", "区政府办公室", Role::Supervisor, ADOPTED));
    let serving = Serving::start(&["serve", "--db", &db, "--clock", "2024-03-18T09:00:00+08:00"]);
    backup_under_load(&serving, &db, token.unwrap().reveal(), &folder.file("busy.zip"));
    assert_eq!(serving.stop(), 0, "asked to stop, it ends in order");

    let postgres = testkit::postgres::database();
    let other_key = folder.file("other.key");
    done(&["restore", &folder.file("busy.zip"), "--db", &postgres, "--key", &other_key]);
    done(&["ledger", "verify", "--db", &postgres, "--key", &other_key]);
    let restored = open(&postgres, &other_key);
    let source = open(&db, &key);
    let continued = source.consistency(head(&restored).size).unwrap().unwrap();
    assert!(
        continued.continues(&head(&restored)),
        "what was restored is a beginning of what the source has now"
    );
    receipt.check(Some(source.public_key().unwrap())).unwrap();
    same_entry(&receipt, &restored);

    done(&["backup", &folder.file("back.zip"), "--db", &postgres, "--key", &other_key]);
    let again = folder.file("again.db");
    done(&["restore", &folder.file("back.zip"), "--db", &again]);
    assert!(!Path::new(&format!("{again}.key")).exists(), "what signs nothing makes no key");
    done(&["ledger", "verify", "--db", &again]);
    let again = open(&again, &format!("{again}.key"));
    assert_eq!(head(&again), head(&restored), "the same signed head, there and back");
    assert_eq!(again.fingerprint().unwrap(), restored.fingerprint().unwrap());
    drop(again);
    passwords_go_along(&postgres, folder);
}

fn same_entry(receipt: &Receipt, store: &Store) {
    let there = store.receipt(receipt.entry.seq).unwrap().unwrap();
    assert_eq!(there.entry, receipt.entry);
    assert_eq!(there.check(Some(&receipt.key)), Ok(()), "the heads are the ones that were signed");
}

fn passwords_go_along(db: &str, folder: Folder) {
    let district = District::of_database(db, folder);
    let contact = district.person(Role::Contact);
    assert_eq!(contact.get("/account").status, 200);
    let wrong =
        district.visitor().post_form("/sign-in", &[("account", "test-contact"), ("password", "wrong")]);
    assert_eq!(wrong.status, 422, "and not with any password such as not {PASSWORD}");
}

#[test]
fn a_restore_needs_an_empty_database_and_a_whole_backup() {
    let folder = Folder::new();
    let year = District::after_a_year();
    let zip = folder.file("year.zip");
    done(&["backup", &zip, "--db", &year.db]);
    let again = luoshi(&["backup", &zip, "--db", &year.db]);
    assert_eq!(again.code, 2, "a backup never overwrites another: {}", again.err);
    let full = luoshi(&["restore", &zip, "--db", &year.db]);
    assert_eq!((full.code, full.told().len()), (2, 1), "{}", full.err);
    let mut bytes = std::fs::read(&zip).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(folder.file("torn.zip"), bytes).unwrap();
    let torn = luoshi(&["restore", &folder.file("torn.zip"), "--db", &folder.file("torn.db")]);
    assert_eq!((torn.code, torn.told().len()), (2, 1), "{}", torn.err);
    done(&["restore", &zip, "--db", &folder.file("torn.db")]);
}
