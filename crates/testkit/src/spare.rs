//! Spare ports.

use std::net::TcpListener;

/// A port nobody listens on at the moment.
///
/// # Errors
/// The machine gives none.
pub fn spare_port() -> std::io::Result<u16> {
    TcpListener::bind("127.0.0.1:0")?.local_addr().map(|address| address.port())
}
