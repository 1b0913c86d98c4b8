"""Why `tellers.check` can be both imported from and called.

`tellers.check(dossier)` is the library's front door, and `tellers.check` is also the package of
the checks. Whichever part is imported first, Python binds the package to that name; so the
package itself answers a call, by the documented way to give a module methods.

Source: The Python Language Reference, 3.3.2.1, Customizing module attribute access.

>>> import tellers.check
>>> callable(tellers.check), tellers.check.Case.__name__
(True, 'Case')
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from tellers.check.run import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from tellers.check.run import Result
    from tellers.dossier import Dossier

__all__ = ["CheckPackage"]


class CheckPackage(ModuleType):
    """The package `tellers.check`, which may be called as the function of that name."""

    def __call__(
        self, dossier: Dossier, *, progress: Callable[[str], None] | None = None, deep: bool = False
    ) -> Result:
        """Return findings and verdicts on every contest of a dossier: see `tellers.check.run.check`."""
        return check(dossier, progress=progress, deep=deep)


sys.modules["tellers.check"].__class__ = CheckPackage
