//! Which states a row can ever reach. A gate that can never open is a fault of the declaration: it would be found out
//! by whoever stands before it with a row.

use super::check::Built;
use super::read::Parts;
use super::{Evidence, RegisterField, RowGate};
use kernel::Say;
use std::collections::BTreeSet;

/// Faults for gates that never open and states that nothing leads to.
pub(super) fn reach(parts: &Parts<'_>, built: &Built) {
    let reached = reached(built);
    for (entry, gate) in parts.gates.iter().filter_map(|entry| {
        Some((entry, built.gates.iter().find(|gate| gate.to == *entry.raw.to.get_ref())?))
    }) {
        let known = built.states.iter().any(|state| state.name == gate.to);
        if known && !reached.contains(gate.to.as_str()) {
            let missing = missing(gate, built, &reached);
            let say = Say::new("pack.gate_never_opens").with("state", &gate.to).with("missing", missing);
            entry.page.spot(&entry.raw.needs, "needs").fault(say);
        }
    }
    let gated = |name: &str| parts.gates.iter().any(|entry| entry.raw.to.get_ref() == name);
    for entry in &parts.states {
        let name = entry.raw.name.get_ref();
        if !reached.contains(name.as_str()) && !gated(name) && leads_here(built, name, &reached) {
            let spot = entry.page.spot(&entry.raw.name, "name");
            spot.fault(Say::new("pack.state_never_reached").with("found", name));
        }
    }
}

/// A state behind a gate that never opens would only repeat that gate's fault.
fn leads_here(built: &Built, name: &str, reached: &BTreeSet<&str>) -> bool {
    let before = built.moves.iter().filter(|step| step.to == name).map(|step| step.from.as_str());
    before.filter(|from| *from != name).all(|from| reached.contains(from))
}

/// The states that some row can reach, whatever is written into it.
fn reached(built: &Built) -> BTreeSet<&str> {
    let mut reached: BTreeSet<&str> =
        built.states.first().map(|state| state.name.as_str()).into_iter().collect();
    loop {
        let next: Vec<&str> = built
            .moves
            .iter()
            .filter(|step| reached.contains(step.from.as_str()) && !reached.contains(step.to.as_str()))
            .filter(|step| {
                built.gates.iter().filter(|gate| gate.to == step.to).all(|gate| opens(gate, built, &reached))
            })
            .map(|step| step.to.as_str())
            .collect();
        if next.is_empty() {
            return reached;
        }
        reached.extend(next);
    }
}

fn opens(gate: &RowGate, built: &Built, reached: &BTreeSet<&str>) -> bool {
    !contradicts(gate) && gate.needs.iter().all(|need| possible(need, gate, built, reached))
}

/// One field cannot hold two values.
fn contradicts(gate: &RowGate) -> bool {
    let differs = |a: &Evidence, b: &Evidence| {
        a.field == b.field && a.value.is_some() && b.value.is_some() && a.value != b.value
    };
    gate.needs.iter().any(|a| gate.needs.iter().any(|b| differs(a, b)))
}

/// Whether a row before the gate can hold what it needs.
fn possible(need: &Evidence, gate: &RowGate, built: &Built, reached: &BTreeSet<&str>) -> bool {
    if need.field == "state" {
        let step = |from: &str| built.moves.iter().any(|step| step.to == gate.to && step.from == from);
        return need.value.as_deref().is_some_and(|state| reached.contains(state) && step(state));
    }
    built.fields.iter().find(|field| field.name == need.field).is_some_and(|field| writable(field, reached))
}

fn writable(field: &RegisterField, reached: &BTreeSet<&str>) -> bool {
    field.only_in.is_empty() || field.only_in.iter().any(|state| reached.contains(state.as_str()))
}

/// What stands in the way, by name.
fn missing(gate: &RowGate, built: &Built, reached: &BTreeSet<&str>) -> String {
    let impossible = gate.needs.iter().filter(|need| !possible(need, gate, built, reached));
    let names: BTreeSet<&str> = impossible.map(|need| need.field.as_str()).collect();
    let joined = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join("、");
    match (names.is_empty(), contradicts(gate)) {
        (false, _) => joined(names),
        (true, true) => joined(gate.needs.iter().map(|need| need.field.as_str()).collect()),
        (true, false) => gate.to.clone(),
    }
}
