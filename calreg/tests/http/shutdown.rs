//! Tests of the shutdown: requests in flight are finished, idle connections are closed, and the wait
//! is bounded.

use std::time::Duration;

use calreg::serve::{Limits, Unfinished};

use crate::client::{Client, request};
use crate::server::{Slow, TestServer};

#[test]
fn request_in_flight_is_finished() {
    let server = TestServer::start();
    let slow = Slow::register(&server.registry);
    let mut client = server.client();
    slow.request(&mut client);
    let mut idle = server.client();
    idle.get("/healthz").ok();
    server.stop();
    // The server closes idle connections at once, so the shutdown has begun.
    idle.assert_closed();
    slow.go_on.send(()).unwrap();
    let response = client.response();
    assert_eq!(response.ok()["date"], "0007-07-07");
    assert_eq!(response.header("connection"), Some("close"));
    client.assert_closed();
    drop((client, idle));
    assert_eq!(server.ended(), Ok(()));
}

/// 100 requests that were sent before the stop message: on connections that the server has not yet
/// accepted, and on idle ones.
#[test]
fn every_request_delivered_before_the_stop_is_answered() {
    for _ in 0..10 {
        let server = TestServer::start();
        let mut clients: Vec<Client> = (0..5).map(|_| server.client()).collect();
        for client in &mut clients {
            client.get("/healthz").ok();
        }
        clients.extend((0..5).map(|_| server.client()));
        for client in &mut clients {
            client
                .send(request("GET", "/v1/calendars/jalali", ""))
                .unwrap();
        }
        server.stop();
        for (at, client) in clients.iter_mut().enumerate() {
            let response = client.try_response("GET");
            let response = response.unwrap_or_else(|error| panic!("request {at}: {error}"));
            assert_eq!(response.ok()["name"], "Jalali");
        }
        drop(clients);
        assert_eq!(server.ended(), Ok(()));
    }
}

#[test]
fn admin_listener_answers_while_requests_are_finished() {
    let server = TestServer::with_admin(Limits::default());
    let slow = Slow::register(&server.registry);
    let mut client = server.client();
    slow.request(&mut client);
    server.stop();
    let ready = (0..1000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        Some(server.admin_client().get("/readyz")).filter(|response| response.status != 200)
    });
    ready.expect("a 503").problem(503, "shutting-down");
    server.admin_client().get("/healthz").ok();
    slow.go_on.send(()).unwrap();
    client.response().ok();
    drop(client);
    assert_eq!(server.ended(), Ok(()));
}

#[test]
fn request_with_an_incomplete_body_is_finished() {
    let server = TestServer::start();
    let mut client = server.client();
    client
        .send(request("GET", "/healthz", "content-length: 6\r\n") + "abc")
        .unwrap();
    let mut idle = server.client();
    idle.get("/healthz").ok();
    server.stop();
    idle.assert_closed();
    client.send("def").unwrap();
    client.response().ok();
    client.assert_closed();
    drop((client, idle));
    assert_eq!(server.ended(), Ok(()));
}

#[test]
fn stopped_server_accepts_no_connection() {
    let server = TestServer::start();
    let address = server.address;
    server.stop();
    assert_eq!(server.ended(), Ok(()));
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn server_is_not_ready_before_it_stops_accepting() {
    let server = TestServer::with(Limits {
        drain_delay: Duration::from_secs(60),
        ..Limits::default()
    });
    let mut idle = server.client();
    idle.get("/readyz").ok();
    server.stop();
    // New connections are accepted during the drain delay.
    let refused = (0..1000).find_map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        Some(server.client().get("/readyz")).filter(|response| response.status != 200)
    });
    let refused = refused.expect("a response other than 200");
    refused.problem(503, "shutting-down");
    assert_eq!(refused.header("connection"), Some("close"));
    server.client().get("/healthz").ok();
    // An open connection serves one more request and closes.
    assert_eq!(
        idle.get("/v1/calendars").header("connection"),
        Some("close")
    );
    idle.assert_closed();
    // The second stop message skips the drain delay.
    server.stop();
    let _ = server.ended();
}

