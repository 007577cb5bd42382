# Priekšlikuma lapa: sadaļas, valodas, kas ir šeit, kas ir saglabāts.

proposal-sections = Sadaļas
section-owner = Atbild: { $side }
section-required = Obligāta
section-count = { $chars } no { $limit } rakstzīmēm
section-over = { $over ->
    [zero] Par { $over } rakstzīmēm par daudz
    [one] Par { $over } rakstzīmi par daudz
   *[other] Par { $over } rakstzīmēm par daudz
}
section-empty = Tukša
section-write-here = Rakstiet šeit
section-text-label = { $section }, teksts { $language } valodā
section-works-here = Šeit strādā: { $names }
proposal-languages = Teksta valoda
proposal-beside = Blakus
proposal-beside-none = nekas
proposal-read = Lasīšanas skats
proposal-live = Dzīvais teksts
proposal-decisions = Lēmumi
proposal-download = Lejupielādēt
proposal-download-language = Failā ir teksts vienā valodā:
export-html = Tīmekļa lapa (.html)
export-docx = Word dokuments (.docx)
export-md = Vienkāršs teksts ar zīmēm (.md)
save-opening = Savienojas…
save-saved = Saglabāts
save-saving = Saglabā …
save-offline = { $changes ->
    [zero] Nav savienojuma. Šajā pārlūkā glabājas { $changes } izmaiņu.
    [one] Nav savienojuma. Šajā pārlūkā glabājas { $changes } izmaiņa.
   *[other] Nav savienojuma. Šajā pārlūkā glabājas { $changes } izmaiņas.
}
save-cannot-save = Pašlaik neko nevar saglabāt. Uzrakstītais tiek glabāts šajā ierīcē.
save-only-here = Nav saglabāts un netiek glabāts arī šajā ierīcē: neaizveriet šo lapu.
save-new-version = Ir jauna Talka versija. Jūsu vārdi ir saglabāti šajā ierīcē un būs tekstā, kad lapa būs ielādēta vēlreiz.
save-new-version-load = Ielādēt lapu vēlreiz
save-denied = Jūs šo tekstu vairs nevarat mainīt.
save-denied-role = Jūsu loma ir mainīta: šo tekstu jūs vairs nevarat mainīt.
save-denied-removed = Jūs vairs neesat šīs partnerības dalībnieks.
save-signed-out = Jūs esat izgājuši no Talkas. Kas vēl nav saglabāts, šajā pārlūkā tiek glabāts Jums.
save-refused-words = Šie Jūsu vārdi netika pieņemti, jo tagad Jūs tekstu nedrīkstat mainīt. Tie paliek šajā pārlūkā un tiks nosūtīti, kad atkal drīkstēsiet rakstīt; šeit tos var nokopēt.
save-removed-words = Šis jūsu teksts netika saglabāts. Šeit to var nokopēt.
presence-here = Tagad šeit
presence-follow = Sekot { $name }: rāda vietu, kur raksta

find = Meklēt priekšlikumā
find-none = Nav atrasts
find-count = { $here } no { $count }
find-next = Nākamā vieta
find-back = Iepriekšējā vieta
keys = Taustiņi
keys-mac = Mac datorā Ctrl vietā spiediet ⌘.
keys-plain-paste = Ielīmēt bez noformējuma
keys-line-break = Jauna rinda tajā pašā rindkopā
keys-to-toolbar = Uz rīkjoslu, atpakaļ ar Escape
keys-leave = Pēc tam Tab ved ārā no teksta
save-removed-read = Lasīt, kas bija jūsu pēdējā dienā
