# The archive: its README, its links.

archive-head = Archive of the partnership “{ $title }”, made with Talka
archive-partnership = partnership.json: project details, members by role, list of proposals
archive-proposals = proposals/1, proposals/2 …: a folder for each proposal; proposal.json in it holds the text with all comments, suggestions and decisions
archive-texts = text.en.html, text.en.docx and others: the current text in each language and format; text.yjs: the document itself
archive-versions = versions/: the versions that people kept, and every final version
archive-log = log.csv: the log
archive-data = data/: all rows from which the partnership can be restored
archive-manifest = manifest.json: the list of all files with their fingerprints (SHA-256)
archive-verify = To check that nothing is missing or changed: talka verify FILE. This needs no connection. Every final version can also be looked up by its fingerprint at the address in manifest.json.
archive-import = To go on working elsewhere, the operator of another Talka uses: talka import FILE
archive-personal = The archive holds names, and for admins also email addresses. Keep it as carefully as the partnership itself.
archive-download = Download everything (.zip)
archive-download-proposal = Everything about this proposal (.zip)
archive-help = All texts, versions, comments, decisions and the log in one archive, from which another Talka can restore the partnership.
