//! Coming in and staying in: links, passwords, locks, sessions, limits.

use e2e::{Client, District, PASSWORD, Reply, at, tags};
use page::Clock as _;
use people::Role;
use ureq::http::Method;

const CONTACT: &str = "test-contact";

fn first_link(district: &District) -> String {
    let link = district.store.write(|tx| people::first_link(tx, district.clock.now())).unwrap();
    format!("/setup/{}", link.expect("nobody has an account yet").reveal())
}

fn choose(client: &Client, link: &str, account: &str) -> Reply {
    let fields = [("account", account), ("name", "首位管理员"), ("password", PASSWORD), ("again", PASSWORD)];
    client.post_form(link, &fields)
}

fn is_signed_in(client: &Client) -> bool {
    client.get("/account").status == 200
}

fn sign_in(client: &Client, account: &str, password: &str) -> Reply {
    client.post_form("/sign-in", &[("account", account), ("password", password)])
}

#[test]
fn the_setup_link_makes_the_first_administrator_once() {
    let district = District::fresh();
    let (client, link) = (district.visitor(), first_link(&district));
    let form = client.get(&link);
    assert!(form.status == 200 && tags(&form.text()).iter().any(|tag| tag.get("name") == "again"));
    assert_eq!(choose(&client, &link, "chief").status, 303);
    assert!(is_signed_in(&client));
    assert_eq!(client.get("/people").status, 200, "the first account administers");
    for again in [client.get(&link), choose(&district.visitor(), &link, "second")] {
        assert_eq!(again.status, 422);
        assert!(again.text().contains("使用过"), "{}", again.text());
    }
    assert!(district.store.write(|tx| people::first_link(tx, district.clock.now())).unwrap().is_none());
}

#[test]
fn two_passwords_that_differ_keep_the_link_and_what_was_typed() {
    let district = District::fresh();
    let (client, link) = (district.visitor(), first_link(&district));
    let reply = client
        .post_form(&link, &[("account", "chief"), ("name", "某人"), ("password", PASSWORD), ("again", "x")]);
    assert_eq!(reply.status, 422);
    let kept = |name: &str| tags(&reply.text()).into_iter().find(|tag| tag.get("name") == name).unwrap();
    assert_eq!((kept("account").get("value"), kept("name").get("value")), ("chief", "某人"));
    assert_eq!(kept("password").get("value"), "", "a password is never sent back");
    assert_eq!(choose(&client, &link, "chief").status, 303);
}

#[test]
fn a_setup_link_ends_after_a_day() {
    let district = District::fresh();
    let (client, link) = (district.visitor(), first_link(&district));
    district.clock.pass(24 * 60 - 1);
    assert_eq!(client.get(&link).status, 200);
    district.clock.pass(1);
    let late = client.get(&link);
    assert_eq!(late.status, 422);
    assert!(late.text().contains("过期"), "{}", late.text());
}

#[test]
fn a_wrong_password_keeps_the_account_as_typed() {
    let district = District::after_a_year();
    let client = district.visitor();
    let reply = sign_in(&client, CONTACT, "wrong");
    assert_eq!(reply.status, 422);
    let field = tags(&reply.text()).into_iter().find(|tag| tag.get("name") == "account").unwrap();
    assert_eq!(field.get("value"), CONTACT);
    assert!(client.cookie(page::SESSION).is_empty());
    let unknown = sign_in(&client, "no-such-account", "wrong");
    let sentence = |reply: &Reply| {
        tags(&reply.text()).into_iter().find(|tag| tag.get("class") == "fault").unwrap().words
    };
    assert_eq!(sentence(&reply), sentence(&unknown), "nobody learns which accounts there are");
}

#[test]
fn five_failures_lock_the_account_for_a_quarter_of_an_hour() {
    let district = District::after_a_year();
    let client = district.visitor();
    for _ in 0..5 {
        assert_eq!(sign_in(&client, CONTACT, "wrong").status, 422);
    }
    let locked = sign_in(&client, CONTACT, PASSWORD);
    assert_eq!(locked.status, 422);
    assert!(locked.text().contains("暂停登录"), "{}", locked.text());
    district.clock.pass(15);
    assert_eq!(sign_in(&client, CONTACT, PASSWORD).status, 303);
}

#[test]
fn a_session_ends_after_two_idle_hours() {
    let district = District::after_a_year();
    let client = district.person(Role::Contact);
    district.clock.pass(119);
    assert!(is_signed_in(&client), "used again in time");
    district.clock.pass(119);
    assert!(is_signed_in(&client), "the two hours count from the last use");
    district.clock.pass(121);
    let reply = client.get("/account");
    assert_eq!((reply.status, reply.header("location")), (303, "/sign-in?back=/account"));
}

#[test]
fn a_session_ends_after_twelve_hours_however_busy() {
    let district = District::after_a_year();
    let client = district.person(Role::Contact);
    for _ in 0..11 {
        district.clock.pass(60);
        assert!(is_signed_in(&client));
    }
    district.clock.pass(59);
    assert!(is_signed_in(&client));
    district.clock.pass(1);
    assert!(!is_signed_in(&client));
}

