//! Registers for programs.

mod body;
mod read;
mod write;

use page::Route;

pub(crate) fn routes() -> Vec<Route> {
    [read::routes(), write::routes()].concat()
}
