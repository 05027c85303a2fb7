"""The demo as `make run` serves it, and real Chromium."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.servers import serve

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def demo(served):
    """What `flask demo` writes down: links, tables with codes, paired screens, people with passwords."""
    return served.demo()


@pytest.fixture(scope="module")
def served():
    """The server itself, to be killed and started again."""
    with serve() as server:
        yield server


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the browser is not tested")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
