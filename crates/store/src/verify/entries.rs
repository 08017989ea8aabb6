//! Going through a district's entries in order, rebuilding the log, and judging what does not fit.
//!
//! The log is built from the stored leaves. An entry that does not hash to its stored leaf is a suspect; from the
//! first suspect on a second log is built from the hashes as they come out now. Whichever of the two agrees with
//! the kept nodes and the head tells whether the entry or the leaf beside it was changed.

use super::fault::{Problem, Subject};
use super::raw::{Found, RawEntry, leaf_of};
use crate::append::{KEY_KIND, KEY_STREAM, TILE_LEVELS};
use crate::locate::{Place, locate};
use crate::merkle::{Frontier, Subtree};
use crate::{Algorithm, Hash};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The longest gap that is bridged; beyond it nothing that follows can be held to the log.
const LONGEST_GAP: u64 = 1 << 20;
/// How many changed entries are searched for the byte that changed: it takes a while for each.
const SEARCHED: usize = 8;
/// Leaves under the lowest kept node.
const GROUP: u64 = 256;

pub(super) type Named = (Subject, Problem);

/// An entry that does not hash to the leaf stored beside it.
struct Suspect {
    seq: u64,
    /// What the version should be, going by the entries before it in its stream.
    version: u64,
    leaf: Option<Hash>,
    fields: Result<[Vec<u8>; 8], &'static str>,
}

/// What has been seen of a district's entries.
pub(super) struct Scan {
    district: String,
    algorithm: Algorithm,
    /// Entries the head covers; without a readable head, all.
    size: u64,
    /// The log of the stored leaves, and its nodes at the kept levels.
    pub(super) stored: Frontier,
    stored_nodes: BTreeMap<(u64, u64), Hash>,
    /// The log of the hashes as they come out now, once they differ.
    pub(super) now: Option<Frontier>,
    now_nodes: BTreeMap<(u64, u64), Hash>,
    suspects: Vec<Suspect>,
    /// First and last of what is missing.
    gaps: Vec<(u64, u64)>,
    surplus: Vec<u64>,
    versions: HashMap<[u8; 16], u64>,
    skipped: Vec<(u64, u64)>,
    keys: BTreeSet<String>,
    /// Attachments that entries name, with the first entry that does.
    pub(super) attached: BTreeMap<String, u64>,
    /// The root that the head names, to judge the last, incomplete group by.
    pub(super) head_root: Option<Hash>,
}

impl Scan {
    pub(super) fn new(district: &str, algorithm: Algorithm, size: Option<u64>) -> Scan {
        Scan {
            district: district.to_owned(),
            algorithm,
            size: size.unwrap_or(u64::MAX),
            stored: Frontier::new(algorithm),
            stored_nodes: BTreeMap::new(),
            now: None,
            now_nodes: BTreeMap::new(),
            suspects: Vec::new(),
            gaps: Vec::new(),
            surplus: Vec::new(),
            versions: HashMap::new(),
            skipped: Vec::new(),
            keys: BTreeSet::new(),
            attached: BTreeMap::new(),
            head_root: None,
        }
    }

    /// Takes the next entry.
    pub(super) fn see(&mut self, entry: &RawEntry) {
        let next = self.stored.size() + 1;
        match entry.seq() {
            Some(seq) if seq >= next && seq <= self.size && seq - next <= LONGEST_GAP => {
                if seq > next {
                    self.bridge(seq - 1);
                }
                self.take(seq, entry);
            }
            seq => self.surplus.push(seq.unwrap_or_default()),
        }
    }

    /// No more entries.
    pub(super) fn end(&mut self) {
        let seen = self.stored.size();
        if self.size != u64::MAX && seen < self.size {
            self.gaps.push((seen + 1, self.size));
        }
    }

    fn bridge(&mut self, last: u64) {
        self.gaps.push((self.stored.size() + 1, last));
        while self.stored.size() < last {
            self.grow(Hash([0; 32]), Hash([0; 32]));
        }
    }

    fn take(&mut self, seq: u64, entry: &RawEntry) {
        let fields = entry.fields();
        let now = fields.as_ref().ok().map(|fields| leaf_of(self.algorithm, fields));
        let version = self.next_version(entry);
        let leaf = entry.leaf();
        if now.is_none() || now != leaf {
            self.suspects.push(Suspect { seq, version, leaf, fields });
        } else {
            self.note_key(entry);
            self.note_attached(seq, entry.text(7));
            if entry.version() != Some(version) {
                self.skipped.push((seq, version));
            }
        }
        let blank = Hash([0; 32]);
        self.grow(leaf.unwrap_or(blank), now.unwrap_or(blank));
    }

    /// The version that should come next in the entry's stream; from here on the one it has counts.
    fn next_version(&mut self, entry: &RawEntry) -> u64 {
        // Half a digest stands for the stream's name, to keep a million streams small.
        let digest = Algorithm::Sha256.digest(&[entry.stream()]);
        let name = digest.0.first_chunk().copied().unwrap_or_default();
        let last = self.versions.entry(name).or_default();
        let expected = *last + 1;
        *last = entry.version().unwrap_or(expected);
        expected
    }

    fn note_key(&mut self, entry: &RawEntry) {
        if entry.stream() == KEY_STREAM.as_bytes() && entry.text(4) == KEY_KIND.as_bytes() {
            let body = serde_json::from_slice::<serde_json::Value>(entry.text(7)).unwrap_or_default();
            self.keys.extend(body.get("public").and_then(|key| key.as_str()).map(str::to_owned));
        }
    }

