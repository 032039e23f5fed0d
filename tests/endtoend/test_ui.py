"""The Airflow UI as a person sees it, in a headless Chromium; screenshots go to target/endtoend."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import Present
from playwright.sync_api import Page, expect, sync_playwright
from stack import Airflow, Database, Landing, until

PICTURES = Path(os.environ.get("MACROCAST_PICTURES", "/target"))
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def page(airflow: Airflow) -> Iterator[Page]:
    """A browser that has logged in by the form."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1500, "height": 950})
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        page.goto(airflow.url)
        page.fill("input[name=username]", "admin")
        page.fill("input[name=password]", airflow.password)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Dags").first).to_be_visible()
        yield page
        browser.close()


def picture(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")


def test_the_list_shows_every_dag(airflow: Airflow, page: Page):
    page.goto(f"{airflow.url}/dags")
    dags = [dag["dag_id"] for dag in airflow.call("GET", "/dags?limit=100")["dags"]]
    assert {"forecast_nightly", "housekeeping", "ingest_boe", "ingest_world_bank"} < set(dags)
    for dag_id in dags:
        expect(page.locator(f"a[href='/dags/{dag_id}']").first).to_be_visible()
    picture(page, "dags")


def test_the_night_is_green(airflow: Airflow, page: Page, present: Present):
    page.goto(f"{airflow.url}/dags/forecast_nightly/runs/{quote(present.dag_run, safe='')}")
    tasks = page.locator("tbody tr")
    for shard in ("boe/gdpkp", "boe/cpisa", "boe/aweagg", "boe/unemp"):
        # Trained, backtested and scored.
        expect(tasks.filter(has_text=shard).filter(has_text="Success")).to_have_count(3)
    # Beside them plan, shards, bless and publish.
    expect(tasks).to_have_count(16)
    expect(tasks.filter(has_text="Success")).to_have_count(16)
    picture(page, "night")


def test_a_log_shows_the_lines_of_the_job(airflow: Airflow, page: Page, present: Present):
    page.goto(f"{airflow.url}/dags/forecast_nightly/runs/{quote(present.dag_run, safe='')}/tasks/plan")
    expect(page.get_by_text(f"Start plan --horizon=12 as of {present.as_of}").first).to_be_visible()
    picture(page, "log")


def test_the_form_asks_for_the_as_of_moment(airflow: Airflow, page: Page):
    page.goto(f"{airflow.url}/dags/forecast_nightly")
    page.get_by_role("button", name="Trigger").first.click()
    for title in ("As of", "Sources", "Series", "Methods", "Horizon", "Force"):
        expect(page.locator("label").filter(has_text=title).first).to_be_visible()
    picture(page, "form")


def test_a_held_load_is_approved_by_the_form(airflow: Airflow, database: Database, landing: Landing, page: Page):
    airflow.switch("ingest_file_drop", on=True)
    airflow.run("ingest_file_drop", input=landing.collected("2026-01-05", lost=0))
    airflow.run("ingest_file_drop", input=landing.collected("2026-02-05", lost=15))
    [(key, message)] = database.ask("select load_key, message from api.load where status = 'held'")
    assert message == "withdrawn-share desk/ORDERS 15 of 30 known periods withdrawn"

    page.goto(f"{airflow.url}/dags/decide_load")
    page.get_by_role("button", name="Trigger").first.click()
    page.locator("#element_load_key").fill(str(key))
    page.locator("#element_actor").fill("Ms Smith")
    page.locator("#element_reason").fill("confirmed by the source on the phone")
    page.locator("#element_decision").click()
    page.get_by_role("option", name="approve").click()
    picture(page, "approval")
    page.get_by_role("button", name="Trigger").last.click()

    until(
        lambda: database.ask("select status from api.load where load_key = %s", key) == [("published",)],
        f"published load {key}",
    )
    assert database.ask(
        "select actor, content ->> 'reason' from api.audit_event where kind = 'load decided' and subject = %s",
        f"load/{key}",
    ) == [("Ms Smith", "confirmed by the source on the phone")]
    assert database.ask("select count(*) from api.observation_latest where series_key = 'desk/ORDERS'") == [(15,)]
