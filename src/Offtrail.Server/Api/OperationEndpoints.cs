namespace Offtrail.Server;

/// <summary>Long work: backtests, and what else was begun.</summary>
internal static class OperationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/backtests", Backtest).Says("BeginBacktest", "Begin to count what rules would have raised over a stretch of the past at several thresholds.").Needs(Permission.Work).WithTags("operations");
        var operations = api.MapGroup("/operations").WithTags("operations");
        operations.MapGet("", (OperationList all) => new Page<OperationView>([.. all.List().Select(OperationView.Of)], null)).Says("ListOperations", "What was begun, the newest first. Kept until the service ends, the newest hundred.").Needs(Permission.Read);
        operations.MapGet("/{id}", (string id, OperationList all) => all.Find(id) is { } operation ? TypedResults.Ok(OperationView.Of(operation)) : (IResult)Missing(id)).Says("GetOperation", "How far it is, and what came of it.").Produces<OperationView>().Needs(Permission.Read).ProducesProblem(404);
        operations.MapDelete("/{id}", Cancel).Says("CancelOperation", "End it as soon as it can.").Produces<OperationView>().Needs(Permission.Work).ProducesProblem(404);
    }

    private static Accepted<OperationView> Backtest(BacktestRequest request, BacktestWork work)
    {
        var operation = work.Begin(request);
        return TypedResults.Accepted($"/api/v1/operations/{operation.Id}", OperationView.Of(operation));
    }

    private static IResult Cancel(string id, OperationList all)
    {
        if (all.Find(id) is not { } operation) return Missing(id);
        operation.Cancel();
        return TypedResults.Ok(OperationView.Of(operation));
    }

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"there is no operation {(id.Length > 80 ? id[..80] : id)}; they are kept until the service ends");
}
