//! What is found: the one object that `luoshi compile --format json` prints. Its keys are a contract.

use crate::diagnostic::Diagnostic;
use jiff::civil::Date;
use kernel::{Decimal, Target};
use serde::{Serialize, Serializer};
use syntax::Span;

/// Everything found in a file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// Documents in the order they stand.
    pub documents: Vec<Document>,
    /// Bodies named anywhere, in the order they are first named.
    pub organs: Vec<Organ>,
    /// What organs must do.
    pub duties: Vec<Duty>,
    /// When something is to be reported or done again and again, or after an event.
    pub schedules: Vec<Schedule>,
    /// Rows of indicator tables.
    pub indicators: Vec<Indicator>,
    /// Promises in prose that can be counted or checked.
    pub commitments: Vec<Commitment>,
    /// Items of lists of administrative powers.
    pub powers: Vec<Power>,
    /// Emergency plans.
    pub plans: Vec<Plan>,
    /// What a person should look at.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of every character.
    pub coverage: Coverage,
}

/// How many characters were read, ignored and not understood; the three add up to all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// All characters of the file.
    pub characters: usize,
    /// Placed in a document.
    pub read: usize,
    /// Blanks, line ends, page furniture.
    pub ignored: usize,
    /// In no document.
    pub not_understood: usize,
}

/// A document (公文).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Document {
    /// Number (发文字号).
    pub number: Option<String>,
    /// Title, its lines joined.
    pub title: String,
    /// Issuing body.
    pub issuer: Option<String>,
    /// Date of the document.
    pub issued: Option<String>,
    /// Whom it is sent to.
    pub addressees: Vec<String>,
    /// Attachments it lists.
    pub attachments: Vec<Attachment>,
    /// Documents it cites.
    pub cites: Vec<Cite>,
    /// Its clauses, parents before children.
    pub clauses: Vec<Clause>,
    /// Where it stands.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// One line of the list of attachments.
#[derive(Debug, Clone, Serialize)]
pub struct Attachment {
    /// Number; empty when there is only one without.
    pub no: String,
    /// Title.
    pub title: String,
}

/// A document that is cited.
#[derive(Debug, Clone, Serialize)]
pub struct Cite {
    /// Title inside 《》.
    pub title: String,
    /// Number in brackets behind it.
    pub number: Option<String>,
    /// `basis`, `applied`, `to_be_issued`, `repealed` or `referred`.
    pub role: &'static str,
    /// The clause that cites it first.
    pub clause: String,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// A clause (条款).
#[derive(Debug, Clone, Serialize)]
pub struct Clause {
    /// Stable path.
    pub path: String,
    /// Label.
    pub label: String,
    /// Heading.
    pub heading: Option<String>,
    /// Depth from 1.
    pub level: usize,
    /// From its label to the end of its last child.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// A body (机关).
#[derive(Debug, Clone, Serialize)]
pub struct Organ {
    /// Its name as written most.
    pub name: String,
    /// What it is, in the words of packs.
    pub kind: &'static str,
    /// Other names that are certainly the same body.
    pub aliases: Vec<String>,
    /// How often it is named, aliases included.
    pub mentions: usize,
    /// Where it is named first.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// What organs must do (任务).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Duty {
    /// Number of the document, else its title.
    pub document: String,
    /// Path of the clause.
    pub clause: String,
    /// Position in the document, from 1.
    pub seq: usize,
    /// The part it stands in.
    pub category: Option<String>,
    /// The measure it belongs to.
    pub measure: Option<String>,
    /// What is to be done, as written.
    pub text: String,
    /// 牵头.
    pub lead: Vec<String>,
    /// 责任.
    pub responsible: Vec<String>,
    /// 配合, 参加.
    pub participating: Vec<String>,
    /// The list of bodies ends in 等, so others may belong to it.
    pub open: bool,
    /// Persons to ask.
    pub contacts: Vec<Contact>,
    /// Until when.
    pub deadlines: Vec<Deadline>,
    /// Fields that were carried down from merged cells, restored, or come from a clause that binds several.
    pub inferred: Vec<&'static str>,
    /// How it was found: `table`, `note` or `sentence`.
    pub from: &'static str,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
    /// A question that whoever reviewed it left open; the compiler asks none itself.
    #[serde(skip)]
    pub note: String,
    /// Index of the document.
    #[serde(skip)]
    pub at: usize,
}

/// A person to ask (联系人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Of which body.
    pub organ: Option<String>,
    /// Of which office.
    pub office: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
}

/// A last day and the words that set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The last day; null when the words leave the year open.
    pub date: Option<Date>,
    /// As written.
    pub quote: String,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// When something falls due again and again (时限规则).
#[derive(Debug, Clone, Serialize)]
pub struct Schedule {
    /// Number of the document, else its title.
    pub document: String,
    /// Path of the clause.
    pub clause: String,
    /// In the grammar of packs; null when the grammar has no word for it.
    pub rule: Option<String>,
    /// The words that fix the time.
    pub quote: String,
    /// The sentence.
    pub text: String,
    /// Who receives, when named.
    pub to: Option<String>,
    /// Where the quoted words stand.
    #[serde(serialize_with = "pair")]
    pub span: Span,
}

/// A row of an indicator table (指标).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Indicator {
    /// Number of the document, else its title.
    pub document: String,
    /// Path of the row.
    pub clause: String,
    /// Position in the document, from 1.
    pub seq: usize,
    /// Official name.
    pub name: String,
    /// Heading of the rows it stands under.
    pub group: Option<String>,
    /// Unit as printed.
    pub unit: Option<String>,
    /// What is to be reached.
    pub target: Option<Goal>,
    /// Growth to be reached, in the table's own column.
    pub growth: Option<Goal>,
    /// Figure of the year before, as written.
    pub baseline: Option<String>,
    /// Growth of the year before, as written.
    pub baseline_growth: Option<String>,
    /// Responsible bodies.
    pub organs: Vec<String>,
    /// 约束性 or 预期性, as printed.
    pub property: Option<String>,
    /// Fields carried down from merged cells.
    pub inferred: Vec<&'static str>,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
    /// A question that whoever reviewed it left open; the compiler asks none itself.
    #[serde(skip)]
    pub note: String,
    /// Index of the document.
    #[serde(skip)]
    pub at: usize,
}

