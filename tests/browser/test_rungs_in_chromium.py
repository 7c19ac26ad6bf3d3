"""Ready for harder, too hard: from the session by two taps and back, by keys, and axe."""

from playwright.sync_api import expect

from routines.models import Prescription
from tests.browser.conftest import accessibility_faults, overflow, unfold


def test_harder_one_is_taken_from_the_session_and_undone(opened, session):
    page = opened
    unfold(page)
    item = session.items.get(exercise="glute-bridge")
    page.locator(f"#item-{item.pk} .item__more > summary").click()
    page.locator(f"#item-{item.pk}").get_by_role("link", name="Ready for harder").click()

    button = page.get_by_role("button", name="Take Marching bridge")
    expect(button).to_be_visible()
    assert (overflow(page), accessibility_faults(page)) == (0, [])
    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Marching bridge")).to_be_visible()
    assert (overflow(page), accessibility_faults(page)) == (0, [])
    assert Prescription.objects.filter(exercise="marching-bridge").exists()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Glute bridge")).to_be_visible()
    page.get_by_role("link", name="Back to the session").click()
    expect(page.locator(f"#item-{item.pk}")).to_be_visible()
