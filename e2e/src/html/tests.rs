use super::{tags, words_of};

#[test]
fn tags_are_read_with_their_attributes_and_words() {
    let found =
        tags(r#"<!DOCTYPE html><a href="/x?a=1&amp;b=2" hidden>go &lt; on</a><br/><input type="text">"#);
    let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["a", "br", "input"]);
    assert_eq!((found[0].get("href"), found[0].words.as_str()), ("/x?a=1&b=2", "go < on"));
    assert!(found[0].attributes.contains_key("hidden") && found[2].get("type") == "text");
}

#[test]
fn words_are_what_stands_between_tags() {
    assert_eq!(words_of("<p>甲<b>乙</b></p>").split_whitespace().collect::<String>(), "甲乙");
}
