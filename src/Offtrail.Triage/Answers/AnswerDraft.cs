using System.Text;
using Offtrail.Anomalies;
using Offtrail.Lake;

namespace Offtrail.Triage;

/// <summary>Collects what an answer is made of.</summary>
internal sealed class AnswerDraft(IQuestion question, Weights weights)
{
    private const int MostCounts = 10;
    private const int MostShown = 5;

    private readonly StringBuilder _sentence = new();
    private readonly List<Figure> _figures = [];
    private readonly HashSet<EventMark> _marks = [];
    private readonly List<Point> _points = [];
    private EventsQuery? _query;

    /// <summary>Adds a sentence.</summary>
    public AnswerDraft Say(string sentence)
    {
        if (sentence.Length > 0) _sentence.Append(_sentence.Length > 0 ? " " : "").Append(sentence);
        return this;
    }

    /// <summary>Adds a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="number">The number.</param>
    /// <param name="inWords">What people read in its place; null for its digits.</param>
    public AnswerDraft Number(string name, double number, string? inWords = null) => Add(new Figure(name) { Number = number, InWords = inWords });

    /// <summary>Adds a text.</summary>
    public AnswerDraft Text(string name, string? text) => text is null ? this : Add(new Figure(name) { Text = text });

    /// <summary>Adds a time, microseconds since 1970 UTC.</summary>
    public AnswerDraft Time(string name, long? micros) => Text(name, micros is { } m ? Rules.AlertDocument.Time(m) : null);

    /// <summary>Adds values with their counts, the first ten in the order given.</summary>
    public AnswerDraft Counts(string name, IEnumerable<ValueCount> counts, int most = MostCounts, int shown = MostShown)
    {
        ValueCount[] all = [.. counts];
        return all.Length == 0 ? this : Add(new Figure(name) { Counts = all.Length > most ? all[..most] : all, More = Math.Max(0, all.Length - most), Shown = shown });
    }

    /// <summary>Adds values with their events, most first.</summary>
    public AnswerDraft Counts(string name, Tally tally, Func<TallyRow, string>? label = null) =>
        Counts(name, tally.Rows.Where(r => r.Values.All(v => v is not null)).Select(r => new ValueCount(label is null ? r.Value : label(r), r.Events)));

    /// <summary>Adds lines without counts.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="most">How many are kept.</param>
    /// <param name="shown">How many of them a person reads on one line.</param>
    public AnswerDraft Lines(string name, IEnumerable<string> lines, int most = MostCounts, int shown = MostShown) => Counts(name, lines.Select(l => new ValueCount(l, 0)), most, shown);

    /// <summary>Adds events behind it.</summary>
    public AnswerDraft Evidence(IEnumerable<EventMark> marks)
    {
        _marks.UnionWith(marks.Where(m => m.Id.Length > 0));
        return this;
    }

    /// <summary>Adds the first and the last event of each count, of counts that have ids.</summary>
    public AnswerDraft Evidence(IEnumerable<TallyRow> rows) => Evidence(rows.SelectMany(r => new[] { r.First, r.Last }));

    /// <summary>Says what finds the events; a query that can find none is not said.</summary>
    public AnswerDraft Find(EventsQuery query)
    {
        if (!query.FindsNothing) _query = query;
        return this;
    }

    /// <summary>Adds a point when it applies.</summary>
    public AnswerDraft Point(string id, bool applies, string why)
    {
        if (applies) _points.Add(new Point(id, why, weights.Of(id)));
        return this;
    }

    /// <summary>The answer.</summary>
    public Answer Build() => new(question.Id, question.Asks, _sentence.ToString())
    {
        Figures = _figures,
        EventIds = [.. _marks.OrderByDescending(m => m.Micros).ThenBy(m => m.Id, StringComparer.Ordinal).Take(Answer.MostEventIds).Select(m => m.Id)],
        Query = _query,
        Points = _points,
    };

    private AnswerDraft Add(Figure figure)
    {
        _figures.Add(figure);
        return this;
    }
}
