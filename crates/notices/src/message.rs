//! A notice worded for one person and one channel. Pure.

use crate::event::Line;
use crate::store::Notice;
use kernel::Say;
use page::{Language, Texts};
use serde_json::{Value, json};

/// A message on its way.
#[derive(Debug)]
pub(crate) struct Message<'a> {
    /// Its identity, the same at every attempt.
    pub(crate) id: String,
    /// What it carries.
    pub(crate) notice: &'a Notice,
    /// What the notice tells of.
    pub(crate) lines: &'a [Line],
    /// Where it goes.
    pub(crate) address: &'a str,
    /// The language its person chose.
    pub(crate) language: Language,
    /// Where this server is reached, such as `https://luoshi.example`; empty when nobody has said it.
    pub(crate) origin: &'a str,
    /// Code of the district.
    pub(crate) district: &'a str,
    /// The district's clock was set: this is a drill.
    pub(crate) drill: bool,
}

impl Message<'_> {
    fn say(&self, say: &Say) -> String {
        Texts::built_in().say(self.language, say)
    }

    fn title(&self) -> &str {
        self.language.of(&self.notice.title, &self.notice.title_en)
    }

    /// One line.
    pub(crate) fn subject(&self) -> String {
        self.say(&Say::new("notices.subject").with("title", self.title()))
    }

    /// What stands after the lines: that this is a drill, what is made up, and the identity.
    fn foot(&self) -> String {
        let marks = [(self.drill, "notices.drill"), (self.notice.made_up, "notices.made_up")];
        let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| Say::new(key));
        marks.chain([Say::new("notices.foot").with("id", &self.id)]).map(|say| self.say(&say)).collect()
    }

    fn link(&self, path: &str) -> String {
        if self.origin.is_empty() { String::new() } else { format!("{}{path}", self.origin) }
    }

    /// Plain text, for mail.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{}\n\n", self.title());
        for (number, line) in (1..).zip(self.lines) {
            text.push_str(&format!("{number}. {}\n   {}\n", self.of(line).0, self.of(line).1));
            match self.link(&line.url).as_str() {
                "" => {}
                link => text.push_str(&format!("   {link}\n")),
            }
        }
        text.push_str(&format!("\n-- \n{}\n{}\n", self.foot(), self.link(&self.own_path())));
        text
    }

    fn of<'l>(&self, line: &'l Line) -> (&'l str, &'l str) {
        (self.language.of(&line.title, &line.title_en), self.language.of(&line.words, &line.words_en))
    }

    fn own_path(&self) -> String {
        format!("/notices/{}", self.notice.id)
    }

    /// Markdown of at most so many bytes: lines that do not fit are counted instead.
    pub(crate) fn markdown(&self, most: usize) -> String {
        let head = format!("**{}**\n", self.title());
        let foot = format!("\n{}", self.foot());
        let more = |count: usize| match count {
            0 => String::new(),
            count => format!("\n{}\n", self.say(&Say::new("notices.and_more").with("count", count))),
        };
        let reserved = head.len() + foot.len() + more(self.lines.len()).len();
        let mut body = String::new();
        let mut written = 0;
        for (number, line) in (1..).zip(self.lines) {
            let link = self.link(&line.url);
            let (title, words) = self.of(line);
            let title = if link.is_empty() { title.to_owned() } else { format!("[{title}]({link})") };
            let entry = format!("\n{number}. {title}\n> {words}\n");
            if reserved + body.len() + entry.len() > most {
                break;
            }
            body.push_str(&entry);
            written = number;
        }
        format!("{head}{body}{}{foot}", more(self.lines.len() - written))
    }

    /// For programs.
    pub(crate) fn json(&self) -> Value {
        let line = |line: &Line| {
            let (title, words) = self.of(line);
            json!({
                "subject": line.subject, "title": title, "words": words, "due": line.due,
                "url": self.link(&line.url), "path": line.url,
            })
        };
        json!({
            "id": self.id, "notice": self.notice.id, "district": self.district, "account": self.notice.account,
            "kind": self.notice.kind, "urgent": self.notice.urgent, "confirm": self.notice.confirm,
            "made_up": self.notice.made_up, "drill": self.drill, "issued": self.notice.issued, "title": self.title(),
            "url": self.link(&self.own_path()), "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
        })
    }
}
