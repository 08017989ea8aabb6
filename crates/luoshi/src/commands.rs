//! The commands of the program: one line each here, one file each below.

mod adopt;
mod attach;
mod backup;
mod check;
mod compile;
mod demo;
mod digests;
mod ledger;
mod proof;
mod restore;
mod serve;
mod token;

use crate::failure::{Failure, Line};
use crate::files;
use crate::house::PARTS;
use crate::options::{self, Options};
use kernel::Say;
use page::{Language, Texts};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use store::{Keys, Store};

/// What carries a command out.
type Command = fn(&Options) -> Result<(), Failure>;

/// Every command: its word, what `--help` says of it, what carries it out.
const COMMANDS: &[(&str, &str, Command)] = &[
    ("demo", "luoshi.help_demo", demo::run),
    ("check", "luoshi.help_check", check::run),
    ("compile", "luoshi.help_compile", compile::run),
    ("adopt", "luoshi.help_adopt", adopt::run),
    ("attach", "luoshi.help_attach", attach::run),
    ("serve", "luoshi.help_serve", serve::run),
    ("token", "luoshi.help_token", token::run),
    ("ledger", "luoshi.help_ledger", ledger::run),
    ("backup", "luoshi.help_backup", backup::run),
    ("restore", "luoshi.help_restore", restore::run),
    ("digests", "luoshi.help_digests", digests::run),
];

/// What `--help` says of the options.
const OPTIONS: &[&str] = &[
    "luoshi.option_db",
    "luoshi.option_key",
    "luoshi.option_new_key",
    "luoshi.option_district",
    "luoshi.option_listen",
    "luoshi.option_clock",
    "luoshi.option_until",
    "luoshi.option_digest",
    "luoshi.option_check",
    "luoshi.option_format",
    "luoshi.option_out",
    "luoshi.option_language",
    "luoshi.option_log",
];

/// Carries out the command line. Exit codes: 0 done, 1 findings or refusals, 2 usage.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let (language, outcome) = match options::read(args) {
        Ok(options) => (options.language, dispatch(&options)),
        Err(failure) => (Language::default(), Err(failure)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report(language, &failure);
            failure.code().into()
        }
    }
}

fn dispatch(options: &Options) -> Result<(), Failure> {
    let Some(word) = options.words.first().filter(|_| !options.help) else {
        help(options);
        return if options.help { Ok(()) } else { Err(Failure::Usage(Say::new("luoshi.no_command"))) };
    };
    let command = COMMANDS.iter().find(|(name, ..)| name == word);
    let unknown = || {
        let names = COMMANDS.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
        Failure::Usage(Say::new("luoshi.unknown_command").with("word", word).with("names", names))
    };
    let (_, _, command) = command.ok_or_else(unknown)?;
    command(options)
}

/// Prints what the program can do.
fn help(options: &Options) {
    let words = |key| Texts::built_in().get(options.language, key);
    println!("{}\n", words("luoshi.help_title"));
    COMMANDS.iter().for_each(|(_, key, _)| println!("  {}", words(key)));
    println!();
    OPTIONS.iter().for_each(|key| println!("  {}", words(key)));
    println!("\n{}", words("luoshi.help_exit"));
}

fn report(language: Language, failure: &Failure) {
    let texts = Texts::built_in();
    let lines: Vec<String> = match failure {
        Failure::Usage(say) => vec![texts.say(language, say)],
        Failure::Found(lines) => lines
            .iter()
            .map(|line| match line {
                Line::At(place, say) => format!("{place}: {}", texts.say(language, say)),
                Line::Say(say) => texts.say(language, say),
            })
            .collect(),
    };
    for line in lines {
        eprintln!("{line}");
    }
}

/// Prints a sentence for the person at the terminal.
pub(crate) fn print(options: &Options, say: &Say) {
    println!("{}", Texts::built_in().say(options.language, say));
}

/// The word after the command, or the sentence that says what is missing.
pub(crate) fn second_word<'o>(options: &'o Options, wanted: &'static str) -> Result<&'o str, Failure> {
    options.words.get(1).map(String::as_str).ok_or_else(|| Failure::Usage(Say::new(wanted)))
}

/// Where the signing key is: beside a SQLite file, or in the folder the program was started in.
fn key_path(options: &Options) -> PathBuf {
    match &options.key {
        Some(path) => path.clone(),
        None if options.db.starts_with("postgres") => PathBuf::from("luoshi.key"),
        None => PathBuf::from(format!("{}.key", options.db.trim_start_matches("sqlite:"))),
    }
}

/// What a command does with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    /// It appends, so it signs.
    Write,
    /// It only reads; without the key it can still verify.
    Read,
    /// It fills an empty database with what was signed elsewhere.
    Restore,
}

/// Opens the database with its signing key; no district is chosen yet.
pub(crate) fn open(options: &Options, intent: Intent) -> Result<Store, Failure> {
    open_at(options, &options.db, intent)
}

/// Opens a database. A new one gets a new key; one that was signed before is not signed with another key unless that
/// is asked for, for people keep receipts that name the old one.
pub(crate) fn open_at(options: &Options, url: &str, intent: Intent) -> Result<Store, Failure> {
    let path = key_path(options);
    if files::exists(&path) || options.new_key {
        return open_with(options, url, Keys::File(path));
    }
    let unsigned = open_with(options, url, Keys::None)?;
    match unsigned.districts()?.is_empty() {
        _ if intent == Intent::Restore => Ok(unsigned),
        true => open_with(options, url, Keys::File(path)),
        false if intent == Intent::Read => Ok(unsigned),
        false => Err(Failure::Usage(Say::new("luoshi.key_missing").with("path", path.display()))),
    }
}

fn open_with(options: &Options, url: &str, keys: Keys) -> Result<Store, Failure> {
    Ok(match options.digest {
        Some(digest) => Store::open_as(url, keys, PARTS, digest)?,
        None => Store::open(url, keys, PARTS)?,
    })
}

/// Opens the database and chooses the district: the one asked for, or the only one.
pub(crate) fn open_district(options: &Options, intent: Intent) -> Result<Store, Failure> {
    let store = open(options, intent)?;
    let known = store.districts()?;
    let chosen = match (&options.district, known.as_slice()) {
        (Some(code), _) => code.clone(),
        (None, [only]) => only.clone(),
        (None, []) => return Err(Failure::Usage(Say::new("luoshi.no_district"))),
        (None, many) => {
            return Err(Failure::Usage(Say::new("luoshi.which_district").with("codes", many.join(", "))));
        }
    };
    Ok(store.for_district(&chosen))
}
