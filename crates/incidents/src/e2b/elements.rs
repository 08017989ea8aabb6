//! Where each element of a case stands in the message. The numbers after `code` are ICH's lists (OID
//! 2.16.840.1.113883.3.989.2.1.1.19 and .20).

use super::tree::Tree;
use std::collections::BTreeMap;

type Elements = BTreeMap<&'static str, Vec<String>>;

/// What can become of a reaction, each with its code.
const SERIOUS: [(&str, &str); 6] = [
    ("34", "E.i.3.2a"),
    ("21", "E.i.3.2b"),
    ("33", "E.i.3.2c"),
    ("35", "E.i.3.2d"),
    ("12", "E.i.3.2e"),
    ("26", "E.i.3.2f"),
];

/// The elements of one case.
pub(super) fn of(tree: &Tree, message: usize) -> Elements {
    let mut elements = Elements::new();
    let events = tree.at(message, "controlActProcess/subject/investigationEvent");
    let Some(event) = events.first().copied() else { return elements };
    identities(tree, event, &mut elements);
    for role in tree.at(event, "component/adverseEventAssessment/subject1/primaryRole") {
        patient(tree, role, &mut elements);
        reactions(tree, role, &mut elements);
        products(tree, event, role, &mut elements);
    }
    reporter(tree, event, &mut elements);
    elements
}

/// Keeps what says something.
fn put(elements: &mut Elements, name: &'static str, value: &str) {
    if !value.is_empty() {
        elements.entry(name).or_default().push(value.to_owned());
    }
}

/// Numbers, narrative and dates of the report.
fn identities(tree: &Tree, event: usize, elements: &mut Elements) {
    for id in tree.named(event, "id") {
        let root = tree.attribute(id, "root");
        let name = match root.rsplit('.').next() {
            Some("1") => "C.1.1",
            Some("2") => "C.1.8.1",
            _ => continue,
        };
        put(elements, name, tree.attribute(id, "extension"));
    }
    tree.named(event, "text").into_iter().for_each(|text| put(elements, "H.1", tree.text(text)));
    let received = tree.at(event, "effectiveTime/low");
    received.into_iter().for_each(|low| put(elements, "C.1.4", tree.attribute(low, "value")));
}

fn patient(tree: &Tree, role: usize, elements: &mut Elements) {
    for player in tree.named(role, "player1") {
        tree.named(player, "name").into_iter().for_each(|name| put(elements, "D.1", tree.text(name)));
        let sex = tree.named(player, "administrativeGenderCode");
        sex.into_iter().for_each(|sex| put(elements, "D.5", tree.attribute(sex, "code")));
    }
    for observation in coded(tree, &tree.at(role, "subjectOf2/observation"), "3") {
        for value in
            tree.named(observation, "value").into_iter().filter(|v| tree.attribute(*v, "unit") == "a")
        {
            put(elements, "D.2.2a", tree.attribute(value, "value"));
        }
    }
}

/// Those among elements whose own `code` is this one.
fn coded(tree: &Tree, among: &[usize], code: &str) -> Vec<usize> {
    let has = |node: &usize| tree.named(*node, "code").iter().any(|own| tree.attribute(*own, "code") == code);
    among.iter().copied().filter(has).collect()
}

fn reactions(tree: &Tree, role: usize, elements: &mut Elements) {
    for reaction in coded(tree, &tree.at(role, "subjectOf2/observation"), "29") {
        for low in tree.at(reaction, "effectiveTime/low") {
            put(elements, "E.i.4", tree.attribute(low, "value"));
        }
        for value in tree.named(reaction, "value") {
            put(elements, "E.i.2.1b", tree.attribute(value, "code"));
            tree.named(value, "originalText")
                .into_iter()
                .for_each(|own| put(elements, "E.i.1.1a", tree.text(own)));
        }
        let about = tree.at(reaction, "outboundRelationship2/observation");
        for told in coded(tree, &about, "30").into_iter().flat_map(|one| tree.named(one, "value")) {
            put(elements, "E.i.1.2", tree.text(told));
        }
        for outcome in coded(tree, &about, "27").into_iter().flat_map(|one| tree.named(one, "value")) {
            put(elements, "E.i.7", tree.attribute(outcome, "code"));
        }
        for (code, name) in SERIOUS {
            for flag in coded(tree, &about, code).into_iter().flat_map(|one| tree.named(one, "value")) {
                put(elements, name, tree.attribute(flag, "value"));
            }
        }
    }
}

