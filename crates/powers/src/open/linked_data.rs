//! Items as JSON-LD, for catalogues of public services: schema.org `GovernmentService`, and the terms of CPSV-AP 3
//! (`cpsv:PublicService`, `cv:hasCompetentAuthority`, `cv:hasLegalResource`). Pure.
//!
//! A power is not quite a service: nobody asks for a penalty. Both vocabularies take in what an authority is
//! entitled to do, and have no nearer term.

use crate::model::{Edition, Field, Item, Span};
use page::encode;
use serde::Serialize;
use serde_json::{Value, json};

/// Prefixes of the terms used.
fn context() -> Value {
    json!({
        "schema": "https://schema.org/",
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#"
    })
}

/// An edition as a data set of services.
#[derive(Debug, Serialize)]
pub(super) struct Catalogue {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kinds: [&'static str; 2],
    #[serde(rename = "schema:name")]
    name: String,
    #[serde(rename = "schema:version")]
    version: u32,
    #[serde(rename = "schema:isBasedOn")]
    based_on: String,
    #[serde(rename = "schema:datePublished")]
    published: String,
    #[serde(rename = "schema:temporalCoverage")]
    covers: String,
    #[serde(rename = "schema:numberOfItems")]
    size: u64,
    #[serde(rename = "schema:itemListElement")]
    services: Vec<Service>,
}

/// An item.
#[derive(Debug, Serialize)]
pub(super) struct Service {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<Value>,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kinds: [&'static str; 2],
    #[serde(rename = "dct:identifier")]
    identifier: String,
    #[serde(rename = "schema:position")]
    position: u32,
    #[serde(rename = "dct:title")]
    title: Value,
    /// The list describes an item by its name alone; CPSV-AP wants a description.
    #[serde(rename = "dct:description")]
    description: Value,
    #[serde(rename = "schema:serviceType")]
    service_type: String,
    #[serde(rename = "cv:hasCompetentAuthority")]
    authority: Value,
    #[serde(rename = "schema:provider")]
    provider: Value,
    #[serde(rename = "dct:temporal")]
    days: Value,
    #[serde(rename = "cv:hasLegalResource", skip_serializing_if = "Option::is_none")]
    law: Option<Value>,
    #[serde(rename = "cpsv:follows", skip_serializing_if = "Option::is_none")]
    follows: Option<Value>,
    #[serde(rename = "cv:processingTime", skip_serializing_if = "Option::is_none")]
    time_limit: Option<Value>,
    #[serde(rename = "schema:additionalProperty", skip_serializing_if = "Vec::is_empty")]
    further: Vec<Value>,
}

/// An edition; `until` is the first day of the next one, `None` while there is none.
pub(super) fn catalogue(
    origin: &str,
    title: &str,
    edition: &Edition,
    until: Option<jiff::civil::Date>,
    spans: &[Span],
) -> Catalogue {
    let last = until.and_then(|until| until.yesterday().ok());
    let last = last.map_or_else(|| "..".to_owned(), |last| last.to_string());
    Catalogue {
        context: context(),
        id: format!("{origin}/open/powers.json?list={}&edition={}", encode(&edition.list), edition.number),
        // A part of a data set would have to be a creative work, which a service is not; an element of a list need not.
        kinds: ["schema:Dataset", "schema:ItemList"],
        name: title.to_owned(),
        version: edition.number,
        based_on: edition.basis.clone(),
        published: edition.at.to_string(),
        covers: format!("{}/{last}", edition.effective),
        size: edition.total,
        services: spans.iter().map(|span| service(origin, span, false)).collect(),
    }
}

/// An item in a state; with the prefixes of its terms when it stands `alone`.
pub(super) fn service(origin: &str, span: &Span, alone: bool) -> Service {
    let item = &span.item;
    let text = |field| item.field(field).map(str::to_owned);
    Service {
        context: alone.then(context),
        id: format!("{origin}/open/powers/{}?list={}", encode(&item.code), encode(&span.list)),
        kinds: ["cpsv:PublicService", "schema:GovernmentService"],
        identifier: item.code.clone(),
        position: item.seq,
        title: chinese(&item.name),
        description: chinese(&item.name),
        service_type: item.kind.clone(),
        authority: json!({ "@type": "cv:PublicOrganisation", "skos:prefLabel": chinese(&item.holder) }),
        provider: json!({ "@type": "schema:GovernmentOrganization", "schema:name": item.holder }),
        days: days(span),
        law: text(Field::Basis)
            .map(|law| json!({ "@type": "eli:LegalResource", "dct:title": chinese(&law) })),
        follows: text(Field::Procedure)
            .map(|rule| json!({ "@type": "cpsv:Rule", "dct:description": chinese(&rule) })),
        time_limit: item.field(Field::TimeLimit).and_then(duration),
        further: further(item),
    }
}

fn chinese(text: &str) -> Value {
    json!({ "@value": text, "@language": "zh" })
}

/// A time limit as `xsd:duration`, which the term wants. Working days are no duration: they stand among what has no
/// term of its own.
fn duration(limit: &str) -> Option<Value> {
    let units = [("个月", 'M'), ("月", 'M'), ("日", 'D'), ("天", 'D'), ("年", 'Y')];
    let read = |(word, unit): (&str, char)| {
        let number: u32 = limit.trim().strip_suffix(word)?.trim().parse().ok()?;
        Some(json!({ "@value": format!("P{number}{unit}"), "@type": "xsd:duration" }))
    };
    units.into_iter().find_map(read)
}

fn days(span: &Span) -> Value {
    let day = |day: jiff::civil::Date| json!({ "@value": day.to_string(), "@type": "xsd:date" });
    let mut days = json!({ "@type": "dct:PeriodOfTime", "schema:startDate": day(span.from) });
    if let (Some(last), Some(days)) = (span.to.and_then(|to| to.yesterday().ok()), days.as_object_mut()) {
        days.insert("schema:endDate".to_owned(), day(last));
    }
    days
}

/// What neither vocabulary has a term for; a value that was added names its source.
fn further(item: &Item) -> Vec<Value> {
    let known = Field::ALL.into_iter().filter_map(|field| Some((field, item.field(field)?)));
    let property = |(field, value): (Field, &str)| {
        let added = item.added(field).filter(|added| added.value == value);
        let no_term = matches!(field, Field::Level | Field::Counterpart | Field::Discretion);
        let own = no_term || (field == Field::TimeLimit && duration(value).is_none());
        (own || added.is_some()).then(|| {
            let mut property =
                json!({ "@type": "schema:PropertyValue", "schema:propertyID": field.word(), "schema:value": value });
            if let (Some(added), Some(property)) = (added, property.as_object_mut()) {
                property.insert("dct:source".to_owned(), json!(added.source));
            }
            property
        })
    };
    known.filter_map(property).collect()
}

#[cfg(test)]
mod tests;
