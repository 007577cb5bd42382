//! The access matrix: everybody, in every state, at every route, as one reviewed snapshot.
//!
//! It walks the router's own table. A new way to write without a probe fails here, and whatever
//! answers otherwise than before shows in the snapshot. What is sent lacks something, so that who is
//! let in is told what is missing (409, 422) and changes nothing for those who come after.

use super::{Answer, Person, Talka};
use crate::{front::Row, router::table};
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use model::{
    document::anchor::{Anchor, Quote},
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId},
    language::Language,
    limits::REVIEW_SUMMARY_CHARS,
    proposal::FieldName,
    role::Role,
    step::Step,
    suggestion::Piece,
    thread::{Outcome, Severity},
    workflow::State,
};
use services::{
    accounts,
    demo::{DemoRole, account_of},
    partnerships::{self, NewMember},
    proposals, versions,
};
use std::{collections::BTreeMap, fmt::Write};
use uuid::Uuid;

/// Everybody, those with fewer rights first. The first four and the signer, whom the operator
/// invited here, may begin partnerships, and so may the demo's admins.
const PEOPLE: [&str; 12] = [
    "visitor",
    "stranger",
    "pending",
    "former",
    "reader",
    "commenter",
    "suggester",
    "signer",
    "editor",
    "partner-editor",
    "admin",
    "partner-admin",
];

/// The states of a proposal, the last one published.
const STATES: [&str; 5] = ["draft", "in review", "for sign-off", "final", "published"];

/// Route, then person: the statuses in the order of the states.
type Seen = BTreeMap<String, BTreeMap<usize, Vec<u16>>>;

/// One thing that can be sent to a route.
struct Probe {
    row: Row,
    /// What of it, where a route takes several.
    act: &'static str,
    path: String,
    body: Vec<u8>,
}

/// The demo in one state, with everybody in it.
struct World {
    talka: Talka,
    people: BTreeMap<&'static str, Person>,
    partnership: PartnershipId,
    proposal: ProposalId,
    thread: Uuid,
    /// The fingerprint of the text, which nothing here changes.
    hash: String,
    state: &'static str,
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_may_do_what_the_reviewed_matrix_says() {
    let mut seen: Seen = BTreeMap::new();
    for answered in STATES.map(|state| tokio::spawn(tried_in(state))) {
        for (route, number, status) in answered.await.unwrap() {
            let people = seen.entry(route).or_default();
            people.entry(number).or_default().push(status);
        }
    }
    insta::assert_snapshot!("access", written(&seen));
}

/// Everything that everybody is answered in one state: route, number of the person, status.
async fn tried_in(state: &'static str) -> Vec<(String, usize, u16)> {
    let world = World::in_state(state).await;
    let mut answered = Vec::new();
    for (number, name) in PEOPLE.into_iter().enumerate() {
        let person = &world.people[name];
        for probe in world.probes(number) {
            let answer = person.try_out(&probe).await;
            let status = answer.status.as_u16();
            assert!(
                status < 500 && status != 429,
                "{status} for {name} at {} {}",
                probe.path,
                probe.act
            );
            let route = format!("{} {} {}", probe.row.path, probe.row.method, probe.act);
            answered.push((route.trim_end().to_owned(), number, status));
            world.go_back().await;
        }
    }
    answered
}

/// A paragraph a route: who is answered the same stands in one line. One number holds for all
/// states, five are those of each.
fn written(seen: &Seen) -> String {
    let mut text = format!("states: {}\n", STATES.join(", "));
    for (route, people) in seen {
        let _ = write!(text, "\n{route}\n");
        let mut lines: Vec<(&Vec<u16>, Vec<&str>)> = Vec::new();
        for (number, statuses) in people {
            match lines.iter_mut().find(|(known, _)| *known == statuses) {
                Some((_, names)) => names.push(PEOPLE[*number]),
                None => lines.push((statuses, vec![PEOPLE[*number]])),
            }
        }
        for (statuses, names) in lines {
            let mut numbers: Vec<String> = statuses.iter().map(u16::to_string).collect();
            numbers.dedup();
            if numbers.len() > 1 {
                numbers = statuses.iter().map(u16::to_string).collect();
            }
            let everybody = names.len() == PEOPLE.len();
            let names = if everybody {
                "everybody".to_owned()
            } else {
                names.join(", ")
            };
            let _ = writeln!(text, "  {:<20} {names}", numbers.join(" "));
        }
    }
    text
}

impl Person {
    async fn try_out(&self, probe: &Probe) -> Answer {
        let kind = match probe.row.path.starts_with("/api/") {
            true => "application/x-postcard",
            false => "application/x-www-form-urlencoded",
        };
        let request = Request::builder()
            .method(probe.row.method.clone())
            .uri(&probe.path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::CONTENT_TYPE, kind);
        let request = match probe.row.method {
            Method::GET => request,
            _ => request.header(header::ORIGIN, "http://127.0.0.1:3000"),
        };
        self.send(request.body(Body::from(probe.body.clone())).unwrap())
            .await
    }
}

impl World {
    async fn in_state(state: &'static str) -> World {
        let talka = Talka::demo().await;
        let admin = account_of(DemoRole::Admin);
        let mine = partnerships::list(&talka.services, admin).await.unwrap();
        let mut world = World {
            partnership: mine[0].id,
            proposal: talka.demo_proposal().await.parse().unwrap(),
            thread: talka.open_thread().await.parse().unwrap(),
            people: BTreeMap::from([("visitor", talka.visitor())]),
            hash: String::new(),
            talka,
            state,
        };
        let progress = proposals::progress(&world.talka.services, Some(admin), world.proposal);
        world.hash = progress.await.unwrap().present_hash;
        for role in DemoRole::ALL {
            let person = world.talka.person(role.code()).await;
            world.people.insert(role.code(), person);
        }
        let signer = world.invite_others().await;
        world.go_on(signer).await;
        world
    }

