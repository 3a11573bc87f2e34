namespace Offtrail.State;

/// <summary>The tables, as of version 6, and what later versions add. Times are microseconds since 1970 UTC.</summary>
internal static class Schema
{
    public const string Tables = """
        CREATE TABLE object (
          id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version TEXT, bytes INTEGER NOT NULL, records INTEGER NOT NULL,
          stored INTEGER NOT NULL, duplicates INTEGER NOT NULL, quarantined INTEGER NOT NULL, set_aside INTEGER NOT NULL, ingested_at INTEGER NOT NULL);
        CREATE TABLE segment (
          id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, account TEXT NOT NULL, day INTEGER NOT NULL, rows INTEGER NOT NULL,
          first_micros INTEGER NOT NULL, last_micros INTEGER NOT NULL, bytes INTEGER NOT NULL, checksum TEXT NOT NULL,
          failures INTEGER NOT NULL, damage TEXT);
        CREATE INDEX segment_partition ON segment (account, day);
        CREATE TABLE segment_object (
          segment INTEGER NOT NULL REFERENCES segment ON DELETE CASCADE, object INTEGER NOT NULL REFERENCES object, rows INTEGER NOT NULL,
          PRIMARY KEY (segment, object)) WITHOUT ROWID;
        CREATE TABLE enrichment (kind TEXT NOT NULL, built TEXT NOT NULL, path TEXT NOT NULL, first_used INTEGER NOT NULL, PRIMARY KEY (kind, built)) WITHOUT ROWID;
        CREATE TABLE pruning (at INTEGER NOT NULL, before_day INTEGER NOT NULL, account TEXT, rows INTEGER NOT NULL, judged_micros INTEGER NOT NULL);
        CREATE TABLE quarantine (
          id INTEGER PRIMARY KEY, object TEXT NOT NULL, record INTEGER NOT NULL, line INTEGER NOT NULL, byte INTEGER NOT NULL,
          reason TEXT NOT NULL, length INTEGER NOT NULL, content BLOB NOT NULL, at INTEGER NOT NULL);
        CREATE INDEX quarantine_object ON quarantine (object);
        CREATE TABLE anomaly (
          job_id TEXT NOT NULL, scope TEXT NOT NULL, bucket INTEGER NOT NULL, detector TEXT NOT NULL, partition_value TEXT NOT NULL,
          by_value TEXT NOT NULL, score REAL NOT NULL, final INTEGER NOT NULL, record BLOB NOT NULL, document TEXT NOT NULL,
          PRIMARY KEY (job_id, scope, bucket, detector, partition_value, by_value)) WITHOUT ROWID;
        CREATE INDEX anomaly_bucket ON anomaly (job_id, bucket);
        CREATE TABLE anomaly_change (
          job_id TEXT NOT NULL, scope TEXT NOT NULL, bucket INTEGER NOT NULL, detector TEXT NOT NULL, partition_value TEXT NOT NULL,
          by_value TEXT NOT NULL, was REAL NOT NULL, now REAL, at INTEGER NOT NULL);
        CREATE TABLE snapshot (
          id INTEGER PRIMARY KEY, job_id TEXT NOT NULL, at INTEGER NOT NULL, fingerprint TEXT NOT NULL, made_at INTEGER NOT NULL, UNIQUE (job_id, at));
        CREATE TABLE snapshot_state (
          snapshot INTEGER NOT NULL REFERENCES snapshot ON DELETE CASCADE, detector INTEGER NOT NULL, scope TEXT NOT NULL, state BLOB NOT NULL,
          UNIQUE (snapshot, detector, scope));
        CREATE TABLE alert (
          number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rule_id TEXT NOT NULL, timestamp INTEGER NOT NULL, raised_at INTEGER NOT NULL, score REAL NOT NULL,
          threshold INTEGER NOT NULL, reason TEXT NOT NULL, standing INTEGER NOT NULL DEFAULT 0,
          account TEXT NOT NULL, severity TEXT NOT NULL, first_event INTEGER NOT NULL, last_event INTEGER NOT NULL, of_entity INTEGER NOT NULL,
          return_days REAL NOT NULL, status INTEGER NOT NULL DEFAULT 0, closed_because INTEGER, assignee TEXT, incident TEXT,
          job_id TEXT NOT NULL, kin TEXT NOT NULL, suppression TEXT, folded_into TEXT);
        CREATE TABLE alert_document (alert INTEGER PRIMARY KEY REFERENCES alert ON DELETE CASCADE, document TEXT NOT NULL);
        CREATE INDEX alert_raised ON alert (standing, raised_at);
        CREATE INDEX alert_status ON alert (standing, status, raised_at, score, severity, account, rule_id);
        CREATE INDEX alert_rule ON alert (rule_id, standing, raised_at);
        CREATE INDEX alert_account ON alert (account, standing, raised_at);
        CREATE INDEX alert_known ON alert (rule_id, job_id, standing, id, threshold, timestamp);
        CREATE INDEX alert_foldable ON alert (rule_id) WHERE suppression IS NOT NULL OR standing = 3;
        CREATE INDEX alert_kin ON alert (kin, standing, raised_at);
        CREATE INDEX alert_folded ON alert (folded_into) WHERE folded_into IS NOT NULL;
        CREATE INDEX alert_incident ON alert (incident);
        CREATE VIRTUAL TABLE alert_text USING fts5 (reason, content = 'alert', content_rowid = 'number', tokenize = 'trigram');
        CREATE TRIGGER alert_text_added AFTER INSERT ON alert BEGIN
          INSERT INTO alert_text (rowid, reason) VALUES (new.number, new.reason); END;
        CREATE TRIGGER alert_text_changed AFTER UPDATE OF reason ON alert WHEN old.reason <> new.reason BEGIN
          INSERT INTO alert_text (alert_text, rowid, reason) VALUES ('delete', old.number, old.reason);
          INSERT INTO alert_text (rowid, reason) VALUES (new.number, new.reason); END;
        CREATE TABLE alert_entity (kind INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, alert TEXT NOT NULL, PRIMARY KEY (kind, name, value, alert)) WITHOUT ROWID;
        CREATE INDEX alert_entity_alert ON alert_entity (alert);
        CREATE TABLE alert_tag (tag TEXT NOT NULL, alert TEXT NOT NULL, PRIMARY KEY (tag, alert)) WITHOUT ROWID;
        CREATE INDEX alert_tag_alert ON alert_tag (alert);
        CREATE TABLE alert_change (
          id INTEGER PRIMARY KEY, alert TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, was TEXT, now TEXT, note TEXT);
        CREATE INDEX alert_change_alert ON alert_change (alert);
        CREATE TABLE incident (
          id TEXT PRIMARY KEY, first_event INTEGER NOT NULL, last_event INTEGER NOT NULL, rank REAL NOT NULL, alerts INTEGER NOT NULL,
          title TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE rule_revision (
          rule_id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, text TEXT, note TEXT, PRIMARY KEY (rule_id, number)) WITHOUT ROWID;
        CREATE TABLE rule_run (
          rule_id TEXT NOT NULL, job_id TEXT NOT NULL, at INTEGER NOT NULL, from_micros INTEGER NOT NULL, found INTEGER NOT NULL, raised INTEGER NOT NULL,
          waiting INTEGER NOT NULL, PRIMARY KEY (rule_id, job_id, at)) WITHOUT ROWID;
        CREATE TABLE detection_run (
          id INTEGER PRIMARY KEY, at INTEGER NOT NULL, rules INTEGER NOT NULL, events INTEGER NOT NULL, newest INTEGER NOT NULL, caught_up INTEGER NOT NULL,
          anomalies INTEGER NOT NULL, raised INTEGER NOT NULL, raised_before INTEGER NOT NULL, excepted INTEGER NOT NULL, suppressed INTEGER NOT NULL,
          withdrawn INTEGER NOT NULL, duration INTEGER NOT NULL, warnings TEXT NOT NULL);
        CREATE TABLE outbox (
          id INTEGER PRIMARY KEY, sink TEXT NOT NULL, alert TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0, enqueued_at INTEGER NOT NULL,
          attempts INTEGER NOT NULL DEFAULT 0, first_attempt INTEGER, next_attempt INTEGER NOT NULL, error TEXT, ended_at INTEGER, UNIQUE (sink, alert));
        CREATE INDEX outbox_due ON outbox (sink, state, next_attempt);
        CREATE TABLE sink_pause (sink TEXT PRIMARY KEY, failures INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>What each version adds to the one before it, from version 7 on. Never changed once published: states that were written are of it.</summary>
    public static readonly IReadOnlyList<(int Version, string Sql)> Steps =
    [
        (7, """
            CREATE INDEX IF NOT EXISTS anomaly_bucket ON anomaly (job_id, bucket);
            CREATE TABLE user (
              name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE, role INTEGER NOT NULL, password_hash TEXT, external TEXT UNIQUE, created_at INTEGER NOT NULL,
              disabled INTEGER NOT NULL, failures INTEGER NOT NULL, locked_until INTEGER NOT NULL, stamp INTEGER NOT NULL, last_sign_in INTEGER);
            CREATE TABLE sign_in_link (hash BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE REFERENCES user ON DELETE CASCADE, expires_at INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE api_key (
              id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, role INTEGER NOT NULL, hash BLOB NOT NULL, scopes TEXT NOT NULL, created_by TEXT NOT NULL,
              created_at INTEGER NOT NULL, expires_at INTEGER, revoked_at INTEGER, last_used INTEGER) WITHOUT ROWID;
            CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT, source TEXT);
            CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END;
            CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END;
            """),
        (8, """
            DROP INDEX alert_incident;
            CREATE INDEX alert_incident ON alert (incident, standing, status, account);
            CREATE INDEX incident_rank ON incident (rank DESC, last_event DESC, id);
            CREATE TABLE alert_story (alert TEXT NOT NULL PRIMARY KEY, story INTEGER NOT NULL) WITHOUT ROWID;
            CREATE INDEX alert_story_story ON alert_story (story);
            CREATE TABLE preference (who TEXT NOT NULL COLLATE NOCASE, kind INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (who, kind, name)) WITHOUT ROWID;
            CREATE TABLE anomaly_influencer (
              field TEXT NOT NULL, job_id TEXT NOT NULL, bucket INTEGER NOT NULL, value TEXT NOT NULL, scope TEXT NOT NULL, detector TEXT NOT NULL, partition_value TEXT NOT NULL,
              by_value TEXT NOT NULL, score REAL NOT NULL, provisional INTEGER NOT NULL, learning INTEGER NOT NULL, changed INTEGER NOT NULL,
              PRIMARY KEY (field, job_id, bucket, value, scope, detector, partition_value, by_value)) WITHOUT ROWID;
            CREATE INDEX anomaly_change_bucket ON anomaly_change (job_id, bucket);
            WITH known AS MATERIALIZED (
              SELECT a.job_id, a.bucket, a.scope, a.detector, a.partition_value, a.by_value, a.score, 1 - a.final AS provisional, coalesce(json_extract(a.document, '$.learning'), 0) AS learning,
                EXISTS (SELECT 1 FROM anomaly_change c WHERE c.job_id = a.job_id AND c.bucket = a.bucket AND c.scope = a.scope AND c.detector = a.detector AND c.partition_value = a.partition_value AND c.by_value = a.by_value) AS changed,
                json_extract(a.document, '$.by_field') AS by_field, coalesce(json_extract(a.document, '$.over_field'), json_extract(a.document, '$.partition_field')) AS divided_by
              FROM anomaly a)
            INSERT OR REPLACE INTO anomaly_influencer
            SELECT '', job_id, bucket, '', scope, detector, partition_value, by_value, score, provisional, learning, changed FROM known
            UNION ALL SELECT 'offtrail.account', job_id, bucket, scope, scope, detector, partition_value, by_value, score, provisional, learning, changed FROM known WHERE scope <> '*'
            UNION ALL SELECT by_field, job_id, bucket, by_value, scope, detector, partition_value, by_value, score, provisional, learning, changed FROM known WHERE by_field <> ''
            UNION ALL SELECT divided_by, job_id, bucket, partition_value, scope, detector, partition_value, by_value, score, provisional, learning, changed FROM known WHERE divided_by IS NOT NULL;
            """),
    ];
}
