//! The one file of the store that touches the file system itself: the key file beside the database.

use crate::StoreError;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

/// Reads the private key, or makes one that only its owner may read.
pub(crate) fn read_or_make(path: &Path) -> Result<[u8; 32], StoreError> {
    match make(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => read(path),
        made => made.map_err(|error| refuse(path, &error.to_string())),
    }
}

fn make(path: &Path) -> std::io::Result<[u8; 32]> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| std::io::Error::other(error.to_string()))?;
    file.write_all(format!("{}\n", BASE64_STANDARD.encode(secret)).as_bytes())?;
    // A key that is lost in a power cut after it signed something could not be told from a forged one.
    file.sync_all()?;
    Ok(secret)
}

fn read(path: &Path) -> Result<[u8; 32], StoreError> {
    let mut text = String::new();
    let file = OpenOptions::new().read(true).open(path);
    file.and_then(|file| file.take(1024).read_to_string(&mut text))
        .map_err(|error| refuse(path, &error.to_string()))?;
    let bytes = BASE64_STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| refuse(path, "it must hold one line, 32 bytes in base64"))
}

fn refuse(path: &Path, reason: &str) -> StoreError {
    StoreError::KeyFile { path: path.display().to_string(), reason: reason.to_owned() }
}
