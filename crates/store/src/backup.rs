//! Backup: one portable zip of a running database, readable without this program.
//!
//! `manifest.json` says what is inside; `entries.jsonl` has the entries, one a line, in order; `blobs.jsonl` says
//! what is known of each attachment and `blobs/<district>/<digest>` is its content; `tables/<name>.jsonl` has the
//! tables that are not derived from the ledger. Derived tables are left out: a restore builds them again.

use crate::blob::{BLOB, BlobRow};
use crate::head::{COLUMNS, SignedHead};
use crate::tx::{ENTRY, read_entry};
use crate::{Algorithm, Store, StoreError, Tx, migrate};
use serde::{Deserialize, Serialize};
use std::io::{Seek, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The form of backup this program writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup: 1.
    pub format: u32,
    /// The newest migration of the database it was taken from.
    pub migration: String,
    /// The digest the database was created with.
    pub algorithm: Algorithm,
    /// The signed head of each district at that moment. A restore must end with exactly these.
    pub heads: Vec<SignedHead>,
    /// How many entries.
    pub entries: u64,
    /// How many attachments.
    pub blobs: u64,
    /// The kept tables, with the number of their rows.
    pub tables: Vec<(String, u64)>,
}

impl Store {
    /// Writes a backup of the whole database, all districts, as it is at this moment. Others go on reading and
    /// writing.
    ///
    /// # Errors
    /// The database or the file refused, or an attachment is damaged; run `verify` then.
    pub fn backup(&self, out: impl Write + Seek) -> Result<Manifest, StoreError> {
        let mut zip = ZipWriter::new(out);
        let manifest = self.for_district("").read(|tx| tx.write_backup(&mut zip))?;
        zip.finish().map_err(|error| refused(&error))?.flush().map_err(|error| refused(&error))?;
        Ok(manifest)
    }
}

impl Tx<'_> {
    fn write_backup<W: Write + Seek>(&mut self, zip: &mut ZipWriter<W>) -> Result<Manifest, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM heads WHERE size > 0 ORDER BY district");
        let rows = self.query(&sql, &[])?;
        let heads = rows.iter().map(|row| SignedHead::read(row).map(|(head, _)| head));
        let manifest = Manifest {
            format: FORMAT,
            migration: migrate::newest().to_owned(),
            algorithm: self.chosen_algorithm()?.unwrap_or_default(),
            heads: heads.collect::<Result<_, _>>()?,
            entries: self.write_entries(zip)?,
            blobs: self.write_blobs(zip)?,
            tables: self.write_tables(zip)?,
        };
        start(zip, "manifest.json")?;
        put(zip, &to_line(&manifest)?)?;
        Ok(manifest)
    }

    fn write_entries<W: Write + Seek>(&mut self, zip: &mut ZipWriter<W>) -> Result<u64, StoreError> {
        start(zip, "entries.jsonl")?;
        let mut count = 0;
        let sql = format!("SELECT {ENTRY} FROM entries ORDER BY district, seq");
        self.each(&sql, &[], &mut |row| {
            count += 1;
            put(zip, &to_line(&read_entry(&row)?)?)
        })?;
        Ok(count)
    }

    fn write_blobs<W: Write + Seek>(&mut self, zip: &mut ZipWriter<W>) -> Result<u64, StoreError> {
        let rows = self.query(&format!("SELECT {BLOB} FROM blobs ORDER BY district, digest"), &[])?;
        let blobs: Vec<_> = rows.iter().map(BlobRow::read).collect::<Result<_, _>>()?;
        start(zip, "blobs.jsonl")?;
        blobs.iter().try_for_each(|blob| put(zip, &to_line(blob)?))?;
        for blob in &blobs {
            start(zip, &content_name(blob))?;
            let sql = "SELECT bytes FROM blob_chunks WHERE district = ?1 AND digest = ?2 ORDER BY part";
            self.each(sql, &[(&blob.district).into(), (&blob.digest).into()], &mut |row| {
                zip.write_all(&row.bytes(0)?).map_err(|error| refused(&error))
            })?;
        }
        Ok(blobs.len() as u64)
    }

    fn write_tables<W: Write + Seek>(
        &mut self,
        zip: &mut ZipWriter<W>,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let mut tables = Vec::new();
        for table in self.parts.kept {
            start(zip, &table_name(table))?;
            let rows = self.table_lines(table, &mut |line| put(zip, &line))?;
            tables.push(((*table).to_owned(), rows));
        }
        Ok(tables)
    }
}

pub(crate) fn content_name(blob: &BlobRow) -> String {
    format!("blobs/{}/{}", blob.district, blob.digest)
}

pub(crate) fn table_name(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

fn to_line(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| refused(&error))
}

fn start<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str) -> Result<(), StoreError> {
    // A ledger may outgrow four gigabytes.
    let options = SimpleFileOptions::default().large_file(true);
    zip.start_file(name, options).map_err(|error| refused(&error))
}

fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, line: &str) -> Result<(), StoreError> {
    zip.write_all(line.as_bytes()).and_then(|()| zip.write_all(b"\n")).map_err(|error| refused(&error))
}

fn refused(error: &dyn std::error::Error) -> StoreError {
    StoreError::Backup { reason: error.to_string() }
}
