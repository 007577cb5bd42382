//! The partnership of the demo: the facts of the project that Talka was made for.

use super::ids;
use crate::template::texts;
use model::{
    ids::ActivityId,
    partnership::{Activity, ActivityKind, BudgetShare, Organisation, Partnership},
};

const TITLE: &str = "Small-scale partnership – big step forward";
const PARTNER: &str = "Fundacja Centrum Aktywności Twórczej";

/// The facts, the applicant first.
pub(super) fn partnership() -> Partnership {
    Partnership {
        id: ids::PARTNERSHIP,
        title: texts([TITLE; 3]),
        programme: texts([
            "Eiropas Savienības programma „Erasmus+: Jaunatne darbībā”, 3. pamatdarbība „Atbalsts politikas reformai”; to administrē Jaunatnes starptautisko programmu aģentūra",
            "Program Unii Europejskiej „Erasmus+: Młodzież w działaniu”, akcja kluczowa 3 „Wsparcie w reformowaniu polityk”; program prowadzi łotewska Agencja Międzynarodowych Programów dla Młodzieży",
            "European Union programme “Erasmus+: Youth in Action”, Key Action 3 “Support for policy reform”, administered by the Agency for International Programmes for Youth",
        ]),
        first_day: "2022-01-01".to_owned(),
        last_day: "2022-12-31".to_owned(),
        budget_cents: 3_000_000,
        budget_shares: budget_shares(),
        objective: texts([
            "Iesaistīt mazāk aktīvās jauniešu grupas sabiedrības procesos, kultūrā un neformālajā izglītībā gan savā pilsētā, gan starptautiski. Palīdzēt attīstīt starptautisko sadarbību tām pašvaldībā reģistrētajām nevalstiskajām organizācijām un pašvaldības struktūrvienībām, kas strādā ar jauniešiem un kurām ir maza starptautiskā pieredze vai tādas nav vispār.",
            "Włączyć mniej aktywne grupy młodzieży w życie społeczne, w kulturę i edukację pozaformalną, lokalnie i międzynarodowo. Pomóc w rozwijaniu współpracy międzynarodowej tym zarejestrowanym w mieście organizacjom pozarządowym i jednostkom miejskim pracującym z młodzieżą, które mają niewielkie doświadczenie międzynarodowe lub nie mają go wcale.",
            "To involve less active groups of young people in community life, culture and non-formal education, in their own city and internationally. To help the NGOs registered in the municipality and the municipal units that work with young people and have little or no international experience, to develop international cooperation.",
        ]),
        target_groups: target_groups(),
        justification: justification(),
        activities: activities(),
        organisations: organisations(),
    }
}

fn organisations() -> Vec<Organisation> {
    vec![
        Organisation {
            id: ids::DAUGAVPILS,
            name: texts([
                "Daugavpils pilsētas dome, Jaunatnes nodaļa",
                "Samorząd Miasta Daugavpils, Wydział ds. Młodzieży",
                "Daugavpils City Council, Youth Department",
            ]),
            country: "LV".to_owned(),
            address: "Daugavpils".to_owned(),
            applicant: true,
        },
        Organisation {
            id: ids::LESZNO,
            name: texts([PARTNER; 3]),
            country: "PL".to_owned(),
            address: "Lasocice, ul. Zachodnia 6, 64-100 Leszno".to_owned(),
            applicant: false,
        },
    ]
}

fn budget_shares() -> Vec<BudgetShare> {
    vec![
        BudgetShare {
            title: texts(["Avanss", "Zaliczka", "Advance"]),
            percent: 80,
            amount_cents: 2_400_000,
            when: texts([
                "Aģentūra to izmaksā projekta pieteicējam no kopējā piešķirtā finansējuma.",
                "Agencja wypłaca ją wnioskodawcy z całości przyznanego dofinansowania.",
                "Paid by the agency to the applicant out of the total grant.",
            ]),
        },
        BudgetShare {
            title: texts(["Priekšfinansējums", "Prefinansowanie", "Pre-financing"]),
            percent: 20,
            amount_cents: 600_000,
            when: texts([
                "Projekta pieteicējs to sedz 2022. gada sākumā un saņem atpakaļ trīs mēnešu laikā pēc noslēguma pārskata iesniegšanas.",
                "Wnioskodawca pokrywa je na początku 2022 roku i otrzymuje zwrot w ciągu trzech miesięcy od złożenia raportu końcowego.",
                "Paid by the applicant at the beginning of 2022 and reimbursed within three months of submission of the final report.",
            ]),
        },
    ]
}

