//! Every limit of the product, in one place, with its unit in its name.

/// Most characters of one comment.
pub const COMMENT_CHARS: usize = 4_000;
/// Most characters of a decision's or a move's reason.
pub const REASON_CHARS: usize = 500;
/// Most characters of what a review came to.
pub const REVIEW_SUMMARY_CHARS: usize = 4_000;
/// How often an instance looks whether a review's last day has ended.
pub const REVIEW_LOOK_SECONDS: u64 = 60;
/// Most characters of a name.
pub const NAME_CHARS: usize = 120;
/// Most characters of a title.
pub const TITLE_CHARS: usize = 250;
/// Most characters that the limit of a section may allow.
pub const SECTION_CHARS: u32 = 100_000;
/// Most characters of a mail address (RFC 5321, 4.5.3.1).
pub const MAIL_CHARS: usize = 254;
/// Most characters of an organisation's postal address.
pub const ADDRESS_OF_ORGANISATION_CHARS: usize = 240;
/// Most characters of what a partnership says of its programme.
pub const PROGRAMME_CHARS: usize = 500;
/// Most characters of a partnership's objective.
pub const OBJECTIVE_CHARS: usize = 4_000;
/// Most characters of one target group.
pub const TARGET_GROUP_CHARS: usize = 500;
/// Most target groups of one partnership.
pub const TARGET_GROUPS_A_PARTNERSHIP: usize = 20;
/// Most characters of one paragraph of a justification.
pub const JUSTIFICATION_PARAGRAPH_CHARS: usize = 4_000;
/// Most paragraphs of one justification.
pub const PARAGRAPHS_A_JUSTIFICATION: usize = 20;
/// Most activities of one partnership.
pub const ACTIVITIES_A_PARTNERSHIP: usize = 50;
/// Most characters of when a share of the budget is paid.
pub const SHARE_WHEN_CHARS: usize = 500;
/// Most shares of one budget.
pub const SHARES_A_BUDGET: usize = 12;
/// The largest budget: a thousand million euros.
pub const BUDGET_CENTS: i64 = 100_000_000_000;
/// Most organisations of one partnership.
pub const SIDES_A_PARTNERSHIP: usize = 12;
/// Most members of one partnership.
pub const MEMBERS_A_PARTNERSHIP: usize = 500;
/// Most proposals of one partnership.
pub const PROPOSALS_A_PARTNERSHIP: usize = 200;
/// Most threads of one proposal.
pub const THREADS_A_PROPOSAL: usize = 2_000;
/// Most comments of one thread.
pub const COMMENTS_A_THREAD: usize = 200;
/// Most lines of one page of the journal.
pub const JOURNAL_LINES_A_PAGE: u64 = 100;
/// Most lines of the journal as a table: the newest.
pub const JOURNAL_LINES_A_FILE: u64 = 20_000;
/// Words that one suggestion covers, and words that it inserts, in UTF-16 units each.
pub const SUGGESTION_UNITS: usize = 10_000;
/// Quoted words kept with an anchor, in UTF-16 units.
pub const QUOTE_UNITS: usize = 512;
/// Words kept before and after a quote, in UTF-16 units.
pub const QUOTE_CONTEXT_UNITS: usize = 32;

/// Most characters of what somebody looks for.
pub const SEARCH_CHARS: usize = 200;
/// Fewest letters and digits that are looked for.
pub const SEARCH_LETTERS: usize = 2;
/// Most words that are looked for at once.
pub const SEARCH_WORDS: usize = 12;
/// Letters by which words are compared; what follows is not.
pub const SEARCH_WORD_CHARS: usize = 40;
/// Most places that one search shows.
pub const SEARCH_HITS: u64 = 60;
/// Most characters of one entry of the index: longer paragraphs are several.
pub const SEARCH_ENTRY_CHARS: usize = 4_000;
/// About so many characters of a sentence stand beside what is found in it.
pub const SEARCH_SENTENCE_CHARS: usize = 200;
/// Most characters of the words with which a place is found again.
pub const SEARCH_FRAGMENT_CHARS: usize = 60;

