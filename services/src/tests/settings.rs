//! The settings of a proposal: what may change, what stays, and what was kept under older ones.

use super::{World, in_every_store, refusal, who};
use crate::{
    collab::tests::peer::{self, Peer},
    demo::DemoRole,
    error::Error,
    journal,
    proposals::{self, NewSection, NewSettings, Settings},
    search::{self, HitKind, SearchFilter},
    versions,
};
use model::{
    error::Refusal,
    ids::ProposalId,
    journal::Act,
    language::{Language, Texts},
    proposal::{FieldName, SectionKey},
    search::Asked,
    workflow::State,
};

async fn read(world: &World, id: ProposalId) -> Settings {
    proposals::settings(&world.s, who(DemoRole::Admin), id)
        .await
        .unwrap()
}

async fn set(world: &World, id: ProposalId, new: NewSettings) -> crate::Result<()> {
    proposals::set_settings(&world.s, who(DemoRole::Admin), id, new).await
}

/// What a form sends whose fields nobody touched.
fn as_they_are(settings: &Settings) -> NewSettings {
    let section = |it: &crate::proposals::SectionSetting| NewSection {
        key: it.section.key.clone(),
        is_on: it.is_on,
        required: it.section.required,
        limit_chars: it.section.limit_chars.to_string(),
        owner: it.section.owner,
    };
    NewSettings {
        title: settings.proposal.title.clone(),
        languages: settings.proposal.languages.clone(),
        sections: settings.sections.iter().map(section).collect(),
        seen: settings.proposal.settings,
    }
}

/// A proposal in Latvian with nothing in it.
async fn empty(world: &World) -> ProposalId {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    let demo = world.proposal().await;
    let partnership = proposals::page(s, Some(admin), demo).await.unwrap();
    let partnership = partnership.proposal.partnership;
    let title = Texts {
        lv: "Vasara".to_owned(),
        ..Texts::default()
    };
    proposals::create(s, admin, partnership, title, vec![Language::Lv])
        .await
        .unwrap()
}

/// How many titles have a word.
async fn found(world: &World, word: &str) -> usize {
    let Asked::For(query) = Asked::of(word) else {
        return 0;
    };
    let me = who(DemoRole::Reader);
    let hits = search::search(&world.s, me, &query, &SearchFilter::default()).await;
    let hits = hits.unwrap().groups.into_iter().flat_map(|it| it.hits);
    hits.filter(|it| it.kind == HitKind::Title).count()
}

fn place_of(outcome: crate::Result<()>) -> (String, Refusal) {
    match outcome {
        Err(Error::RefusedAt { place, refusal }) => (place, refusal),
        other => panic!("{other:?}"),
    }
}

async fn acts(world: &World, id: ProposalId) -> Vec<Act> {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    let page = proposals::page(s, Some(admin), id).await.unwrap();
    let partnership = page.proposal.partnership;
    let log = journal::of_partnership(s, admin, partnership, None, 0)
        .await
        .unwrap();
    let lines = log.entries.into_iter().filter(|it| it.proposal == Some(id));
    let is_one = |it: &Act| matches!(it, Act::SettingsChanged { .. });
    lines.map(|it| it.act).filter(is_one).collect()
}

