use super::{Function, Kind, code, functions, literals, pieces};

const SOURCE: &str = r####"//! About "this".
/* a /* nested */ comment { */ fn first<'a>(x: &'a str) -> char { '{' }
/// Says it.
#[test]
fn second(a: [u8; 2],
    f: fn(u8) -> u8) where u8: Copy {
    let s = "a \" { quote"; // }
    let r = r#"raw " } "#;
    let c = ('\'', '\u{7d}', b'{', '周');
    if true { let n = for_r"x"; }
}
trait T { fn third(&self); fn fourth() {
} }
"####;

#[test]
fn pieces_joined_are_the_source() {
    let joined: String = pieces(SOURCE).iter().map(|piece| piece.text).collect();
    assert_eq!(joined, SOURCE);
    let unfinished = ["/* open", "\"open", "r#\"open\"", "'", "'\\", "b'", "r", "/", "fn", "// end"];
    for source in unfinished {
        let joined: String = pieces(source).iter().map(|piece| piece.text).collect();
        assert_eq!(joined, source);
    }
}

#[test]
fn code_keeps_offsets_and_drops_what_is_not_code() {
    let masked = code(SOURCE);
    assert_eq!(masked.len(), SOURCE.len());
    assert_eq!(masked.lines().count(), SOURCE.lines().count());
    for word in ["About", "nested", "quote", "raw", "周", "Says"] {
        assert!(!masked.contains(word), "{word} is left in {masked}");
    }
    for word in ["'a str", "fn second", "Copy", "for_r"] {
        assert!(masked.contains(word), "{word} is missing in {masked}");
    }
}

#[test]
fn comments_are_told_from_doc_comments() {
    let kinds = |source| pieces(source).iter().map(|piece| piece.kind).collect::<Vec<_>>();
    assert_eq!(kinds("//! a"), [Kind::Doc]);
    assert_eq!(kinds("/// a"), [Kind::Doc]);
    assert_eq!(kinds("//// a"), [Kind::Comment]);
    assert_eq!(kinds("/**/"), [Kind::Comment]);
    assert_eq!(kinds("/** a */"), [Kind::Doc]);
}

#[test]
fn functions_are_measured_from_signature_to_closing_brace() {
    let found = functions(&code(SOURCE));
    let expected = [("first", 2, 1, false), ("second", 5, 7, true), ("fourth", 12, 2, false)];
    let expected =
        expected.map(|(name, line, lines, test)| Function { name: name.to_owned(), line, lines, test });
    assert_eq!(found, expected);
}

#[test]
fn literals_know_the_code_before_them() {
    let found = literals("say(\n    \"a.b\", 'x', r\"c\") // \"d\"\n+ \"e\"");
    let seen: Vec<_> = found.iter().map(|it| (it.before.trim(), it.text, it.line)).collect();
    assert_eq!(seen, [("say(", "a.b", 2), (",", "c", 2), ("+", "e", 3)]);
}
