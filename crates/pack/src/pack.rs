//! A pack as meant.

use crate::document::Document;
use crate::organs::Division;
use crate::registers::Register;
use kernel::Organs;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The reviewed facts of a district's documents (规则包).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// GB/T 2260 code of the district.
    pub district: String,
    /// Name of the district.
    pub district_name: String,
    /// Which edition of the pack; adopting the next one is a diff.
    pub edition: String,
    /// Every body named in any document, in the fixed order of lists and exports.
    pub organs: Organs,
    /// Remarks on organs by whoever wrote the pack, by name: where a doubtful one is named, and why it is doubtful.
    pub organ_notes: BTreeMap<String, String>,
    /// The areas the district lies in and consists of; empty when the pack does not give them.
    pub divisions: Vec<Division>,
    /// The documents in reading order.
    pub documents: Vec<Document>,
    /// The record books it declares; packs adopted before there were any have none.
    #[serde(default)]
    pub registers: Vec<Register>,
}

impl Pack {
    /// The document of that slug.
    pub fn document(&self, slug: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.slug == slug)
    }

    /// The register of that name.
    pub fn register(&self, id: &str) -> Option<&Register> {
        self.registers.iter().find(|register| register.id == id)
    }

    /// The document of that number, as citations name it.
    pub fn document_numbered(&self, number: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.number == number)
    }
}
