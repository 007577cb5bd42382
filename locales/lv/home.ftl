# Sākumlapa.

home-title = Divas organizācijas, viens priekšlikums
home-lead = Talkā partneri no divām valstīm kopā raksta priekšlikumu – vienlaikus un katrs savā valodā. Recenzenti komentē konkrētus vārdus, uz katru piezīmi ir atbilde, un abas puses apstiprina vienu un to pašu tekstu.
home-sample-before = Brīvprātīgais no ārzemēm strādā pilsētā
home-sample-words = vismaz sešus mēnešus
home-sample-after = , un viņu pavada uzņemošās organizācijas mentors.
home-sample-comment = Mūsu pieredze: astoņi mēneši darbojas labāk.
home-sample-reason = Seši ir mazākais, iesakām astoņus.
home-write-title = Rakstiet vienā tekstā
home-write-text = Katrs vārds visiem ir redzams uzreiz. Bez savienojuma varat rakstīt tālāk; nekas nepazūd.
home-comment-title = Komentējiet vārdus
home-comment-text = Komentārs paliek pie saviem vārdiem, lai kā mainītos teksts ap tiem.
home-decide-title = Izlemiet par katru piezīmi
home-decide-text = Pieņemts, pieņemts citādi, nav pieņemts vai vēlāk – ar pamatojumu. Lēmumu saraksts ir dokumenta daļa.
home-sign-title = Apstipriniet vienu versiju
home-sign-text = Neviena puse nevar pabeigt viena, un katra visu var paņemt līdzi atvērtos formātos.
home-demo-title = Izmēģiniet kā …
home-partnerships = Jūsu partnerības
home-none = Jūs vēl neesat nevienas partnerības dalībnieks. Lūdziet savas partnerības administratoram uzaicināt šo e-pasta adresi: { $mail }
home-proposals = { $proposals ->
    [zero] { $proposals } priekšlikumu
    [one] { $proposals } priekšlikums
   *[other] { $proposals } priekšlikumi
}
home-new-partnership = Jauna partnerība
new-partnership-title = Projekta nosaukums
new-partnership-first-day = Pirmā diena
new-partnership-last-day = Pēdējā diena
new-partnership-applicant = Pieteicējs: organizācijas nosaukums
new-partnership-partner = Partneris: organizācijas nosaukums
new-partnership-country = Valsts
new-partnership-your-name = Jūsu vārds
new-partnership-create = Izveidot partnerību