fn target_groups() -> Vec<model::language::Texts> {
    vec![
        texts([
            "Pilsētas jaunieši, arī riska grupu jaunieši un jaunieši ar īpašām vajadzībām",
            "Młodzi mieszkańcy miasta, w tym młodzież zagrożona wykluczeniem i młodzież ze szczególnymi potrzebami",
            "Young people of the city, including those at risk and those with special needs",
        ]),
        texts([
            "To pašvaldības struktūrvienību un iestāžu pārstāvji, kas īsteno darbu ar jaunatni",
            "Przedstawiciele jednostek i instytucji miejskich, które pracują z młodzieżą",
            "Representatives of the municipal units and institutions that do youth work",
        ]),
        texts([
            "Nevalstisko organizāciju sektora pārstāvji",
            "Przedstawiciele sektora organizacji pozarządowych",
            "Representatives of the NGO sector",
        ]),
    ]
}

fn justification() -> Vec<model::language::Texts> {
    vec![
        texts([
            "Daugavpilī ir ļoti daudz nevalstisko organizāciju, kas tieši vai netieši strādā ar jauniešiem. Lielākā daļa darbojas tikai vietējā mērogā. Dažas ir aktīvas reizi gadā, lai saņemtu finansējumu no domes sabiedrisko organizāciju atbalsta fonda, vai pāris reižu gadā pilsētas pasākumos, lai saglabātu tiesības izmantot telpas Jauniešu neformālās izglītības centrā.",
            "W Daugavpils (Dyneburgu) działa bardzo wiele organizacji pozarządowych, które bezpośrednio lub pośrednio pracują z młodzieżą. Większość działa wyłącznie lokalnie. Niektóre są aktywne raz w roku, by uzyskać środki z miejskiego funduszu wspierania organizacji społecznych, albo kilka razy w roku podczas imprez miejskich, by zachować prawo do korzystania z pomieszczeń w Centrum Edukacji Pozaformalnej Młodzieży.",
            "Daugavpils has very many NGOs that work with young people directly or indirectly. Most of them work only locally. Some are active once a year, to get funding from the council’s fund for NGOs, or a few times a year at city events, to keep their right to use rooms in the Youth Non-formal Education Centre.",
        ]),
        texts([
            "Ilgstošs darbs ar jauniešiem rāda, ka vieni piedalās visur – izglītībā, kultūrā un sportā –, bet citi piedalās ļoti maz vai nepiedalās nemaz. Iemesli ir finansiāli un fiziski šķēršļi vai piedāvājums, kas neatbilst jauniešu interesēm, un tā zūd motivācija.",
            "Wieloletnia praca z młodzieżą pokazuje, że jedni uczestniczą we wszystkim – w edukacji, kulturze i sporcie – a inni bardzo rzadko albo wcale. Powodem są przeszkody finansowe i fizyczne lub oferta, która nie odpowiada zainteresowaniom młodych ludzi, przez co tracą oni motywację.",
            "Many years of work with young people show that some take part in everything – education, culture and sport – and others hardly or not at all. The reasons are financial and physical obstacles, or an offer that does not match their interests, so that motivation is lost.",
        ]),
        texts([
            "Lai iesaistītu mazāk aktīvos un atbalstītu organizācijas ar mazu starptautisko pieredzi, pilsētā jāattīsta brīvprātīgā darba sistēma ar vietējiem un starptautiskiem brīvprātīgajiem, kas stiprina biedrību un pašvaldības iestāžu spējas.",
            "Aby włączyć mniej aktywnych i wesprzeć organizacje o małym doświadczeniu międzynarodowym, trzeba rozwinąć w mieście system wolontariatu z udziałem wolontariuszy lokalnych i międzynarodowych, którzy wzmocnią stowarzyszenia i instytucje miejskie.",
            "To involve the less active and to support organisations with little international experience, the city has to develop a system of voluntary work with local and international volunteers, who strengthen NGOs and municipal institutions.",
        ]),
        texts([
            "Labs piemērs Latvijā ir Gulbene, kur darbojas vairāk nekā 15 brīvprātīgo no visas Eiropas; laba pieredze ir arī Liepājā un Rēzeknē. Jaunatnes nodaļa vēlas sadarboties ar ārvalstu partneri. Lešno Polijā ar Eiropas Savienības programmu atbalstu ir izaudzis vesels starptautisko brīvprātīgo tīkls. Tā centru koordinē nevalstiska organizācija pilsētas pašvaldības projektā, un šis modelis darbojas vairāk nekā desmit gadus – tas ir ilgtspējīgs un efektīvs.",
            "Dobrym przykładem na Łotwie jest Gulbene, gdzie działa ponad 15 wolontariuszy z całej Europy; dobre doświadczenia mają też Lipawa i Rzeżyca. Wydział ds. Młodzieży chce współpracować z partnerem z zagranicy. W Lesznie dzięki programom Unii Europejskiej wyrosła cała sieć wolontariuszy międzynarodowych. Jej centrum koordynuje organizacja pozarządowa w ramach projektu miejskiego, a model działa od ponad dziesięciu lat, co świadczy o jego trwałości i skuteczności.",
            "A good example in Latvia is Gulbene, where more than 15 volunteers from all over Europe work; Liepāja and Rēzekne also have good experience. The Youth Department wants to work with a partner from abroad. In Leszno, Poland, a whole network of international volunteers has grown with the help of EU programmes. Its centre is coordinated by an NGO within a project of the city, and the model has worked for more than ten years, which shows that it is sustainable and effective.",
        ]),
        texts([
            "Projektā paredzēts ne tikai pārņemt labo praksi no Polijas, bet arī izstrādāt priekšlikumus jaunatnes jomas attīstībai Daugavpilī saistībā ar starptautisko sadarbību un starptautisko brīvprātīgo darbu.",
            "Projekt ma nie tylko przenieść dobre praktyki z Polski, ale też opracować propozycje rozwoju polityki młodzieżowej w Daugavpils w zakresie współpracy międzynarodowej i wolontariatu międzynarodowego.",
            "The project is meant not only to take over good practice from Poland, but also to draft proposals for the development of the youth field in Daugavpils, in the context of international cooperation and international voluntary work.",
        ]),
    ]
}

