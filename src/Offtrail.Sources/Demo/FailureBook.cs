using System.Globalization;

namespace Offtrail.Sources.Demo;

/// <summary>
/// How often a call fails in an account, and how. A line: where (both, prod, dev), failures begun in 10,000 calls, call,
/// code, message; the code <c>refused</c> is the service's own refusal. Failures come in bursts (see <see cref="Actor"/>).
/// The account that is attacked must have no line that leads to a code in <see cref="Attacker.NovelCodes"/>.
/// </summary>
internal sealed class FailureBook
{
    private readonly Dictionary<Call, List<(int Per10000, Failure Failure)>> _failures = [];

    public FailureBook(string accountKind)
    {
        foreach (string row in CallBook.Rows(FailureTable.Rows))
        {
            string[] cells = row.Split(' ', 5);
            if (cells[0] != "both" && cells[0] != accountKind)
                continue;

            Call call = CallBook.Get(cells[2]);
            Template? message = cells.Length > 4 ? new Template(cells[4]) : null;
            Failure failure = cells[3] == "refused" ? Failure.Refusal(call) : new Failure(cells[3], message);
            if (!_failures.TryGetValue(call, out List<(int, Failure)>? ofCall))
                _failures[call] = ofCall = [];
            ofCall.Add((int.Parse(cells[1], CultureInfo.InvariantCulture), failure));
        }
    }

    /// <summary>Null for a success.</summary>
    public Failure? Draw(Call call, Pcg dice)
    {
        if (!_failures.TryGetValue(call, out List<(int Per10000, Failure Failure)>? ofCall))
            return null;

        int drawn = dice.Below(10_000);
        foreach ((int per10000, Failure failure) in ofCall)
        {
            drawn -= per10000;
            if (drawn < 0)
                return failure;
        }

        return null;
    }
}
