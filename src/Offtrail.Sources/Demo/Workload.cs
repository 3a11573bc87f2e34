using System.Globalization;

namespace Offtrail.Sources.Demo;

/// <summary>The calls that an actor makes, with weights. Written as <c>service:Name weight</c>, separated by commas or lines.</summary>
internal sealed class Workload
{
    private readonly IReadOnlyList<(Call Call, int Weight)> _calls;
    private readonly int _total;

    private Workload(IReadOnlyList<(Call Call, int Weight)> calls)
    {
        _calls = calls;
        _total = calls.Sum(call => call.Weight);
    }

    public static Workload Parse(string table)
    {
        string[] cells = table.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Workload([.. cells.Select(cell => cell.Split(' '))
            .Select(pair => (CallBook.Get(pair[0]), int.Parse(pair[1], CultureInfo.InvariantCulture)))]);
    }

    /// <summary>About three in four of the calls: each person has habits of their own, and some may change nothing.</summary>
    public Workload Habit(Pcg dice, bool onlyReads) =>
        new([.. _calls.Where(call => (call.Weight >= 10 || dice.PerMille(750)) && (call.Call.ReadOnly || !onlyReads))]);

    public Call Pick(Pcg dice)
    {
        int drawn = dice.Below(_total);
        foreach ((Call call, int weight) in _calls)
        {
            drawn -= weight;
            if (drawn < 0)
                return call;
        }

        return _calls[^1].Call;
    }
}
