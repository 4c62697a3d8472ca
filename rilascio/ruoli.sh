#!/bin/sh
# Run once by the database image on an empty volume: the role of web, worker and beat. Its rights come with each migrate.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$WEB_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role socialabs_web login nosuperuser nobypassrls password :'password';
SQL
