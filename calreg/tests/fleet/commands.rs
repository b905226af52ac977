//! `calreg push` and `calreg watch`.

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use crate::file;
use crate::server::Server;

fn push(etcd: &Server, text: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calendars.toml");
    std::fs::write(&path, text).unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_calreg"))
        .arg("push")
        .arg(path)
        .args(["--etcd", &etcd.url()])
        .output();
    command.unwrap()
}

#[test]
fn watch_prints_what_push_changes() {
    let etcd = Server::start();
    let mut watch = Command::new(env!("CARGO_BIN_EXE_calreg"))
        .args(["watch", "--etcd", &etcd.url()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    assert_eq!(next(), "revision 1");
    let pushed = push(&etcd, &file(&["a", "b"], 1));
    assert_eq!(String::from_utf8(pushed.stdout).unwrap(), "revision 2\n");
    assert_eq!([next(), next(), next()], ["revision 2", "  + a", "  + b"]);
    push(&etcd, &file(&["b"], 2));
    assert_eq!([next(), next()], ["revision 3", "  * b"]);
    etcd.ctl(&["del", "/calendars/a"]).unwrap();
    assert_eq!([next(), next()], ["revision 4", "  - a"]);
    etcd.ctl(&["put", "/calendars/c", "no JSON"]).unwrap();
    assert!(next().starts_with("error: /calendars/c:1:"));
    watch.kill().unwrap();
    watch.wait().unwrap();
}

#[test]
fn push_refuses_what_readers_would_reject() {
    let etcd = Server::start();
    let refused = push(&etcd, &file(&["julian"], 1));
    assert_eq!(refused.status.code(), Some(1));
    let error = String::from_utf8(refused.stderr).unwrap();
    assert!(
        error.contains("belongs to the calendar \"Julian\""),
        "{error}"
    );
    assert_eq!(etcd.ctl(&["get", "--prefix", "/"]).unwrap(), "");
}
