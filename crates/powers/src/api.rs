//! Lists of powers for programs.

mod body;
mod read;
mod write;

use page::Route;

pub(crate) fn routes() -> Vec<Route> {
    read::routes().into_iter().chain(write::routes()).collect()
}
