-- The territory and what its operators configure; every table names its territory.

CREATE TABLE territory (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name          text NOT NULL,
  time_zone     text NOT NULL,
  holidays      text,
  map_style_url text,
  changed_at    timestamptz NOT NULL DEFAULT now()
);
INSERT INTO territory (name, time_zone, holidays) VALUES ('Territory', 'Europe/Paris', 'FR');

CREATE TABLE camera (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id      bigint NOT NULL REFERENCES territory,
  name              text COLLATE "C" NOT NULL,
  source_url        text NOT NULL,
  source_loop       boolean,
  place             text NOT NULL CHECK (place IN ('public-road', 'open-to-public', 'closed-site')),
  purpose           text,
  position          jsonb,
  frames_per_second double precision NOT NULL DEFAULT 5,
  confidence        double precision NOT NULL DEFAULT 0.4,
  enabled           boolean NOT NULL DEFAULT true,
  created_at        timestamptz NOT NULL DEFAULT now(),
  changed_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT camera_name_taken UNIQUE (territory_id, name)
);

CREATE TABLE mask (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  camera_id    bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  name         text COLLATE "C" NOT NULL,
  polygon      jsonb NOT NULL,
  CONSTRAINT mask_name_taken UNIQUE (camera_id, name)
);

CREATE TABLE zone (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  camera_id    bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  name         text COLLATE "C" NOT NULL,
  polygon      jsonb NOT NULL,
  CONSTRAINT zone_name_taken UNIQUE (camera_id, name)
);

CREATE TABLE line (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  camera_id    bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  name         text COLLATE "C" NOT NULL,
  from_point   jsonb NOT NULL,
  to_point     jsonb NOT NULL,
  forward      text NOT NULL,
  backward     text NOT NULL,
  classes      text[] NOT NULL,
  CONSTRAINT line_name_taken UNIQUE (camera_id, name)
);

CREATE TABLE period (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  name         text COLLATE "C" NOT NULL,
  definition   jsonb NOT NULL,
  CONSTRAINT period_name_taken UNIQUE (territory_id, name)
);

-- The references inside the parameters are columns too, so that no rule is left without its zone or line.
-- Deferred: a camera that is removed takes its zones and its rules with it, in any order.
CREATE TABLE rule (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id     bigint NOT NULL REFERENCES territory,
  camera_id        bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  name             text COLLATE "C" NOT NULL,
  kind             text NOT NULL,
  parameters       jsonb NOT NULL,
  period_id        bigint REFERENCES period DEFERRABLE INITIALLY DEFERRED,
  severity         text NOT NULL DEFAULT 'warning' CHECK (severity IN ('information', 'warning', 'critical')),
  cooldown_seconds integer NOT NULL DEFAULT 60 CHECK (cooldown_seconds >= 0),
  enabled          boolean NOT NULL DEFAULT true,
  zone_id          bigint GENERATED ALWAYS AS ((parameters ->> 'zoneId')::bigint) STORED
                     REFERENCES zone DEFERRABLE INITIALLY DEFERRED,
  line_id          bigint GENERATED ALWAYS AS ((parameters ->> 'lineId')::bigint) STORED
                     REFERENCES line DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT rule_name_taken UNIQUE (camera_id, name)
);
CREATE INDEX rule_zone ON rule (zone_id);
CREATE INDEX rule_line ON rule (line_id);
CREATE INDEX rule_period ON rule (period_id);

-- An alert outlives its rule: it keeps the names it was raised with. It holds no picture and no track.
CREATE SEQUENCE alert_change;
CREATE TABLE alert (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id    bigint NOT NULL REFERENCES territory,
  camera_id       bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  rule_id         bigint REFERENCES rule ON DELETE SET NULL,
  rule_name       text NOT NULL,
  kind            text NOT NULL,
  severity        text NOT NULL,
  class           text,
  location        text,
  direction       text,
  point           jsonb,
  confidence      double precision,
  occurred_at     timestamptz NOT NULL,
  raised_at       timestamptz NOT NULL,
  state           text NOT NULL DEFAULT 'new'
                    CHECK (state IN ('new', 'acknowledged', 'confirmed', 'rejected', 'closed')),
  decided_at      timestamptz,
  decided_by      text,
  reason          text,
  change_sequence bigint NOT NULL
);
CREATE INDEX alert_newest ON alert (territory_id, occurred_at DESC, id DESC);
CREATE INDEX alert_of_camera ON alert (camera_id, occurred_at DESC);
CREATE INDEX alert_of_rule ON alert (rule_id, occurred_at DESC);
CREATE INDEX alert_changes ON alert (territory_id, change_sequence);

-- Series: things, datastreams, observations (OGC SensorThings 1.1). A camera is a thing.

