//! The way of a new office through the house, in a real browser, with an accessibility check of every page.

use e2e::{Client, District, Folder, Gazette, PASSWORD, at, open_account};
use page::Clock as _;
use people::Role;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use store::Receipt;
use testkit::browser::{Browser, Scripts, TAB};

const CHECK: &str = include_str!("../../accessibility.js");
/// How far a page is wider than the screen, and the element that makes it so.
const WIDER: &str = "
    const wider = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
    if (wider <= 1) return '';
    const edge = document.documentElement.clientWidth + 1;
    const far = [...document.querySelectorAll('body *')].find((e) => e.getBoundingClientRect().right > edge);
    return `${wider} pixels wider than the screen: ${(far ?? document.body).outerHTML.slice(0, 120)}`;";

/// A browser on a district, and what was found wrong on the way.
struct Way<'d> {
    browser: Browser,
    district: &'d District,
    size: (u32, u32),
    faults: Vec<String>,
    seen: usize,
    pictures: bool,
}

impl Way<'_> {
    fn begin(district: &District, size: (u32, u32), scripts: Scripts) -> Way<'_> {
        let browser = Browser::start(scripts);
        browser.viewport(size.0, size.1, 1.0);
        let pictures = scripts == Scripts::On;
        Way { browser, district, size, faults: Vec::new(), seen: 0, pictures }
    }

    fn go(&self, path: &str) {
        self.browser.go(&format!("{}{path}", self.district.url));
    }

    /// Fills a form's fields by their names and sends it.
    fn fill(&self, fields: &[(&str, &str)]) {
        for (name, words) in fields {
            self.browser.type_into(&self.browser.find(&format!("main [name='{name}']")), words);
        }
        self.browser.click(&self.browser.find("main form.stack button"));
    }

    /// Follows the first link that leads below a place.
    fn follow(&self, css: &str) {
        self.browser.click(&self.browser.find(css));
    }

    fn is_at(&self, path: &str) {
        self.browser.arrives_at(&format!("{}{path}", self.district.url));
    }

    /// Holds the page against the accessibility check, at its own size, on a narrow screen and enlarged.
    fn check(&mut self, name: &str) {
        let (width, height) = self.size;
        let page = format!("{name} ({width} px, {})", self.browser.url());
        // A key first, so that the browser shows the focus as it does for people without a mouse.
        // Sent to the window: an element may belong to the page that is just leaving.
        for kind in ["rawKeyDown", "keyUp"] {
            let key = json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
            self.browser.devtools("Input.dispatchKeyEvent", &key);
        }
        let found = self.browser.script(CHECK, &[json!(true)]);
        let found = found.as_array().unwrap_or_else(|| panic!("{page}: the check gave {found}"));
        self.faults.extend(found.iter().map(|fault| format!("{page}: {}", fault.as_str().unwrap())));
        // 1.4.10 Reflow; 1.4.4 Resize text: a page at 200 % has half the pixels.
        for (criterion, width, zoom) in [("1.4.10", 320, 1.0), ("1.4.4", width / 2, 2.0)] {
            if width >= 320 {
                self.browser.viewport(width, height, zoom);
                let wider = self.browser.script(WIDER, &[]);
                if wider != "" {
                    self.faults.push(format!("{page}: {criterion} at {width} px: {wider}"));
                }
            }
        }
        self.browser.viewport(width, height, 1.0);
        self.seen += 1;
        if self.pictures {
            picture(&self.browser, &format!("{name}-{width}"));
        }
    }

    fn end(self, least: usize) {
        assert!(self.seen >= least, "only {} pages were looked at", self.seen);
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }
}

/// Keeps a picture of the page for the documentation when told to by the environment.
fn picture(browser: &Browser, name: &str) {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    if std::env::var("LUOSHI_SCREENSHOTS").is_ok_and(|value| value == "1") {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/screens");
        std::fs::create_dir_all(&folder).unwrap();
        browser.script("document.activeElement.blur(); window.scrollTo(0, 0);", &[]);
        std::fs::write(
            folder.join(format!("{name}.png")),
            BASE64_STANDARD.decode(browser.screenshot()).unwrap(),
        )
        .unwrap();
    }
}

