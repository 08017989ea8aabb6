//! A duty as something to review.

use super::{Field, Thing, day, fixed, joined, names, question, stated};
use compiler::{Deadline, Duty};
use kernel::Say;
use syntax::Span;

impl Thing for Duty {
    fn clause(&self) -> &str {
        &self.clause
    }

    fn span(&self) -> Span {
        self.span
    }

    fn title(&self) -> String {
        if self.text.is_empty() { self.measure.clone().unwrap_or_default() } else { self.text.clone() }
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            ("text", self.title()),
            ("lead", joined(&self.lead)),
            ("responsible", joined(&self.responsible)),
            ("due", due(self).map(|day| day.to_string()).unwrap_or_default()),
        ]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "text" => self.text = stated(value)?,
            "lead" => self.lead = names(value),
            "responsible" => self.responsible = names(value),
            "due" => set_due(self, value)?,
            _ => return Err(fixed(field)),
        }
        Ok(())
    }

    fn inferred(&self) -> &[&'static str] {
        &self.inferred
    }

    fn confirm(&mut self) {
        self.inferred.clear();
    }

    fn ask(&mut self, note: &str) {
        self.note = question(note);
    }
}

fn due(duty: &Duty) -> Option<jiff::civil::Date> {
    duty.deadlines.iter().find_map(|deadline| deadline.date)
}

/// The day is put right; the words of the document stay beside it.
fn set_due(duty: &mut Duty, value: &str) -> Result<(), Say> {
    let date = day(value)?;
    if date == due(duty) {
        return Ok(());
    }
    match (date, duty.deadlines.first_mut()) {
        (None, _) => duty.deadlines.clear(),
        (Some(_), Some(first)) => first.date = date,
        (Some(_), None) => {
            duty.deadlines.push(Deadline { date, quote: String::new(), span: duty.span });
        }
    }
    Ok(())
}
