# Priekšlikuma apspriešanas: kas uzaicināts, kā tās beidzas, kas noticis ar paša komentāriem.

reviews-title = Apspriešanas
reviews-lead = Kas un līdz kuram datumam aicināts komentēt, ar ko katra apspriešana beigusies un kas noticis ar jūsu komentāriem.
reviews-none = Apspriešanas vēl nav bijis.
reviews-number = { $number }. apspriešana
reviews-opened = Sākta
reviews-closed = Slēgta
reviews-by-itself = beidzās pēdējā diena
reviews-last-day = līdz dienas beigām: { $day } ({ $zone })
reviews-invited = Uzaicināti
reviews-invited-help = Ja neizvēlaties nevienu, uzaicināti ir visi dalībnieki.
reviews-everybody = visi dalībnieki
reviews-all-languages = visas valodas
reviews-languages-help = Ja neizvēlaties nevienu, apspriešana ir par visām valodām.
reviews-comments = Komentāri
reviews-summary = Kopsavilkums
reviews-summary-later = Kopsavilkums (to var uzrakstīt arī vēlāk)
reviews-yours = Jūsu komentāri un kas ar katru noticis
reviews-change = Mainīt apspriešanu
reviews-prolong = Pagarināt apspriešanu
reviews-change-send = Saglabāt
reviews-close = Slēgt apspriešanu tagad
reviews-close-send = Slēgt apspriešanu
reviews-sum-up = Uzrakstīt kopsavilkumu
reviews-sum-up-again = Mainīt kopsavilkumu
reviews-sum-up-send = Saglabāt
reviews-done = Saglabāts.
