namespace EpaccsWeb.Operations;

/// <summary>One setting: its name as an environment variable or a secret's file, what it is for, and what holds without it.</summary>
public sealed record Setting(string Name, string Means, string Otherwise, bool IsSecret = false);

/// <summary>Every setting that an operator may give. A test finds what the program reads and this list lacks.</summary>
public static class SettingList
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("AllowedHosts", "Host names to answer in place of the site's own, with semicolons", "the site's own and this machine"),
        new("Assurance__ClinicalSafetyOfficer", "Who signed the safety file", "nobody"),
        new("Assurance__SignedVersion", "The release it was signed for", "none"),
        new("Audit__AnchorFile", "Append-only file of the audit chain's heads; each node its own", ".local/audit"),
        new("Audit__AnchorKey", "Key that signs it (base64, 32 bytes or more); every node the same", "made once beside the file", true),
        new("Audit__AnchorKeyFile", "File that holds that key", "beside the anchors"),
        new("Audit__KeepYears", "Years after which months of the audit may be put away", "8"),
        new(
            "Audit__SpoolFolder",
            "Folder for audit lines of a node that only reads; each node its own, on a disk that stays",
            "beside the anchors"
        ),
        new("Backup__Key", "Key that seals backups (base64, 32 bytes); keep a copy away from them", "backup and restore refuse", true),
        new("Backup__KeyFile", "File that holds that key", "backup and restore refuse"),
        new("Backup__StampFile", "A file that each backup touches", "the last backup is not known"),
        new("ConnectionStrings__Epaccs", "PostgreSQL for serving, as epaccs_app", "the private PostgreSQL, in Development", true),
        new(
            "ConnectionStrings__EpaccsBackup",
            "PostgreSQL for backups, as a role that may replicate; for restore-drill a superuser",
            "the owner's",
            true
        ),
        new(
            "ConnectionStrings__EpaccsReadOnly",
            "A standby, from which plans are read while the primary is away; straight, not through a pooler",
            "nothing is read meanwhile",
            true
        ),
        new(
            "ConnectionStrings__EpaccsReports",
            "Where reports are counted: a standby; with the primary named after it, that when the standby is away; straight, not through a pooler",
            "where everything is",
            true
        ),
        new("ConnectionStrings__EpaccsOwner", "PostgreSQL for migrating, as the owner; straight, not through a pooler", "the same", true),
        new(
            "Database__Transport",
            "verified: TLS with the certificate checked. encrypted: TLS. local: a socket or an address of this machine",
            "verified, outside Development"
        ),
        new(
            "DataProtection__Certificate",
            "PKCS 12 file that protects the keys of cookies; every node the same",
            "must be set, outside Development"
        ),
        new("DataProtection__CertificatePassword", "Its password", "none", true),
        new("Limits__AtOncePerUser", "Requests of one user that are worked on at once; four times as many wait", "12; 0 is no limit"),
        new("Limits__AtWork", "Requests that a node works on at once", "64; 0 is no limit"),
        new("Limits__RequestsPerAddress", "Requests a minute from one address before sign-in", "3000; 0 is no limit"),
        new(
            "Limits__RequestsPerUser",
            "Requests a minute of one user; the urgent card and emergency access count apart",
            "1200; 0 is no limit"
        ),
        new("Limits__SecondsPerRequest", "After which a request is given up; imports and extracts are not", "60; 0 is no limit"),
        new("Limits__Waiting", "Requests that wait for a place; beyond them the answer is 503, with Retry-After", "512"),
        new("LocalPostgres__AllowInProduction", "true: the private PostgreSQL outside Development", "false"),
        new("LocalPostgres__AvoidUserNamespaces", "true: as root, run it as another user at once", "false"),
        new("LocalPostgres__Binaries", "Folder of its programs", "looked for"),
        new("LocalPostgres__Directory", "Where the private PostgreSQL lives", ".local/postgres"),
        new("Mail__Folder", "Where mail is put while no server is set", ".local/mail"),
        new("Mail__From", "Sender of mail", "epaccs@localhost"),
        new("Mail__Port", "Port of the mail server", "587"),
        new("Mail__Server", "Mail server, by TLS", "the folder"),
        new("Metrics__Addresses", "Addresses or networks, with commas, that may read /metrics, straight and not through a proxy", "nobody"),
        new(
            "Print__SigningKey",
            "Private key (PEM, ECDSA P-256), or its file, that signs printed copies",
            "printing is off, outside Development",
            true
        ),
        new("Reports__SmallNumbers__Threshold", "Counts from 1 to this are hidden beyond one's own organisation", "7"),
        new("Search__MostInAMinute", "Searches one account may make in a minute", "60"),
        new("Secrets__Directory", "Folder with one file a secret; the file's name is the setting's", "environment only"),
        new("Shutdown__DrainSeconds", "How long a node serves on after it was asked to stop", "10"),
        new(
            "SignIn__MostFailedTriesPerAddress",
            "Failed tries of a passphrase from one address in 15 minutes; as many links for forgotten ones, counted apart",
            "300"
        ),
        new("SignIn__RequireSecondFactor", "false in Development only", "true"),
        new("Site__Address", "Public address, with https", "this machine only"),
        new("Site__Proxies", "Addresses or networks, with commas, whose X-Forwarded-For and -Proto are believed", "nobody"),
        new("Startup__Prepare", "false: the node does not migrate; the verb has", "true"),
        new("Telemetry__Collector", "Collector of OpenTelemetry (OTLP over HTTP) for metrics and traces", "nothing is sent"),
        new("Telemetry__SampledShare", "Share of requests whose trace is sent, 0 to 1", "0.1"),
        new("Training__Enabled", "true: the training site, over a demonstration only", "false"),
    ];
}
