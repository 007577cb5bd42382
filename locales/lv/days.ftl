# Dienas.

day = { $year }. gada { $day }. { $month ->
    [m1] janvāris
    [m2] februāris
    [m3] marts
    [m4] aprīlis
    [m5] maijs
    [m6] jūnijs
    [m7] jūlijs
    [m8] augusts
    [m9] septembris
    [m10] oktobris
    [m11] novembris
   *[m12] decembris
}
moment = { $day }, { $time }