#[tokio::test]
async fn title_languages_and_sections_change_at_once_and_once() {
    in_every_store(async |world| {
        let id = empty(&world).await;
        let before = read(&world, id).await;
        assert_eq!(before.used_languages, []);
        let mut new = as_they_are(&before);
        new.title.lv = "Rudens nometne".to_owned();
        new.languages = vec![Language::En, Language::Lv];
        new.sections[0].limit_chars = "2 500".to_owned();
        new.sections[0].required = !new.sections[0].required;
        new.sections[1].is_on = false;
        let (first, second) = (new.sections[0].key.clone(), new.sections[1].key.clone());
        set(&world, id, new.clone()).await.unwrap();
        let page = proposals::page(&world.s, Some(who(DemoRole::Reader)), id)
            .await
            .unwrap();
        assert_eq!(page.proposal.title.lv, "Rudens nometne");
        assert_eq!(
            (found(&world, "vasara").await, found(&world, "rudens").await),
            (0, 1)
        );
        // The first language stays the first one.
        assert_eq!(page.proposal.languages, [Language::Lv, Language::En]);
        assert_eq!(page.proposal.sections[0].limit_chars, 2_500);
        assert!(page.proposal.sections.iter().all(|it| it.key != second));
        assert_eq!(page.fields.len(), 2 * (before.sections.len() - 1));
        assert_eq!((page.progress.settings, page.proposal.settings), (1, 1));
        let act = Act::SettingsChanged {
            title: Some(page.proposal.title.clone()),
            languages: Some(page.proposal.languages.clone()),
            sections: vec![first, second],
        };
        assert_eq!(acts(&world, id).await, std::slice::from_ref(&act));

        // The same form again comes too late; what is so already is no act.
        assert_eq!(refusal(set(&world, id, new).await), Refusal::Outdated);
        let same = as_they_are(&read(&world, id).await);
        set(&world, id, same).await.unwrap();
        assert_eq!(acts(&world, id).await, [act]);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_wrote_or_commented_on_stays() {
    in_every_store(async |world| {
        let id = empty(&world).await;
        let mut new = as_they_are(&read(&world, id).await);
        new.languages = Language::ALL.to_vec();
        set(&world, id, new).await.unwrap();
        world.types(id, "situation.pl", "Potrzeby").await;
        comment_on_nothing(&world, id, "summary.en").await;

        let now = read(&world, id).await;
        assert_eq!(now.used_languages, [Language::Pl, Language::En]);
        let is_used = |it: &&crate::proposals::SectionSetting| it.is_used;
        let used = now.sections.iter().filter(is_used);
        let used: Vec<_> = used.map(|it| it.section.key.0.as_str()).collect();
        assert_eq!(used, ["summary", "situation"]);
        for gone in [Language::Pl, Language::En] {
            let mut new = as_they_are(&now);
            new.languages.retain(|it| *it != gone);
            let refused = place_of(set(&world, id, new).await);
            assert_eq!(refused, ("languages".to_owned(), Refusal::InUse));
        }
        for (index, setting) in now.sections.iter().enumerate() {
            let mut new = as_they_are(&read(&world, id).await);
            new.sections[index].is_on = false;
            let done = set(&world, id, new).await;
            match setting.is_used {
                false => done.unwrap(),
                true => {
                    let place = format!("sections.{index}.on");
                    assert_eq!(place_of(done), (place, Refusal::InUse));
                }
            }
        }
        let mut new = as_they_are(&read(&world, id).await);
        new.languages.retain(|it| *it != Language::Lv);
        set(&world, id, new).await.unwrap();
        let page = proposals::page(&world.s, Some(who(DemoRole::Reader)), id)
            .await
            .unwrap();
        let left: Vec<_> = page.fields.iter().map(|it| it.field.to_string()).collect();
        assert_eq!(
            left,
            ["summary.pl", "summary.en", "situation.pl", "situation.en"]
        );
    })
    .await;
}

/// A comment whose words are gone.
async fn comment_on_nothing(world: &World, id: ProposalId, field: &str) {
    use crate::store::entities::anchor;
    use sea_orm::{ActiveValue::Set, EntityTrait};
    let row = anchor::ActiveModel {
        id: Set(super::rand_id()),
        proposal: Set(id.0),
        field: Set(field.to_owned()),
        start: Set("{}".to_owned()),
        end: Set("{}".to_owned()),
        quote: Set("words".to_owned()),
        prefix: Set(String::new()),
        suffix: Set(String::new()),
        block_hint: Set(0),
        detached: Set(true),
        moved_seq: Set(0),
    };
    anchor::Entity::insert(row)
        .exec_without_returning(&world.s.raw)
        .await
        .unwrap();
}

#[tokio::test]
async fn settings_that_cannot_be_are_refused_at_their_field() {
    in_every_store(async |world| {
        let id = empty(&world).await;
        let now = read(&world, id).await;
        type Change = fn(&mut NewSettings);
        let wrong: [(Change, &str, Refusal); 8] = [
            (|it| it.title = Texts::default(), "title", Refusal::Empty),
            (
                |it| it.title.en = "a".repeat(251),
                "title",
                Refusal::TooLong { limit: 250 },
            ),
            (|it| it.languages.clear(), "languages", Refusal::Empty),
            (
                |it| it.sections[2].limit_chars = "0".to_owned(),
                "sections.2.limit",
                Refusal::Unfit,
            ),
            (
                |it| it.sections[2].limit_chars = "100001".to_owned(),
                "sections.2.limit",
                Refusal::TooMany { limit: 100_000 },
            ),
            (
                |it| it.sections[2].limit_chars = " ".to_owned(),
                "sections.2.limit",
                Refusal::Empty,
            ),
            (
                |it| it.sections[1].owner = Some(model::ids::OrganisationId(super::rand_id())),
                "sections.1.owner",
                Refusal::Unfit,
            ),
            (
                |it| it.sections.iter_mut().for_each(|it| it.is_on = false),
                "sections.0.on",
                Refusal::Empty,
            ),
        ];
        for (change, place, why) in wrong {
            let mut new = as_they_are(&now);
            change(&mut new);
            let refused = place_of(set(&world, id, new).await);
            assert_eq!(refused, (place.to_owned(), why));
        }
        let others: [Change; 2] = [
            |it| it.sections.truncate(1),
            |it| it.sections[0].key = SectionKey("nowhere".to_owned()),
        ];
        for change in others {
            let mut new = as_they_are(&now);
            change(&mut new);
            assert_eq!(refusal(set(&world, id, new).await), Refusal::Unfit);
        }
        assert_eq!(acts(&world, id).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_signed_off_keeps_its_settings() {
    in_every_store(async |world| {
        let id = world.agree().await;
        let new = as_they_are(&read(&world, id).await);
        assert_eq!(refusal(set(&world, id, new).await), Refusal::ForSignOff);
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        for role in [DemoRole::Admin, DemoRole::PartnerAdmin] {
            versions::sign_off(s, who(role), id).await.unwrap();
        }
        proposals::move_state(s, admin, id, State::Final, "", None)
            .await
            .unwrap();
        let new = as_they_are(&read(&world, id).await);
        assert_eq!(refusal(set(&world, id, new).await), Refusal::Locked);
    })
    .await;
}

#[tokio::test]
async fn an_older_version_is_read_as_it_was() {
    in_every_store(async |world| {
        let (s, admin, id) = (&world.s, who(DemoRole::Admin), empty(&world).await);
        world.types(id, "summary.lv", "Kopsavilkums").await;
        let number = versions::keep_named(s, admin, id, "Before").await.unwrap();
        let before = proposals::version_page(s, Some(admin), id, number)
            .await
            .unwrap();
        let mut new = as_they_are(&read(&world, id).await);
        new.title.lv = "Ziema".to_owned();
        new.languages.push(Language::Pl);
        new.sections[3].is_on = false;
        set(&world, id, new).await.unwrap();
        let mut after = proposals::version_page(s, Some(admin), id, number)
            .await
            .unwrap();
        // Of the proposal as it is now, the page says only how often its settings were changed.
        after.proposal.settings = 0;
        after.progress.settings = 0;
        assert_eq!(after, before);
        let field: FieldName = "summary.lv".parse().unwrap();
        assert!(
            after
                .fields
                .iter()
                .any(|it| it.field == field && it.chars > 0)
        );
    })
    .await;
}

#[tokio::test]
async fn words_of_a_page_with_older_settings_are_kept_and_shown_with_their_section() {
    in_every_store(async |world| {
        let id = empty(&world).await;
        let switch = async |is_on: bool| {
            let mut new = as_they_are(&read(&world, id).await);
            let key = &peer::field().section;
            let section = new.sections.iter_mut().find(|it| it.key == *key);
            section.unwrap().is_on = is_on;
            set(&world, id, new).await.unwrap();
        };
        let mut late = Peer::join(&world.s.hub, id, who(DemoRole::Editor), 41).await;
        switch(false).await;
        late.write("Par vēlu.").await;
        late.until(|peer| peer.half.unsaved() == 0).await;
        let shown = async || {
            let page = proposals::page(&world.s, Some(who(DemoRole::Reader)), id).await;
            let fields = page.unwrap().fields.into_iter();
            let mut words = fields.filter(|it| it.field == peer::field());
            words.next().map(|it| it.html.contains("Par vēlu."))
        };
        assert_eq!(shown().await, None);
        switch(true).await;
        assert_eq!(shown().await, Some(true));
    })
    .await;
}
