//! Every check is as its manual says: its examples fire or are silent, and its page is its doc comment.

use crate::{compile, manuals};
use std::collections::HashSet;
use std::path::PathBuf;

fn codes(text: &str) -> Vec<&'static str> {
    compile(text).facts.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn every_check_fires_on_the_example_of_its_manual_and_is_silent_on_the_other() {
    let mut wrong = vec![];
    for manual in manuals() {
        let (fires, silent) = (manual.examples("fires"), manual.examples("silent"));
        assert!(!fires.is_empty() && !silent.is_empty(), "{} needs both examples", manual.code);
        for text in fires {
            if !codes(&text).contains(&manual.code) {
                wrong.push(format!("{} does not fire on its example; found {:?}", manual.code, codes(&text)));
            }
        }
        for text in silent {
            if codes(&text).contains(&manual.code) {
                wrong.push(format!("{} fires where it must be silent", manual.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_more_than_forty_checks_and_no_code_stands_for_two() {
    let all = manuals();
    let codes: HashSet<&str> = all.iter().map(|manual| manual.code).collect();
    assert!(all.len() > 40);
    assert_eq!(codes.len(), all.len());
}

/// `LUOSHI_GOLDEN=1` writes the pages.
#[test]
#[expect(clippy::disallowed_methods, reason = "the pages are files in docs/diagnostics")]
fn the_page_of_every_check_is_its_doc_comment() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/diagnostics"));
    let golden = std::env::var("LUOSHI_GOLDEN").is_ok();
    let mut index = String::from(
        "# Diagnostics\n\nWhat `luoshi check` can say, with what it means, an example, how to mend it and when to ignore it.\nThe pages are the doc comments of `crates/compiler/src/check/`: edit those, then `cargo x golden -p compiler`.\n\n| code | severity | |\n|---|---|---|\n",
    );
    let mut pages = vec![];
    for manual in manuals() {
        let page = manual.page();
        let mut lines = page.lines().filter(|line| !line.is_empty()).skip(1);
        let severity = lines.next().unwrap_or_default().to_owned();
        let title = lines.next().unwrap_or_default().to_owned();
        index.push_str(&format!("| [{0}]({0}.md) | {severity} | {title} |\n", manual.code));
        pages.push((format!("{}.md", manual.code), page));
    }
    pages.push(("README.md".to_owned(), index));
    for (name, page) in pages {
        let path = folder.join(&name);
        if golden {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &page).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(written, page, "{name} is not as its check says; LUOSHI_GOLDEN=1 writes it");
    }
}
