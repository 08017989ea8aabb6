//! Facts as the JSON object that programs rely on, its diagnostics worded.

use super::{Compiled, words};
use page::Language;
use serde_json::{Value, json};

/// The whole object.
pub(crate) fn facts(file: &Compiled, language: Language) -> Value {
    let mut value = serde_json::to_value(&file.compiled.facts).unwrap_or_default();
    if let Some(object) = value.as_object_mut() {
        object.insert("diagnostics".to_owned(), diagnostics(file, language));
    }
    value
}

/// The diagnostics alone.
pub(crate) fn diagnostics(file: &Compiled, language: Language) -> Value {
    let list = file.diagnostics().iter().map(|found| {
        let related = found.related.iter();
        let related: Vec<Value> = related
            .map(|related| json!({"message": words(language, &related.say), "span": [related.span.start, related.span.end]}))
            .collect();
        json!({
            "code": found.code,
            "severity": found.severity,
            "message": words(language, &found.say),
            "span": [found.span.start, found.span.end],
            "help": found.help.as_ref().map(|help| words(language, help)),
            "related": related,
        })
    });
    list.collect()
}
