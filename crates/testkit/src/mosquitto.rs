//! An MQTT broker of one's own: Mosquitto on a spare port. It is stopped and its folder removed when the test's
//! process ends, however it ends, or when the broker is dropped.

use crate::fail::fail;
use crate::spare_port;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// Runs the broker until its input ends, which it does when our process does.
const SCRIPT: &str = r#"
PATH="/usr/sbin:/usr/local/sbin:$PATH"
command -v mosquitto >/dev/null || { echo "missing mosquitto"; exit 1; }
folder=$(mktemp -d) && cd "$folder" || exit 1
chmod 755 "$folder"
trap '' INT HUP TERM
printf 'listener %s 127.0.0.1\npersistence false\n' "$1" >conf
if [ -n "$2" ]; then
  mosquitto_passwd -b -c passwords "$2" "$3" && chmod 644 passwords
  printf 'allow_anonymous false\npassword_file %s/passwords\n' "$folder" >>conf
else
  echo 'allow_anonymous true' >>conf
fi
mosquitto -c conf >log 2>&1 </dev/null &
server=$!
tries=0
until grep -q running log; do
  tries=$((tries + 1))
  if [ $tries -gt 100 ] || ! kill -0 $server 2>/dev/null; then echo "mosquitto: $(tail -1 log)"; break; fi
  sleep 0.1
done
echo ready
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
cd / && rm -rf "$folder"
"#;

/// A running broker.
#[derive(Debug)]
pub struct Mosquitto {
    port: u16,
    supervisor: Child,
}

impl Mosquitto {
    /// Starts a broker that takes anybody.
    ///
    /// # Panics
    /// With one sentence when Mosquitto is not installed or does not start.
    pub fn start() -> Mosquitto {
        Mosquitto::on_port(spare(), "", "")
    }

    /// Starts a broker that asks for a name and a password.
    ///
    /// # Panics
    /// As [`Mosquitto::start`].
    pub fn with_password(user: &str, password: &str) -> Mosquitto {
        Mosquitto::on_port(spare(), user, password)
    }

    /// Starts a broker on a port of one's choice, such as that of one that was stopped.
    ///
    /// # Panics
    /// As [`Mosquitto::start`].
    pub fn on_port(port: u16, user: &str, password: &str) -> Mosquitto {
        match try_start(port, user, password) {
            Ok(broker) => broker,
            Err(reason) => fail(format!("this test needs Mosquitto (Debian package mosquitto): {reason}")),
        }
    }

    /// The port it listens on at 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        _ = self.supervisor.wait();
    }
}

fn spare() -> u16 {
    match spare_port() {
        Ok(port) => port,
        Err(error) => fail(format!("no spare port: {error}")),
    }
}

fn try_start(port: u16, user: &str, password: &str) -> Result<Mosquitto, String> {
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "sh", &port.to_string(), user, password]).current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut supervisor = command.spawn().map_err(|error| error.to_string())?;
    let mut line = String::new();
    let out = supervisor.stdout.take().ok_or("no output")?;
    BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
    match line.trim() {
        "ready" => Ok(Mosquitto { port, supervisor }),
        reason => Err(reason.to_owned()),
    }
}
