//! Indicators, commitments and powers as things to review.

use super::{Field, Thing, day, fixed, joined, names, optional, question, stated};
use compiler::{Commitment, Goal, Indicator, Power};
use kernel::{Say, Target};
use syntax::Span;

impl Thing for Indicator {
    fn clause(&self) -> &str {
        &self.clause
    }

    fn span(&self) -> Span {
        self.span
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn fields(&self) -> Vec<Field> {
        let goal = |goal: &Option<Goal>| goal.as_ref().map(|goal| goal.text().to_owned()).unwrap_or_default();
        vec![
            ("name", self.name.clone()),
            ("unit", self.unit.clone().unwrap_or_default()),
            ("target", goal(&self.target)),
            ("growth", goal(&self.growth)),
            ("baseline", self.baseline.clone().unwrap_or_default()),
            ("organs", joined(&self.organs)),
        ]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "name" => self.name = stated(value)?,
            "unit" => self.unit = optional(value),
            "target" => self.target = optional(value).map(|value| goal(&value)).transpose()?,
            "growth" => self.growth = optional(value).map(|value| goal(&value)).transpose()?,
            "baseline" => self.baseline = optional(value),
            "organs" => self.organs = names(value),
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

/// A target in words that can be judged.
fn goal(value: &str) -> Result<Goal, Say> {
    let target = Target::parse(value).map_err(|_| Say::new("review.bad_target").with("value", value))?;
    Ok(Goal::Read(Box::new(target)))
}

impl Thing for Commitment {
    fn clause(&self) -> &str {
        &self.clause
    }

    fn span(&self) -> Span {
        self.span
    }

    fn title(&self) -> String {
        self.quote.clone()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            ("subject", self.subject.clone()),
            ("target", self.target.clone()),
            ("unit", self.unit.clone().unwrap_or_default()),
            ("by", self.by.map(|day| day.to_string()).unwrap_or_default()),
        ]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "subject" => self.subject = value.trim().to_owned(),
            "target" => {
                let value = stated(value)?;
                if value != self.target && value.chars().any(char::is_numeric) {
                    goal(&value)?;
                }
                self.target = value;
            }
            "unit" => self.unit = optional(value),
            "by" => self.by = day(value)?,
            _ => return Err(fixed(field)),
        }
        Ok(())
    }

    fn ask(&mut self, note: &str) {
        self.note = question(note);
    }
}

impl Thing for Power {
    fn clause(&self) -> &str {
        &self.clause
    }

    fn span(&self) -> Span {
        self.span
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn fields(&self) -> Vec<Field> {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        vec![
            ("code", text(&self.code)),
            ("name", self.name.clone()),
            ("power_kind", text(&self.kind)),
            ("holder", text(&self.holder)),
        ]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "code" => self.code = optional(value),
            "name" => self.name = stated(value)?,
            "power_kind" => self.kind = optional(value),
            "holder" => self.holder = optional(value),
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
}
