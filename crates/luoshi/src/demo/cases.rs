//! Made-up cases under the items of a list: few items are used, most cases are decided, one is reviewed; one random draw.

use super::{ACTOR, Act, END, Plan, START, draw, reports::add};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kernel::{Decimal, day_of};
use page::Refusal;
use powers::{CaseOpened, CaseOutcome, Closing, Filter, Forum, Gate, Item, Prepared, Review, Verdict};
use store::{Store, Tx};

/// Of ten items this many are used; the others show what was never used.
const USED_OF_TEN: u64 = 2;
/// Whom made-up cases concern.
const SUBJECT: &str = "演示当事单位";

/// What is done about a case or a draw.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    /// Open a case.
    Open(CaseOpened),
    /// Close it.
    Close(Closing),
    /// Record a review.
    Review(Review),
    /// Fix the pools of a draw and draw.
    Draw(Prepared),
}

/// Plans the cases under every list.
pub(super) fn plan(store: &Store, plan: &mut Plan) -> Result<(), Refusal> {
    let lists = store.read(|tx| Ok::<_, Refusal>(powers::lists(tx)?))?;
    for list in lists {
        let filter = Filter { list: list.id.clone(), ..Filter::default() };
        let spans =
            store.read(|tx| Ok::<_, Refusal>(powers::as_of(tx, day_of(END), &filter, 1, 1_000)?.1))?;
        let items: Vec<Item> = spans.into_iter().map(|span| span.item).collect();
        for item in items.iter().filter(|item| draw(&item.code, 10) < USED_OF_TEN) {
            for n in 0..=draw(&item.name, 3) {
                of_item(&list.id, item, n, plan);
            }
        }
        if let Some(item) = items.iter().find(|item| item.kind == "行政检查") {
            inspections(&list.id, item, plan);
        }
    }
    Ok(())
}

/// A day of the made-up year by its number, with the hour the words give.
fn on(words: &str, days: u64) -> Timestamp {
    let hours = 24 * days + 1 + draw(words, 8);
    START.saturating_add(SignedDuration::from_hours(i64::try_from(hours).unwrap_or(0))).unwrap_or(END)
}

/// One case: opened, mostly decided within its ninety days.
fn of_item(list: &str, item: &Item, n: u64, plan: &mut Plan) {
    let id = format!("演示{}-{}", item.seq, n + 1);
    let opened = 30 + draw(&id, 260);
    let at = on(&id, opened);
    deed(plan, at, Deed::Open(case(list, item, &id, day_of(at))));
    if draw(&id, 10) < 7 {
        let decided = opened + 10 + draw(&format!("{id}决"), 60);
        deed(plan, on(&id, decided), Deed::Close(closing(item, &id)));
        if draw(&id, 20) == 0 {
            let later = on(&id, decided + 20);
            deed(plan, later, Deed::Review(review(&id, day_of(later))));
        }
    }
}

fn deed(plan: &mut Plan, at: Timestamp, deed: Deed) {
    add(plan, at, Act::Case(Box::new(deed)));
}

fn case(list: &str, item: &Item, id: &str, day: Date) -> CaseOpened {
    CaseOpened {
        id: id.to_owned(),
        list: list.to_owned(),
        code: item.code.clone(),
        body: item.holder.clone(),
        day,
        subject: format!("{SUBJECT}{}", draw(id, 90) + 10),
        act: String::new(),
        draw: String::new(),
        made_up: true,
    }
}

/// Most cases end in a decision, with a round sum where it is a penalty.
fn closing(item: &Item, id: &str) -> Closing {
    let penalty = item.kind == "行政处罚";
    let outcome = if draw(id, 4) == 0 { CaseOutcome::None } else { CaseOutcome::Imposed };
    let fined = penalty && outcome == CaseOutcome::Imposed;
    let sum = i64::try_from(1_000 + 500 * draw(&item.name, 20)).unwrap_or(1_000);
    let records = [(Gate::Facts, "演示笔录"), (Gate::Notice, "演示告知书")];
    Closing {
        id: id.to_owned(),
        result: if fined { "责令改正并处罚款" } else { "责令改正" }.to_owned(),
        outcome,
        amount: fined.then(|| Decimal::from(sum)),
        reason: "演示数据".to_owned(),
        gates: records.into_iter().map(|(gate, record)| (gate, record.to_owned())).collect(),
        ..Closing::default()
    }
}

fn review(id: &str, day: Date) -> Review {
    let document = format!("演示复议决定（{id}）");
    Review { id: id.to_owned(), forum: Forum::Reconsideration, day, verdict: Verdict::Upheld, document }
}

/// A draw in autumn: three of twelve, two inspectors each.
fn inspections(list: &str, item: &Item, plan: &mut Plan) {
    let names = |word: &str, count: u32| (1..=count).map(|n| format!("{word}{n}")).collect();
    let pools = powers::Plan {
        objects: names("演示企业", 12),
        inspectors: names("演示检查员", 5),
        count: 3,
        team: 2,
    };
    let prepared = Prepared {
        id: String::new(),
        list: list.to_owned(),
        body: item.holder.clone(),
        codes: vec![item.code.clone()],
        title: "演示：秋季双随机抽查".to_owned(),
        plan: pools,
    };
    deed(plan, on(&item.code, 150), Deed::Draw(prepared));
}

/// Does it.
pub(super) fn carry_out(tx: &mut Tx<'_>, deed: Deed, at: Timestamp) -> Result<(), Refusal> {
    match deed {
        Deed::Open(opened) => powers::open_case(tx, opened, ACTOR, at).map(|_| ()),
        Deed::Close(closing) => powers::close_case(tx, closing, ACTOR, at).map(|_| ()),
        Deed::Review(review) => powers::review_case(tx, review, ACTOR, at).map(|_| ()),
        Deed::Draw(prepared) => {
            let (id, _) = powers::prepare_draw(tx, prepared, ACTOR, at)?;
            powers::draw_now(tx, &id, ACTOR, at).map(|_| ())
        }
    }
}
