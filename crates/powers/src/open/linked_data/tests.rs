use super::{catalogue, service};
use crate::model::{Added, Edition, Field, Item, Kinds, Span};
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};

fn span() -> Span {
    let added = |field, value: &str| Added {
        field,
        value: value.to_owned(),
        author: "registrar".to_owned(),
        source: "某办法第三条".to_owned(),
    };
    Span {
        list: "list-1".to_owned(),
        item: Item {
            code: "37 01".to_owned(),
            seq: 7,
            name: "对某事的处罚".to_owned(),
            kind: "行政处罚".to_owned(),
            holder: "甲局".to_owned(),
            basis: Some("某条例第二条".to_owned()),
            level: Some("区级".to_owned()),
            counterpart: None,
            additions: vec![added(Field::TimeLimit, "7日"), added(Field::Discretion, "从轻")],
            fact: "fact".to_owned(),
            citation: None,
        },
        from: date(2023, 4, 21),
        to: Some(date(2024, 1, 1)),
        edition: 1,
        ended: Some(2),
        seq: 5,
    }
}

fn edition() -> Edition {
    Edition {
        list: "list-1".to_owned(),
        number: 1,
        effective: date(2023, 4, 21),
        basis: "某政字1号".to_owned(),
        reason: String::new(),
        seq: 5,
        at: Timestamp::UNIX_EPOCH,
        actor: "supervisor-account".to_owned(),
        total: 1,
        kinds: Kinds::new(),
        added: 1,
        cancelled: 0,
        changed: 0,
        passed_over: Vec::new(),
        digest: "digest".to_owned(),
    }
}

fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(&Value::Null)
}

#[test]
fn an_item_is_told_in_the_terms_of_both_vocabularies() {
    let told = serde_json::to_value(service("https://x.example", &span(), true)).expect("JSON");
    let cases = [
        ("/@id", json!("https://x.example/open/powers/37%2001?list=list-1")),
        ("/@type", json!(["cpsv:PublicService", "schema:GovernmentService"])),
        ("/dct:identifier", json!("37 01")),
        ("/dct:title/@value", json!("对某事的处罚")),
        ("/dct:title/@language", json!("zh")),
        ("/schema:serviceType", json!("行政处罚")),
        ("/cv:hasCompetentAuthority/skos:prefLabel/@value", json!("甲局")),
        ("/schema:provider/@type", json!("schema:GovernmentOrganization")),
        ("/dct:temporal/schema:startDate/@value", json!("2023-04-21")),
        ("/dct:temporal/schema:endDate/@value", json!("2023-12-31")),
        ("/cv:hasLegalResource/dct:title/@value", json!("某条例第二条")),
        ("/cv:processingTime/@value", json!("P7D")),
        ("/cv:processingTime/@type", json!("xsd:duration")),
        ("/schema:additionalProperty/0/schema:propertyID", json!("level")),
        ("/schema:additionalProperty/1/schema:propertyID", json!("time_limit")),
        ("/schema:additionalProperty/1/dct:source", json!("某办法第三条")),
        ("/schema:additionalProperty/2/schema:value", json!("从轻")),
    ];
    for (pointer, expected) in cases {
        assert_eq!(*at(&told, pointer), expected, "{pointer}");
    }
}

#[test]
fn every_prefix_of_a_term_is_explained() {
    let told = serde_json::to_value(service("", &span(), true)).expect("JSON");
    let known = at(&told, "/@context").as_object().expect("prefixes").clone();
    let mut seen = 0;
    let mut look = vec![told];
    while let Some(value) = look.pop() {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    if let Some((prefix, _)) = key.split_once(':') {
                        assert!(known.contains_key(prefix), "{key}");
                        seen += 1;
                    }
                    if key != "@context" {
                        look.push(value);
                    }
                }
            }
            Value::Array(values) => look.extend(values),
            _ => {}
        }
    }
    assert!(seen > 10);
}

