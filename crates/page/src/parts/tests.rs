use super::{Field, encode, field, with_page};

#[test]
fn a_path_segment_is_encoded_byte_by_byte() {
    assert_eq!(encode("周 a"), "%E5%91%A8%20a");
}

#[test]
fn the_next_page_keeps_the_filters_and_replaces_the_number() {
    assert_eq!(with_page("/ledger?kind=duty&page=2", 3), "/ledger?kind=duty&page=3");
    assert_eq!(with_page("/ledger", 2), "/ledger?page=2");
}

#[test]
fn a_password_is_never_written_back_into_the_page() {
    let html = field(&Field {
        name: "password",
        label: "p",
        kind: "password",
        value: "secret-typed",
        ..Field::default()
    });
    assert!(!html.into_string().contains("secret-typed"));
}

#[test]
fn a_fault_is_tied_to_its_field() {
    let html = field(&Field {
        name: "name",
        label: "n",
        kind: "text",
        value: "<x>",
        fault: "too short",
        ..Field::default()
    });
    let html = html.into_string();
    assert!(html.contains("aria-invalid=\"true\"") && html.contains("aria-describedby=\"name-note\""));
    assert!(html.contains("&lt;x&gt;"), "what was typed stays, escaped");
}