#[test]
fn unfinished_request_is_cut_off_after_the_grace_period() {
    let server = TestServer::with(Limits {
        shutdown_grace: Duration::from_millis(300),
        ..Limits::default()
    });
    let mut client = server.client();
    client
        .send(request("GET", "/healthz", "content-length: 6\r\n") + "abc")
        .unwrap();
    let mut idle = server.client();
    idle.get("/healthz").ok();
    server.stop();
    idle.assert_closed();
    drop(idle);
    assert_eq!(server.ended(), Err(Unfinished(1)));
    client.assert_closed();
}

/// Tests of the binary: address line, signals and exit codes.
#[cfg(unix)]
mod binary {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, ChildStderr, Command, Stdio};

    use crate::client::{Client, request};

    struct Running {
        child: Child,
        stderr: BufReader<ChildStderr>,
        client: Client,
    }

    impl Drop for Running {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    impl Running {
        fn start(arguments: &[&str]) -> Self {
            let mut child = Command::new(env!("CARGO_BIN_EXE_calreg"))
                .args(["serve", "--listen", "127.0.0.1:0"])
                .args(arguments)
                .stderr(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            let mut stderr = BufReader::new(child.stderr.take().unwrap());
            let mut line = String::new();
            stderr.read_line(&mut line).unwrap();
            let address = line.trim_end().strip_prefix("listening on http://");
            let client = Client::connect(address.expect("the address").parse().unwrap());
            Running {
                child,
                stderr,
                client,
            }
        }

        fn signal(&self, name: &str) {
            let id = self.child.id().to_string();
            let sent = Command::new("sh")
                .args(["-c", &format!("kill -{name} {id}")])
                .status();
            assert!(sent.unwrap().success());
        }

        fn ends_with(&mut self, code: i32) -> String {
            let mut log = String::new();
            std::io::Read::read_to_string(&mut self.stderr, &mut log).unwrap();
            assert_eq!(self.child.wait().unwrap().code(), Some(code), "{log}");
            log
        }
    }

    #[test]
    fn sigint_and_sigterm_end_with_exit_code_0() {
        for signal in ["INT", "TERM"] {
            let mut running = Running::start(&[]);
            running
                .client
                .get("/v1/calendars/jalali/dates/2026-11-22")
                .ok();
            running.signal(signal);
            running.client.assert_closed();
            let log = running.ends_with(0);
            assert!(log.contains("shutting down"), "{log}");
        }
    }

    #[test]
    fn first_signal_finishes_requests_and_second_cuts_them_off() {
        let half = request("GET", "/healthz", "content-length: 6\r\n") + "abc";
        let mut polite = Running::start(&["--drain-delay", "0s", "--log", "info"]);
        polite.client.get("/healthz").ok();
        polite.client.send(&half).unwrap();
        polite.signal("TERM");
        let mut line = String::new();
        while !line.contains("shutting down") {
            line.clear();
            assert_ne!(polite.stderr.read_line(&mut line).unwrap(), 0);
        }
        polite.client.send("def").unwrap();
        polite.client.response().ok();
        polite.ends_with(0);

        let mut hasty = Running::start(&["--shutdown-grace", "10m", "--body-timeout", "20s"]);
        hasty.client.get("/healthz").ok();
        hasty.client.send(&half).unwrap();
        hasty.signal("TERM");
        let mut line = String::new();
        while !line.contains("shutting down") {
            line.clear();
            assert_ne!(hasty.stderr.read_line(&mut line).unwrap(), 0);
        }
        hasty.signal("TERM");
        let log = hasty.ends_with(1);
        assert!(log.contains("error: 1 connections were cut off"), "{log}");
    }

    #[test]
    fn log_lines_are_bounded_and_escaped() {
        let mut running = Running::start(&[]);
        let long = "a".repeat(2000);
        let target = format!("/{long}");
        let response = running
            .client
            .request("GET", &target, "x-request-id: mine\r\n");
        response.problem(404, "unknown-route");
        running
            .client
            .request("GET", "/a%0Ab\"c", "x-request-id: \u{1b}[31m\r\n");
        running.signal("TERM");
        let log = running.ends_with(0);
        let line = log
            .lines()
            .find(|line| line.contains("id=mine"))
            .expect("a line");
        assert!(line.contains("status=404") && line.len() < 600, "{line}");
        assert!(!log.contains('\u{1b}'), "{log:?}");
    }

    #[test]
    fn log_level_off_prints_only_the_address() {
        let mut running = Running::start(&["--log", "off"]);
        running.client.get("/healthz").ok();
        running.signal("TERM");
        assert_eq!(running.ends_with(0), "");
    }
}