    /// Notes the attachments an entry names: in every body they stand as `"blob":"<digest>"`, `"file:<digest> …"` or `"sha256:<digest>:…"`.
    fn note_attached(&mut self, seq: u64, body: &[u8]) {
        let body = String::from_utf8_lossy(body);
        for mark in ["\"blob\":\"", "\"file:", "\"sha256:"] {
            for after in body.split(mark).skip(1) {
                let digest = after.split(|c: char| !c.is_ascii_hexdigit()).next().unwrap_or_default();
                if digest.len() == 64 {
                    self.attached.entry(digest.to_owned()).or_insert(seq);
                }
            }
        }
    }

    fn grow(&mut self, leaf: Hash, now: Hash) {
        if leaf != now && self.now.is_none() {
            self.now = Some(self.stored.clone());
            self.now_nodes.clone_from(&self.stored_nodes);
        }
        let nodes = &mut self.stored_nodes;
        self.stored.push(leaf, |tree| keep(nodes, &tree));
        if let Some(log) = &mut self.now {
            let nodes = &mut self.now_nodes;
            log.push(now, |tree| keep(nodes, &tree));
        }
    }

    /// Whether every entry is there and hashes to its leaf.
    pub(super) fn is_clean(&self) -> bool {
        self.suspects.is_empty() && self.gaps.is_empty()
    }

    /// Whether nothing is missing, so that the log can be compared with the head.
    pub(super) fn is_whole(&self) -> bool {
        self.gaps.is_empty()
    }

    /// Whether the ledger names this key as its own. A ledger with damage, or without entries, cannot say.
    pub(super) fn may_know(&self, key: &str) -> bool {
        !self.is_clean() || self.keys.is_empty() || self.keys.contains(key)
    }

    /// Everything that does not fit, in the order of the ledger.
    pub(super) fn judge(&self, tiles: &[Found]) -> Vec<Named> {
        let kept: BTreeMap<_, _> =
            tiles.iter().map(|tile| ((tile.level, tile.position), tile.hash)).collect();
        let mut faults: Vec<Named> = Vec::new();
        faults.extend(
            self.gaps
                .iter()
                .map(|(from, through)| (Subject::Entry(*from), Problem::Missing { through: *through })),
        );
        faults.extend(self.surplus.iter().map(|seq| (Subject::Entry(*seq), Problem::Surplus)));
        faults
            .extend(self.suspects.iter().enumerate().map(|(nth, suspect)| self.accuse(suspect, &kept, nth)));
        if self.is_clean() {
            let version = |(seq, expected): &(u64, u64)| {
                (Subject::Entry(*seq), Problem::Version { expected: *expected })
            };
            faults.extend(self.skipped.iter().map(version));
        }
        faults.extend(self.wrong_nodes(&kept));
        faults.sort_by(|(a, _), (b, _)| a.cmp(b));
        faults
    }

    fn accuse(&self, suspect: &Suspect, kept: &BTreeMap<(u64, u64), Option<Hash>>, nth: usize) -> Named {
        let group = (u64::from(TILE_LEVELS[0]), (suspect.seq - 1) / GROUP);
        let (node, stored, now) = match kept.get(&group) {
            Some(node) => {
                (*node, self.stored_nodes.get(&group).copied(), self.now_nodes.get(&group).copied())
            }
            None => (self.head_root, Some(self.stored.root()), self.now.as_ref().map(Frontier::root)),
        };
        let leaf_changed = node != stored && node == now && node.is_some();
        let problem = match &suspect.fields {
            Err(field) => Problem::Changed(Some(Place { field, byte: None })),
            Ok(_) if leaf_changed => Problem::LeafChanged,
            Ok(fields) if nth < SEARCHED => Problem::Changed(self.search(suspect, fields)),
            Ok(_) => Problem::Changed(None),
        };
        (Subject::Entry(suspect.seq), problem)
    }

    fn search(&self, suspect: &Suspect, fields: &[Vec<u8>; 8]) -> Option<Place> {
        let known =
            [(0, self.district.clone()), (1, suspect.seq.to_string()), (3, suspect.version.to_string())];
        locate(self.algorithm, fields, suspect.leaf?, &known)
    }

    /// Kept nodes that agree with neither log, are missing, or should not be there.
    fn wrong_nodes(&self, kept: &BTreeMap<(u64, u64), Option<Hash>>) -> Vec<Named> {
        let all: BTreeSet<_> = kept.keys().chain(self.stored_nodes.keys()).copied().collect();
        let damaged = |(level, position): (u64, u64)| {
            let size = 1_u64.checked_shl(u32::try_from(level).unwrap_or(64)).unwrap_or(u64::MAX);
            let from = position.saturating_mul(size);
            let to = from.saturating_add(size);
            let suspect = self.suspects.iter().any(|it| it.seq > from && it.seq <= to);
            suspect || self.gaps.iter().any(|(first, last)| *first <= to && *last > from)
        };
        let wrong = |node: &(u64, u64)| {
            let found = kept.get(node).copied().flatten();
            let agrees = |nodes: &BTreeMap<_, Hash>| found.is_some() && found == nodes.get(node).copied();
            !agrees(&self.stored_nodes) && !agrees(&self.now_nodes) && !damaged(*node)
        };
        let fault = |(level, position)| (Subject::Tile { level, position }, Problem::Changed(None));
        all.into_iter().filter(wrong).map(fault).collect()
    }
}

fn keep(nodes: &mut BTreeMap<(u64, u64), Hash>, tree: &Subtree) {
    if TILE_LEVELS.contains(&tree.level) {
        nodes.insert((tree.level.into(), tree.position), tree.hash);
    }
}
