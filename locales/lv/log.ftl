# Žurnāla lapa: partnerības un tās priekšlikumu darbības.

log-title = Žurnāls
log-lead = Kas darīts šajā partnerībā un tās priekšlikumos; jaunākais vispirms. Dienas un laiki ir pēc UTC.
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
log-partnership-created = Sākta partnerība: “{ $title }”
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
log-member-removed = Izslēgts no partnerības: { $member }
log-member-left = Partnerība pamesta: { $member }
log-facts-changed = Mainīti partnerības dati
log-proposal-created = Sākts priekšlikums: “{ $title }”
log-moved = Mainīts posms: { $from } → { $to }, { $version }. versija
log-unlocked = Atbloķēts jaunai redakcijai; { $version }. versija paliek galīga
log-signed-off = Apstiprināta { $version }. versija, puse: { $side }
log-sign-off-ended = { $cause ->
    [by-hand] Apstiprinājums atsaukts: { $version }. versija, { $member }, { $side }
    [gone] Apstiprinājums zaudējis spēku, jo dalībnieka vairs nav partnerībā: { $version }. versija, { $member }, { $side }
    [no-right] Apstiprinājums zaudējis spēku, jo dalībnieks vairs neapstiprina šīs puses vārdā: { $version }. versija, { $member }, { $side }
   *[sent-back] Apstiprinājums zaudējis spēku, jo priekšlikums ir atgriezts: { $version }. versija, { $member }, { $side }
}
log-published = Publicēta { $version }. versija
log-unpublished = Atsaukta { $version }. versijas publicēšana
log-restored = Atjaunots no { $version }. versijas: viss teksts
log-restored-section = Atjaunota no { $version }. versijas: viena sadaļa
log-exported = Lejupielādēts: { $format }, { $language }
log-thread-opened = Komentārs ({ $severity }) pie “{ $words }”
log-thread-answered = Atbilde pie “{ $words }”
log-thread-decided = Izlemts: { $outcome }, par “{ $words }”
log-thread-reopened = Atvērts no jauna: “{ $words }”
log-thread-attached = Pievienots citiem vārdiem: “{ $words }”
log-reason = Pamatojums: { $reason }
