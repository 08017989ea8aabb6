//! `luoshi restore FILE`: a backup into an empty database, then proof that nothing is missing.

use super::{Intent, open, print, second_word};
use crate::failure::{Failure, Line};
use crate::files;
use crate::options::Options;
use kernel::Say;
use std::path::Path;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let path = Path::new(second_word(options, "luoshi.restore_what")?);
    let file = files::open(path)?;
    let store = open(options, Intent::Write)?;
    let manifest = store.restore(file)?;
    for head in &manifest.heads {
        let faults = store.for_district(&head.district).verify(&mut |_| {})?;
        if !faults.is_empty() {
            return Err(Failure::Found(faults.iter().map(|fault| Line::Say(fault.say())).collect()));
        }
    }
    print(options, &Say::new("luoshi.restored").with("path", path.display()).with("size", manifest.entries));
    Ok(())
}
