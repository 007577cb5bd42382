# Komentāri par teksta vietām, atbildes un lēmumi.

threads-title = Komentāri
threads-none = Šajā valodā nav atvērtu komentāru. Lai komentētu, atlasiet tekstu.
threads-none-reader = Šajā valodā nav atvērtu komentāru.
threads-show-decided = Rādīt komentārus ar lēmumu ({ $threads })
threads-hide-decided = Slēpt komentārus ar lēmumu
thread-comment = Komentēt
thread-comment-selection = Komentēt atlasīto tekstu
thread-new = Jauns komentārs
thread-body = Jūsu komentārs
thread-severity = Komentāra veids
thread-send = Nosūtīt
thread-answer = Atbilde
thread-answer-send = Nosūtīt atbildi
thread-go = Parādīt tekstā: „{ $words }”
thread-decide = Pieņemt lēmumu
thread-outcome = Lēmums
thread-reason = Pamatojums vienā teikumā
thread-decide-send = Pieņemt lēmumu un slēgt komentāru
thread-reopen = Atvērt vēlreiz
thread-decided-by = { $name }, { $version }. versija
thread-detached = Šīs teksta vietas vairs nav.
thread-attach = Piesaistīt atlasītajam tekstam
thread-attach-help = Vispirms atlasiet tekstu.
thread-next-edition = Nākamajai redakcijai
thread-answers = { $answers ->
    [zero] { $answers } atbilžu
    [one] { $answers } atbilde
   *[other] { $answers } atbildes
}
threads-open-count = { $threads ->
    [zero] { $threads } atvērtu komentāru
    [one] { $threads } atvērts komentārs
   *[other] { $threads } atvērti komentāri
}
thread-arrived = { $name } komentēja: „{ $words }”.
thread-other-words = Komentēt atlasīto tekstu
thread-send-detached = Nosūtīt tikai ar citātu
thread-give-up = Vai dzēst uzrakstīto?
thread-answer-unsent = Jūsu atbilde nav nosūtīta, jo par komentāru tikmēr pieņemts lēmums. To var nokopēt šeit.
thread-answer-discard = Dzēst
threads-filter = Rādīt
threads-filter-all = Visi komentāri
threads-filter-mine = Mani
threads-filter-side = No: { $side }
threads-filter-suggestions = Ierosinājumi
threads-none-fit = Šai izvēlei neatbilst neviens komentārs.
