//! Diagnostics as SARIF 2.1.0 (OASIS), which editors and build servers open.

use super::place::Lines;
use super::{Compiled, words};
use compiler::{Diagnostic, Severity, manuals};
use kernel::Say;
use page::Language;
use serde_json::{Value, json};
use syntax::Span;

/// One log of all files.
pub(crate) fn log(files: &[Compiled], language: Language) -> Value {
    let rules: Vec<Value> = manuals()
        .iter()
        .map(|manual| {
            json!({
                "id": manual.code,
                "helpUri": format!("docs/diagnostics/{}.md", manual.code),
                "help": {"text": manual.page(), "markdown": manual.page()},
                "defaultConfiguration": {"level": level(manual.severity)},
            })
        })
        .collect();
    let results: Vec<Value> = files.iter().flat_map(|file| results(file, language)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "luoshi", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn results(file: &Compiled, language: Language) -> Vec<Value> {
    let lines = Lines::new(&file.compiled.source);
    file.diagnostics().iter().map(|found| result(file, &lines, found, language)).collect()
}

fn result(file: &Compiled, lines: &Lines<'_>, found: &Diagnostic, language: Language) -> Value {
    let help = found.help.as_ref().map(|help| format!("\n{}", words(language, help))).unwrap_or_default();
    let related = found.related.iter().zip(1..);
    let related: Vec<Value> = related
        .map(|(related, id)| {
            let mut place = location(file, lines, related.span);
            if let Some(place) = place.as_object_mut() {
                place.insert("id".to_owned(), json!(id));
                place.insert("message".to_owned(), json!({"text": words(language, &related.say)}));
            }
            place
        })
        .collect();
    let text = |say: &Say| words(language, say);
    json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": {"text": format!("{}{help}", text(&found.say))},
        "locations": [location(file, lines, found.span)],
        "relatedLocations": related,
    })
}

fn location(file: &Compiled, lines: &Lines<'_>, span: Span) -> Value {
    let ((line, column), (end_line, end_column)) = (lines.position(span.start), lines.position(span.end));
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&file.name)},
        "region": {
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
            "charOffset": span.start, "charLength": span.len(),
        },
    }})
}

/// A file name as a relative URI: blanks and other signs that URIs do not have are percent-encoded.
fn uri(name: &str) -> String {
    let mut out = String::new();
    for byte in name.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
