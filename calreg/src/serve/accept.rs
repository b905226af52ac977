//! [`Door`]: accepts the connections of one listener, up to its limits.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::app::App;
use super::connection;
use super::pool::{Full, Pool};

/// Connections over the limit that get a 503 at the same time; the others are dropped.
pub(super) const MAX_REJECTIONS: usize = 64;

/// The pause after a failed `accept`, for example with no file descriptor left.
const RETRY_DELAY: Duration = Duration::from_millis(100);

/// A connection is not evicted within this time. At the limit, a new one waits for such a connection.
const SPARED: Duration = Duration::from_millis(5);
const PAUSE: Duration = Duration::from_millis(1);

/// A listener with its routes and its connections.
#[derive(Debug)]
pub(super) struct Door {
    listener: TcpListener,
    admission: Admission,
}

/// What a new connection needs.
#[derive(Debug)]
struct Admission {
    app: Arc<App>,
    router: Router,
    pool: Arc<Pool>,
    rejections: Arc<Semaphore>,
}

impl Door {
    /// Creates a door for `max` connections, at most `max_per_peer` of them from one peer.
    pub(super) fn new(
        app: Arc<App>,
        router: Router,
        listener: TcpListener,
        max: usize,
        max_per_peer: usize,
    ) -> Self {
        let admission = Admission {
            app,
            router,
            pool: Arc::new(Pool::new(max, max_per_peer, SPARED)),
            rejections: Arc::new(Semaphore::new(MAX_REJECTIONS)),
        };
        Door {
            listener,
            admission,
        }
    }

    pub(super) fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Accepts connections without end.
    pub(super) async fn accept(&self) {
        loop {
            match self.listener.accept().await {
                Ok((stream, peer)) => self.admission.admit(stream, peer).await,
                // The client has closed the connection: accept the next one at once.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    sleep(RETRY_DELAY).await;
                }
            }
        }
    }

    /// Accepts the connections that clients have opened, stops listening and tells all connections to
    /// close. Returns the connections.
    pub(super) async fn close(self) -> Arc<Pool> {
        let Door {
            listener,
            admission,
        } = self;
        // tokio may not know yet that a connection has arrived. The operating system knows.
        if let Ok(listener) = listener.into_std() {
            while let Ok((stream, peer)) = listener.accept() {
                let stream = stream
                    .set_nonblocking(true)
                    .and_then(|()| TcpStream::from_std(stream));
                if let Ok(stream) = stream {
                    admission.admit(stream, peer).await;
                }
            }
        }
        admission.pool.close_all();
        admission.pool
    }
}

impl Admission {
    /// Serves a connection in a task of its own, or responds 503.
    async fn admit(&self, stream: TcpStream, peer: SocketAddr) {
        let (app, router) = (Arc::clone(&self.app), self.router.clone());
        let entered = loop {
            match self.pool.enter(peer.ip()) {
                // The operating system keeps the next connections.
                Err(Full::ForAMoment) => sleep(PAUSE).await,
                entered => break entered,
            }
        };
        if let Ok(place) = entered {
            tokio::spawn(async move {
                connection::serve(&app, router, stream, peer, place).await;
            });
            return;
        }
        let Ok(permit) = Arc::clone(&self.rejections).try_acquire_owned() else {
            app.metrics.count_dropped_connection();
            return;
        };
        let pool = Arc::clone(&self.pool);
        tokio::spawn(async move {
            // Most requests are answered in less time.
            sleep(SPARED).await;
            match pool.enter(peer.ip()) {
                Ok(place) => {
                    drop(permit);
                    connection::serve(&app, router, stream, peer, place).await;
                }
                Err(_) => {
                    let max = pool.max_for(peer.ip());
                    connection::reject(&app, stream, peer, max).await;
                }
            }
        });
    }
}
