//! A report as a DOCX file in the layout of GB/T 9704.

use super::{asked, kind_word, of_kind};
use crate::pages::room::read;
use crate::room::MISSING;
use kernel::{Say, day_of};
use page::{Answer, Ask, Block, DOCX, Official, Refusal};

/// Chinese numerals of headings.
const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// 一、二、… 十一、…
fn numeral(at: usize) -> String {
    let digit = |at: usize| NUMERALS.get(at).copied().unwrap_or_default();
    match at {
        0..=9 => digit(at).to_owned(),
        10..=18 => format!("十{}", digit(at - 10)),
        _ => {
            format!(
                "{}十{}",
                digit((at + 1) / 10 - 1),
                if (at + 1).is_multiple_of(10) { "" } else { digit(at % 10) }
            )
        }
    }
}

/// `GET /incidents/{id}/reports/{no}/docx`
pub(super) fn docx(ask: &Ask<'_>) -> Result<Answer, Refusal> {
    let seen = ask.read(|tx| read(tx, ask.path.get("id")))?;
    let sent = asked(ask, &seen)?;
    let what = &sent.written.what;
    let fields = of_kind(&seen, what.kind).map(|report| report.fields.as_slice()).unwrap_or_default();
    let mut body = Vec::new();
    if what.secret {
        body.push(Block::Paragraph(ask.t("incidents.secret_sent").to_owned()));
    } else {
        for (at, field) in fields.iter().enumerate() {
            body.push(Block::Heading(format!("{}、{field}", numeral(at))));
            let text = what.fields.get(field).map_or(MISSING, String::as_str);
            body.extend(text.lines().map(|line| Block::Paragraph(line.to_owned())));
        }
    }
    let kind = ask.t(kind_word(what.kind));
    let note = Say::new("incidents.file_note").with("no", what.no).with("seq", sent.written.seq);
    let official = Official {
        number: String::new(),
        title: ask.say(
            &Say::new("incidents.file_title").with("event", &seen.incident.learnt.title).with("kind", kind),
        ),
        to: what.to.clone(),
        body,
        issuer: what.fields.get(ISSUER).cloned().unwrap_or_default(),
        date: Some(day_of(sent.written.at)),
        annexes: Vec::new(),
        note: ask.say(&note),
    };
    let bytes = official.docx().map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(Answer::file(DOCX, &format!("{}-{}.docx", seen.id(), what.no), bytes))
}

/// The field that names the reporting unit, where a plan has one.
const ISSUER: &str = "报告单位";

#[cfg(test)]
mod tests {
    #[test]
    fn headings_are_numbered_as_documents_number_them() {
        let numbered: Vec<String> = [0, 9, 10, 18, 19, 20, 29].into_iter().map(super::numeral).collect();
        assert_eq!(numbered, ["一", "十", "十一", "十九", "二十", "二十一", "三十"]);
    }
}
