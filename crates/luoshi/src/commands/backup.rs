//! `luoshi backup FILE`: everything in the database in one file, taken while the server runs.

use super::{Intent, open, print, second_word};
use crate::failure::Failure;
use crate::files;
use crate::options::Options;
use kernel::Say;
use std::path::Path;

pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let path = Path::new(second_word(options, "luoshi.backup_what")?);
    let store = open(options, Intent::Read)?;
    let file = files::create_new(path)?;
    match store.backup(file) {
        Ok(manifest) => {
            print(
                options,
                &Say::new("luoshi.backed_up").with("path", path.display()).with("size", manifest.entries),
            );
            Ok(())
        }
        Err(error) => {
            files::remove(path);
            Err(error.into())
        }
    }
}
