//! A real browser: a small client of the W3C WebDriver protocol, for Debian's chromedriver.
//!
//! Every method panics with one sentence when the browser refuses: a journey that cannot go on is a failed test.

mod driver;

use crate::fail::fail;
use driver::Driver;
use serde_json::{Value, json};
use std::time::Duration;

/// How Chromium is started: no window, nothing asked of the network on its own.
const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];
/// The name under which the protocol hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// The key Tab, as the protocol writes it.
pub const TAB: &str = "\u{e004}";
/// Tries of a tenth of a second until something is given up.
const PATIENCE: u32 = 100;

/// A browser with one window. It is closed when dropped.
#[derive(Debug)]
pub struct Browser {
    driver: Driver,
    agent: ureq::Agent,
    session: String,
}

/// Something on the page.
#[derive(Debug, Clone)]
pub struct Element(String);

/// Whether the pages' scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// They do.
    On,
    /// They do not, as where an office's rules forbid them.
    Off,
}

impl Browser {
    /// Starts a browser with a profile of its own.
    ///
    /// # Panics
    /// When Chromium or its driver is not installed or does not start: a test that needs it must fail, not pass
    /// unseen.
    pub fn start(scripts: Scripts) -> Browser {
        let driver = Driver::start().unwrap_or_else(|reason| {
            fail(format!("this test needs Chromium (Debian packages chromium and chromium-driver): {reason}"))
        });
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)));
        let agent = ureq::Agent::new_with_config(config.build());
        let mut browser = Browser { driver, agent, session: String::new() };
        browser.wait_for_driver();
        browser.session = browser.new_session(scripts);
        browser
    }

    fn wait_for_driver(&self) {
        let status = format!("{}/status", self.driver.url);
        if patiently(|| self.agent.get(&status).call().ok()).is_none() {
            fail("chromedriver does not answer");
        }
    }

    fn new_session(&self, scripts: Scripts) -> String {
        let profile = format!("--user-data-dir={}/profile", self.driver.folder);
        let flags: Vec<&str> = FLAGS.into_iter().chain([profile.as_str()]).collect();
        // 2 blocks; the driver's own reading of the page goes on.
        let setting = if scripts == Scripts::Off { 2 } else { 1 };
        let options = json!({
            "binary": self.driver.chromium, "args": flags,
            "prefs": { "profile.managed_default_content_settings.javascript": setting },
        });
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options, "timeouts": { "pageLoad": 30_000 },
        } } });
        let made = self.ask("POST", format!("{}/session", self.driver.url), &wanted);
        let id = made.get("sessionId").and_then(Value::as_str);
        id.unwrap_or_else(|| fail(format!("the browser does not start: {made}"))).to_owned()
    }

    /// Opens an address and waits until the page is there.
    pub fn go(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// Where the browser is.
    pub fn url(&self) -> String {
        text(&self.get("/url"))
    }

    /// The page's title.
    pub fn title(&self) -> String {
        text(&self.get("/title"))
    }

    /// The first element that a CSS selector finds; a page that is still coming is waited for.
    pub fn find(&self, css: &str) -> Element {
        let found = patiently(|| self.all(css).into_iter().next());
        found.unwrap_or_else(|| fail(format!("`{css}` is not on {}", self.url())))
    }

    /// Waits until the address begins with `url`.
    pub fn arrives_at(&self, url: &str) {
        if patiently(|| self.url().starts_with(url).then_some(())).is_none() {
            fail(format!("{url} was expected, not {}", self.url()));
        }
    }

    /// Every element that a CSS selector finds.
    pub fn all(&self, css: &str) -> Vec<Element> {
        self.elements("css selector", css)
    }

    /// The link with these words.
    pub fn link(&self, words: &str) -> Element {
        let found = patiently(|| self.elements("link text", words).into_iter().next());
        found.unwrap_or_else(|| fail(format!("no link `{words}` on {}", self.url())))
    }

    fn elements(&self, using: &str, value: &str) -> Vec<Element> {
        let found = self.post("/elements", &json!({ "using": using, "value": value }));
        let ids = found.as_array().into_iter().flatten().filter_map(|element| element.get(ELEMENT)?.as_str());
        ids.map(|id| Element(id.to_owned())).collect()
    }

    /// The words of an element as a reader sees them.
    pub fn text(&self, element: &Element) -> String {
        text(&self.get(&format!("/element/{}/text", element.0)))
    }

    /// An attribute of an element; empty when it has none.
    pub fn attribute(&self, element: &Element, name: &str) -> String {
        text(&self.get(&format!("/element/{}/attribute/{name}", element.0)))
    }

    /// Clicks, and waits for a page it leads to.
    pub fn click(&self, element: &Element) {
        self.post(&format!("/element/{}/click", element.0), &json!({}));
    }

    /// Types into a field, or chooses a file by its path.
    pub fn type_into(&self, element: &Element, words: &str) {
        self.post(&format!("/element/{}/value", element.0), &json!({ "text": words }));
    }

    /// Runs a function body in the page and gives what it returns.
    pub fn script(&self, body: &str, args: &[Value]) -> Value {
        self.post("/execute/sync", &json!({ "script": body, "args": args }))
    }

    /// The visible part of the page as a PNG, in base64.
    pub fn screenshot(&self) -> String {
        text(&self.get("/screenshot"))
    }

    /// Sets the size of the page in CSS pixels. `zoom` is 1.0 unless the reader has enlarged the page: at 200 % a
    /// page has half the pixels.
    pub fn viewport(&self, width: u32, height: u32, zoom: f64) {
        let params =
            json!({ "width": width, "height": height, "deviceScaleFactor": zoom, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", &params);
    }

    /// A command of the Chrome DevTools protocol.
    pub fn devtools(&self, command: &str, params: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": params }))
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", format!("{}/session/{}{path}", self.driver.url, self.session), body)
    }

    fn get(&self, path: &str) -> Value {
        self.ask("GET", format!("{}/session/{}{path}", self.driver.url, self.session), &Value::Null)
    }

    fn ask(&self, method: &str, url: String, body: &Value) -> Value {
        let answered = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send_json(body),
        };
        let mut answer = answered.unwrap_or_else(|error| fail(format!("chromedriver: {error}")));
        let status = answer.status();
        let body: Value = answer.body_mut().with_config().limit(64 << 20).read_json().unwrap_or_default();
        let value = body.get("value").cloned().unwrap_or_default();
        if !status.is_success() {
            fail(format!("the browser refused {method} {url}: {}", value.get("message").unwrap_or(&value)));
        }
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closing the session closes Chromium; if that fails, the driver takes it along when it is stopped.
        _ = self.agent.delete(format!("{}/session/{}", self.driver.url, self.session)).call();
    }
}

/// Tries again until there is something, or patience ends.
fn patiently<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    for _ in 0..PATIENCE {
        if let Some(found) = look() {
            return Some(found);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    None
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
