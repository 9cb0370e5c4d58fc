namespace EpaccsWeb.Drills;

/// <summary>Every connection of the website to its database is cut, again and again.</summary>
internal static class CutDrill
{
    private const int Cuts = 20;

    public static async Task RunAsync(Report report)
    {
        await using var world = await World.MakeAsync("cut");
        var (node, history) = (world.Node(), new History());
        await node.StartAsync();
        await using (await Crowd.SignedInAsync(node.Address, world, history, 12))
        {
            for (var cut = 0; cut < Cuts; cut++)
            {
                await Task.Delay(700);
                await world.Server.RunAsync(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                );
            }

            await Task.Delay(1500);
        }

        await node.StopAsync();
        var errors = history.All.Count(one => one.Status >= 500);
        report.Say(
            $"{Cuts} cuts of all connections; {errors} of {history.All.Count:N0} answers were errors ({100.0 * errors / history.All.Count:F1} %)"
        );
        await report.CheckAsync(world.Server, world, history, node);
    }
}
