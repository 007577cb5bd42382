//! The ten sections of a development proposal.

use super::{Owner, Planned};

pub(super) const ALL: [Planned; 10] = [
    Planned {
        key: "summary",
        heading: ["Kopsavilkums", "Streszczenie", "Summary"],
        help: [
            "Priekšlikuma būtība dažos teikumos: kas jāmaina, kam tas palīdz un kas tam vajadzīgs.",
            "Istota propozycji w kilku zdaniach: co ma się zmienić, komu to pomoże i czego wymaga.",
            "The proposal in a few sentences: what should change, who benefits and what it takes.",
        ],
        required: true,
        limit_chars: 1_500,
        owner: Owner::Applicant,
    },
    Planned {
        key: "situation",
        heading: ["Esošā situācija", "Obecna sytuacja", "Current situation"],
        help: [
            "Kas darbojas jau tagad, kā trūkst un kāpēc. Balstieties uz izpēti un pieredzes apmaiņu.",
            "Co działa już dziś, czego brakuje i dlaczego. Oprzyjcie się na diagnozie i wymianie doświadczeń.",
            "What already works, what is missing and why. Draw on the study and the exchange of experience.",
        ],
        required: true,
        limit_chars: 6_000,
        owner: Owner::Applicant,
    },
    Planned {
        key: "objective",
        heading: ["Mērķis", "Cel", "Objective"],
        help: [
            "Kas būs citādi, kad priekšlikums būs īstenots: viens vispārīgs mērķis un daži konkrēti.",
            "Co się zmieni, gdy propozycja zostanie wdrożona: jeden cel ogólny i kilka szczegółowych.",
            "What will be different once the proposal is carried out: one general objective and a few specific ones.",
        ],
        required: true,
        limit_chars: 2_000,
        owner: Owner::Everyone,
    },
    Planned {
        key: "target_groups",
        heading: ["Mērķgrupas", "Grupy docelowe", "Target groups"],
        help: [
            "Kam priekšlikums domāts un kā šie cilvēki par to uzzinās un iesaistīsies.",
            "Do kogo skierowana jest propozycja oraz jak te osoby się o niej dowiedzą i włączą.",
            "Who the proposal is for, and how they will hear about it and get involved.",
        ],
        required: true,
        limit_chars: 2_000,
        owner: Owner::Applicant,
    },
    Planned {
        key: "measures",
        heading: [
            "Ierosinātie pasākumi",
            "Proponowane działania",
            "Proposed measures",
        ],
        help: [
            "Par katru pasākumu: kas jādara, kurš par to atbild un kas vajadzīgs, lai sāktu.",
            "Przy każdym działaniu: co trzeba zrobić, kto za to odpowiada i co jest potrzebne na początek.",
            "For each measure: what is to be done, who is responsible for it and what is needed to start.",
        ],
        required: true,
        limit_chars: 8_000,
        owner: Owner::Everyone,
    },
    Planned {
        key: "partners",
        heading: [
            "Partneri un to uzdevumi",
            "Partnerzy i ich role",
            "Partners and roles",
        ],
        help: [
            "Kas piedalās, ko katrs dara un kādu pieredzi sniedz.",
            "Kto bierze udział, co robi i jakie doświadczenie wnosi.",
            "Who takes part, what each one does and what experience each one contributes.",
        ],
        required: true,
        limit_chars: 3_000,
        owner: Owner::Partner,
    },
    Planned {
        key: "timeline",
        heading: ["Laika grafiks", "Harmonogram", "Timeline"],
        help: [
            "Kas un kad notiek: sagatavošanās, sākums, starprezultāti, izvērtēšana.",
            "Co i kiedy się dzieje: przygotowania, początek, etapy pośrednie, ewaluacja.",
            "What happens when: preparation, start, milestones, review.",
        ],
        required: true,
        limit_chars: 2_000,
        owner: Owner::Applicant,
    },
    Planned {
        key: "budget",
        heading: ["Budžets", "Budżet", "Budget"],
        help: [
            "Cik pasākumi maksā, no kādiem līdzekļiem tos finansē un ko sedz pašvaldība.",
            "Ile kosztują działania, z jakich środków są finansowane i co pokrywa samorząd.",
            "What the measures cost, where the money comes from and what the municipality pays.",
        ],
        required: true,
        limit_chars: 3_000,
        owner: Owner::Applicant,
    },
    Planned {
        key: "results",
        heading: [
            "Sagaidāmie rezultāti",
            "Oczekiwane rezultaty",
            "Expected results",
        ],
        help: [
            "Ko varēs redzēt un saskaitīt pēc gada un pēc trim gadiem.",
            "Co będzie można zobaczyć i policzyć po roku i po trzech latach.",
            "What can be seen and counted after one year and after three.",
        ],
        required: true,
        limit_chars: 3_000,
        owner: Owner::Everyone,
    },
    Planned {
        key: "sustainability",
        heading: ["Ilgtspēja", "Trwałość", "Sustainability"],
        help: [
            "Kas paliek un turpinās, kad finansējums beidzas.",
            "Co pozostanie i będzie trwać, gdy skończy się finansowanie.",
            "What remains and continues when the funding ends.",
        ],
        required: false,
        limit_chars: 3_000,
        owner: Owner::Partner,
    },
];
