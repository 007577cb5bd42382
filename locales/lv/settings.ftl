# Priekšlikuma iestatījumi: nosaukums, valodas, sadaļas.

settings-title = Iestatījumi
settings-lead = Šī priekšlikuma nosaukums, valodas un sadaļas. Kam priekšlikums ir atvērts, tam paziņo, ka iestatījumi ir mainīti.
settings-done = Iestatījumi ir saglabāti.
settings-languages-help = Pirms saskaņošanas visām obligātajām sadaļām jābūt aizpildītām pirmajā no šīm valodām. Valoda, kurā ir teksts vai komentāri, paliek.
settings-sections-help = Sadaļa, kurā ir teksts vai komentāri, paliek. Sadaļu, kas nav priekšlikumā, vēlāk var atkal pievienot.
settings-section-on = Ir priekšlikumā
settings-section-limit = Rakstzīmju skaits, ne vairāk kā
settings-section-owner = Atbildīgais
settings-all-sides = Visas puses kopā
settings-stays = (ir teksts vai komentāri)
settings-changed = Iestatījumi mainīti: ielādēt lapu no jauna
refusal-for-sign-off = Teksts ir saskaņošanā, tāpēc to nevar mainīt. Vispirms atgrieziet priekšlikumu iepriekšējā posmā.
refusal-in-use = Tur ir teksts vai komentāri, tāpēc tā paliek priekšlikumā.