CREATE TABLE thing (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  camera_id    bigint UNIQUE REFERENCES camera ON DELETE SET NULL,
  name         text COLLATE "C" NOT NULL,
  description  text NOT NULL DEFAULT '',
  properties   jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE datastream (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id      bigint NOT NULL REFERENCES territory,
  thing_id          bigint NOT NULL REFERENCES thing ON DELETE CASCADE,
  name              text COLLATE "C" NOT NULL,
  description       text NOT NULL DEFAULT '',
  observed_property text NOT NULL,
  unit              jsonb NOT NULL,
  line_id           bigint REFERENCES line ON DELETE SET NULL,
  zone_id           bigint REFERENCES zone ON DELETE SET NULL,
  class             text COLLATE "C",
  direction         text COLLATE "C" CHECK (direction IN ('forward', 'backward')),
  properties        jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT datastream_of_line UNIQUE (line_id, class, direction),
  CONSTRAINT datastream_of_zone UNIQUE (zone_id, class)
);
CREATE INDEX datastream_thing ON datastream (thing_id);

-- A bucket is an observation over an interval that grows while the interval lasts: one a datastream and start.
CREATE TABLE observation (
  id               bigint GENERATED ALWAYS AS IDENTITY,
  territory_id     bigint NOT NULL,
  datastream_id    bigint NOT NULL REFERENCES datastream ON DELETE CASCADE,
  phenomenon_start timestamptz NOT NULL,
  phenomenon_end   timestamptz,
  result_time      timestamptz,
  result           double precision,
  result_json      jsonb,
  parameters       jsonb,
  is_bucket        boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id, phenomenon_start)
) PARTITION BY RANGE (phenomenon_start);
CREATE INDEX observation_series ON observation (datastream_id, phenomenon_start DESC);
CREATE INDEX observation_time ON observation USING brin (phenomenon_start);
CREATE UNIQUE INDEX observation_bucket ON observation (datastream_id, phenomenon_start) WHERE is_bucket;
CREATE TABLE observation_other PARTITION OF observation DEFAULT;

-- The last value of each series and how many there are, kept by whatever writes observations.
CREATE TABLE observation_last (
  datastream_id    bigint PRIMARY KEY REFERENCES datastream ON DELETE CASCADE,
  territory_id     bigint NOT NULL,
  observation_id   bigint NOT NULL,
  phenomenon_start timestamptz NOT NULL,
  phenomenon_end   timestamptz,
  result           double precision,
  result_json      jsonb,
  parameters       jsonb,
  observations     bigint NOT NULL
) WITH (fillfactor = 70);

CREATE FUNCTION keep_last_observation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO observation_last AS kept
  SELECT DISTINCT ON (datastream_id)
         datastream_id, territory_id, id, phenomenon_start, phenomenon_end, result, result_json, parameters,
         CASE WHEN TG_OP = 'INSERT' THEN count(*) OVER (PARTITION BY datastream_id) ELSE 0 END
    FROM written ORDER BY datastream_id, phenomenon_start DESC, id DESC
  ON CONFLICT (datastream_id) DO UPDATE SET
    observations = kept.observations + excluded.observations,
    (observation_id, phenomenon_start, phenomenon_end, result, result_json, parameters) = (
      SELECT a, b, c, d, e, f FROM (VALUES
        (excluded.observation_id, excluded.phenomenon_start, excluded.phenomenon_end, excluded.result, excluded.result_json, excluded.parameters),
        (kept.observation_id, kept.phenomenon_start, kept.phenomenon_end, kept.result, kept.result_json, kept.parameters)
      ) AS choice (a, b, c, d, e, f)
      ORDER BY b DESC, a = excluded.observation_id DESC LIMIT 1);
  RETURN NULL;
END $$;
CREATE TRIGGER observation_inserted AFTER INSERT ON observation
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_last_observation();
CREATE TRIGGER observation_updated AFTER UPDATE ON observation
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION keep_last_observation();

CREATE FUNCTION forget_observations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE observation_last AS kept SET observations = kept.observations - gone.number
    FROM (SELECT datastream_id, count(*) AS number FROM removed GROUP BY datastream_id) AS gone
   WHERE kept.datastream_id = gone.datastream_id;
  DELETE FROM observation_last WHERE observations <= 0;
  UPDATE observation_last AS kept
     SET observation_id = latest.id, phenomenon_start = latest.phenomenon_start, phenomenon_end = latest.phenomenon_end,
         result = latest.result, result_json = latest.result_json, parameters = latest.parameters
    FROM (SELECT DISTINCT datastream_id, id FROM removed) AS gone,
         LATERAL (SELECT * FROM observation WHERE observation.datastream_id = gone.datastream_id
                   ORDER BY phenomenon_start DESC, id DESC LIMIT 1) AS latest
   WHERE kept.datastream_id = gone.datastream_id AND kept.observation_id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER observation_removed AFTER DELETE ON observation
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION forget_observations();

-- How much of each quarter hour of a camera was analysed, and how much of that its series already say.
CREATE TABLE coverage (
  territory_id bigint NOT NULL REFERENCES territory,
  camera_id    bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  bucket_start timestamptz NOT NULL,
  analysed_ms  bigint NOT NULL,
  settled_ms   bigint,
  PRIMARY KEY (camera_id, bucket_start)
) WITH (fillfactor = 70);
CREATE INDEX coverage_unsettled ON coverage (camera_id, bucket_start) WHERE settled_ms IS DISTINCT FROM analysed_ms;

-- One life of a camera's analysis and the last of its reports that is stored.
CREATE TABLE analysis_run (
  territory_id  bigint NOT NULL REFERENCES territory,
  camera_id     bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  run           uuid NOT NULL,
  last_sequence bigint NOT NULL,
  changed_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (camera_id, run)
) WITH (fillfactor = 70);
