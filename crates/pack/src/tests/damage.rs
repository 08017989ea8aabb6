//! Damaged packs: whatever happens to the files, the program answers; it never stops.

use super::suite::good;
use super::{Files, read};
use crate::{Adopted, Pack};
use proptest::prelude::*;
use proptest::sample::Index;

/// What can happen to a file.
#[derive(Debug, Clone)]
enum Damage {
    /// Characters are lost.
    Lost(Index, usize),
    /// Something gets in.
    Added(Index, &'static str),
    /// A line stands twice.
    Doubled(Index),
    /// The end is missing.
    Cut(Index),
    /// The whole file is missing.
    Gone,
}

fn damage() -> impl Strategy<Value = (Index, Damage)> {
    let bits = [
        "\"",
        ",",
        "\n",
        "\r\n",
        ";",
        "[",
        "]]",
        "=",
        "'''",
        "\u{feff}",
        "/",
        "\0",
        "Ⅳ",
        "[[schedule]]\n",
        "-1",
        "99999999999999999999",
        "2024-02-30",
        "{",
        "≥",
        "#",
        "\"\"\"",
        "a.b.c = 1\n",
    ];
    let kind = prop_oneof![
        (any::<Index>(), 1_usize..200).prop_map(|(at, length)| Damage::Lost(at, length)),
        (any::<Index>(), prop::sample::select(bits.to_vec())).prop_map(|(at, bit)| Damage::Added(at, bit)),
        any::<Index>().prop_map(Damage::Doubled),
        any::<Index>().prop_map(Damage::Cut),
        Just(Damage::Gone),
    ];
    (any::<Index>(), kind)
}

fn apply(files: &mut Files, which: Index, damage: Damage) {
    let at = which.index(files.len());
    let text = &mut files[at].1;
    let characters: Vec<char> = text.chars().collect();
    let place = |index: Index| index.index(characters.len() + 1);
    let glue = |parts: &[&[char]]| parts.concat().into_iter().collect::<String>();
    match damage {
        Damage::Lost(index, length) => {
            let from = place(index);
            let to = (from + length).min(characters.len());
            *text = glue(&[&characters[..from], &characters[to..]]);
        }
        Damage::Added(index, bit) => {
            let bit: Vec<char> = bit.chars().collect();
            *text = glue(&[&characters[..place(index)], &bit, &characters[place(index)..]]);
        }
        Damage::Cut(index) => *text = glue(&[&characters[..place(index)]]),
        Damage::Doubled(index) => {
            let mut lines: Vec<&str> = text.lines().collect();
            if !lines.is_empty() {
                let at = index.index(lines.len());
                lines.insert(at, lines[at]);
            }
            *text = lines.join("\n");
        }
        Damage::Gone => _ = files.remove(at),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_pack_is_read_or_refused_with_faults_that_stand_in_its_files(
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        let mut files = good();
        for (which, damage) in damages {
            apply(&mut files, which, damage);
        }
        match read(&files) {
            Ok((pack, _)) => _ = pack.unsettled(),
            Err(faults) => {
                prop_assert!(!faults.is_empty(), "refused without a word");
                for fault in faults {
                    let text = files.iter().find(|(path, _)| *path == fault.file).map_or("", |(_, text)| text);
                    let lines = text.lines().count().max(1) + 1;
                    prop_assert!((1..=lines).contains(&fault.line), "{fault} stands outside its {lines} lines");
                }
            }
        }
    }
}

#[test]
fn a_pack_comes_back_from_json_as_it_was() {
    for (pack, _) in [read(&good()).unwrap(), read(&super::real::files()).unwrap()] {
        let json = serde_json::to_string(&pack).unwrap();
        assert!(serde_json::from_str::<Pack>(&json).unwrap() == pack, "{} changed on its way", pack.id);
    }
}

#[test]
fn an_adopted_pack_comes_back_from_the_ledger_as_it_was() {
    let adopted = Adopted { pack: read(&good()).unwrap().0 };
    let event = adopted.event().unwrap();
    let entry = kernel::Entry {
        district: adopted.pack.district.clone(),
        seq: 1,
        stream: format!("pack/{}", adopted.pack.id),
        version: 1,
        kind: event.kind.clone(),
        body: event.body.to_string(),
        actor: "system".to_owned(),
        at: "2024-05-01T00:00:00Z".parse().unwrap(),
    };
    assert!(event.kind == Adopted::KIND && Adopted::of(&entry).unwrap() == adopted);
}

#[test]
fn line_ends_and_byte_order_marks_of_a_spreadsheet_program_change_nothing() {
    let (pack, _) = read(&good()).unwrap();
    let windows = |(path, text): (String, String)| (path, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let (same, _) = read(&good().into_iter().map(windows).collect()).unwrap();
    assert!(same == pack);
}
