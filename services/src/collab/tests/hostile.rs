//! Connections that send whatever they like, straight into the pure room.

use super::peer::{field, text_of};
use crate::collab::{
    records::Loaded,
    room::{Access, Input, Output, Room, Seat, SeatId},
};
use model::{
    document::{draft::Draft, projection::Node},
    ids::AccountId,
    limits::{PRESENCES_AT_ONCE, PRESENCES_TOO_MANY},
    role::Role,
    sync::{CloseCode, Message, Millis, awareness, guard::PresenceEntry},
    workflow::State,
};
use proptest::{collection::vec, prelude::*};
use std::sync::Arc;
use uuid::Uuid;

const HONEST: SeatId = SeatId(1);
const HOSTILE: SeatId = SeatId(2);
const NOW: Millis = Millis(0);

/// A store that holds a proposal of one field and no text.
fn empty() -> Loaded {
    Loaded {
        fields: [field()].into(),
        ..Loaded::default()
    }
}

/// A room with an honest editor and a hostile connection of this role.
fn room(role: Role) -> Room {
    let mut room = Room::new(1, empty(), Vec::new()).unwrap();
    let seats = [(HONEST, Role::Editor), (HOSTILE, role)];
    for (seat, role) in seats {
        let access = Access {
            role,
            state: State::Draft,
            side: None,
        };
        let account = AccountId(Uuid::from_u128(u128::from(seat.0)));
        let who = Seat::new(account, String::new(), true, access);
        room.apply(Input::Join { seat, who }, NOW);
    }
    room
}

/// A frame arrives, and the store does what the room wants of it.
fn send(room: &mut Room, seat: SeatId, bytes: Vec<u8>) -> Vec<Output> {
    let mut all = room.apply(Input::Frame { seat, bytes }, NOW);
    let mut at = 0;
    while at < all.len() {
        let more = match &all[at] {
            Output::Persist(batch) => {
                let rows = (0..batch.changes.len()).map(|row| (all.len() * 100 + row) as i64);
                room.apply(
                    Input::Committed {
                        rows: rows.collect(),
                    },
                    NOW,
                )
            }
            Output::Reread => room.apply(Input::Rows(empty()), NOW),
            _ => Vec::new(),
        };
        all.extend(more);
        at += 1;
    }
    all
}

/// Frames that an editor's page really sends.
fn real_frames() -> Vec<Vec<u8>> {
    let mut draft = Draft::for_browser(66, Arc::new(|| 0));
    let mut frames = vec![Message::Step1(&draft.state_vector()).frame()];
    for text in ["one", "two", "three"] {
        let update = draft.plant(&field(), &[Node::paragraph(text)]).update;
        frames.push(Message::Update(&update).frame());
    }
    frames.push(Message::Step2(&draft.whole()).frame());
    frames.push(Message::Awareness(&[1, 66, 1, 2, b'{', b'}']).frame());
    frames
}

/// A real frame with some bytes changed, or any bytes at all.
fn hostile_frame() -> impl Strategy<Value = Vec<u8>> {
    let garbled = (
        0..6usize,
        vec((any::<usize>(), any::<u8>()), 0..5),
        any::<bool>(),
        any::<usize>(),
    );
    let garbled = garbled.prop_map(|(which, flips, cut, end)| {
        let mut frame = real_frames().swap_remove(which);
        for (at, byte) in flips {
            let at = at % frame.len();
            frame[at] = byte;
        }
        if cut {
            frame.truncate(end % (frame.len() + 1));
        }
        frame
    });
    prop_oneof![4 => garbled, 1 => vec(any::<u8>(), 0..200)]
}

proptest! {
    /// Nothing a connection sends makes the room panic or keeps it from serving the others.
    #[test]
    fn whatever_is_sent_the_others_go_on(frames in vec(hostile_frame(), 1..12)) {
        let mut room = room(Role::Editor);
        for frame in frames {
            send(&mut room, HOSTILE, frame);
        }
        let mut draft = Draft::for_browser(77, Arc::new(|| 0));
        let update = draft.plant(&field(), &[Node::paragraph("honest")]).update;
        let outputs = send(&mut room, HONEST, Message::Step2(&update).frame());
        let closed = outputs.iter().any(|output| matches!(output, Output::Close { seat: HONEST, .. }));
        prop_assert!(!closed);
        prop_assert!(text_of(room.draft()).contains("honest"));
    }

    /// Nothing that a reader sends changes a letter, or reaches the store or the others as text.
    #[test]
    fn nothing_that_a_reader_sends_changes_a_letter(frames in vec(hostile_frame(), 1..12)) {
        let mut room = room(Role::Reader);
        let before = room.draft().whole();
        for frame in frames {
            for output in send(&mut room, HOSTILE, frame) {
                prop_assert!(!matches!(output, Output::Persist(_)));
                if let Output::Send { seat: HONEST, frame } = output {
                    prop_assert!(matches!(Message::read(&frame), Ok(Message::Awareness(_))));
                }
            }
        }
        prop_assert_eq!(room.draft().whole(), before);
    }
}

