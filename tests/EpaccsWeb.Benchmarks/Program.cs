using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EpaccsWeb.Benchmarks;

// dotnet run -c Release --project tests/EpaccsWeb.Benchmarks
BenchmarkRunner.Run<HotPaths>(
    DefaultConfig
        .Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .WithOptions(ConfigOptions.DisableOptimizationsValidator)
);
