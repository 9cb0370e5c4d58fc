namespace EpaccsWeb.Operations;

/// <summary>What each way of running the database protects from and what it costs, for whoever decides about it.</summary>
public sealed record DatabaseChoices(string What, string ProtectsFrom, string Costs)
{
    public static IReadOnlyList<DatabaseChoices> All { get; } =
    [
        new(
            "fsync, full_page_writes and synchronous_commit on",
            "A crash or a power cut: what was acknowledged is there afterwards. Without them a node is not ready.",
            "Each save waits once for the disk."
        ),
        new(
            "A standby that is not synchronous",
            "Nothing that was acknowledged in the last moments: in five failovers of five, one to three saves of about fifteen thousand were lost.",
            "A second server. Enough for reading while the primary is away, not for saving."
        ),
        new(
            "One synchronous standby",
            "The loss of the primary's disk: in ten failovers nothing that was acknowledged was lost.",
            "Each save waits for the other server's disk as well, which costs what its disk and the way there take: on one machine as many were made in the same time, on another a quarter to a third as many. When the standby is away every save waits: write down who may take it out of synchronous_standby_names, and let it call somebody."
        ),
        new(
            "Two synchronous standbys: ANY 1 (one, two)",
            "The same, and the loss of one standby stops nothing.",
            "A third server. The settings to begin with for a service that is used at night."
        ),
        new(
            "Patroni",
            "Promoting by hand at night: it promotes a standby by itself. Set synchronous_mode to true and maximum_lag_on_failover to 0, so that it never promotes one that lacks a save.",
            "Three members of etcd or its like. Up to its ttl (30 seconds unless set) without saving. A primary that loses the quorum steps down: saving stops, plans can be read."
        ),
        new(
            "A managed cluster",
            "The same, run by others.",
            "No superuser: its own backups take the place of the verbs backup and archive-wal, so ask for restoring to a moment and try it. Its readable standbys may show changes in another order, one reason why plans are read from the primary."
        ),
        new(
            "Archiving each part of the write-ahead log (archive-wal), archive_timeout 60",
            "Loss of everything since the last backup: restoring to a moment loses a minute at most.",
            "Some 16 MB a minute before sealing, even when little happens."
        ),
        new(
            "Checksums (initdb --data-checksums)",
            "A disk that changes what it holds without a word: the query fails instead of showing it.",
            "A few hundredths of the processor. The private PostgreSQL has them."
        ),
        new(
            "PgBouncer in transaction mode",
            "Too many connections from many nodes.",
            "Statements are not prepared any more (Max Auto Prepare=0), so each costs the database more processor time."
        ),
    ];
}
