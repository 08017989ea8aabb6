//! The command line, as typed and as meant.

use crate::failure::Failure;
use jiff::Timestamp;
use kernel::Say;
use lexopt::{Arg, Parser, ValueExt};
use page::Language;
use std::ffi::OsString;
use std::path::PathBuf;
use store::Algorithm;

/// What was typed.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// Words that are not options: the command first.
    pub(crate) words: Vec<String>,
    /// Where the database is.
    pub(crate) db: String,
    /// Where the signing key is, when not beside the database.
    pub(crate) key: Option<PathBuf>,
    /// Code of the district, where a database holds several.
    pub(crate) district: Option<String>,
    /// Address to serve on.
    pub(crate) listen: String,
    /// Which digest the ledger of a new database is made with; `None`: the usual one.
    pub(crate) digest: Option<Algorithm>,
    /// The past instant whose state is wanted.
    pub(crate) until: Option<Timestamp>,
    /// The database that takes a past state.
    pub(crate) into: Option<String>,
    /// The instant to set the clock to.
    pub(crate) clock: Option<Timestamp>,
    /// For whom a token is.
    pub(crate) organ: String,
    /// What a token may do.
    pub(crate) role: String,
    /// Logs as JSON lines.
    pub(crate) json_log: bool,
    /// Language of what is printed.
    pub(crate) language: Language,
    /// The gazette whose digests a pack takes.
    pub(crate) gazette: Option<PathBuf>,
    /// A receipt to be checked.
    pub(crate) check: Option<PathBuf>,
    /// The key that a receipt must be signed with.
    pub(crate) trusted: Option<String>,
    /// Signs an existing ledger with a new key when the old one is lost.
    pub(crate) new_key: bool,
    /// Names the token to be revoked.
    pub(crate) revoke: Option<String>,
    /// How findings or facts are written.
    pub(crate) format: Option<String>,
    /// Where facts are written to.
    pub(crate) out: Option<PathBuf>,
    /// Only says what would be done.
    pub(crate) dry_run: bool,
    /// Prints the help.
    pub(crate) help: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            words: Vec::new(),
            db: "luoshi.db".to_owned(),
            key: None,
            district: None,
            listen: "127.0.0.1:8787".to_owned(),
            digest: None,
            until: None,
            into: None,
            clock: None,
            organ: String::new(),
            role: String::new(),
            json_log: false,
            language: Language::default(),
            gazette: None,
            check: None,
            trusted: None,
            new_key: false,
            revoke: None,
            format: None,
            out: None,
            dry_run: false,
            help: false,
        }
    }
}

/// Reads the command line; an unknown option is refused by name.
pub(crate) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Options, Failure> {
    let mut options = Options::default();
    let mut parser = Parser::from_args(args);
    while let Some(arg) = parser.next().map_err(refused)? {
        match arg {
            Arg::Value(word) => options.words.push(word.string().map_err(refused)?),
            Arg::Long("help") | Arg::Short('h') => options.help = true,
            Arg::Long("json-log") => options.json_log = true,
            Arg::Long("new-key") => options.new_key = true,
            Arg::Long("dry-run") => options.dry_run = true,
            Arg::Long(name) => {
                let name = name.to_owned();
                set(&mut options, &name, &mut parser)?;
            }
            Arg::Short('o') => set(&mut options, "out", &mut parser)?,
            Arg::Short(_) => return Err(refused(arg.unexpected())),
        }
    }
    Ok(options)
}

fn refused(error: lexopt::Error) -> Failure {
    Failure::Usage(Say::new("luoshi.bad_option").with("why", error))
}

/// An option that takes a value.
fn set(options: &mut Options, name: &str, parser: &mut Parser) -> Result<(), Failure> {
    let mut text = || parser.value().and_then(|value| value.string()).map_err(refused);
    match name {
        "db" => options.db = text()?,
        "key" => options.key = Some(text()?.into()),
        "district" => options.district = Some(text()?),
        "listen" => options.listen = text()?,
        "digest" => options.digest = Some(digest(&text()?)?),
        "until" => options.until = Some(instant(&text()?)?),
        "into" => options.into = Some(text()?),
        "revoke" => options.revoke = Some(text()?),
        "organ" => options.organ = text()?,
        "role" => options.role = text()?,
        "gazette" => options.gazette = Some(text()?.into()),
        "check" => options.check = Some(text()?.into()),
        "trusted-key" => options.trusted = Some(text()?),
        "format" => options.format = Some(text()?),
        "out" => options.out = Some(text()?.into()),
        "clock" => options.clock = Some(instant(&text()?)?),
        "language" => options.language = language(&text()?)?,
        other => return Err(Failure::Usage(Say::new("luoshi.unknown_option").with("name", other))),
    }
    Ok(())
}

fn instant(text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|_| Failure::Usage(Say::new("luoshi.bad_clock").with("text", text)))
}

fn digest(name: &str) -> Result<Algorithm, Failure> {
    Algorithm::named(name).ok_or_else(|| Failure::Usage(Say::new("luoshi.bad_digest").with("name", name)))
}

fn language(code: &str) -> Result<Language, Failure> {
    Language::from_code(code)
        .ok_or_else(|| Failure::Usage(Say::new("luoshi.bad_language").with("code", code)))
}
