//! A person's half: a draft, the client's half of the protocol, and a connection.

use crate::{
    accounts::SessionKey,
    collab::{Connection, Hub, Joining, Outgoing},
};
use model::{
    document::{draft::Draft, projection::Node},
    event::Event,
    ids::{AccountId, ProposalId},
    language::Language,
    proposal::{FieldName, SectionKey},
    role::Role,
    sync::{ClientEvent, ClientHalf, CloseCode, Frame, Millis},
    workflow::State,
};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

/// The field that tests write in.
pub fn field() -> FieldName {
    FieldName {
        section: SectionKey("situation".to_owned()),
        language: Language::Lv,
    }
}

/// One person with a page open.
pub struct Peer {
    pub draft: Draft,
    pub half: ClientHalf,
    pub connection: Option<Connection>,
    /// With what this person is signed in.
    pub session: Option<SessionKey>,
    /// Everything that happened and was not asked for.
    pub events: Vec<ClientEvent>,
}

/// Longest that a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(120);

impl Peer {
    /// A person without a connection.
    pub fn offline(client: u64) -> Peer {
        Peer {
            draft: Draft::for_browser(client, Arc::new(|| 0)),
            half: ClientHalf::new(client),
            connection: None,
            session: None,
            events: Vec::new(),
        }
    }

    /// A person who has joined and knows everything.
    pub async fn join(hub: &Hub, proposal: ProposalId, account: AccountId, client: u64) -> Peer {
        let mut peer = Peer::offline(client);
        peer.connect(hub, proposal, account).await;
        peer.until(|peer| peer.half.is_synced()).await;
        peer
    }

    /// Joins, again or for the first time.
    pub async fn connect(&mut self, hub: &Hub, proposal: ProposalId, account: AccountId) {
        self.try_connect(hub, proposal, account).await.unwrap();
    }

    /// As [`Peer::connect`], where the store may fail.
    pub async fn try_connect(
        &mut self,
        hub: &Hub,
        proposal: ProposalId,
        account: AccountId,
    ) -> crate::Result<()> {
        let joining = Joining {
            account,
            name: "Zane".to_owned(),
            session: self.session.clone(),
            talka: true,
        };
        self.connection = Some(hub.join(proposal, joining).await?);
        for frame in self.half.open(&self.draft, Millis(0)) {
            self.send(frame).await;
        }
        Ok(())
    }

    /// Sends a frame as it is.
    pub async fn send(&self, frame: Frame) {
        self.connection.as_ref().unwrap().sending.send(frame).await;
    }

    /// Writes a paragraph at the end.
    pub async fn write(&mut self, text: &str) {
        let update = self.draft.plant(&field(), &[Node::paragraph(text)]).update;
        if let Some(frame) = self.half.local(update) {
            self.send(frame).await;
        }
    }

    /// The text as this person sees it, one paragraph a line.
    pub fn text(&self) -> String {
        text_of(&self.draft)
    }

    /// What this person was told last that they may do.
    pub fn rights(&self) -> Option<(Role, State)> {
        let told = |event: &ClientEvent| match event {
            ClientEvent::Event(event) => match **event {
                Event::Rights { role, state } => Some((role, state)),
                _ => None,
            },
            _ => None,
        };
        self.events.iter().rev().find_map(told)
    }

    /// Takes what comes until something is so.
    pub async fn until(&mut self, is_so: impl Fn(&Peer) -> bool) {
        while !is_so(self) {
            let next = timeout(PATIENCE, self.next()).await;
            let closed = next.expect("what a test waits for comes");
            assert_eq!(closed, None, "closed while waiting");
        }
    }

    /// Takes what comes until everything is on disk, or the connection is closed with a code.
    pub async fn until_saved_or_closed(&mut self) -> Option<CloseCode> {
        while !self.half.is_synced() || self.half.unsaved() > 0 {
            let next = timeout(PATIENCE, self.next()).await;
            if let Some(code) = next.expect("an answer comes") {
                self.connection = None;
                self.half.closed();
                return Some(code);
            }
        }
        None
    }

    /// Takes what comes until the connection is closed.
    pub async fn until_closed(&mut self) -> CloseCode {
        loop {
            let next = timeout(PATIENCE, self.next()).await;
            if let Some(code) = next.expect("a close comes") {
                self.connection = None;
                self.half.closed();
                return code;
            }
        }
    }

    /// Takes the next frame; the code if it is the end.
    async fn next(&mut self) -> Option<CloseCode> {
        let frame = match self.connection.as_mut().unwrap().inbox.next().await {
            Outgoing::Frame(frame) => frame,
            Outgoing::Close(code) => return Some(code),
        };
        let events = self.half.frame(&frame, &mut self.draft, Millis(0)).unwrap();
        for event in events {
            match event {
                ClientEvent::Send(frame) => self.send(frame).await,
                event => self.events.push(event),
            }
        }
        None
    }

    /// Goes away without a word.
    pub fn drop_connection(&mut self) {
        self.connection = None;
        self.half.closed();
    }
}

/// The text of a draft, one paragraph a line.
pub fn text_of(draft: &Draft) -> String {
    let projection = draft.projection(&field());
    let lines = projection.textblocks().map(|block| block.text());
    lines.collect::<Vec<_>>().join("\n")
}