#[test]
fn an_update_with_a_hole_is_asked_for_from_the_beginning() {
    let mut room = room(Role::Editor);
    let mut draft = Draft::for_browser(66, Arc::new(|| 0));
    draft.plant(&field(), &[Node::paragraph("lost")]);
    let second = draft.plant(&field(), &[Node::paragraph("second")]).update;
    let outputs = send(&mut room, HOSTILE, Message::Update(&second).frame());
    let asks = |output: &Output| match output {
        Output::Send {
            seat: HOSTILE,
            frame,
        } => {
            matches!(Message::read(frame), Ok(Message::Step1(_)))
        }
        _ => false,
    };
    assert!(outputs.iter().any(asks));
    assert_eq!(text_of(room.draft()), "");
    send(&mut room, HOSTILE, Message::Step2(&draft.whole()).frame());
    assert_eq!(text_of(room.draft()), "lost\nsecond");
}

#[test]
fn who_sends_holes_for_ever_is_closed() {
    let mut room = room(Role::Editor);
    let mut draft = Draft::for_browser(66, Arc::new(|| 0));
    draft.plant(&field(), &[Node::paragraph("kept back")]);
    let second = draft.plant(&field(), &[Node::paragraph("second")]).update;
    let mut sent = 0;
    let is_close = |output: &Output| matches!(output, Output::Close { seat: HOSTILE, .. });
    while !send(&mut room, HOSTILE, Message::Step2(&second).frame())
        .iter()
        .any(is_close)
    {
        sent += 1;
        assert!(sent < 1_000);
    }
}

fn presence(client: u64, clock: u32) -> Vec<u8> {
    let entry = PresenceEntry {
        client,
        clock,
        state: Some("{}"),
    };
    Message::Awareness(&awareness::encode(&[entry])).frame()
}

/// The presences that the honest one is shown, as their clocks.
fn shown(outputs: &[Output]) -> Vec<u32> {
    let mut clocks = Vec::new();
    for output in outputs {
        if let Output::Send {
            seat: HONEST,
            frame,
        } = output
            && let Ok(Message::Awareness(states)) = Message::read(frame)
        {
            let entries = awareness::decode(states).unwrap();
            clocks.extend(entries.iter().map(|entry| entry.clock));
        }
    }
    clocks
}

#[test]
fn of_a_flood_of_presences_only_the_newest_is_shown_and_who_goes_on_is_closed() {
    let mut room = room(Role::Reader);
    let mut clock = 0;
    let mut flood = |room: &mut Room, count: u64| {
        let frames = (0..count).flat_map(|_| {
            clock += 1;
            send(room, HOSTILE, presence(66, clock))
        });
        frames.collect::<Vec<_>>()
    };
    let at_once = flood(&mut room, PRESENCES_AT_ONCE + 50);
    assert_eq!(shown(&at_once).len() as u64, PRESENCES_AT_ONCE);
    let late = room.apply(Input::Tick, NOW);
    assert_eq!(shown(&late), [PRESENCES_AT_ONCE as u32 + 50]);
    let more = flood(&mut room, PRESENCES_TOO_MANY);
    let closes = Output::Close {
        seat: HOSTILE,
        code: CloseCode::TooFast,
    };
    assert!(more.contains(&closes));
}

#[test]
fn who_writes_under_a_replica_that_another_announced_is_closed_and_not_the_other() {
    let mut room = room(Role::Editor);
    send(&mut room, HONEST, presence(66, 1));
    let mut draft = Draft::for_browser(66, Arc::new(|| 0));
    let update = draft.plant(&field(), &[Node::paragraph("one")]).update;
    let taken = |outputs: &[Output]| outputs.iter().any(|it| matches!(it, Output::Persist(_)));
    let stolen = send(&mut room, HOSTILE, Message::Update(&update).frame());
    let closes = Output::Close {
        seat: HOSTILE,
        code: CloseCode::ForeignReplica,
    };
    assert!(stolen.contains(&closes) && !taken(&stolen));
    let own = send(&mut room, HONEST, Message::Update(&update).frame());
    assert!(taken(&own));
}
