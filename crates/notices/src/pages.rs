//! Pages of notices: the inbox, one notice, what the office sees of all, and how they are set.

mod channels;
mod feeds;
mod inbox;
mod ladders;
mod parts;
mod posts;
mod sent;
mod settings;
mod show;

pub(crate) use sent::wanted;

use page::{Access, Route};
use people::Right;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/notices", Access::SignedIn, inbox::inbox),
        Route::get("/notices/{notice}", Access::SignedIn, show::show),
        Route::post("/notices/{notice}/confirm", Access::SignedIn, show::confirm),
        Route::get("/notices/settings", Access::SignedIn, settings::show),
        Route::post("/notices/settings/address", Access::SignedIn, settings::address),
        Route::post("/notices/settings/try", Access::SignedIn, settings::try_out),
        Route::post("/notices/feeds", Access::SignedIn, feeds::open),
        Route::post("/notices/feeds/{feed}/revoke", Access::SignedIn, feeds::revoke),
        Route::get("/notices/sent", Access::Needs(Right::ReadLedger), sent::sent),
        Route::post("/notices/{notice}/again", Access::SignedIn, sent::again),
        Route::get("/notices/ladders", Access::Needs(Right::AssignDuty), ladders::show),
        Route::post("/notices/ladders", Access::Needs(Right::AssignDuty), ladders::set),
        Route::post("/notices/hours", Access::Needs(Right::AssignDuty), ladders::set_hours),
        Route::get("/notices/posts", Access::Needs(Right::AssignDuty), posts::show),
        Route::post("/notices/posts", Access::Needs(Right::AssignDuty), posts::set),
        Route::get("/notices/channels", Access::Needs(Right::ManageAccounts), channels::show),
        Route::post("/notices/channels", Access::Needs(Right::ManageAccounts), channels::set),
    ]
}
