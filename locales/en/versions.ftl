# The page of versions, and putting one back.

versions-title = Versions
versions-lead = Each version is the whole text as it was at one moment. Nobody can change it. The server keeps some by itself while people write; the oldest of these go.
versions-none = There is no version yet. The first one is kept when the review opens.
versions-hash = fingerprint { $hash }
versions-present = This is what the text says now.
versions-signed = Signed off for { $side }: { $name }, { $day }
versions-read = Read
versions-files = Download version { $version }
versions-restore = Restore
versions-all = All versions
restore-title = Restore version { $version }
restore-what = What to restore
restore-whole = The whole text
restore-follows = The text will say again what this version says, in all its languages. What it says now is kept as a version first, so nothing is lost. Comments stay on their words where the words are still there.
restore-send = Restore
restore-back = Back to the versions
restore-done = The text says again what version { $version } says.
versions-decisions = Comments and decisions then
versions-decisions-of = As they were when version { $version } was kept.
versions-automatic = { $versions ->
    [one] { $versions } automatic version
   *[other] { $versions } automatic versions
}
versions-keep = Keep a version now
versions-keep-send = Keep
versions-name = Name of the version
versions-rename = Name version { $version }
versions-name-send = Save the name
versions-kept = The text is kept as version { $version }.
versions-writers = Who wrote this text
versions-wrote = { $characters ->
    [one] { $name }: { $characters } character
   *[other] { $name }: { $characters } characters
}
versions-wrote-nobody = Not recorded
refusal-already-kept = This text is already kept under a name. Write something first, or ask an admin to rename the version.
