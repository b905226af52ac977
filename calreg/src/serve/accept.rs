//! [`Server`]: accepts connections until a stop message, then finishes them.

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

/// Connections over the limit that get a 503 at the same time; the others are dropped.
const MAX_REJECTIONS: usize = 64;

/// The pause after a failed `accept`, for example with no file descriptor left.
const RETRY_DELAY: Duration = Duration::from_millis(100);

/// A listening server.
#[derive(Debug)]
pub struct Server {
    app: Arc<App>,
    router: Router,
    listener: TcpListener,
    /// Becomes `true` when connections must close.
    closing: watch::Sender<bool>,
    rejections: Arc<Semaphore>,
}

/// The number of connections cut off at the end of the grace period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unfinished(pub usize);

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
        let app = Arc::new(App::new(registry, limits));
        Ok(Server {
            router: router(Arc::clone(&app)),
            app,
            listener: TcpListener::bind(address).await?,
            closing: watch::Sender::new(false),
            rejections: Arc::new(Semaphore::new(MAX_REJECTIONS)),
        })
    }

    /// The address of the listener.
    ///
    /// # Errors
    /// If the operating system reports none.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until the first message from `stops` (or until its senders are dropped), then finishes
    /// the requests in flight. A second message cuts them off.
    ///
    /// # Errors
    /// [`Unfinished`] if connections were cut off.
    pub async fn run(self, mut stops: mpsc::Receiver<()>) -> Result<(), Unfinished> {
        tokio::select! {
            () = self.accept() => {}
            _ = stops.recv() => {}
        }
        self.app.set_not_ready();
        let delay = self.app.limits.drain_delay;
        tracing::info!(?delay, "shutting down");
        tokio::select! {
            () = self.accept() => {}
            () = sleep(delay) => {}
            () = next_stop(&mut stops) => return self.finish(&mut stops, Duration::ZERO).await,
        }
        let grace = self.app.limits.shutdown_grace;
        self.finish(&mut stops, grace).await
    }

    /// Accepts connections without end.
    async fn accept(&self) {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => self.admit(stream),
                // The client has closed the connection: accept the next one at once.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    sleep(RETRY_DELAY).await;
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
        } else if let Ok(permit) = Arc::clone(&self.rejections).try_acquire_owned() {
            tokio::spawn(async move {
                connection::reject(&app, stream).await;
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
            // All permits are available once no connection is open.
            _ = app.connections.acquire_many(app.limits.max_connections) => {
                tracing::info!("all connections have ended");
                return Ok(());
            }
            () = sleep(grace) => {}
            () = next_stop(stops) => {}
        }
        Err(Unfinished(app.open_connections()))
    }
}

/// Waits for the next message, for ever if all senders are dropped.
async fn next_stop(stops: &mut mpsc::Receiver<()>) {
    if stops.recv().await.is_none() {
        std::future::pending().await
    }
}
