//! Rewrites the expected outputs of all suites, to be reviewed as a diff before they are committed.

use std::process::{Command, ExitCode};

/// Runs `cargo test` with `LUOSHI_GOLDEN=1`; arguments are handed on, such as `-p kernel`.
pub(crate) fn run(arguments: Vec<String>) -> ExitCode {
    let arguments = if arguments.is_empty() { vec!["--workspace".to_owned()] } else { arguments };
    let status = Command::new(option_env!("CARGO").unwrap_or("cargo"))
        .arg("test")
        .args(&arguments)
        .env("LUOSHI_GOLDEN", "1")
        .current_dir(crate::files::root())
        .status();
    match status {
        Ok(status) if status.success() => {
            eprintln!("expected outputs are rewritten; read `git diff` before you commit them");
            ExitCode::SUCCESS
        }
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("`cargo test` does not start: {why}");
            ExitCode::from(2)
        }
    }
}
