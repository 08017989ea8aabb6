use super::*;
use crate::sample::pack;

#[test]
fn a_task_that_no_pack_in_force_has_is_over_and_what_happened_is_not() {
    let mut packs = vec![pack()];
    let ended = |packs: &[Pack], cause: &str| has_ended(cause, &in_force(packs));
    assert!(!ended(&packs, "xzf-2024-1.task.1") && !ended(&packs, "xzf-2024-1.schedule.quarterly"));
    packs[0].documents[0].duties.remove(0);
    assert!(ended(&packs, "xzf-2024-1.task.1"));
    assert!(!ended(&packs, "xzf-2024-1.schedule.quarterly.branch"));
    assert!(!ended(&packs, "xzf-2024-1.handover.2"), "a hand-over is caused by what happened");
    packs[0].documents[0].state = State::Repealed;
    assert!(ended(&packs, "xzf-2024-1.schedule.quarterly"), "a repealed document asks for nothing");
    assert!(ended(&packs, "xzf-2024-1.schedule.quarterly.branch"));
}

#[test]
fn the_pack_with_the_document_speaks_for_its_causes() {
    let packs = [Pack { edition: "3".into(), ..pack() }];
    assert_eq!(edition("xzf-2024-1.task.9", &packs), "3");
    assert_eq!(edition("gone-2020-1.task.9", &packs), "3", "of a document that is gone the last pack speaks");
    assert_eq!(edition("gone-2020-1.task.9", &[]), "");
}
