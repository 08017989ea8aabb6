use super::*;

fn drawn_text(text: &str, marks: &[Mark]) -> String {
    let source = Source::new(text);
    marked(&source, Span::new(0, source.chars()), marks).into_string()
}

fn mark(start: usize, end: usize, card: Option<&str>) -> Mark {
    Mark { span: Span::new(start, end), card: card.map(str::to_owned) }
}

#[test]
fn a_thing_is_a_link_and_a_doubt_is_marked_inside_it() {
    let html = drawn_text("建成学校3所。", &[mark(2, 6, Some("f-1")), mark(4, 5, None)]);
    assert_eq!(
        html,
        "建成<a id=\"t-f-1\" class=\"found\" href=\"#f-1\">学校</a><a class=\"found\" href=\"#f-1\"><mark class=\"doubt\">3</mark></a>\
         <a class=\"found\" href=\"#f-1\">所</a>。"
    );
}

#[test]
fn of_two_things_over_each_other_the_shorter_is_the_link() {
    let html = drawn_text("甲乙丙", &[mark(0, 3, Some("long")), mark(1, 2, Some("short"))]);
    assert!(html.contains("href=\"#short\">乙<"), "{html}");
    assert!(html.contains("class=\"found whole\" href=\"#long\">甲<"), "{html}");
}

#[test]
fn a_mark_outside_the_place_changes_nothing() {
    let source = Source::new("甲乙丙丁");
    let html = marked(&source, Span::new(1, 3), &[mark(0, 1, Some("f")), mark(3, 4, None)]).into_string();
    assert_eq!(html, "乙丙");
}

#[test]
fn what_stands_in_the_text_is_not_taken_for_markup() {
    assert_eq!(drawn_text("<b>\n\t\n甲", &[]), "&lt;b&gt;\n甲");
}
