//! Servers that take what is sent to them: mail over SMTP, JSON over HTTP. Each listens on a spare port and ends with
//! the test.

use crate::fail::fail;
use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// What came in, and what is to be answered next.
#[derive(Debug)]
struct Shared<T> {
    taken: Vec<T>,
    answers: VecDeque<String>,
}

/// A server that keeps what it took.
#[derive(Debug)]
pub struct Sink<T> {
    port: u16,
    shared: Arc<Mutex<Shared<T>>>,
}

/// A letter as it went over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipient.
    pub to: String,
    /// Headers and body, with lines as they were sent.
    pub data: String,
}

/// A request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Path and query.
    pub path: String,
    /// Header lines, in small letters.
    pub headers: Vec<String>,
    /// The body.
    pub body: String,
}

impl<T: Clone + Send + 'static> Sink<T> {
    /// Serves each connection with `serve` in a thread of its own.
    fn start(serve: fn(TcpStream, &Mutex<Shared<T>>) -> std::io::Result<()>) -> Sink<T> {
        let listener = match TcpListener::bind("127.0.0.1:0") {
            Ok(listener) => listener,
            Err(error) => fail(format!("no spare port: {error}")),
        };
        let port = listener.local_addr().map(|address| address.port()).unwrap_or_default();
        let shared = Arc::new(Mutex::new(Shared { taken: Vec::new(), answers: VecDeque::new() }));
        let served = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&served);
                // A connection that breaks off is the sender's business.
                std::thread::spawn(move || _ = serve(stream, &shared));
            }
        });
        Sink { port, shared }
    }

    /// The port it listens on at 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Everything it has taken, in order.
    pub fn taken(&self) -> Vec<T> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).taken.clone()
    }

    /// What to answer next instead of the usual; several calls make a queue.
    pub fn answer(&self, answer: &str) {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).answers.push_back(answer.to_owned());
    }
}

impl Sink<Letter> {
    /// A relay for mail. An answer such as `450 busy` is given to the next recipient instead of `250`.
    pub fn mail() -> Sink<Letter> {
        Sink::start(relay)
    }
}

impl Sink<Posted> {
    /// A web server. An answer is a status and a body: `200 {"errcode":0}`, which is also the usual one.
    pub fn http() -> Sink<Posted> {
        Sink::start(web)
    }
}

fn relay(stream: TcpStream, shared: &Mutex<Shared<Letter>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let mut out = stream;
    let mut say = |line: &str| write!(out, "{line}\r\n");
    let mut letter = Letter { from: String::new(), to: String::new(), data: String::new() };
    say("220 sink ready")?;
    while let Some(line) = lines.next().transpose()? {
        let upper = line.to_ascii_uppercase();
        let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        if upper.starts_with("EHLO") {
            say("250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8")?;
        } else if upper.starts_with("MAIL FROM") {
            letter.from = address();
            say("250 ok")?;
        } else if upper.starts_with("RCPT TO") {
            letter.to = address();
            let refused = shared.lock().unwrap_or_else(PoisonError::into_inner).answers.pop_front();
            say(refused.as_deref().unwrap_or("250 ok"))?;
        } else if upper.starts_with("DATA") {
            say("354 go on")?;
            letter.data.clear();
            for line in lines.by_ref() {
                match line?.as_str() {
                    "." => break,
                    line => letter.data.push_str(&format!("{}\n", line.strip_prefix('.').unwrap_or(line))),
                }
            }
            shared.lock().unwrap_or_else(PoisonError::into_inner).taken.push(letter.clone());
            say("250 taken")?;
        } else if upper.starts_with("QUIT") {
            return say("221 bye");
        } else {
            say("250 ok")?;
        }
    }
    Ok(())
}

fn web(stream: TcpStream, shared: &Mutex<Shared<Posted>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        headers.push(line.trim().to_ascii_lowercase());
    }
    let length = headers.iter().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    reader.read_exact(&mut body)?;
    let answer = {
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.taken.push(Posted { path, headers, body: String::from_utf8_lossy(&body).into_owned() });
        shared.answers.pop_front().unwrap_or_else(|| r#"200 {"errcode":0,"errmsg":"ok"}"#.to_owned())
    };
    let (status, body) = answer.split_once(' ').unwrap_or((&answer, ""));
    let mut out = stream;
    write!(
        out,
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}
