//! The only crate that knows what a page looks like.
//!
//! What it is for: the shell around every page, words in two languages, forms, tables, charts, error pages, and
//! the one function that turns a list of [`Route`]s into a server. What it may know: who is asking and the
//! store; never what a duty, an indicator or an incident is. Where to begin: [`Route`], then [`Ask`], then
//! [`Answer`].

mod answer;
mod app;
mod ask;
mod cards;
mod chart;
mod csv;
mod language;
mod limits;
mod metrics;
mod official;
mod openapi;
mod parts;
mod refusal;
mod route;
mod serve;
mod shell;
mod statics;
mod texts;
mod time;

pub use answer::{Answer, Page};
pub use app::{App, Clock, Gauge};
pub use ask::{Ask, Fields, Upload};
pub use cards::{is_late, subject_chip, subject_state};
pub use chart::{Line, series_chart, share_bar};
pub use csv::csv_line;
pub use language::Language;
pub use official::{Annex, Block, DOCX, Official, Sheet, written};
pub use parts::{
    Column, Field, State, empty, encode, encode_url, field, link, list_of, paged, pager, state_chip, table,
};
pub use refusal::Refusal;
pub use route::{Access, Doc, Handler, Route, described};
pub use serve::{SESSION, local, router};
pub use texts::Texts;
pub use time::{date, instant, instant_text, since, until};
