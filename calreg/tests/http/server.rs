//! A server in the test process, and a calendar with scripted dates.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use calendar_registry::{Backend, DateError, JulianDay, Properties, Registry, YearMonthDay};
use calreg::serve::{Limits, Server, Unfinished};
use tokio::sync::mpsc;

use crate::client::Client;

pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    pub(crate) registry: Arc<Registry>,
    stops: mpsc::Sender<()>,
    thread: Option<JoinHandle<Result<(), Unfinished>>>,
}

impl TestServer {
    /// Starts a server with the built-in calendars.
    pub(crate) fn start() -> Self {
        TestServer::with(Limits::default())
    }

    pub(crate) fn with(limits: Limits) -> Self {
        let registry = Arc::new(Registry::with_builtins());
        let (stops, receiver) = mpsc::channel(2);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = runtime
            .block_on(Server::bind(any, Arc::clone(&registry), limits))
            .unwrap();
        let address = server.local_addr().unwrap();
        let thread = std::thread::spawn(move || {
            let ended = runtime.block_on(server.run(receiver));
            runtime.shutdown_timeout(Duration::ZERO);
            ended
        });
        TestServer {
            address,
            registry,
            stops,
            thread: Some(thread),
        }
    }

    pub(crate) fn client(&self) -> Client {
        Client::connect(self.address)
    }

    /// Sends a stop message, like a signal.
    pub(crate) fn stop(&self) {
        self.stops.blocking_send(()).unwrap();
    }

    /// Waits until the server has ended.
    pub(crate) fn ended(mut self) -> Result<(), Unfinished> {
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            // The second message cuts off clients that a failed test left open.
            let _ = self.stops.try_send(());
            let _ = self.stops.try_send(());
            let _ = thread.join();
        }
    }
}

/// A calendar whose dates come from a closure.
pub(crate) struct Fake<F> {
    pub(crate) names: Vec<String>,
    pub(crate) date: F,
}

impl<F: Fn(JulianDay) -> YearMonthDay + Send + Sync + 'static> Fake<F> {
    pub(crate) fn new(names: &[&str], date: F) -> Self {
        let names = names.iter().map(ToString::to_string).collect();
        Fake { names, date }
    }
}

impl<F: Fn(JulianDay) -> YearMonthDay + Send + Sync + 'static> Backend for Fake<F> {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn properties(&self) -> Properties {
        Properties::other()
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let _ = date;
        Err(DateError::YearZero)
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        Ok((self.date)(day))
    }

    fn is_leap_year(&self, _year: i32) -> bool {
        false
    }

    fn days_in_month(&self, _year: Option<i32>, _month: u8) -> Result<u8, DateError> {
        Ok(28)
    }
}