    /// Those who are not of the demo; answers the signer.
    async fn invite_others(&mut self) -> AccountId {
        let (s, id) = (self.talka.services.clone(), self.partnership);
        let admin = account_of(DemoRole::Admin);
        let page = partnerships::page(&s, admin, id).await.unwrap();
        self.sign_in("stranger").await;
        self.invited("pending", None).await;
        let former = self.invited("former", None).await;
        partnerships::accept_invitation(&s, former, id)
            .await
            .unwrap();
        partnerships::remove_member(&s, admin, id, former)
            .await
            .unwrap();
        let signer = self.invited("signer", page.me.side).await;
        partnerships::accept_invitation(&s, signer, id)
            .await
            .unwrap();
        partnerships::set_signer(&s, admin, id, signer, true)
            .await
            .unwrap();
        signer
    }

    /// Somebody new, who opens a link and keeps the session.
    async fn sign_in(&mut self, name: &'static str) -> String {
        let mail = format!("{name}@example.org");
        let link = accounts::invite_admin(&self.talka.services, &mail);
        let link = link.await.unwrap();
        let (_, token) = link.split_once("/sign-in/").unwrap();
        let visitor = self.talka.visitor();
        let opened = visitor.post(&format!("/sign-in/{token}"), "").await;
        self.people.insert(name, visitor.keeping(&opened));
        mail
    }

    async fn invited(&mut self, name: &'static str, side: Option<OrganisationId>) -> AccountId {
        let new = NewMember {
            mail: self.sign_in(name).await,
            name: name.to_owned(),
            role: Role::Reader,
            side,
            languages: vec![Language::En],
            language: Language::En,
        };
        let admin = account_of(DemoRole::Admin);
        let invited =
            partnerships::invite_member(&self.talka.services, admin, self.partnership, new);
        invited.await.unwrap().account
    }

