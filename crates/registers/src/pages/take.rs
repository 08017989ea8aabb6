//! What a form or a program sent, understood cell by cell.

use super::show::FILE;
use crate::model::{RowFault, Values, cell};
use crate::store::{NotWritten, organs};
use ::store::Tx;
use pack::{FieldKind, Register};
use page::Ask;

/// The cells of a form: field names with `f_` before them. A file that came with it is kept and named.
pub(crate) fn typed(tx: &mut Tx<'_>, ask: &Ask<'_>, register: &Register) -> Result<Values, NotWritten> {
    let mut values = Values::new();
    for field in &register.fields {
        let name = format!("f_{}", field.name);
        let upload = ask.files.iter().find(|file| file.field == name && !file.bytes.is_empty());
        let value = match upload.filter(|_| field.kind == FieldKind::File) {
            Some(file) => {
                let digest = tx.put_blob("application/octet-stream", &file.name, &file.bytes)?;
                format!("{FILE}{digest}:{}", file.name)
            }
            None => ask.form.get(&name).to_owned(),
        };
        values.insert(field.name.clone(), value);
    }
    understood(tx, register, values)
}

/// Every cell in the one way it is written.
///
/// # Errors
/// The faults of all cells, or the store's failure.
pub(crate) fn understood(tx: &mut Tx<'_>, register: &Register, typed: Values) -> Result<Values, NotWritten> {
    let names = organs(tx)?;
    let organ = |name: &str| names.get(name).cloned();
    let (mut values, mut faults) = (Values::new(), Vec::new());
    for (name, text) in typed {
        match register.field(&name) {
            None => _ = values.insert(name, text),
            Some(field) => match cell(field, &text, &organ) {
                Ok(value) => _ = values.insert(name, value),
                Err(say) => faults.push(RowFault { field: name, say: say.with("field", &field.title) }),
            },
        }
    }
    if faults.is_empty() {
        return Ok(values);
    }
    // What else is missing is told in the same answer.
    let told: Vec<String> = faults.iter().map(|fault| fault.field.clone()).collect();
    let more = crate::model::faults(register, register.start(), &values, Some(&values));
    faults.extend(more.into_iter().filter(|fault| !told.contains(&fault.field)));
    Err(NotWritten::Faults(faults))
}
