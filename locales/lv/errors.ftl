# Ko cilvēks lasa, kad kaut kas ir noraidīts: kas noticis un kas palīdz.

refusal-not-signed-in = Vispirms pieslēdzieties.
refusal-sign-in-again = Šim solim, lūdzu, apstipriniet savu identitāti: pieslēdzieties vēlreiz ar saiti no e-pasta. Tā ir derīga { $minutes } minūtes; pēc tam nosūtiet vēlreiz.
refusal-not-allowed = Jūsu loma to neļauj. To var mainīt partnerības administrators.
refusal-not-found = Šeit nekā nav vai jums nav tiesību to redzēt.
refusal-locked = Priekšlikums ir galīgs. Tā tekstu vairs nevar mainīt.
refusal-reason-missing = Lūdzu, norādiet pamatojumu.
refusal-step-skipped = Priekšlikums virzās uz priekšu pa vienam solim.
refusal-not-for-sign-off = Priekšlikums pašlaik nav posmā “Saskaņošanā”. Apskatiet priekšlikuma lapu.
refusal-text-changed = Kopš šīs lapas atvēršanas teksts ir mainījies. Izlasiet izmaiņas un tad nosūtiet vēlreiz.
refusal-sections-empty = { $sections ->
    [zero] { $sections } obligāto sadaļu vēl ir tukšas.
    [one] { $sections } obligātā sadaļa vēl ir tukša.
   *[other] { $sections } obligātās sadaļas vēl ir tukšas.
}
refusal-blocking-threads = { $threads ->
    [zero] { $threads } bloķējošu pavedienu vēl ir atvērti.
    [one] { $threads } bloķējošs pavediens vēl ir atvērts.
   *[other] { $threads } bloķējoši pavedieni vēl ir atvērti.
}
refusal-sign-off-missing = Viena no pusēm vēl nav apstiprinājusi pašreizējo tekstu.
refusal-no-side = To var darīt tikai dalībnieks, kas pārstāv kādu no pusēm.
refusal-other-side = Par to lemj otra puse. To var izdarīt tikai tās administrators.
refusal-own-side = Savu pusi mainīt nevar. To var izdarīt cits jūsu puses administrators.
refusal-first-is-admin = Šai pusei vēl nav administratora. Uzaiciniet tās pirmo administratoru, kas pēc tam uzaicinās pārējos.
refusal-already-invited = Šīs puses pirmais administrators jau ir uzaicināts. Pagaidiet atbildi vai atsauciet uzaicinājumu.
refusal-already-member = Šis cilvēks jau ir partnerības dalībnieks vai ir uzaicināts.
refusal-last-admin = Šis ir pēdējais puses vai partnerības administrators. Vispirms ieceliet par administratoru kādu citu.
refusal-not-a-signer = Puses vārdā apstiprina tikai tās administratori vai puses norādīti cilvēki. Vaicājiet savas puses administratoram.
refusal-not-final = Publicēt var tikai galīgo redakciju.
refusal-words-gone = Šo vārdu tekstā vairs nav. Atlasiet tos vēlreiz.
refusal-empty = Lūdzu, vispirms kaut ko uzrakstiet.
refusal-unfit = Tas šeit neder. Lūdzu, pārbaudiet.
refusal-too-long = { $limit ->
    [zero] Šeit drīkst būt ne vairāk kā { $limit } rakstzīmju.
    [one] Šeit drīkst būt ne vairāk kā { $limit } rakstzīme.
   *[other] Šeit drīkst būt ne vairāk kā { $limit } rakstzīmes.
}
refusal-too-many = Jau ir par daudz: ne vairāk kā { $limit }.
refusal-not-a-mail-address = Tā nav e-pasta adrese. Rakstiet to kā vards@example.org, bez atstarpēm.
refusal-link-spent = Šī saite jau ir izmantota vai ir novecojusi. Pieprasiet jaunu.
refusal-nothing-to-restore = Teksts jau ir tieši tāds. Nav, ko atjaunot.
refusal-document-full = Tik daudz teksta priekšlikumā vairs neietilpst. Saīsiniet to vai atjaunojiet tikai vienu sadaļu.
refusal-outdated = Kāds bija ātrāks. Apskatiet lapu vēlreiz.
refusal-new-version = Ir jauna Talka versija. Nokopējiet šeit rakstīto un ielādējiet lapu vēlreiz.
refusal-unavailable = Serveris to šobrīd nevarēja izdarīt. Lūdzu, mēģiniet vēlreiz.
refusal-cannot-save = Pašlaik neko nevar saglabāt. Atstājiet šo lapu atvērtu un pēc dažām minūtēm mēģiniet vēlreiz.
refusal-busy = Serverim pašlaik ir pārāk daudz darba. Lūdzu, mēģiniet vēlreiz pēc dažām sekundēm.
refusal-set-aside = To vairākas reizes pēc kārtas neizdevās atvērt, tāpēc kādu laiku tas vairs netiek mēģināts. Mēģiniet vēlāk un paziņojiet servera uzturētājam.
refusal-too-large = Tas ir vairāk, nekā vienā reizē var nosūtīt. Lūdzu, sūtiet mazāk.
refusal-too-fast = { $seconds ->
    [zero] Īsā laikā bija pārāk daudz pieprasījumu. Lūdzu, mēģiniet vēlreiz pēc { $seconds } sekundēm.
    [one] Īsā laikā bija pārāk daudz pieprasījumu. Lūdzu, mēģiniet vēlreiz pēc { $seconds } sekundes.
   *[other] Īsā laikā bija pārāk daudz pieprasījumu. Lūdzu, mēģiniet vēlreiz pēc { $seconds } sekundēm.
}
refusal-other-origin = Šis pieprasījums nāca no citas vietnes. Atveriet Talku tās adresē un mēģiniet vēlreiz.
refusal-unknown-host = Šajā adresē Talka nav pieejama. Lūdzu, izmantojiet adresi no uzaicinājuma.