/// Most characters of a link's address.
pub const ADDRESS_CHARS: usize = 2_048;
/// Most bytes of HTML that one paste or import may bring.
pub const PASTE_BYTES: usize = 2 * 1024 * 1024;
/// Most nodes of the HTML that one paste or import may bring.
pub const PASTE_NODES: usize = 20_000;

/// A login link works this long.
pub const LOGIN_LINK_MINUTES: i64 = 15;
/// A session ends after this long without a visit.
pub const SESSION_DAYS: i64 = 30;
/// A session ends this long after its last link from the mail, however often it is used.
pub const SESSION_DAYS_IN_ALL: i64 = 90;
/// What matters most is done within this long after a link from the mail.
pub const FRESH_MINUTES: i64 = 30;
/// How often open connections are asked whether their session has ended.
pub const SESSIONS_CHECKED_SECONDS: u64 = 60;
/// Most characters of the name of a device or program.
pub const DEVICE_CHARS: usize = 60;
/// Most programs for which one account has a token.
pub const PROGRAMS_AN_ACCOUNT: usize = 10;
/// Most bytes of the path to which signing in leads back.
pub const WAY_BACK_BYTES: usize = 512;
/// Between the first and the second attempt to send a mail; each later pause is four times as long.
pub const MAIL_PAUSE_MS: i64 = 5_000;
/// The longest pause between two attempts to send a mail.
pub const MAIL_PAUSE_MS_MAX: i64 = 60 * 60 * 1_000;
/// An instance that began to send a mail and says nothing more has this long; then another may. It is
/// longer than all time limits of handing one mail over together.
pub const MAIL_LEASE_MS: i64 = 5 * 60 * 1_000;
/// Most mails that one instance hands over at the same time. Some hosts take no more connections of
/// one account.
pub const MAILS_AT_ONCE: usize = 3;
/// Waiting mails are looked for at least this often: another instance may have left them.
pub const MAIL_LOOK_MS: i64 = 30 * 1_000;
/// A connection to the mail server, with its TLS, takes this long at most.
pub const MAIL_CONNECT_SECONDS: u64 = 10;
/// The mail server's greeting, and each of its answers, takes this long at most.
pub const MAIL_ANSWER_SECONDS: u64 = 15;
/// The answer to the whole of a mail takes this long at most: servers look for spam meanwhile.
pub const MAIL_CONTENT_SECONDS: u64 = 60;
/// A mail that was refused for good is kept, without its text, this long.
pub const REFUSED_MAIL_DAYS: i64 = INVITATION_DAYS;
/// Most letters of a mail server's answer that are logged.
pub const MAIL_ANSWER_CHARS: usize = 200;
/// An invitation can be answered this long.
pub const INVITATION_DAYS: i64 = 14;
/// An invitation that no mail server takes is tried this long.
pub const INVITATION_MAIL_DAYS: i64 = 3;
/// Most invitations that one account sends a day.
pub const INVITATIONS_A_DAY: usize = 50;
/// Most invitations into one partnership a day.
pub const INVITATIONS_A_PARTNERSHIP_A_DAY: usize = 100;
/// The hour of the day, UTC, from which a review reminds of its last day.
pub const REMINDER_HOUR: i64 = 6;
/// Between two looks for reminders that are due.
pub const REMINDERS_LOOK_MS: u64 = 5 * 60 * 1_000;
/// Longest that whoever has the jobs run waits for the mails among them.
pub const JOBS_MAIL_SECONDS: u64 = 20;
/// A notice that no mail server takes is tried this long.
pub const NOTICE_DAYS: i64 = 3;
/// Most login links for one address within [`LOGIN_LINK_MINUTES`].
pub const LOGIN_LINKS_A_MAIL: u64 = 5;