/// A district whose second quarter of 2023 is nearly over; nobody has an account.
fn new_office() -> District {
    let district = District::fresh();
    district.clock.set(at("2023-06-12 09:00"));
    district.tick();
    district
}

/// From the setup link to a receipt on disk. What is asserted are the stations, not the words on them.
fn whole_way(size: (u32, u32), scripts: Scripts, language: &str) {
    let district = new_office();
    let mut way = Way::begin(&district, size, scripts);
    way.go(&format!("/preferences?language={language}&back=/sign-in"));
    way.check("sign-in");
    first_administrator(&mut way);
    supervisor(&mut way);
    live_gazette(&mut way);
    let duty = department(&mut way);
    let seq = report(&mut way, &duty);
    receipt(&mut way, seq);
    way.end(12);
}

/// The one-time link makes the administrator, who opens an account for the office.
fn first_administrator(way: &mut Way<'_>) {
    let now = way.district.clock.now();
    let link = way.district.store.write(|tx| people::first_link(tx, now)).unwrap().unwrap();
    way.go(&format!("/setup/{}", link.reveal()));
    way.check("setup");
    way.fill(&[("account", "chief"), ("name", "首位管理员"), ("password", PASSWORD), ("again", PASSWORD)]);
    way.is_at("/");
    way.check("home-of-an-administrator");
    way.go("/people");
    way.check("people");
}

/// The office's account is opened by its form; its link comes back on a page, once.
fn supervisor(way: &mut Way<'_>) {
    let receivers = |tx: &mut store::Tx<'_>| documents::receivers(tx);
    let office = way.district.store.read(receivers).unwrap().remove(0);
    let browser = &way.browser;
    for (name, words) in [("account", "office"), ("name", "督查员"), ("organ", office.as_str())] {
        browser.type_into(&browser.find(&format!("form[action='/people'] [name='{name}']")), words);
    }
    browser.click(&browser.find("form[action='/people'] [name='role'] option[value='supervisor']"));
    browser.click(&browser.find("form[action='/people'] button"));
    let link = browser.text(&browser.find("main code"));
    way.check("link-made");
    let token = link.split_once("/setup/").unwrap_or_else(|| panic!("no link: {link}")).1;
    let path = format!("/setup/{token}");
    way.follow("form[action='/sign-out'] button");
    way.is_at("/sign-in");
    way.go(&path);
    way.fill(&[("password", PASSWORD), ("again", PASSWORD)]);
    way.is_at("/");
    way.check("home");
}

/// The gazette is attached through the form; the document then shows its own words, and its margins what they made.
fn live_gazette(way: &mut Way<'_>) {
    let folder = Folder::new();
    let gazette = Gazette::find();
    let file = gazette.write(folder.path());
    way.follow("nav a[href='/documents']");
    way.is_at("/documents");
    way.fill(&[("gazette", &file)]);
    let back = way.browser.find("main a[href='/documents']");
    way.check("gazette-attached");
    way.browser.click(&back);
    way.check("documents");
    let document = document_of_the_gazette(&gazette);
    way.go(&format!("/documents/{}", page::encode(&document)));
    assert!(
        !way.browser.all("main [lang='zh-CN'].original").is_empty(),
        "the original text stands beside the clauses"
    );
    way.check("live-gazette");
}

/// The made-up gazette holds one document only.
fn document_of_the_gazette(gazette: &Gazette) -> String {
    let numbers: Vec<String> = e2e::pack().documents.into_iter().map(|document| document.number).collect();
    let wanted = if gazette.real { "周政办字〔2023〕11号" } else { "" };
    let found =
        numbers.into_iter().find(|number| gazette.text.contains(number.as_str()) && number.contains(wanted));
    found.expect("a document of the gazette")
}

/// From a clause's margin to a department, and to something it owes.
fn department(way: &mut Way<'_>) -> String {
    let number = page::encode("周政办字〔2023〕11号");
    way.go(&format!("/documents/{number}?clause={}", page::encode("附件/表1/行1")));
    way.check("clause");
    way.follow("aside a[href^='/organs/']");
    way.is_at("/organs/");
    way.check("department");
    let duty = way.browser.find("main a[href^='/duties/']");
    let path = way.browser.attribute(&duty, "href");
    way.browser.click(&duty);
    way.is_at("/duties/");
    way.check("duty");
    path
}

