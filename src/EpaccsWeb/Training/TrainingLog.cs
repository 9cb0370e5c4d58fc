using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Training;

/// <summary>One try at an exercise. Append-only.</summary>
public sealed class TrainingResult
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Exercise { get; init; }
    public required int Right { get; init; }
    public required int Questions { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>training_results: append-only.</summary>
internal sealed class TrainingResultMapping : IEntityTypeConfiguration<TrainingResult>
{
    public void Configure(EntityTypeBuilder<TrainingResult> builder)
    {
        builder.ToTable("TrainingResults");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.UserId, row.At });
        builder.HasOne<Identity.User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Which exercises a person has done, and how well.</summary>
public sealed class TrainingLog(EpaccsDbContext db, TimeProvider clock)
{
    public Task<List<TrainingResult>> OfAsync(Guid userId, CancellationToken cancel) =>
        db.TrainingResults.Where(row => row.UserId == userId).OrderByDescending(row => row.At).Take(100).AsNoTracking().ToListAsync(cancel);

    public async Task<TrainingResult> KeepAsync(Actor actor, NightCall call, int right, CancellationToken cancel)
    {
        var result = new TrainingResult
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            UserId = actor.UserId,
            Exercise = call.Slug,
            Right = right,
            Questions = call.Questions.Count,
            At = clock.GetUtcNow(),
        };
        db.Add(result);
        await db.SaveChangesAsync(cancel);
        return result;
    }
}

/// <summary>The training site: this program over a demonstration, and over nothing else.</summary>
public sealed record TrainingSite(bool Enabled)
{
    /// <summary>Why the training site cannot start; null when it can, or when this is none.</summary>
    public static async Task<string?> WhyNotAsync(IConfiguration configuration, EpaccsDatabase database, CancellationToken cancel)
    {
        if (!configuration.GetValue("Training:Enabled", defaultValue: false))
        {
            return null;
        }

        await using var pool = EpaccsDatabase.Pool(database.AppConnection);
        await using var command = pool.CreateCommand("select is_demonstration from service_state");
        return await command.ExecuteScalarAsync(cancel) is true
            ? null
            : "The training site does not start: this database is not marked as a demonstration. Use an empty database and the verb demo-data.";
    }
}

/// <summary>Registers the training site.</summary>
public static class TrainingSetup
{
    public static IServiceCollection AddTraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new TrainingSite(configuration.GetValue("Training:Enabled", defaultValue: false)));
        services.AddScoped<TrainingLog>();
        return services;
    }
}
