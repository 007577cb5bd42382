# Dienas: `day` nominatīvā, `day-on` lokatīvā – kad kaut kas noticis.

day = { $year }. gada { $day }. { $month ->
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
day-on = { $year }. gada { $day }. { $month ->
    [m1] janvārī
    [m2] februārī
    [m3] martā
    [m4] aprīlī
    [m5] maijā
    [m6] jūnijā
    [m7] jūlijā
    [m8] augustā
    [m9] septembrī
    [m10] oktobrī
    [m11] novembrī
   *[m12] decembrī
}
moment = { $day }, { $time }