#[test]
fn signing_out_ends_the_session_itself() {
    let district = District::after_a_year();
    let client = district.person(Role::Contact);
    let session = client.cookie(page::SESSION);
    let reply = client.post_form("/sign-out", &[]);
    assert_eq!((reply.status, reply.header("location")), (303, "/sign-in"));
    assert!(client.cookie(page::SESSION).is_empty(), "the browser forgets it");
    client.keep(page::SESSION, &session);
    assert!(!is_signed_in(&client), "and so does the server");
}

#[test]
fn the_way_back_never_leads_away() {
    let district = District::after_a_year();
    let back = |back: &str| {
        let fields = [("account", CONTACT), ("password", PASSWORD), ("back", back)];
        district.visitor().post_form("/sign-in", &fields).header("location").to_owned()
    };
    assert_eq!(back("/duties?overdue=true"), "/duties?overdue=true");
    for away in
        ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil", "javascript:x", "/\t/evil"]
    {
        let place = back(away);
        assert!(
            place == "/" || !place.starts_with("//") && place.starts_with('/') && !place.contains('\\'),
            "{away} → {place}"
        );
    }
    let visitor = district.visitor();
    for away in ["//evil.example", "https:%2F%2Fevil.example", "/%5Cevil.example"] {
        let reply = visitor.get(&format!("/preferences?language=en&back={away}"));
        assert_eq!(reply.header("location"), "/", "{away}");
    }
}

#[test]
fn a_form_sent_from_another_site_is_refused() {
    let district = District::after_a_year();
    let client = district.person(Role::Contact);
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let headers = [("content-type", "application/x-www-form-urlencoded"), (name, value)];
        let reply = client.send(Method::POST, "/sign-out", &headers, Vec::new());
        assert_eq!(reply.status, 403, "{name}: {value}");
    }
    assert!(is_signed_in(&client), "nothing was done");
    let own = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    assert_eq!(client.send(Method::POST, "/sign-out", &own, Vec::new()).status, 303);
}

#[test]
fn guessing_passwords_and_links_is_slowed_down() {
    let district = District::after_a_year();
    let client = district.visitor();
    assert_eq!(sign_in(&client, "no-such-account", "wrong").status, 422);
    let tries: Vec<Reply> = (0..40).map(|n| client.get(&format!("/setup/guess-{n}"))).collect();
    assert!(tries.iter().take(10).all(|reply| reply.status == 422), "ten are not too many");
    let slowed = tries.into_iter().find(|reply| reply.status == 429).expect("forty guesses at once are");
    for slowed in [slowed, sign_in(&client, "test-contact", PASSWORD)] {
        assert_eq!(slowed.status, 429, "links and passwords are counted together");
        assert!(slowed.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=60).contains(&seconds)));
    }
}

#[test]
fn a_visitor_in_a_hurry_is_slowed_down_and_a_person_is_not() {
    let district = District::after_a_year();
    let (visitor, person) = (district.visitor(), district.person(Role::Contact));
    let slowed = (0..400).map(|_| visitor.get("/healthz")).find(|reply| reply.status == 429);
    let slowed = slowed.expect("four hundred pages at once are too many");
    assert!(!slowed.header("retry-after").is_empty());
    assert!((0..150).all(|_| person.get("/account").status == 200));
}

#[test]
fn language_and_type_size_are_remembered() {
    let district = District::fresh();
    let visitor = district.visitor();
    let html = |client: &Client| {
        tags(&client.get("/sign-in").text()).into_iter().find(|tag| tag.name == "html").unwrap()
    };
    assert_eq!(html(&visitor).get("lang"), "zh-CN", "Chinese first");
    let reply = visitor.get("/preferences?language=en&back=/sign-in%3Fback%3D/duties");
    assert_eq!((reply.status, reply.header("location")), (303, "/sign-in?back=/duties"));
    assert_eq!(html(&visitor).get("lang"), "en");
    visitor.get("/preferences?type=large&back=/");
    assert_eq!((html(&visitor).get("lang"), html(&visitor).get("class")), ("en", "large"));
    visitor.get("/preferences?type=normal&language=zh&back=/");
    assert_eq!((html(&visitor).get("lang"), html(&visitor).get("class")), ("zh-CN", ""));
    visitor.get("/preferences?language=xx&back=/");
    assert_eq!(html(&visitor).get("lang"), "zh-CN", "an unknown language changes nothing");
}

#[test]
fn an_account_that_is_closed_is_out_at_once() {
    let district = District::after_a_year();
    let (admin, contact) = (district.person(Role::Admin), district.person(Role::Contact));
    assert!(is_signed_in(&contact));
    assert_eq!(admin.post_form(&format!("/people/{CONTACT}/close"), &[]).status, 303);
    assert!(!is_signed_in(&contact));
    assert_eq!(sign_in(&contact, CONTACT, PASSWORD).status, 422);
    assert_eq!(district.clock.now(), at("2024-03-18 09:00"));
}
