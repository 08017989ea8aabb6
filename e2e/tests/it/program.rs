//! The program itself, started as an office starts it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// Waits of a twentieth of a second until a started program has said what is waited for.
const PATIENCE: u32 = 1200;

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// The lines on standard error that are the program's own: what it told the person, not the log.
    pub(crate) fn told(&self) -> Vec<&str> {
        self.err.lines().filter(|line| !line.trim().is_empty()).collect()
    }
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luoshi-under-test"));
    command.args(args).stdin(Stdio::null());
    command
}

fn code(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}

/// Runs a command to its end.
pub(crate) fn luoshi(args: &[&str]) -> Ended {
    let Output { status, stdout, stderr } = command(args).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes text");
    Ended { code: code(status), out: text(stdout), err: text(stderr) }
}

/// Runs a command that must succeed, and gives what it printed.
pub(crate) fn done(args: &[&str]) -> String {
    let ended = luoshi(args);
    assert_eq!(ended.code, 0, "{args:?}: {}{}", ended.out, ended.err);
    ended.out
}

/// A served program; it is killed with the test.
#[derive(Debug)]
pub(crate) struct Serving {
    process: Child,
    pub(crate) url: String,
    printed: Arc<Mutex<String>>,
    /// Reads what it prints, and ends when it does.
    reader: JoinHandle<()>,
}

impl Serving {
    /// Starts `luoshi serve` or `luoshi demo` on a spare port and waits until it says where.
    pub(crate) fn start(args: &[&str]) -> Serving {
        let args = [args, &["--listen", "127.0.0.1:0"]].concat();
        let mut process = command(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let printed: Arc<Mutex<String>> = Arc::default();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let kept = printed.clone();
        let reader = std::thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                kept.lock().unwrap().push_str(&std::mem::take(&mut line));
            }
        });
        let mut serving = Serving { process, url: String::new(), printed, reader };
        let said = serving.printed_until("http://127.0.0.1:");
        let place = said.split("http://127.0.0.1:").nth(1).unwrap_or_default();
        let port: String = place.chars().take_while(char::is_ascii_digit).collect();
        serving.url = format!("http://127.0.0.1:{port}");
        serving
    }

    /// Waits until a line with these words was printed, and gives everything printed so far.
    pub(crate) fn printed_until(&self, words: &str) -> String {
        for _ in 0..PATIENCE {
            let said = self.printed.lock().unwrap().clone();
            if said.lines().any(|line| line.contains(words)) {
                return said;
            }
            if self.reader.is_finished() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("`{words}` was not printed: {}", self.printed.lock().unwrap())
    }

    /// Asks it to stop, as a service manager does, and waits for its end.
    pub(crate) fn stop(mut self) -> i32 {
        let killed = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(killed.success());
        code(self.process.wait().unwrap())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
