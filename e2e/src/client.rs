//! Asks a served district: as a browser with cookies, or as a program with a token.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;
use ureq::http::{Method, Request};

/// Somebody who asks.
#[derive(Debug)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    cookies: Mutex<BTreeMap<String, String>>,
    token: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status number.
    pub status: u16,
    /// The headers, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The content.
    pub body: Vec<u8>,
}

impl Reply {
    /// The content as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The content as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text()))
    }

    /// A header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }
}

impl Client {
    /// A visitor of a district.
    pub fn new(base: &str) -> Client {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)));
        Client {
            agent: ureq::Agent::new_with_config(config.build()),
            base: base.to_owned(),
            cookies: Mutex::default(),
            token: None,
        }
    }

    /// A program with a token.
    pub fn program(base: &str, token: &str) -> Client {
        Client { token: Some(token.to_owned()), ..Client::new(base) }
    }

    /// Keeps a cookie, as if the server had set it.
    pub fn keep(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// The value of a cookie; empty when there is none.
    pub fn cookie(&self, name: &str) -> String {
        self.cookies.lock().unwrap().get(name).cloned().unwrap_or_default()
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, &[], Vec::new())
    }

    /// Sends a form.
    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let value = |text: &str| page::encode(text).replace('/', "%2F");
        let pairs: Vec<String> =
            fields.iter().map(|(name, text)| format!("{name}={}", value(text))).collect();
        self.send(Method::POST, path, &form, pairs.join("&").into_bytes())
    }

    /// Sends JSON.
    pub fn post_json(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, &[("content-type", "application/json")], body.to_string().into_bytes())
    }

    /// Sets a value by JSON.
    pub fn put_json(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PUT, path, &[("content-type", "application/json")], body.to_string().into_bytes())
    }

    /// Sends a file as a form does.
    pub fn post_file(&self, path: &str, field: &str, name: &str, bytes: &[u8]) -> Reply {
        let mark = "e2e-mark-between-parts";
        let head = format!(
            "--{mark}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: text/plain\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, format!("\r\n--{mark}--\r\n").as_bytes()].concat();
        self.send(
            Method::POST,
            path,
            &[("content-type", &format!("multipart/form-data; boundary={mark}"))],
            body,
        )
    }

    /// Sends anything.
    pub fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Reply {
        let url = format!("{}{}", self.base, page::encode_url(path));
        let mut request = Request::builder().method(method.clone()).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let cookies = self.cookies.lock().unwrap().clone();
        if !cookies.is_empty() {
            let pairs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", pairs.join("; "));
        }
        let answer = if method == Method::GET {
            self.agent.run(request.body(()).expect("a request"))
        } else {
            self.agent.run(request.body(body).expect("a request"))
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let headers = answer
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let headers: Vec<(String, String)> = headers.collect();
        headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
            .for_each(|(_, value)| self.take_cookie(value));
        let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec().expect("the whole answer");
        Reply { status: answer.status().as_u16(), headers, body }
    }

    fn take_cookie(&self, header: &str) {
        let (pair, rest) = header.split_once(';').unwrap_or((header, ""));
        let (name, value) = pair.split_once('=').expect("name=value");
        let mut cookies = self.cookies.lock().unwrap();
        if rest.contains("Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
