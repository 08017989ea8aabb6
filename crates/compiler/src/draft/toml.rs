//! `pack.toml` and `document.toml` of a draft.

use super::{Desk, Needs, short};
use kernel::{Rule, Say};
use std::fmt::Write as _;

/// A text as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Names as a TOML list.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", names.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// Writes a line; writing into a string cannot fail.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => { _ = writeln!($out, $($arg)*) };
}
pub(super) use line;

/// The head of the pack.
pub(super) fn pack(needs: &Needs<'_>, slugs: &[String]) -> String {
    let mut out = String::new();
    line!(out, "format = 1\nid = {}", quoted(&needs.id));
    line!(out, "title = {}\ntitle_en = \"\"", quoted(&format!("{}（待审核草稿）", needs.district_name)));
    line!(out, "district = {}\ndistrict_name = {}", quoted(&needs.district), quoted(&needs.district_name));
    line!(out, "edition = \"1\"\ndocuments = {}", list(slugs.iter().map(String::as_str)));
    out
}

/// The head, cites, attachments and schedules of a document.
pub(super) fn document(desk: &mut Desk<'_>, slug: &str) -> String {
    let document = desk.document;
    let issuer = document.issuer.as_deref().unwrap_or_default().split('、').next().unwrap_or_default();
    desk.register.name(issuer);
    document.addressees.iter().for_each(|name| desk.register.name(name));
    let number = document.number.as_deref().unwrap_or_default();
    let serial = number.rsplit('〕').next().unwrap_or(number);
    let mut out = String::new();
    line!(out, "number = {}\nslug = {}", quoted(number), quoted(slug));
    line!(out, "short = {}", quoted(if serial.is_empty() { number } else { serial }));
    line!(out, "title = {}\ntitle_en = \"\"", quoted(&document.title));
    let subject =
        document.title.trim_start_matches("关于").trim_start_matches("印发").trim_end_matches("的通知");
    line!(
        out,
        "subject = {}\nsubject_en = \"\"",
        quoted(&short(if subject.is_empty() { number } else { subject }, 12))
    );
    line!(out, "issuer = {}\nissued = {}", quoted(issuer), document.issued.as_deref().unwrap_or_default());
    line!(out, "signature = {}\ndisclosure = \"withheld\"", quoted(issuer));
    line!(out, "addressees = {}", list(document.addressees.iter().map(String::as_str)));
    line!(out, "state = \"in force\"\napproved_by = \"\"");
    for cite in document.cites.iter().filter(|cite| desk.paths.contains(&cite.clause)) {
        let number = cite.number.as_deref().unwrap_or_default();
        line!(out, "\n[[cites]]\ntitle = {}\nnumber = {}", quoted(&cite.title), quoted(number));
        line!(out, "role = {}\nclause = {}", quoted(cite.role), quoted(&cite.clause));
    }
    for listed in &document.attachments {
        line!(out, "\n[[attachment]]\nno = {}\ntitle = {}", quoted(&listed.no), quoted(&listed.title));
    }
    schedules(desk, &mut out);
    out
}

fn schedules(desk: &mut Desk<'_>, out: &mut String) {
    let name = desk.document.number.clone().unwrap_or_default();
    let own = desk.facts.schedules.iter().filter(|schedule| schedule.document == name);
    for (count, schedule) in own.enumerate() {
        let rule = schedule.rule.as_deref().filter(|rule| rule.parse::<Rule>().is_ok());
        let Some(rule) = rule else {
            desk.left_out.push(Say::new("check.draft_schedule").with("quote", &schedule.quote));
            continue;
        };
        let to = schedule.to.clone().unwrap_or_default();
        if !to.is_empty() {
            desk.register.name(&to);
        }
        line!(out, "\n[[schedule]]\nid = \"s{}\"", count + 1);
        line!(out, "title = {}\ntitle_en = \"\"", quoted(&short(&schedule.text, 20)));
        line!(out, "clause = {}\nrule = {}", quoted(&schedule.clause), quoted(rule));
        line!(out, "quote = {}\nwho = \"\"\nto = {}", quoted(&schedule.quote), quoted(&to));
    }
}
