# Priekšlikuma ceļš: stāvokļi, apstiprinājumi, publicēšana.

progress-title = Ceļš līdz galīgajam tekstam
progress-draft = Abu pušu redaktori raksta tekstu.
progress-in-review = Visi uzaicinātie komentē; redaktori vēl raksta.
progress-agreed = Teksts ir piedāvāts kā galīgs. Katra puse apstiprina vienu un to pašu versiju.
progress-final = Teksts ir galīgs. Tas ir slēgts visiem.
progress-last-day = Komentāri līdz: { $day }
progress-to-review = Sākt apspriešanu
progress-to-agreed = Piedāvāt kā saskaņotu
progress-to-final = Padarīt par galīgu
progress-back = Atpakaļ ar pamatojumu
progress-back-to = Atpakaļ uz
progress-review-lead = Komentēt var visi partnerības dalībnieki. Ar šo nosaukumu tiek saglabāta versija.
progress-review-last-day = Pēdējā diena komentāriem
progress-agreed-lead = Apspriešana beidzas. Tad katra puse var apstiprināt tekstu; katra vēlāka izmaiņa ir redzama.
progress-final-lead = Pēc tam neviens vairs nevar mainīt tekstu. Vajadzīgs katras puses apstiprinājums, un nedrīkst būt atvērtu bloķējošu pavedienu.
progress-back-lead = Pamatojums paliek priekšlikuma vēsturē.
progress-reason = Pamatojums
progress-signed = Apstiprināta { $version }. versija
progress-not-signed = Vēl nav apstiprināts
progress-changed-since = { $places ->
    [zero] apstiprināta { $version }. versija, kopš tā laika teksts mainīts { $places } vietās
    [one] apstiprināta { $version }. versija, kopš tā laika teksts mainīts { $places } vietā
   *[other] apstiprināta { $version }. versija, kopš tā laika teksts mainīts { $places } vietās
}
progress-sign = Apstiprināt: { $side }
progress-signed-by = { $name }, { $day }
progress-published = Galīgo tekstu var lasīt ikviens, arī bez konta
progress-history = Vēsture
progress-moved = { $from } → { $to }
progress-version = { $version }. versija
