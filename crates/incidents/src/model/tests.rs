use super::*;

fn incident(state: ResponseState) -> Incident {
    let learnt = Learnt {
        id: "i".into(),
        plan: "p".into(),
        title: String::new(),
        title_en: String::new(),
        product: String::new(),
        place: String::new(),
        learnt: Timestamp::UNIX_EPOCH,
        counts: Counts::default(),
        made_up: false,
    };
    Incident { counts: Counts::default(), learnt, graded: Graded::default(), state, version: 1 }
}

#[test]
fn d_073_a_response_starts_once_and_ends_once_in_that_order() {
    use ResponseState::{Ended, FirstHandling, Responding};
    assert_eq!(change(&incident(FirstHandling), Responding), Ok(IncidentEvent::ResponseStarted {}));
    assert_eq!(change(&incident(Responding), Ended), Ok(IncidentEvent::ResponseEnded {}));
    for (from, to) in [(FirstHandling, Ended), (Responding, Responding), (Ended, Responding), (Ended, Ended)]
    {
        assert!(change(&incident(from), to).is_err(), "{from:?} to {to:?}");
    }
}
