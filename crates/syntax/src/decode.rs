//! Bytes to text: UTF-8, UTF-16 with its mark, or GB18030, which holds GBK and GB2312 (GB 18030—2022).

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The text of a file in one of the encodings documents come in; `None` when it is in none of them.
///
/// A mark at the start decides; else bytes that are UTF-8 are UTF-8, for hardly any text of GB18030 is both. Nothing is
/// replaced: one byte that fits nowhere makes the file unreadable, and a person looks at it.
pub fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) =
        Encoding::for_bom(bytes).filter(|(found, _)| [UTF_16LE, UTF_16BE].contains(found))
    {
        return whole(encoding, bytes.get(mark..)?);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => whole(GB18030, bytes),
    }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains('\0')).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "周政办字〔2023〕11号\n一、总体要求";

    fn utf16(bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(bytes_of).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let (gb18030, _, unmapped) = GB18030.encode(TEXT);
        assert!(!unmapped && gb18030 != TEXT.as_bytes());
        for bytes in [TEXT.as_bytes(), &gb18030, &utf16(u16::to_le_bytes), &utf16(u16::to_be_bytes)] {
            assert_eq!(decode(bytes).as_deref(), Some(TEXT));
        }
    }

    #[test]
    fn what_is_no_text_is_none() {
        for bytes in [&b"\xff\xfe\x00\xd8"[..], b"\x81", b"PK\x03\x04\x00\xff\xff\xff", b"\xd6\xdc\xff"] {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_not_and_utf8_stays_as_it_is(bytes: Vec<u8>, text: String) {
            let _ = decode(&bytes);
            proptest::prop_assert_eq!(decode(text.as_bytes()), Some(text));
        }
    }
}
