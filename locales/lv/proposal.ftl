# Priekšlikuma lapa: sadaļas, valodas, kas ir šeit, kas ir saglabāts.

proposal-sections = Sadaļas
section-owner = Atbildīgais: { $side }
section-required = Obligāta
section-count = { $chars } no { $limit } rakstzīmēm
section-over = { $over ->
    [zero] { $over } rakstzīmju virs ierobežojuma
    [one] { $over } rakstzīme virs ierobežojuma
   *[other] { $over } rakstzīmes virs ierobežojuma
}
section-empty = Tukša
section-write-here = Sāciet rakstīt…
section-text-label = { $section }, teksts { $language } valodā
section-works-here = Šeit raksta: { $names }
proposal-languages = Teksta valoda
proposal-beside = Otra valoda
proposal-beside-none = nav
proposal-read = Lasīšanas skats
proposal-live = Darba teksts
proposal-decisions = Lēmumi
proposal-download = Lejupielādēt
proposal-download-language = Failā ir teksts vienā valodā: { $language }
export-html = Tīmekļa lapa (.html)
export-docx = Word dokuments (.docx)
export-md = Vienkāršs teksts (.md)
export-json = Dati citām programmām (.json)
save-opening = Savienojas…
save-saved = Saglabāts
save-saving = Saglabā…
save-offline = { $changes ->
    [0] Nav savienojuma. Viss uzrakstītais ir saglabāts.
    [zero] Nav savienojuma. Šajā pārlūkā glabājas { $changes } izmaiņu.
    [one] Nav savienojuma. Šajā pārlūkā glabājas { $changes } izmaiņa.
   *[other] Nav savienojuma. Šajā pārlūkā glabājas { $changes } izmaiņas.
}
save-cannot-save = Pašlaik neko nevar saglabāt. Uzrakstītais glabājas šajā ierīcē.
save-only-here = Nav saglabāts un neglabājas arī šajā ierīcē: neaizveriet šo lapu.
save-new-version = Ir jauna Talkas versija. Uzrakstītais glabājas šajā ierīcē un būs tekstā, kad lapa būs ielādēta no jauna.
save-new-version-load = Ielādēt lapu no jauna
save-denied = Jūs šo tekstu vairs nevarat mainīt.
save-denied-role = Jūsu loma ir mainīta: šo tekstu jūs vairs nevarat mainīt.
save-denied-removed = Jūs vairs neesat šīs partnerības dalībnieks.
save-signed-out = Jūsu sesija ir beigusies. Vēl nesaglabātās izmaiņas paliek šajā pārlūkā; pieslēdzieties, lai tās nosūtītu.
save-refused-words = Šis jūsu teksts netika saglabāts, jo pašlaik jums nav tiesību mainīt priekšlikumu. Tas paliek šajā pārlūkā un tiks nosūtīts, kad šīs tiesības atgūsiet; šeit to var nokopēt.
save-removed-words = Šis jūsu teksts netika saglabāts. Šeit to var nokopēt.
presence-here = Tagad šeit
presence-follow = Sekot līdzi: { $name } (rāda vietu, kur šis cilvēks raksta)

find = Meklēt priekšlikumā
find-none = Nav atrasts
find-count = { $here } no { $count }
find-next = Nākamais rezultāts
find-back = Iepriekšējais rezultāts
keys = Īsinājumtaustiņi
keys-mac = Mac datorā Ctrl vietā spiediet ⌘.
keys-plain-paste = Ielīmēt bez noformējuma
keys-line-break = Jauna rinda tajā pašā rindkopā
keys-to-toolbar = Pāriet uz rīkjoslu (atpakaļ ar Escape)
keys-leave = Iziet no teksta (pēc tam Tab)
keys-next-comment = Nākamais komentārs
keys-previous-comment = Iepriekšējais komentārs
save-removed-read = Lasīt tekstus, kādi tie bija jūsu pēdējā dienā
