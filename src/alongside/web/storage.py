"""Static files, compressed once, with their hash in the name, so that a browser may keep them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between our JavaScript modules.

    A file that was not collected is named as it is, so that tests run without `collectstatic`.
    """

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        return self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
