# Žurnāla lapa: partnerības un tās priekšlikumu darbības.

log-title = Žurnāls
log-lead = Viss šajā partnerībā un tās priekšlikumos paveiktais; jaunākais vispirms. Datumi un laiki ir pēc UTC.
log-topics = Ko rādīt
log-topic = { $topic ->
    [all] Visu
    [people] Dalībniekus
    [steps] Posmus un apstiprinājumus
    [comments] Komentārus
   *[other] Pārējo
}
log-none = Vēl nekas nav darīts.
log-download = Lejupielādēt kā tabulu (.csv)
log-pages = Žurnāla lapas
log-newer = Jaunāki
log-older = Vecāki
log-page = { $page }. lapa no { $pages }
log-by-itself = Talka pati
log-partnership-created = Izveidota partnerība: „{ $title }”
log-member-invited = Nosūtīts uzaicinājums: { $member }, { $role }, { $side }
log-member-accepted = Uzaicinājums pieņemts: { $member }
log-member-declined = Uzaicinājums noraidīts: { $member }
log-invitation-withdrawn = Uzaicinājums atsaukts: { $member }
log-role-changed = Mainīta loma: { $member }, { $from } → { $to }
log-side-changed = Mainīta puse: { $member }, { $from } → { $to }
log-languages-changed = Mainītas valodas: { $member }, { $from } → { $to }
log-languages-none = nav
log-signer-named = Piešķirtas tiesības apstiprināt: { $member }
log-signer-ended = Atņemtas tiesības apstiprināt: { $member }
log-member-removed = Dalībnieks noņemts no partnerības: { $member }
log-member-left = Izstāšanās no partnerības: { $member }
log-facts-changed = Mainīti projekta dati
log-proposal-created = Izveidots priekšlikums: „{ $title }”
log-moved = Mainīts posms: { $from } → { $to }, { $version }. versija
log-unlocked = Atbloķēts nākamajai redakcijai; { $version }. versija paliek galīgā redakcija
log-signed-off = Apstiprināta { $version }. versija, puse: { $side }
log-sign-off-ended = { $cause ->
    [by-hand] Apstiprinājums atsaukts: { $version }. versija, { $member }, { $side }
    [gone] Apstiprinājums zaudējis spēku, jo dalībnieka vairs nav partnerībā: { $version }. versija, { $member }, { $side }
    [no-right] Apstiprinājums zaudējis spēku, jo dalībnieks vairs neapstiprina šīs puses vārdā: { $version }. versija, { $member }, { $side }
   *[sent-back] Apstiprinājums zaudējis spēku, jo priekšlikums ir atgriezts iepriekšējā posmā: { $version }. versija, { $member }, { $side }
}
log-published = Publicēta { $version }. versija
log-unpublished = Atsaukta { $version }. versijas publicēšana
log-final-rule = { $rule ->
    [every-comment] Galīgajai redakcijai vajadzīgs lēmums par katru komentāru
   *[objections] Galīgajai redakcijai vajadzīgs lēmums par katru iebildumu
}
log-review-changed = Mainīta { $number }. apspriešana; pēdējā diena: { $day }
log-review-changed-no-day = Mainīta { $number }. apspriešana; bez pēdējās dienas
log-review-closed = Slēgta { $number }. apspriešana
log-review-summed-up = Uzrakstīts { $number }. apspriešanas kopsavilkums
log-version-named = { $version }. versijas nosaukums tagad ir „{ $name }”
log-restored = Atjaunots no { $version }. versijas: viss teksts
log-restored-section = Atjaunota no { $version }. versijas: viena sadaļa
log-exported = Lejupielāde: { $format }, { $language }
log-exported-all = Lejupielāde: { $format }, visas valodas
log-imported = Importēts no arhīva, kas izveidots { $day } vietnē { $place }
log-thread-opened = Komentārs ({ $severity }) par „{ $words }”
log-thread-answered = Atbilde uz komentāru par „{ $words }”
log-thread-decided = Lēmums: { $outcome }, par „{ $words }”
log-thread-reopened = Atvērts no jauna: „{ $words }”
log-thread-attached = Piesaistīts citai teksta vietai: „{ $words }”
log-reason = Pamatojums: { $reason }
log-settings-changed = Mainīti iestatījumi: { $what }
log-settings-title = nosaukums: „{ $title }”
log-settings-languages = valodas: { $languages }
log-settings-sections = { $sections ->
    [zero] { $sections } sadaļu
    [one] { $sections } sadaļa
   *[other] { $sections } sadaļas
}
