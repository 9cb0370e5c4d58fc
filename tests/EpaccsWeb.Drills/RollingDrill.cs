using System.Diagnostics;

namespace EpaccsWeb.Drills;

/// <summary>Two nodes behind nginx are drained, stopped and started in turn, as a release does, while 200 sessions go on.</summary>
internal static class RollingDrill
{
    private const int Port = 5280;
    private const int Sessions = 200;
    private const int Rounds = 2;
    private static readonly int[] Nodes = [5291, 5292];

    public static async Task RunAsync(Report report)
    {
        const string nginx = "/usr/sbin/nginx";
        if (!File.Exists(nginx))
        {
            report.Skip("nginx is not installed (apt-get install -y --no-install-recommends nginx)");
            return;
        }

        await using var world = await World.MakeAsync("rolling");
        var history = new History();
        var nodes = Nodes.Select(port => world.Node(port)).ToList();
        foreach (var node in nodes)
        {
            await node.StartAsync();
        }

        var conf = Path.Combine(world.Folder, "nginx.conf");
        await File.WriteAllTextAsync(conf, Configuration(world.Folder, down: 0));
        using var proxy = Process.Start(new ProcessStartInfo(nginx, ["-c", conf, "-p", world.Folder, "-g", "daemon off;"]))!;
        try
        {
            await using (await Crowd.SignedInAsync(new($"http://127.0.0.1:{Port}/"), world, history, Sessions, saves: 0.1, think: 2500))
            {
                for (var round = 0; round < Rounds; round++)
                {
                    foreach (var node in nodes)
                    {
                        await SwitchAsync(proxy, conf, world.Folder, node.Port);
                        await Task.Delay(3000);
                        await node.StopAsync();
                        await node.StartAsync();
                        await SwitchAsync(proxy, conf, world.Folder, 0);
                        await Task.Delay(3000);
                    }
                }
            }
        }
        finally
        {
            Signals.Kill(proxy.Id, "TERM");
            await proxy.WaitForExitAsync();
        }

        foreach (var node in nodes)
        {
            await node.StopAsync();
        }

        var all = history.All.ToList();
        var times = all.Select(one => Stopwatch.GetElapsedTime(one.Start, one.End).TotalMilliseconds).Order().ToArray();
        var errors = all.Count(one => one.Status >= 500 || one.Status == 0);
        var p99 = times[(int)(0.99 * (times.Length - 1))];
        report.Say(
            $"{Sessions} sessions, {Rounds * 2} restarts, {all.Count:N0} answers, {errors} errors or cuts, p50 {times[times.Length / 2]:F0} ms, p99 {p99:F0} ms"
        );
        report.Holds(
            errors == 0,
            $"{errors} answers were errors or were cut: {string.Join(", ", all.Where(one => one.Status >= 500 || one.Status == 0).GroupBy(one => one.Status).Select(kind => $"{kind.Count()} of {kind.Key}"))}"
        );
        report.Holds(!all.Exists(one => one.Status == 400), "an antiforgery token was refused");
        report.HoldsInTime(p99 < 1000, $"p99 was {p99:F0} ms");
        await report.CheckAsync(world.Server, world, history, nodes[0]);
    }

    private static async Task SwitchAsync(Process proxy, string conf, string folder, int down)
    {
        await File.WriteAllTextAsync(conf, Configuration(folder, down));
        Signals.Kill(proxy.Id, "HUP");
        await Task.Delay(500);
    }

    private static string Configuration(string folder, int down) =>
        $$"""
            user root;
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx-error.log;
            events { worker_connections 2000; }
            http {
              access_log off;
              keepalive_timeout 0;
              client_body_temp_path {{folder}}/nginx-body;
              proxy_temp_path {{folder}}/nginx-proxy;
              fastcgi_temp_path {{folder}}/nginx-fastcgi;
              uwsgi_temp_path {{folder}}/nginx-uwsgi;
              scgi_temp_path {{folder}}/nginx-scgi;
              upstream website {
            {{string.Join('\n', Nodes.Select(port => $"    server 127.0.0.1:{port}{(port == down ? " down" : string.Empty)};"))}}
              }
              server {
                listen 127.0.0.1:{{Port}};
                location / {
                  proxy_pass http://website;
                  proxy_set_header Host $http_host;
                }
              }
            }
            """;
}
