using System.Text.Json.Nodes;
using Offtrail.Rules;
using Offtrail.Triage;

namespace Offtrail.Pipeline;

/// <summary>A triage as JSON.</summary>
public static class TriageDocument
{
    /// <summary>The document.</summary>
    /// <param name="result">The triage.</param>
    public static JsonObject Write(TriageResult result) => new()
    {
        ["kind"] = result.Subject.Kind,
        ["id"] = result.Subject.Id,
        ["account"] = result.Subject.Account,
        ["identity"] = result.Subject.Identity,
        ["first_event_at"] = AlertDocument.Time(result.Subject.First),
        ["last_event_at"] = AlertDocument.Time(result.Subject.Last),
        ["incident"] = result.Subject.Incident,
        ["alerts"] = List(result.Subject.Alerts.Select(a => (JsonNode)a.Id)),
        ["verdict"] = AlertState.Words(result.Judgement.Verdict.ToString(), '_'),
        ["open_because"] = result.Judgement.OpenBecause,
        ["log_odds"] = AnomalyDocument.Rounded(result.Judgement.Sum),
        ["reasons_for"] = List(result.Judgement.For.Select(Point)),
        ["reasons_against"] = List(result.Judgement.Against.Select(Point)),
        ["answers"] = List(result.Answers.Select(a => Answer(a, result.Data))),
        ["next_steps"] = List(result.Steps.Select(s => (JsonNode)new JsonObject { ["kind"] = s.Kind, ["what"] = s.What, ["commands"] = List(s.Commands.Select(c => (JsonNode)c)) })),
    };

    private static JsonObject Answer(Answer answer, string? data)
    {
        var figures = new JsonObject();
        foreach (var figure in answer.Figures) figures[figure.Name] = Value(figure);
        return new JsonObject
        {
            ["id"] = answer.Id,
            ["question"] = answer.Question,
            ["answer"] = answer.Sentence,
            ["lean"] = answer.Lean.ToString().ToLowerInvariant(),
            ["weight"] = AnomalyDocument.Rounded(answer.Weight),
            ["points"] = List(answer.Points.Select(Point)),
            ["figures"] = figures,
            ["event_ids"] = List(answer.EventIds.Select(i => (JsonNode)i)),
            ["events"] = answer.Query?.CommandLine(data),
        };
    }

    /// <summary>A number, a text, a list of texts, or a list of values with counts; with "more" when the list was cut.</summary>
    private static JsonNode? Value(Figure figure)
    {
        if (figure.Number is { } number) return AnomalyDocument.Rounded(number);
        if (figure.Text is { } text) return text;
        var list = List(figure.Counts!.Select(c => c.Count == 0 ? (JsonNode)c.Value : new JsonObject { ["value"] = c.Value, ["count"] = c.Count }));
        return figure.More == 0 ? list : new JsonObject { ["values"] = list, ["more"] = figure.More };
    }

    private static JsonObject Point(Point point) => new JsonObject { ["id"] = point.Id, ["why"] = point.Why, ["weight"] = AnomalyDocument.Rounded(point.Weight) };

    private static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);
}
