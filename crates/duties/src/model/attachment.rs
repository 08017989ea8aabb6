//! What kind of file a piece of evidence is. The name says it, and the first bytes must agree.

use super::rule::Denied;
use kernel::Say;

/// The largest file that evidence may be, in bytes: a scan, a sheet, some photographs.
const FILE_BYTES_MAX: usize = 20 * 1024 * 1024;

/// Kinds of files that are taken: how the name ends, the media type, how the content begins.
const KINDS: &[(&str, &str, &[u8])] = &[
    ("pdf", "application/pdf", b"%PDF-"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    ("ofd", "application/ofd", b"PK\x03\x04"),
    ("png", "image/png", b"\x89PNG\r\n\x1a\n"),
    ("jpg", "image/jpeg", b"\xff\xd8\xff"),
    ("jpeg", "image/jpeg", b"\xff\xd8\xff"),
    ("txt", "text/plain; charset=utf-8", b""),
    ("csv", "text/csv; charset=utf-8", b""),
];

/// The media type of a file by its name, when its content agrees.
///
/// # Errors
/// The sentence names what would be accepted: a kind, a size, a content that is what the name says.
pub(crate) fn media_type(name: &str, bytes: &[u8]) -> Result<&'static str, Denied> {
    let invalid = |key| Err(Denied::Invalid(Say::new(key).with("name", name)));
    if bytes.is_empty() {
        return invalid("duties.file_empty");
    }
    if bytes.len() > FILE_BYTES_MAX {
        return invalid("duties.file_too_large");
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let Some((_, media_type, begins)) = KINDS.iter().find(|(known, ..)| *known == ending) else {
        return invalid("duties.file_kind");
    };
    let is_text = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    let agrees = if begins.is_empty() { is_text } else { bytes.starts_with(begins) };
    if agrees { Ok(media_type) } else { invalid("duties.file_forged") }
}

/// How the names of files that are taken end, for the form.
pub(crate) fn accepted() -> String {
    KINDS.iter().map(|(ending, ..)| format!(".{ending}")).collect::<Vec<_>>().join(",")
}
