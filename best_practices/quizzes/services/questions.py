"""What can be done with questions."""

from django.db import transaction

from best_practices.quizzes import queries
from best_practices.quizzes.models import Question, QuestionVersion, digest


@transaction.atomic
def freeze_question(*, question: Question) -> QuestionVersion:
    """The immutable version of a question as it is now; a new one only if the content or the key changed."""
    language = question.locale.language_code
    content, key = question.content, question.key
    content_hash = digest([content, key.to_json()])
    last = queries.last_version(question_key=question.translation_key, language=language)
    if last is not None and last.content_hash == content_hash:
        return last
    return QuestionVersion.objects.create(
        question_key=question.translation_key,
        language=language,
        number=last.number + 1 if last else 1,
        code=question.code,
        kind=question.kind,
        content=content,
        key=key.to_json(),
        key_hash=digest(key.shared()),
        content_hash=content_hash,
    )