    /// Takes the proposal to its state, by those who may.
    async fn go_on(&self, signer: AccountId) {
        let (s, admin) = (&self.talka.services, account_of(DemoRole::Admin));
        let steps = STATES.iter().position(|it| *it == self.state).unwrap();
        let way = [State::InReview, State::Agreed, State::Final];
        for to in way.into_iter().take(steps) {
            if to == State::Final {
                let partner = account_of(DemoRole::PartnerAdmin);
                for who in [signer, admin, partner] {
                    // Who does not sign for a side where another one does is refused.
                    let _ = versions::sign_off(s, who, self.proposal).await;
                }
            }
            let moved = proposals::move_state(s, admin, self.proposal, to, "", None);
            moved.await.unwrap();
        }
        if self.state == "published" {
            proposals::publish(s, admin, self.proposal, true)
                .await
                .unwrap();
        }
    }

    /// Takes a step back that a probe took.
    async fn go_back(&self) {
        let (s, admin) = (&self.talka.services, account_of(DemoRole::Admin));
        let before = match self.state {
            "draft" => State::Draft,
            "in review" => State::InReview,
            _ => return,
        };
        let now = proposals::progress(s, Some(admin), self.proposal).await;
        if now.unwrap().state > before {
            proposals::move_state(s, admin, self.proposal, before, "back", None)
                .await
                .unwrap();
        }
    }

    /// Everything that can be asked of this world, in an order of its own; what ends a session last.
    fn probes(&self, number: usize) -> Vec<Probe> {
        let (_, mut rows) = table(&self.talka.site).finish();
        // What is the same for everybody, whether the site was packed or not.
        rows.retain(|row| row.path != "/offline.js" && !row.path.starts_with("/pkg/"));
        rows.sort_by_key(|row| {
            let method = row.method.to_string();
            let ends = ["/demo/{person}", "/sign-out"].contains(&row.path.as_str());
            (ends, row.path.clone(), method)
        });
        let mut probes = Vec::new();
        for row in rows {
            for (act, body) in self.acts(&row) {
                let path = self.path(&row, act, number);
                probes.push(Probe {
                    row: row.clone(),
                    act,
                    path,
                    body,
                });
            }
        }
        probes
    }

    fn path(&self, row: &Row, act: &str, number: usize) -> String {
        let id = match row.path.starts_with("/partnerships") {
            true => self.partnership.to_string(),
            false => self.proposal.to_string(),
        };
        // Each of them has few tokens: every visitor asks for another one's.
        let somebody = DemoRole::ALL[number % DemoRole::ALL.len()].code();
        let filled = [
            ("{id}", id.as_str()),
            ("{proposal}", &self.proposal.to_string()),
            ("{person}", somebody),
            ("{step}", act),
            ("{number}", "1"),
            ("{token}", "none"),
            ("{name}", "none"),
            ("{hash}", &self.hash),
            ("{older}", "1"),
            ("{newer}", "now"),
        ];
        let fill = |path: String, (name, value): (&str, &str)| path.replace(name, value);
        let path = filled.into_iter().fold(row.path.clone(), fill);
        match row.path.rsplit('/').next() {
            Some("changes") => format!("{path}?since=1"),
            Some("compare") => format!("{path}?older=1&newer=now"),
            _ => path,
        }
    }

    /// What is sent to a route, by act.
    fn acts(&self, row: &Row) -> Vec<(&'static str, Vec<u8>)> {
        let reads = row.method == Method::GET;
        if row.path.ends_with("/step/{step}") {
            // Somebody read another text, in a state that it was never in.
            let form: &[u8] = match reads {
                true => b"",
                false => b"hash=0&state=draft&to=draft&reason=a",
            };
            return Step::ALL.map(|step| (step.code(), form.to_vec())).into();
        }
        if reads {
            return vec![("", Vec::new())];
        }
        if let Some(call) = row.path.strip_prefix("/api/") {
            return vec![("", self.call(call))];
        }
        self.forms(&row.path)
    }

