//! Holding attachments to their digests and signatures.

use super::entries::{Named, Scan};
use super::fault::{Problem, Subject};
use crate::blob::{BLOB, BlobRow, CHUNK};
use crate::hash::{ContentDigest, content_digest};
use crate::{Row, StoreError, Tx};
use std::collections::BTreeSet;

impl Tx<'_> {
    pub(super) fn verify_blobs(&mut self, district: &str, scan: &Scan) -> Result<Vec<Named>, StoreError> {
        let sql = format!("SELECT {BLOB} FROM blobs WHERE district = ?1 ORDER BY digest");
        let mut rows = Vec::new();
        let mut faults = Vec::new();
        self.each(&sql, &[district.into()], &mut |row| {
            match BlobRow::read(&row) {
                Ok(blob) => rows.push(blob),
                Err(_) => {
                    faults.push((Subject::Blob(row.text(1).unwrap_or_default()), Problem::Changed(None)));
                }
            }
            Ok(())
        })?;
        let kept: BTreeSet<&str> = rows.iter().map(|blob| blob.digest.as_str()).collect();
        let gone = scan.attached.iter().filter(|(digest, _)| !kept.contains(digest.as_str()));
        faults.extend(
            gone.map(|(digest, seq)| (Subject::Blob(digest.clone()), Problem::Missing { through: *seq })),
        );
        for blob in &rows {
            faults.extend(self.verify_blob(blob, scan)?);
        }
        faults.extend(self.stray_chunks(district)?);
        Ok(faults)
    }

    fn verify_blob(&mut self, blob: &BlobRow, scan: &Scan) -> Result<Vec<Named>, StoreError> {
        let whole = |problem| (Subject::Blob(blob.digest.clone()), problem);
        let mut faults = Vec::new();
        if !blob.is_signed() {
            faults.push(whole(Problem::Signature));
        } else if !scan.may_know(&blob.key) {
            faults.push(whole(Problem::UnknownKey));
        }
        let mut content = Content::of(blob);
        let sql =
            "SELECT part, bytes, checksum FROM blob_chunks WHERE district = ?1 AND digest = ?2 ORDER BY part";
        self.each(sql, &[(&blob.district).into(), (&blob.digest).into()], &mut |row| {
            content.see(&row);
            Ok(())
        })?;
        faults.extend(content.end(blob));
        Ok(faults)
    }

    /// Content of an attachment that is not there.
    fn stray_chunks(&mut self, district: &str) -> Result<Vec<Named>, StoreError> {
        let sql =
            "SELECT digest, part FROM blob_chunks WHERE district = ?1 AND NOT EXISTS (SELECT 1 FROM blobs
                   WHERE blobs.district = blob_chunks.district AND blobs.digest = blob_chunks.digest)
                   ORDER BY digest, part";
        let rows = self.query(sql, &[district.into()])?;
        let stray = |row: &Row| {
            let (digest, part) = (row.text(0).unwrap_or_default(), row.count(1).unwrap_or_default());
            (Subject::Chunk { digest, part }, Problem::Surplus)
        };
        Ok(rows.iter().map(stray).collect())
    }
}

/// The content of one attachment as its chunks come.
struct Content {
    digest: String,
    size: u64,
    next: u64,
    seen: u64,
    sum: ContentDigest,
    faults: Vec<Named>,
}

impl Content {
    fn of(blob: &BlobRow) -> Content {
        let (digest, size) = (blob.digest.clone(), blob.size);
        Content { digest, size, next: 0, seen: 0, sum: ContentDigest::default(), faults: Vec::new() }
    }

    fn fault(&mut self, part: u64, problem: Problem) {
        self.faults.push((Subject::Chunk { digest: self.digest.clone(), part }, problem));
    }

    fn see(&mut self, row: &Row) {
        let part = row.count(0).unwrap_or(u64::MAX);
        if part != self.next {
            if self.next < self.parts() {
                self.fault(self.next, Problem::Missing { through: self.next });
            }
            self.fault(part, Problem::Surplus);
            self.next = self.next.max(part);
        }
        self.next = self.next.saturating_add(1);
        let (Ok(bytes), Ok(checksum)) = (row.bytes(1), row.text(2)) else {
            self.fault(part, Problem::Changed(None));
            return;
        };
        if content_digest(&bytes) != checksum {
            self.fault(part, Problem::Changed(None));
        }
        self.seen += bytes.len() as u64;
        self.sum.add(&bytes);
    }

    fn parts(&self) -> u64 {
        self.size.div_ceil(CHUNK as u64)
    }

    fn end(mut self, blob: &BlobRow) -> Vec<Named> {
        if self.next < self.parts() && self.faults.is_empty() {
            self.fault(self.next, Problem::Missing { through: self.parts() - 1 });
        }
        if self.faults.is_empty() && (self.seen != self.size || self.sum.finish() != blob.digest) {
            self.faults.push((Subject::Blob(self.digest), Problem::Content));
        }
        self.faults
    }
}
