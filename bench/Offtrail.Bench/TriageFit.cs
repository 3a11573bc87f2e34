using System.Globalization;
using Offtrail.Triage;

namespace Offtrail.Bench;

/// <summary>
/// Fits the weights of the verdict's points: logistic regression with a normal prior of variance 1, each weight kept on the side that
/// its present sign says, incidents and alerts counted alike, attacks and false alarms given the same weight as a whole. Prints the file's lines, and what each
/// trail's figures would be with weights fitted on the others.
/// </summary>
internal static class TriageFit
{
    private const int Steps = 4000;
    private const double Rate = 0.02;

    public static int Run(string[] pairs)
    {
        TriageExample[] all = [.. TriageExample.Read(pairs, alerts: true)];
        string[] ids = [.. Weights.Default.Ids];
        foreach (var trail in all.Select(e => e.Trail).Distinct())
        {
            var (fitted, start) = Fit([.. all.Where(e => e.Trail != trail)], ids);
            foreach (var kind in new[] { "incident", "alert" })
            {
                var sums = all.Where(e => e.Trail == trail && e.Name.StartsWith(kind, StringComparison.Ordinal)).Select(e => (e.Attack, Sum: start + Sum(e, ids, fitted))).ToArray();
                Say($"{Path.GetFileName(trail)} left out, {kind}s: attacks {string.Join(' ', sums.Where(s => s.Attack).Select(s => s.Sum).Order().Select(s => s.ToString("0.0", CultureInfo.InvariantCulture)))}");
                Say($"{Path.GetFileName(trail)} left out, {kind}s: false   {string.Join(' ', sums.Where(s => !s.Attack).Select(s => s.Sum).Order().Select(s => s.ToString("0.0", CultureInfo.InvariantCulture)))}");
            }
        }

        var (weights, offset) = Fit(all, ids);
        Say($"start: {offset:0.0}");
        for (var i = 0; i < ids.Length; i++)
            Say($"  {ids[i]}: {weights[i]:0.0}   # {all.Count(e => e.Attack && Has(e, ids[i]))} of {all.Count(e => e.Attack)} attacks, {all.Count(e => !e.Attack && Has(e, ids[i]))} of {all.Count(e => !e.Attack)} others");
        return 0;
    }

    private static (double[] Weights, double Start) Fit(TriageExample[] examples, string[] ids)
    {
        var signs = ids.Select(i => Math.Sign(Weights.Default.Of(i))).ToArray();
        var share = new[] { examples.Count(e => !e.Attack), examples.Count(e => e.Attack) }.Select(n => examples.Length / (2.0 * n)).ToArray();
        var rows = examples.Select(e => (Which: ids.Select((id, i) => (id, i)).Where(p => Has(e, p.id)).Select(p => p.i).ToArray(), e.Attack)).ToArray();
        var (weights, start) = (new double[ids.Length], 0.0);
        for (var step = 0; step < Steps; step++)
        {
            var (slope, startSlope) = (weights.Select(w => -w).ToArray(), 0.0);
            foreach (var (which, attack) in rows)
            {
                var error = ((attack ? 1 : 0) - (1 / (1 + Math.Exp(-(start + which.Sum(i => weights[i])))))) * share[attack ? 1 : 0];
                startSlope += error;
                foreach (var i in which) slope[i] += error;
            }

            start += Rate * startSlope / 4;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] += Rate * slope[i] / 4;
                if (signs[i] != 0 && Math.Sign(weights[i]) != signs[i]) weights[i] = 0;
            }
        }

        return (weights, start);
    }

    private static double Sum(TriageExample e, string[] ids, double[] weights) => ids.Select((id, i) => Has(e, id) ? weights[i] : 0).Sum();

    private static bool Has(TriageExample e, string id) => e.Result.Judgement.Points.Any(p => p.Id == id);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