/// Most bytes of a form that anybody may send, signed in or not.
pub const OPEN_FORM_BYTES: usize = 4 * 1024;
/// Most bytes of a form that is given back to somebody whose session has ended.
pub const KEPT_FORM_BYTES: usize = 64 * 1024;
/// Most bytes of one form or call.
pub const CALL_BYTES: usize = 256 * 1024;
/// Most bytes of the form with all facts of a partnership: a letter may take nine.
pub const FACTS_BYTES: usize = 4 * 1024 * 1024;
/// Most rows of one kind that a form is read for.
pub const ROWS_A_FORM: usize = 200;
/// Most fields of one form.
pub const FORM_FIELDS: usize = 2_000;

/// Most bytes of request bodies that are held in memory at once.
pub const BODIES_BYTES: usize = 64 * 1024 * 1024;
/// Most bodies of one account that are read or worked on at once.
pub const BODIES_AN_ACCOUNT: usize = 12;
/// A body may take this long, and longer as long as it comes at [`BODY_BYTES_A_SECOND`].
pub const BODY_SECONDS: u64 = 10;
/// The least rate at which a body comes.
pub const BODY_BYTES_A_SECOND: u32 = 8 * 1024;
/// The rest of a body that was refused is thrown away for this long, so that its sender reads why.
pub const REFUSED_BODY_SECONDS: u64 = 5;
/// Longest that a page or a file may take to be made.
pub const REQUEST_SECONDS: u64 = 30;

/// Most connections of one instance.
pub const CONNECTIONS: usize = 4_096;
/// Most connections from one address.
pub const CONNECTIONS_AN_ADDRESS: usize = 400;
/// Files and database connections that an instance keeps open beside its connections.
pub const OTHER_DESCRIPTORS: usize = 100;
/// Longest that the head of a request may take, and that a connection may wait for the next one.
pub const HEAD_SECONDS: u64 = 10;
/// Most bytes of the head of a request.
pub const HEAD_BYTES: usize = 32 * 1024;
/// Longest that a reader may take nothing of an answer.
pub const STALLED_ANSWER_SECONDS: u64 = 30;

