//! From `plan.toml` to [`Plan`].

use super::{
    Clock, Condition, Decision, Department, Group, Measure, Plan, Release, Report, Warning, WarningMeasure,
    criteria, intake,
};
use crate::fault::{Faults, File, Spot};
use crate::raw;
use crate::reader::{Once, Reader, stated};
use crate::readings::{date_at, rule};
use crate::tree::{Page, Tree};
use kernel::Say;
use toml::Spanned;

/// The names that other entries of the plan refer to.
///
/// `None` when one of them could not be read: nobody can say then that a name is unknown.
pub(crate) struct Names {
    grades: Option<Vec<String>>,
    groups: Option<Vec<String>>,
    metrics: Option<Vec<String>>,
    flags: Option<Vec<String>>,
    fields: Option<Vec<String>>,
}

impl Names {
    /// A fault when the plan counts no such thing. A plan that declares nothing to count takes every word: its
    /// cases are counted by hand.
    pub(super) fn check_metric(&self, written: &str, besides: &[&str], spot: Spot<'_>) {
        let declared = self.metrics.as_ref().filter(|metrics| !metrics.is_empty());
        if besides.contains(&written) || declared.is_none() {
            return;
        }
        let known = declared.map(|all| all.iter().map(String::as_str).chain(besides.iter().copied()));
        check(&known.map(|all| all.map(str::to_owned).collect()), written, spot);
    }

    /// A fault when the plan has no such flag; a plan without flags takes every word.
    pub(super) fn check_flag(&self, written: &str, spot: Spot<'_>) {
        check(&self.flags.clone().filter(|flags| !flags.is_empty()), written, spot);
    }

    /// A fault when the report of a case has no such field.
    pub(super) fn check_field(&self, written: &str, spot: Spot<'_>) {
        check(&self.fields, written, spot);
    }

    /// A fault when the plan has no such grade.
    pub(super) fn check_grade(&self, written: &str, spot: Spot<'_>) {
        check(&self.grades, written, spot);
    }
}

fn check(known: &Option<Vec<String>>, written: &str, spot: Spot<'_>) {
    let Some(known) = known else { return };
    if !known.iter().any(|name| name == written) {
        spot.fault(Say::new("pack.unknown_word").with("found", written).with("accepted", known.join(" / ")));
    }
}

/// The reader of one plan: document, file and names.
#[derive(Clone, Copy)]
struct Desk<'a> {
    reader: Reader<'a>,
    page: Page<'a>,
    names: &'a Names,
}

/// Reads a plan.
pub(crate) fn read(file: &File<'_>, reader: Reader<'_>, faults: &Faults, plans: &mut Once) -> Option<Plan> {
    let mut tree = Tree::parse(file, faults)?;
    let page = tree.page();
    let (all_grades, all_groups) = (tree.len("grade"), tree.len("group"));
    let grades: Vec<Spanned<raw::Grade>> = tree.list("grade");
    let form = intake::Form::take(&mut tree);
    let groups: Vec<Spanned<raw::Group>> = tree.list("group");
    let names = Names {
        grades: names(all_grades, &grades, |raw| &raw.level),
        groups: names(all_groups, &groups, |raw| &raw.name),
        metrics: names(form.all_metrics, &form.metrics, |raw| &raw.id),
        flags: names(form.all_flags, &form.flags, |raw| &raw.id),
        fields: names(form.all_fields, &form.fields, |raw| &raw.id),
    };
    let desk = Desk { reader, page, names: &names };
    let (mut ids, mut levels, mut organs, mut titles) = <(Once, Once, Once, Once)>::default();
    let clocks = each(tree.list("clock"), |_, raw| desk.clock(raw, &mut ids));
    let reports = each(tree.list("report"), |_, raw| desk.report(raw));
    let warnings = each(tree.list("warning"), |_, raw| desk.warning(raw, &mut levels));
    let releases = each(tree.list("release"), |_, raw| desk.release(raw));
    let departments = each(tree.list("department"), |at, raw| desk.department(at, raw, &mut organs));
    let decisions = each(tree.list("decision"), |at, raw| desk.decision(at, raw));
    let measures = each(tree.list("measure"), |at, raw| desk.measure(at, raw));
    let grades = criteria::read(grades, &names, reader, page);
    let groups = each(groups, |at, raw| desk.group(at, raw, &mut titles));
    let sheet = intake::Sheet { names: &names, reader, page };
    let (fields, imports) = (sheet.fields(form.fields), sheet.imports(form.imports));
    let (metrics, flags) = (sheet.metrics(form.metrics), sheet.flags(form.flags));
    let head: raw::PlanHead = tree.head()?;
    plans.check(head.id.get_ref(), page.spot(&head.id, "id"));
    let citation = reader.cite_at(&head.clause, page);
    let in_force = date_at(&head.in_force, "in_force", page);
    let gathering = head.gathering.map(|raw| sheet.gathering(raw));
    Some(Plan {
        id: head.id.into_inner(),
        title: head.title,
        title_en: head.title_en,
        citation: citation?,
        subject: head.subject,
        in_force: in_force?,
        repeals: stated(head.repeals),
        grades,
        clocks,
        reports,
        warnings,
        groups,
        releases,
        departments,
        decisions,
        measures,
        fields,
        imports,
        metrics,
        flags,
        gathering: gathering.flatten(),
    })
}

