//! Tests of the page in headless Chromium, with a server in the test process.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "tests may panic"
)]

mod browser;

use std::net::SocketAddr;
use std::sync::Arc;

use calendar_registry::{Registry, Renamed, calendars::Hebrew};
use calreg::serve::{Limits, Server};
use fantoccini::key::Key;
use tokio::sync::mpsc;

use crate::browser::Browser;

/// A day whose dates the tests know: 15 Kislev 5787, 4 Azar 1405.
const DAY: &str = "2026-11-25";

struct TestPage {
    browser: Browser,
    registry: Arc<Registry>,
    address: SocketAddr,
    stops: mpsc::Sender<()>,
}

impl TestPage {
    /// Starts a server and a browser.
    async fn start() -> Self {
        let registry = Arc::new(Registry::with_builtins());
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = Server::bind(any, Arc::clone(&registry), Limits::default());
        let server = server.await.unwrap();
        let address = server.local_addr().unwrap();
        let (stops, receiver) = mpsc::channel(2);
        tokio::spawn(server.run(receiver));
        TestPage {
            browser: Browser::start().await,
            registry,
            address,
            stops,
        }
    }

    /// Opens the page with a selected day, and waits until it shows it.
    async fn open(&self, calendar: &str, with: &str, locale: &str) {
        let Self {
            browser, address, ..
        } = self;
        browser.open("about:blank").await;
        let state = format!("calendar={calendar}&with={with}&locale={locale}&iso={DAY}");
        browser.open(&format!("http://{address}/#{state}")).await;
        browser
            .wait_for(
                &format!("document.querySelectorAll('{}').length", cell(DAY)),
                1,
            )
            .await;
    }

    /// Checks that the browser has reported nothing, and ends it.
    async fn close(self) {
        let log = self.browser.log().await;
        assert!(log.is_empty(), "{log:?}");
        self.browser.close().await;
        self.stops.send(()).await.unwrap();
    }
}

fn cell(day: &str) -> String {
    format!("td[data-day=\"{day}\"]")
}

/// The expression for the text of an element.
fn text(selector: &str) -> String {
    format!("document.querySelector('{selector}').innerText.trim()")
}

