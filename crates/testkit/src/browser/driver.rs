//! The process that drives Chromium: started on a spare port, stopped with its browser, however the test ends.

use crate::spare_port;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};

/// Runs the driver until its input ends, which it does when our process does. A signal only ends the waiting, so
/// that what was started is always stopped and its folder removed.
const SCRIPT: &str = r#"
for program in chromium chromedriver; do
  command -v "$program" >/dev/null || { echo "missing $program"; exit 1; }
done
folder=$(mktemp -d) && cd "$folder" || exit 1
trap : INT HUP TERM
HOME="$folder" chromedriver --port="$1" --log-level=WARNING >log 2>&1 </dev/null &
driver=$!
echo "ready $folder $(command -v chromium)"
cat >/dev/null
kill $driver 2>/dev/null
wait $driver
cd / && rm -rf "$folder"
"#;

/// A running driver.
#[derive(Debug)]
pub(super) struct Driver {
    supervisor: Child,
    /// Holding it open keeps the driver running.
    input: Option<ChildStdin>,
    /// Where it listens, such as `http://127.0.0.1:9515`.
    pub(super) url: String,
    /// A fresh folder of its own for the browser's profile.
    pub(super) folder: String,
    /// Where Chromium is.
    pub(super) chromium: String,
}

impl Driver {
    /// Starts a driver; it may take a moment until it answers.
    pub(super) fn start() -> Result<Driver, String> {
        let port = spare_port().map_err(|error| error.to_string())?;
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "sh", &port.to_string()]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut supervisor = command.spawn().map_err(|error| error.to_string())?;
        let (input, out) = (supervisor.stdin.take(), supervisor.stdout.take().ok_or("no output")?);
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["ready", folder, chromium] => Ok(Driver {
                supervisor,
                input,
                url: format!("http://127.0.0.1:{port}"),
                folder: (*folder).to_owned(),
                chromium: (*chromium).to_owned(),
            }),
            _ => Err(line.trim().to_owned()),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.input.take());
        // It ends by itself once its input has ended; waiting leaves no process behind.
        _ = self.supervisor.wait();
    }
}
