namespace EpaccsWeb.Operations;

/// <summary>Something to watch: how it is asked for, and when somebody should be called.</summary>
/// <param name="Query">In the language of Prometheus.</param>
/// <param name="Alert">When the query's answer is bad; null for what is only looked at.</param>
public sealed record Watched(string What, string Query, string? Alert, string Means);

/// <summary>What an operator's dashboard shows and what calls somebody.</summary>
public static class WatchList
{
    public static IReadOnlyList<Watched> All { get; } =
    [
        new("A node does not answer", "up{job=\"epaccs\"}", "== 0 for 1 minute", "Look at the node's log and at /health/ready."),
        new(
            "A node only reads",
            "max(epaccs_read_only)",
            "> 0 for 1 minute",
            "The primary is away and plans come from the standby. Bring the primary back, or promote the standby (see Operating)."
        ),
        new(
            "Audit lines on a node's disk",
            "sum(epaccs_audit_spooled)",
            "> 0 for 10 minutes while no node only reads",
            "They could not be written down. Look for \"not ready to be written to\" in the node's log; do not remove its spool folder."
        ),
        new(
            "Requests a second",
            "sum by (http_route) (rate(http_server_request_duration_seconds_count[5m]))",
            null,
            "By the page's template; no address is kept."
        ),
        new(
            "Answers that failed",
            "sum(rate(http_server_request_duration_seconds_count{http_response_status_code=~\"5..\"}[5m]))",
            "> 0.05 for 5 minutes",
            "Find the lines with status 500 or 503 in the log: trace and request id lead on."
        ),
        new(
            "Time of an answer, 99 of 100",
            "histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_seconds_bucket[5m])))",
            "> 1 for 10 minutes",
            "See the next line, and whether somebody makes a large report or an import."
        ),
        new(
            "Time of a database command, 99 of 100",
            "histogram_quantile(0.99, sum by (le) (rate(db_client_operation_duration_seconds_bucket[5m])))",
            "> 0.5 for 10 minutes",
            "Look at the database: locks, disk, vacuum."
        ),
        new(
            "Connections to the database",
            "sum by (db_client_connection_state) (db_client_connection_count)",
            null,
            "By node; the pool's largest size is Maximum Pool Size of the connection string (100)."
        ),
        new(
            "Refusals",
            "sum(rate(epaccs_audit_lines_total{action=\"refused\"}[15m])) * 900",
            "> 5 times the same hour a week ago",
            "Somebody walks through records, or a relationship is missing for many. The audit tells who."
        ),
        new(
            "Refused for asking too much",
            "sum(rate(aspnetcore_rate_limiting_requests_total{aspnetcore_rate_limiting_result!=\"acquired\"}[5m]))",
            "> 1 for 5 minutes",
            "A program, or a broken browser. Limits__RequestsPerUser and its neighbours set the limits."
        ),
        new(
            "Break-glass, new uses in a day",
            "max(delta(epaccs_break_glass_uses[1d]))",
            null,
            "Privacy officers have them at /admin/break-glass."
        ),
        new("Break-glass in force now", "max(epaccs_break_glass_open)", null, "Each use lasts an hour."),
        new("Break-glass not reviewed", "max(epaccs_break_glass_unreviewed)", "> 20 for 1 day", "Tell the privacy officer."),
        new("Audit lines without a seal", "max(epaccs_audit_unsealed)", null, "A second's worth is usual."),
        new(
            "Age of the oldest line without a seal",
            "max(epaccs_audit_unsealed_age_seconds)",
            "> 60 for 5 minutes",
            "No node seals. Look for \"could not be sealed\" in the logs; then run verify-audit."
        ),
        new(
            "Age of the audit's anchor",
            "min(epaccs_audit_anchor_age_seconds)",
            "> 180 for 5 minutes",
            "The anchor file cannot be written: its disk, its rights."
        ),
        new("Mail that waits", "max(epaccs_outbox_waiting)", null, "Invitations and notices."),
        new(
            "Age of the oldest mail that waits",
            "max(epaccs_outbox_waiting_age_seconds)",
            "> 900 for 5 minutes",
            "The mail server does not take it."
        ),
        new("Mail given up", "max(epaccs_outbox_failed)", "> 0", "Ten tries failed. The log names the answer of the mail server."),
        new("Age of the last backup", "min(epaccs_backup_age_seconds)", "> 93600", "More than 26 hours: no backup last night."),
        new(
            "The numbers themselves",
            "absent(epaccs_audit_unsealed)",
            "== 1 for 5 minutes",
            "The database does not answer, or the numbers are not read any more."
        ),
    ];
}