/// Most pages an account may ask for in a minute.
pub const PAGES_A_MINUTE: u32 = 300;
/// Most files an account may export in a minute.
pub const EXPORTS_A_MINUTE: u32 = 60;
/// Most forms and calls an account may send in a minute.
pub const WRITES_A_MINUTE: u32 = 300;
/// Most times an account may join a room in a minute.
pub const JOINS_A_MINUTE: u32 = 300;
/// Most exchanges without a socket for an account in a minute.
pub const EXCHANGES_A_MINUTE: u32 = 1_200;
/// An address may ask for as much as this many accounts: an office can have one address.
pub const ACCOUNTS_AN_ADDRESS: u32 = 10;
/// Most mail links that one address may ask for in an hour.
pub const LINKS_AN_HOUR_AN_ADDRESS: u32 = 60;
/// Most mail links that may be asked for in a minute, by everybody together.
pub const LINKS_A_MINUTE: u32 = 300;
/// Most mail links that one address may open in a minute.
pub const OPENED_LINKS_A_MINUTE: u32 = 60;
/// Most accounts or addresses whose rates are counted one by one.
pub const COUNTED_KEYS: usize = 100_000;
/// Most bytes of one WebSocket frame.
pub const FRAME_BYTES: usize = 4 * 1024 * 1024;
/// Most bytes of one awareness state.
pub const AWARENESS_BYTES: usize = 4 * 1024;
/// Most bytes of a document as one update.
pub const DOCUMENT_BYTES: usize = 32 * 1024 * 1024;
/// Most messages that wait for a slow reader before its connection is closed. What one program writes
/// in a second is fewer; what weighs is bounded by [`OUTGOING_BYTES`].
pub const OUTGOING_MESSAGES: usize = 32_768;
/// Deepest nesting that a value or a tree from outside may have.
pub const NESTING_DEPTH: usize = 64;
/// Most rows of one table that are drawn and edited as such.
pub const TABLE_ROWS: usize = 1_000;
/// Most columns of one table.
pub const TABLE_COLUMNS: usize = 100;
/// Most updates that wait for what came before them.
pub const EARLY_UPDATES: usize = 2_000;
/// Most bytes of updates that wait.
pub const EARLY_BYTES: usize = 8 * 1024 * 1024;
/// Most repairs after one update; the rest waits for the next one.
pub const REPAIRS_AN_UPDATE: usize = 1_000;
/// Most connections to one room.
pub const CONNECTIONS_A_ROOM: usize = 200;
/// Connections of a room that only those who write may take.
pub const CONNECTIONS_FOR_WRITERS: usize = 50;
/// Most connections of one account to one room; one more closes the oldest.
pub const CONNECTIONS_AN_ACCOUNT: usize = 10;
/// Most connections to all rooms of one instance.
pub const CONNECTIONS_AN_INSTANCE: usize = 5_000;
/// Step 2 and update messages that one connection may send at once: what was kept offline.
pub const UPDATES_AT_ONCE: u64 = 5_000;
/// Step 2 and update messages that one connection may send in a second for long.
pub const UPDATES_A_SECOND: u64 = 50;
/// Questions for the document or for everyone's presence that one connection may send at once.
pub const QUESTIONS_AT_ONCE: u64 = 60;
/// Such questions in a second for long.
pub const QUESTIONS_A_SECOND: u64 = 1;
/// Presences that one connection may send at once and each of which is shown.
pub const PRESENCES_AT_ONCE: u64 = 100;
/// Presences in a second that are shown; of more than that only the newest is.
pub const PRESENCES_A_SECOND: u64 = 20;
/// Presences that are not shown one by one before their sender is closed.
pub const PRESENCES_TOO_MANY: u64 = 3_000;
/// Bytes of text that one account may write at once, in all rooms of an instance.
pub const WRITTEN_BYTES_AT_ONCE: u64 = 12 * 1024 * 1024;
/// Bytes of text that one account may write in a second for long: 14 MiB in an hour.
pub const WRITTEN_BYTES_A_SECOND: u64 = 4 * 1024;
/// Replicas that are remembered as an account's although nothing was written under them.
pub const REPLICAS_AN_ACCOUNT: usize = 64;
/// Longest that a change of rights or the end of a session waits for a busy room.
pub const ROOM_ANSWER_MS: u64 = 1_000;
/// Presence that goes to other instances is collected for this long.
pub const PRESENCE_COLLECTED_MS: u64 = 50;
/// A peer that is told that its frame was too large has this long to hear it.
pub const SOCKET_LINGER_SECONDS: u64 = 5;
/// Most replicas in one awareness update.
pub const AWARENESS_ENTRIES: usize = 1_000;
/// Most items and deleted ranges in one update: each costs up to 300 bytes once it is decoded.
pub const UPDATE_BLOCKS: usize = 100_000;
/// The items of a document that seems to have too many are counted again at most this often.
pub const RECOUNT_MS: u64 = 10_000;
/// Most items of a document.
pub const DOCUMENT_BLOCKS: usize = 1_000_000;
/// Most nodes around anything in a document: twice what is shown, so that a repair has something
/// to repair and no recursion goes deep.
pub const TREE_DEPTH: usize = 2 * NESTING_DEPTH;
/// Most comparisons of items that were written at the same place which one update may cause: some
/// hundredths of a second.
pub const CONFLICTS_AN_UPDATE: u64 = 250_000;
/// Comparisons that a document may cause when it is read; beyond, conflicts are refused.
pub const CONFLICTS_A_DOCUMENT: u64 = 1_000_000;
/// Entries of a list that are moved in the time of one such comparison.
pub const BLOCKS_A_MOVE: u64 = 256;
/// Most bytes of a tag, of an attribute's or a mark's name.
pub const NAME_BYTES: usize = 64;
/// Most bytes of an attribute's or a mark's value: a link with all that belongs to it.
pub const ATTRIBUTE_BYTES: usize = 16 * 1024;
/// Most different names of attributes and marks in a document.
pub const NAMES_A_DOCUMENT: usize = 500;
/// Most beginnings and ends of marks in one text, times the different marks in it: each run is read
/// with all marks that hold there.
pub const MARKED_RUNS_A_TEXT: u64 = 150_000;
/// Most different marks in one text.
pub const MARKS_A_TEXT: u16 = 16;
/// A replica says again where it is after this long.
pub const PRESENCE_RENEWED_MS: u64 = 15_000;
/// A page that hears nothing from its server for so long asks whether it is there.
pub const LINE_SILENT_MS: u64 = 30_000;
/// It asks sooner while it waits for so long to be told that a change is on the disk.
pub const LINE_UNANSWERED_MS: u64 = 10_000;
/// A line on which nothing comes for so long after that is dead, although nobody has closed it.
pub const LINE_PROBED_MS: u64 = 5_000;
/// A replica that was not heard of for this long is gone.
pub const PRESENCE_GONE_MS: u64 = 30_000;
/// Most places of words that a reader looks for in one field.
pub const FOUND_PLACES: usize = 1_000;
/// Most bytes that wait for a slow reader before its connection is closed.
pub const OUTGOING_BYTES: usize = 64 * 1024 * 1024;
/// Most bytes that wait for the disk before their authors are asked to keep them.
pub const WAITING_BYTES: usize = 32 * 1024 * 1024;
/// Most connections of one instance to its database that serve pages, and on PostgreSQL also write.
pub const DATABASE_CONNECTIONS: usize = 8;
/// Longest that one connection to the database may take to be opened.
pub const CONNECT_MS: u64 = 3_000;
/// Longest that a statement waits for a connection to the database.
pub const CONNECTION_WAIT_MS: u64 = 5_000;
/// Between two attempts to open a connection to the database that was refused.
pub const CONNECTION_PAUSE_MS: u64 = 250;
/// Longest that a starting process waits for its database.
pub const DATABASE_START_MS: u64 = 30_000;
/// Between two attempts of a starting process to reach its database.
pub const DATABASE_START_PAUSE_MS: u64 = 2_000;
/// Longest that a writer of SQLite waits for one of another process.
pub const WRITER_WAIT_MS: u64 = 10_000;
/// Between two attempts to open a file of SQLite that another one is opening for the first time.
pub const CONNECT_PAUSE_MS: u64 = 20;
/// How often the database is asked what became of a commit whose connection was lost.
pub const COMMIT_ASKED_TIMES: u32 = 20;
/// Between two such questions.
pub const COMMIT_ASKED_MS: u64 = 50;
/// How often a small write is tried while nothing can be written, and how long the answer to whether
/// the database is ready holds.
pub const STORAGE_TRIED_MS: u64 = 1_000;
/// Longest that such a write may take.
pub const READY_MS: u64 = 2_000;
/// How often a batch is written before its authors are asked to keep it.
pub const COMMIT_ATTEMPTS: u32 = 5;
/// Most frames of one connection that wait for a second look at the store.
pub const PARKED_FRAMES: usize = 64;
/// Most messages in a row that build upon what is not here, before their sender is closed.
pub const HOLES_IN_A_ROW: u32 = 20;
/// Most replicas for whose presence one connection may speak.
pub const REPLICAS_A_CONNECTION: usize = 16;
/// Rows of a draft before they are replaced by one snapshot.
pub const ROWS_A_SNAPSHOT: usize = 500;
/// A room that nobody uses is dropped after this long.
pub const ROOM_IDLE_MS: u64 = 30_000;
/// Longest that a socket may take to be written to.
pub const SOCKET_WRITE_SECONDS: u64 = 20;
/// Bytes that a socket reads and writes at once. The library's own 128 KB each are most of what an idle
/// connection costs.
pub const SOCKET_BUFFER_BYTES: usize = 4 * 1024;
/// Longest that an exchange without a socket waits for something to happen. Between a browser and a
/// server stands what cuts after 30.
pub const EXCHANGE_WAIT_MS: u64 = 15_000;
/// How often such an exchange looks at the store, in case nobody told this instance.
pub const EXCHANGE_LOOK_MS: u64 = 1_500;
/// Most bytes of an answer that is looked through for whether it is news.
pub const MARKED_ANSWER_BYTES: usize = 1024 * 1024;
/// A connection that says nothing for this long is asked whether it is still there.
pub const SOCKET_PING_SECONDS: u64 = 25;
/// Somebody who found the server busy may ask again after this long.
pub const BUSY_RETRY_SECONDS: u32 = 5;
/// How often something may fail before it is set aside.
pub const FAILURES_BEFORE_SET_ASIDE: u32 = 3;
/// Longest that somebody who reads waits until it is noted that reading may fail.
pub const FAILURE_NOTED_MS: u64 = 1_000;
/// What failed too often is left alone for this long, then tried once more.
pub const SET_ASIDE_MINUTES: u32 = 15;
/// `security.txt` counts as current for this long after it was asked for.
pub const SECURITY_TXT_DAYS: i64 = 90;
/// Most pairs of blocks that are compared within one changed stretch of a text.
pub const DIFF_PAIRS: usize = 40_000;
/// So long after the first change the server keeps a version by itself.
pub const AUTOMATIC_VERSION_SECONDS: u64 = 5 * 60;
/// Most automatic versions of a proposal, beside those that a member saw last; the oldest go.
pub const AUTOMATIC_VERSIONS_A_PROPOSAL: u64 = 20;
/// Of so many versions a page counts at once who wrote how much; the others follow with the next one.
pub const VERSIONS_COUNTED_AT_ONCE: usize = 8;
/// A member who comes back within this time has not been away.
pub const SEEN_PAUSE_SECONDS: i64 = 60;
/// Most words that are looked for while the blocks of two texts are compared.
pub const DIFF_WORDS: usize = 4_000_000;
/// Two blocks with more bytes of text together are not compared word by word.
pub const DIFF_BLOCK_BYTES: usize = 100_000;
/// Most characters of a PDF: a thousand pages.
pub const PDF_CHARS: usize = 2_000_000;
/// Whoever finds no place for work that keeps a processor busy waits this long for one.
pub const WORK_WAIT_SECONDS: u64 = 5;
/// Such work is waited for this long.
pub const WORK_SECONDS: u64 = 15;
/// The stack of such work; only what is used of it takes memory.
pub const WORK_STACK_BYTES: usize = 64 * 1024 * 1024;
/// A text of this size counts as failed until it was read.
pub const RISKY_TEXT_BYTES: usize = 256 * 1024;
/// About how many bytes of decoded texts are kept in memory for who reads next.
pub const KEPT_TEXTS_BYTES: u64 = 64 * 1024 * 1024;
/// About how many bytes of what pages show are kept in memory for who reads next.
pub const KEPT_VIEWS_BYTES: u64 = 64 * 1024 * 1024;
/// Longest that a reader waits for an open room to write the read model.
pub const SETTLE_ANSWER_MS: u64 = 500;
/// A room that closes tries this often to write the read model; then it is left to the next reader.
pub const SETTLE_ATTEMPTS: u32 = 3;
/// A text that nobody asks for is kept in memory this long.
pub const KEPT_TEXTS_IDLE_SECONDS: u64 = 10 * 60;
/// Most bytes of an archive, and of a file that is read as one.
pub const ARCHIVE_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Most bytes of what is in an archive, unpacked.
pub const ARCHIVE_CONTENT_BYTES: u64 = 8 * 1024 * 1024 * 1024;
/// Most files in an archive.
pub const ARCHIVE_FILES: usize = 60_000;
/// Most bytes of an archive's manifest, unpacked.
pub const ARCHIVE_MANIFEST_BYTES: u64 = 32 * 1024 * 1024;
/// Most bytes of one row in an archive: a document as text, and a little.
pub const ARCHIVE_ROW_BYTES: usize = 2 * DOCUMENT_BYTES;
/// About how many bytes of rows are compressed at once.
pub const ARCHIVE_PIECE_BYTES: usize = 1024 * 1024;
/// Most archives that one instance makes at once.
pub const ARCHIVES_AT_ONCE: usize = 2;
/// Most archives that one instance keeps for those who are taking them.
pub const ARCHIVES_TAKEN_AT_ONCE: usize = 16;
/// Most sentences that are said of one damaged archive.
pub const ARCHIVE_FINDINGS: usize = 50;
