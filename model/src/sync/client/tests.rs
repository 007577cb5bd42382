#![allow(clippy::unwrap_used)]
use super::*;
use crate::{
    document::notation::field,
    document::projection::Node,
    role::Role,
    sync::{Acknowledgement, Malformed},
    workflow::State,
};
use std::sync::Arc;

const NOW: Millis = Millis(0);

/// A page, and the server's copy of its draft.
struct Pair {
    draft: Draft,
    half: ClientHalf,
    server: Draft,
}

impl Pair {
    fn new() -> Pair {
        Pair {
            draft: Draft::for_browser(11, Arc::new(|| 0)),
            half: ClientHalf::new(11),
            server: Draft::for_server(1),
        }
    }

    /// A pair that has exchanged everything.
    fn joined() -> Pair {
        let mut pair = Pair::new();
        pair.half.open(&pair.draft, NOW);
        pair.question();
        pair
    }

    fn write(&mut self, text: &str) -> Option<Frame> {
        let update = self.draft.plant(&field(), &[Node::paragraph(text)]).update;
        self.half.local(update)
    }

    fn hear(&mut self, message: &Message<'_>) -> Vec<ClientEvent> {
        self.half
            .frame(&message.frame(), &mut self.draft, NOW)
            .unwrap()
    }

    /// The server says what it knows; what the page answers.
    fn question(&mut self) -> Vec<u8> {
        let events = self.hear(&Message::Step1(&self.server.state_vector()));
        let [ClientEvent::Send(frame)] = &events[..] else {
            panic!("{events:?}");
        };
        let Ok(Message::Step2(update)) = Message::read(frame) else {
            panic!("{frame:?}");
        };
        update.to_vec()
    }

    fn acknowledge(&mut self, messages: u64) -> Vec<ClientEvent> {
        self.hear(&Message::Acknowledgement(Acknowledgement {
            client: 11,
            clock: 5,
            messages,
        }))
    }
}

#[test]
fn nothing_goes_out_before_the_server_has_said_what_it_knows() {
    let mut pair = Pair::new();
    assert_eq!(pair.write("offline"), None);
    let frames = pair.half.open(&pair.draft, NOW);
    assert_eq!(frames, [Message::Step1(&pair.draft.state_vector()).frame()]);
    assert_eq!(pair.write("early"), None);
    let answer = pair.question();
    pair.server.apply(&answer).unwrap();
    assert_eq!(
        pair.server.projection(&field()),
        pair.draft.projection(&field())
    );
    assert!(pair.write("late").is_some());
}

#[test]
fn a_change_is_kept_until_the_message_that_holds_it_is_on_disk() {
    let mut pair = Pair::joined();
    let first = pair.half.next_number();
    pair.write("one");
    pair.write("two");
    assert_eq!(pair.half.unsaved(), 2);
    // The answer to the question was the first message.
    assert_eq!(
        pair.acknowledge(1),
        [ClientEvent::Acked {
            number: 0,
            clock: 5
        }]
    );
    assert_eq!(pair.half.unsaved(), 2);
    assert_eq!(
        pair.acknowledge(2),
        [ClientEvent::Acked {
            number: first,
            clock: 5
        }]
    );
    assert_eq!(pair.half.unsaved(), 1);
    assert_eq!(pair.acknowledge(2), []);
    pair.acknowledge(3);
    assert_eq!(pair.half.unsaved(), 0);
}

#[test]
fn what_was_not_acknowledged_goes_out_with_the_next_connection() {
    let mut pair = Pair::joined();
    pair.write("one");
    pair.half.closed();
    assert_eq!((pair.half.unsaved(), pair.half.is_open()), (1, false));
    pair.half.open(&pair.draft, NOW);
    let answer = pair.question();
    pair.server.apply(&answer).unwrap();
    assert_eq!(
        pair.server.projection(&field()),
        pair.draft.projection(&field())
    );
    // Counted anew on every connection.
    pair.acknowledge(1);
    assert_eq!(pair.half.unsaved(), 0);
}

