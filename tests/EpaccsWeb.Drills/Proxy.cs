using System.Diagnostics;

namespace EpaccsWeb.Drills;

/// <summary>nginx before two nodes, one of which can be taken out while it serves, as a release does.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private const int Port = 5280;
    private readonly Process process;
    private readonly string file;
    private readonly string folder;

    private Proxy(Process process, string file, string folder) => (this.process, this.file, this.folder) = (process, file, folder);

    public static IReadOnlyList<int> Nodes { get; } = [5291, 5292];

    public static Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Why it cannot be had here; null when it can.</summary>
    public static string? Missing =>
        File.Exists(Program) ? null : "nginx is not installed (apt-get install -y --no-install-recommends nginx)";

    public static async Task<Proxy> StartAsync(string folder, int down = 0)
    {
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration(folder, down));
        return new(Process.Start(new ProcessStartInfo(Program, ["-c", file, "-p", folder, "-g", "daemon off;"]))!, file, folder);
    }

    /// <summary>Sends nothing new to this node.</summary>
    public Task TakeOutAsync(int node) => TellAsync(node, 0);

    /// <summary>Sends one request in twenty to this node, which has just been started, and then as many as to the other.</summary>
    public async Task TakeInAsync(int node)
    {
        await TellAsync(0, node);
        await Task.Delay(3000);
        await TellAsync(0, 0);
    }

    private async Task TellAsync(int down, int cold)
    {
        await File.WriteAllTextAsync(file, Configuration(folder, down, cold));
        Signals.Kill(process.Id, "HUP");
        await Task.Delay(500);
    }

    public async ValueTask DisposeAsync()
    {
        Signals.Kill(process.Id, "TERM");
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Configuration(string folder, int down, int cold = 0) =>
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
            {{string.Join(
                '\n',
                Nodes.Select(port =>
                    $"    server 127.0.0.1:{port}{(port == down ? " down" : cold == 0 || port == cold ? string.Empty : " weight=19")};"
                )
            )}}
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
