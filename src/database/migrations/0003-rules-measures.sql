-- What cameras tell of their ground and of their load; rules that may name several places; what rules measure.

ALTER TABLE camera
  ADD COLUMN ground      jsonb,
  ADD COLUMN motion_gate text NOT NULL DEFAULT 'auto' CHECK (motion_gate IN ('auto', 'off')),
  ADD COLUMN second_look text NOT NULL DEFAULT 'auto' CHECK (second_look IN ('auto', 'on', 'off')),
  ADD COLUMN priority    text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high'));

-- A rule outlives the zone or line it names: it is then shown as broken, with the way to mend it.
ALTER TABLE rule
  DROP COLUMN zone_id,
  DROP COLUMN line_id,
  ADD COLUMN minimum_confidence double precision CHECK (minimum_confidence BETWEEN 0 AND 1);

ALTER TABLE alert
  ADD COLUMN summary jsonb,
  ADD COLUMN value   double precision;

-- One series a rule × measure × class × part; `part` tells which of several: a way, a bay, a zone.
ALTER TABLE datastream
  ADD COLUMN rule_id bigint REFERENCES rule ON DELETE SET NULL,
  ADD COLUMN measure text COLLATE "C",
  ADD COLUMN part    text COLLATE "C";
CREATE UNIQUE INDEX datastream_of_measure
  ON datastream (rule_id, measure, coalesce(class, ''), part) WHERE rule_id IS NOT NULL;

-- Adds up two distributions bin by bin; of two that differ in length the second is kept.
CREATE FUNCTION add_bins(kept jsonb, added jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN kept IS NULL OR jsonb_array_length(kept) <> jsonb_array_length(added) THEN added
    ELSE (SELECT jsonb_agg((kept ->> n)::float8 + (added ->> n)::float8 ORDER BY n)
            FROM generate_series(0, jsonb_array_length(added) - 1) AS n)
  END
$$;
