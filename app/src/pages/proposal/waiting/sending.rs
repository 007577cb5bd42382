//! How what waits is kept on this device and sent.

use super::{Unsent, Waits};
use crate::{
    api::Refused,
    editor::SaveState,
    pages::proposal::context::ProposalContext,
    parts::{call::can_wait, under_way::storage},
    sync::plain,
};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, server_fn::ServerFn};
use model::{
    ids::{CommentId, Timestamp},
    suggestion::anchor_id,
    thread::{Comment, Thread},
};
use serde::Serialize;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

/// After an answer that did not come.
const RETRY_MS: u32 = 3_000;

/// Takes up what an earlier page could not send, and sends whenever the text is saved.
pub fn begin(context: ProposalContext) {
    recall(context);
    ask_before_leaving(context);
    let state = context.drafting.save_state;
    Effect::new(move || {
        if state.get() == SaveState::Saved {
            send(context);
        }
    });
    // What the server has sent replaces the list of threads: what waits stays in it.
    Effect::new(move || {
        context.drafting.threads.track();
        show_threads(context);
    });
}

/// Has something wait, and tries to send it if nothing else is before it.
pub fn wait(context: ProposalContext, act: Unsent) {
    put(context, act);
    keep(context);
    show_threads(context);
    send(context);
}

fn put(context: ProposalContext, act: Unsent) {
    let refused = RwSignal::new(None);
    context.queue.waits.update(|waits| {
        waits.retain(|it| it.act.id() != act.id());
        waits.push(Waits { act, refused });
    });
}

/// Takes something back before it was sent, with what waits for a thread that will not be opened now.
pub fn take_back(context: ProposalContext, id: Uuid) {
    let opens = context.queue.waits.with_untracked(|waits| {
        let found = waits.iter().find(|it| it.act.id() == id);
        found.and_then(|it| matches!(it.act, Unsent::Open(_)).then(|| it.act.thread()))
    });
    context.queue.waits.update(|waits| {
        waits.retain(|it| it.act.id() != id && Some(it.act.thread()) != opens);
    });
    if let Some(thread) = opens {
        let threads = context.drafting.threads;
        threads.update(|threads| threads.retain(|it| it.id != thread || it.seq > 0));
    }
    keep(context);
}

/// Sends what waits, one after the other, once the words that it was said about are saved.
pub fn send(context: ProposalContext) {
    let queue = context.queue;
    let is_saved = context.drafting.save_state.get_untracked() == SaveState::Saved;
    if !is_saved || queue.sending.get_value() {
        return;
    }
    let next = queue.waits.with_untracked(|waits| {
        let mut waits = waits.iter();
        waits
            .find(|it| it.refused.with_untracked(Option::is_none))
            .cloned()
    });
    let Some(Waits { act, refused }) = next else {
        return;
    };
    let Some((path, input)) = asked(&act) else {
        return;
    };
    queue.sending.set_value(true);
    spawn_local(async move {
        let answer = plain::ask(path, &input).await;
        // The page may have been left meanwhile: what waits is taken up again with the next one.
        if queue.sending.try_set_value(false).is_none() {
            answered(context, &act, refused, answer).await;
        }
    });
}

async fn answered(
    context: ProposalContext,
    act: &Unsent,
    refused: RwSignal<Option<Refused>>,
    answer: Result<Vec<u8>, Refused>,
) {
    match answer {
        Ok(output) => {
            if let Ok(thread) = postcard::from_bytes::<Thread>(&output) {
                context.put_thread(thread);
            }
            let waits = context.queue.waits;
            waits.update(|waits| waits.retain(|it| it.act.id() != act.id()));
            keep(context);
        }
        Err(cause) if can_wait(&cause) => {
            TimeoutFuture::new(RETRY_MS).await;
            if context.queue.sending.try_get_value().is_none() {
                return;
            }
        }
        Err(cause) => refused.set(Some(cause)),
    }
    send(context);
}

fn asked(act: &Unsent) -> Option<(&'static str, Vec<u8>)> {
    match act {
        Unsent::Open(open) => packed(open),
        Unsent::Answer(answer) => packed(answer),
        Unsent::Decide(decide) => packed(decide),
    }
}

fn packed<S: ServerFn + Serialize>(input: &S) -> Option<(&'static str, Vec<u8>)> {
    Some((S::PATH, postcard::to_allocvec(input).ok()?))
}

/// Threads that the server has not opened yet stand beside their words as all others do.
fn show_threads(context: ProposalContext) {
    let threads = context.drafting.threads;
    let missing: Vec<Thread> = context.queue.waits.with_untracked(|waits| {
        let is_there = |id| threads.with_untracked(|all| all.iter().any(|it| it.id == id));
        let waits = waits.iter().filter(|it| !is_there(it.act.thread()));
        waits
            .filter_map(|it| provisional(context, &it.act))
            .collect()
    });
    if !missing.is_empty() {
        threads.update(|threads| threads.extend(missing));
    }
}

fn provisional(context: ProposalContext, act: &Unsent) -> Option<Thread> {
    let Unsent::Open(open) = act else { return None };
    let me = context.me()?;
    Some(Thread {
        id: open.id,
        seq: 0,
        anchor_id: anchor_id(open.id, 0),
        field: open.field.clone(),
        anchor: open.anchor.clone(),
        detached: false,
        severity: open.severity,
        next_edition: false,
        comments: vec![Comment {
            id: CommentId(open.id.0),
            account: me.account,
            name: me.name,
            side: me.side,
            body: open.body.clone(),
            at: Timestamp(js_sys::Date::now() as i64),
        }],
        decision: None,
        suggestion: None,
    })
}

fn recall(context: ProposalContext) {
    let kept = storage().and_then(|it| it.get_item(&name(context)).ok().flatten());
    let kept = kept.and_then(|kept| serde_json::from_str::<Vec<Unsent>>(&kept).ok());
    for act in kept.unwrap_or_default() {
        put(context, act);
    }
    show_threads(context);
}

/// Keeps what waits on this device; where the browser refuses, the page says so and asks before it is left.
fn keep(context: ProposalContext) {
    let acts = context.queue.waits.with_untracked(|waits| {
        let acts: Vec<&Unsent> = waits.iter().map(|it| &it.act).collect();
        serde_json::to_string(&acts)
            .ok()
            .filter(|_| !acts.is_empty())
    });
    let (name, storage) = (name(context), storage());
    let is_kept = match (&acts, &storage) {
        (Some(acts), Some(storage)) => storage.set_item(&name, acts).is_ok(),
        (Some(_), None) => false,
        (None, _) => true,
    };
    if let (None, Some(storage)) = (&acts, &storage) {
        let _ = storage.remove_item(&name);
    }
    context.queue.only_here.set(!is_kept);
}

/// The browser asks whether the page is really to be left, as long as something is only in it.
fn ask_before_leaving(context: ProposalContext) {
    let asks = EventListenerOptions::enable_prevent_default();
    let leaving = EventListener::new_with_options(&window(), "beforeunload", asks, move |event| {
        if context.queue.only_here.try_get_untracked() == Some(true) {
            keep(context);
        }
        if context.queue.only_here.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    let leaving = StoredValue::new_local(Some(leaving));
    on_cleanup(move || drop(leaving.try_update_value(Option::take)));
}

fn name(context: ProposalContext) -> String {
    let account = context.me().map(|me| me.account.to_string());
    let account = account.unwrap_or_default();
    format!("talka-waiting/{account}/{}", context.proposal())
}
