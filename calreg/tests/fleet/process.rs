//! [`Calreg`]: a process of the server.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::http::{Answer, request};

pub(crate) struct Calreg {
    arguments: Vec<String>,
    has_full_disk: bool,
    child: Option<Child>,
    pub(crate) public: SocketAddr,
    pub(crate) admin: SocketAddr,
    pub(crate) last_good: PathBuf,
}

impl Calreg {
    /// Starts a server that follows etcd. `folder` gets its last good file and its token.
    pub(crate) fn start(etcd: &str, folder: &Path, has_full_disk: bool) -> Self {
        let last_good = folder.join("calendars");
        let token = folder.join("token");
        std::fs::write(&token, "a token of 25 characters\n").unwrap();
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        let arguments = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--admin-listen",
            "127.0.0.1:0",
            "--log",
            "off",
            "--etcd",
            etcd,
            "--last-good",
            &path(&last_good),
            "--admin-token",
            &path(&token),
        ];
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut server = Calreg {
            arguments: arguments.map(str::to_owned).to_vec(),
            has_full_disk,
            child: None,
            public: nowhere,
            admin: nowhere,
            last_good,
        };
        server.restart();
        server
    }

    /// Starts the process. A full disk is one on which no file can have a byte.
    pub(crate) fn restart(&mut self) {
        let mut command = if self.has_full_disk {
            let mut shell = Command::new("sh");
            shell.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""]);
            shell.arg(env!("CARGO_BIN_EXE_calreg"));
            shell
        } else {
            Command::new(env!("CARGO_BIN_EXE_calreg"))
        };
        let mut child = command
            .args(&self.arguments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut address = || {
            let line = lines.next().unwrap().unwrap();
            line.rsplit("http://").next().unwrap().parse().unwrap()
        };
        (self.public, self.admin) = (address(), address());
        self.child = Some(child);
    }

    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.as_ref().unwrap().id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Asks the public listener. `None` if it does not answer.
    pub(crate) fn get(&self, path: &str) -> Option<(u16, String)> {
        let answer = request(self.public, "GET", path, "", b"").ok()?;
        Some((answer.status, answer.body))
    }

    /// Sends a request to the admin listener.
    pub(crate) fn change(&self, method: &str, name: &str, headers: &str, body: &[u8]) -> Answer {
        let path = format!("/admin/v1/calendars/{name}");
        request(self.admin, method, &path, headers, body).unwrap()
    }
}

impl Drop for Calreg {
    fn drop(&mut self) {
        self.kill();
    }
}
