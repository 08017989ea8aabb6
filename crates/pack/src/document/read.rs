//! From a folder of files to [`Document`].

use super::{Attachment, Cite, Count, Counted, Document};
use crate::clauses::Clauses;
use crate::fault::{Faults, File};
use crate::load::Folder;
use crate::raw;
use crate::reader::{Once, Reader, required, stated};
use crate::readings::date_at;
use crate::standards::Standards;
use crate::table::{self, Columns, Rows};
use crate::tree::{Page, Tree};
use crate::{Commitment, Duty, Indicator, Plan, Power};
use crate::{commitments, duties, indicators, plan, powers, schedules};
use kernel::{Organs, Say};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// What all documents of a pack are read with.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    /// The files of the pack.
    pub(crate) folder: &'a Folder<'a>,
    /// Its register of organs.
    pub(crate) organs: &'a Organs,
    /// The national tables.
    pub(crate) standards: &'a Standards,
    /// Where faults go.
    pub(crate) faults: &'a Faults,
}

impl<'a> Sources<'a> {
    /// The rows of a table of the document; none when it has no such file.
    fn rows<T: Columns>(self, slug: &str, name: &str) -> Rows<'a, T> {
        let file = self.folder.take(&format!("{slug}/{name}"));
        file.map_or_else(Rows::none, |file| table::read(&file, self.faults))
    }

    fn clauses(self, slug: &str) -> Rows<'a, raw::ClauseRow> {
        let file = self.folder.take(&format!("{slug}/clauses.csv"));
        file.map_or_else(Rows::none, |file| table::read_some(&file, self.faults))
    }
}

/// What must differ between the documents of a pack.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    numbers: Once,
    plans: Once,
}

/// Reads a document whose `document.toml` is at hand.
pub(crate) fn read(slug: &str, file: &File<'_>, sources: Sources<'_>, seen: &mut Seen) -> Option<Document> {
    let mut tree = Tree::parse(file, sources.faults);
    let page = Page::new(file, sources.faults);
    let cites: Vec<Spanned<raw::Cite>> = tree.as_mut().map(|tree| tree.list("cites")).unwrap_or_default();
    let attachments = tree.as_mut().map(|tree| tree.list("attachment")).unwrap_or_default();
    let schedules = tree.as_mut().map(|tree| tree.list("schedule")).unwrap_or_default();
    let head: Option<raw::DocumentHead> = tree.and_then(Tree::head);
    let number = head.as_ref().map(|head| head.number.get_ref().clone()).unwrap_or_default();

    let clauses = Clauses::read(&number, sources.clauses(slug));
    let reader = Reader { slug, clauses: &clauses, organs: sources.organs };
    let facts = Facts::read(reader, sources, seen);
    let schedules = schedules::read(schedules, reader, page);
    let cites = cites.into_iter().filter_map(|entry| cite(entry.into_inner(), reader, page)).collect();

    let head = Head { raw: head?, page, reader };
    head.check(seen);
    let counts = head.counts(&facts.rows);
    let issued = date_at(&head.raw.issued, "issued", page);
    let issuer = reader.named_must(&head.raw.issuer, "issuer", page);
    let addressees = reader.named_each(&head.raw.addressees, "addressees", page);
    let action_plans = head
        .raw
        .action_plans
        .as_ref()
        .and_then(|clause| reader.clauses.cite(clause.get_ref(), page.spot(clause, "action_plans")));
    let keepers = reader.named_each(&head.raw.keepers, "keepers", page);
    let raw = head.raw;
    Some(Document {
        number: raw.number.into_inner(),
        slug: raw.slug.into_inner(),
        short: raw.short,
        title: raw.title.into_inner(),
        title_en: raw.title_en,
        subject: raw.subject.into_inner(),
        subject_en: raw.subject_en,
        issuer: issuer?,
        issued: issued?,
        signature: raw.signature,
        disclosure: raw.disclosure,
        addressees,
        state: raw.state,
        approved_by: stated(raw.approved_by),
        action_plans,
        keepers,
        cites,
        attachments: attachments.into_iter().map(attachment).collect(),
        counts,
        schedules,
        duties: facts.duties,
        indicators: facts.indicators,
        commitments: facts.commitments,
        powers: facts.powers,
        plan: facts.plan,
        clauses: clauses.into_list(),
    })
}

/// The facts that stand in files of their own.
struct Facts {
    rows: Counter,
    duties: Vec<Duty>,
    indicators: Vec<Indicator>,
    commitments: Vec<Commitment>,
    powers: Vec<Power>,
    plan: Option<Plan>,
}

