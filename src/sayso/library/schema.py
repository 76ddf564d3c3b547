"""The tables of a library, in the steps in which they came to be: each a script that is never changed once it is out.

What was read stands in ``capture`` and is never changed. All else is made of it.
"""

from __future__ import annotations

__all__ = ["APPLICATION_ID", "MIGRATIONS"]

APPLICATION_ID = 0x7361_796F
"""``sayo``: what SQLite's header says that the file is."""

_ARTICLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What was read, as it was. address: where a changed one would be found again, NULL where nobody can tell.
-- told_at, last_at: when it was captured first and last, or when its file was last changed; seen: when it came in; all
-- in UTC.
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  address TEXT,
  told_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  seen TEXT NOT NULL,
  uri TEXT NOT NULL,
  media_type TEXT NOT NULL,
  charset TEXT,
  key TEXT,
  outlet TEXT,
  url TEXT,
  published TEXT,
  headline TEXT,
  captured_at TEXT,
  body BLOB NOT NULL  -- deflated
) STRICT;
CREATE INDEX capture_address ON capture (address) WHERE address IS NOT NULL;

-- A capture as an article. version counts the texts of one address from 1. standing: current, earlier (its address has
-- a later text), same (another capture with its text is the current one).
CREATE TABLE article (
  capture INTEGER PRIMARY KEY REFERENCES capture (id),
  id TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('current', 'earlier', 'same')),
  chain INTEGER NOT NULL,
  version INTEGER NOT NULL,
  outlet TEXT NOT NULL,
  published TEXT,
  language TEXT,
  headline TEXT,
  uri TEXT NOT NULL,
  url TEXT,
  text_digest TEXT NOT NULL
) STRICT;
CREATE INDEX article_id ON article (id);
-- Of current articles in the order in which they are shown, so that no row need be looked up.
CREATE INDEX article_outlet ON article (outlet, published DESC, id) WHERE standing = 'current';
CREATE INDEX article_published ON article (published DESC, id) WHERE standing = 'current';
CREATE INDEX article_chain ON article (chain);

