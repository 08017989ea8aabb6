//! The pack that stands beside the crates.

use super::words::{EN, render};
use super::{Files, read};
use crate::{Document, Pack, UnsettledKind};
use std::path::{Path, PathBuf};

const PACK: &str = "zhoucun-2023";

/// The pack's files, with the standards under `standards/`.
pub(super) fn files() -> Files {
    let packs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut files = Files::new();
    collect(&packs.join(PACK), "", &mut files);
    collect(&packs.join("standards"), "standards/", &mut files);
    files
}

#[expect(clippy::disallowed_methods, reason = "tests read the pack themselves")]
fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else {
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn pack() -> Pack {
    let told = |faults: Vec<crate::Fault>| -> Vec<String> {
        faults
            .iter()
            .map(|fault| format!("{}:{}: {}", fault.file, fault.line, render(&fault.say, EN)))
            .collect()
    };
    read(&files()).map_err(told).unwrap_or_else(|told| panic!("{} faults\n{}", told.len(), told.join("\n"))).0
}

#[test]
fn the_real_pack_loads_with_the_numbers_of_the_documents() {
    let pack = pack();
    let document = |slug: &str| pack.document(slug).unwrap_or_else(|| panic!("no document {slug}"));
    let facts = |slug: &str| {
        let Document { duties, indicators, powers, .. } = document(slug);
        (duties.len(), indicators.len(), powers.len())
    };
    assert_eq!(facts("zzz-2023-3").2, 128, "powers of 3号");
    assert_eq!(facts("zzbz-2023-11").0, 75, "tasks of 11号");
    assert_eq!(facts("zzbz-2023-13"), (9, 54, 0), "duties and indicators of 13号");
    assert_eq!(facts("zzf-2023-34").1, 20, "indicators of 34号");
    assert_eq!(facts("zzf-2023-32"), (20, 4, 0), "duties and targets of 32号");
    let plan = document("zzbz-2023-15").plan.as_ref().expect("15号 is a plan");
    assert_eq!((plan.departments.len(), plan.groups.len(), plan.clocks.len()), (21, 7, 12), "plan of 15号");
    assert_eq!(pack.documents.len(), 6);
}

#[test]
fn the_real_pack_leaves_open_what_the_documents_leave_open() {
    let pack = pack();
    let open = pack.unsettled();
    let about = |kind: UnsettledKind, document: &str| -> Vec<&str> {
        let of_document = |open: &&crate::Unsettled| open.kind == kind && open.citation.document == document;
        open.iter().filter(of_document).map(|open| open.about.as_str()).collect()
    };
    let tasks = "周政办字〔2023〕11号";
    let nobody: Vec<String> =
        [58, 65, 67, 69, 71, 74].iter().map(|seq| format!("zzbz-2023-11.task.{seq}")).collect();
    assert_eq!(about(UnsettledKind::NoOwner, tasks), nobody, "X-018");
    let sanitary = about(UnsettledKind::NoOwner, "周政办字〔2023〕13号");
    assert!(sanitary.contains(&"zzbz-2023-13.indicator.7"), "X-018: 指标7");
    assert_eq!(about(UnsettledKind::NoFirstLead, tasks).len(), 24, "B-016");
    assert_eq!(about(UnsettledKind::NoIndicatorOwner, "周政发〔2023〕34号").len(), 1, "one line for 34号");
    let texts: Vec<String> = open.iter().map(|open| render(&open.say, EN)).collect();
    assert!(texts.iter().any(|text| text.starts_with("20 indicators of 34号")), "all 20 of them");
}

/// What each gate of a register asks for, as `state: evidence`.
fn gates(pack: &Pack, id: &str) -> Vec<String> {
    let register = pack.register(id).unwrap_or_else(|| panic!("no register {id}"));
    let need = |need: &crate::Evidence| match &need.value {
        Some(value) => format!("{} = {value}", need.field),
        None => need.field.clone(),
    };
    let gate = |gate: &crate::RowGate| {
        format!("{}: {}", gate.to, gate.needs.iter().map(need).collect::<Vec<_>>().join(", "))
    };
    register.gates.iter().map(gate).collect()
}

#[test]
fn the_real_pack_declares_the_registers_that_the_documents_ask_for() {
    let pack = pack();
    assert!(pack.registers.len() >= 90, "{}", pack.registers.len());
    for register in &pack.registers {
        assert!(!register.requirements.is_empty(), "{}: whose requirement is it?", register.id);
        assert!(!register.fields.is_empty() && !register.title_en.is_empty(), "{}", register.id);
    }
    // M-045, B-084, E-040, B-088, D-026: the gates that the requirements name.
    assert_eq!(gates(&pack, "modification-operations")[0], "cleared: airspace, crew, equipment");
    assert_eq!(gates(&pack, "policies")[1], "issued: heard, legal, filing");
    assert_eq!(gates(&pack, "land-parcels")[1], "transferred: safe = 安全");
    assert_eq!(gates(&pack, "promises")[0], "kept: evidence");
    assert_eq!(gates(&pack, "drug-signals"), ["dismissed: assessment", "raised: incident"]);
    // E-022, E-026: fourteen named firms are counted for the target of fourteen, by the day of their certificate.
    let firms = pack.register("hightech-firms").unwrap();
    let tally = &firms.sums[0];
    assert_eq!(
        (tally.feeds.as_deref(), tally.day.as_deref()),
        (Some("zzf-2023-34.commitment.24"), Some("certified_on"))
    );
    // B-090: an arrear is due on its day, by whoever owes it.
    let due = &pack.register("arrears").unwrap().dues[0];
    assert_eq!((due.field.as_str(), due.who.as_str()), ("due_on", "debtor"));
}
