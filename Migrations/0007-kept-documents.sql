-- Documents whose own bytes are kept, so that a better reader can read them again.

-- Deployments whose documents are kept from now on.
CREATE TABLE keeps_documents (
  deployment_id INTEGER PRIMARY KEY REFERENCES deployment
) STRICT;

-- The bytes of a document, once, whichever revisions were read from it.
CREATE TABLE kept_document (
  id         INTEGER PRIMARY KEY,
  sha256     BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  -- Of the bytes as they were published.
  byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
  -- As zlib packs them (RFC 1950).
  packed     BLOB NOT NULL CHECK (length(packed) > 0)
) STRICT;
