"""The folder of one vote on disk: read whole, checked, and written nowhere else but here."""

from tellers.dossier.open import Dossier, open_dossier
from tellers.dossier.package import Origin
from tellers.dossier.write import DossierWriter, FileOrigin, new_dossier

__all__ = ["Dossier", "DossierWriter", "FileOrigin", "Origin", "new_dossier", "open_dossier"]
