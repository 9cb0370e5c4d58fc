using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EpaccsWeb.Benchmarks;
using EpaccsWeb.Benchmarks.Load;

// dotnet run -c Release --project tests/EpaccsWeb.Benchmarks     what every request does in memory
// tests/EpaccsWeb.Benchmarks/load.sh                            the whole product under load, beside a bare program
// tests/EpaccsWeb.Benchmarks/load.sh report                     the report on place of death over many areas, beside plain questions
switch (args)
{
    case ["load", ..]:
        return await LoadRun.RunAsync(LoadOptions.Read(args[1..]));
    case ["report", ..]:
        return await ReportRun.RunAsync(LoadOptions.Read(args[1..]));
    case ["bare", ..]:
        await BareProgram.RunAsync(BareOptions.Read(args[1..]));
        return 0;
    default:
        BenchmarkRunner.Run<HotPaths>(
            DefaultConfig
                .Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .WithOptions(ConfigOptions.DisableOptimizationsValidator)
        );
        return 0;
}
