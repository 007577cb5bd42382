# Josla virs teksta un tas, kas atstāj vietu tekstam.

room-stage = Posms: { $state }
room-stage-signing = Posms: { $state }; apstiprinājušas { $signed } no { $all } pusēm
room-more = Vairāk
room-calm = Fokusa režīms
room-no-script = Lai rakstītu un komentētu, vajadzīgs JavaScript, kas šajā pārlūkprogrammā nedarbojas. Tekstu var lasīt arī bez tā:
room-threads-elsewhere-title = Atvērtie komentāri citās valodās
room-threads-elsewhere = { $threads ->
    [zero] { $language }: { $threads } atvērtu komentāru
    [one] { $language }: { $threads } atvērts komentārs
   *[other] { $language }: { $threads } atvērti komentāri
}
room-decide-needs = Izvēlieties lēmumu un norādiet pamatojumu.
