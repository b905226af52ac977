//! The signals that ask the server to stop.

use std::io;

use tokio::sync::mpsc;

/// One message for each SIGINT and SIGTERM from now on.
///
/// # Errors
/// If the system does not let the signals be watched.
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

/// One message for each Ctrl-C.
///
/// # Errors
/// None here; elsewhere, if the system does not let the signals be watched.
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
