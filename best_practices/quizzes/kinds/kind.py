"""What every kind of question can do. One object per kind, without state; see `kinds.KINDS`."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from best_practices.quizzes.grading import Key

Content = Mapping[str, Any]
"""What is shown of a question, before and after the answer: plain JSON, frozen in its version."""
Typed = dict[str, Any]
"""What the fields of the player hold, right or wrong, so that nothing typed is lost."""
Answer = dict[str, Any]
"""An answer as it is stored; the form of each kind stands with `models.Response`."""
Problem = tuple[str, Any]
"""A field of the editor, and what is wrong there."""

NOT_ONE_OF_THEM = _("This answer does not belong to this question. Choose one of the answers shown.")
FEWEST = 2


def parts_of(question: Any, kind: str) -> list[Any]:
    """The values of the parts of one kind, in the editor's order."""
    return [child.value for child in question.options if child.block_type == kind]


def repeated(keys: Sequence[str]) -> str:
    """A key that stands there twice, else nothing."""
    return next((key for place, key in enumerate(keys) if key in keys[:place]), "")


class Kind(ABC):
    """Reads and shows one kind of question. `name` is its value in `QuestionKind`."""

    name: str
    template: ClassVar[str]
    """The fields of the player; gets `player`, `content` and `error`."""
    result_template: ClassVar[str]
    script: ClassVar[str] = ""
    """A static module that makes the player handier; the page is complete without it."""
    parts: ClassVar[frozenset[str]] = frozenset({"option"})
    """Which parts of the editor belong to it."""
    labelled: ClassVar[bool] = False
    """Whether the question is the label of a single field, else it heads a group of fields."""

    def __init__(self, name: str) -> None:
        self.name = name

    # The editor

    def problems(self, question: Any) -> Iterator[Problem]:
        """What an editor has to mend before the question can be asked."""
        for child in question.options:
            if child.block_type not in self.parts:
                label = child.block.label
                yield (
                    "options",
                    _("“%(part)s” does not belong to this kind of question. Take it out.") % {"part": label},
                )
                return
        yield from self.own_problems(question)

    @abstractmethod
    def own_problems(self, question: Any) -> Iterator[Problem]: ...

    @abstractmethod
    def key_of(self, question: Any) -> Key:
        """The answer key; made of drafts too, so it never raises."""

    @abstractmethod
    def content_of(self, question: Any) -> dict[str, Any]:
        """What is shown beside the question itself; nothing in it stands in a telling order."""

    # The player

    @abstractmethod
    def how(self, content: Content) -> Any:
        """A sentence that says how to answer."""

    @abstractmethod
    def typed(self, post: QueryDict, content: Content) -> Typed:
        """What the fields of a form held."""

    @abstractmethod
    def again(self, answer: Any, content: Content) -> Typed:
        """The same of a stored answer, or of none."""

    @abstractmethod
    def read(self, typed: Typed, content: Content, *, language: str) -> Answer | None:
        """The answer to be stored; None if nothing was given. Raises ValidationError with a message for the field."""

    @abstractmethod
    def player(self, typed: Typed, content: Content) -> dict[str, Any]:
        """What the template draws, fields filled in."""

    @abstractmethod
    def words(self, typed: Typed, content: Content) -> list[str]:
        """What was given, as the person saw it."""

    def stays(self, post: QueryDict) -> bool:
        """Whether a form was sent to change the answer and look at it again, not to go on."""
        return False

    # The result

    @abstractmethod
    def result(self, answer: Any, content: Content, key: Key) -> dict[str, Any]:
        """What the template of the result draws; after the attempt was graded only. Total, as grading is."""

    # The demonstration

    @abstractmethod
    def parts_in(self, entry: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        """The parts of a question in a data file, by kind of part."""

    def fields_in(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Further fields of the question in a data file."""
        return {}
