# Priekšlikuma ceļš: posmi, soļi, apstiprinājumi, publicēšana.

progress-title = Ceļš līdz galīgajai redakcijai
progress-draft = Abu pušu redaktori raksta tekstu.
progress-in-review = Dalībnieki komentē; redaktori turpina rakstīt.
progress-agreed = Teksts ir piedāvāts kā galīgā redakcija. Katra puse apstiprina vienu un to pašu versiju.
progress-final = Šī ir galīgā redakcija. Tekstu vairs nevar mainīt.
progress-last-day = Pēdējā diena komentāriem: { $day }
progress-reason = Pamatojums
progress-signed = Apstiprināta { $version }. versija
progress-signers = Gaida apstiprinājumu no: { $names }
progress-no-signers = Šīs puses vārdā vēl neviens nevar apstiprināt. Puses administrators var norādīt, kas to dara.
progress-changed-since = { $places ->
    [zero] Apstiprināta { $version }. versija; kopš tā laika teksts mainīts { $places } vietās
    [one] Apstiprināta { $version }. versija; kopš tā laika teksts mainīts { $places } vietā
   *[other] Apstiprināta { $version }. versija; kopš tā laika teksts mainīts { $places } vietās
}
progress-signed-by = { $name }, { $day }
progress-waits = Vēl nav galīgā redakcija. Trūkst apstiprinājuma: { $sides }.
progress-held = Vēl nav galīgā redakcija. { $reason }
progress-came-back = Atgrieza iepriekšējā posmā: { $name }, { $day }. Pamatojums:
progress-unlocked = Atbloķēja: { $name }, { $day }. Pamatojums:
progress-kept-final = { $version }. versija paliek galīgā redakcija, kā to ir apstiprinājušas visas puses.
progress-kept-final-read = Lasīt galīgo redakciju
progress-published = { $version }. versija ir publicēta. To var lasīt ikviens, kam ir šī adrese:
progress-copy = Kopēt adresi
progress-copied = Nokopēts
progress-see-changes = Rādīt izmaiņas
progress-history = Vēsture
progress-moved = { $from } → { $to }
progress-version = { $version }. versija

step-open-review = Sākt apspriešanu
step-to-sign-off = Nodot saskaņošanai
step-sign-off = Apstiprināt šo versiju
step-withdraw = Atsaukt apstiprinājumu
step-finalise = Noteikt par galīgo redakciju
step-send-back = Atgriezt iepriekšējā posmā
step-unlock = Atbloķēt nākamajai redakcijai
step-publish = Publicēt
step-unpublish = Atsaukt publicēšanu
step-open-review-follows = Uzaicinātie tiek lūgti komentēt līdz norādītajai dienai. Kad tā beigusies visām pusēm, apspriešana tiek slēgta automātiski; komentēt varēs arī pēc tam. Pašreizējais teksts tiek saglabāts kā numurēta versija.
step-to-sign-off-follows = Apspriešana beidzas. Katra puse var apstiprināt tekstu; ja tas vēlāk mainās, jāapstiprina vēlreiz.
step-sign-off-follows = Savas puses vārdā jūs piekrītat tieši šim tekstam. Ja teksts mainās, apstiprinājums vairs nav spēkā. To var atsaukt, kamēr teksts nav galīgā redakcija. Kad visas puses ir apstiprinājušas, administrators var noteikt tekstu par galīgo redakciju.
step-withdraw-follows = Apstiprinājums vairs nav spēkā, un bez jauna apstiprinājuma teksts nevar kļūt par galīgo redakciju. Pēc tam var apstiprināt vēlreiz.
step-finalise-follows = Pēc tam neviens vairs nevar mainīt šo tekstu. Tas paliek galīgā redakcija arī tad, kad sākas nākamā. To var lasīt tikai dalībnieki, līdz administrators to publicē.
step-send-back-follows = Visi līdzšinējie apstiprinājumi zaudē spēku. Pamatojums būs redzams priekšlikuma lapā un žurnālā.
step-unlock-follows = Ar šo tekstu sākas nākamā redakcija. Apstiprinātā versija paliek galīgā redakcija, lasāma un, ja tā ir publicēta, publiska, līdz visas puses apstiprina citu. Tās apstiprinājumi uz jauno tekstu neattiecas.
step-publish-follows = Ikviens, kam ir adrese, var lasīt un lejupielādēt šo versiju bez konta. Komentāri, lēmumi un dalībnieki nav redzami. Jebkuras puses administrators publicēšanu var atsaukt.
step-unpublish-follows = Pēc tam tekstu var lasīt tikai dalībnieki. To var publicēt vēlreiz.
step-told-nobody = Atvērtās lapas to parāda uzreiz, un tas paliek žurnālā. Talka par to e-pasta vēstuli nesūta.
step-told-asked = Tie, kam lūgts komentēt, uzreiz saņem e-pasta vēstuli ar pēdējo dienu.
step-told-signers = Tie, kas apstiprina kādas puses vārdā, uzreiz saņem e-pasta vēstuli.
step-told-everybody = Visi partnerības dalībnieki uzreiz saņem e-pasta vēstuli.
step-told-sides = Abu pušu dalībnieki saņem e-pasta vēstuli ar pamatojumu.
step-told-members = Visi partnerības dalībnieki saņem e-pasta vēstuli ar pamatojumu.
step-told-admins = Pārējie partnerības administratori uzreiz saņem e-pasta vēstuli.
step-what = Par ko ir šis solis
step-version = Versija
step-version-of = { $version }. versija, kontrolsumma { $hash }
step-version-next = { $version }. versija (jauna), kontrolsumma { $hash }
step-languages = Valodas
step-language = { $language }: aizpildītas sadaļas – { $filled } no { $all }
step-read = Lasīt šo versiju
step-read-in = Lasīt šajā valodā: { $language }
step-for = Puse
step-address = Adrese
step-last-day = Pēdējā diena komentāriem
step-back-to = Posms
step-changes = Kas mainījies kopš { $version }. versijas
step-not-now = Atpakaļ uz priekšlikumu
step-done = { $step ->
    [open-review] Apspriešana ir sākta.
    [to-sign-off] Teksts ir nodots saskaņošanai.
    [sign-off] Jūsu puse ir apstiprinājusi šo versiju.
    [withdraw] Apstiprinājums ir atsaukts.
    [finalise] Teksts ir noteikts par galīgo redakciju.
    [send-back] Priekšlikums ir atgriezts iepriekšējā posmā.
    [unlock] Ir sākta nākamā redakcija. Apstiprinātā versija paliek galīgā redakcija.
    [publish] Galīgā redakcija ir publicēta.
   *[unpublish] Publicēšana ir atsaukta.
}

