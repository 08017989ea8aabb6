//! Golden files, and whole stories on every engine.

mod district;
mod stories;
mod timing;

use district::District;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use store::Store;

/// One test for each story and engine. Each story has a district of its own, named after it.
macro_rules! on_every_engine {
    ($($story:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $story() { super::on_sqlite(stringify!($story), super::stories::$story); })*
        }
        mod postgres {
            $(#[test] fn $story() { super::on_postgres(stringify!($story), super::stories::$story); })*
        }
    };
}

on_every_engine![
    a_first_administrator_without_a_name_is_refused_and_the_link_stays_good,
    a_first_link_is_over_once_the_server_has_opened_an_account,
    a_forgotten_password_is_replaced_through_a_new_link,
    a_link_is_refused_when_unknown_for_another_or_expired,
    a_lock_does_not_tell_which_accounts_exist,
    a_password_changed_between_the_steps_does_not_let_in,
    a_program_is_let_in_by_its_token_until_it_is_revoked,
    a_refusal_changes_nothing,
    a_right_is_asked_of_what_somebody_is_now,
    a_role_holds_from_the_next_request_on,
    a_session_lives_while_it_is_used_and_12_hours_at_most,
    an_account_is_opened_activated_and_used,
    attempts_made_at_the_same_moment_are_all_counted,
    closing_ends_everything_at_once,
    districts_do_not_know_each_others_people,
    no_table_holds_a_token,
    opening_is_refused_with_a_reason,
    replay_gives_the_same_accounts_and_leaves_what_is_kept,
    signing_in_clears_away_sessions_that_ended,
    the_fifth_failure_locks_until_it_is_over,
    the_first_administrator_is_made_by_a_link_and_by_no_second_one,
    the_last_administrator_stays,
    the_ledger_tells_who_and_never_a_secret,
    what_is_over_stays_over_when_a_backup_brings_its_secret_back,
];

/// A folder of one's own, gone when the test is, even one that fails.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

fn on_sqlite(name: &str, story: fn(District)) {
    let folder = Folder(std::env::temp_dir().join(format!("luoshi-people-{}-{name}", std::process::id())));
    std::fs::create_dir_all(&folder.0).unwrap();
    let store = district::open(&folder.0.join("people.db").display().to_string());
    story(District(store.for_district(name)));
}

/// All districts in one database, at the same time, as in service.
fn on_postgres(name: &str, story: fn(District)) {
    static SHARED: OnceLock<Store> = OnceLock::new();
    let store = SHARED.get_or_init(|| district::open(&testkit::postgres::database()));
    story(District(store.for_district(name)));
}

/// Compares with `suite/<name>`; with `LUOSHI_GOLDEN=1` rewrites it.
#[expect(clippy::disallowed_methods, reason = "a golden file is read, and rewritten when asked for")]
pub(crate) fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite").join(name);
    if std::env::var("LUOSHI_GOLDEN").is_ok() {
        std::fs::write(&path, text).unwrap();
    }
    let agreed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, agreed, "{} differs; LUOSHI_GOLDEN=1 accepts the change", path.display());
}
