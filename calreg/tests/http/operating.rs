//! Tests of what an operator sets from outside: variables of the environment, sockets of a service
//! manager, the limit of open files.
#![cfg(unix)]

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

use crate::binary::{Running, address, serve};
use crate::client::Client;

/// Runs the server by a script of the shell, in which `$0` is the program.
fn by_shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_calreg")]);
    command.env("CALREG_LISTEN", "127.0.0.1:0");
    command
}

#[test]
fn every_option_has_a_variable_of_the_environment() {
    let help = serve(&["--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let options: Vec<&str> = help
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--"))
        .filter_map(|line| line.split_once(' ').map(|(name, _)| name))
        .collect();
    assert!(options.len() > 15, "{help}");
    for option in options {
        let variable = option.to_ascii_uppercase().replace('-', "_");
        assert!(
            help.contains(&format!("[env: CALREG_{variable}=")),
            "{option}"
        );
    }
}

#[test]
fn variables_set_options() {
    let mut command = serve(&[]);
    command.env("CALREG_MAX_URI", "19");
    command.env("CALREG_LOG_FORMAT", "json");
    let mut running = Running::spawn(&mut command);
    running.client.get("/healthz").ok();
    assert!(running.line_with("request").starts_with('{'));
    let detail = running
        .client
        .get("/v1/calendars/jalali")
        .problem(414, "uri-too-long");
    assert!(detail.ends_with("the limit is 19"), "{detail}");
    let wrong = serve(&[]).env("CALREG_MAX_URI", "0").output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn admin_listener_is_announced_in_the_second_line() {
    let mut running = Running::start(&["--admin-listen", "127.0.0.1:0"]);
    let admin = address(&mut running.stderr, "admin listening on http://");
    Client::connect(admin).get("/healthz").ok();
    running.client.get("/healthz").problem(404, "unknown-route");
}

#[test]
fn limits_out_of_range_are_wrong_usage() {
    for option in [
        "--max-headers",
        "--max-header-bytes",
        "--max-uri",
        "--max-body",
    ] {
        for number in ["1000000000", "18446744073709551615", "-1"] {
            let output = serve(&[&format!("{option}={number}")]).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{option} {number}");
        }
    }
}

#[test]
fn sockets_of_the_service_manager_are_used() {
    let any = ("127.0.0.1", 0);
    let (admin, public) = (
        TcpListener::bind(any).unwrap(),
        TcpListener::bind(any).unwrap(),
    );
    let admin_address = admin.local_addr().unwrap();
    let public_address = public.local_addr().unwrap();
    let script = "LISTEN_FDS=2 LISTEN_PID=$$ LISTEN_FDNAMES=admin:calreg.socket \
                  exec \"$0\" serve 3<&0 4<&1 </dev/null >/dev/null";
    let mut child = by_shell(script)
        .stdin(Stdio::from(OwnedFd::from(admin)))
        .stdout(Stdio::from(OwnedFd::from(public)))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The sockets listen already, so that requests before the start are answered as well.
    Client::connect(public_address)
        .get("/v1/calendars/jalali")
        .ok();
    Client::connect(admin_address).get("/healthz").ok();
    Client::connect(public_address)
        .get("/healthz")
        .problem(404, "unknown-route");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[cfg(target_os = "linux")]
fn max_fds(client: &mut Client) -> f64 {
    let page = client.get("/metrics");
    let line = page
        .text()
        .lines()
        .find_map(|line| line.strip_prefix("process_max_fds "));
    line.expect("the metric").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn soft_limit_of_open_files_is_raised() {
    let script = "ulimit -S -n 64 && exec \"$0\" serve --max-connections 100";
    let mut running = Running::spawn(&mut by_shell(script));
    assert_eq!(max_fds(&mut running.client), 292.0);
}

#[cfg(target_os = "linux")]
#[test]
fn connections_fit_into_the_hard_limit_of_open_files() {
    let script = "ulimit -n 256 && exec \"$0\" serve";
    let mut running = Running::spawn(&mut by_shell(script));
    assert_eq!(max_fds(&mut running.client), 256.0);
    let line = running.line_with("open files");
    assert!(
        line.contains("WARN") && line.contains("the server accepts 64"),
        "{line}"
    );
    let mut open = Vec::new();
    for _ in 0..300 {
        let mut client = Client::connect(running.address);
        client.get("/healthz").ok();
        open.push(client);
    }
}
