"""The static site: which pages there are, what stands on each, and how little of it is written again."""

from tellers.web.site.build import Ordered, publish_site

__all__ = ["Ordered", "publish_site"]
