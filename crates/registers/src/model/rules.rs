//! What must be true of a row, said all at once.

use super::{Row, Values};
use kernel::Say;
use pack::{Evidence, Register, RegisterField, RowGate, RowMove, Writer};

/// What is wrong with one field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The field; empty when it is about the whole row.
    pub field: String,
    /// The sentence.
    pub say: Say,
}

impl RowFault {
    fn of(field: &RegisterField, key: &'static str) -> RowFault {
        RowFault { field: field.name.clone(), say: Say::new(key).with("field", &field.title) }
    }
}

/// Whether a condition holds for a row in that state.
pub(crate) fn holds(need: &Evidence, state: &str, values: &Values) -> bool {
    let found = if need.field == "state" { Some(state) } else { values.get(&need.field).map(String::as_str) };
    let found = found.unwrap_or_default();
    need.value.as_ref().map_or(!found.is_empty(), |wanted| found == wanted)
}

/// Every fault of a row whose cells were understood: fields that are missing in that state, what the gate of that state
/// needs, and fields that were written outside the states that allow it. `before` is what stood there until now.
///
/// A gate holds for as long as a row is behind it: evidence is not taken away afterwards.
pub fn faults(register: &Register, state: &str, values: &Values, before: Option<&Values>) -> Vec<RowFault> {
    let unknown = values.keys().filter(|name| register.field(name).is_none()).map(|name| RowFault {
        field: name.clone(),
        say: Say::new("registers.unknown_field").with("field", name),
    });
    let of_field = register.fields.iter().filter_map(|field| {
        let value = |values: &Values| values.get(&field.name).cloned().unwrap_or_default();
        let now = value(values);
        if now.is_empty() && is_required(field, state, values) {
            return Some(RowFault::of(field, "registers.missing"));
        }
        let changed = now != before.map(value).unwrap_or_default();
        let closed = !field.only_in.is_empty() && !field.only_in.iter().any(|allowed| allowed == state);
        (changed && closed).then(|| RowFault::of(field, "registers.not_in_this_state"))
    });
    let mut found: Vec<RowFault> = unknown.chain(of_field).collect();
    for gate in register.gates.iter().filter(|gate| gate.to == state) {
        let lacks = gate.needs.iter().filter(|need| need.field != "state" && !holds(need, state, values));
        let lacks: Vec<RowFault> = lacks.map(|need| closed(register, gate, need)).collect();
        found.retain(|fault| lacks.iter().all(|lack| lack.field != fault.field));
        found.extend(lacks);
    }
    found
}

fn is_required(field: &RegisterField, state: &str, values: &Values) -> bool {
    field.required
        || field.required_in.iter().any(|named| named == state)
        || field.required_when.as_ref().is_some_and(|need| holds(need, state, values))
}

/// Whose hand it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hands {
    /// It acts for the keeper.
    pub keeper: bool,
    /// It acts for another writer.
    pub writer: bool,
    /// It acts for the row's owner.
    pub owner: bool,
    /// It supervises.
    pub supervisor: bool,
}

impl Hands {
    /// Whether it may write the row at all.
    pub fn writes(self) -> bool {
        self.keeper || self.writer || self.owner
    }

    fn may(self, step: &RowMove) -> bool {
        step.by.iter().any(|writer| match writer {
            Writer::Keeper => self.keeper,
            Writer::Writer => self.writer,
            Writer::Owner => self.owner,
            Writer::Supervisor => self.supervisor,
        })
    }
}

/// What a gate still needs of a row.
pub fn missing<'a>(gate: &'a RowGate, row: &Row) -> Vec<&'a Evidence> {
    gate.needs.iter().filter(|need| !holds(need, &row.state, &row.values)).collect()
}

/// Every reason why a row may not be moved by this hand; none when it may.
pub fn step(register: &Register, row: &Row, to: &str, hands: Hands, by: &str) -> Vec<RowFault> {
    let whole = |say: Say| RowFault { field: String::new(), say };
    let word =
        |state: &str| register.state(state).map_or_else(|| state.to_owned(), |found| found.title.clone());
    let Some(step) = register.moves.iter().find(|step| step.from == row.state && step.to == to) else {
        let say = Say::new("registers.no_such_move").with("from", word(&row.state)).with("to", word(to));
        return vec![whole(say)];
    };
    let mut found = Vec::new();
    if !hands.may(step) {
        found.push(whole(Say::new("registers.not_your_move").with("to", word(to))));
    }
    if step.second && row.by == by {
        found.push(whole(Say::new("registers.second_person").with("to", word(to))));
    }
    for gate in register.gates.iter().filter(|gate| gate.to == to) {
        found.extend(missing(gate, row).into_iter().map(|need| closed(register, gate, need)));
    }
    let told: Vec<String> = found.iter().map(|fault| fault.field.clone()).collect();
    let rest = faults(register, to, &row.values, Some(&row.values));
    found.extend(rest.into_iter().filter(|fault| !told.contains(&fault.field)));
    found
}

fn closed(register: &Register, gate: &RowGate, need: &Evidence) -> RowFault {
    let field = register.field(&need.field).map_or(need.field.as_str(), |field| field.title.as_str());
    let say = match &need.value {
        None => Say::new("registers.gate"),
        Some(value) => Say::new("registers.gate_value").with("value", value),
    };
    RowFault { field: need.field.clone(), say: say.with("field", field).with("why", &gate.why) }
}