fn names<Raw>(all: usize, read: &[Spanned<Raw>], name: impl Fn(&Raw) -> &raw::Text) -> Option<Vec<String>> {
    let names = || read.iter().map(|entry| name(entry.get_ref()).get_ref().clone()).collect();
    (all == read.len()).then(names)
}

/// Every entry with its position, from 1.
fn each<Raw, Fact>(
    entries: Vec<Spanned<Raw>>,
    mut fact: impl FnMut(usize, Raw) -> Option<Fact>,
) -> Vec<Fact> {
    (1..).zip(entries).filter_map(|(at, entry)| fact(at, entry.into_inner())).collect()
}

impl Desk<'_> {
    fn clock(self, raw: raw::Clock, ids: &mut Once) -> Option<Clock> {
        ids.check(raw.id.get_ref(), self.page.spot(&raw.id, "id"));
        let citation = self.reader.cite_at(&raw.clause, self.page);
        let who = self.reader.named_each(&raw.who, "who", self.page);
        let to = self.reader.named_each(&raw.to, "to", self.page);
        let rule = rule(&raw.rule, self.page);
        for grade in &raw.applies {
            self.names.check_grade(grade.get_ref(), self.page.spot(grade, "applies"));
        }
        Some(Clock {
            id: self.reader.id("clock", raw.id.get_ref()),
            citation: citation?,
            title: raw.title,
            title_en: raw.title_en,
            who,
            to,
            rule: rule?,
            applies: raw.applies.into_iter().map(Spanned::into_inner).collect(),
        })
    }

    fn report(self, raw: raw::Report) -> Option<Report> {
        for name in raw.facts.keys().filter(|name| !raw.fields.contains(name)) {
            let known = raw.fields.join(" / ");
            let say = Say::new("pack.unknown_word").with("found", name).with("accepted", known);
            self.page.spot(&raw.clause, "facts").fault(say);
        }
        let citation = self.reader.cite_at(&raw.clause, self.page)?;
        Some(Report {
            kind: raw.kind,
            citation,
            title: raw.title,
            title_en: raw.title_en,
            fields: raw.fields,
            facts: raw.facts,
        })
    }

    fn warning(self, raw: raw::Warning, levels: &mut Once) -> Option<Warning> {
        levels.check(raw.level.get_ref(), self.page.spot(&raw.level, "level"));
        let citation = self.reader.cite_at(&raw.clause, self.page);
        let decides = self.reader.named_one(&raw.decides, "decides", self.page);
        let requests = self.reader.named_one(&raw.requests, "requests", self.page);
        let conditions = raw.conditions.iter().filter_map(|written| self.condition(written)).collect();
        let measures = raw.measures.into_iter().filter_map(|measure| self.warning_measure(measure)).collect();
        Some(Warning {
            level: raw.level.into_inner(),
            citation: citation?,
            decides,
            requests,
            conditions,
            measures,
        })
    }

    fn condition(self, written: &raw::Text) -> Option<Condition> {
        let spot = self.page.spot(written, "conditions");
        let condition = match written.get_ref().split_once(':') {
            Some(("possible", grade)) => Condition::Possible(grade.to_owned()),
            Some(("happened", grade)) => Condition::Happened(grade.to_owned()),
            _ => {
                spot.fault(Say::new("pack.not_a_condition").with("found", written.get_ref()));
                return None;
            }
        };
        let (Condition::Possible(grade) | Condition::Happened(grade)) = &condition;
        self.names.check_grade(grade, spot);
        Some(condition)
    }

    fn warning_measure(self, raw: raw::WarningMeasure) -> Option<WarningMeasure> {
        let citation = self.reader.cite_at(&raw.clause, self.page)?;
        Some(WarningMeasure { citation, title: raw.title, title_en: raw.title_en })
    }

    fn group(self, at: usize, raw: raw::Group, names: &mut Once) -> Option<Group> {
        names.check(raw.name.get_ref(), self.page.spot(&raw.name, "name"));
        let citation = self.reader.cite_at(&raw.clause, self.page);
        let lead = self.reader.named_each(&raw.lead, "lead", self.page);
        let members = self.reader.named_each(&raw.members, "members", self.page);
        Some(Group {
            id: self.reader.id("group", at),
            name: raw.name.into_inner(),
            name_en: raw.name_en,
            citation: citation?,
            lead,
            members,
            open: raw.open,
        })
    }

    fn release(self, raw: raw::Release) -> Option<Release> {
        self.names.check_grade(raw.grade.get_ref(), self.page.spot(&raw.grade, "grade"));
        let citation = self.reader.cite_at(&raw.clause, self.page);
        let by = self.reader.named_must(&raw.by, "by", self.page);
        let files_with = self.reader.named_each(&raw.files_with, "files_with", self.page);
        Some(Release { grade: raw.grade.into_inner(), citation: citation?, by: by?, files_with })
    }

    fn department(self, at: usize, raw: raw::Department, organs: &mut Once) -> Option<Department> {
        organs.check(raw.organ.get_ref(), self.page.spot(&raw.organ, "organ"));
        let citation = self.reader.cite_at(&raw.clause, self.page);
        let organ = self.reader.named_must(&raw.organ, "organ", self.page);
        Some(Department {
            id: self.reader.id("department", at),
            organ: organ?,
            citation: citation?,
            title: raw.title,
            title_en: raw.title_en,
        })
    }

    fn decision(self, at: usize, raw: raw::Decision) -> Option<Decision> {
        let citation = self.reader.cite_at(&raw.clause, self.page);
        let proposes = self.reader.named_in(&raw.proposes, "proposes", self.page);
        let decides = self.reader.named_in(&raw.decides, "decides", self.page);
        for grade in &raw.grades {
            self.names.check_grade(grade.get_ref(), self.page.spot(grade, "grades"));
        }
        Some(Decision {
            id: self.reader.id("decision", at),
            title: raw.title,
            title_en: raw.title_en,
            citation: citation?,
            proposes,
            decides,
            effect: raw.effect,
            needs: raw.needs,
            grades: raw.grades.into_iter().map(Spanned::into_inner).collect(),
        })
    }

    fn measure(self, at: usize, raw: raw::Measure) -> Option<Measure> {
        let citation = self.reader.cite_at(&raw.clause, self.page);
        let group = stated(raw.group.get_ref().clone());
        if let Some(group) = &group {
            check(&self.names.groups, group, self.page.spot(&raw.group, "group"));
        }
        Some(Measure {
            id: self.reader.id("measure", at),
            citation: citation?,
            title: raw.title,
            title_en: raw.title_en,
            group,
        })
    }
}
