//! Every page has its place in the guide.
//!
//! Why: a page that nobody explains is a page that nobody finds. Who may use a route is not checked here: its
//! constructors take an `Access`, so the compiler does. The rule begins to hold with the first file in
//! `docs/guide/`.

use crate::rust::literals;
use crate::tree::{Fault, File, Tree};

/// Doors for programs and for the page's own parts; the guide is about pages.
const NO_PAGES: &[&str] = &["/api/", "/static/", "/healthz", "/readyz", "/metrics", "/openapi"];

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let guide: Vec<&File> = tree.under("docs/guide/").filter(|file| file.extension() == "md").collect();
    if guide.is_empty() {
        return Vec::new();
    }
    let routes = tree.rust().filter(|file| file.krate().is_some() && !file.is_test()).flat_map(pages);
    let silent = |path: &str| !guide.iter().any(|page| page.text.contains(&format!("`{path}`")));
    let accepted = |path: &str| format!("a sentence on `{path}` in docs/guide/");
    let unknown = routes.filter(|(_, _, path)| silent(path));
    unknown
        .map(|(file, line, path)| {
            file.fault(line, format!("page `{path}` is not in the guide"), accepted(path))
        })
        .collect()
}

/// The paths of `Route::get("…")`.
fn pages(file: &File) -> impl Iterator<Item = (&File, usize, &str)> {
    let gets = literals(&file.text).into_iter().filter(|it| it.before.trim_end().ends_with("Route::get("));
    let pages = gets
        .filter(|it| it.text.starts_with('/') && !NO_PAGES.iter().any(|start| it.text.starts_with(start)));
    pages.map(move |it| (file, it.line, it.text))
}
