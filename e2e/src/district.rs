//! A district served in this process.

use crate::year::{adopt, copy_year, open};
use crate::{ADOPTED, Client, Folder, SetClock, YEAR_ENDS, calendar, open_account};
use page::{App, Clock, Refusal};
use people::Role;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A district with its pack adopted, served on a spare port until it is dropped.
#[derive(Debug)]
pub struct District {
    /// Its database.
    pub store: Store,
    /// Its clock: only the test moves it, and only [`District::tick`] lets it cause anything.
    pub clock: SetClock,
    /// Where it is served, such as `http://127.0.0.1:4711`.
    pub url: String,
    /// Address of its database.
    pub db: String,
    /// Its folder.
    pub folder: Folder,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
}

impl District {
    /// The pack has just been adopted; there is no account.
    pub fn fresh() -> District {
        let folder = Folder::new();
        let db = folder.file("fresh.db");
        let store = adopt(&db, Path::new(&folder.file("fresh.db.key")), ADOPTED);
        District::served(store, db, folder, SetClock::new(ADOPTED))
    }

    /// A copy of the simulated year, with an account for every role.
    pub fn after_a_year() -> District {
        let folder = Folder::new();
        let db = folder.file("year.db");
        copy_year(&db);
        District::of_database(&db, folder)
    }

    /// A database that exists, with its key in `<folder>/year.db.key`.
    pub fn of_database(db: &str, folder: Folder) -> District {
        let store = open(db, Path::new(&folder.file("year.db.key"))).expect("the database opens");
        let districts = store.districts().expect("districts");
        let store = store.for_district(&districts[0]);
        District::served(store, db.to_owned(), folder, SetClock::new(YEAR_ENDS))
    }

    fn served(store: Store, db: String, folder: Folder, clock: SetClock) -> District {
        let (stop, stopped) = oneshot::channel();
        let (ready, is_ready) = std::sync::mpsc::channel();
        let app = app(store.clone(), clock.clone());
        let server = std::thread::spawn(move || serve(app, stopped, &ready));
        let address: SocketAddr = is_ready.recv().expect("the server starts");
        let url = format!("http://{address}");
        District { store, clock, url, db, folder, stop: Some(stop), server: Some(server) }
    }

    /// A visitor.
    pub fn visitor(&self) -> Client {
        Client::new(&self.url)
    }

    /// A person who has signed in through the form with the account of a role.
    pub fn person(&self, role: Role) -> Client {
        let client = self.visitor();
        client.sign_in_as(role);
        client
    }

    /// A program that acts for an organ in a role.
    pub fn program(&self, organ: &str, role: Role) -> Client {
        let issue = |tx: &mut store::Tx<'_>| people::issue_token(tx, "system", organ, role, self.clock.now());
        let token = self.store.write(issue).expect("a token");
        Client::program(&self.url, token.reveal())
    }

    /// Opens one more account.
    pub fn open_account(&self, account: &str, organ: &str, role: Role) {
        open_account(&self.store, account, organ, role, self.clock.now());
    }

    /// Lets the clock cause what it causes by now.
    pub fn tick(&self) {
        flows::tick(&self.store, &calendar(), self.clock.now()).expect("the clock goes on");
    }
}

impl Drop for District {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(server) = self.server.take() {
            _ = server.join();
        }
    }
}

/// The application as the program makes it, with the test's clock.
fn app(store: Store, clock: SetClock) -> App {
    let packs = store.read(|tx| Ok::<_, Refusal>(documents::packs(tx)?)).expect("packs");
    let name = packs.into_iter().next().map(|pack| pack.district_name).unwrap_or_default();
    App::new(store, Box::new(clock), name, luoshi::GAUGES)
}

fn serve(app: App, stopped: oneshot::Receiver<()>, ready: &std::sync::mpsc::Sender<SocketAddr>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a spare port");
        ready.send(listener.local_addr().expect("an address")).expect("the test waits");
        let router = page::router(Arc::new(app), luoshi::routes());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::select! {
            served = async { axum::serve(listener, service).await } => served.expect("the server runs"),
            // The sender is dropped with the district.
            _ = stopped => {}
        }
    });
    // Connections to PostgreSQL must not be closed by a thread of the runtime: the district closes the last one.
    runtime.shutdown_timeout(std::time::Duration::from_secs(10));
}