#[test]
fn a_deletion_is_kept_although_no_clock_counts_it() {
    use crate::document::{
        edit::Op,
        position::{Range, Selection},
    };
    let mut pair = Pair::joined();
    pair.write("gone");
    pair.acknowledge(2);
    let block = pair
        .draft
        .projection(&field())
        .textblocks()
        .next()
        .unwrap()
        .id;
    let delete = Op::Delete(Range::within(block, 0, 4));
    let edited = pair
        .draft
        .edit(&field(), &delete, Selection::caret(block, 0))
        .unwrap();
    assert!(pair.half.local(edited.update).is_some());
    assert_eq!(pair.half.unsaved(), 1);
    pair.acknowledge(3);
    assert_eq!(pair.half.unsaved(), 0);
}

#[test]
fn a_refusal_keeps_the_text_and_ends_with_the_next_question() {
    let mut pair = Pair::joined();
    pair.write("refused");
    assert_eq!(pair.hear(&Message::Denied("no")), [ClientEvent::Denied]);
    assert!(pair.half.is_denied());
    assert_eq!(pair.half.unsaved(), 1);
    pair.question();
    assert!(!pair.half.is_denied());
    pair.acknowledge(3);
    assert_eq!(pair.half.unsaved(), 0);
}

#[test]
fn what_others_write_is_shown_and_what_is_known_is_no_event() {
    let mut pair = Pair::joined();
    let update = pair
        .server
        .plant(&field(), &[Node::paragraph("theirs")])
        .update;
    let events = pair.hear(&Message::Update(&update));
    assert!(matches!(&events[..], [ClientEvent::Changed(_)]));
    assert_eq!(pair.hear(&Message::Update(&update)), []);
    assert!(!pair.half.is_synced());
    assert_eq!(pair.hear(&Message::Step2(&[0, 0])), [ClientEvent::Synced]);
    assert!(pair.half.is_synced());
}

#[test]
fn events_come_through_and_unknown_messages_are_skipped() {
    let mut pair = Pair::joined();
    let event = Box::new(Event::Rights {
        role: Role::Reader,
        state: State::Draft,
    });
    let heard = pair.hear(&Message::Event(event.clone()));
    assert_eq!(heard, [ClientEvent::Event(event)]);
    let unknown = pair.half.frame(&[90, 1, 2], &mut pair.draft, NOW);
    assert_eq!(unknown, Ok(Vec::new()));
    let cut = pair.half.frame(&[0, 2, 9], &mut pair.draft, NOW);
    assert_eq!(cut, Err(Malformed::Truncated));
}

#[test]
fn presence_is_said_renewed_and_taken_back() {
    let mut pair = Pair::joined();
    let client = |frame: &Frame| match Message::read(frame) {
        Ok(Message::Awareness(bytes)) => {
            let entries = awareness::decode(bytes).unwrap();
            (entries[0].clock, entries[0].state.map(str::to_owned))
        }
        other => panic!("{other:?}"),
    };
    let said = pair.half.set_presence(Some("{}".to_owned()), NOW).unwrap();
    assert_eq!(client(&said), (1, Some("{}".to_owned())));
    assert_eq!(pair.half.tick(&pair.draft, Millis(14_999)), []);
    let renewed = pair.half.tick(&pair.draft, Millis(15_000));
    assert!(matches!(&renewed[..], [ClientEvent::Send(frame)] if client(frame).0 == 2));
    let gone = pair.half.set_presence(None, Millis(15_000)).unwrap();
    assert_eq!(client(&gone), (3, None));
    assert_eq!(pair.half.set_presence(None, Millis(15_000)), None);
}

#[test]
fn whoever_thinks_we_are_gone_is_told_otherwise() {
    let mut pair = Pair::joined();
    pair.half.set_presence(Some("{}".to_owned()), NOW);
    let ghost = awareness::encode(&[PresenceEntry {
        client: 11,
        clock: 7,
        state: None,
    }]);
    let events = pair.hear(&Message::Awareness(&ghost));
    assert!(matches!(&events[..], [ClientEvent::Send(_)]));
    assert!(pair.half.peers().is_empty());
}

#[test]
fn others_are_out_of_sight_without_a_connection() {
    let mut pair = Pair::joined();
    let here = awareness::encode(&[PresenceEntry {
        client: 12,
        clock: 1,
        state: Some("{}"),
    }]);
    let events = pair.hear(&Message::Awareness(&here));
    assert_eq!(events, [ClientEvent::Awareness { peers: vec![12] }]);
    assert_eq!(pair.half.closed(), [12]);
    pair.half.open(&pair.draft, NOW);
    // The same state again, as the server sends it on connecting.
    pair.hear(&Message::Awareness(&here));
    assert!(pair.half.peers().contains_key(&12));
}