fn activities() -> Vec<Activity> {
    let activity = |number: usize, kind, title| Activity {
        id: ActivityId(ids::numbered(ids::ACTIVITIES, number)),
        kind,
        title: texts(title),
    };
    vec![
        activity(
            1,
            ActivityKind::Study,
            [
                "Esošās situācijas izpēte",
                "Diagnoza obecnej sytuacji",
                "Study of the existing situation",
            ],
        ),
        activity(
            2,
            ActivityKind::Exchange,
            [
                "Pieredzes apmaiņa: semināri, braucieni, darba grupas",
                "Wymiana doświadczeń: seminaria, wyjazdy, grupy robocze",
                "Exchange of experience: seminars, trips, working groups",
            ],
        ),
        activity(
            3,
            ActivityKind::Training,
            [
                "Apmācības un konsultācijas ar starptautiskiem nozares ekspertiem",
                "Szkolenia i konsultacje z międzynarodowymi ekspertami w tej dziedzinie",
                "Training and consultations with international experts in the field",
            ],
        ),
        activity(
            4,
            ActivityKind::Drafting,
            [
                "Priekšlikumu izstrāde jaunatnes jomai",
                "Opracowanie propozycji dla polityki młodzieżowej",
                "Drafting of proposals for the youth field",
            ],
        ),
    ]
}