/// A target as written, and as meant when its words can be read.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Goal {
    /// Understood.
    Read(Box<Target>),
    /// Words in no known form; a person settles them.
    Words {
        /// As written.
        text: String,
        /// Always null.
        kind: Option<&'static str>,
    },
}

impl Goal {
    /// As the document writes it.
    pub fn text(&self) -> &str {
        match self {
            Goal::Read(target) => &target.text,
            Goal::Words { text, .. } => text,
        }
    }
}

/// A promise in prose (承诺事项).
#[derive(Debug, Clone, Serialize)]
pub struct Commitment {
    /// Number of the document, else its title.
    pub document: String,
    /// Path of the clause.
    pub clause: String,
    /// The words, as written.
    pub quote: String,
    /// What is counted.
    pub subject: String,
    /// A kind of target.
    pub comparator: &'static str,
    /// The figure; of a range the lower one.
    pub value: Option<Decimal>,
    /// The upper figure of a range.
    pub high: Option<Decimal>,
    /// The unit behind the figure.
    pub unit: Option<String>,
    /// 确保 or 力争.
    pub strength: Option<&'static str>,
    /// The words of the promise: figure, unit and comparator.
    pub target: String,
    /// Until when.
    pub by: Option<Date>,
    /// An area that is counted in or apart: 含…
    pub scope: Option<String>,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
    /// A question that whoever reviewed it left open; the compiler asks none itself.
    #[serde(skip)]
    pub note: String,
    /// Index of the document.
    #[serde(skip)]
    pub at: usize,
}

/// An item of a list of powers (权力事项).
#[derive(Debug, Clone, Default, Serialize)]
pub struct Power {
    /// Number of the document, else its title.
    pub document: String,
    /// Path of the row.
    pub clause: String,
    /// Serial number as printed, else the position.
    pub seq: usize,
    /// Code, kept whole.
    pub code: Option<String>,
    /// Official name.
    pub name: String,
    /// Kind as printed.
    pub kind: Option<String>,
    /// Who exercises it, when the table says so.
    pub holder: Option<String>,
    /// The rules it rests on, when the table says so.
    pub basis: Option<String>,
    /// Fields carried down from merged cells.
    pub inferred: Vec<&'static str>,
    /// Where.
    #[serde(serialize_with = "pair")]
    pub span: Span,
    /// Index of the document.
    #[serde(skip)]
    pub at: usize,
}

use crate::plan::facts::Plan;

/// A place as `[start, end]`, end exclusive, in characters of the file.
pub(crate) fn pair<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    (span.start, span.end).serialize(serializer)
}

/// The facts of one document, found by halving: facts stand in the order of the documents, and a file may hold thousands.
pub(crate) fn of_document<T>(facts: &[T], at: usize, place: impl Fn(&T) -> usize) -> &[T] {
    let (from, to) =
        (facts.partition_point(|fact| place(fact) < at), facts.partition_point(|fact| place(fact) <= at));
    facts.get(from..to).unwrap_or_default()
}