/// The report leads straight to its entry in the ledger.
fn report(way: &mut Way<'_>, duty: &str) -> u64 {
    way.is_at(duty.split('?').next().unwrap());
    way.fill(&[("text", "本季度任务已完成，材料已归档。"), ("progress", "100")]);
    way.is_at("/ledger/");
    way.check("receipt");
    way.browser.url().rsplit('/').next().unwrap().parse().unwrap()
}

/// The receipt is saved as a file that holds without the house.
fn receipt(way: &mut Way<'_>, seq: u64) {
    let folder = Folder::new();
    let to = folder.path().display().to_string();
    way.browser.devtools("Browser.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": to }));
    way.follow("main a[href$='/receipt.json']");
    let receipt = saved(folder.path());
    assert_eq!((receipt.entry.seq, receipt.entry.kind.as_str()), (seq, "duty.reported"));
    receipt.check(way.district.store.public_key()).unwrap();
    way.go("/ledger");
    way.check("ledger");
}

/// The one JSON file of a folder, once the browser has written it.
fn saved(folder: &Path) -> Receipt {
    for _ in 0..100 {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let texts = files.filter(|path| path.extension().is_some_and(|kind| kind == "json"));
        if let Some(receipt) = texts
            .filter_map(|path| std::fs::read(path).ok())
            .find_map(|bytes| serde_json::from_slice(&bytes).ok())
        {
            return receipt;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the receipt was not saved")
}

#[test]
fn a_new_office_goes_the_whole_way_on_a_desk() {
    whole_way((1280, 900), Scripts::On, "zh");
}

#[test]
fn a_new_office_goes_the_whole_way_on_a_phone_in_english() {
    whole_way((390, 844), Scripts::On, "en");
}

#[test]
fn a_new_office_goes_the_whole_way_without_scripts() {
    whole_way((1280, 900), Scripts::Off, "zh");
}

/// Every kind of page that a year fills.
fn full_pages(client: &Client) -> Vec<String> {
    let first = |list: &str| -> String {
        let item: Value = client.get(list).json()["items"][0].clone();
        page::encode(item["id"].as_str().unwrap_or_else(|| panic!("{list} is empty")))
    };
    let charted = client.get("/api/v1/indicators?state=met&per=500").json();
    let charted = charted["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["target"].as_str().unwrap().starts_with('≥'));
    let charted = page::encode(charted.unwrap()["id"].as_str().unwrap());
    let overdue = client.get("/api/v1/duties?overdue=true&per=1").json();
    let late = page::encode(overdue["items"][0]["organ"].as_str().unwrap());
    vec![
        "/".into(),
        "/documents".into(),
        format!("/documents/{}", page::encode("周政办字〔2023〕15号")),
        format!("/documents/{}?page=2", page::encode("周政字〔2023〕3号")),
        "/organs".into(),
        format!("/organs/{late}"),
        "/duties".into(),
        "/duties?overdue=true".into(),
        format!("/duties/{}", first("/api/v1/duties?state=submitted&per=1")),
        "/indicators".into(),
        format!("/indicators/{charted}"),
        "/incidents".into(),
        "/incidents/demo-2023-01".into(),
        "/ledger".into(),
        "/ledger/3".into(),
        "/account".into(),
        "/no-such-page".into(),
    ]
}

/// A short text with a defect and one decision, seen from all sides.
const REVIEWED: &str = "某县人民政府\n关于印发某方案的通知\n某政发〔2024〕1号\n各乡镇：\n现印发给你们。\n一、任务\n\
（一）新建学校3所。（县教育局牵头，县财政局配合）\n（二）2024年6月31日前完成水库加固5座。（县水利局负责）\n某县人民政府\n2024年1月5日\n\
附件\n任务分工表\n\t序号\n\t任务\n\t牵头单位\n\t完成时限\n\n\t1\n\t整治河道\n\t县水利局\n\t2024年9月底前\n\n\t2\n\t开展演练\n\t—\n\t2024年9月底前\n";

/// The pages of a review under way.
fn reviewing(district: &District) -> Vec<String> {
    let clerk = district.program("", Role::Supervisor);
    let reply = clerk.post_json("/api/v1/reviews", &json!({ "name": "某方案", "text": REVIEWED }));
    let id = reply.json()["id"].as_str().unwrap().to_owned();
    let items = clerk.get(&format!("/api/v1/reviews/{id}")).json();
    let accepted = json!({ "items": [items["items"][0]["item"]], "act": "accept" });
    clerk.post_json(&format!("/api/v1/reviews/{id}/decisions"), &accepted);
    let of = |rest: &str| format!("/reviews/{id}{rest}");
    vec!["/reviews".into(), of(""), of("?show=doubt"), of("/defects"), of("/adopt")]
}

#[test]
fn every_page_of_a_review_is_accessible_in_both_languages_and_widths() {
    let district = District::fresh();
    let pages = reviewing(&district);
    let office = e2e::pack().organs.iter().next().unwrap().name.clone();
    open_account(&district.store, "clerk", &office, Role::Supervisor, district.clock.now());
    let mut way = Way::begin(&district, (1280, 900), Scripts::On);
    way.go("/sign-in");
    way.fill(&[("account", "clerk"), ("password", PASSWORD)]);
    for (language, size) in [("zh", (1280, 900)), ("en", (390, 844))] {
        way.size = size;
        way.browser.viewport(size.0, size.1, 1.0);
        way.go(&format!("/preferences?language={language}&back=/account"));
        for path in &pages {
            way.go(path);
            way.check("review");
        }
    }
    way.end(2 * pages.len());
}

#[test]
fn every_kind_of_page_of_a_full_year_is_accessible_in_both_languages_and_widths() {
    let district = District::after_a_year();
    let pages = full_pages(&district.program("", Role::Admin));
    let mut way = Way::begin(&district, (1280, 900), Scripts::On);
    way.go("/sign-in");
    way.fill(&[("account", "test-supervisor"), ("password", PASSWORD)]);
    for (language, kind, size) in
        [("zh", "normal", (1280, 900)), ("en", "normal", (390, 844)), ("zh", "large", (390, 844))]
    {
        way.size = size;
        way.pictures = (language, kind) == ("zh", "normal");
        way.browser.viewport(size.0, size.1, 1.0);
        way.go(&format!("/preferences?language={language}&type={kind}&back=/account"));
        for path in &pages {
            way.go(path);
            way.check(&format!("year{}", path.split(['?', '%']).next().unwrap().replace('/', "-")));
        }
    }
    way.end(3 * pages.len());
}

#[test]
fn the_duty_officers_pages_are_accessible_at_both_widths() {
    let district = District::after_a_year();
    let officer = district.program("", Role::DutyOfficer);
    let mut incident = String::new();
    for person in 0..12 {
        let case = serde_json::json!({
            "product": "示例注射液", "batch": format!("B{}", person % 2), "place": "某镇卫生院", "age": 30 + person,
            "onset": format!("2024-03-{:02}", 1 + person / 2), "reaction": "高热、寒战", "reporter": "某医院",
            "person_name": format!("甲{person}"), "outcome": if person == 11 { "死亡" } else { "未好转" },
        });
        let taken = officer.post_json("/api/v1/cases", &case).json();
        incident = taken["incident"].as_str().unwrap_or_default().to_owned();
    }
    let door = format!("/api/v1/incidents/{incident}");
    let start = serde_json::json!({ "decision": "zzbz-2023-15.decision.4", "text": "全区范围" });
    assert_eq!(officer.post_json(&format!("{door}/proposals"), &start).status, 201);
    let agree = serde_json::json!({ "agreed": true, "reason": "区政府值班记录" });
    let office = district.program("", Role::Supervisor);
    assert_eq!(office.post_json(&format!("{door}/proposals/1"), &agree).status, 201);
    let report = serde_json::json!({ "kind": "initial", "to": "区政府", "channel": "电话" });
    officer.post_json(&format!("{door}/reports"), &report);
    district.tick();
    let pages = [
        "/incidents".to_owned(),
        format!("/incidents/{incident}"),
        format!("/incidents/{incident}/reports/new?kind=progress"),
        format!("/incidents/{incident}/reports/1"),
        "/cases".into(),
        "/cases/new".into(),
        "/cases/case-12".into(),
        "/cases/case-12/correct".into(),
    ];
    let mut way = Way::begin(&district, (1280, 900), Scripts::On);
    way.go("/sign-in");
    way.fill(&[("account", "test-duty-officer"), ("password", PASSWORD)]);
    for (language, size) in [("zh", (1280, 900)), ("zh", (390, 844)), ("en", (390, 844))] {
        way.size = size;
        way.pictures = language == "zh";
        way.browser.viewport(size.0, size.1, 1.0);
        way.go(&format!("/preferences?language={language}&type=normal&back=/account"));
        for path in &pages {
            way.go(path);
            way.check(&format!("officer{}", path.split(['?', '%']).next().unwrap().replace('/', "-")));
        }
    }
    way.end(3 * pages.len());
}

/// A page without a fault, and what breaks it: the part replaced, by what, and the criterion that must be named.
const SOUND: &str = "<!DOCTYPE html><html lang='en'><head><title>t</title></head><body>\
    <a class='skip' href='#main' style='display:inline-block;padding:9px'>skip</a><header>Luoshi</header>\
    <main id='main'><h1>One</h1><h2>Two</h2><p>Words</p><label for='a'>A</label><input id='a' style='height:30px'>\
    <button style='height:40px;width:90px'>Go</button></main><footer>foot</footer></body></html>";

const PLANTED: [(&str, &str, &str); 18] = [
    ("lang='en'", "", "3.1.1"),
    ("<title>t</title>", "", "2.4.2"),
    ("<h2>Two</h2>", "<h1>Two</h1>", "1.3.1"),
    ("<h2>Two</h2>", "<h4>Two</h4>", "1.3.1"),
    ("<footer>foot</footer>", "", "1.3.1"),
    ("<footer>", "<p>stray</p><footer>", "1.3.1"),
    ("<p>Words</p>", "<table><tr><td>x</td></tr></table>", "1.3.1"),
    ("href='#main'", "href='#other'", "2.4.1"),
    ("<label for='a'>A</label>", "", "4.1.2"),
    ("<p>Words</p>", "<p id='a'>Words</p>", "4.1.2"),
    ("<p>Words</p>", "<nav>x</nav>", "4.1.2"),
    ("<p>Words</p>", "<img src='x'>", "1.1.1"),
    ("<p>Words</p>", "<svg width='9' height='9'><path d='M0 0'/></svg>", "1.1.1"),
    ("<p>Words</p>", "<p aria-describedby='none'>Words</p>", "1.3.1"),
    ("<p>Words</p>", "<p style='color:#777'>Words</p>", "1.4.3"),
    ("<p>Words</p>", "<p style='background:#000;color:#333'>Words</p>", "1.4.3"),
    (
        "<p>Words</p>",
        "<button style='width:9px;height:9px;padding:0' aria-label='x'></button><button style='width:9px;height:9px;padding:0' aria-label='y'></button>",
        "2.5.8",
    ),
    ("<button style='", "<button style='outline:none;border:0;background:#fff;", "2.4.7"),
];

#[test]
fn the_accessibility_check_finds_each_planted_fault() {
    let browser = Browser::start(Scripts::On);
    browser.viewport(1280, 900, 1.0);
    let faults = |html: &str| -> Vec<String> {
        browser.go(&format!("data:text/html;charset=utf-8,{}", page::encode(html)));
        browser.type_into(&browser.find("body"), TAB);
        serde_json::from_value(browser.script(CHECK, &[json!(true)])).unwrap()
    };
    assert_eq!(faults(SOUND), Vec::<String>::new());
    for (from, to, criterion) in PLANTED {
        let found = faults(&SOUND.replacen(from, to, 1));
        assert!(
            !found.is_empty() && found.iter().all(|fault| fault.starts_with(criterion)),
            "{from} → {to}: {found:?}"
        );
    }
    browser.go("data:text/html,<div style='width:2000px;height:9px'></div>");
    assert!(browser.script(WIDER, &[]).as_str().unwrap().contains("wider"));
}
