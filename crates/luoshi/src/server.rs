//! The running server: pages, and the clock that opens duties.

use crate::clock::RunningClock;
use crate::failure::Failure;
use crate::house::{GAUGES, routes};
use jiff::Timestamp;
use kernel::{Calendar, Say};
use page::{App, Clock};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::net::TcpListener;

/// How often the clock looks for duties to open. A duty opens days ahead, an incident's clock within half this.
const TICK: Duration = Duration::from_secs(5);

/// How often the outbox is looked at.
const SEND: Duration = Duration::from_secs(3);

/// The application over a store.
///
/// # Errors
/// The store's failure.
pub fn app(store: Store, clock: RunningClock) -> Result<App, page::Refusal> {
    let (packs, made_up) =
        store.read(|tx| Ok::<_, page::Refusal>((documents::packs(tx)?, store::card::any_made_up(tx)?)))?;
    let name = packs.into_iter().next().map(|pack| pack.district_name).unwrap_or_default();
    let mut app = App::new(store, Box::new(clock), name, GAUGES);
    app.made_up = made_up;
    Ok(app)
}

/// Serves until the program is told to stop. `ready` is called with the address once pages can be asked for.
pub(crate) fn serve(
    store: &Store,
    clock: RunningClock,
    calendar: Calendar,
    listen: &str,
    ready: impl FnOnce(SocketAddr) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let app = Arc::new(app(store.clone(), clock)?);
    store.write(|tx| Ok::<_, page::Refusal>(notices::look_again(tx)?))?;
    let unusable = |e: std::io::Error| {
        Failure::Usage(Say::new("luoshi.cannot_listen").with("address", listen).with("why", e))
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(unusable)?;
    let listener = runtime.block_on(TcpListener::bind(listen)).map_err(unusable)?;
    // Outside the runtime, because it may ask the database, which waits.
    ready(listener.local_addr().map_err(unusable)?)?;
    runtime.block_on(async {
        tokio::spawn(keep_time(store.clone(), clock, Arc::new(calendar)));
        tokio::spawn(keep_sending(store.clone(), clock));
        let service = page::router(app, routes()).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await.map_err(unusable)
    })
}

/// Opens what is due, again and again. A failure is logged and tried again at the next tick.
async fn keep_time(store: Store, clock: RunningClock, calendar: Arc<Calendar>) {
    loop {
        let (store, calendar, now): (_, _, Timestamp) = (store.clone(), calendar.clone(), clock.now());
        let ticked = tokio::task::spawn_blocking(move || flows::tick(&store, &calendar, now)).await;
        match ticked {
            Ok(Ok(ticked)) if ticked != flows::Ticked::default() => {
                tracing::info!(
                    opened = ticked.opened,
                    ended = ticked.ended,
                    judged = ticked.judged,
                    told = ticked.told,
                    "the clock went on"
                );
            }
            Ok(Err(error)) => tracing::error!(%error, "the clock could not open what is due"),
            Err(error) => tracing::error!(%error, "the clock stopped and starts again"),
            Ok(Ok(_)) => {}
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Carries out what is queued, again and again, apart from the clock: a relay that is slow must not stop it.
async fn keep_sending(store: Store, clock: RunningClock) {
    loop {
        let store = store.clone();
        match tokio::task::spawn_blocking(move || notices::carry_out(&store, &clock)).await {
            Ok(Ok(0)) => {}
            Ok(Ok(tried)) => tracing::info!(tried, "notices were carried out"),
            Ok(Err(error)) => tracing::error!(%error, "notices could not be carried out"),
            Err(error) => tracing::error!(%error, "the sender stopped and starts again"),
        }
        tokio::time::sleep(SEND).await;
    }
}

/// Ctrl-C, or the service manager's SIGTERM.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => _ = terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
