using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EpaccsWeb.Tests.Support;

/// <summary>Takes the context's query filters out of every query. Lives in the tests, so that no setting can do the same.</summary>
internal sealed class WithoutFilters : IQueryExpressionInterceptor
{
    /// <summary>One for all contexts: EF Core builds its services anew for every other instance, and refuses after twenty.</summary>
    public static WithoutFilters One { get; } = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        new Roots().Visit(queryExpression);

    private sealed class Roots : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root
                ? Expression.Call(
                    typeof(EntityFrameworkQueryableExtensions),
                    nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters),
                    [root.ElementType],
                    root
                )
                : base.VisitExtension(node);
    }
}
