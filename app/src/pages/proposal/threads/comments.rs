//! What people said in a thread, oldest first.

use crate::{
    pages::proposal::context::ProposalContext,
    parts::{avatar::Avatar, said::person, when::Moment},
};
use leptos::prelude::*;
use model::thread::{Comment, Thread};

/// The first comment always; the answers when the thread is open on the screen.
#[component]
pub fn Comments(thread: Thread, is_active: Memo<bool>) -> impl IntoView {
    let row = move |(index, comment): (usize, Comment)| {
        let is_first = index == 0;
        view! {
            <li hidden=move || !is_first && !is_active.get()>
                <Said comment />
            </li>
        }
    };
    view! {
        <ol class="comments plain">{thread.comments.into_iter().enumerate().map(row).collect_view()}</ol>
    }
    .into_any()
}

#[component]
fn Said(comment: Comment) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let class = context.side_class(comment.side);
    let name = person(&comment.name);
    view! {
        <p class=format!("comment-by {class}")>
            <Avatar name=name.clone() side=class />
            <strong>{name}</strong>
            <span class="faint"><Moment at=comment.at /></span>
        </p>
        {(!comment.body.is_empty()).then(|| view! { <p class="comment-body" translate="yes">{comment.body}</p> })}
    }
    .into_any()
}
