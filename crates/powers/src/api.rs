//! Lists of powers for programs.

mod body;
mod cases;
mod draws;
mod earlier;
mod law;
mod read;
mod records;
mod write;

use page::Route;

pub(crate) fn routes() -> Vec<Route> {
    let lists = [read::routes(), write::routes(), earlier::routes(), records::routes()].concat();
    let used = [cases::routes(), draws::routes(), law::routes()].concat();
    [lists, used].concat()
}
