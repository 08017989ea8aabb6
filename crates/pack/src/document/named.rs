//! Every body that a document names, with the place that names it.

use super::Document;
use crate::commitments::Scope;
use crate::named::Named;
use crate::plan::Plan;
use crate::schedules::Reporters;
use kernel::Citation;

impl Document {
    /// Every body named in a fact, in the order of the pack. Issuer and addressees are cited by no clause and
    /// are left out.
    pub fn named(&self) -> impl Iterator<Item = (&Citation, &Named)> {
        let duties =
            self.duties.iter().flat_map(|duty| at(&duty.citation, duty.lead.iter().chain(&duty.responsible)));
        let schedules = self.schedules.iter().flat_map(|schedule| {
            let who = match &schedule.who {
                Reporters::Organs(organs) => organs.as_slice(),
                Reporters::Leads | Reporters::Towns => &[],
            };
            at(&schedule.citation, who.iter().chain(&schedule.to))
        });
        let indicators =
            self.indicators.iter().flat_map(|indicator| at(&indicator.citation, &indicator.organs));
        let commitments = self.commitments.iter().flat_map(|commitment| {
            let area = commitment.scope.as_ref().map(|(Scope::Including(area) | Scope::Only(area))| area);
            at(&commitment.citation, area)
        });
        let powers = self
            .powers
            .iter()
            .flat_map(|power| at(&power.citation, [&power.holder].into_iter().chain(&power.counterpart)));
        let plan = self.plan.iter().flat_map(Plan::named);
        duties.chain(schedules).chain(indicators).chain(commitments).chain(powers).chain(plan)
    }
}

impl Plan {
    fn named(&self) -> impl Iterator<Item = (&Citation, &Named)> {
        let clocks =
            self.clocks.iter().flat_map(|clock| at(&clock.citation, clock.who.iter().chain(&clock.to)));
        let warnings = self.warnings.iter();
        let warnings = warnings
            .flat_map(|warning| at(&warning.citation, warning.decides.iter().chain(&warning.requests)));
        let groups =
            self.groups.iter().flat_map(|group| at(&group.citation, group.lead.iter().chain(&group.members)));
        let releases = self.releases.iter();
        let releases = releases
            .flat_map(|release| at(&release.citation, [&release.by].into_iter().chain(&release.files_with)));
        let departments = self.departments.iter().map(|department| (&department.citation, &department.organ));
        let decisions = self.decisions.iter();
        let decisions = decisions
            .flat_map(|decision| at(&decision.citation, decision.proposes.iter().chain(&decision.decides)));
        clocks.chain(warnings).chain(groups).chain(releases).chain(departments).chain(decisions)
    }
}

fn at<'a>(
    citation: &'a Citation,
    organs: impl IntoIterator<Item = &'a Named>,
) -> impl Iterator<Item = (&'a Citation, &'a Named)> {
    organs.into_iter().map(move |named| (citation, named))
}
