//! Opens the sockets, or takes those that a service manager has opened.

use std::io;
use std::net::SocketAddr;

use listenfd::ListenFd;
use tokio::net::{TcpListener, TcpSocket};

use super::server::Listeners;

/// Connections that the operating system keeps until the server accepts them. Linux lowers the number
/// to `net.core.somaxconn`, which is 4096 by default.
const BACKLOG: u32 = 4096;

/// Listens on an address. Must be called in a runtime of tokio.
pub(super) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // A restarted server can listen while connections of the last one are in TIME_WAIT. On Windows the
    // option means something else.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Takes the sockets of systemd's protocol (`LISTEN_FDS`). The one with the name `admin`
/// (`FileDescriptorName=`) is the admin listener, the first one with another name the public one.
/// Returns `None` if there is none.
///
/// # Errors
/// If a socket is not a TCP socket, or if only an admin socket was passed.
pub(super) fn inherited() -> io::Result<Option<Listeners>> {
    let mut sockets = ListenFd::from_env();
    // The names are not in the crate.
    let names = std::env::var("LISTEN_FDNAMES").unwrap_or_default();
    let mut names = names.split(':');
    let (mut public, mut admin) = (None, None);
    for index in 0..sockets.len() {
        let is_admin = names.next() == Some("admin");
        let Some(socket) = sockets.take_tcp_listener(index)? else {
            continue;
        };
        socket.set_nonblocking(true)?;
        let socket = TcpListener::from_std(socket)?;
        let place = if is_admin { &mut admin } else { &mut public };
        if place.replace(socket).is_some() {
            return Err(io::Error::other("too many sockets were passed"));
        }
    }
    match (public, admin) {
        (Some(public), admin) => Ok(Some(Listeners { public, admin })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(io::Error::other("only an admin socket was passed")),
    }
}