#[tokio::test(flavor = "multi_thread")]
async fn cell_shows_the_day_in_both_calendars() {
    let page = TestPage::start().await;
    page.open("Gregorian", "Hebrew", "en").await;
    let browser = &page.browser;
    browser.wait_for(&text("#title"), "November 2026").await;
    browser.wait_for(&text(&cell(DAY)), "25\n15 Kislev").await;
    let label = format!(
        "document.querySelector('{}').getAttribute('aria-label')",
        cell(DAY)
    );
    let full = "Wednesday, November 25, 2026; Wednesday, 15 Kislev 5787";
    browser.wait_for(&label, full).await;
    browser
        .wait_for(&text("#selected"), "Wednesday, November 25, 2026")
        .await;
    browser
        .wait_for(
            &text("#curl-day"),
            format!(
                "curl \"http://{}/v1/calendars/Gregorian/dates/{DAY}?locale=en\"",
                page.address
            ),
        )
        .await;
    browser.click("#today").await;
    let now = "(() => { const day = new Date(); day.setMinutes(day.getMinutes() - day.getTimezoneOffset()); \
               return day.toISOString().slice(0, 10) === \
               document.querySelector('td[aria-current=date]')?.dataset.day; })()";
    browser.wait_for(now, true).await;
    browser.choose("calendar", "Hebrew").await;
    browser.choose("with", "").await;
    browser
        .wait_for("document.querySelectorAll('.other').length", 0)
        .await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn change_of_the_registry_is_shown_at_once() {
    let page = TestPage::start().await;
    page.open("Gregorian", "Hebrew", "en").await;
    let browser = &page.browser;
    let generation = || page.registry.generation().to_string();
    browser.wait_for(&text("#generation"), generation()).await;
    browser
        .wait_for(&text("#changes"), "none since the server started")
        .await;
    page.registry
        .register(Renamed::new(Hebrew, ["acme"]))
        .unwrap();
    browser.wait_for(&text("#generation"), generation()).await;
    browser
        .wait_for(
            &text("#changes"),
            format!("{}: registered acme", generation()),
        )
        .await;
    let options = "document.querySelectorAll('#calendar option[value=acme]').length";
    browser.wait_for(options, 1).await;
    browser.choose("calendar", "acme").await;
    browser.wait_for(&text("#title"), "Kislev 5787").await;
    browser.wait_for(&text(&cell(DAY)), "15\n15 Kislev").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn page_is_right_to_left_in_such_a_language() {
    let page = TestPage::start().await;
    page.open("Persian", "Gregorian", "en").await;
    let browser = &page.browser;
    let direction = "document.documentElement.dir";
    browser.wait_for(direction, "ltr").await;
    browser.choose("locale", "fa").await;
    browser.wait_for(direction, "rtl").await;
    browser
        .wait_for("document.documentElement.lang", "fa")
        .await;
    browser.wait_for(&text(&cell(DAY)), "۴\n۲۵ نوامبر").await;
    browser
        .wait_for("document.querySelector('#weekdays th').abbr", "شنبه")
        .await;
    let is_mirrored = "(() => { const [first, second] = document.querySelectorAll('#weekdays th'); \
                       return first.getBoundingClientRect().left > second.getBoundingClientRect().left; })()";
    browser.wait_for(is_mirrored, true).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keyboard_moves_the_focus() {
    let page = TestPage::start().await;
    page.open("Gregorian", "Hebrew", "en").await;
    let browser = &page.browser;
    browser.click(&cell(DAY)).await;
    let focused = "document.activeElement.dataset.day";
    browser.wait_for(focused, DAY).await;
    let moves = [
        (Key::Right, "2026-11-26"),
        (Key::Up, "2026-11-19"),
        (Key::Left, "2026-11-18"),
        (Key::Home, "2026-11-15"),
        (Key::End, "2026-11-21"),
        (Key::Down, "2026-11-28"),
        (Key::Down, "2026-12-05"),
        (Key::PageUp, "2026-11-05"),
        (Key::Up, "2026-10-29"),
        (Key::PageDown, "2026-11-29"),
    ];
    for (key, day) in moves {
        browser.press(key.into()).await;
        browser.wait_for(focused, day).await;
    }
    let selected = "document.querySelectorAll('[aria-selected=true][tabindex=\"0\"]').length";
    browser.wait_for(selected, 1).await;
    // In a language that is written from right to left, the left arrow goes forward.
    browser.choose("locale", "he").await;
    browser
        .wait_for("document.documentElement.dir", "rtl")
        .await;
    browser.click(&cell("2026-11-25")).await;
    browser.press(Key::Left.into()).await;
    browser.wait_for(focused, "2026-11-26").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn narrow_page_has_no_horizontal_scroll_bar_and_dark_colours() {
    let page = TestPage::start().await;
    let browser = &page.browser;
    browser.emulate(320, "light").await;
    for (calendar, locale) in [
        ("Gregorian", "en"),
        ("Ethiopic", "am"),
        ("Persian", "fa"),
        ("Hebrew", "de"),
    ] {
        page.open(calendar, "Islamic-Civil", locale).await;
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        browser.wait_for(fits, true).await;
    }
    let background = "getComputedStyle(document.body).backgroundColor";
    browser.wait_for(background, "rgb(251, 250, 247)").await;
    browser.emulate(320, "dark").await;
    browser.wait_for(background, "rgb(22, 24, 28)").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn problem_is_shown_with_a_suggestion() {
    let page = TestPage::start().await;
    let browser = &page.browser;
    let target = format!("http://{}/#calendar=Jalaly&iso={DAY}", page.address);
    browser.open(&target).await;
    let problem = "no calendar named \"Jalaly\" is registered (did you mean Jalali?)";
    browser.wait_for(&text("#problem"), problem).await;
    browser.choose("calendar", "Jalali").await;
    browser.wait_for(&text("#title"), "Azar 1405 AP").await;
    browser.wait_for(&text("#problem"), "").await;
    // The browser reports the 404, and nothing else.
    let log = browser.log().await;
    assert_eq!(log.len(), 1, "{log:?}");
    page.close().await;
}
