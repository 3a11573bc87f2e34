using CsCheck;

namespace Offtrail.Tests;

/// <summary>
/// Property tests with a fifteenth of their cases, since each runs once for every mutant it meets. Stands before CsCheck's own methods
/// because it is in the namespace of the tests.
/// </summary>
internal static class FewerCases
{
    private const int Share = 15;
    private const int Least = 8;

    public static void Sample<T>(this Gen<T> gen, Action<T> assert, int iter = 100, int threads = 1) => Check.Sample(gen, assert, iter: Few(iter), threads: threads);

    public static void Sample<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> assert, int iter = 100, int threads = 1) => Check.Sample(gen, assert, iter: Few(iter), threads: threads);

    public static void Sample<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> assert, int iter = 100, int threads = 1) =>
        Check.Sample(gen, assert, iter: Few(iter), threads: threads);

    public static void Sample<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> assert, int iter = 100, int threads = 1) =>
        Check.Sample(gen, assert, iter: Few(iter), threads: threads);

    private static int Few(int iter) => Math.Min(iter, Math.Max(Least, iter / Share));
}
