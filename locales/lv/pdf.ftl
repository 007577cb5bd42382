# PDF faila teksti.

export-pdf = PDF lasīšanai un drukāšanai (.pdf)
export-odt = OpenDocument teksts (.odt)
export-stage = Posms
export-number = Versija
export-day = Datums
pdf-contents = Saturs
pdf-last = Apstiprinājumi
pdf-hash = Kontrolsumma (SHA-256)
refusal-too-large-for-pdf = Šis teksts ir pārāk liels PDF failam. Word dokumentā un tīmekļa lapā tas ir pilnībā.
