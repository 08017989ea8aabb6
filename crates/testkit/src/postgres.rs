//! A PostgreSQL of one's own: a temporary cluster on a spare port, shared by the tests of a process, with a
//! database for each test. It is stopped and removed when the process ends, however it ends.

use crate::fail::fail;
use crate::spare_port;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Runs the cluster until its input ends, which it does when our process does. The programs are looked for where
/// Debian puts them and on the path.
const SCRIPT: &str = r#"
for folder in /usr/lib/postgresql/*/bin; do PATH="$folder:$PATH"; done
for program in initdb postgres pg_isready createdb; do
  command -v "$program" >/dev/null || { echo "missing $program"; exit 1; }
done
folder=$(mktemp -d) && cd "$folder" || exit 1
trap '' INT HUP TERM
initdb -D data -U luoshi -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 || { echo "initdb: $(tail -1 log)"; exit 1; }
postgres -D data -h 127.0.0.1 -k '' -p "$1" -c fsync="$2" -c max_connections=200 >>log 2>&1 </dev/null &
server=$!
tries=0
until pg_isready -q -h 127.0.0.1 -p "$1" -U luoshi -d postgres; do
  tries=$((tries + 1))
  if [ $tries -gt 300 ] || ! kill -0 $server 2>/dev/null; then echo "postgres: $(tail -1 log)"; break; fi
  sleep 0.1
done
echo ready
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
cd / && rm -rf "$folder"
"#;

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It does not; tests are about logic.
    None,
    /// It does, as in service; for measuring.
    Full,
}

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    port: u16,
    databases: AtomicU32,
    /// Holding its input open keeps the cluster running.
    _supervisor: Child,
}

impl Cluster {
    /// Starts a cluster and waits until it answers.
    ///
    /// # Panics
    /// With one sentence when PostgreSQL is not installed or does not start: a test that needs it must fail, not
    /// pass unseen.
    pub fn start(durability: Durability) -> Cluster {
        match try_start(durability) {
            Ok(cluster) => cluster,
            Err(reason) => fail(format!("this test needs PostgreSQL (Debian package postgresql): {reason}")),
        }
    }

    /// Makes an empty database and gives its URL.
    ///
    /// # Panics
    /// When the server does not.
    pub fn database(&self) -> String {
        let name = format!("test{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let script = r#"for folder in /usr/lib/postgresql/*/bin; do PATH="$folder:$PATH"; done
            createdb -h 127.0.0.1 -p "$1" -U luoshi -T template0 "$2""#;
        let made = Command::new("sh").args(["-c", script, "sh", &self.port.to_string(), &name]).output();
        match made {
            Ok(made) if made.status.success() => self.url(&name),
            Ok(made) => fail(format!("no database: {}", String::from_utf8_lossy(&made.stderr))),
            Err(error) => fail(format!("no database: {error}")),
        }
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://luoshi@127.0.0.1:{}/{database}", self.port)
    }
}

/// The URL of a fresh, empty database in the cluster that the tests of this process share.
///
/// # Panics
/// When PostgreSQL is not installed or does not start.
pub fn database() -> String {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(|| Cluster::start(Durability::None)).database()
}

fn try_start(durability: Durability) -> Result<Cluster, String> {
    let port = spare_port().map_err(|error| error.to_string())?;
    let fsync = if durability == Durability::Full { "on" } else { "off" };
    let mut command = shell();
    command.args(["-c", SCRIPT, "sh", &port.to_string(), fsync]).current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut supervisor = command.spawn().map_err(|error| error.to_string())?;
    let mut line = String::new();
    let out = supervisor.stdout.take().ok_or("no output")?;
    BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
    match line.trim() {
        "ready" => Ok(Cluster { port, databases: AtomicU32::new(0), _supervisor: supervisor }),
        reason => Err(reason.to_owned()),
    }
}

/// PostgreSQL refuses to run as root; the package brings a user for it.
fn shell() -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0\n"));
    if !root {
        return Command::new("sh");
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--", "sh"]);
    command
}
