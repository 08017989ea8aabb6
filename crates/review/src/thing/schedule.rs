//! What opens duties again and again, as something to review.

use super::{Field, Thing, fixed, optional, stated};
use compiler::Schedule;
use kernel::{Rule, Say};
use syntax::Span;

impl Thing for Schedule {
    fn clause(&self) -> &str {
        &self.clause
    }

    fn span(&self) -> Span {
        self.span
    }

    fn title(&self) -> String {
        self.text.clone()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            ("quote", self.quote.clone()),
            ("rule", self.rule.clone().unwrap_or_default()),
            ("to", self.to.clone().unwrap_or_default()),
        ]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "quote" => self.quote = stated(value)?,
            "rule" => self.rule = optional(value).map(|value| rule(&value)).transpose()?,
            "to" => self.to = optional(value),
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}

/// A rule in the grammar of packs.
pub(super) fn rule(value: &str) -> Result<String, Say> {
    let rule: Rule = value.parse().map_err(|_| Say::new("review.bad_rule").with("value", value))?;
    Ok(rule.to_string())
}
