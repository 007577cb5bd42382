# Ko cilvēks lasa, kad kaut kas ir noraidīts: kas noticis un kas palīdz.

refusal-not-signed-in = Lūdzu, vispirms pieslēdzieties.
refusal-sign-in-again = Šim solim jāapliecina identitāte: pieslēdzieties vēlreiz ar saiti no e-pasta un tad nosūtiet vēlreiz. Pieslēgšanās ir derīga { $minutes } min.
refusal-not-allowed = Jūsu loma to neļauj. Lomu var mainīt partnerības administrators.
refusal-not-found = Šeit nekā nav vai jums nav tiesību to redzēt.
refusal-locked = Priekšlikumam ir galīgā redakcija. Tekstu vairs nevar mainīt.
refusal-reason-missing = Lūdzu, norādiet pamatojumu.
refusal-step-skipped = Priekšlikums virzās uz priekšu pa vienam posmam.
refusal-not-for-sign-off = Priekšlikums pašlaik nav posmā „Saskaņošanā”. Skatiet priekšlikuma lapu.
refusal-text-changed = Kopš šīs lapas atvēršanas teksts ir mainījies. Izlasiet izmaiņas un tad nosūtiet vēlreiz.
refusal-sections-empty = { $sections ->
    [zero] Priekšlikuma pirmajā valodā vēl ir tukšas { $sections } obligātās sadaļas.
    [one] Priekšlikuma pirmajā valodā vēl ir tukša { $sections } obligātā sadaļa.
   *[other] Priekšlikuma pirmajā valodā vēl ir tukšas { $sections } obligātās sadaļas.
}
refusal-blocking-threads = Vēl nav atrisināti visi iebildumi (atvērti: { $threads }).
refusal-open-threads = Vēl nav lēmuma par visiem komentāriem (atvērti: { $threads }).
refusal-sign-off-missing = Viena no pusēm vēl nav apstiprinājusi pašreizējo tekstu.
refusal-no-side = To var darīt tikai dalībnieks, kas pārstāv kādu no pusēm.
refusal-other-side = Par to lemj otra puse. To var izdarīt tikai tās administrators.
refusal-own-side = Savu pārstāvēto pusi mainīt nevar. To var izdarīt cits jūsu puses administrators.
refusal-first-is-admin = Šai pusei vēl nav administratora. Uzaiciniet tās pirmo administratoru, kas pēc tam uzaicinās pārējos.
refusal-already-invited = Šīs puses pirmais administrators jau ir uzaicināts. Pagaidiet atbildi vai atsauciet uzaicinājumu.
refusal-already-member = Šis cilvēks jau ir partnerības dalībnieks vai jau ir uzaicināts.
refusal-last-admin = Šis ir pēdējais puses vai partnerības administrators. Vispirms piešķiriet administratora lomu kādam citam.
refusal-not-a-signer = Puses vārdā apstiprina tikai tās administratori vai puses norādītie cilvēki. Vaicājiet savas puses administratoram.
refusal-not-final = Publicēt var tikai galīgo redakciju.
refusal-words-gone = Šīs teksta vietas vairs nav. Lūdzu, atlasiet to vēlreiz.
refusal-empty = Lūdzu, aizpildiet šo lauku.
refusal-unfit = Ievadītais šeit nav derīgs. Lūdzu, pārbaudiet.
refusal-day-over = Šī diena jau ir beigusies. Izvēlieties vēlāku.
refusal-ends-before-start = Beigu datums ir pirms sākuma datuma.
refusal-shares-over = Daļu summa pārsniedz 100 %.
refusal-too-long = { $limit ->
    [zero] Šeit drīkst būt ne vairāk kā { $limit } rakstzīmju.
    [one] Šeit drīkst būt ne vairāk kā { $limit } rakstzīme.
   *[other] Šeit drīkst būt ne vairāk kā { $limit } rakstzīmes.
}
refusal-too-many = Sasniegts lielākais pieļaujamais skaits: { $limit }.
refusal-not-a-mail-address = Tā nav e-pasta adrese. Rakstiet to kā vards@example.org, bez atstarpēm.
refusal-link-spent = Šī saite jau ir izmantota vai ir novecojusi. Lūdzu, pieprasiet jaunu.
refusal-nothing-to-restore = Teksts jau ir tieši tāds. Nav, ko atjaunot.
refusal-document-full = Tik daudz teksta priekšlikumā vairs neietilpst. Saīsiniet to vai atjaunojiet tikai vienu sadaļu.
refusal-outdated = Kāds to pa šo laiku jau ir mainījis. Ielādējiet lapu no jauna.
refusal-new-version = Ir jauna Talkas versija. Nokopējiet šeit uzrakstīto un ielādējiet lapu no jauna.
refusal-unavailable = Serveris to pašlaik nevarēja izdarīt. Lūdzu, mēģiniet vēlreiz.
refusal-cannot-save = Pašlaik neko nevar saglabāt. Atstājiet šo lapu atvērtu un pēc dažām minūtēm mēģiniet vēlreiz.
refusal-busy = Serveris pašlaik ir pārslogots. Lūdzu, mēģiniet vēlreiz pēc dažām sekundēm.
refusal-set-aside = To vairākas reizes pēc kārtas neizdevās atvērt, tāpēc Talka kādu laiku vairs nemēģinās. Mēģiniet vēlāk un paziņojiet servera uzturētājam.
refusal-too-large = Tas ir vairāk, nekā vienā reizē var nosūtīt. Lūdzu, sūtiet mazāk.
refusal-too-fast = { $seconds ->
    [zero] Īsā laikā bija pārāk daudz pieprasījumu. Lūdzu, mēģiniet vēlreiz pēc { $seconds } sekundēm.
    [one] Īsā laikā bija pārāk daudz pieprasījumu. Lūdzu, mēģiniet vēlreiz pēc { $seconds } sekundes.
   *[other] Īsā laikā bija pārāk daudz pieprasījumu. Lūdzu, mēģiniet vēlreiz pēc { $seconds } sekundēm.
}
refusal-other-origin = Šis pieprasījums nāca no citas vietnes. Atveriet Talku tās adresē un mēģiniet vēlreiz.
refusal-unknown-host = Šajā adresē Talka nav pieejama. Lūdzu, izmantojiet adresi no uzaicinājuma.
