# The page that says which final version a fingerprint belongs to.

verify-title = Look up a final version
verify-found = The text with this fingerprint is final version { $version }, closed as final { $day }.
verify-exists = There is a final version with this fingerprint. It was closed as final { $day }.
verify-not-public = It is not published. Members who are signed in see which one it is.
verify-unknown = Talka at this address has no final version with this fingerprint. Check that you copied all 64 characters. Drafts and versions that not every side signed off are not found here.
verify-imported = This version came here { $day } in an archive from { $place }. Who signed it off is what that archive says.
verify-hash = Fingerprint (SHA-256):
verify-sides = Organisations
verify-signers = Signed off
verify-signed = { $name } for { $side }, { $day }
verify-ask = Fingerprint
verify-help = 64 characters, from the last page of the document.
verify-unreadable = This is not a fingerprint. It has 64 characters: digits and the letters a to f.
verify-send = Look up
