# Texts of the PDF.

export-pdf = PDF for reading and printing (.pdf)
export-odt = OpenDocument text (.odt)
export-stage = Stage
export-number = Version
export-day = Date
pdf-contents = Contents
pdf-last = Sign-offs
pdf-hash = Fingerprint (SHA-256)
refusal-too-large-for-pdf = This text is too large for a PDF. The Word document and the web page hold all of it.