/// The products that are suspected; what was taken along or before is none (organizer 4, not 2).
fn products(tree: &Tree, event: usize, role: usize, elements: &mut Elements) {
    let suspected = suspected(tree, event);
    for organizer in coded(tree, &tree.at(role, "subjectOf2/organizer"), "4") {
        for given in tree.at(organizer, "component/substanceAdministration") {
            let ids = tree.named(given, "id");
            let ours = ids.iter().any(|id| suspected.iter().any(|one| one == tree.attribute(*id, "root")));
            if !ours && !suspected.is_empty() {
                continue;
            }
            for product in tree.at(given, "consumable/instanceOfKind/kindOfProduct") {
                tree.named(product, "name")
                    .into_iter()
                    .for_each(|name| put(elements, "G.k.2.2", tree.text(name)));
                for holder in tree
                    .below(product, "playingOrganization")
                    .into_iter()
                    .flat_map(|one| tree.named(one, "name"))
                {
                    put(elements, "G.k.3.3", tree.text(holder));
                }
            }
            let lots = tree.below(given, "lotNumberText").into_iter().map(|lot| tree.text(lot));
            lots.filter(|lot| !lot.eq_ignore_ascii_case("unknown"))
                .for_each(|lot| put(elements, "G.k.4.r.7", lot));
        }
    }
}

/// Identities of the products characterised as suspect (1), interacting (3) or not given (4).
fn suspected(tree: &Tree, event: usize) -> Vec<String> {
    let assessed = tree.at(event, "component/adverseEventAssessment/component/causalityAssessment");
    let mut found = Vec::new();
    for one in coded(tree, &assessed, "20") {
        let role = tree.named(one, "value").into_iter().map(|value| tree.attribute(value, "code")).next();
        if matches!(role, Some("1" | "3" | "4")) {
            let ids = tree.at(one, "subject2/productUseReference/id").into_iter();
            found.extend(ids.map(|id| tree.attribute(id, "root").to_owned()));
        }
    }
    found
}

/// Who told the sender: organisation, city, person and telephone of the first source.
fn reporter(tree: &Tree, event: usize, elements: &mut Elements) {
    let related = tree.at(event, "outboundRelationship/relatedInvestigation");
    let Some(source) = coded(tree, &related, "2").first().copied() else { return };
    for entity in tree.at(source, "subjectOf2/controlActEvent/author/assignedEntity") {
        for organization in tree.below(entity, "representedOrganization").into_iter().rev() {
            tree.named(organization, "name")
                .into_iter()
                .for_each(|name| put(elements, "C.2.r.2.1", tree.text(name)));
        }
        tree.at(entity, "addr/city").into_iter().for_each(|city| put(elements, "C.2.r.2.4", tree.text(city)));
        for name in tree.at(entity, "assignedPerson/name") {
            let parts: Vec<&str> = ["family", "given"]
                .into_iter()
                .flat_map(|part| tree.named(name, part))
                .map(|part| tree.text(part))
                .filter(|part| !part.is_empty())
                .collect();
            put(elements, "C.2.r.1", &parts.join(" "));
        }
        let phones = tree.named(entity, "telecom").into_iter().map(|one| tree.attribute(one, "value"));
        phones
            .filter_map(|value| value.strip_prefix("tel:"))
            .for_each(|phone| put(elements, "C.2.r.2.7", phone));
    }
}
