# Sākumlapa.

home-title = Divas organizācijas, viens priekšlikums
home-lead = Talkā divu valstu partneri vienlaikus raksta kopīgu priekšlikumu; teksts var būt trijās valodās līdzās. Vērtētāji komentē konkrētas vietas, uz katru komentāru var atbildēt un par to pieņemt lēmumu, un abas puses apstiprina vienu un to pašu tekstu.
home-sample-before = Brīvprātīgais no ārzemēm strādā pilsētā
home-sample-words = vismaz sešus mēnešus
home-sample-after = , un viņu atbalsta uzņēmējorganizācijas mentors.
home-sample-comment = Mūsu pieredze rāda, ka labāk ir astoņi mēneši.
home-sample-reason = Vismaz seši, bet iesakām astoņus.
home-write-title = Rakstiet vienu tekstu kopā
home-write-text = Katrs vārds visiem ir redzams uzreiz. Arī bez savienojuma varat rakstīt tālāk; nekas nepazūd.
home-comment-title = Komentējiet konkrētu vietu
home-comment-text = Komentārs paliek pie savas vietas, lai kā mainītos teksts ap to.
home-decide-title = Pieņemiet lēmumu par katru komentāru
home-decide-text = Ņemts vērā, ņemts vērā citādi, nav ņemts vērā vai atlikts – ar pamatojumu. Lēmumu saraksts ir dokumenta daļa.
home-sign-title = Apstipriniet vienu un to pašu versiju
home-sign-text = Neviena puse nevar pabeigt dokumentu viena, un katra jebkurā brīdī var lejupielādēt tekstu ar lēmumiem atvērtos formātos.
home-demo-title = Izmēģiniet kā…
home-partnerships = Jūsu partnerības
home-none = Jūs vēl neesat nevienas partnerības dalībnieks. Lūdziet savas partnerības administratoram nosūtīt uzaicinājumu uz šo e-pasta adresi: { $mail }
home-proposals = { $proposals ->
    [zero] { $proposals } priekšlikumu
    [one] { $proposals } priekšlikums
   *[other] { $proposals } priekšlikumi
}
home-new-partnership = Jauna partnerība
new-partnership-title = Projekta nosaukums
new-partnership-first-day = Sākuma datums
new-partnership-last-day = Beigu datums
new-partnership-applicant = Pieteicējs: organizācijas nosaukums
new-partnership-partner = Partneris: organizācijas nosaukums
new-partnership-country = Valsts
new-partnership-your-name = Jūsu vārds un uzvārds
new-partnership-create = Izveidot partnerību