/// Terms as the vocabularies define them: CPSV-AP 3.2, schema.org 28, DCMI, SKOS, ELI, XML Schema. Read there by hand:
/// a term that is not in this list is either new to it or does not exist.
const TERMS: [&str; 37] = [
    "cpsv:PublicService",
    "cpsv:Rule",
    "cpsv:follows",
    "cv:PublicOrganisation",
    "cv:hasCompetentAuthority",
    "cv:hasLegalResource",
    "cv:processingTime",
    "dct:PeriodOfTime",
    "dct:description",
    "dct:identifier",
    "dct:source",
    "dct:temporal",
    "dct:title",
    "eli:LegalResource",
    "schema:Dataset",
    "schema:GovernmentOrganization",
    "schema:GovernmentService",
    "schema:ItemList",
    "schema:PropertyValue",
    "schema:additionalProperty",
    "schema:datePublished",
    "schema:endDate",
    "schema:isBasedOn",
    "schema:itemListElement",
    "schema:name",
    "schema:numberOfItems",
    "schema:position",
    "schema:propertyID",
    "schema:provider",
    "schema:serviceType",
    "schema:startDate",
    "schema:temporalCoverage",
    "schema:value",
    "schema:version",
    "skos:prefLabel",
    "xsd:date",
    "xsd:duration",
];

#[test]
fn every_term_exists_in_its_vocabulary() {
    let mut span = span();
    span.item.additions.push(Added { field: Field::Procedure, ..span.item.additions[0].clone() });
    let told = serde_json::to_value(catalogue("", "某清单", &edition(), None, &[span])).expect("JSON");
    let (mut used, mut look) = (std::collections::BTreeSet::new(), vec![told]);
    while let Some(value) = look.pop() {
        match value {
            Value::Object(map) => {
                let types = map.get("@type").cloned().into_iter();
                let types = types.flat_map(|types| match types {
                    Value::Array(types) => types,
                    one => vec![one],
                });
                used.extend(types.filter_map(|kind| kind.as_str().map(str::to_owned)));
                used.extend(map.keys().filter(|key| !key.starts_with('@')).cloned());
                look.extend(map.into_iter().filter(|(key, _)| key != "@context").map(|(_, value)| value));
            }
            Value::Array(values) => look.extend(values),
            _ => {}
        }
    }
    let known: std::collections::BTreeSet<String> = TERMS.iter().map(|term| (*term).to_owned()).collect();
    assert_eq!(used, known, "the list holds exactly what is used");
}

#[test]
fn working_days_are_no_duration() {
    let told = |limit: &str| {
        let mut span = span();
        span.item.additions[0].value = limit.to_owned();
        let told = serde_json::to_value(service("", &span, true)).expect("JSON");
        at(&told, "/cv:processingTime/@value").as_str().map(str::to_owned)
    };
    let cases = [
        ("20个工作日", None),
        ("3个月", Some("P3M")),
        ("15 天", Some("P15D")),
        ("即时", None),
        ("-3日", None),
    ];
    for (limit, expected) in cases {
        assert_eq!(told(limit).as_deref(), expected, "{limit}");
    }
}

#[test]
fn an_edition_is_a_data_set_whose_items_do_not_repeat_the_prefixes() {
    let open = catalogue("https://x.example", "某清单", &edition(), None, &[span()]);
    let open = serde_json::to_value(open).expect("JSON");
    assert_eq!(*at(&open, "/schema:temporalCoverage"), json!("2023-04-21/.."));
    assert_eq!(*at(&open, "/schema:version"), json!(1));
    assert_eq!(*at(&open, "/schema:itemListElement/0/@context"), Value::Null);
    assert_eq!(*at(&open, "/schema:itemListElement/0/dct:identifier"), json!("37 01"));
    let ended = catalogue("", "", &edition(), Some(date(2024, 1, 1)), &[]);
    let ended = serde_json::to_value(ended).expect("JSON");
    assert_eq!(*at(&ended, "/schema:temporalCoverage"), json!("2023-04-21/2023-12-31"));
}

#[test]
fn no_account_is_told_to_the_public() {
    let open = catalogue("", "某清单", &edition(), None, &[span()]);
    let open = serde_json::to_string(&open).expect("JSON");
    assert!(!open.contains("registrar") && !open.contains("supervisor-account"), "{open}");
}
