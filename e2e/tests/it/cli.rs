//! The command line: what it does, and what it says when it cannot.

use crate::program::{Ended, Serving, done, luoshi};
use e2e::{Client, District, Folder, Gazette, pack};
use page::encode;
use rusqlite::Connection;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

fn pack_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs").join(luoshi::pack_names()[0])
}

/// A copy of the built-in pack that a test may break.
fn copied_pack(to: &Path) {
    copy(&pack_folder(), to);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A way to break a pack: the file, what stands there, what a careless hand makes of it.
struct Damage {
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
}

const DAMAGES: [Damage; 5] = [
    Damage {
        name: "an unknown field",
        file: "zzbz-2023-15/plan.toml",
        from: "subject = \"药品安全事件\"",
        to: "subject = \"药品安全事件\"\ncolour = \"red\"",
    },
    Damage {
        name: "an unknown organ",
        file: "zzbz-2023-11/duties.csv",
        from: ",区发展改革局;区商务局;",
        to: ",区发展改革局;区没有局;",
    },
    Damage {
        name: "a citation without its clause",
        file: "zzbz-2023-11/duties.csv",
        from: "\n9,附件/表1/行9,",
        to: "\n9,附件/表1/行999,",
    },
    Damage { name: "a code twice", file: "zzz-2023-3/powers.csv", from: "", to: "" },
    Damage {
        name: "an unreadable target",
        file: "zzbz-2023-13/indicators.csv",
        from: "≥90%",
        to: "越多越好吧",
    },
];

impl Damage {
    /// Breaks the pack and gives the place that must be named.
    fn cause(&self, folder: &Path) -> String {
        let path = folder.join(self.file);
        let text = std::fs::read_to_string(&path).unwrap();
        let broken = if self.from.is_empty() {
            second_code_like_the_first(&text)
        } else {
            text.replacen(self.from, self.to, 1)
        };
        assert_ne!(broken, text, "{}: the pack has changed, give the test another place", self.name);
        let differs = text.lines().zip(broken.lines()).position(|(old, new)| old != new).unwrap();
        std::fs::write(path, broken).unwrap();
        // A line that was put in stands before the one that differs, and so at the same number.
        format!("{}:{}: ", self.file, differs + 1)
    }
}

fn second_code_like_the_first(csv: &str) -> String {
    let rows: Vec<&str> = csv.lines().collect();
    let place = rows[0].split(',').position(|name| name == "code").expect("a column `code`");
    let code = |row: &str| row.split(',').nth(place).unwrap().to_owned();
    csv.replacen(&code(rows[2]), &code(rows[1]), 1)
}

fn refused(ended: &Ended, place: &str) {
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(ended.told().iter().any(|line| line.starts_with(place)), "{place} is not named:\n{}", ended.err);
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
}

#[test]
fn a_bad_pack_is_refused_whole_with_the_place_of_each_fault() {
    let folder = Folder::new();
    let db = folder.file("packs.db");
    let good = folder.path().join("good");
    copied_pack(&good);
    done(&["adopt", &good.display().to_string(), "--db", &db]);
    let ledger = done(&["ledger", "export", "--db", &db]);
    let all = folder.path().join("all");
    copied_pack(&all);
    let mut places = Vec::new();
    for (at, damage) in DAMAGES.iter().enumerate() {
        let broken = folder.path().join(at.to_string());
        copied_pack(&broken);
        let place = damage.cause(&broken);
        println!("{}: {place}", damage.name);
        let ended = luoshi(&["adopt", &broken.display().to_string(), "--db", &db]);
        refused(&ended, &place);
        places.push(damage.cause(&all));
    }
    let ended = luoshi(&["adopt", &all.display().to_string(), "--db", &db]);
    places.iter().for_each(|place| refused(&ended, place));
    assert_eq!(done(&["ledger", "export", "--db", &db]), ledger, "nothing was adopted");
}

#[test]
fn a_pack_is_adopted_once_and_a_dry_run_adopts_nothing() {
    let folder = Folder::new();
    let db = folder.file("packs.db");
    let pack = pack_folder().display().to_string();
    done(&["adopt", &pack, "--dry-run", "--db", &db]);
    assert!(!Path::new(&db).exists());
    done(&["adopt", &pack, "--db", &db]);
    let ledger = done(&["ledger", "export", "--db", &db]);
    done(&["adopt", &pack, "--db", &db]);
    assert_eq!(done(&["ledger", "export", "--db", &db]), ledger, "the same pack again changes nothing");
}

/// One plain sentence and exit code 2; nothing of the machine's inside.
fn plainly(args: &[&str]) -> String {
    let ended = luoshi(args);
    assert_eq!(ended.code, 2, "{args:?}: {}{}", ended.out, ended.err);
    let told = ended.told();
    assert_eq!(told.len(), 1, "{args:?} says more than one sentence:\n{}", ended.err);
    for inside in ["panicked", "Error {", "Os {", "backtrace"] {
        assert!(!ended.err.contains(inside), "{args:?}: {}", ended.err);
    }
    told[0].to_owned()
}

#[test]
fn what_keeps_it_from_starting_is_said_in_one_sentence() {
    let folder = Folder::new();
    let year = District::after_a_year();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert!(plainly(&["serve", "--db", &year.db, "--listen", &address]).contains(&address));
    // A folder that cannot be written, also for an administrator of the machine.
    std::fs::write(folder.file("file"), "a text, not a database\n".repeat(200)).unwrap();
    let below = folder.file("file/x.db");
    assert!(plainly(&["serve", "--db", &below]).contains(&below));
    assert!(plainly(&["serve", "--db", "/proc/luoshi/x.db"]).contains("/proc/luoshi/x.db"));
    let pack = pack_folder().display().to_string();
    assert!(plainly(&["adopt", &pack, "--db", &below]).contains(&below));
    assert!(plainly(&["backup", &folder.file("file/x.zip"), "--db", &year.db]).contains("x.zip"));
    assert!(plainly(&["serve", "--db", &folder.file("file")]).contains("SQLite"));
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://luoshi:secret-word@{nobody}/luoshi");
    let said = plainly(&["serve", "--db", &url, "--key", &folder.file("key")]);
    assert!(
        said.contains("PostgreSQL") && said.contains(&nobody.to_string()) && !said.contains("secret-word"),
        "{said}"
    );
    assert!(plainly(&["serve", "--db", "mysql://x/y", "--key", &folder.file("key")]).contains("mysql"));
    let empty = folder.file("empty.db");
    assert!(plainly(&["serve", "--db", &empty]).contains("adopt"), "says what to do first");
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    let year = District::after_a_year();
    let db = year.db.clone();
    let sql = "INSERT INTO migrations (number, name, checksum) VALUES (9999, '9999_from_tomorrow', 'x')";
    Connection::open(&db).unwrap().execute(sql, []).unwrap();
    for command in [&["serve"][..], &["ledger", "verify"], &["adopt", &pack_folder().display().to_string()]] {
        let said = plainly(&[command, &["--db", &db]].concat());
        assert!(said.contains("9999_from_tomorrow"), "{said}");
    }
}

#[test]
fn a_wrong_command_line_is_answered_with_what_would_be_right() {
    assert!(plainly(&["--no-such-option"]).contains("no-such-option"));
    assert!(plainly(&["serve", "--no-such-option", "x"]).contains("no-such-option"));
    assert!(plainly(&["dance"]).contains("serve"), "the commands there are");
    assert!(plainly(&["serve", "--clock", "tomorrow"]).contains("2023-"), "an instant that would be taken");
    assert!(plainly(&["token", "--role", "king"]).contains("supervisor"), "the roles there are");
    for unfinished in ["adopt", "attach", "backup", "restore", "ledger", "digests"] {
        assert!(!plainly(&[unfinished]).is_empty());
    }
    assert_eq!(luoshi(&[]).code, 2);
    let help = luoshi(&["--help", "--language", "en"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for command in ["demo", "adopt", "attach", "serve", "token", "ledger", "backup", "restore", "digests"] {
        assert!(
            help.out.contains(&format!("luoshi {command}")),
            "{command} is not in the help:\n{}",
            help.out
        );
    }
}

/// A year with the gazette attached, closed, as a file that a test may damage.
fn closed_year() -> (District, String) {
    let year = District::after_a_year();
    let gazette = Gazette::find().write(year.folder.path());
    done(&["attach", &gazette, "--db", &year.db]);
    done(&["ledger", "verify", "--db", &year.db]);
    let db = year.db.clone();
    (year, db)
}

/// Damages the database, asks `ledger verify`, puts everything back; gives what was said.
fn damaged(db: &str, damage: &str, repair: &str) -> String {
    let connection = Connection::open(db).unwrap();
    assert!(connection.execute(damage, []).unwrap() == 1, "{damage}");
    let ended = luoshi(&["ledger", "verify", "--db", db]);
    assert_eq!(ended.code, 1, "{damage}: {}{}", ended.out, ended.err);
    assert_eq!(connection.execute(repair, []).unwrap(), 1, "{repair}");
    done(&["ledger", "verify", "--db", db]);
    ended.err
}

#[test]
fn verify_names_the_entry_with_one_changed_byte() {
    let (_year, db) = closed_year();
    let sql = "SELECT seq, instr(body, '按计划') FROM entries WHERE kind = 'duty.reported' AND body LIKE '%按计划%' LIMIT 1";
    let seq: i64 = Connection::open(&db).unwrap().query_row(sql, [], |row| row.get(0)).unwrap();
    let set = |from: &str, to: &str| {
        format!("UPDATE entries SET body = replace(body, '{from}', '{to}') WHERE seq = {seq}")
    };
    let said = damaged(&db, &set("按计划", "按计刓"), &set("按计刓", "按计划"));
    assert!(said.contains(&format!("第 {seq} 条")) && said.contains("body"), "{said}");
    let actor = |name: &str| format!("UPDATE entries SET actor = '{name}' WHERE seq = {seq}");
    let said = damaged(&db, &actor("demp"), &actor("demo"));
    assert!(said.contains(&format!("第 {seq} 条")) && said.contains("actor"), "{said}");
}

#[test]
fn verify_names_the_attachment_with_one_changed_byte() {
    let (_year, db) = closed_year();
    let digest: String =
        Connection::open(&db).unwrap().query_row("SELECT digest FROM blobs", [], |row| row.get(0)).unwrap();
    // One byte at the end of the first part: a letter becomes another, and back.
    let set = |byte: &str| {
        format!(
            "UPDATE blob_chunks SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) || x'{byte}' AS BLOB) WHERE part = 0"
        )
    };
    let last = "SELECT hex(substr(bytes, length(bytes), 1)) FROM blob_chunks WHERE part = 0";
    let byte: String = Connection::open(&db).unwrap().query_row(last, [], |row| row.get(0)).unwrap();
    let other = if byte == "41" { "42" } else { "41" };
    let said = damaged(&db, &set(other), &set(&byte));
    assert!(said.contains(&digest), "{said}");
}

#[test]
fn verify_names_an_attachment_that_is_gone_with_everything_of_it() {
    let (_year, db) = closed_year();
    let connection = Connection::open(&db).unwrap();
    let digest: String = connection.query_row("SELECT digest FROM blobs", [], |row| row.get(0)).unwrap();
    connection.execute_batch("DELETE FROM blob_chunks; DELETE FROM blobs;").unwrap();
    let ended = luoshi(&["ledger", "verify", "--db", &db]);
    assert!(
        ended.code == 1 && ended.err.contains(&digest) && ended.err.contains("已不在库中"),
        "{}",
        ended.err
    );
}

#[test]
fn verify_holds_the_ledger_to_a_key_kept_elsewhere() {
    let year = District::after_a_year();
    let key = year.store.public_key().unwrap();
    assert!(
        done(&["ledger", "verify", "--db", &year.db]).contains(key),
        "without a key it says which to compare"
    );
    done(&["ledger", "verify", "--db", &year.db, "--trusted-key", key]);
    let other = luoshi(&["ledger", "verify", "--db", &year.db, "--trusted-key", "AAAA"]);
    assert!(other.code == 1 && other.err.contains(key), "{}{}", other.out, other.err);
}

#[test]
fn a_clock_behind_the_ledger_is_refused() {
    let year = District::after_a_year();
    let said = plainly(&["serve", "--db", &year.db, "--clock", "2023-06-20T09:00:00+08:00"]);
    assert!(said.contains("2024-03-18T01:00:00Z"), "{said}");
}

#[test]
fn the_demo_leaves_the_database_of_an_office_alone() {
    let folder = Folder::new();
    let db = folder.file("office.db");
    done(&["adopt", &pack_folder().display().to_string(), "--db", &db]);
    let said = plainly(&["demo", "--db", &db, "--listen", "127.0.0.1:0"]);
    assert!(said.contains("office.db"), "{said}");
}

#[test]
fn verify_names_a_changed_signature() {
    let (_year, db) = closed_year();
    let connection = Connection::open(&db).unwrap();
    for (table, wanted) in [("heads", "首部"), ("blobs", "附件")] {
        let sql = format!("SELECT signature FROM {table}");
        let signature: String = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        let first = if signature.starts_with('A') { "B" } else { "A" };
        let set = |signature: &str| format!("UPDATE {table} SET signature = '{signature}'");
        let said = damaged(&db, &set(&format!("{first}{}", signature.get(1..).unwrap())), &set(&signature));
        assert!(said.contains(wanted) && said.contains("签名"), "{table}: {said}");
    }
}

#[test]
fn a_receipt_is_printed_and_checked_from_its_file_alone() {
    let folder = Folder::new();
    let year = District::after_a_year();
    let receipt = done(&["ledger", "receipt", "5", "--db", &year.db]);
    let file = folder.file("receipt.json");
    std::fs::write(&file, &receipt).unwrap();
    let key = year.store.public_key().unwrap();
    done(&["ledger", "receipt", "--check", &file, "--trusted-key", key]);
    done(&["ledger", "receipt", "--check", &file]);
    std::fs::write(&file, receipt.replacen("\"seq\": 5", "\"seq\": 6", 1)).unwrap();
    assert_eq!(luoshi(&["ledger", "receipt", "--check", &file]).code, 1, "a changed receipt does not hold");
    std::fs::write(&file, "{}").unwrap();
    assert!(!plainly(&["ledger", "receipt", "--check", &file]).is_empty());
    assert!(!plainly(&["ledger", "receipt", "999999", "--db", &year.db]).is_empty());
    assert!(done(&["ledger", "replay", "--db", &year.db]).contains("一致"));
}

#[test]
fn a_token_lets_a_program_in() {
    let year = District::after_a_year();
    let organ = pack().organs.iter().next().unwrap().name.clone();
    let token = done(&["token", "--db", &year.db, "--organ", &organ, "--role", "contact"]);
    let token = token.trim();
    assert!(
        !token.contains(char::is_whitespace) && token.len() > 20,
        "the token and nothing else: {token:?}"
    );
    let serving = Serving::start(&["serve", "--db", &year.db]);
    assert_eq!(Client::program(&serving.url, token).get("/api/v1/duties?per=1").status, 200);
    let changed = format!("{token}x");
    assert_eq!(Client::program(&serving.url, &changed).get("/api/v1/duties?per=1").status, 401);
    let nobody = luoshi(&["token", "--db", &year.db, "--organ", "没有这个局", "--role", "contact"]);
    assert_eq!((nobody.code, nobody.out.as_str()), (2, ""));
    assert_eq!(serving.stop(), 0);
}

/// Adopts a pack, serves it, follows the setup link, and stops.
fn first_start(db: &str, key: &str) {
    let pack = pack_folder().display().to_string();
    done(&["adopt", &pack, "--db", db, "--key", key, "--clock", "2023-04-26T09:00:00+08:00"]);
    let clock = "2023-06-20T09:00:00+08:00";
    let serving = Serving::start(&["serve", "--db", db, "--key", key, "--clock", clock, "--json-log"]);
    let client = Client::new(&serving.url);
    let page = client.get("/sign-in").text();
    assert!(page.contains("2023-06-20 09:0"), "{page}");
    let said = serving.printed_until("/setup/");
    let link = said.split_once("/setup/").map(|(_, token)| token.trim()).unwrap();
    assert_eq!(client.get(&format!("/setup/{link}")).status, 200, "{said}");
    assert_eq!(serving.stop(), 0);
}

#[test]
fn the_first_start_prints_a_setup_link_and_a_clock_that_is_set_shows_on_every_page() {
    let folder = Folder::new();
    first_start(&folder.file("first.db"), &folder.file("first.key"));
}

#[test]
fn the_program_starts_and_stops_on_postgresql_as_well() {
    first_start(&testkit::postgres::database(), &Folder::new().file("first.key"));
}

#[test]
fn the_demo_prints_accounts_that_can_sign_in_and_goes_on_where_it_ended() {
    let folder = Folder::new();
    let db = folder.file("demo.db");
    let mut sizes = Vec::new();
    for _ in 0..2 {
        let demo = Serving::start(&["demo", "--db", &db]);
        let lines = demo.printed_until("leader");
        let line = lines
            .lines()
            .find(|line| line.trim_start().starts_with("office "))
            .expect("the office's account");
        let password = line.split_whitespace().nth(1).unwrap();
        let client = Client::new(&demo.url);
        let reply = client.post_form("/sign-in", &[("account", "office"), ("password", password)]);
        assert_eq!(reply.status, 303, "{lines}");
        let home = client.get("/").text();
        assert!(home.contains("演示数据"), "what is made up says so");
        let overdue = client.get(&format!("/duties?document={}", encode("周政办字〔2023〕11号")));
        assert_eq!(overdue.status, 200);
        sizes.push(client.get("/api/v1/duties?per=1").json()["total"].as_u64().unwrap());
        assert_eq!(demo.stop(), 0);
    }
    assert!(sizes[0] > 100 && sizes[0] == sizes[1], "the second start simulates nothing again: {sizes:?}");
}
