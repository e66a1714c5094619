-- People who sign in to a server's pages.
CREATE TABLE user (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role       TEXT NOT NULL CHECK (role IN ('read', 'desk', 'approve', 'administer')),
  -- As crypt(3) writes it: method, cost, salt and hash. The password is kept nowhere.
  password   TEXT NOT NULL CHECK (password LIKE '$_%'),
  created_at TEXT NOT NULL
) STRICT;

-- What a user sees: a deployment or a customer each. One without any sees everything.
CREATE TABLE user_scope (
  user_id       INTEGER NOT NULL REFERENCES user,
  position      INTEGER NOT NULL,
  deployment_id INTEGER REFERENCES deployment,
  customer_id   INTEGER REFERENCES customer,
  PRIMARY KEY (user_id, position),
  CHECK ((deployment_id IS NULL) <> (customer_id IS NULL))
) STRICT, WITHOUT ROWID;
