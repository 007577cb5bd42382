# Kas gaida dalībnieku: pirmajā lapā un e-pastā.

waits-title = Kas gaida jūs
waits-nothing = Pašlaik nekas jūs negaida.
waits-sign-off = Jūsu puse šo tekstu vēl nav apstiprinājusi
waits-came-back = Atgriezts iepriekšējā posmā: { $state }
waits-review = Notiek apspriešana: izlasiet tekstu un komentējiet
waits-review-until = Notiek apspriešana, pēdējā diena – { $day }: izlasiet tekstu un komentējiet
waits-answer = { $severity ->
    [blocking] Atbildiet uz iebildumu: „{ $quote }”
   *[other] Atbildiet uz jautājumu: „{ $quote }”
}
waits-decide = { $about ->
    [suggestion] Pieņemiet lēmumu par ierosinājumu: „{ $quote }”
    [blocking] Pieņemiet lēmumu par iebildumu: „{ $quote }”
    [question] Pieņemiet lēmumu par jautājumu: „{ $quote }”
   *[other] Pieņemiet lēmumu par piezīmi: „{ $quote }”
}
waits-empty = { $section } ({ $language }): vēl nav teksta
waits-too-long = { $section } ({ $language }): { $over }
waits-more = { $things ->
    [zero] un vēl { $things } šajā priekšlikumā
    [one] un vēl { $things } šajā priekšlikumā
   *[other] un vēl { $things } šajā priekšlikumā
}
