//! The national tables, which reading a pack needs: they are the same in every district.

use kernel::Say;
use pack::{File, Standards, load_standards};
use page::Refusal;
use std::sync::OnceLock;

/// One line per file of `packs/standards/`.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../packs/standards/", $name)))),*];
    };
}

files![
    "pack.toml",
    "air_limits.csv",
    "aqi_2012.csv",
    "aqi_2026.csv",
    "aqi_categories.csv",
    "beaufort.csv",
    "calendar.csv",
    "division_levels.csv",
    "rain.csv",
    "rain_hourly.csv",
    "units.csv",
    "warning_levels.csv",
    "warning_signals.csv",
];

/// The tables; a fault in them is a mistake in this program's own files.
pub(crate) fn standards() -> Result<&'static Standards, Refusal> {
    static TABLES: OnceLock<Result<Standards, Say>> = OnceLock::new();
    let read = || {
        let files: Vec<File<'_>> = FILES.iter().map(|(path, text)| File { path, text }).collect();
        load_standards(&files).map_err(|faults| {
            faults.into_iter().next().map_or_else(|| Say::new("review.no_tables"), |fault| fault.say)
        })
    };
    TABLES.get_or_init(read).as_ref().map_err(|say| Refusal::Broken(say.to_string()))
}
