//! The tree against the reference vectors of RFC 6962's implementations and against the definitions of RFC 9162
//! written out as they stand, slowly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use cairn_proof::hash::{self, Hash};
use cairn_proof::tree::{self, Frontier};
use cairn_proof::{Wrong, verify_consistency, verify_inclusion};
use data_encoding::HEXLOWER;
use proptest::prelude::*;

/// Leaves and roots that Certificate Transparency's implementations test themselves with.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
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

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|n| hash::leaf(format!("entry {n}").as_bytes())).collect()
}

/// Every node of the tree in the order of places, and its root.
fn grow(leaves: &[Hash]) -> (Vec<Hash>, Hash) {
    let (mut nodes, mut tree) = (Vec::new(), Frontier::new());
    for leaf in leaves {
        tree.append(*leaf, |node| nodes.push(node));
    }
    (nodes, tree.root())
}

fn stored(nodes: &[Hash]) -> impl FnMut(u64) -> Result<Hash, u64> {
    move |place| nodes.get(place as usize).copied().ok_or(place)
}

/// MTH of RFC 9162, 2.1.1.
fn mth(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => hash::empty(),
        [one] => *one,
        many => {
            let k = many.len().next_power_of_two() / 2;
            hash::node(mth(&many[..k]), mth(&many[k..]))
        }
    }
}

/// PATH of RFC 9162, 2.1.3.1.
fn path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return vec![];
    }
    let k = leaves.len().next_power_of_two() / 2;
    let (mut inner, sibling) = if m < k {
        (path(m, &leaves[..k]), mth(&leaves[k..]))
    } else {
        (path(m - k, &leaves[k..]), mth(&leaves[..k]))
    };
    inner.push(sibling);
    inner
}

/// SUBPROOF of RFC 9162, 2.1.4.1.
fn subproof(m: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    let n = leaves.len();
    if m == n {
        return if whole { vec![] } else { vec![mth(leaves)] };
    }
    let k = n.next_power_of_two() / 2;
    let (mut inner, sibling) = if m <= k {
        (subproof(m, &leaves[..k], whole), mth(&leaves[k..]))
    } else {
        (subproof(m - k, &leaves[k..], false), mth(&leaves[..k]))
    };
    inner.push(sibling);
    inner
}

#[test]
fn the_reference_vectors_hold() {
    let leaves: Vec<Hash> =
        LEAVES.iter().map(|hex| hash::leaf(&HEXLOWER.decode(hex.as_bytes()).unwrap())).collect();
    assert_eq!(
        HEXLOWER.encode(&hash::empty().0),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    for (count, root) in (1..=8).zip(ROOTS) {
        assert_eq!(HEXLOWER.encode(&grow(&leaves[..count]).1.0), root, "{count} leaves");
    }
}

#[test]
fn every_small_tree_agrees_with_the_definitions() {
    let all = leaves(70);
    let (nodes, _) = grow(&all);
    for size in 0..=all.len() {
        let root = mth(&all[..size]);
        assert_eq!(grow(&all[..size]).1, root);
        assert_eq!(tree::root_of(size as u64, stored(&nodes)), Ok(root));
        assert_eq!(tree::nodes(size as u64), grow(&all[..size]).0.len() as u64);
        for index in 0..size {
            let proof = tree::inclusion(index as u64, size as u64, stored(&nodes)).unwrap();
            assert_eq!(proof, path(index, &all[..size]));
            assert_eq!(verify_inclusion(index as u64, size as u64, all[index], &proof, root), Ok(()));
        }
        for earlier in 0..=size {
            let before = (earlier as u64, mth(&all[..earlier]));
            let proof = tree::consistency(earlier as u64, size as u64, stored(&nodes)).unwrap();
            if earlier > 0 {
                assert_eq!(proof, subproof(earlier, &all[..size], true));
            }
            assert_eq!(verify_consistency(before, (size as u64, root), &proof), Ok(()));
        }
    }
}

#[test]
fn appending_one_by_one_keeps_the_same_nodes() {
    let all = leaves(300);
    let mut kept: Vec<Hash> = Vec::new();
    for (index, leaf) in all.iter().enumerate() {
        let mut asked = 0;
        let made = tree::appended(index as u64, *leaf, |place| {
            asked += 1;
            kept.get(place as usize).copied().ok_or(place)
        })
        .unwrap();
        assert!(asked <= 9, "log2 of 300");
        for (place, node) in made {
            assert_eq!(place, kept.len() as u64, "places have no gaps");
            kept.push(node);
        }
    }
    assert_eq!(kept, grow(&all).0);
}

proptest! {
    /// No other leaf, place, size, root or path passes for the true one.
    #[test]
    fn an_inclusion_proof_fits_one_place_only(size in 1_usize..200, pick in 0_usize..200, other in 0_usize..200, bit in 0_usize..256) {
        let all = leaves(size);
        let (nodes, root) = grow(&all);
        let index = pick % size;
        let (index64, size64) = (index as u64, size as u64);
        let proof = tree::inclusion(index64, size64, stored(&nodes)).unwrap();
        let flip = |hash: Hash| { let mut bytes = hash.0; bytes[bit / 8] ^= 1 << (bit % 8); Hash(bytes) };
        prop_assert!(verify_inclusion(index64, size64, flip(all[index]), &proof, root).is_err());
        prop_assert!(verify_inclusion(index64, size64, all[index], &proof, flip(root)).is_err());
        let moved = other % size;
        if moved != index {
            prop_assert!(verify_inclusion(moved as u64, size64, all[index], &proof, root).is_err());
        }
        for at in 0..proof.len() {
            let mut bent = proof.clone();
            bent[at] = flip(bent[at]);
            prop_assert!(verify_inclusion(index64, size64, all[index], &bent, root).is_err());
        }
        let mut longer = proof.clone();
        longer.push(root);
        prop_assert!(verify_inclusion(index64, size64, all[index], &longer, root).is_err());
        if let Some((_, shorter)) = proof.split_last() {
            prop_assert!(verify_inclusion(index64, size64, all[index], shorter, root).is_err());
        }
    }

    /// A log in which anything before the earlier head changed has no consistency proof, its own nodes included.
    #[test]
    fn a_changed_past_has_no_proof(size in 2_usize..150, cut in 1_usize..150, at in 0_usize..150) {
        let earlier = 1 + cut % (size - 1);
        let honest = leaves(size);
        let before = (earlier as u64, mth(&honest[..earlier]));
        let mut forged = honest.clone();
        forged[at % earlier] = hash::leaf(b"forged");
        let (nodes, root) = grow(&forged);
        let proof = tree::consistency(earlier as u64, size as u64, stored(&nodes)).unwrap();
        prop_assert!(verify_consistency(before, (size as u64, root), &proof).is_err());
        // Cut off below the head, or put back to an older copy.
        let (_, short) = grow(&honest[..earlier - 1]);
        prop_assert_eq!(verify_consistency(before, (earlier as u64 - 1, short), &[]), Err(Wrong::Shorter));
    }
}
