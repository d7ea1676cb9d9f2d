-- Communes of the territory, and groups of cameras: what rights and habilitations are bound to.
CREATE TABLE commune (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  name         text NOT NULL,
  code         text,
  CONSTRAINT commune_name_taken UNIQUE (territory_id, name)
);

ALTER TABLE camera ADD COLUMN commune_id bigint REFERENCES commune (id) ON DELETE SET NULL;
CREATE INDEX camera_commune ON camera (commune_id);

CREATE TABLE camera_group (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  name         text NOT NULL,
  CONSTRAINT camera_group_name_taken UNIQUE (territory_id, name)
);

CREATE TABLE camera_group_member (
  group_id  bigint NOT NULL REFERENCES camera_group (id) ON DELETE CASCADE,
  camera_id bigint NOT NULL REFERENCES camera (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, camera_id)
);
CREATE INDEX camera_group_member_camera ON camera_group_member (camera_id);

-- A scope of NULL is the whole territory; an empty one is no camera.
ALTER TABLE person DROP CONSTRAINT person_role_check;
ALTER TABLE person ADD CONSTRAINT person_role_check
  CHECK (role IN ('operator', 'technical', 'analyst', 'dpo', 'administrator', 'integrator', 'elected'));
ALTER TABLE person
  ADD COLUMN scope_communes bigint[],
  ADD COLUMN scope_groups bigint[],
  ADD COLUMN suspended_at timestamptz,
  ADD COLUMN first_sign_in_at timestamptz,
  ADD CONSTRAINT person_scope_check CHECK ((scope_communes IS NULL) = (scope_groups IS NULL));

ALTER TABLE api_key
  ADD COLUMN scope_communes bigint[],
  ADD COLUMN scope_groups bigint[],
  ADD COLUMN created_by text COLLATE "C",
  ADD CONSTRAINT api_key_scope_check CHECK ((scope_communes IS NULL) = (scope_groups IS NULL));

-- The act by which a person may see images: whose cameras, from when until when, at what hours.
CREATE TABLE habilitation (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  person_id    text COLLATE "C" NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  act          text NOT NULL,
  trained_on   date NOT NULL,
  valid_from   date NOT NULL,
  valid_until  date NOT NULL,
  commune_id   bigint REFERENCES commune (id) ON DELETE CASCADE,
  group_id     bigint REFERENCES camera_group (id) ON DELETE CASCADE,
  daily_from   time,
  daily_until  time,
  created_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  CHECK (valid_from <= valid_until),
  CHECK ((daily_from IS NULL) = (daily_until IS NULL))
);
CREATE INDEX habilitation_person ON habilitation (person_id);

-- Rights that somebody asked for themselves: nothing holds until another person has said yes.
CREATE TABLE rights_proposal (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  person_id    text COLLATE "C" NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  kind         text NOT NULL CHECK (kind IN ('role', 'habilitation')),
  content      jsonb NOT NULL,
  proposed_by  text COLLATE "C" NOT NULL,
  proposed_at  timestamptz NOT NULL,
  state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'refused')),
  decided_by   text COLLATE "C",
  decided_at   timestamptz,
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

-- How a session was opened, and whether a second factor stands behind it.
ALTER TABLE session
  ADD COLUMN opened_by text NOT NULL DEFAULT 'password',
  ADD COLUMN second_factor boolean NOT NULL DEFAULT false;

-- The secret is encrypted with a key of the data directory; a code is good once.
CREATE TABLE authenticator (
  person_id    text COLLATE "C" PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  secret       text NOT NULL,
  confirmed_at timestamptz,
  last_step    bigint NOT NULL DEFAULT 0
);

CREATE TABLE recovery_code (
  hash      text COLLATE "C" PRIMARY KEY,
  person_id text COLLATE "C" NOT NULL REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX recovery_code_person ON recovery_code (person_id);

CREATE TABLE passkey (
  id           text COLLATE "C" PRIMARY KEY,
  person_id    text COLLATE "C" NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name         text NOT NULL,
  public_key   bytea NOT NULL,
  counter      bigint NOT NULL,
  transports   text[] NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkey_person ON passkey (person_id);
