-- The first schema. One row of `article` is one article as one coder read it; everything else hangs on its
-- article_number, a number because keys of digests make the file half as large again and writing three times slower.
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
    article_number INTEGER PRIMARY KEY,   -- from 1, in the order of writing; the store's own
    article_key VARCHAR NOT NULL UNIQUE,  -- digest of content_key and coder_key: the same in every store
    content_key VARCHAR NOT NULL,         -- digest of id, title, published, outlet, url and text
    run_id INTEGER NOT NULL REFERENCES run (run_id),
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
    article_number INTEGER NOT NULL REFERENCES article (article_number),
    actor_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR,
    sector VARCHAR,
    sectors VARCHAR[] NOT NULL,
    kind VARCHAR NOT NULL,
    authority VARCHAR,
    PRIMARY KEY (article_number, actor_id)
);

CREATE TABLE actor_mention (
    article_number INTEGER NOT NULL,
    actor_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_number, actor_id, position),
    FOREIGN KEY (article_number, actor_id) REFERENCES actor (article_number, actor_id)
);

CREATE TABLE place (
    article_number INTEGER NOT NULL REFERENCES article (article_number),
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
    PRIMARY KEY (article_number, position)
);

CREATE TABLE time (
    article_number INTEGER NOT NULL REFERENCES article (article_number),
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
    PRIMARY KEY (article_number, position)
);

CREATE TABLE statement (
    article_number INTEGER NOT NULL REFERENCES article (article_number),
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
    PRIMARY KEY (article_number, position),
    FOREIGN KEY (article_number, source_actor) REFERENCES actor (article_number, actor_id)
);

CREATE TABLE statement_content (
    article_number INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_number, statement, position),
    FOREIGN KEY (article_number, statement) REFERENCES statement (article_number, position)
);

CREATE TABLE event (
    article_number INTEGER NOT NULL REFERENCES article (article_number),
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
    killed_low BIGINT,
    killed_high BIGINT,
    injured_low BIGINT,
    injured_high BIGINT,
    confidence DOUBLE NOT NULL,
    PRIMARY KEY (article_number, event_id),
    FOREIGN KEY (article_number, place) REFERENCES place (article_number, position),
    FOREIGN KEY (article_number, time) REFERENCES time (article_number, position)
);

CREATE TABLE event_actor (
    article_number INTEGER NOT NULL,
    event_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    actor_id VARCHAR NOT NULL,
    PRIMARY KEY (article_number, event_id, role, position),
    FOREIGN KEY (article_number, event_id) REFERENCES event (article_number, event_id),
    FOREIGN KEY (article_number, actor_id) REFERENCES actor (article_number, actor_id)
);

CREATE TABLE event_statement (            -- innermost first
    article_number INTEGER NOT NULL,
    event_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (article_number, event_id, position),
    FOREIGN KEY (article_number, event_id) REFERENCES event (article_number, event_id),
    FOREIGN KEY (article_number, statement) REFERENCES statement (article_number, position)
);

CREATE TABLE event_retold (
    article_number INTEGER NOT NULL,
    event_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (article_number, event_id, position),
    FOREIGN KEY (article_number, event_id) REFERENCES event (article_number, event_id)
);

CREATE TABLE receipt (
    article_number INTEGER NOT NULL REFERENCES article (article_number),
    layer VARCHAR NOT NULL CHECK (layer IN ('actor', 'place', 'time', 'statement', 'event')),
    item VARCHAR NOT NULL,                -- actor_id, event_id, or position
    field VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    PRIMARY KEY (article_number, layer, item, field)
);

CREATE TABLE predicate (                  -- only with --predicates
    article_number INTEGER NOT NULL REFERENCES article (article_number),
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    factuality DOUBLE NOT NULL,
    PRIMARY KEY (article_number, position)
);

CREATE TABLE dropped (                    -- predications that are no events
    article_number INTEGER NOT NULL REFERENCES article (article_number),
    reason VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (article_number, reason)
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
QUALIFY row_number() OVER (PARTITION BY content_key ORDER BY article_number DESC) = 1;
