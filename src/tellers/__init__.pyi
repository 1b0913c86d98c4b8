from tellers.check import CheckedContest as CheckedContest
from tellers.check import Result as Result
from tellers.check import check as check
from tellers.dossier import Dossier as Dossier
from tellers.dossier import open_dossier as open_dossier
from tellers.errors import TellersError as TellersError
from tellers.model import Finding as Finding
from tellers.model import Verdict as Verdict

__version__: str
