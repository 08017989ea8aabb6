//! The parts of an emergency plan as things to review.

use super::schedule::rule;
use super::{Field, Thing, fixed, joined, names, optional, stated};
use compiler::{Clock, Criterion, Department, Group, Release, Report, Warning};
use kernel::Say;
use syntax::Span;

/// Every part of a plan has its clause and its place.
macro_rules! placed {
    () => {
        fn clause(&self) -> &str {
            &self.clause
        }

        fn span(&self) -> Span {
            self.span
        }
    };
}

impl Thing for Clock {
    placed!();

    fn title(&self) -> String {
        self.text.clone()
    }

    fn fields(&self) -> Vec<Field> {
        vec![("who", joined(&self.who)), ("to_many", joined(&self.to)), ("rule", self.rule.clone())]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "who" => self.who = names(value),
            "to_many" => self.to = names(value),
            // What was found may be in no known form; only another rule must be in one.
            "rule" if value.trim() == self.rule => {}
            "rule" => self.rule = rule(value.trim())?,
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}

impl Thing for Criterion {
    placed!();

    fn title(&self) -> String {
        self.quote.clone()
    }

    fn fields(&self) -> Vec<Field> {
        let bound = |value: Option<kernel::Decimal>| value.map(|v| v.to_string()).unwrap_or_default();
        vec![("min", bound(self.min)), ("max", bound(self.max))]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        let read = || {
            let bad = |_| Say::new("review.bad_number").with("value", value.trim());
            optional(value).map(|value| value.parse().map_err(bad)).transpose()
        };
        match field {
            "min" => self.min = read()?,
            "max" => self.max = read()?,
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}

impl Thing for Warning {
    placed!();

    fn title(&self) -> String {
        self.level.clone()
    }

    fn fields(&self) -> Vec<Field> {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        vec![("requests", text(&self.requests)), ("decides", text(&self.decides))]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "requests" => self.requests = optional(value),
            "decides" => self.decides = optional(value),
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}

impl Thing for Group {
    placed!();

    fn title(&self) -> String {
        self.name.clone()
    }

    fn fields(&self) -> Vec<Field> {
        vec![("name", self.name.clone()), ("lead", joined(&self.lead)), ("members", joined(&self.members))]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "name" => self.name = stated(value)?,
            "lead" => self.lead = names(value),
            "members" => self.members = names(value),
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}

impl Thing for Release {
    placed!();

    fn title(&self) -> String {
        format!("{}级", self.grade)
    }

    fn fields(&self) -> Vec<Field> {
        vec![("decides", self.by.clone()), ("files_with", joined(&self.files_with))]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "decides" => self.by = stated(value)?,
            "files_with" => self.files_with = names(value),
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}

impl Thing for Report {
    placed!();

    fn title(&self) -> String {
        self.name.to_owned()
    }

    fn fields(&self) -> Vec<Field> {
        vec![("contents", joined(&self.fields))]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "contents" => self.fields = names(value),
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}

impl Thing for Department {
    placed!();

    fn title(&self) -> String {
        self.duties.first().cloned().unwrap_or_default()
    }

    fn fields(&self) -> Vec<Field> {
        vec![("organ", self.name.clone())]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "organ" => self.name = stated(value)?,
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}
