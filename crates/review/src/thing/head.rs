//! The head of a document as something to review. A number or a date that is missing keeps a document out of a pack.

use super::{Field, Thing, day, fixed, joined, names, optional, stated};
use compiler::Document;
use kernel::Say;
use syntax::Span;

impl Thing for Document {
    fn clause(&self) -> &str {
        ""
    }

    fn span(&self) -> Span {
        self.span
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn fields(&self) -> Vec<Field> {
        vec![
            ("number", self.number.clone().unwrap_or_default()),
            ("title", self.title.clone()),
            ("issuer", self.issuer.clone().unwrap_or_default()),
            ("issued", self.issued.clone().unwrap_or_default()),
            ("addressees", joined(&self.addressees)),
        ]
    }

    fn set(&mut self, field: &str, value: &str) -> Result<(), Say> {
        match field {
            "number" => self.number = optional(value),
            "title" => self.title = stated(value)?,
            "issuer" => self.issuer = optional(value),
            "issued" => self.issued = day(value)?.map(|day| day.to_string()),
            "addressees" => self.addressees = names(value),
            _ => return Err(fixed(field)),
        }
        Ok(())
    }
}