-- What is large of it, apart from what is looked through. record, found: Document and Resolved as JSON, deflated;
-- measures: what copies and stories are found by.
CREATE TABLE content (
  capture INTEGER PRIMARY KEY REFERENCES article (capture),
  headline TEXT,
  text TEXT NOT NULL,
  record BLOB NOT NULL,
  found BLOB NOT NULL,
  measures BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE content_words USING fts5 (
  headline, text, content = 'content', content_rowid = 'capture', tokenize = "unicode61 remove_diacritics 2"
);

-- Who said what. speaker, speaker_id and place are those of its story, once that is told.
CREATE TABLE statement (
  number INTEGER PRIMARY KEY,
  capture INTEGER NOT NULL REFERENCES article (capture),
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  act TEXT NOT NULL,
  speaker TEXT,
  speaker_id TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  confidence REAL NOT NULL,
  within TEXT,
  cue TEXT,
  source TEXT,
  hedge TEXT,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX statement_capture ON statement (capture);
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_speaker ON statement (speaker_id);
CREATE INDEX statement_spoken ON statement (speaker_id, capture);
CREATE VIRTUAL TABLE statement_words USING fts5 (
  words, content = 'statement', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE refusal (
  uri TEXT NOT NULL,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  count INTEGER NOT NULL,
  seen TEXT NOT NULL,
  PRIMARY KEY (uri, stage, reason, detail)
) STRICT, WITHOUT ROWID;

-- Files that were read to their end, so that they are not read again while they stay as they are.
CREATE TABLE source_file (
  name TEXT NOT NULL,
  outlet TEXT NOT NULL,
  size INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (name, outlet)
) STRICT, WITHOUT ROWID;
"""

_STORIES = """
-- Reports of one event. record: Story as JSON, deflated, as all records are. basis: a digest of all that its comparison
-- rests on; grounds: of all that its record tells beside.
CREATE TABLE story (
  id TEXT PRIMARY KEY,
  headline TEXT,
  first_published TEXT,
  last_published TEXT,
  outlets INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  not_compared INTEGER NOT NULL,
  things INTEGER NOT NULL,
  substantive INTEGER NOT NULL,
  basis TEXT NOT NULL,
  grounds TEXT NOT NULL,
  record BLOB NOT NULL
) STRICT;
CREATE INDEX story_published ON story (last_published);

CREATE TABLE member (
  capture INTEGER PRIMARY KEY REFERENCES article (capture),
  story TEXT NOT NULL,
  is_compared INTEGER NOT NULL
) STRICT;
CREATE INDEX member_story ON member (story);

-- The statements of a story as its comparison has them.
CREATE TABLE told_statement (
  number INTEGER PRIMARY KEY REFERENCES statement (number), story TEXT NOT NULL, record BLOB NOT NULL
) STRICT;
CREATE INDEX told_statement_story ON told_statement (story);

CREATE TABLE copy (
  story TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, left_in_right REAL NOT NULL,
  right_in_left REAL NOT NULL, PRIMARY KEY (story, "left", "right")
) STRICT, WITHOUT ROWID;

-- One thing said. record: Collation.
CREATE TABLE thing_said (
  story TEXT NOT NULL,
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  speaker TEXT,
  speaker_id TEXT,
  words TEXT NOT NULL,
  outlets INTEGER NOT NULL,
  substantive INTEGER NOT NULL,
  score REAL NOT NULL,
  because TEXT NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (story, id)
) STRICT;
CREATE INDEX thing_said_id ON thing_said (id);
CREATE INDEX thing_said_speaker ON thing_said (speaker_id);

CREATE TABLE reading (
  story TEXT NOT NULL, thing TEXT NOT NULL, article TEXT NOT NULL, statement TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (story, thing, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_statement ON reading (statement);

CREATE TABLE difference (
  story TEXT NOT NULL,
  thing TEXT NOT NULL,
  place INTEGER NOT NULL,
  change TEXT NOT NULL,
  substantive INTEGER NOT NULL,
  score REAL NOT NULL,
  because TEXT NOT NULL,
  "left" TEXT NOT NULL,
  left_start INTEGER NOT NULL,
  left_end INTEGER NOT NULL,
  "right" TEXT NOT NULL,
  right_start INTEGER NOT NULL,
  right_end INTEGER NOT NULL,
  PRIMARY KEY (story, thing, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage (
  story TEXT NOT NULL, thing TEXT NOT NULL, article TEXT NOT NULL, outlet TEXT NOT NULL, status TEXT NOT NULL,
  because TEXT NOT NULL, PRIMARY KEY (story, thing, article)
) STRICT, WITHOUT ROWID;

-- Who speaks in a story; and each once over all, same_as being the name of all that are one.
CREATE TABLE story_entity (
  story TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL,
  PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE entity (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, stories INTEGER NOT NULL,
  same_as TEXT NOT NULL
) STRICT;
CREATE INDEX entity_same ON entity (same_as);
CREATE TABLE entity_name (entity TEXT NOT NULL, word TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (word, entity, name)) STRICT, WITHOUT ROWID;

-- Which stories became others, as articles came: merged, split, renamed.
CREATE TABLE story_change (
  seen TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, articles INTEGER NOT NULL, change TEXT NOT NULL,
  PRIMARY KEY (seen, before, after)
) STRICT, WITHOUT ROWID;
"""

# For who looks at a library with other programs: what stands now, in words.
_VIEWS = """
CREATE VIEW articles AS
SELECT a.id, a.outlet, a.published, a.language, a.headline, a.uri, a.url, a.version, m.story, content.text
FROM article AS a JOIN content USING (capture) LEFT JOIN member AS m ON m.capture = a.capture
WHERE a.standing = 'current';

CREATE VIEW versions AS
SELECT a.id, a.outlet, a.version, a.standing, c.told_at AS first, c.last_at AS last, a.uri, a.url, content.text
FROM article AS a JOIN content USING (capture) JOIN capture AS c ON c.id = a.capture;

CREATE VIEW statements AS
SELECT s.id, s.speaker, s.words, s.kind, s.act, s.cue, s.hedge, s.confidence, a.outlet, a.published, a.headline,
  a.id AS article, s.start, s."end", m.story, r.thing
FROM statement AS s JOIN article AS a ON a.capture = s.capture LEFT JOIN member AS m ON m.capture = a.capture
LEFT JOIN reading AS r ON r.statement = s.id AND r.story = m.story WHERE a.standing = 'current';

CREATE VIEW stories AS
SELECT id, headline, first_published, last_published, outlets, articles, origins, things AS things_said,
  substantive AS differences FROM story;

CREATE VIEW things_said AS
SELECT id, story, speaker, words, outlets, substantive AS differences, score, because FROM thing_said;

CREATE VIEW differences AS
SELECT d.story, d.thing, t.speaker, d.change, d.substantive AS changes_the_sense, d.because, d.score,
  l.outlet AS "left", substr(lc.text, d.left_start + 1, d.left_end - d.left_start) AS left_words,
  r.outlet AS "right", substr(rc.text, d.right_start + 1, d.right_end - d.right_start) AS right_words
FROM difference AS d JOIN thing_said AS t ON t.story = d.story AND t.id = d.thing
JOIN article AS l ON l.id = d."left" AND l.standing = 'current' JOIN content AS lc ON lc.capture = l.capture
JOIN article AS r ON r.id = d."right" AND r.standing = 'current' JOIN content AS rc ON rc.capture = r.capture;

CREATE VIEW kept_and_left_out AS
SELECT c.story, c.thing, t.speaker, t.words, c.outlet, c.status, c.because
FROM coverage AS c JOIN thing_said AS t ON t.story = c.story AND t.id = c.thing;

CREATE VIEW speakers AS
SELECT same_as AS id, MAX(CASE WHEN id = same_as THEN name END) AS name, MIN(kind) AS kind, SUM(stories) AS stories
FROM entity GROUP BY same_as;

CREATE VIEW refusals AS SELECT uri, stage, reason, detail, count, seen FROM refusal;
"""

_FEEDS = """
-- Feeds that are watched. due: when to ask next, in seconds since 1970; quiet: how many times in a row nothing new
-- came; outcome: what came of it last, in words.
CREATE TABLE feed (
  url TEXT PRIMARY KEY,
  title TEXT,
  etag TEXT,
  last_modified TEXT,
  due INTEGER NOT NULL,
  quiet INTEGER NOT NULL,
  asked TEXT,
  outcome TEXT,
  is_gone INTEGER NOT NULL
) STRICT;

-- What feeds list, by its address, whatever the feed calls it. dated: as the feed tells; tries: how often it could not
-- be had.
CREATE TABLE entry (
  address TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  feed TEXT NOT NULL,
  dated TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused')),
  tries INTEGER NOT NULL,
  due INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_waiting ON entry (due) WHERE state = 'waiting';
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = ((_ARTICLES, _STORIES, _VIEWS), (_FEEDS,))
"""For each version of the schema, from 1, the scripts that lead to it from the one before."""
