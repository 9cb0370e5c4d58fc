using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>Sends requests that were written beforehand over so many connections at once, to this machine only.</summary>
/// <remarks>Plain sockets and no parsing beyond status and end, so that it takes little of the processors that it shares.</remarks>
public sealed class Generator(int port)
{
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    /// <param name="once">Each request is sent once at most; when they are used up the run ends before its time.</param>
    public async Task<Sample> RunAsync(IReadOnlyList<byte[]> requests, int connections, TimeSpan time, bool once)
    {
        var next = once ? -1 : Random.Shared.Next(requests.Count);
        var watch = Stopwatch.StartNew();
        var sent = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(ConnectionAsync)));
        var taken = watch.Elapsed;
        var times = sent.SelectMany(one => one.Times).Order().ToArray();
        return new(times, taken, sent.Sum(one => one.Bad), sent.Sum(one => one.Bytes));

        async Task<(List<double> Times, int Bad, long Bytes)> ConnectionAsync()
        {
            var (times, bad, bytes) = (new List<double>(), 0, 0L);
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var buffer = new byte[512 * 1024];
            while (watch.Elapsed < time)
            {
                var at = Interlocked.Increment(ref next);
                if (once && at >= requests.Count)
                {
                    break;
                }

                var started = Stopwatch.GetTimestamp();
                await socket.SendAsync(requests[at % requests.Count]);
                var length = 0;
                do
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                    length += read > 0 ? read : throw new IOException("The server closed the connection.");
                } while (!IsWhole(buffer.AsSpan(0, length)));
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                bytes += length;
                // "HTTP/1.1 200": an answer counts when it is a page or a redirect.
                bad += buffer[9] is (byte)'2' or (byte)'3' ? 0 : 1;
            }

            return (times, bad, bytes);
        }
    }

    /// <summary>Whether the whole answer has arrived.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var headers = answer[..(head + 2)];
        var named = headers.IndexOf("Content-Length: "u8);
        if (named < 0)
        {
            return answer.EndsWith(LastChunk);
        }

        var value = headers[(named + 16)..];
        value = value[..value.IndexOf("\r\n"u8)];
        return answer.Length >= head + 4 + int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>What one run of the generator saw.</summary>
/// <param name="Times">Milliseconds of each answer, the shortest first.</param>
/// <param name="Bad">Answers that were neither a page nor a redirect.</param>
public sealed record Sample(double[] Times, TimeSpan Taken, int Bad, long Bytes)
{
    public double PerSecond => Times.Length / Taken.TotalSeconds;

    public double Percentile(double share) => Times.Length == 0 ? double.NaN : Times[(int)(share * (Times.Length - 1))];
}
