//! A headless browser, driven through chromedriver.

use std::process::Stdio;
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A test fails if it waits longer than this.
const TEST_TIMEOUT: Duration = Duration::from_secs(60);

pub(crate) struct Browser {
    client: Client,
    /// Killed when it is dropped, and the browser with it.
    _driver: Child,
}

/// A command of chromedriver that is not in the standard.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// Starts a driver and a browser in English.
    pub(crate) async fn start() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver is installed");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line = lines
                .next_line()
                .await
                .unwrap()
                .expect("a line with the port");
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        // As root, Chromium needs `--no-sandbox`; in containers, /dev/shm is small.
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--lang=en",
        ];
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a session");
        Browser {
            client,
            _driver: driver,
        }
    }

    pub(crate) async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Runs a script and returns its result.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Waits until an expression has this value.
    #[track_caller]
    pub(crate) fn wait_for(
        &self,
        expression: &str,
        expected: impl Into<Value>,
    ) -> impl Future<Output = ()> {
        let (expected, script) = (expected.into(), format!("return {expression}"));
        let caller = std::panic::Location::caller();
        async move {
            let mut last = Value::Null;
            let wait = async {
                loop {
                    last = self.run(&script).await;
                    if last == expected {
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            let ended = tokio::time::timeout(TEST_TIMEOUT, wait).await;
            assert!(
                ended.is_ok(),
                "{caller}: {script} is {last}, not {expected}"
            );
        }
    }

    /// Chooses an option of a `select` element, as a user does.
    pub(crate) async fn choose(&self, id: &str, value: &str) {
        let element = self.client.find(fantoccini::Locator::Id(id)).await.unwrap();
        element.select_by_value(value).await.unwrap();
    }

    pub(crate) async fn click(&self, selector: &str) {
        let element = self.client.find(fantoccini::Locator::Css(selector)).await;
        element.unwrap().click().await.unwrap();
    }

    /// Presses and releases a key.
    pub(crate) async fn press(&self, key: char) {
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Sets the size of the page, and the colours that the user prefers.
    pub(crate) async fn emulate(&self, width: u32, scheme: &str) {
        let size = json!({
            "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
        let features = json!({
            "features": [{ "name": "prefers-color-scheme", "value": scheme }],
        });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.extension("goog/cdp/execute", body).await.unwrap();
    }

    /// The messages in the browser's log since the last call: errors of scripts, failed requests,
    /// violations of the policy.
    pub(crate) async fn log(&self) -> Vec<Value> {
        let log = self.extension("se/log", json!({ "type": "browser" })).await;
        log.unwrap().as_array().unwrap().clone()
    }

    async fn extension(&self, path: &'static str, body: Value) -> Result<Value, CmdError> {
        self.client.issue_cmd(Extension { path, body }).await
    }

    pub(crate) async fn close(self) {
        self.client.close().await.unwrap();
    }
}
