use crate::{BadCitation, Citation, ClausePath, Digest, normalize};

fn path(text: &str) -> ClausePath {
    ClausePath::try_from(text).unwrap()
}

#[test]
fn a_clause_stands_in_the_one_its_path_begins_with() {
    let parents = [
        ("附件/表1/行36", Some("附件/表1")),
        ("二/（一）/1", Some("二/（一）")),
        ("3.2.2/（1）", Some("3.2.2")),
        ("3.2.2", Some("3.2")),
        ("3", None),
        ("五", None),
    ];
    for (clause, parent) in parents {
        assert_eq!(path(clause).parent(), parent.map(path), "{clause}");
    }
}

#[test]
fn a_path_knows_its_label_and_level() {
    assert_eq!(path("二/（五）/一是").label(), "一是");
    assert_eq!(path("3.2.2/（1）").level(), 4);
    assert_eq!(path("附件/表1/行36").labels().count(), 3);
}

#[test]
fn a_path_without_labels_is_refused() {
    for text in ["", "/", "二//1", "附件/ "] {
        assert_eq!(ClausePath::try_from(text), Err(BadCitation::Path(text.to_owned())));
    }
}

#[test]
fn a_digest_is_64_hexadecimal_digits() {
    assert!(Digest::try_from("a".repeat(64)).is_ok());
    for text in ["a".repeat(63), "A".repeat(64), "g".repeat(64)] {
        assert!(Digest::try_from(text).unwrap_err().to_string().contains("64 lower-case hexadecimal digits"));
    }
}

#[test]
fn a_citation_prints_document_and_clause_and_survives_json() {
    let citation = Citation {
        document: "周政办字〔2023〕11号".to_owned(),
        clause: path("附件/表1/行36"),
        digest: "0".repeat(64).try_into().unwrap(),
    };
    assert_eq!(citation.to_string(), "周政办字〔2023〕11号#附件/表1/行36");
    let json = serde_json::to_string(&citation).unwrap();
    assert_eq!(serde_json::from_str::<Citation>(&json).unwrap(), citation);
    assert!(serde_json::from_str::<Citation>(&json.replace("附件/表1", "附件//表1")).is_err());
}

#[test]
fn texts_that_differ_only_in_spacing_and_width_are_the_same() {
    let alike = [
        ("≥ 90 ％", "≥90%"),
        ("“双下降”", "「双下降」"),
        ("（一）\u{3000}基本原则", "(一)基本原则"),
        ("区\u{200b}政府\n办公室", "区政府办公室"),
        ("周政办字［2023］11号", "周政办字〔2023〕11号"),
    ];
    for (one, other) in alike {
        assert_eq!(normalize(one), normalize(other), "X-007");
    }
    assert_ne!(normalize("≥90%"), normalize("≤90%"));
    assert_eq!(normalize(&normalize("（１）“甲”、乙。")), normalize("（１）“甲”、乙。"));
}
