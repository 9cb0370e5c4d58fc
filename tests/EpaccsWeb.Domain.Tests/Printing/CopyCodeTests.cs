using System.Security.Cryptography;
using EpaccsWeb.Domain.Printing;

namespace EpaccsWeb.Domain.Tests.Printing;

/// <summary>The code on a printed copy: it proves itself with the public key alone, and breaks with one letter.</summary>
public sealed class CopyCodeTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly CopyCode made = new(
        Guid.Parse("0197c0de-0000-7000-8000-000000000001"),
        12,
        new DateTimeOffset(2026, 11, 25, 3, 2, 1, TimeSpan.Zero),
        CopyCode.DigestOf("Not for CPR")
    );

    [Fact]
    public void What_was_signed_is_read_back_with_the_public_key_alone()
    {
        using var shipped = ECDsa.Create();
        shipped.ImportFromPem(key.ExportSubjectPublicKeyInfoPem());

        Assert.Equal(made, CopyCode.Read(made.Sign(key), shipped));
    }

    [Fact]
    public void Any_changed_letter_fails()
    {
        var code = made.Sign(key);
        for (var at = 0; at < code.Length; at++)
        {
            var changed = code[..at] + (code[at] == 'A' ? 'B' : 'A') + code[(at + 1)..];
            Assert.Null(CopyCode.Read(changed, key));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("../../etc")]
    public void Nonsense_fails(string? code) => Assert.Null(CopyCode.Read(code, key));

    [Fact]
    public void Another_key_and_a_longer_code_fail()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Null(CopyCode.Read(made.Sign(other), key));
        Assert.Null(CopyCode.Read(made.Sign(key) + "A", key));
        Assert.Null(CopyCode.Read(new string('A', 140), key));
    }

    public void Dispose() => key.Dispose();
}
