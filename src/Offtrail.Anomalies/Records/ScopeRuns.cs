namespace Offtrail.Anomalies;

/// <summary>Cuts a detector's values into scopes and buckets, restores and notes what it knows: what all detectors do alike.</summary>
internal static class ScopeRuns
{
    /// <summary>Runs a detector scope by scope.</summary>
    /// <param name="values">All values from the start on, ordered by scope and bucket.</param>
    /// <param name="store">Where to start, and when to note what is known.</param>
    /// <param name="begin">Begins a scope, with what was known of it; null when it is new.</param>
    public static IEnumerable<AnomalyRecord> Run(IEnumerable<BucketValue> values, DetectorStore store, Func<string, byte[]?, IScopeRun> begin)
    {
        var still = store.Restored.Keys.ToHashSet(StringComparer.Ordinal);
        ScopeAtWork? work = null;
        var bucket = new List<BucketValue>();
        foreach (var value in values)
        {
            if (bucket.Count > 0 && (work!.Scope != value.Scope || bucket[0].Bucket != value.Bucket))
            {
                work.Finish(bucket);
                bucket.Clear();
            }

            if (work?.Scope != value.Scope)
            {
                if (work is not null) foreach (var record in work.End()) yield return record;
                work = new ScopeAtWork(value.Scope, store, begin, value.Bucket);
                still.Remove(value.Scope);
            }

            bucket.Add(value);
        }

        if (work is not null)
        {
            work.Finish(bucket);
            foreach (var record in work.End()) yield return record;
        }

        foreach (var scope in still.Order(StringComparer.Ordinal))
            foreach (var record in new ScopeAtWork(scope, store, begin, long.MinValue).End()) yield return record;
    }

    private sealed class ScopeAtWork
    {
        private readonly DetectorStore _store;
        private readonly IScopeRun _run;
        private int _next;

        public ScopeAtWork(string scope, DetectorStore store, Func<string, byte[]?, IScopeRun> begin, long first)
        {
            (Scope, _store) = (scope, store);
            var known = store.Restored.GetValueOrDefault(scope);
            _run = begin(scope, known);
            if (known is null) while (_next < store.Times.Count && store.Times[_next] <= first) _next++; // there was nothing to note yet
        }

        public string Scope { get; }

        public void Finish(List<BucketValue> bucket)
        {
            while (_next < _store.Times.Count && _store.Times[_next] <= bucket[0].Bucket) SaveNext();
            _run.Finish(bucket);
        }

        public IReadOnlyList<AnomalyRecord> End()
        {
            while (_next < _store.Times.Count) SaveNext();
            _run.Release();
            return _run.Records;
        }

        private void SaveNext()
        {
            var at = _store.Times[_next++];
            _store.Save(at, Scope, _run.Save(at));
        }
    }
}
