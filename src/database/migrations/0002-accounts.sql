-- People, their sessions, API keys and one-time links.
CREATE TABLE person (
  id text COLLATE "C" PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  name text NOT NULL,
  email text COLLATE "C" NOT NULL UNIQUE CHECK (email = lower(email)),
  email_verified boolean NOT NULL DEFAULT true,
  image text,
  role text NOT NULL CHECK (role IN ('administrator', 'operator')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- How a person proves who they are: one row with a password.
CREATE TABLE credential (
  id text COLLATE "C" PRIMARY KEY,
  territory_id bigint NOT NULL DEFAULT 1 REFERENCES territory (id),
  person_id text COLLATE "C" NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  provider text NOT NULL,
  account text NOT NULL,
  password_hash text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (provider, account)
);
CREATE INDEX credential_person ON credential (person_id);

CREATE TABLE session (
  id text COLLATE "C" PRIMARY KEY,
  territory_id bigint NOT NULL DEFAULT 1 REFERENCES territory (id),
  person_id text COLLATE "C" NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  token text COLLATE "C" NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE api_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  name text NOT NULL,
  hash text COLLATE "C" NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  expires_at timestamptz,
  UNIQUE (territory_id, name)
);

-- Links that work once: the first people, a new password. Only their hash is kept.
CREATE TABLE one_time_link (
  hash text COLLATE "C" PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  kind text NOT NULL CHECK (kind IN ('setup', 'reset')),
  person_id text COLLATE "C" REFERENCES person (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((kind = 'reset') = (person_id IS NOT NULL))
);
