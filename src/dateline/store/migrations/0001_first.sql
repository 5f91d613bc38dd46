-- The first schema. One row of `article` is one article as one coder read it; everything else hangs on its article_key.
-- start_char and end_char are half-open offsets in code points of article.text. `position` counts from 0.
-- Days are inclusive. Unknown is NULL.

CREATE SEQUENCE run_number;

CREATE TABLE run (
    run_id INTEGER PRIMARY KEY DEFAULT nextval('run_number'),
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,              -- NULL: still running, or broken off; its articles are whole
    coder_key VARCHAR NOT NULL,           -- digest of the four that follow and of has_predicates
    version VARCHAR NOT NULL,
    codebook VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    settings VARCHAR NOT NULL,
    has_predicates BOOLEAN NOT NULL       -- with --predicates
);

CREATE TABLE article (
    article_key VARCHAR PRIMARY KEY,      -- digest of content_key and coder_key
    content_key VARCHAR NOT NULL,         -- digest of id, title, published, outlet, url and text
    run_id INTEGER NOT NULL REFERENCES run (run_id),
    position INTEGER NOT NULL,            -- order within the run
    id VARCHAR NOT NULL,
    title VARCHAR,
    published DATE,
    outlet VARCHAR,
    url VARCHAR,
    language VARCHAR,
    text VARCHAR NOT NULL,
    schema VARCHAR NOT NULL,
    has_predicates BOOLEAN NOT NULL,
    version VARCHAR NOT NULL,
    codebook VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    settings VARCHAR NOT NULL
);

CREATE TABLE actor (
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    actor_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR,
    sector VARCHAR,
    sectors VARCHAR[] NOT NULL,
    kind VARCHAR NOT NULL,
    authority VARCHAR,
    PRIMARY KEY (article_key, actor_id)
);

CREATE TABLE actor_mention (
    article_key VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_key, actor_id, position),
    FOREIGN KEY (article_key, actor_id) REFERENCES actor (article_key, actor_id)
);

CREATE TABLE place (
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    geonameid INTEGER,
    lat DOUBLE,
    lon DOUBLE,
    country VARCHAR,
    admin1 VARCHAR,
    feature VARCHAR,
    precision VARCHAR,
    adjective BOOLEAN NOT NULL,
    PRIMARY KEY (article_key, position)
);

CREATE TABLE time (
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    mod VARCHAR,
    first VARCHAR,
    last VARCHAR,
    basis VARCHAR NOT NULL,
    first_day DATE GENERATED ALWAYS AS (TRY_CAST(first AS DATE)),
    last_day DATE GENERATED ALWAYS AS (TRY_CAST(last AS DATE)),
    PRIMARY KEY (article_key, position)
);

CREATE TABLE statement (
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    source_start INTEGER,
    source_end INTEGER,
    source_text VARCHAR,
    source_actor VARCHAR,
    source_anonymous BOOLEAN,
    source_spans STRUCT(start_char INTEGER, end_char INTEGER)[],
    cue_start INTEGER,
    cue_end INTEGER,
    cue_text VARCHAR,
    cue_spans STRUCT(start_char INTEGER, end_char INTEGER)[],
    PRIMARY KEY (article_key, position),
    FOREIGN KEY (article_key, source_actor) REFERENCES actor (article_key, actor_id)
);

CREATE TABLE statement_content (
    article_key VARCHAR NOT NULL,
    statement INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_key, statement, position),
    FOREIGN KEY (article_key, statement) REFERENCES statement (article_key, position)
);

CREATE TABLE event (
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    event_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    cameo VARCHAR,
    quad INTEGER NOT NULL,
    goldstein DOUBLE,
    intensity DOUBLE NOT NULL,
    status VARCHAR NOT NULL,
    factuality DOUBLE NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    trigger_text VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    place INTEGER,
    time INTEGER,
    content_of VARCHAR,                   -- an event_id of the same article: no key, since DuckDB cannot hold
                                          -- one to a row of the same insert
    killed_low INTEGER,
    killed_high INTEGER,
    injured_low INTEGER,
    injured_high INTEGER,
    confidence DOUBLE NOT NULL,
    PRIMARY KEY (article_key, event_id),
    FOREIGN KEY (article_key, place) REFERENCES place (article_key, position),
    FOREIGN KEY (article_key, time) REFERENCES time (article_key, position)
);

CREATE TABLE event_actor (
    article_key VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    actor_id VARCHAR NOT NULL,
    PRIMARY KEY (article_key, event_id, role, position),
    FOREIGN KEY (article_key, event_id) REFERENCES event (article_key, event_id),
    FOREIGN KEY (article_key, actor_id) REFERENCES actor (article_key, actor_id)
);

CREATE TABLE event_statement (            -- innermost first
    article_key VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (article_key, event_id, position),
    FOREIGN KEY (article_key, event_id) REFERENCES event (article_key, event_id),
    FOREIGN KEY (article_key, statement) REFERENCES statement (article_key, position)
);

CREATE TABLE event_retold (
    article_key VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_key, event_id, position),
    FOREIGN KEY (article_key, event_id) REFERENCES event (article_key, event_id)
);

CREATE TABLE receipt (
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    layer VARCHAR NOT NULL CHECK (layer IN ('actor', 'place', 'time', 'statement', 'event')),
    item VARCHAR NOT NULL,                -- actor_id, event_id, or position
    field VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    PRIMARY KEY (article_key, layer, item, field)
);

CREATE TABLE predicate (                  -- only with --predicates
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    factuality DOUBLE NOT NULL,
    PRIMARY KEY (article_key, position)
);

CREATE TABLE dropped (                    -- predications that are no events
    article_key VARCHAR NOT NULL REFERENCES article (article_key),
    reason VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (article_key, reason)
);

CREATE TABLE rejected (                   -- what could not be coded
    run_id INTEGER NOT NULL REFERENCES run (run_id),
    position INTEGER NOT NULL,
    origin VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    PRIMARY KEY (run_id, position)
);

-- An article that two coders have read counts once: as the latest read it.
CREATE VIEW current_article AS
SELECT * FROM article
QUALIFY row_number() OVER (PARTITION BY content_key ORDER BY run_id DESC, position DESC) = 1;
