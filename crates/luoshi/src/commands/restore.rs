//! `luoshi restore FILE`: a backup into an empty database, then proof that nothing is missing. It signs nothing, so it
//! makes no key: the ledger goes on with the key it was signed with.

use super::{Intent, key_path, open, print, second_word};
use crate::failure::{Failure, Line};
use crate::files;
use crate::options::Options;
use kernel::Say;
use std::path::Path;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let path = Path::new(second_word(options, "luoshi.restore_what")?);
    let file = files::open(path)?;
    let store = open(options, Intent::Restore)?;
    let manifest = store.restore(file)?;
    for head in &manifest.heads {
        let faults = store.for_district(&head.district).verify(&mut |_| {})?;
        if !faults.is_empty() {
            return Err(Failure::Found(faults.iter().map(|fault| Line::Say(fault.say())).collect()));
        }
    }
    print(options, &Say::new("luoshi.restored").with("path", path.display()).with("size", manifest.entries));
    let key = key_path(options);
    if !files::exists(&key) {
        let signed = manifest.heads.first().map_or("", |head| head.key.as_str());
        print(options, &Say::new("luoshi.restored_key").with("path", key.display()).with("key", signed));
    }
    Ok(())
}
