//! The invariant against a model that keeps every day by itself.

use crate::adjust::{List, apply, difference, made};
use crate::model::{Adjustment, Change, Decision, Item, Kinds, NewItem, Span};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const DAYS: usize = 60;
const CODES: usize = 7;
const BODIES: [&str; 3] = ["甲局", "乙局", "丙局"];
/// Stands for whoever holds the item, so that most transfers and splits are asked of the right body.
const HOLDER: &str = "现主体";

fn day(at: usize) -> Date {
    date(2024, 1, 1).saturating_add(jiff::Span::new().days(at as i64))
}

fn code(at: usize) -> String {
    format!("99000000{at:02}")
}

/// What every history begins with.
fn first(at: usize) -> Change {
    let item = NewItem {
        code: code(at),
        name: "名称0".to_owned(),
        kind: "行政处罚".to_owned(),
        holder: BODIES[at % 3].to_owned(),
        basis: None,
        level: None,
        counterpart: None,
        fact: None,
        citation: None,
    };
    let decision = Decision { document: "县政字〔2024〕1号".to_owned(), date: None, granted: true };
    Change::Add { item, decision: Some(decision) }
}

/// A change by numbers, so that it shrinks well; many are nonsense, as people's are.
fn change() -> impl Strategy<Value = Change> {
    let body = || {
        prop_oneof![
            8 => Just(HOLDER.to_owned()),
            9 => (0..3usize).prop_map(|at| BODIES[at].to_owned()),
            1 => Just("无此局".to_owned()),
        ]
    };
    let new = (0..CODES, 0..3u32, body()).prop_map(|(at, name, holder)| NewItem {
        code: code(at),
        name: format!("名称{name}"),
        kind: "行政处罚".to_owned(),
        holder,
        basis: None,
        level: None,
        counterpart: None,
        fact: None,
        citation: None,
    });
    let decision = || {
        prop_oneof![4 => Just(true), 1 => Just(false)].prop_map(|granted| {
            Some(Decision { document: "县政字〔2024〕9号".to_owned(), date: None, granted })
        })
    };
    prop_oneof![
        4 => (new.clone(), decision()).prop_map(|(item, decision)| Change::Add { item, decision }),
        2 => (0..CODES).prop_map(|at| Change::Cancel { code: code(at), basis: None }),
        4 => (0..CODES, body(), body()).prop_map(|(at, from, to)| Change::Transfer { code: code(at), from, to }),
        2 => (0..CODES, 0..3u32).prop_map(|(at, name)| Change::Rename { code: code(at), name: format!("名称{name}") }),
        1 => (0..CODES, 0..3u32).prop_map(|(at, level)| Change::ChangeLevel { code: code(at), level: format!("级{level}") }),
        1 => (0..CODES, prop::collection::vec(new.clone(), 1..3)).prop_map(|(at, into)| Change::Split { code: code(at), into }),
        1 => (prop::collection::vec(0..CODES, 1..3), new.clone()).prop_map(|(codes, into)| {
            Change::Merge { codes: codes.into_iter().map(code).collect(), into: Box::new(into) }
        }),
        1 => new.prop_map(|item| Change::Restate { code: item.code.clone(), item }),
    ]
}

/// Adjustments with the days between them; some go backwards.
fn history() -> impl Strategy<Value = Vec<(i64, Vec<Change>)>> {
    let step = prop_oneof![9 => 0..4i64, 1 => -2..0i64];
    let changes = prop_oneof![
        8 => prop::collection::vec(change(), 1),
        2 => prop::collection::vec(change(), 0..4),
    ];
    prop::collection::vec((step, changes), 1..20)
}

/// Every day's list, kept by itself: code to (body, name, level).
type Days = Vec<BTreeMap<String, (String, String, Option<String>)>>;

/// What an accepted adjustment does on one day, without any idea of spans.
fn naive(list: &mut BTreeMap<String, (String, String, Option<String>)>, change: &Change) {
    let put = |new: &NewItem| (new.code.clone(), (new.holder.clone(), new.name.clone(), new.level.clone()));
    match change {
        Change::Add { item, .. } => list.extend([put(item)]),
        Change::Cancel { code, .. } => _ = list.remove(code),
        Change::Transfer { code, to, .. } => list.get_mut(code).unwrap().0.clone_from(to),
        Change::Rename { code, name } => list.get_mut(code).unwrap().1.clone_from(name),
        Change::ChangeLevel { code, level } => list.get_mut(code).unwrap().2 = Some(level.clone()),
        Change::Restate { code, item } => *list.get_mut(code).unwrap() = put(item).1,
        Change::Split { code, into } => {
            list.remove(code);
            list.extend(into.iter().map(put));
        }
        Change::Merge { codes, into } => {
            codes.iter().for_each(|code| _ = list.remove(code));
            list.extend([put(into)]);
        }
        Change::Complete { .. } => {}
    }
}

/// A list with every span it ever had, and the naive days beside it.
struct World {
    list: List,
    spans: Vec<Span>,
    days: Days,
    /// Days on which a code was ended by name: the only gaps that are allowed begin there.
    ended: BTreeSet<(String, Date)>,
    accepted: usize,
}

impl World {
    fn new() -> World {
        let bodies = BODIES.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect();
        let list = List { id: "县清单".to_owned(), bodies, ..List::default() };
        World {
            list,
            spans: Vec::new(),
            days: vec![BTreeMap::new(); DAYS],
            ended: BTreeSet::new(),
            accepted: 0,
        }
    }