#[test]
fn a_post_holds_what_is_kept_and_forgets_it_when_it_is_answered() {
    let mut pair = Pair::new();
    pair.write("one");
    pair.write("two");
    let (body, last) = pair.half.post(&pair.draft);
    let messages = Message::read_all(&body).unwrap();
    assert!(matches!(
        &messages[..],
        [Message::Step1(_), Message::Update(_), Message::Update(_)]
    ));
    let mut answer = Message::Step2(&[0, 0]).frame();
    Message::Acknowledgement(Acknowledgement::default()).write(&mut answer);
    pair.write("meanwhile");
    pair.half
        .posted(&answer, last, &mut pair.draft, NOW)
        .unwrap();
    assert_eq!(pair.half.unsaved(), 1);
}

#[test]
fn a_plain_exchange_brings_no_more_than_is_read_from_who_may_not_write() {
    let mut pair = Pair::new();
    let long = "a".repeat(crate::limits::CALL_BYTES / 8);
    for _ in 0..12 {
        pair.write(&long);
    }
    let mut calls = 0;
    while pair.half.unsaved() > 0 {
        let (body, last) = pair.half.post(&pair.draft);
        assert!(body.len() <= crate::limits::CALL_BYTES);
        let saved = Message::Acknowledgement(Acknowledgement::default()).frame();
        let posted = pair.half.posted(&saved, last, &mut pair.draft, NOW);
        posted.unwrap();
        calls += 1;
    }
    assert!(calls > 1);
}

/// What a tick sends, if it is a question of what the server knows.
fn is_probe(events: &[ClientEvent]) -> bool {
    let question = |frame: &Frame| matches!(Message::read(frame), Ok(Message::Step1(_)));
    matches!(events, [ClientEvent::Send(frame)] if question(frame))
}

#[test]
fn a_line_that_is_silent_for_too_long_is_asked_and_given_up_without_an_answer() {
    let mut pair = Pair::joined();
    let tick = |pair: &mut Pair, ms| pair.half.tick(&pair.draft, Millis(ms));
    assert_eq!(tick(&mut pair, 29_999), []);
    assert!(is_probe(&tick(&mut pair, 30_000)));
    assert_eq!(tick(&mut pair, 34_999), []);
    assert_eq!(tick(&mut pair, 35_000), [ClientEvent::Dead]);
}

#[test]
fn a_line_on_which_anything_comes_is_alive() {
    let mut pair = Pair::joined();
    assert!(is_probe(&pair.half.tick(&pair.draft, Millis(30_000))));
    let answer = Message::Step2(&[0, 0]).frame();
    let heard = pair.half.frame(&answer, &mut pair.draft, Millis(34_000));
    assert_eq!(heard, Ok(vec![ClientEvent::Synced]));
    assert_eq!(pair.half.tick(&pair.draft, Millis(40_000)), []);
    assert!(is_probe(&pair.half.tick(&pair.draft, Millis(64_000))));
}

#[test]
fn a_change_that_is_not_acknowledged_makes_a_line_doubtful_sooner() {
    let mut pair = Pair::joined();
    pair.write("viens").unwrap();
    assert_eq!(pair.half.tick(&pair.draft, Millis(1_000)), []);
    assert_eq!(pair.half.tick(&pair.draft, Millis(10_999)), []);
    assert!(is_probe(&pair.half.tick(&pair.draft, Millis(11_000))));
    assert_eq!(
        pair.half.tick(&pair.draft, Millis(16_000)),
        [ClientEvent::Dead]
    );
}

#[test]
fn after_sleep_the_line_is_asked_at_once_and_once() {
    let mut pair = Pair::joined();
    assert!(pair.half.probe(&pair.draft, Millis(2_000)).is_some());
    assert!(pair.half.probe(&pair.draft, Millis(3_000)).is_none());
    assert_eq!(
        pair.half.tick(&pair.draft, Millis(7_000)),
        [ClientEvent::Dead]
    );
}
