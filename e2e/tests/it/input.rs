//! What is typed wrongly is refused at the door, and says why.

use e2e::District;
use page::Refusal;
use people::Role;
use serde_json::json;

/// PostgreSQL cannot keep the character NUL, so that a database of SQLite that held it could not be restored there.
#[test]
fn the_character_nul_is_refused_wherever_it_stands() {
    let district = District::fresh();
    let visitor = district.visitor();
    for path in ["/open/powers?q=a%00b", "/open/powers/37%0000"] {
        let reply = visitor.get(path);
        assert_eq!(reply.status, 422, "{path}");
        assert!(reply.text().contains("NUL"), "{path}: {}", reply.text());
    }
    let sign_in = visitor.post_form("/sign-in", &[("account", "a\0b"), ("password", "a long password")]);
    assert_eq!(sign_in.status, 422);
    let keeper = district.program("", Role::Registrar);
    let sent = keeper
        .post_json("/api/v1/powers/adjustments", &json!({ "effective": "2024-04-01", "basis": "甲\0" }));
    assert_eq!(sent.status, 422);
    assert!(sent.text().contains("NUL"), "{}", sent.text());
}

/// A confirmed figure is the word of the organ's own second person.
#[test]
fn an_organ_does_not_confirm_the_figures_of_another() {
    let district = District::fresh();
    let measure = district.store.read(|tx| {
        let all = indicators::list(tx, "", "", 1, 500)?.1;
        Ok::<_, Refusal>(all.into_iter().find(|standing| !standing.measure.organs.is_empty()))
    });
    let measure = measure.unwrap().unwrap().measure;
    let fields = [("series", "value"), ("period", "2023")];
    let path = format!("/indicators/{}/confirm", measure.id);
    let stranger = district.program("一个别的单位", Role::Contact).post_form(&path, &fields);
    assert_eq!(stranger.status, 403, "{}", stranger.text());
    let own = district.program(&measure.organs[0], Role::Contact).post_form(&path, &fields);
    assert_ne!(own.status, 403, "{}", own.text());
}

/// Neither word of a review is taken for granted.
#[test]
fn a_review_says_whether_it_accepts_or_returns() {
    let district = District::after_a_year();
    let duty = district.store.read(|tx| {
        Ok::<_, Refusal>(duties::list(tx, &duties::Filter::default(), 1, 1)?.1.remove(0).opened.id)
    });
    let reviewer = district.program("", Role::Supervisor);
    let reply = reviewer.post_form(&format!("/duties/{}/review", duty.unwrap()), &[("decision", "maybe")]);
    assert_eq!(reply.status, 422);
    assert!(reply.text().contains("maybe"), "{}", reply.text());
}

/// A stranger's bytes are not read before it is known that they may come in, and a visitor may send little.
#[test]
fn a_body_is_read_when_its_sender_was_let_in() {
    let district = District::after_a_year();
    let visitor = district.visitor();
    let long = "长".repeat(40_000);
    let guarded = visitor.post_form("/powers/adjust", &[("changes", &long)]);
    assert_eq!((guarded.status, guarded.header("location").starts_with("/sign-in")), (303, true));
    let public = visitor.post_form("/sign-in", &[("account", &long), ("password", "a long password")]);
    assert_eq!(public.status, 422);
    assert!(public.text().contains("64 KB"), "{}", public.text());
    let known = district.person(Role::Registrar).post_form("/powers/adjust", &[("changes", &long)]);
    assert!(!known.text().contains("64 KB"), "{}", known.text());
}

/// An address that is opened where a form posts to says so, to people and to programs.
#[test]
fn a_wrong_method_is_told_like_any_refusal() {
    let district = District::fresh();
    let page = district.visitor().get("/sign-out");
    assert_eq!(page.status, 405);
    assert!(page.is_page() && page.text().contains("不接受这样的请求"), "{}", page.text());
    let program = district.program("", Role::Registrar).get("/api/v1/powers/adjustments");
    assert_eq!((program.status, program.json()["status"].as_u64()), (405, Some(405)));
}
