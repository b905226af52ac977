//! [`Server`]: the listeners, from their start until the last connection has ended.

use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::Registry;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use super::accept::Door;
use super::admin;
use super::app::App;
use super::limits::Limits;
use super::listen::listen;
use super::pool::Pool;
use super::routes::router;
use super::sources::Source;

/// A listening server.
#[derive(Debug)]
pub struct Server {
    app: Arc<App>,
    public: Door,
    admin: Option<Door>,
}

/// The number of connections cut off at the end of the grace period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unfinished(pub usize);

/// The sockets of a server.
#[derive(Debug)]
pub struct Listeners {
    /// The socket of the API.
    pub public: TcpListener,
    /// The socket for operators. Without one, its routes are on the public socket.
    pub admin: Option<TcpListener>,
}

impl Server {
    /// Listens on an address. Port 0 means any free port.
    ///
    /// # Errors
    /// If the server cannot listen on the address.
    pub async fn bind(
        address: SocketAddr,
        registry: Arc<Registry>,
        limits: Limits,
    ) -> io::Result<Self> {
        let public = listen(address)?;
        let admin = None;
        Ok(Server::new(Listeners { public, admin }, registry, limits))
    }

    /// Creates a server over sockets that listen. It needs a runtime of tokio.
    pub fn new(listeners: Listeners, registry: Arc<Registry>, limits: Limits) -> Self {
        Server::with_source(listeners, registry, Source::default(), limits)
    }

    /// Creates a server whose registry follows a source.
    pub fn with_source(
        listeners: Listeners,
        registry: Arc<Registry>,
        source: Source,
        limits: Limits,
    ) -> Self {
        let has_admin = listeners.admin.is_some();
        let app = Arc::new(App::new(registry, source, limits));
        let most = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let max = most(app.limits.max_connections);
        let per_peer = match app.limits.max_connections_per_peer {
            0 => usize::MAX,
            limit => most(limit),
        };
        let admin = listeners.admin.map(|listener| {
            let (router, max) = (admin::router(Arc::clone(&app)), admin::MAX_CONNECTIONS);
            Door::new(Arc::clone(&app), router, listener, max, max)
        });
        let router = router(Arc::clone(&app), !has_admin);
        let public = Door::new(Arc::clone(&app), router, listeners.public, max, per_peer);
        Server { app, public, admin }
    }

    /// The address of the public listener.
    ///
    /// # Errors
    /// If the operating system reports none.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.public.local_addr()
    }

    /// The address of the admin listener, if there is one.
    ///
    /// # Errors
    /// If the operating system reports none.
    pub fn admin_addr(&self) -> io::Result<Option<SocketAddr>> {
        self.admin.as_ref().map(Door::local_addr).transpose()
    }

    /// Serves until the first message from `stops` (or until its senders are dropped), then finishes
    /// the requests in flight. A second message cuts them off.
    ///
    /// # Errors
    /// [`Unfinished`] if connections were cut off.
    pub async fn run(self, mut stops: mpsc::Receiver<()>) -> Result<(), Unfinished> {
        let Server { app, public, admin } = self;
        // The admin listener answers until the public connections have ended.
        let finished = tokio::select! {
            finished = serve(&app, public, &mut stops) => finished,
            () = accept(admin.as_ref()) => pending().await,
        };
        let admin = match admin {
            Some(admin) => finish(admin, &mut stops, ADMIN_GRACE).await,
            None => 0,
        };
        match finished.saturating_add(admin) {
            0 => {
                tracing::info!("all connections have ended");
                Ok(())
            }
            unfinished => Err(Unfinished(unfinished)),
        }
    }
}

/// The time to finish admin requests at the end.
const ADMIN_GRACE: Duration = Duration::from_secs(5);

/// Accepts without end, if there is a listener.
async fn accept(door: Option<&Door>) {
    match door {
        Some(door) => door.accept().await,
        None => pending().await,
    }
}

/// Serves until the first stop message, then closes. Returns the number of unfinished connections.
async fn serve(app: &App, door: Door, stops: &mut mpsc::Receiver<()>) -> usize {
    tokio::select! {
        () = door.accept() => {}
        _ = stops.recv() => {}
    }
    app.set_not_ready();
    let delay = app.limits.drain_delay;
    tracing::info!(?delay, "shutting down");
    let grace = tokio::select! {
        () = door.accept() => Duration::ZERO,
        () = sleep(delay) => app.limits.shutdown_grace,
        () = next_stop(stops) => Duration::ZERO,
    };
    finish(door, stops, grace).await
}

/// Closes the door and waits for its connections to end. Returns the number of those that did not.
async fn finish(door: Door, stops: &mut mpsc::Receiver<()>, grace: Duration) -> usize {
    let pool: Arc<Pool> = door.close().await;
    tokio::select! {
        biased;
        _ = timeout(grace, pool.emptied()) => {}
        () = next_stop(stops) => {}
    }
    pool.unfinished()
}

/// Waits for the next message, for ever if all senders are dropped.
async fn next_stop(stops: &mut mpsc::Receiver<()>) {
    if stops.recv().await.is_none() {
        pending().await
    }
}
