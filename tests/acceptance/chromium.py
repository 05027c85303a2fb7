"""The same Chromium as the browser tests have, for sections that run alone."""

from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, build_if_stale


@contextmanager
def browser():
    if CHROMIUM is None:
        raise RuntimeError("no Chromium on this machine (python -m tests.setup gets one)")
    build_if_stale()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
