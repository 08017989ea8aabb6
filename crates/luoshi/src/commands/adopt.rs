//! `luoshi adopt DIR`: checks a pack and takes it into the ledger.

use super::{Intent, open, print, second_word};
use crate::builtin::{refused, standards};
use crate::clock::RunningClock;
use crate::failure::Failure;
use crate::files;
use crate::options::Options;
use documents::Adopting;
use kernel::Say;
use pack::{File, Pack};
use page::Clock;
use std::path::Path;
use store::Store;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let folder = second_word(options, "luoshi.adopt_what")?;
    let texts = files::folder(Path::new(folder))?;
    let read: Vec<File<'_>> = texts.iter().map(|(path, text)| File { path, text }).collect();
    let pack = check(&read)?;
    if options.dry_run {
        print(options, &Say::new("luoshi.pack_is_good").with("title", &pack.title));
        return Ok(());
    }
    let now = options.clock.map_or_else(RunningClock::real, RunningClock::set_to).now();
    let store = open(options, Intent::Write)?.for_district(&pack.district);
    let said = adopt(&store, pack, now)?;
    print(options, &said);
    Ok(())
}

/// Loads a pack; every fault is a line with file and number.
pub(crate) fn check(read: &[File<'_>]) -> Result<Pack, Failure> {
    let standards = standards().map_err(refused)?;
    pack::load(read, &standards).map_err(refused)
}

/// Adopts a checked pack and says what changed.
pub(crate) fn adopt(store: &Store, pack: Pack, now: jiff::Timestamp) -> Result<Say, Failure> {
    let (title, documents) = (pack.title.clone(), pack.documents.len());
    let adopting = store.write(|tx| documents::adopt(tx, pack, "system", now))?;
    Ok(match adopting {
        Adopting::Already => Say::new("luoshi.already_adopted").with("title", title),
        Adopting::Done { seq, added, changed, ended } => Say::new("luoshi.adopted")
            .with("title", title)
            .with("documents", documents)
            .with("added", added.len())
            .with("changed", changed.len())
            .with("ended", ended.len())
            .with("seq", seq),
    })
}
