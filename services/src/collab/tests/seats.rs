//! Who gets a place in a room.

use super::world::World;
use crate::{
    Error,
    collab::{Connection, Hub, Joining, Outgoing, records::Records},
    store::drafts::DraftRecords,
};
use model::{
    error::Refusal,
    ids::AccountId,
    limits::{
        CONNECTIONS_A_ROOM, CONNECTIONS_AN_ACCOUNT, CONNECTIONS_FOR_WRITERS,
        FAILURES_BEFORE_SET_ASIDE,
    },
    role::Role,
    sync::CloseCode,
};

async fn join(world: &World, hub: &Hub, account: AccountId) -> crate::Result<Connection> {
    let joining = Joining {
        account,
        name: "Zane".to_owned(),
        session: None,
        talka: true,
    };
    hub.join(world.proposal, joining).await
}

/// Why a connection was closed, after everything that it was sent.
async fn closed(mut connection: Connection) -> CloseCode {
    loop {
        if let Outgoing::Close(code) = connection.inbox.next().await {
            return code;
        }
    }
}

#[tokio::test]
async fn who_opens_one_page_too_many_loses_the_oldest() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let oldest = join(&world, &world.hub, account).await.unwrap();
    let mut others = Vec::new();
    for _ in 0..CONNECTIONS_AN_ACCOUNT {
        others.push(join(&world, &world.hub, account).await.unwrap());
    }
    assert_eq!(closed(oldest).await, CloseCode::TooManyPages);
}

#[tokio::test]
async fn readers_never_take_the_places_of_those_who_write() {
    let world = World::new().await;
    let mut places = Vec::new();
    let readers = CONNECTIONS_A_ROOM - CONNECTIONS_FOR_WRITERS;
    for (role, count) in [
        (Role::Reader, readers),
        (Role::Editor, CONNECTIONS_FOR_WRITERS),
    ] {
        for _ in 0..count / CONNECTIONS_AN_ACCOUNT {
            let account = world.member(role).await;
            for _ in 0..CONNECTIONS_AN_ACCOUNT {
                places.push(join(&world, &world.hub, account).await.unwrap());
            }
        }
    }
    let reader = world.member(Role::Reader).await;
    let refused = join(&world, &world.hub, reader).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::TooMany { .. })));
    let writer = world.member(Role::Editor).await;
    let _writing = join(&world, &world.hub, writer).await.unwrap();
    assert_eq!(closed(places.swap_remove(0)).await, CloseCode::MadeRoom);
}

#[tokio::test]
async fn a_room_that_failed_again_and_again_is_set_aside_until_it_is_well() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let records = DraftRecords::new(world.store.clone(), 0);
    for _ in 0..FAILURES_BEFORE_SET_ASIDE {
        records.failed(world.proposal).await;
    }
    let refused = join(&world, &world.hub, account).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::SetAside)));
    records.opened(world.proposal).await;
    join(&world, &world.hub, account).await.unwrap();
}
