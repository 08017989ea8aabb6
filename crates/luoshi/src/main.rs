//! `luoshi`: see `luoshi --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    luoshi::run(std::env::args_os().skip(1))
}
