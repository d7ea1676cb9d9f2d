-- Why cameras are analysed, and what allows it. Words of purposes, bases and events are those of the rule pack.

CREATE TABLE purpose (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id   bigint NOT NULL REFERENCES territory,
  name           text COLLATE "C" NOT NULL,
  code           text COLLATE "C" NOT NULL,
  ground         text COLLATE "C" NOT NULL,
  regime         text NOT NULL CHECK (regime IN ('rgpd', 'titre-iii')),
  retention_days integer NOT NULL DEFAULT 0 CHECK (retention_days BETWEEN 0 AND 30),
  recipients     jsonb NOT NULL DEFAULT '[]',
  description    text NOT NULL DEFAULT '',
  valid_from     timestamptz NOT NULL,
  valid_until    timestamptz,
  CONSTRAINT purpose_name_taken UNIQUE (territory_id, name),
  CONSTRAINT purpose_ends_after_start CHECK (valid_until > valid_from)
);

CREATE TABLE camera_purpose (
  camera_id  bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  purpose_id bigint NOT NULL REFERENCES purpose,
  PRIMARY KEY (camera_id, purpose_id)
);
CREATE INDEX camera_purpose_of ON camera_purpose (purpose_id);

-- Free words of earlier versions: they say what somebody meant, and count for nothing.
ALTER TABLE camera RENAME COLUMN purpose TO former_purpose;
ALTER TABLE camera ADD COLUMN mask_waiver text;

CREATE TABLE legal_basis (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  kind         text COLLATE "C" NOT NULL,
  reference    text NOT NULL,
  perimeter    text NOT NULL DEFAULT '',
  documents    jsonb NOT NULL DEFAULT '[]',
  events       jsonb NOT NULL DEFAULT '[]',
  detectors    jsonb NOT NULL DEFAULT '[]',
  camera_ids   jsonb NOT NULL,
  valid_from   timestamptz NOT NULL,
  valid_until  timestamptz NOT NULL,
  signatures   jsonb NOT NULL DEFAULT '[]',
  stopped      jsonb NOT NULL DEFAULT '[]',
  CONSTRAINT basis_ends_after_start CHECK (valid_until > valid_from)
);

CREATE TABLE authorisation (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id   bigint NOT NULL REFERENCES territory,
  number         text NOT NULL,
  camera_ids     jsonb NOT NULL,
  retention_days integer NOT NULL CHECK (retention_days BETWEEN 0 AND 30),
  valid_from     timestamptz NOT NULL,
  valid_until    timestamptz NOT NULL,
  CONSTRAINT authorisation_number_taken UNIQUE (territory_id, number),
  CONSTRAINT authorisation_ends_after_start CHECK (valid_until > valid_from)
);

CREATE TABLE legal_decision (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  camera_id    bigint NOT NULL REFERENCES camera ON DELETE CASCADE,
  kind         text NOT NULL CHECK (kind IN ('live-counters', 'setup-session')),
  motive       text NOT NULL,
  valid_from   timestamptz NOT NULL,
  valid_until  timestamptz NOT NULL,
  decided_by   text NOT NULL,
  CONSTRAINT decision_ends_after_start CHECK (valid_until > valid_from)
);
CREATE INDEX legal_decision_of ON legal_decision (camera_id, valid_until);

-- Rule packs that were in use: an older one is never used again.
CREATE TABLE rule_pack_used (
  territory_id bigint NOT NULL REFERENCES territory,
  country      text NOT NULL,
  year         integer NOT NULL,
  number       integer NOT NULL,
  name         text NOT NULL,
  digest       text NOT NULL,
  used_at      timestamptz NOT NULL,
  PRIMARY KEY (territory_id, country, year, number)
);

-- The latest moment this instance has seen, and the doubt in the clock where it went astray.
CREATE TABLE clock_watch (
  territory_id bigint PRIMARY KEY REFERENCES territory,
  latest       timestamptz NOT NULL,
  doubted_at   timestamptz
);
