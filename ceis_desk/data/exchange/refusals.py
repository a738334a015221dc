"""Why an exchange file is not taken or not written: one class a reason, one sentence each."""

from __future__ import annotations

from ceis_desk.core.errors import Refusal


class NotABundle(Refusal):
    """The file is of another kind."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» n’est pas un fichier d’échange de CEIS Desk. Rien n’a changé\u00a0: "
            "choisissez un fichier .ceis écrit par un autre poste."
        )


class Incomplete(Refusal):
    """The end of the file is not there: it may still be on its way."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» n’est pas complet, sa copie n’est peut-être pas finie. Rien n’a changé\u00a0: "
            "attendez la fin de la copie, ou copiez-le de nouveau."
        )


class UnknownSigner(Refusal):
    """Whoever signed the file is not known here yet; it may be, later."""

    def __init__(self, name: str, signer: bytes) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» vient d’un poste que celui-ci ne connaît pas. Rien n’a changé et le fichier n’a pas "
            "été lu\u00a0: reliez d’abord les deux postes, puis recommencez."
        )
        self.signer = signer


class RevokedSigner(Refusal):
    """Whoever signed the file is no longer trusted."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» vient d’un poste qui a été retiré. Rien n’a changé et le fichier n’a pas été "
            "lu\u00a0: si ce poste doit revenir, reliez-le de nouveau."
        )


class Damaged(Refusal):
    """A byte is not what its desk wrote."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» a été abîmé ou modifié depuis son écriture. Rien n’a changé\u00a0: "
            "copiez-le de nouveau, ou demandez un nouvel export au poste qui l’a écrit."
        )


class NotAddressed(Refusal):
    """The file is sealed to other desks."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» n’est pas destiné à ce poste, qui ne peut pas l’ouvrir. Rien n’a changé\u00a0: "
            "demandez un nouvel export au poste qui l’a écrit, une fois les deux postes reliés."
        )


class NewerFormat(Refusal):
    """The file was written by a later program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» vient d’une version plus récente de CEIS Desk. Rien n’a changé\u00a0: "
            "mettez ce poste à jour, puis recommencez."
        )


class Hostile(Refusal):
    """A known desk signed what no desk writes."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» contient ce qu’aucun poste n’écrit. Rien n’en a été gardé\u00a0: "
            "ne vous en servez plus, et prévenez la personne qui s’occupe des postes."
        )


class Unreachable(Refusal):
    """The disk, the key or the network does not give the file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» ne peut pas être lu. Rien n’a changé\u00a0: vérifiez que la clé ou le dossier est "
            "bien là et qu’aucun autre programme ne retient le fichier, puis recommencez."
        )


class Unwritten(Refusal):
    """The disk, the key or the network does not take the file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» n’a pas pu être écrit. Rien n’est perdu\u00a0: vérifiez la place libre et que ce "
            "dossier accepte l’écriture, puis recommencez."
        )


class TooLarge(Refusal):
    """What was to be written is more than a file may hold."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» n’a pas été écrit\u00a0: un texte dépasse 1\u00a0Mo, ou le fichier dépasserait "
            "512\u00a0Mo. Rien n’est perdu\u00a0: raccourcissez ce texte ou échangez plus souvent, puis recommencez."
        )


class BadKey(Refusal):
    """A key of this desk or of another cannot be used."""

    def __init__(self) -> None:
        super().__init__(
            "La clé d’un poste est illisible ou manque. Rien n’a été écrit ni changé\u00a0: reliez ce poste de nouveau."
        )


class NotAPhraseFile(Refusal):
    """The file is not one that a phrase opens."""

    def __init__(self, name: str, *, is_bundle: bool) -> None:
        kind = "est un export d’un poste, qui s’ouvre sans phrase" if is_bundle else "ne s’ouvre pas avec une phrase"
        super().__init__(
            f"«\u00a0{name}\u00a0» {kind}. Rien n’a changé\u00a0: "
            "choisissez le fichier de liaison écrit par l’autre poste."
        )


class WrongPhrase(Refusal):
    """The phrase does not open the file, or a byte of the file was changed."""

    def __init__(self, name: str, slip: str = "") -> None:
        super().__init__(
            f"Cette phrase n’ouvre pas «\u00a0{name}\u00a0». Rien n’a changé\u00a0: {slip or 'vérifiez-la mot à mot.'} "
            "Si elle est bonne, le fichier est abîmé et l’autre poste doit en écrire un nouveau."
        )
