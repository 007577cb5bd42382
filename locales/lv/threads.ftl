# Pavedieni: komentāri pie vārdiem, atbildes un lēmumi.

threads-title = Pavedieni
threads-none = Šajā valodā nav atvērtu pavedienu. Lai komentētu, atlasiet vārdus tekstā.
threads-none-reader = Šajā valodā nav atvērtu pavedienu.
threads-show-decided = { $threads ->
    [zero] Rādīt { $threads } izlemto pavedienu
    [one] Rādīt { $threads } izlemto pavedienu
   *[other] Rādīt { $threads } izlemtos pavedienus
}
threads-hide-decided = Slēpt izlemtos pavedienus
thread-comment = Komentēt
thread-comment-selection = Komentēt atlasītos vārdus
thread-new = Jauns komentārs
thread-body = Jūsu komentārs
thread-severity = Cik tas ir svarīgi
thread-send = Nosūtīt
thread-answer = Atbilde
thread-answer-send = Nosūtīt atbildi
thread-go = Parādīt tekstā: “{ $words }”
thread-decide = Izlemt
thread-outcome = Lēmums
thread-reason = Pamatojums vienā teikumā
thread-decide-send = Izlemt un slēgt pavedienu
thread-reopen = Atvērt vēlreiz
thread-decided-by = { $name }, { $version }. versija
thread-detached = Šo vārdu tekstā vairs nav.
thread-attach = Piesaistīt atlasītajiem vārdiem
thread-attach-help = Vispirms atlasiet vārdus tekstā.
thread-next-edition = Nākamajam izdevumam
thread-answers = { $answers ->
    [zero] { $answers } atbilžu
    [one] { $answers } atbilde
   *[other] { $answers } atbildes
}
threads-open-count = { $threads ->
    [zero] { $threads } atvērtu pavedienu
    [one] { $threads } atvērts pavediens
   *[other] { $threads } atvērti pavedieni
}
thread-arrived = { $name } komentēja: “{ $words }”.
