//! Bulletins on both engines.

use super::county::{County, DUE, at};
use crate::model::{Outcome, Report};
use crate::store::{Issue, issue, last_issued, made, reported_periods, send_back};

pub(super) const DOCUMENT: &str = "青政发〔2024〕1号";
const AFTER: &str = "2024-06-28T01:00:00Z";
const LATER: &str = "2024-07-02T01:00:00Z";

fn report(text: &str, problems: &str) -> Report {
    Report {
        text: text.into(),
        problems: problems.into(),
        evidence: vec!["https://example.org/1".into()],
        ..Report::default()
    }
}

pub(super) fn an_issued_bulletin_stays_as_it_was(county: &County) {
    let [water, finance, east] = ["县水利局", "县财政局", "河东镇"].map(|organ| county.opens(organ, DUE));
    county.reports(&water, report("完成", ""), "2024-06-20T01:00:00Z");
    county.reports(&east, report("完成", "缺资金"), "2024-06-27T01:00:00Z");
    let now = county.read(|tx| made(tx, DOCUMENT, "2024-Q2", at(AFTER)));
    let outcomes: Vec<_> = now.lines.iter().map(|line| (line.organ.as_str(), line.outcome)).collect();
    assert_eq!(
        outcomes,
        [("县财政局", Outcome::Missing), ("县水利局", Outcome::OnTime), ("河东镇", Outcome::Late)],
        "in the register's order, not that of their merit"
    );
    assert_eq!((now.lines[2].problems.as_str(), now.lines[2].result.as_str()), ("缺资金", "完成"));
    let entries = county.0.head().unwrap().unwrap();
    let issues = |number: &str, when| {
        let wanted = Issue { number: number.into(), issuer: "县政府办公室".into(), ..Issue::default() };
        county.write(|tx| issue(tx, (DOCUMENT, "2024-Q2"), wanted, "office", at(when)))
    };
    issues("青政办通〔2024〕1号", AFTER);
    let first = county.read(|tx| Ok(last_issued(tx, DOCUMENT, "2024-Q2")?)).unwrap();
    assert_eq!(
        (first.issued.head_size, first.issued.head_root.clone()),
        (entries.size, entries.root.to_string())
    );
    assert_eq!(first.issued.bulletin, now, "what was looked at is what was issued");

    // What happens afterwards does not change it; a correction is another edition.
    county.reports(&finance, report("补报", ""), LATER);
    county.write(|tx| send_back(tx, &water, "office", "补数据", at(LATER)));
    let again = county.read(|tx| Ok(last_issued(tx, DOCUMENT, "2024-Q2")?)).unwrap();
    assert_eq!(again.issued, first.issued);
    issues("青政办通〔2024〕2号", "2024-07-02T02:00:00Z");
    let second = county.read(|tx| Ok(last_issued(tx, DOCUMENT, "2024-Q2")?)).unwrap().issued;
    assert_eq!(
        (second.edition, second.bulletin.count(Outcome::Missing), second.bulletin.count(Outcome::Returned)),
        (2, 0, 1)
    );
    assert_eq!(
        county.read(|tx| Ok(reported_periods(tx)?)),
        [(DOCUMENT.to_owned(), vec!["2024-Q2".to_owned()])]
    );
    county.replays();
}

pub(super) fn of_nothing_there_is_no_bulletin(county: &County) {
    let try_it = |document: &'static str, period: &'static str| {
        county.refused(|tx| issue(tx, (document, period), Issue::default(), "office", at(AFTER)))
    };
    assert_eq!(try_it("无此号", "2024-Q2"), "duties.no_document");
    assert_eq!(try_it(DOCUMENT, "第二季度"), "duties.bad_period");
    assert_eq!(try_it(DOCUMENT, "2024-Q2"), "duties.nothing_to_bulletin");
}
