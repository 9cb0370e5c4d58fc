using System.Security.Cryptography;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Printing;

namespace EpaccsWeb.Verbs;

/// <summary>Checks the code of a printed copy with the public key alone: no network, no database.</summary>
internal static class CheckPrintVerb
{
    public static Verb Verb { get; } =
        new(
            "check-print",
            """
            check-print CODE --key FILE
              Tells whether the code of a printed copy is genuine, with the public key of the service (/check/key) and no network.
              CODE is the last part of the address in the picture, or the whole address. Exit code 1: not genuine.
            """,
            async run =>
            {
                var code = run.Args.FirstOrDefault()?.Split('/')[^1];
                if (string.IsNullOrEmpty(code) || run.Option("--key") is not { } file)
                {
                    throw new VerbProblem("check-print needs a code, and --key with the file of the public key.", 2);
                }

                using var key = ECDsa.Create();
                try
                {
                    key.ImportFromPem(await File.ReadAllTextAsync(file, run.Cancel));
                }
                catch (Exception failure) when (failure is IOException or ArgumentException or CryptographicException)
                {
                    throw new VerbProblem($"{file} holds no public key: {failure.Message}", 2);
                }

                if (CopyCode.Read(code, key) is not { } read)
                {
                    throw new VerbProblem("Not genuine: the code was not made with this key, or a letter of it has changed.");
                }

                Console.WriteLine(
                    $"Genuine. Plan version {read.Version}, printed {London.Show(read.PrintedAt)}. Whether it is still current only the service can tell."
                );
                return 0;
            }
        );
}
