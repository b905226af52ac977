//! A server in the test process, and a calendar with scripted dates.

use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use calendar_registry::{Backend, DateError, JulianDay, Properties, Registry, YearMonthDay};
use calreg::serve::{Limits, Listeners, Server, Unfinished};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::mpsc;

use crate::client::{Client, TEST_TIMEOUT, request};

pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    /// The address of the admin listener, if there is one.
    pub(crate) admin: Option<SocketAddr>,
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
        TestServer::run(limits, false, Builder::new_multi_thread().worker_threads(2))
    }

    /// Starts a server with one thread: while a backend blocks it, the server does nothing else.
    pub(crate) fn with_one_thread() -> Self {
        TestServer::run(Limits::default(), false, &mut Builder::new_current_thread())
    }

    /// Starts a server with an admin listener.
    pub(crate) fn with_admin(limits: Limits) -> Self {
        TestServer::run(limits, true, Builder::new_multi_thread().worker_threads(2))
    }

    fn run(limits: Limits, has_admin: bool, runtime: &mut Builder) -> Self {
        let registry = Arc::new(Registry::with_builtins());
        let (stops, receiver) = mpsc::channel(2);
        let runtime = runtime.enable_all().build().unwrap();
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = runtime.block_on(async {
            if !has_admin {
                let server = Server::bind(any, Arc::clone(&registry), limits);
                return server.await.unwrap();
            }
            let public = TcpListener::bind(any).await.unwrap();
            let admin = Some(TcpListener::bind(any).await.unwrap());
            Server::new(Listeners { public, admin }, Arc::clone(&registry), limits)
        });
        let address = server.local_addr().unwrap();
        let admin = server.admin_addr().unwrap();
        let thread = std::thread::spawn(move || {
            let ended = runtime.block_on(server.run(receiver));
            runtime.shutdown_timeout(Duration::ZERO);
            ended
        });
        TestServer {
            address,
            admin,
            registry,
            stops,
            thread: Some(thread),
        }
    }

    pub(crate) fn client(&self) -> Client {
        Client::connect(self.address)
    }

    /// Connects to the admin listener.
    pub(crate) fn admin_client(&self) -> Client {
        Client::connect(self.admin.expect("an admin listener"))
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

/// A calendar, `slow`, whose dates wait until the test lets them go.
pub(crate) struct Slow {
    pub(crate) begun: Receiver<()>,
    pub(crate) go_on: Sender<()>,
}

impl Slow {
    /// Registers the calendar.
    pub(crate) fn register(registry: &Registry) -> Self {
        // A backend that blocks must tell the runtime, which has few threads.
        Slow::with(registry, |wait| tokio::task::block_in_place(wait))
    }

    /// Registers the calendar, and blocks the thread of the runtime in each request.
    pub(crate) fn register_blocking(registry: &Registry) -> Self {
        Slow::with(registry, |wait| wait())
    }

    fn with(registry: &Registry, block: fn(&dyn Fn())) -> Self {
        let (begin, begun) = channel();
        let (go_on, told) = channel();
        let told = Mutex::new(told);
        let slow = Fake::new(&["slow"], move |_| {
            begin.send(()).unwrap();
            block(&|| told.lock().unwrap().recv_timeout(TEST_TIMEOUT).unwrap());
            YearMonthDay::new(7, 7, 7)
        });
        registry.register(slow).unwrap();
        Slow { begun, go_on }
    }

    /// Sends a request that waits, and returns when it does.
    pub(crate) fn request(&self, client: &mut Client) {
        let request = request("GET", "/v1/calendars/slow/dates/2026-11-22", "");
        client.send(request).unwrap();
        self.begun.recv_timeout(TEST_TIMEOUT).unwrap();
    }
}
