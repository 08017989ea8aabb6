use super::*;
use std::fmt::Write as _;
use std::path::Path;

/// A batch of one case with what a test puts into the patient's part.
fn batch(role: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<MCCI_IN200100UV01 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<PORR_IN049016UV><controlActProcess><subject><investigationEvent>
<id extension="CN-TEST-1" root="2.16.840.1.113883.3.989.2.1.3.1"/>
<id extension="CN-WW-1" root="2.16.840.1.113883.3.989.2.1.3.2"/>
<text>经过 &amp; &#x7ED3;局</text>
<component><adverseEventAssessment><subject1><primaryRole>
<player1><name>甲某</name><administrativeGenderCode code="2"/></player1>
{role}
</primaryRole></subject1>
<component><causalityAssessment><code code="20"/><value code="1"/>
<subject2><productUseReference><id root="suspect"/></productUseReference></subject2></causalityAssessment></component>
<component><causalityAssessment><code code="20"/><value code="2"/>
<subject2><productUseReference><id root="other"/></productUseReference></subject2></causalityAssessment></component>
</adverseEventAssessment></component></investigationEvent></subject></controlActProcess></PORR_IN049016UV>
</MCCI_IN200100UV01>"#
    )
}

const REACTION: &str = r#"<subjectOf2><observation><code code="3"/><value value="48" unit="a"/></observation></subjectOf2>
<subjectOf2><observation><code code="29"/><effectiveTime><low value="20230420"/></effectiveTime><value code="10009896"/>
<outboundRelationship2><observation><code code="30"/><value>寒战</value></observation></outboundRelationship2>
<outboundRelationship2><observation><code code="34"/><value value="true"/></observation></outboundRelationship2>
<outboundRelationship2><observation><code code="21"/><value nullFlavor="NI"/></observation></outboundRelationship2>
</observation></subjectOf2>"#;

const PRODUCTS: &str = r#"<subjectOf2><organizer><code code="2"/><component><substanceAdministration><consumable>
<instanceOfKind><kindOfProduct><name>从前用过的药</name></kindOfProduct></instanceOfKind></consumable>
</substanceAdministration></component></organizer></subjectOf2>
<subjectOf2><organizer><code code="4"/>
<component><substanceAdministration><id root="other"/><consumable><instanceOfKind><kindOfProduct><name>同时用的药</name>
</kindOfProduct></instanceOfKind></consumable></substanceAdministration></component>
<component><substanceAdministration><id root="suspect"/><consumable><instanceOfKind><kindOfProduct><name>甲注射液</name>
</kindOfProduct></instanceOfKind></consumable><outboundRelationship2><substanceAdministration><consumable><instanceOfKind>
<productInstanceInstance><lotNumberText>20230601</lotNumberText></productInstanceInstance></instanceOfKind></consumable>
</substanceAdministration></outboundRelationship2></substanceAdministration></component>
</organizer></subjectOf2>"#;

fn outline(messages: &[Message]) -> String {
    let mut out = String::new();
    for (at, message) in messages.iter().enumerate() {
        writeln!(out, "case {}", at + 1).unwrap();
        for (element, values) in &message.elements {
            writeln!(out, "  {element}: {}", values.join(" | ")).unwrap();
        }
    }
    out
}

#[test]
fn a_case_is_read_with_its_suspected_product_and_without_what_was_taken_before_or_along() {
    let messages = read(batch(&format!("{REACTION}{PRODUCTS}")).as_bytes()).unwrap();
    testkit::golden::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/e2b.txt"), &outline(&messages));
}

#[test]
fn hostile_and_broken_files_are_refused_with_the_reason() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let sound = batch(REACTION);
    let deep = format!("{}{}", "<subjectOf2>".repeat(200), "</subjectOf2>".repeat(200));
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (sound.replace("<MCCI", &format!("{bomb}<MCCI")).into_bytes(), "cases.file_doctype"),
        (sound.replace("甲某", "&b;").into_bytes(), "cases.file_entity"),
        (sound.replace("甲某", "&xxe;").into_bytes(), "cases.file_entity"),
        (batch(&deep).into_bytes(), "cases.file_too_deep"),
        (sound.replace("</MCCI_IN200100UV01>", "").into_bytes(), "cases.file_not_xml"),
        (sound.replace("<player1>", "<player2>").into_bytes(), "cases.file_not_xml"),
        (sound.replace("MCCI_IN200100UV01", "MCCI_IN200101UV01").into_bytes(), "cases.file_not_e2b"),
        (sound.replace("PORR_IN049016UV", "PORR_IN000000UV").into_bytes(), "cases.file_empty"),
        (b"PK\x03\x04\xff\xff".to_vec(), "cases.file_not_utf8"),
        (Vec::new(), "cases.file_not_e2b"),
        (vec![b' '; LARGEST + 1], "cases.file_too_large"),
    ];
    for (bytes, wanted) in cases {
        let shown = String::from_utf8_lossy(bytes.get(..120).unwrap_or(&bytes)).into_owned();
        assert_eq!(read(&bytes).unwrap_err().key, wanted, "{shown}");
    }
}

#[test]
fn a_file_cut_anywhere_is_refused_and_never_stops_the_program() {
    let whole = batch(&format!("{REACTION}{PRODUCTS}"));
    for at in (0..whole.len()).filter(|at| whole.is_char_boundary(*at)) {
        let cut = whole.split_at(at).0;
        if let Ok(messages) = read(cut.as_bytes()) {
            assert_eq!(messages.len(), 1, "cut at {at}");
        }
    }
}
