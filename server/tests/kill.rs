//! The real binary, real sockets, and `SIGKILL` at odd moments while several people write.
//!
//! After every kill a fresh reader must find everything that was called saved; in the end everything
//! that was written must have arrived with its author's next connection. It stands apart from the
//! other tests because only here cargo says where the binary is.

#![allow(clippy::unwrap_used)]

#[path = "kill/people.rs"]
mod people;

use people::{Folder, PATIENCE, Server, Writer, rand_client, read};
use std::{
    env,
    time::{Duration, Instant},
};

/// How often the server is killed; `TALKA_KILLS` asks for more.
const KILLS: u32 = 5;
const WRITERS: u64 = 4;

#[tokio::test]
async fn killed_at_any_moment_it_keeps_every_letter_that_it_called_saved() {
    let kills = env::var("TALKA_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(KILLS);
    let folder = Folder::new();
    let mut server = Server::start(&folder.database()).await;
    let (editor, proposal) = server.sign_in("editor").await;
    let (partner, _) = server.sign_in("partner-editor").await;
    let cookie = |number: u64| {
        if number.is_multiple_of(2) {
            editor.clone()
        } else {
            partner.clone()
        }
    };
    let mut writers: Vec<_> = (0..WRITERS)
        .map(|number| Writer::new(rand_client(), cookie(number)))
        .collect();
    for kill in 0..kills {
        let moment = Duration::from_millis(150 + rand_client() % 400);
        let begin = Instant::now();
        while begin.elapsed() < moment {
            for writer in &mut writers {
                if writer.socket.is_none() {
                    writer.connect(&server, &proposal).await;
                }
                writer.write().await;
                writer.listen().await;
            }
        }
        server.kill();
        server.restart().await;
        let seen = read(&server, &editor, &proposal).await;
        let saved: Vec<_> = writers.iter().flat_map(|writer| &writer.saved).collect();
        let lost: Vec<_> = saved.iter().filter(|word| !seen.contains(word)).collect();
        assert!(
            lost.is_empty(),
            "after kill {kill}, called saved and lost: {lost:?}"
        );
        assert!(!saved.is_empty(), "nothing was saved before kill {kill}");
    }
    let begin = Instant::now();
    while writers.iter().any(|writer| writer.half.unsaved() > 0) {
        assert!(begin.elapsed() < PATIENCE, "something stays unsaved");
        for writer in &mut writers {
            if writer.socket.is_none() {
                writer.connect(&server, &proposal).await;
            }
            writer.listen().await;
        }
    }
    let seen = read(&server, &editor, &proposal).await;
    let written: usize = writers.iter().map(|writer| writer.words).sum();
    for writer in &writers {
        for number in 1..=writer.words {
            let word = format!("w{}x{number}", writer.client);
            let count = seen.iter().filter(|seen| **seen == word).count();
            assert_eq!(count, 1, "{word}");
        }
    }
    println!("{kills} kills, {written} words, none lost");
}
