//! `luoshi attach FILE`: puts the gazette's text beside the adopted packs.

use super::{Intent, open_district, print, second_word};
use crate::clock::RunningClock;
use crate::failure::Failure;
use crate::files;
use crate::options::Options;
use kernel::Say;
use page::Clock;
use std::path::Path;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let path = Path::new(second_word(options, "luoshi.attach_what")?);
    let bytes = files::read(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let now = options.clock.map_or_else(RunningClock::real, RunningClock::set_to).now();
    let store = open_district(options, Intent::Write)?;
    let attached = store.write(|tx| documents::attach(tx, &name, &bytes, "system", now))?;
    let said = Say::new("documents.attached")
        .with("clauses", attached.clauses)
        .with("found", attached.found)
        .with("verified", attached.verified);
    print(options, &said);
    Ok(())
}