impl Facts {
    fn read(reader: Reader<'_>, sources: Sources<'_>, seen: &mut Seen) -> Facts {
        let mut rows = Counter::default();
        let duties = sources.rows(reader.slug, "duties.csv");
        rows.add(Counted::Duties, &duties);
        let indicators = sources.rows(reader.slug, "indicators.csv");
        rows.add(Counted::Indicators, &indicators);
        let commitments = sources.rows(reader.slug, "commitments.csv");
        rows.add(Counted::Commitments, &commitments);
        let powers = sources.rows(reader.slug, "powers.csv");
        rows.add(Counted::Powers, &powers);
        rows.add_kinds(&powers);
        let plan = sources.folder.take(&format!("{}/plan.toml", reader.slug));
        Facts {
            rows,
            duties: duties::read(duties.list, reader),
            indicators: indicators::read(indicators.list, reader, sources.standards),
            commitments: commitments::read(commitments.list, reader, sources.standards),
            powers: powers::read(powers.list, reader),
            plan: plan.and_then(|file| plan::read(&file, reader, sources.faults, &mut seen.plans)),
        }
    }
}

/// How many rows there are of what, to be compared with what the document declares.
#[derive(Default)]
struct Counter {
    known: BTreeMap<Counted, usize>,
    /// Tables with rows that could not be read: their counts would only repeat that.
    unread: BTreeSet<Counted>,
}

impl Counter {
    fn add<T>(&mut self, what: Counted, rows: &Rows<'_, T>) {
        if !rows.whole {
            self.unread.insert(what.clone());
        }
        self.known.insert(what, rows.list.len());
    }

    fn add_kinds(&mut self, powers: &Rows<'_, raw::PowerRow>) {
        for row in powers.list.iter().filter(|row| !row.raw.kind.is_empty()) {
            *self.known.entry(Counted::PowersOfKind(row.raw.kind.clone())).or_default() += 1;
        }
    }

    fn is_unread(&self, what: &Counted) -> bool {
        match what {
            Counted::PowersOfKind(_) => self.unread.contains(&Counted::Powers),
            other => self.unread.contains(other),
        }
    }
}

/// The top of `document.toml`.
struct Head<'a> {
    raw: raw::DocumentHead,
    page: Page<'a>,
    reader: Reader<'a>,
}

impl Head<'_> {
    fn check(&self, seen: &mut Seen) {
        let Head { raw, page, reader } = self;
        required(raw.number.get_ref(), page.spot(&raw.number, "number"));
        required(raw.title.get_ref(), page.spot(&raw.title, "title"));
        required(raw.subject.get_ref(), page.spot(&raw.subject, "subject"));
        seen.numbers.check(raw.number.get_ref(), page.spot(&raw.number, "number"));
        if raw.slug.get_ref() != reader.slug {
            let say =
                Say::new("pack.other_slug").with("found", raw.slug.get_ref()).with("expected", reader.slug);
            page.spot(&raw.slug, "slug").fault(say);
        }
    }

    fn counts(&self, rows: &Counter) -> Vec<Count> {
        self.raw.count.iter().filter_map(|(key, declared)| self.count(key, declared, rows)).collect()
    }

    fn count(&self, key: &raw::Text, declared: &Spanned<i64>, rows: &Counter) -> Option<Count> {
        let spot = self.page.spot(key, "count");
        let what = counted_by(key.get_ref());
        if rows.is_unread(&what) {
            return None;
        }
        let Some(number) = rows.known.get(&what).copied() else {
            let accepted = rows.known.keys().map(word_of).collect::<Vec<_>>().join(" / ");
            spot.fault(Say::new("pack.unknown_key").with("found", key.get_ref()).with("accepted", accepted));
            return None;
        };
        if usize::try_from(*declared.get_ref()) != Ok(number) {
            let say = Say::new("pack.count").with("what", key.get_ref());
            spot.fault(say.with("declared", declared.get_ref()).with("found", number));
        }
        Some(Count { what, number })
    }
}

fn counted_by(key: &str) -> Counted {
    match key {
        "duties" => Counted::Duties,
        "indicators" => Counted::Indicators,
        "commitments" => Counted::Commitments,
        "powers" => Counted::Powers,
        kind => Counted::PowersOfKind(kind.to_owned()),
    }
}

fn word_of(what: &Counted) -> &str {
    match what {
        Counted::Duties => "duties",
        Counted::Indicators => "indicators",
        Counted::Commitments => "commitments",
        Counted::Powers => "powers",
        Counted::PowersOfKind(kind) => kind,
    }
}

fn cite(raw: raw::Cite, reader: Reader<'_>, page: Page<'_>) -> Option<Cite> {
    let citation = reader.cite_at(&raw.clause, page)?;
    Some(Cite { title: raw.title, number: stated(raw.number), role: raw.role, citation })
}

fn attachment(raw: Spanned<raw::Attachment>) -> Attachment {
    let raw = raw.into_inner();
    Attachment { no: stated(raw.no), title: raw.title }
}
