//! RFC 6962 logs, held to published vectors and to an independent implementation.

use super::{Frontier, consistency_holds, consistency_ranges, inclusion_holds, inclusion_ranges, range_hash};
use crate::{Algorithm, Hash};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;

/// The inputs of the reference implementation's test log (Certificate Transparency's `merkle_tree_test`).
const INPUTS: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// Its roots for 1 to 8 leaves.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const ALGORITHM: Algorithm = Algorithm::Sha256;

fn log(leaves: &[Hash]) -> Frontier {
    let mut log = Frontier::new(ALGORITHM);
    leaves.iter().for_each(|leaf| log.push(*leaf, |_| ()));
    log
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|i| ALGORITHM.leaf(&i.to_be_bytes())).collect()
}

fn hashes(ranges: &[super::Range], leaves: &[Hash]) -> Vec<Hash> {
    let mut subtree = |level: u32, position: u64| -> Result<Hash, ()> {
        let from = (position << level) as usize;
        Ok(log(&leaves[from..from + (1 << level)]).root())
    };
    ranges.iter().map(|range| range_hash(ALGORITHM, *range, &mut subtree).unwrap()).collect()
}

fn independent(count: u64) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    (0..count).for_each(|i| tree.push(i.to_be_bytes().to_vec()));
    tree
}

#[test]
fn the_empty_log_has_the_root_of_nothing() {
    let root = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(log(&[]).root().to_string(), root);
}

#[test]
fn roots_are_those_of_the_reference_log() {
    let leaves: Vec<_> = INPUTS.iter().map(|input| ALGORITHM.leaf(input)).collect();
    for (size, root) in (1..).zip(ROOTS) {
        assert_eq!(log(&leaves[..size]).root().to_string(), root, "{size}");
    }
}

#[test]
fn proofs_are_those_of_the_reference_log() {
    // Inclusion paths and consistency proofs of the same test log, by leaf (from 0) and size.
    let leaves: Vec<_> = INPUTS.iter().map(|input| ALGORITHM.leaf(input)).collect();
    let text = |hashes: Vec<Hash>| hashes.iter().map(Hash::to_string).collect::<Vec<_>>();
    assert_eq!(
        text(hashes(&inclusion_ranges(0, 8), &leaves)),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        text(hashes(&consistency_ranges(6, 8), &leaves)),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
}

#[test]
fn every_small_log_agrees_with_an_independent_implementation() {
    for size in 1..=70 {
        let leaves = leaves(size);
        let tree = independent(size);
        let root = log(&leaves).root();
        assert_eq!(root.0.as_slice(), tree.root().as_bytes().as_slice(), "{size}");
        for index in 0..size {
            let path = hashes(&inclusion_ranges(index, size), &leaves);
            let bytes: Vec<u8> = path.iter().flat_map(|hash| hash.0).collect();
            assert_eq!(bytes, tree.prove_inclusion(index as usize).as_bytes(), "{index} of {size}");
            assert!(inclusion_holds(ALGORITHM, leaves[index as usize], index, size, &path, root));
        }
        for old in 1..size {
            let path = hashes(&consistency_ranges(old, size), &leaves);
            let bytes: Vec<u8> = path.iter().flat_map(|hash| hash.0).collect();
            let proof = tree.prove_consistency((size - old) as usize);
            assert_eq!(bytes, proof.as_bytes(), "{old} to {size}");
            let old_root = log(&leaves[..old as usize]).root();
            assert!(consistency_holds(ALGORITHM, (old, old_root), (size, root), &path), "{old} to {size}");
        }
    }
}

#[test]
fn empty_and_equal_logs_are_consistent_only_with_themselves() {
    let (empty, one) = (ALGORITHM.empty(), leaves(1)[0]);
    assert!(consistency_holds(ALGORITHM, (0, empty), (5, one), &[]));
    assert!(!consistency_holds(ALGORITHM, (0, one), (5, one), &[]));
    assert!(consistency_holds(ALGORITHM, (5, one), (5, one), &[]));
    assert!(!consistency_holds(ALGORITHM, (5, one), (5, empty), &[]));
    assert!(!consistency_holds(ALGORITHM, (6, one), (5, one), &[]));
    assert!(!inclusion_holds(ALGORITHM, one, 0, 0, &[], one));
    assert!(!inclusion_holds(ALGORITHM, one, 1, 1, &[], one));
    assert!(inclusion_ranges(3, 3).is_empty() && consistency_ranges(3, 3).is_empty());
}

#[test]
fn sm3_is_the_standards_digest() {
    // GB/T 32905-2016, example 1.
    let digest = Algorithm::Sm3.digest(&[b"a", b"bc"]).to_string();
    assert_eq!(digest, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_log_goes_on_from_its_bytes(size in 0_u64..2000, more in 0_u64..50) {
        let leaves = leaves(size + more);
        let (first, rest) = leaves.split_at(size as usize);
        let mut resumed = Frontier::from_bytes(ALGORITHM, size, &log(first).to_bytes()).unwrap();
        rest.iter().for_each(|leaf| resumed.push(*leaf, |_| ()));
        prop_assert_eq!(resumed, log(&leaves));
    }

    #[test]
    fn completed_subtrees_are_the_trees_of_their_leaves(size in 1_u64..600) {
        let leaves = leaves(size);
        let mut log = Frontier::new(ALGORITHM);
        for leaf in &leaves {
            let mut found = Vec::new();
            log.push(*leaf, |tree| found.push(tree));
            for tree in found {
                let from = (tree.position << tree.level) as usize;
                prop_assert_eq!(tree.hash, self::log(&leaves[from..from + (1 << tree.level)]).root());
            }
        }
    }

    #[test]
    fn no_changed_proof_holds(size in 2_u64..400, at in any::<prop::sample::Index>(), which in any::<prop::sample::Index>(), bit in 0_usize..256) {
        let leaves = leaves(size);
        let root = log(&leaves).root();
        let index = at.index(size as usize) as u64;
        let leaf = leaves[index as usize];
        let path = hashes(&inclusion_ranges(index, size), &leaves);
        prop_assert!(inclusion_holds(ALGORITHM, leaf, index, size, &path, root));
        let mut changed = path.clone();
        changed[which.index(path.len())].0[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!inclusion_holds(ALGORITHM, leaf, index, size, &changed, root));
        prop_assert!(!inclusion_holds(ALGORITHM, leaf, (index + 1) % size, size, &path, root));
        prop_assert!(!inclusion_holds(ALGORITHM, leaf, index, size, &path[1..], root));
        let old = index.max(1);
        if old < size {
            let old_root = log(&leaves[..old as usize]).root();
            let proof = hashes(&consistency_ranges(old, size), &leaves);
            prop_assert!(consistency_holds(ALGORITHM, (old, old_root), (size, root), &proof));
            let mut changed = proof.clone();
            changed[which.index(proof.len())].0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!consistency_holds(ALGORITHM, (old, old_root), (size, root), &changed));
            let mut other = old_root;
            other.0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!consistency_holds(ALGORITHM, (old, other), (size, root), &proof));
        }
    }
}
