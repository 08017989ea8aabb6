//! Tests of the kernel. Tables that an official can read are in `suite/`; `LUOSHI_GOLDEN=1` rewrites them.

mod calendar;
mod citation;
mod golden;
mod number;
mod organ;
mod period;
mod schedule;
mod targets;
mod units;
mod verdicts;
