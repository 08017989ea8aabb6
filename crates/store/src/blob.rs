//! Attachments, stored by the digest of their content.

use crate::hash::content_digest;
use crate::keys::signed_by;
use crate::{Row, StoreError, Tx};

/// Content is cut into rows of this size, so that no engine has to hold one huge value.
pub(crate) const CHUNK: usize = 1 << 20;

/// An attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 of the content, in hexadecimal.
    pub digest: String,
    /// Media type as it was given first, such as `application/pdf`.
    pub media_type: String,
    /// File name as it was given first.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// What is known of an attachment besides its content.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct BlobRow {
    pub(crate) district: String,
    pub(crate) digest: String,
    pub(crate) media_type: String,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) key: String,
    pub(crate) signature: String,
}

/// The columns of [`BlobRow`].
pub(crate) const BLOB: &str = "district, digest, media_type, name, size, key, signature";

impl BlobRow {
    pub(crate) fn read(row: &Row) -> Result<BlobRow, StoreError> {
        Ok(BlobRow {
            district: row.text(0)?,
            digest: row.text(1)?,
            media_type: row.text(2)?,
            name: row.text(3)?,
            size: row.count(4)?,
            key: row.text(5)?,
            signature: row.text(6)?,
        })
    }

    /// The text that is signed: what the row says of the content, each line ended by a line feed; the lengths
    /// keep two different rows from being written alike.
    fn text(&self) -> String {
        let BlobRow { district, digest, media_type, name, size, .. } = self;
        let (type_length, name_length) = (media_type.len(), name.len());
        format!(
            "luoshi-blob-1\n{district}\n{digest}\n{size}\n{type_length}:{media_type}\n{name_length}:{name}\n"
        )
    }

    pub(crate) fn is_signed(&self) -> bool {
        signed_by(&self.key, &self.text(), &self.signature)
    }
}

impl Tx<'_> {
    /// Stores an attachment and gives the SHA-256 of its content, in hexadecimal. The same content is stored
    /// once in a district and keeps the name and type it came with first.
    ///
    /// # Errors
    /// The store is for reading only, or the database refused.
    pub fn put_blob(&mut self, media_type: &str, name: &str, bytes: &[u8]) -> Result<String, StoreError> {
        self.may_sign()?;
        self.lock_district()?;
        let Some(signing) = self.signing else { return Err(StoreError::NoKey) };
        let digest = content_digest(bytes);
        let known = "SELECT 1 FROM blobs WHERE district = ?1 AND digest = ?2";
        if self.query_one(known, &[(&self.district).into(), digest.as_str().into()])?.is_some() {
            return Ok(digest);
        }
        let mut row = BlobRow {
            district: self.district.to_string(),
            digest: digest.clone(),
            media_type: media_type.to_owned(),
            name: name.to_owned(),
            size: bytes.len() as u64,
            key: signing.public.clone(),
            signature: String::new(),
        };
        row.signature = signing.sign(&row.text());
        self.put_blob_row(&row)?;
        for (part, chunk) in bytes.chunks(CHUNK).enumerate() {
            self.put_chunk(&digest, part, chunk)?;
        }
        self.signed = true;
        Ok(digest)
    }

    pub(crate) fn put_blob_row(&mut self, row: &BlobRow) -> Result<(), StoreError> {
        let sql = format!("INSERT INTO blobs ({BLOB}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        let BlobRow { district, digest, media_type, name, size, key, signature } = row;
        let values = [
            district.into(),
            digest.into(),
            media_type.into(),
            name.into(),
            (*size).into(),
            key.into(),
            signature.into(),
        ];
        self.execute(&sql, &values).map(|_| ())
    }

    pub(crate) fn put_chunk(&mut self, digest: &str, part: usize, bytes: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT INTO blob_chunks (district, digest, part, bytes, checksum)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        let values =
            [(&self.district).into(), digest.into(), part.into(), bytes.into(), content_digest(bytes).into()];
        self.execute(sql, &values).map(|_| ())
    }

    /// The attachment with this content digest. Its content is checked before it is handed out.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the content is not what the digest promises; the database refused.
    pub fn blob(&mut self, digest: &str) -> Result<Option<Blob>, StoreError> {
        let sql = format!("SELECT {BLOB} FROM blobs WHERE district = ?1 AND digest = ?2");
        let Some(row) = self.query_one(&sql, &[(&self.district).into(), digest.into()])? else {
            return Ok(None);
        };
        let row = BlobRow::read(&row)?;
        let mut bytes = Vec::new();
        let chunks = "SELECT bytes FROM blob_chunks WHERE district = ?1 AND digest = ?2 ORDER BY part";
        self.each(chunks, &[(&self.district).into(), digest.into()], &mut |chunk| {
            bytes.extend(chunk.bytes(0)?);
            Ok(())
        })?;
        if content_digest(&bytes) != row.digest {
            return Err(StoreError::Damaged { digest: row.digest });
        }
        Ok(Some(Blob { digest: row.digest, media_type: row.media_type, name: row.name, bytes }))
    }
}
