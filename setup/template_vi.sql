-- psql -v owner=ROLE -f template_vi.sql: databases copied from template_vi sort as Vietnamese does.
-- ROLE is Odoo's, which marks unaccent as IMMUTABLE in each database it creates.
CREATE DATABASE template_vi TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'vi-VN'
    LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
\connect template_vi
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
ALTER FUNCTION unaccent(text) OWNER TO :"owner";
UPDATE pg_database SET datistemplate = true, datallowconn = false WHERE datname = 'template_vi';
