//! The server as a process of its own.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStderr, Command, Stdio};

use crate::client::Client;

pub(crate) struct Running {
    child: Child,
    pub(crate) stderr: BufReader<ChildStderr>,
    pub(crate) address: SocketAddr,
    pub(crate) client: Client,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command `calreg serve` on a free port, without variables of the environment for it.
pub(crate) fn serve(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calreg"));
    command.arg("serve").args(arguments);
    command.env("CALREG_LISTEN", "127.0.0.1:0");
    command
}

impl Running {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Running::spawn(&mut serve(arguments))
    }

    /// Starts a command and waits for the line with its address.
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let address = address(&mut stderr, "listening on http://");
        Running {
            child,
            stderr,
            address,
            client: Client::connect(address),
        }
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{name} {id}")])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Reads the log up to a line with this text, and returns the line.
    pub(crate) fn line_with(&mut self, text: &str) -> String {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            assert_ne!(self.stderr.read_line(&mut line).unwrap(), 0, "no {text}");
        }
        line
    }

    /// Waits for the end of the process and returns the rest of the log.
    pub(crate) fn ends_with(&mut self, code: i32) -> String {
        let mut log = String::new();
        self.stderr.read_to_string(&mut log).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(code), "{log}");
        log
    }

    /// Waits for the end of the process without reading its log.
    pub(crate) fn ends_unread_with(&mut self, code: i32) {
        assert_eq!(self.child.wait().unwrap().code(), Some(code));
    }
}

/// Reads a line that consists of a prefix and an address.
pub(crate) fn address(stderr: &mut impl BufRead, prefix: &str) -> SocketAddr {
    let mut line = String::new();
    stderr.read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix(prefix);
    address.unwrap_or_else(|| panic!("{line}")).parse().unwrap()
}
