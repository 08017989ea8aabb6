//! Every page that a link leads to: one language, one heading, no style or script of its own, under 100 KB.

use e2e::{Client, District, Gazette, Tag, tags};
use people::Role;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The bar of the house, without compression.
const LARGEST: usize = 100 * 1024;
/// Pages of one kind that are looked at; all of organs and documents are, for they grow with their content.
const OF_A_KIND: usize = 40;

/// Everything that is wrong with a page.
fn faults(path: &str, html: &str, language: &str) -> Vec<String> {
    let tags = tags(html);
    let named = |name: &str| tags.iter().filter(|tag| tag.name == name).collect::<Vec<&Tag>>();
    let mut faults = Vec::new();
    let mut demand = |holds: bool, what: String| {
        if !holds {
            faults.push(format!("{path} ({language}): {what}"));
        }
    };
    let lang = tags.iter().find(|tag| tag.name == "html").map_or("", |tag| tag.get("lang"));
    demand(lang == language, format!("html lang is `{lang}`"));
    demand(named("h1").len() == 1, format!("{} first headings", named("h1").len()));
    demand(named("title").iter().all(|title| !title.words.trim().is_empty()), "no title".into());
    demand(named("main").len() == 1, "not one main part".into());
    demand(named("style").is_empty(), "a style of its own".into());
    demand(named("script").iter().all(|script| !script.get("src").is_empty()), "a script of its own".into());
    let inline = |tag: &&Tag| tag.attributes.keys().any(|name| name == "style" || name.starts_with("on"));
    demand(!tags.iter().any(|tag| inline(&tag)), "a tag with style or script".into());
    let ids: Vec<&str> = tags.iter().map(|tag| tag.get("id")).filter(|id| !id.is_empty()).collect();
    demand(ids.len() == ids.iter().collect::<BTreeSet<_>>().len(), "an id twice".into());
    demand(html.len() < LARGEST, format!("{} bytes", html.len()));
    faults
}

/// Which kind of page an address is: its path without what is particular to one thing.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let first = parts.get(1).copied().unwrap_or_default();
    let page = query.split('&').find(|part| part.starts_with("page="));
    match (first, page) {
        ("organs", _) => path.to_owned(),
        // Where a clause stands on a page changes nothing of the page.
        ("documents", Some(page)) => format!("{path}?{page}"),
        _ => format!("{first}/{}{}", parts.len(), if query.is_empty() { "" } else { "?" }),
    }
}

/// Follows every link from the home page, as far as [`OF_A_KIND`] goes; gives each page with its content.
fn crawl(client: &Client) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut ahead = VecDeque::from(["/".to_owned()]);
    while let Some(path) = ahead.pop_front() {
        let kind = kind(&path);
        let most = if kind.starts_with("/documents") { 1 } else { OF_A_KIND };
        let count = counts.entry(kind).or_default();
        if pages.contains_key(&path) || *count >= most {
            continue;
        }
        *count += 1;
        let reply = client.get(&path);
        match reply.status {
            200 if reply.is_page() => {}
            200 => continue,
            303 => {
                ahead.push_front(reply.header("location").split('#').next().unwrap_or_default().to_owned());
                continue;
            }
            other => panic!("a link leads to {path}, which answers {other}"),
        }
        let html = reply.text();
        let links = tags(&html).into_iter().filter(|tag| tag.name == "a");
        let inside = links.filter_map(|tag| tag.get("href").split('#').next().map(str::to_owned));
        let wanted = inside.filter(|to| to.starts_with('/') && !to.starts_with("/preferences"));
        ahead.extend(wanted);
        pages.insert(path, html);
    }
    pages
}

fn demand_sound(client: &Client, what: &str, least: usize) {
    let mut faults_found = Vec::new();
    let mut largest = (0, String::new());
    for (code, language) in [("zh", "zh-CN"), ("en", "en")] {
        client.keep("luoshi_language", code);
        let pages = crawl(client);
        assert!(pages.len() >= least, "{what}: only {} pages were found", pages.len());
        for (path, html) in pages {
            faults_found.extend(faults(&path, &html, language));
            largest = largest.max((html.len(), path));
        }
    }
    println!("{what}: largest page {} bytes, {}", largest.0, largest.1);
    assert!(faults_found.is_empty(), "{what}:\n{}", faults_found.join("\n"));
}

#[test]
fn every_page_of_a_fresh_district_is_sound_in_both_languages() {
    let district = District::fresh();
    district.tick();
    demand_sound(&district.program("", Role::Admin), "fresh", 60);
}

#[test]
fn every_page_after_a_year_with_the_gazette_attached_is_sound_in_both_languages() {
    let district = District::after_a_year();
    let supervisor = district.person(Role::Supervisor);
    let gazette = Gazette::find();
    let attached = supervisor.post_file("/documents", "gazette", &gazette.name, gazette.text.as_bytes());
    assert_eq!(attached.status, 200, "{}", attached.text());
    let documents = supervisor.get("/api/v1/documents").json();
    let found: u64 =
        documents["items"].as_array().unwrap().iter().map(|item| item["found"].as_u64().unwrap()).sum();
    let verified = |item: &serde_json::Value| item["clauses"] == item["verified"];
    match gazette.real {
        true => assert!(documents["items"].as_array().unwrap().iter().all(verified), "{documents}"),
        false => assert!(found >= 20, "clauses of the made-up document are found: {documents}"),
    }
    demand_sound(&supervisor, "after a year", 120);
}

#[test]
fn what_a_page_must_not_have_is_seen() {
    let good = r#"<!DOCTYPE html><html lang="en"><head><title>t</title><script src="/x.js"></script></head><body><main><h1>t</h1></main></body></html>"#;
    assert_eq!(faults("/", good, "en"), Vec::<String>::new());
    let planted = [
        ("lang=\"en\"", "lang=\"zh\"", "html lang"),
        ("</main>", "<h1>u</h1></main>", "first headings"),
        ("<title>t", "<title>", "no title"),
        ("</main>", "</main><main></main>", "main part"),
        ("</head>", "<style>p{}</style></head>", "a style"),
        (" src=\"/x.js\"", "", "a script"),
        ("<body>", "<body onload=\"x()\">", "a tag"),
        ("<h1>", "<h1 id=\"a\" style=\"x\">", "a tag"),
        ("<h1>", "<p id=\"a\"><i id=\"a\"></i></p><h1>", "an id twice"),
        ("<h1>t", &format!("<h1>{}", "t".repeat(LARGEST)), "bytes"),
    ];
    for (from, to, wanted) in planted {
        let found = faults("/", &good.replace(from, to), "en");
        assert!(found.len() == 1 && found[0].contains(wanted), "{wanted}: {found:?}");
    }
}
