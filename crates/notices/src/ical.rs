//! A calendar of due instants as RFC 5545. Pure.

use jiff::Timestamp;
use jiff::civil::Time;
use kernel::{CHINA, due_day};

/// One entry of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its identity for ever, such as `duty/…`.
    pub id: String,
    /// How often it has changed.
    pub sequence: u64,
    /// When it is due.
    pub due: Timestamp,
    /// One line.
    pub summary: String,
    /// What more is known.
    pub description: String,
    /// Where its page is.
    pub url: String,
}

/// The calendar: what is due by the end of a day stands in that day, what is due at an hour stands at that hour.
pub fn calendar(name: &str, district: &str, events: &[Event], now: Timestamp) -> String {
    let mut out = Lines::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Luoshi//Duties//ZH", "CALSCALE:GREGORIAN"] {
        out.line(line);
    }
    out.text("NAME", name);
    out.text("X-WR-CALNAME", name);
    out.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    out.line("X-PUBLISHED-TTL:PT1H");
    for event in events {
        write(&mut out, district, event, now);
    }
    out.line("END:VCALENDAR");
    out.0
}

fn write(out: &mut Lines, district: &str, event: &Event, now: Timestamp) {
    out.line("BEGIN:VEVENT");
    out.text("UID", &format!("{}@{district}.luoshi", event.id));
    out.line(&format!("DTSTAMP:{}", utc(now)));
    out.line(&format!("SEQUENCE:{}", event.sequence));
    if CHINA.to_datetime(event.due).time() == Time::midnight() {
        let day = due_day(event.due);
        out.line(&format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
    } else {
        out.line(&format!("DTSTART:{}", utc(event.due)));
    }
    out.text("SUMMARY", &event.summary);
    if !event.description.is_empty() {
        out.text("DESCRIPTION", &event.description);
    }
    if !event.url.is_empty() {
        out.line(&format!("URL:{}", event.url));
    }
    // It takes nobody's time: it is a limit.
    out.line("TRANSP:TRANSPARENT");
    out.line("END:VEVENT");
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Octets of a line, without its end.
const OCTETS: usize = 75;

/// Content lines, folded and ended as the standard says.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is text: escaped.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars().filter(|c| !c.is_control() || *c == '\n') {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    /// A line, folded before a character that would not fit: no character is cut in two.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars().filter(|c| !c.is_control()) {
            if octets + c.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, calendar};

    fn event(due: &str, summary: &str) -> Event {
        Event {
            id: "duty/zzbz-2023-11.quarterly.2023-Q2.财政局".into(),
            sequence: 2,
            due: due.parse().unwrap(),
            summary: summary.into(),
            description: "承办单位：财政局\n出处：11号#三".into(),
            url: "https://luoshi.example/duties/1".into(),
        }
    }

    fn of(events: &[Event]) -> String {
        calendar("时限", "990000", events, "2023-06-01T00:00:00Z".parse().unwrap())
    }

    /// Folded lines made whole again.
    fn whole(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_limit_of_a_day_stands_in_its_day_and_one_of_an_hour_at_its_hour() {
        let lines = whole(&of(&[event("2023-06-25T16:00:00Z", "甲"), event("2023-06-25T06:30:00Z", "乙")]));
        let starts: Vec<&String> = lines.iter().filter(|line| line.starts_with("DTSTART")).collect();
        assert_eq!(starts, ["DTSTART;VALUE=DATE:20230625", "DTSTART:20230625T063000Z"]);
        assert_eq!(lines[0], "BEGIN:VCALENDAR");
        assert!(lines.contains(&"UID:duty/zzbz-2023-11.quarterly.2023-Q2.财政局@990000.luoshi".to_owned()));
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_is_lost() {
        let long =
            "关于进一步做好全区年度重点工作任务分工落实情况季度报告的通知，请于季度末月25日前报送；含A\\B, C"
                .repeat(3);
        let text = of(&[event("2023-06-25T16:00:00Z", &long)]);
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{} octets: {line}", line.len());
        }
        let escaped = long.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
        assert!(whole(&text).contains(&format!("SUMMARY:{escaped}")));
    }

    #[test]
    fn a_title_cannot_smuggle_a_property_in() {
        let text = of(&[event("2023-06-25T16:00:00Z", "甲\r\nEND:VCALENDAR\nX:1")]);
        assert_eq!(text.matches("END:VCALENDAR\r\n").count(), 1);
        assert!(whole(&text).contains(&"SUMMARY:甲\\nEND:VCALENDAR\\nX:1".to_owned()));
    }
}
