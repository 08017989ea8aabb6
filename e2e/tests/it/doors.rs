//! Every door: who is let in, who is sent to sign in, who is refused.

use e2e::{Client, District, Reply, account_of, routes};
use page::{Access, Clock as _, Route};
use people::{Right, Role};
use serde_json::json;
use ureq::http::Method;

/// Headers that every answer carries, whoever asks and whatever comes back.
const HEADERS: [&str; 6] = [
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
    "x-request-id",
];

/// Something real for every `{name}` of a path. What a role may act on belongs to its own organ.
struct Examples {
    duty: String,
    measure: String,
    document: String,
    organ: String,
    own_entry: u64,
    draw: String,
    /// A file that a report on the duty has as evidence.
    digest: String,
    change: u64,
    review: String,
    notice: String,
    feed: String,
}

/// A case under a power, made once in a district.
const CASE: &str = "doors-1";

/// A law that the pack's list cites.
const LAW: &str = "安全生产法";

/// A register that the pack declares, public in part.
const REGISTER: &str = "arrears";

impl Examples {
    fn find(district: &District, account: &str) -> Examples {
        let read = |tx: &mut store::Tx<'_>| {
            let organ = documents::busiest_organs(tx, documents::FactKind::Task, 1)?.remove(0);
            let filter = duties::Filter { organ: organ.clone(), awaits: true, ..Default::default() };
            let duty = duties::list(tx, &filter, 1, 1)?.1.remove(0).opened.id;
            let measures = indicators::list(tx, "", "", 1, 500)?.1;
            let free = measures
                .into_iter()
                .map(|standing| standing.measure)
                .find(|measure| measure.organs.is_empty());
            let document = documents::documents(tx)?.remove(0).head.number;
            let own = tx.query_one(
                "SELECT MAX(seq) FROM entries WHERE district = ?1 AND actor = ?2",
                &[tx.district().into(), account.into()],
            )?;
            let own_entry = own.unwrap().opt_int(0)?.unwrap_or(1);
            let measure = free.unwrap().id;
            Ok::<_, page::Refusal>(Examples {
                duty,
                measure,
                document,
                organ,
                own_entry: own_entry.try_into().unwrap(),
                draw: String::new(),
                digest: String::new(),
                change: 0,
                review: String::new(),
                notice: String::new(),
                feed: String::new(),
            })
        };
        let mut examples = district.store.read(read).unwrap();
        examples.review = taken_in(district);
        examples.hand_over_a_power(district);
        examples.attach_a_file(district);
        examples.press(district);
        Examples::tell_of_a_case(district);
        examples.keep_a_register(district);
        let change = examples.change_a_law(district);
        let (notice, feed) = Examples::tell(district, account);
        Examples { draw: Examples::use_a_power(district), change, notice, feed, ..examples }
    }

    /// A report of a case, for the doors of cases.
    fn tell_of_a_case(district: &District) {
        let told = json!({ "product": "甲" });
        let reply = district.program("", Role::DutyOfficer).post_json("/api/v1/cases", &told);
        assert_eq!(reply.status, 201, "{}", reply.text());
        let written = json!({ "kind": "initial", "to": "区政府" });
        let reply = district
            .program("", Role::DutyOfficer)
            .post_json("/api/v1/incidents/demo-2023-01/reports", &written);
        assert_eq!(reply.status, 201, "{}", reply.text());
    }

    /// A notice to the account, and a link to a feed of somebody who is there.
    fn tell(district: &District, account: &str) -> (String, String) {
        let draft = notices::Draft {
            account: account.to_owned(),
            kind: "trial",
            cause: "doors".to_owned(),
            urgent: false,
            confirm: true,
            title: kernel::Say::new("notices.title_trial"),
            items: Vec::new(),
            made_up: false,
        };
        let now = district.clock.now();
        let tell = |tx: &mut store::Tx<'_>| {
            notices::issue(tx, &draft, "system", now)?;
            let find = notices::Find { account: account.to_owned(), ..Default::default() };
            let notice = notices::list(tx, &find, 1, 1)?.1.remove(0).id;
            let link = notices::open_feed(tx, &account_of(Role::Contact), "", now)?;
            Ok::<_, page::Refusal>((notice, link.reveal().to_owned()))
        };
        district.store.write(tell).unwrap()
    }

    /// A report with a file on the duty, which is then returned: it is open to be reported on again.
    fn attach_a_file(&mut self, district: &District) {
        let now = district.clock.now();
        let attach = |tx: &mut store::Tx<'_>| {
            let digest = tx.put_blob("text/plain", "说明.txt", "佐证".as_bytes())?;
            let evidence = duties::Evidence::File { digest: digest.clone(), name: "说明.txt".into() };
            let report = duties::Report {
                text: "附件".into(),
                evidence: vec![evidence.written()],
                ..Default::default()
            };
            let owner = duties::Actor { account: "examples", owner: true, ..Default::default() };
            duties::report(tx, &self.duty, owner, report, now)?;
            duties::send_back(tx, &self.duty, "office", "再报", now)?;
            Ok::<_, page::Refusal>(digest)
        };
        self.digest = district.store.write(attach).unwrap();
    }

    /// A sheet by which the office presses for the duty. It is issued once in a district.
    fn press(&self, district: &District) {
        let form =
            [("color", "red"), ("asks", "请报送"), ("reply_by", "2024-04-30"), ("issuer", "区政府办公室")];
        let reply =
            district.program("", Role::Supervisor).post_form(&format!("/duties/{}/sheets", self.duty), &form);
        assert!(matches!(reply.status, 303 | 409), "{}", reply.text());
    }

    /// A row of a register, with a file; made once in a district.
    fn keep_a_register(&self, district: &District) {
        let values = json!({ "debtor": "区财政局", "firm": "某公司", "contract": "合同1号", "sum": "1",
            "due_on": "2024-06-30", "voucher": format!("sha256:{}:说明.txt", self.digest) });
        let keeper = district.program("区工业和信息化局", Role::Contact);
        let reply =
            keeper.post_json(&format!("/api/v1/registers/{REGISTER}/rows"), &json!({ "values": values }));
        assert!(matches!(reply.status, 201 | 422), "{}", reply.text());
    }

    /// The code of a power that the pack lists.
    fn code() -> String {
        Examples::power().code
    }

    fn power() -> pack::Power {
        e2e::pack().documents.iter().flat_map(|d| &d.powers).next().unwrap().clone()
    }

    /// A case and a draw under a power of its first holder; gives the draw.
    fn use_a_power(district: &District) -> String {
        let power = e2e::pack().documents.into_iter().flat_map(|d| d.powers).next_back().unwrap();
        let program = district.program(&power.holder.organ, Role::Contact);
        let case = json!({ "id": CASE, "code": power.code, "body": power.holder.organ, "day": "2024-01-05", "subject": "某公司" });
        let reply = program.post_json("/api/v1/powers/cases", &case);
        assert!(matches!(reply.status, 201 | 409), "{}", reply.text());
        let draw = json!({
            "title": "抽查", "body": power.holder.organ, "codes": [power.code], "objects": ["甲", "乙"],
            "inspectors": ["丙", "丁"], "count": 1, "team": 2,
        });
        program.post_json("/api/v1/powers/draws", &draw).json()["id"].as_str().unwrap().to_owned()
    }

    /// A decision that touches a power, so that there is a review to look at; gives its number.
    fn change_a_law(&self, district: &District) -> u64 {
        let keeper = district.program("", Role::Registrar);
        let items = json!([{ "item": Examples::code(), "to": self.organ }]);
        let change = json!({
            "what": "decided", "law": "关于下放一批事项的决定", "items": items, "effective": "2099-01-01", "source": "测试〔2024〕2号",
        });
        let reply = keeper.post_json("/api/v1/powers/laws/changes", &change);
        assert!(matches!(reply.status, 201 | 409), "{}", reply.text());
        keeper.get("/api/v1/powers/laws/changes").json()["items"][0]["change"].as_u64().unwrap()
    }

    /// A second edition of the list, so that there is a hand-over to look at. It is made once in a district.
    fn hand_over_a_power(&self, district: &District) {
        let transfer = json!([{ "code": Examples::code(), "to": self.organ }]);
        let adjustment =
            json!({ "effective": "2024-04-01", "basis": "测试〔2024〕1号", "transfer": transfer });
        let keeper = district.program(&Examples::power().holder.organ, Role::Registrar);
        let reply = keeper.post_json("/api/v1/powers/adjustments", &adjustment);
        assert!(matches!(reply.status, 201 | 409), "{}", reply.text());
        let proposal = json!({ "kind": "add", "title": "甲", "asked_by": Examples::power().holder.organ,
            "day": "2024-03-01", "reason": "乙" });
        let body = json!({ "matter": "proposed", "what": proposal });
        let reply = keeper.post_json("/api/v1/powers/records", &body);
        assert_eq!(reply.status, 201, "{}", reply.text());
    }

    fn fill(&self, path: &str) -> String {
        let parts = path.split('/').map(|part| match part {
            "{id}" if path.contains("/duties/") => self.duty.clone(),
            "{id}" if path.contains("/indicators/") => self.measure.clone(),
            "{id}" if path.contains("/incidents/") => "demo-2023-01".into(),
            "{id}" if path.starts_with("/cases/") || path.starts_with("/api/v1/cases/") => "case-1".into(),
            "{id}" if path.contains("/cases/") => CASE.into(),
            "{id}" if path.contains("/draws/") => self.draw.clone(),
            "{id}" if path.contains("/reviews/") => self.review.clone(),
            "{register}" => REGISTER.into(),
            "{row}" => "1".into(),
            "{number}" => self.document.clone(),
            "{sheet}" => "2024-1".into(),
            "{batch}" => "no-such-batch".into(),
            "{document}" => "周政办字〔2023〕11号".into(),
            "{name}" => self.organ.clone(),
            "{n}" if path.contains("/editions/") || path.contains("/powers/records/") => "1".into(),
            "{id}" if path.contains("/laws/") => page::encode(LAW),
            "{change}" => self.change.to_string(),
            "{n}" if path.contains("/editions/") => "1".into(),
            "{edition}" => "2".into(),
            "{digest}" => self.digest.clone(),
            "{seq}" | "{n}" => self.own_entry.to_string(),
            "{no}" => "1".into(),
            "{plan}" => "drug-safety".into(),
            "{code}" => Examples::code(),
            "{period}" if path.contains("/bulletins/") => "2023-Q3".into(),
            "{period}" => "2024".into(),
            // Nobody, so that no account of the test is closed under it.
            "{account}" => "nobody".into(),
            "{token}" if path.contains("/feeds/") => self.feed.clone(),
            "{token}" => "no-such-token".into(),
            "{notice}" => self.notice.clone(),
            "{feed}" => "no-such-feed".into(),
            part if part.starts_with('{') => panic!("doors.rs needs an example for {part} in {path}"),
            part => part.into(),
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

/// The identity of a review of a short text.
fn taken_in(district: &District) -> String {
    let text =
        json!({ "name": "甲", "text": "某县人民政府\n关于某事的通知\n一、县水利局要于6月底前完成。\n" });
    let reply = district.program("", Role::Supervisor).post_json("/api/v1/reviews", &text);
    reply.json()["id"].as_str().unwrap().to_owned()
}

fn knock(client: &Client, route: &Route, path: &str) -> Reply {
    match route.method {
        Method::GET => client.get(path),
        Method::PUT => client.put_json(path, &json!({})),
        _ if path.starts_with("/api/") => client.post_json(path, &json!({})),
        _ => client.post_form(path, &[]),
    }
}

fn is_program(route: &Route) -> bool {
    route.path.starts_with("/api/")
}

/// What holds for every answer.
fn sound(who: &str, route: &Route, reply: &Reply) {
    let door = format!("{who}: {} {}", route.method, route.path);
    assert!(reply.status < 500, "{door} answers {}: {}", reply.status, reply.text());
    assert_ne!(reply.status, 429, "{door}: the test itself knocks too often");
    for name in HEADERS {
        assert!(!reply.header(name).is_empty(), "{door} comes without {name}");
    }
    if is_program(route) && reply.status >= 400 {
        let problem = reply.json();
        assert_eq!(reply.header("content-type"), "application/problem+json", "{door}");
        assert_eq!(problem["status"], reply.status, "{door}");
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{door}: {problem}");
    }
}

fn sent_to_sign_in(reply: &Reply) -> bool {
    reply.status == 303 && reply.header("location").starts_with("/sign-in?back=")
}

/// Doors with a further question behind them: who acts for the organ, or holds one of two rights.
const OF_ONE_ORGAN: [&str; 7] = [
    "/notices/{notice}/again",
    "/give",
    "/draws/{id}",
    "/cases/{id}/close",
    "/cases/{id}/review",
    "/reviews/{change}/{code}",
    "/cases/{id}/assign",
];

fn of_a_register(route: &Route) -> bool {
    route.path.contains("/registers/") && route.access == Access::Needs(Right::ReportDuty)
}

/// Let in: the page or the answer is there; a form without content may be refused in plain words.
fn let_in(who: &str, route: &Route, reply: &Reply) {
    let door = format!("{who}: {} {}", route.method, route.path);
    let accepted: &[u16] = match route.method {
        _ if route.path.starts_with("/setup/") => &[422],
        // The forms of a register are for its keeper, its writers and the owner of the row.
        _ if of_a_register(route) => &[200, 201, 303, 403, 404, 409, 422],
        Method::GET => &[200],
        _ if OF_ONE_ORGAN.iter().any(|end| route.path.ends_with(end)) => &[201, 303, 403, 409, 422],
        // A sheet is answered by its own organ.
        _ if route.path == "/sheets/{sheet}/answer" => &[303, 403, 409, 422],
        // A plan is recorded for one's own organ: without one the form is nobody's.
        _ if route.path.contains("/unsettled/plan") => &[303, 403, 404, 409, 422],
        _ => &[200, 201, 303, 404, 409, 422],
    };
    assert!(
        accepted.contains(&reply.status) && !sent_to_sign_in(reply),
        "{door} is {}: {}",
        reply.status,
        reply.text()
    );
}

fn turned_away(who: &str, route: &Route, reply: &Reply, right: Right) {
    let door = format!("{who}: {} {}", route.method, route.path);
    assert_eq!(reply.status, 403, "{door}");
    let said = page::Texts::built_in().say(page::Language::Chinese, &right.lacking());
    let text =
        if is_program(route) { reply.json()["detail"].as_str().unwrap().to_owned() } else { reply.text() };
    assert!(text.contains(&said), "{door} says who does it: {said}");
}

/// Signing out ends what the others need, so it comes last.
fn doors() -> Vec<Route> {
    let mut doors = routes();
    doors.sort_by_key(|route| route.path == "/sign-out");
    doors
}

/// How many doors a visitor tries in one district: below what the limit on visitors lets pass at once.
const DOORS_AT_ONCE: usize = 80;

#[test]
fn a_visitor_enters_public_doors_only() {
    doors().chunks(DOORS_AT_ONCE).for_each(visit);
}

fn visit(doors: &[Route]) {
    let district = District::after_a_year();
    let examples = Examples::find(&district, "nobody");
    let visitor = district.visitor();
    for route in doors {
        let reply = knock(&visitor, route, &examples.fill(route.path));
        sound("visitor", route, &reply);
        match route.access {
            Access::Public | Access::Local => let_in("visitor", route, &reply),
            _ if is_program(route) => assert_eq!(reply.status, 401, "{} {}", route.method, route.path),
            _ => assert!(sent_to_sign_in(&reply), "{} {}: {}", route.method, route.path, reply.status),
        }
    }
}

#[test]
fn every_role_enters_exactly_the_doors_of_its_rights() {
    let district = District::after_a_year();
    for role in Role::all() {
        let person = district.person(role);
        let examples = Examples::find(&district, &account_of(role));
        let mut refused = 0;
        // Anyone may enter public doors; knocking at them with each role would only count as guessing passwords.
        for route in doors().iter().filter(|route| route.access != Access::Public) {
            let reply = knock(&person, route, &examples.fill(route.path));
            sound(role.word(), route, &reply);
            match route.access {
                Access::Needs(right) if !role.may(right) => {
                    refused += 1;
                    turned_away(role.word(), route, &reply, right);
                }
                _ => let_in(role.word(), route, &reply),
            }
        }
        assert!(refused > 0, "{role} may do everything: the test has lost its teeth");
    }
}

#[test]
fn what_belongs_to_one_organ_is_closed_to_others_with_the_same_right() {
    let district = District::after_a_year();
    let stranger = district.program("区气象局", Role::Contact);
    let examples = Examples::find(&district, "nobody");
    let entry = stranger.get(&format!("/ledger/{}", 1));
    assert_eq!(entry.status, 403, "an entry of somebody else, without the right to read the ledger");
    let receipt = stranger.get("/api/v1/ledger/entries/1/receipt");
    assert_eq!(receipt.status, 403);
    let report =
        stranger.post_json(&format!("/api/v1/duties/{}/reports", examples.duty), &json!({"text": "x"}));
    assert_eq!(report.status, 403, "{}", report.text());
    assert!(report.json()["detail"].as_str().unwrap().contains(&examples.organ));
}

#[test]
fn the_machine_rooms_own_doors_answer() {
    let district = District::after_a_year();
    let visitor = district.visitor();
    assert_eq!(visitor.get("/healthz").text(), "ok\n");
    assert_eq!(visitor.get("/readyz").text(), "ready\n");
    let figures = visitor.get("/metrics").text();
    for name in ["duties_overdue", "ledger_entries"] {
        assert!(figures.contains(name), "{name} is missing from:\n{figures}");
    }
    let missing = visitor.get("/no-such-page");
    assert_eq!(missing.status, 404);
    assert!(HEADERS.iter().all(|name| !missing.header(name).is_empty()), "{:?}", missing.headers);
    assert_eq!(visitor.get("/static/0/secret.txt").status, 404);
}
