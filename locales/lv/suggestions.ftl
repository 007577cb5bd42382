# Ierosinājumi: teksta labojumi, par kuriem vēl jāpieņem lēmums.

refusal-own-suggestion = Kamēr notiek apspriešana, neviens nepieņem lēmumu par savu ierosinājumu. To dara kāds cits.
refusal-suggestion-stale = Kopš šī ierosinājuma teksts šajā vietā ir mainījies, tāpēc to nevar pieņemt. Labojiet tekstu paši vai lūdziet autoram ierosināt vēlreiz.
log-suggestion-opened = Ierosinājums: „{ $words }”
log-suggestion-withdrawn = Atsaukts ierosinājums: „{ $words }”
suggestion = Ierosinājums
suggest-mode = Ierosināt
suggest-mode-help = Tas, ko rakstāt, kļūst par ierosinājumiem, un teksts nemainās, kamēr kāds tos nepieņem.
suggest-must = Jūs ierosināt: teksts nemainās, kamēr redaktors nepieņem jūsu ierosinājumus.
suggest-marked = Rādīt ierosinājumus
suggestion-accept = Pieņemt
suggestion-reject = Noraidīt vai atlikt
suggestion-withdraw = Atsaukt ierosinājumu
suggestion-stale = Kopš šī ierosinājuma teksts šajā vietā ir mainījies.
suggestion-was = Ierosinājums attiecas uz
suggestion-now = Tekstā tagad
suggestion-wants = Ierosinātais teksts
suggestion-words-gone = Šīs teksta vietas vairs nav.
suggestion-arrived = { $name } ierosina labojumu: „{ $words }”.
suggestions-several = Pieņemt lēmumu par vairākiem ierosinājumiem
suggestions-of = Autors
suggestions-of-all = Visi
suggestions-in = Sadaļa
suggestions-in-all = Visas sadaļas
suggestions-accept-all = { $suggestions ->
    [zero] Pieņemt { $suggestions } ierosinājumu
    [one] Pieņemt { $suggestions } ierosinājumu
   *[other] Pieņemt { $suggestions } ierosinājumus
}
suggestions-reject-all = { $suggestions ->
    [zero] Noraidīt { $suggestions } ierosinājumu
    [one] Noraidīt { $suggestions } ierosinājumu
   *[other] Noraidīt { $suggestions } ierosinājumus
}
suggestions-reject-reason = Noraidīšanas pamatojums vienā teikumā
suggestions-done = { $suggestions ->
    [zero] Lēmums ir pieņemts par { $suggestions } ierosinājumiem.
    [one] Lēmums ir pieņemts par { $suggestions } ierosinājumu.
   *[other] Lēmums ir pieņemts par { $suggestions } ierosinājumiem.
}
suggestions-refused = { $suggestions ->
    [zero] Par { $suggestions } ierosinājumiem lēmumu nevarēja pieņemt: skatiet to kartītes.
    [one] Par { $suggestions } ierosinājumu lēmumu nevarēja pieņemt: skatiet tā kartīti.
   *[other] Par { $suggestions } ierosinājumiem lēmumu nevarēja pieņemt: skatiet to kartītes.
}
editor-suggestion-here = Par šo teksta vietu ir ierosinājums.
editor-not-suggested = To nevar ierosināt: ierosinājumi maina vārdus vienas rindkopas robežās. Uzrakstiet komentāru.
editor-nothing-to-suggest-to = Šeit vēl nav vārdu, ko ierosināt mainīt. Pirmos vārdus raksta redaktors.
editor-suggestion-too-long = Vienam ierosinājumam tas ir par daudz. Ierosiniet pa daļām.
editor-not-in-text = Šie burti ir tikai ierosināti. Pieņemiet vai noraidiet ierosinājumu tā kartītē.
ledger-suggestion = Ierosinājums: „{ $was }” → „{ $wants }”
suggestion-refused = Šis jūsu ierosinājums nav saglabāts, jo pa šo laiku par to ir pieņemts lēmums vai tekstu vairs nevar mainīt. Šeit to var nokopēt.
