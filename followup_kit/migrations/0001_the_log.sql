-- AUTOINCREMENT: an id never comes back, so that a decision about a follow-up cannot fall on another.
-- Days are ISO text, checked to exist: date('2026-02-31') is 3 March, so the comparison fails.

CREATE TABLE applications (
    application_id INTEGER PRIMARY KEY AUTOINCREMENT,
    company TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    decision_by TEXT CHECK (decision_by IS NULL OR decision_by IS date(decision_by)),
    notes TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE stage_changes (
    stage_change_id INTEGER PRIMARY KEY AUTOINCREMENT,
    application_id INTEGER NOT NULL REFERENCES applications ON DELETE CASCADE,
    stage TEXT NOT NULL CHECK (stage IN ('saved', 'applied', 'replied', 'screening', 'interviewing', 'offer',
                                         'accepted', 'rejected', 'withdrawn', 'ghosted')),
    changed_on TEXT CHECK (changed_on IS NULL OR changed_on IS date(changed_on)),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX stage_changes_of_application ON stage_changes (application_id);

CREATE TABLE interviews (
    interview_id INTEGER PRIMARY KEY AUTOINCREMENT,
    application_id INTEGER NOT NULL REFERENCES applications ON DELETE CASCADE,
    held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
    mode TEXT NOT NULL CHECK (mode IN ('in_person', 'video', 'phone')),
    round TEXT NOT NULL DEFAULT '',
    topics TEXT NOT NULL DEFAULT '',
    questions TEXT NOT NULL DEFAULT '',
    decision_by TEXT CHECK (decision_by IS NULL OR decision_by IS date(decision_by)),
    debriefed_on TEXT CHECK (debriefed_on IS NULL OR debriefed_on IS date(debriefed_on))
) STRICT;
CREATE INDEX interviews_of_application ON interviews (application_id);

CREATE TABLE interviewers (
    interviewer_id INTEGER PRIMARY KEY AUTOINCREMENT,
    interview_id INTEGER NOT NULL REFERENCES interviews ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    title TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    remembered TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX interviewers_of_interview ON interviewers (interview_id);

CREATE TABLE messages (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT,
    application_id INTEGER NOT NULL REFERENCES applications ON DELETE CASCADE,
    interview_id INTEGER REFERENCES interviews ON DELETE SET NULL,
    interviewer_id INTEGER REFERENCES interviewers ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN ('thank_you', 'check_in', 'feedback_request')),
    channel TEXT NOT NULL CHECK (channel IN ('handwritten', 'email', 'phone')),
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    sent_on TEXT CHECK (sent_on IS NULL OR sent_on IS date(sent_on)),
    answered_on TEXT CHECK (answered_on IS NULL
                            OR (answered_on IS date(answered_on) AND sent_on IS NOT NULL AND answered_on >= sent_on))
) STRICT;
CREATE INDEX messages_of_application ON messages (application_id);

CREATE TABLE feedback (
    feedback_id INTEGER PRIMARY KEY AUTOINCREMENT,
    application_id INTEGER NOT NULL REFERENCES applications ON DELETE CASCADE,
    received_on TEXT NOT NULL CHECK (received_on IS date(received_on)),
    giver TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    worked_on TEXT CHECK (worked_on IS NULL OR worked_on IS date(worked_on))
) STRICT;
CREATE INDEX feedback_of_application ON feedback (application_id);

CREATE TABLE feedback_themes (
    feedback_id INTEGER NOT NULL REFERENCES feedback ON DELETE CASCADE,
    theme TEXT NOT NULL CHECK (trim(theme) <> ''),
    PRIMARY KEY (feedback_id, theme)
) STRICT;

CREATE TABLE snoozes (
    snooze_id INTEGER PRIMARY KEY,
    follow_up_id TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('snooze', 'retire')),
    until TEXT CHECK ((action = 'retire') = (until IS NULL) AND (until IS NULL OR until IS date(until))),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE imports (
    import_id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    hash TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    n_rows INTEGER NOT NULL,
    n_added INTEGER NOT NULL
) STRICT;

-- Which row of which source became which application: how a second import knows what is here already.
CREATE TABLE imported_rows (
    row_key TEXT PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE,
    application_id INTEGER NOT NULL REFERENCES applications ON DELETE CASCADE,
    created INTEGER NOT NULL CHECK (created IN (0, 1))
) STRICT;
CREATE INDEX imported_rows_of_application ON imported_rows (application_id);

-- Which stage changes an import brought, so that it can be undone whole.
CREATE TABLE imported_stage_changes (
    stage_change_id INTEGER PRIMARY KEY REFERENCES stage_changes ON DELETE CASCADE,
    import_id INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE
) STRICT;

-- What the person said a status word or a column header means.
CREATE TABLE import_mappings (
    kind TEXT NOT NULL CHECK (kind IN ('status', 'column')),
    text TEXT NOT NULL,
    meaning TEXT NOT NULL,
    PRIMARY KEY (kind, text)
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- The last writes and the rows they replaced, for undo. `before` is the old row as JSON, NULL where there was none.
CREATE TABLE steps (
    step_id INTEGER PRIMARY KEY,
    what TEXT NOT NULL
) STRICT;
CREATE TABLE step_rows (
    step_row_id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES steps ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT
) STRICT;
CREATE INDEX step_rows_of_step ON step_rows (step_id);
