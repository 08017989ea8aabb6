use crate::{Decimal, round_gbt8170};
use proptest::prelude::*;

fn number(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_number_is_printed_as_it_was_written() {
    for text in ["0", "90.0", "-2.3", "0.1139", "394.3", "-0.05", "100000000", "0.000000000000000001"] {
        assert_eq!(number(text).to_string(), text);
    }
}

#[test]
fn noughts_at_the_end_do_not_make_a_number_greater() {
    assert_eq!(number("90.0"), number("90"));
    assert!(number("90.01") > number("90.0"));
    assert!(number("-0.5") < number("0.3") && number("-1.2") < number("-0.5"));
    assert!(number("999999999999999999999999999999") > number("0.00000000000000000000000000001"));
}

#[test]
fn what_is_no_number_is_refused_by_name() {
    for text in
        ["", "-", ".5", "5.", "1,680", "1e3", "九十", "1.2.3", "+5", " 5", "1234567890123456789012345678901"]
    {
        let error = text.parse::<Decimal>().expect_err(text).to_string();
        assert!(error.contains(&format!("`{text}`")), "{error}");
    }
}

#[test]
fn rounding_follows_gbt_8170_half_to_even() {
    let cases = [
        ("12.1498", 1, "12.1"),
        ("12.5", 0, "12"),
        ("13.5", 0, "14"),
        ("12.51", 0, "13"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("-2.5", 0, "-2"),
        ("-3.5", 0, "-4"),
        ("-0.5", 0, "0"),
        ("31.5", 3, "31.5"),
    ];
    for (written, places, rounded) in cases {
        assert_eq!(round_gbt8170(number(written), places).to_string(), rounded, "{written} to {places}");
    }
}

#[test]
fn division_rounds_the_last_place_and_refuses_nought() {
    assert_eq!(number("1").checked_div(number("3"), 4), Some(number("0.3333")));
    assert_eq!(number("2").checked_div(number("-3"), 2), Some(number("-0.67")));
    assert_eq!(number("1").checked_div(Decimal::ZERO, 2), None);
    assert_eq!(number("1").exact_div(number("8")), Some(number("0.125")));
    assert_eq!(number("1").exact_div(number("3")), None);
}

#[test]
fn json_is_text_and_a_json_number_is_understood() {
    assert_eq!(serde_json::to_string(&number("93.10")).unwrap(), r#""93.10""#);
    assert_eq!(serde_json::from_str::<Decimal>("7.74").unwrap(), number("7.74"));
    assert!(serde_json::from_str::<Decimal>("true").is_err());
}

fn any_number() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000_000_i128..1_000_000_000_000_000, 0_u32..9)
        .prop_map(|(mantissa, places)| Decimal::new(mantissa, places).unwrap())
}

proptest! {
    #[test]
    fn reading_what_is_printed_gives_the_same_text(number in any_number()) {
        let text = number.to_string();
        prop_assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
    }

    #[test]
    fn sums_and_differences_undo_each_other(one in any_number(), other in any_number()) {
        let sum = one.checked_add(other).unwrap();
        prop_assert_eq!(sum.checked_sub(other).unwrap(), one);
        prop_assert_eq!(one.cmp(&other), one.checked_sub(other).unwrap().cmp(&Decimal::ZERO));
    }

    #[test]
    fn a_product_divided_by_its_factor_is_the_other(one in any_number(), other in any_number()) {
        // Thirty digits and more places do not fit; then the answer is none, never a wrong number.
        let other = round_gbt8170(other, 2);
        prop_assume!(other != Decimal::ZERO);
        let product = one.checked_mul(other).unwrap();
        prop_assert_eq!(product.exact_div(other), Some(one));
        prop_assert!(product.checked_div(other, one.places()).is_none_or(|quotient| quotient == one));
    }

    #[test]
    fn a_rounded_number_is_within_half_a_unit(number in any_number(), places in 0_u32..9) {
        let rounded = round_gbt8170(number, places);
        let off = rounded.checked_sub(number).unwrap().abs();
        let half = Decimal::new(5, places + 1).unwrap();
        prop_assert!(off <= half);
        if off == half {
            let last = rounded.to_string().chars().rev().find(char::is_ascii_digit).unwrap();
            prop_assert!("02468".contains(last), "{number} was rounded to {rounded}");
        }
    }
}
