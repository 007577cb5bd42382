# Bez tīkla.

kept-note = Nav savienojuma. Lapa redzama tāda, kāda tā bija
offline-title = Nav savienojuma
offline-text = Šī lapa šajā ierīcē nav saglabāta. Tā atvērsies, tiklīdz savienojums būs atjaunots.
offline-pages = Lapas, kas atveras bez savienojuma
waiting-count = { $count ->
    [zero] { $count } vēl nenosūtītu komentāru vai lēmumu
    [one] { $count } vēl nenosūtīts komentārs vai lēmums
   *[other] { $count } vēl nenosūtīti komentāri vai lēmumi
}
waiting-not-sent = Vēl nav nosūtīts
waiting-refused = Nav nosūtīts
waiting-take-back = Atsaukt
waiting-again = Sūtīt vēlreiz
waiting-go = Rādīt tekstā
