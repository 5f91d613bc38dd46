"""The relation that every view of events starts from."""

# Parts of an event's row that are lists or come from other tables are made once for all events. The source is that of
# the innermost statement that has one: "A said that B denied …" is B's denial. Only the latest reading of an article.
EVENT_ROW = """
WITH party AS (
    SELECT article_number, event_id, role,
        list(name ORDER BY link.position) AS names,
        list(country ORDER BY link.position) FILTER (country IS NOT NULL) AS countries
    FROM event_actor AS link JOIN actor USING (article_number, actor_id)
    GROUP BY ALL
), teller AS (
    SELECT link.article_number, link.event_id, arg_min(source_text, link.position) AS source
    FROM event_statement AS link JOIN statement
        ON statement.article_number = link.article_number AND statement.position = link.statement
    WHERE source_text IS NOT NULL
    GROUP BY ALL
), event_row AS (
    SELECT
        article.id || ':' || event.event_id AS event,
        article.id AS article, article.outlet, article.published,
        time.first_day, time.last_day, time.value AS time,
        place.name AS place, place.country, place.lat, place.lon,
        coalesce(agent.names, []) AS actors, coalesce(agent.countries, []) AS actor_countries,
        coalesce(patient.names, []) AS recipients, coalesce(patient.countries, []) AS recipient_countries,
        event.type, event.mode, event.status, teller.source, event.trigger_text AS words,
        event.cameo, event.quad, event.goldstein, event.intensity, event.factuality,
        event.killed_low, event.killed_high, event.injured_low, event.injured_high, event.content_of, event.confidence,
        coalesce(time.first_day, article.published) AS day, coalesce(time.last_day, article.published) AS day_after,
        article.article_number, event.position
    FROM event
    JOIN current_article AS article USING (article_number)
    LEFT JOIN time ON time.article_number = event.article_number AND time.position = event.time
    LEFT JOIN place ON place.article_number = event.article_number AND place.position = event.place
    LEFT JOIN party AS agent ON agent.article_number = event.article_number
        AND agent.event_id = event.event_id AND agent.role = 'actor'
    LEFT JOIN party AS patient ON patient.article_number = event.article_number
        AND patient.event_id = event.event_id AND patient.role = 'recipient'
    LEFT JOIN teller ON teller.article_number = event.article_number AND teller.event_id = event.event_id
)
"""
