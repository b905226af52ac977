//! The signals that stop the server.

use std::io;

use tokio::sync::mpsc;

/// Returns a channel with one message for each SIGINT and SIGTERM from now on.
///
/// # Errors
/// If the signal handlers cannot be installed.
#[cfg(unix)]
pub(super) fn signals() -> io::Result<mpsc::Receiver<()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            if sender.send(()).await.is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

/// Returns a channel with one message for each Ctrl-C.
///
/// # Errors
/// None. The Unix version fails if the signal handlers cannot be installed.
#[cfg(not(unix))]
pub(super) fn signals() -> io::Result<mpsc::Receiver<()>> {
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if sender.send(()).await.is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}
