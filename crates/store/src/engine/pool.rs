//! Connections that wait for work.

use super::Connection;
use crate::StoreError;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a caller waits for a connection: longer than any page may take, shorter than for ever, so that a
/// transaction opened inside another one is an error and not a silence.
const PATIENCE: Duration = Duration::from_secs(30);

type Connect = Box<dyn Fn() -> Result<Box<dyn Connection>, StoreError> + Send + Sync>;

/// A few connections, opened when first needed.
pub(crate) struct Pool {
    connect: Connect,
    most: usize,
    state: Mutex<State>,
    returned: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Box<dyn Connection>>,
    lent: usize,
}

impl Pool {
    /// At most `most` connections made by `connect`.
    pub(crate) fn new(most: usize, connect: Connect) -> Pool {
        Pool { connect, most, state: Mutex::default(), returned: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lends a connection until the lease is dropped.
    pub(crate) fn lease(&self) -> Result<Lease<'_>, StoreError> {
        let full = |state: &mut State| state.lent >= self.most;
        let waited = self.returned.wait_timeout_while(self.state(), PATIENCE, full);
        let (mut state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return Err(StoreError::Busy);
        }
        state.lent += 1;
        let idle = state.idle.pop();
        drop(state);
        // From here the lease gives the place back, also when connecting fails.
        let mut lease = Lease { pool: self, connection: idle };
        if lease.connection.is_none() {
            lease.connection = Some((self.connect)()?);
        }
        Ok(lease)
    }
}

/// A lent connection. Whatever transaction is open when it is given back is undone.
pub(crate) struct Lease<'a> {
    pool: &'a Pool,
    connection: Option<Box<dyn Connection>>,
}

impl Lease<'_> {
    /// The connection itself.
    pub(crate) fn connection(&mut self) -> Result<&mut dyn Connection, StoreError> {
        match &mut self.connection {
            Some(connection) => Ok(connection.as_mut()),
            None => Err(StoreError::Busy),
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let connection = self.connection.take().and_then(|mut connection| {
            connection.rollback();
            connection.is_usable().then_some(connection)
        });
        let mut state = self.pool.state();
        state.lent -= 1;
        state.idle.extend(connection);
        drop(state);
        self.pool.returned.notify_one();
    }
}
