# The page of versions, and putting one back.

versions-title = Versions
versions-lead = Each version is the whole text as it was at one moment. Nobody can change or delete it.
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
