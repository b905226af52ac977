//! [`Server`]: accepts connections until it is told to stop, and then finishes them.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use calendar_registry::Registry;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};
use tokio::time::sleep;

use super::app::App;
use super::connection;
use super::limits::Limits;
use super::routes::router;

/// How many connections beyond the limit are told so at one time; the rest is dropped.
const TURNED_AWAY: usize = 64;

/// How long to wait when the system has no more sockets to give.
const BREATH: Duration = Duration::from_millis(100);

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    app: Arc<App>,
    router: Router,
    listener: TcpListener,
    /// Becomes `true` when connections should end.
    closing: watch::Sender<bool>,
    turned_away: Arc<Semaphore>,
}

/// Connections that were still open when the time to finish them was over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unfinished(pub usize);

impl Server {
    /// Listens on an address. Port 0 stands for any free one.
    ///
    /// # Errors
    /// If the address cannot be listened on.
    pub async fn bind(
        address: SocketAddr,
        registry: Arc<Registry>,
        limits: Limits,
    ) -> io::Result<Self> {
        let app = Arc::new(App::new(registry, limits));
        Ok(Server {
            router: router(Arc::clone(&app)),
            app,
            listener: TcpListener::bind(address).await?,
            closing: watch::Sender::new(false),
            turned_away: Arc::new(Semaphore::new(TURNED_AWAY)),
        })
    }

    /// The address that it listens on.
    ///
    /// # Errors
    /// If the system does not know it.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until the first message from `stops` (or until nobody can send one), then
    /// finishes what is in flight; a second message cuts that off.
    ///
    /// # Errors
    /// [`Unfinished`] if connections had to be cut off.
    pub async fn run(self, mut stops: mpsc::Receiver<()>) -> Result<(), Unfinished> {
        tokio::select! {
            () = self.accept() => {}
            _ = stops.recv() => {}
        }
        self.app.turn_unready();
        let delay = self.app.limits.drain_delay;
        tracing::info!(?delay, "shutting down");
        tokio::select! {
            () = self.accept() => {}
            () = sleep(delay) => {}
            () = second(&mut stops) => return self.finish(&mut stops, Duration::ZERO).await,
        }
        let grace = self.app.limits.shutdown_grace;
        self.finish(&mut stops, grace).await
    }

    /// Accepts connections for ever.
    async fn accept(&self) {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => self.admit(stream),
                // The client has gone before its turn: no reason to keep others waiting.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    sleep(BREATH).await;
                }
            }
        }
    }

    fn admit(&self, stream: TcpStream) {
        let app = Arc::clone(&self.app);
        if let Ok(permit) = Arc::clone(&app.connections).try_acquire_owned() {
            let (router, closing) = (self.router.clone(), self.closing.subscribe());
            tokio::spawn(async move {
                connection::serve(&app, router, stream, closing).await;
                drop(permit);
            });
        } else if let Ok(permit) = Arc::clone(&self.turned_away).try_acquire_owned() {
            tokio::spawn(async move {
                connection::turn_away(&app, stream).await;
                drop::<OwnedSemaphorePermit>(permit);
            });
        }
    }

    /// Stops listening and waits for the open connections to end.
    async fn finish(
        self,
        stops: &mut mpsc::Receiver<()>,
        grace: Duration,
    ) -> Result<(), Unfinished> {
        drop(self.listener);
        self.closing.send_replace(true);
        let app = self.app;
        tokio::select! {
            // All permits are free when no connection is open.
            _ = app.connections.acquire_many(app.limits.max_connections) => {
                tracing::info!("all connections have ended");
                return Ok(());
            }
            () = sleep(grace) => {}
            () = second(stops) => {}
        }
        Err(Unfinished(app.open_connections()))
    }
}

/// The next message; never, if there can be none.
async fn second(stops: &mut mpsc::Receiver<()>) {
    if stops.recv().await.is_none() {
        std::future::pending().await
    }
}
