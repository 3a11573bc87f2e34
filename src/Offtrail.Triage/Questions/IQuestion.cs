namespace Offtrail.Triage;

/// <summary>A question of the investigation guide.</summary>
internal interface IQuestion
{
    /// <summary>Its id, in snake case.</summary>
    string Id { get; }

    /// <summary>The question.</summary>
    string Asks { get; }

    /// <summary>Answers it from the case file. What is missing is part of the answer; there is always one.</summary>
    void Answer(CaseFile file, AnswerDraft draft);
}