    fn run(history: &[(i64, Vec<Change>)]) -> World {
        let mut world = World::new();
        let mut at = 5i64;
        world.adjust(5, (0..CODES / 2).map(first).collect());
        for (step, changes) in history {
            at = (at + step).clamp(0, DAYS as i64 - 1);
            world.adjust(at as usize, changes.clone());
        }
        world
    }

    fn adjust(&mut self, at: usize, changes: Vec<Change>) {
        let changes = changes.into_iter().map(|change| self.named(change)).collect();
        let adjustment = adjustment(day(at), changes);
        let before = self.list.clone();
        let result = apply(&self.list, &adjustment, day(0));
        assert_eq!(result, apply(&before, &adjustment, day(0)), "the same list and adjustment give the same");
        let Ok(outcome) = result else { return };
        self.accepted += 1;
        assert_eq!(outcome, made(&self.list, &adjustment), "a replay makes what was made");
        for code in &outcome.ends {
            let open =
                self.spans.iter_mut().find(|span| span.item.code == *code && span.to.is_none()).unwrap();
            (open.to, open.ended) = (Some(outcome.effective), Some(outcome.edition));
            self.ended.insert((code.clone(), outcome.effective));
        }
        for item in &outcome.begins {
            self.ended.remove(&(item.code.clone(), outcome.effective));
            self.spans.push(outcome.span("县清单", item, 0));
        }
        self.list.take(&outcome);
        for list in self.days.iter_mut().skip(at) {
            adjustment.changes.iter().for_each(|change| naive(list, change));
        }
    }

    /// The change with the holder's name where it stands for it.
    fn named(&self, change: Change) -> Change {
        let of = |name: String, code: &str| match self.list.open.get(code) {
            Some(span) if name == HOLDER => span.item.holder.clone(),
            None if name == HOLDER => BODIES[0].to_owned(),
            _ => name,
        };
        let new = |item: NewItem, code: &str| NewItem { holder: of(item.holder.clone(), code), ..item };
        match change {
            Change::Transfer { from, to, code } => Change::Transfer { from: of(from, &code), to, code },
            Change::Add { item, decision } => Change::Add { item: new(item, ""), decision },
            Change::Restate { code, item } => Change::Restate { item: new(item, &code), code },
            Change::Split { code, into } => {
                let into = into.into_iter().map(|item| new(item, &code)).collect();
                Change::Split { code, into }
            }
            Change::Merge { codes, into } => {
                let into = Box::new(new(*into, codes.first().map_or("", String::as_str)));
                Change::Merge { codes, into }
            }
            other => other,
        }
    }

    fn items_of(&self, edition: u32) -> Vec<Item> {
        self.spans.iter().filter(|span| span.is_in(edition)).map(|span| span.item.clone()).collect()
    }
}

fn adjustment(effective: Date, changes: Vec<Change>) -> Adjustment {
    Adjustment {
        effective,
        basis: "县政字〔2024〕9号".to_owned(),
        reason: String::new(),
        expect: None,
        expect_kinds: Kinds::new(),
        changes,
    }
}

/// Without the place, which is never given twice.
fn by_code(items: Vec<Item>) -> BTreeMap<String, Item> {
    items.into_iter().map(|item| (item.code.clone(), Item { seq: 0, ..item })).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_every_day_every_item_in_force_has_exactly_one_body(history in history()) {
        let world = World::run(&history);
        for (at, naive) in world.days.iter().enumerate() {
            let mut found = BTreeMap::new();
            for span in world.spans.iter().filter(|span| span.covers(day(at))) {
                let item = &span.item;
                let state = (item.holder.clone(), item.name.clone(), item.level.clone());
                prop_assert!(BODIES.contains(&item.holder.as_str()), "{} has no body", item.code);
                prop_assert!(found.insert(item.code.clone(), state).is_none(), "{} overlaps on {}", item.code, day(at));
            }
            prop_assert_eq!(&found, naive, "on {}", day(at));
        }
    }

    #[test]
    fn the_spans_of_a_code_leave_a_gap_only_where_it_was_ended_by_name(history in history()) {
        let world = World::run(&history);
        for at in 0..CODES {
            let spans: Vec<&Span> = world.spans.iter().filter(|span| span.item.code == code(at)).collect();
            for pair in spans.windows(2) {
                let (end, next) = (pair[0].to.unwrap(), pair[1].from);
                prop_assert!(end <= next, "{} overlaps", code(at));
                prop_assert!(end == next || world.ended.contains(&(code(at), end)), "{} has a gap from {}", code(at), end);
            }
        }
    }

    #[test]
    fn the_difference_between_two_editions_leads_from_one_to_the_other(history in history(), a in 0..8u32, b in 0..8u32) {
        let world = World::run(&history);
        let (before, after) = (world.items_of(a), world.items_of(b.max(a)));
        let changes = difference(&before, &after, "县政字〔2024〕9号");
        let mut list = World::new().list;
        let first = adjustment(day(1), difference(&[], &before, "县政字〔2024〕1号"));
        list.take(&made(&list, &first));
        list.take(&made(&list, &adjustment(day(2), changes)));
        let reached: Vec<Item> = list.items().into_iter().cloned().collect();
        prop_assert_eq!(by_code(reached), by_code(after));
    }

    #[test]
    fn counts_follow_every_change(history in history()) {
        let world = World::run(&history);
        prop_assert_eq!(world.list.total() as usize, world.list.open.len());
        prop_assert_eq!(world.list.total() as usize, world.days[DAYS - 1].len());
    }
}

#[test]
fn most_generated_histories_get_somewhere() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let accepted: usize =
        (0..200).map(|_| World::run(&history().new_tree(&mut runner).unwrap().current()).accepted).sum();
    assert!(
        accepted > 600,
        "of 200 histories only {accepted} adjustments were accepted: the properties would prove little"
    );
}