    fn forms(&self, path: &str) -> Vec<(&'static str, Vec<u8>)> {
        // As it is, and the last admin of a side: neither changes anything.
        let (expert, last) = (DemoRole::Suggester, DemoRole::PartnerAdmin);
        let expert = account_of(expert);
        let change = format!("act=change-{expert}&role=suggester&side=&languages=en&languages=pl");
        let remove = format!("act=remove-{}", account_of(last));
        let signer = format!("act=signer-{expert}");
        let renew = format!("act=renew-{expert}");
        let too_long = "a".repeat(REVIEW_SUMMARY_CHARS + 1);
        let too_long = format!("act=close-review&summary={too_long}");
        let forms: &[(&'static str, &str)] = match path {
            "/" => &[("", "act=new-partnership&title=")],
            "/account" => &[("change", "act=change&name=&language=en")],
            "/partnerships/{id}" => &[
                ("new-proposal", "act=new-proposal&title.en=&languages=en"),
                ("invite", "act=invite&name=A&mail=a&role=reader&side="),
                ("change", &change),
                ("remove", &remove),
                ("signer", &signer),
                ("renew", &renew),
            ],
            "/partnerships/{id}/edit" => &[("", "act=facts&add=activities")],
            // No section is called so: nothing is put back.
            "/proposals/{id}/versions/{number}/restore" => &[("", "act=restore&section=nowhere")],
            // No name, and no such version: nothing is kept or named.
            "/proposals/{id}/versions" => {
                &[("keep", "act=keep&name="), ("name", "act=name-99&name=A")]
            }
            // As it is: nothing changes.
            "/proposals/{id}/decisions" => &[("", "act=final-rule&rule=objections")],
            // A day that is no day, more than fits, and nothing: nothing changes.
            "/proposals/{id}/reviews" => &[
                ("change", "act=change-review&last_day=never"),
                ("close", &too_long),
                ("sum-up", "act=sum-up&summary="),
            ],
            // Without sections: nothing changes.
            "/proposals/{id}/settings" => &[("", "act=settings&title.en=A&languages=en")],
            "/proposals/{id}/seen" => &[("", "act=seen")],
            "/sign-in" => &[("", "act=sign-in&mail=a")],
            "/language" => &[("", "language=en")],
            "/text-language" => &[("", "language=lv")],
            "/theme" => &[("", "theme=dark")],
            "/sign-in/{token}"
            | "/sign-out"
            | "/collab/{proposal}/sync"
            | "/demo/proposal"
            | "/demo/{person}/token" => &[("", "")],
            other => panic!("{other} takes something and has no probe in the access matrix"),
        };
        let bytes = |(act, form): &(&'static str, &str)| (*act, form.as_bytes().to_vec());
        forms.iter().map(bytes).collect()
    }

    /// A call with something missing, or that asks for what is so already.
    fn call(&self, name: &str) -> Vec<u8> {
        let (proposal, thread) = (self.proposal, self.thread);
        let fresh = Uuid::from_u128(9);
        let words = || Anchor {
            start: "{}".to_owned(),
            end: "{}".to_owned(),
            quote: Quote {
                exact: "jaunieši".to_owned(),
                prefix: String::new(),
                suffix: String::new(),
            },
            block_hint: 0,
        };
        let field: FieldName = "summary.lv".parse().unwrap();
        let bytes = match name {
            "threads/open" => postcard::to_allocvec(&(
                proposal,
                field,
                words(),
                Severity::Remark,
                false,
                "",
                fresh,
            )),
            "threads/suggest" => {
                let nothing = ("", Vec::<Piece>::new(), 1_u32);
                postcard::to_allocvec(&(proposal, field, words(), nothing, fresh))
            }
            "threads/withdraw" => postcard::to_allocvec(&(thread,)),
            "threads/accept" => postcard::to_allocvec(&(thread, "", fresh)),
            "threads/answer" => postcard::to_allocvec(&(thread, "", fresh)),
            "threads/decide" => postcard::to_allocvec(&(thread, Outcome::Taken, "", fresh)),
            "threads/reopen" => postcard::to_allocvec(&(thread,)),
            "threads/attach" => postcard::to_allocvec(&(thread, words())),
            other => panic!("{other} has no probe in the access matrix"),
        };
        bytes.unwrap()
    }
}
