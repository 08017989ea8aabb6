use super::difference;

#[test]
fn the_first_line_that_differs_is_named() {
    assert_eq!(difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(difference("a\nb\n", "a\nc\n").unwrap(), "line 2 should be `b` and is `c`");
    assert_eq!(difference("a\n", "a\nb\n").unwrap(), "line 2 should be nothing and is `b`");
    assert_eq!(difference("a\nb\n", "a\n").unwrap(), "line 2 should be `b` and is nothing");
}
