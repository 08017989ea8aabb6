//! Lists of powers for programs.

mod body;
mod cases;
mod draws;
mod earlier;
mod read;
mod records;
mod write;

use page::Route;

pub(crate) fn routes() -> Vec<Route> {
    [read::routes(), write::routes(), cases::routes(), draws::routes(), earlier::routes(), records::routes()]
        .concat()
}
