# Meklēšana: tās lapa un lauks, kas atveras katrā lapā.

search-title = Meklēt
search-open = Meklēt (Ctrl+K)
search-field = Ko jūs meklējat?
search-lead = Meklē tekstos visās valodās, komentāros, ierosinājumos, lēmumos, projekta datos un versiju nosaukumos. Galotnēm un garumzīmēm nav nozīmes. Vārdi pēdiņās meklējami kopā.
search-short = Ierakstiet vismaz divus burtus vai ciparus.
search-long = { $chars ->
    [zero] Tas ir pārāk garš. Ierakstiet ne vairāk kā { $chars } rakstzīmju.
    [one] Tas ir pārāk garš. Ierakstiet ne vairāk kā { $chars } rakstzīmi.
   *[other] Tas ir pārāk garš. Ierakstiet ne vairāk kā { $chars } rakstzīmes.
}
search-none = Nekas nav atrasts.
search-none-help = Rakstiet mazāk vārdu, nelietojiet pēdiņas vai atlasi. Visiem vārdiem jābūt vienā rindkopā vai komentārā.
search-count = Atrastās vietas: { $count }
search-cut = Vietu ir vairāk, nekā šeit redzams. Rakstiet vairāk vārdu vai izvēlieties atlasi.
search-kind = { $kind ->
    [title] Nosaukums
    [facts] Projekta dati
    [version] Versija
    [text] Teksts
    [comment] Komentārs
    [suggestion] Ierosinājums
   *[decision] Lēmums
}
search-version = { $version }. versija
search-project = Projekts
search-proposal = Priekšlikums
search-state = Posms
search-narrow = Atlasīt
search-found = Meklēšanas rezultāti
search-keys = ↑ ↓ izvēlēties · Enter atvērt · Escape aizvērt
search-slash = Taustiņš / atver šo lauku
search-go = Doties uz
search-section = Sadaļa: { $section }
search-language = Teksta valoda: { $language }
