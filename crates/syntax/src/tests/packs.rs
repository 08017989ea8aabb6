//! Packs beside the crate: where the gazette a pack was written from is at hand, every document's clauses must have
//! the paths the pack cites. A plain checkout has no gazettes; then these tests say so and pass.

use crate::{Document, Gazette, Source, digest_text, parse};
use kernel::normalize;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

#[expect(clippy::disallowed_methods, reason = "packs and gazettes are files beside the workspace")]
fn file(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// Packs whose gazette is at hand: folder, the documents it lists, and the text.
#[expect(clippy::disallowed_methods, reason = "packs and gazettes are files beside the workspace")]
fn packs() -> Vec<(PathBuf, Vec<String>, String)> {
    let folders = std::fs::read_dir(Path::new(ROOT).join("packs")).into_iter().flatten().flatten();
    let found: Vec<_> = folders.filter_map(|folder| with_gazette(&folder.path())).collect();
    if found.is_empty() {
        println!("the real gazette was not there; only the small suite was run");
    }
    found
}

fn with_gazette(folder: &Path) -> Option<(PathBuf, Vec<String>, String)> {
    let pack: toml::Table = file(&folder.join("pack.toml"))?.parse().ok()?;
    let name = format!("../shared/gazette/{}.txt", pack.get("id")?.as_str()?);
    let text = file(&Path::new(ROOT).join(name))?;
    let slugs = pack.get("documents")?.as_array()?.iter().filter_map(|slug| slug.as_str().map(str::to_owned));
    Some((folder.to_owned(), slugs.collect(), text))
}

fn facts(folder: &Path, slug: &str) -> Option<toml::Table> {
    file(&folder.join(slug).join("document.toml"))?.parse().ok()
}

fn text<'a>(facts: &'a toml::Table, name: &str) -> &'a str {
    facts.get(name).and_then(toml::Value::as_str).unwrap_or_default()
}

fn find<'a>(gazette: &'a Gazette, number: &str) -> Option<&'a Document> {
    gazette.documents.iter().find(|document| document.number.as_deref() == Some(number))
}

/// Runs a check over every document that has been written so far; what it says about each is collected.
fn check(check: impl Fn(&Document, &toml::Table, &Path) -> Vec<String>) {
    let mut wrong = vec![];
    for (folder, slugs, text_of) in packs() {
        let gazette = parse(&text_of);
        assert_eq!(gazette.documents.len(), slugs.len(), "documents of {}", folder.display());
        for slug in &slugs {
            let Some(facts) = facts(&folder, slug) else { continue };
            let Some(document) = find(&gazette, text(&facts, "number")) else {
                wrong.push(format!("{slug}: no document {}", text(&facts, "number")));
                continue;
            };
            wrong.extend(
                check(document, &facts, &folder.join(slug)).iter().map(|line| format!("{slug}: {line}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text writes 各镇政府、街道办事处 and means 各街道办事处; a pack may say so.
fn same_bodies(read: &[String], written: &[&str]) -> bool {
    let each = |name: &str| name.trim_start_matches('各').to_owned();
    read.iter().map(|name| each(name)).eq(written.iter().map(|name| each(name)))
}

#[test]
fn clauses_have_the_paths_their_pack_cites() {
    check(|document, _, folder| {
        let Some(csv) = file(&folder.join("clauses.csv")) else { return vec![] };
        let written: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        let read: Vec<&str> = document.clauses.iter().map(|clause| clause.path.as_str()).collect();
        let absent = |from: &[&str], other: &[&str]| from.iter().filter(|p| !other.contains(p)).count();
        let first = written.iter().zip(&read).find(|(one, other)| one != other);
        let mut wrong = vec![];
        wrong.extend(
            written.iter().filter(|path| !read.contains(path)).map(|path| format!("pack only: {path}")),
        );
        wrong.extend(
            read.iter().filter(|path| !written.contains(path)).map(|path| format!("text only: {path}")),
        );
        if wrong.is_empty() && absent(&written, &read) == 0 && written.len() == read.len() {
            wrong.extend(first.map(|(one, other)| format!("order: pack {one}, text {other}")));
        }
        wrong
    });
}

#[test]
fn heads_say_what_their_pack_says() {
    check(|document, facts, _| {
        let same = |name: &str, read: Option<&str>| {
            let (written, read) = (text(facts, name), read.unwrap_or_default());
            (written != read).then(|| format!("{name}: pack {written}, text {read}"))
        };
        let issued = facts.get("issued").map(ToString::to_string).unwrap_or_default();
        let names = facts.get("addressees").and_then(toml::Value::as_array).into_iter().flatten();
        let names: Vec<&str> = names.filter_map(toml::Value::as_str).collect();
        let mut wrong: Vec<String> = [
            same("title", Some(&document.title)),
            same("issuer", document.issuer.as_deref()),
            same("signature", document.signature.as_deref()),
            (document.issued.as_deref() != Some(&issued)).then(|| format!("issued {:?}", document.issued)),
            (!same_bodies(&document.addressees, &names))
                .then(|| format!("addressees {:?}, pack {names:?}", document.addressees)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let listed = facts.get("attachment").and_then(toml::Value::as_array).into_iter().flatten();
        let listed: Vec<(&str, String)> = listed
            .filter_map(toml::Value::as_table)
            .map(|listed| (text(listed, "no"), normalize(text(listed, "title"))))
            .collect();
        let read: Vec<_> =
            document.attachments.iter().map(|a| (a.no.as_str(), normalize(&a.title))).collect();
        if !read.is_empty() && read != listed {
            wrong.push(format!("attachments {read:?}, pack {listed:?}"));
        }
        wrong
    });
}

#[test]
fn nothing_in_a_reviewed_gazette_is_left_unread() {
    for (folder, _, text) in packs() {
        let coverage = parse(&text).coverage();
        assert_eq!(coverage.characters, text.chars().count());
        assert_eq!(coverage.not_understood, 0, "{}", folder.display());
    }
}

#[test]
fn rows_of_a_reviewed_gazette_fit_their_table() {
    for (folder, _, text) in packs() {
        for document in parse(&text).documents {
            let mut columns = 0;
            for clause in &document.clauses {
                columns = clause.table().map_or(columns, |table| table.columns);
                let cells = clause.row().map_or(0, |row| row.cells.len());
                assert!(cells <= columns, "{} {}", folder.display(), clause.path);
            }
        }
    }
}

#[test]
fn digests_of_a_pack_are_those_of_its_gazette() {
    for (folder, slugs, text_of) in packs() {
        let source = Source::new(text_of);
        let gazette = parse(source.text());
        for slug in &slugs {
            let Some(csv) = file(&folder.join(slug).join("clauses.csv")) else { continue };
            let number = facts(&folder, slug).map(|facts| text(&facts, "number").to_owned());
            let Some(document) = number.and_then(|number| find(&gazette, &number)) else { continue };
            for line in csv.lines().skip(1) {
                let path = line.split(',').next().unwrap_or_default();
                let (Some(clause), Some(written)) = (document.clause(path), line.rsplit(',').next()) else {
                    continue;
                };
                let digest: String = Sha256::digest(digest_text(clause, &source))
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                assert!(
                    written.is_empty() || written == digest,
                    "{slug} {path}: pack {written}, text {digest}"
                );
            }
        }
    }
}
