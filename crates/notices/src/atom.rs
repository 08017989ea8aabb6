//! A feed of a person's notices as RFC 4287. Pure.

use jiff::Timestamp;
use kernel::xml_text;

/// One entry of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its identity for ever.
    pub id: String,
    /// One line.
    pub title: String,
    /// When it was issued.
    pub updated: Timestamp,
    /// What it says, as plain text.
    pub text: String,
    /// Where its page is.
    pub url: String,
}

/// The feed. `id` is its identity for ever; an empty feed was last changed at `since`.
pub fn feed(id: &str, title: &str, author: &str, news: &[News], since: Timestamp) -> String {
    let updated = news.iter().map(|news| news.updated).max().unwrap_or(since);
    let mut out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
            .to_owned();
    out.push_str(&element("id", id));
    out.push_str(&element("title", title));
    out.push_str(&element("updated", &updated.to_string()));
    out.push_str(&format!("<author>{}</author>\n", element("name", author).trim_end()));
    for news in news {
        out.push_str("<entry>\n");
        out.push_str(&element("id", &news.id));
        out.push_str(&element("title", &news.title));
        out.push_str(&element("updated", &news.updated.to_string()));
        out.push_str(&format!("<link href=\"{}\"/>\n", xml_text(&news.url)));
        out.push_str(&format!("<content type=\"text\">{}</content>\n</entry>\n", xml_text(&news.text)));
    }
    out.push_str("</feed>\n");
    out
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", xml_text(text))
}

#[cfg(test)]
mod tests {
    use super::{News, feed};

    #[test]
    fn marks_of_xml_are_escaped_and_the_newest_entry_dates_the_feed() {
        let at = |text: &str| text.parse().unwrap();
        let news = |updated, title: &str| News {
            id: format!("urn:{title}"),
            title: title.into(),
            updated: at(updated),
            text: "a < b & \"c\"\u{0}".into(),
            url: "/notices/1?a=1&b=2".into(),
        };
        let all = [news("2023-06-20T01:00:00Z", "</title>"), news("2023-06-21T01:00:00Z", "乙")];
        let text = feed("urn:feed", "提醒", "落实", &all, at("2023-01-01T00:00:00Z"));
        assert!(text.contains("<title>&lt;/title&gt;</title>"));
        assert!(text.contains("a &lt; b &amp; &quot;c&quot;<"));
        assert!(text.contains("href=\"/notices/1?a=1&amp;b=2\""));
        assert_eq!(text.find("<updated>2023-06-21T01:00:00Z</updated>"), text.find("<updated>"));
        let empty = feed("urn:feed", "提醒", "落实", &[], at("2023-01-01T00:00:00Z"));
        assert!(empty.contains("<updated>2023-01-01T00:00:00Z</updated>") && !empty.contains("<entry>"));
    }
}
