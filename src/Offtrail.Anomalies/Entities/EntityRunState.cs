using MemoryPack;

namespace Offtrail.Anomalies;

/// <summary>What an <see cref="EntityModel"/> stores.</summary>
/// <param name="Ages">Active buckets by the age of their entity.</param>
/// <param name="Aged">Their sum.</param>
/// <param name="Episodes">Episodes of the level by which scopes are compared.</param>
/// <param name="Expected">How many the curve expects.</param>
/// <param name="Activity">How active the scope is.</param>
[MemoryPackable]
internal sealed partial record EntityModelState(long[] Ages, long Aged, double Episodes, double Expected, ActivityState Activity);

/// <summary>What is stored of an entity: <see cref="EntityState"/>.</summary>
/// <param name="Name">The entity.</param>
/// <param name="Age">Active buckets.</param>
/// <param name="Recent">Signs of the window.</param>
/// <param name="Episode">Start of the open episode, microseconds; null when there is none.</param>
/// <param name="Records">Its records.</param>
/// <param name="Highest">Its highest sum.</param>
/// <param name="LastOfLevel">Start of the last bucket that counted as an episode, microseconds.</param>
/// <param name="LastAbove">Start of the last bucket of the open episode whose sum was unusual, microseconds; null when none is open.</param>
[MemoryPackable]
internal sealed partial record StoredEntity(string Name, long Age, (int Part, Sign Sign)[] Recent, [property: PlainNullable<long>] long? Episode, AnomalyRecord[] Records, double Highest, [property: PlainNullable<long>] long? LastOfLevel, [property: PlainNullable<long>] long? LastAbove);

/// <summary>What an entity detector stores of a scope.</summary>
/// <param name="Model">Its model.</param>
/// <param name="Entities">The entities, in ordinal order.</param>
[MemoryPackable]
internal sealed partial record EntityRunState(EntityModelState Model, StoredEntity[] Entities);
