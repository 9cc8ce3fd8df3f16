"""What stands on the screen for a problem's stable code: what happened, what is kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


def problem_sentence(code: str | None, sentence: str | None = None) -> str:
    """The operator's sentence for a stable problem code; an unknown code stands with the server's own English."""
    source = _SENTENCES.get(code or "")
    if source:
        return QCoreApplication.translate("problems", str(source))
    if code or sentence:
        refused = QCoreApplication.translate("problems", "The server refused this ({code}): {sentence}")
        return refused.format(code=code or "–", sentence=sentence or "–")
    return QCoreApplication.translate("problems", "Something went wrong that the log describes.")


def fault_sentence(fault: Exception) -> str:
    """The operator's sentence for a Refusal, Unreachable or SignedOut."""
    return problem_sentence(getattr(fault, "code", None), getattr(fault, "sentence", None))


# Values are typed as objects because QT_TRANSLATE_NOOP is, though each is a plain string.
_SENTENCES: dict[str, object] = {
    # Only questions and the sign-in end so; an order waits in the outbox.
    "unreachable": QT_TRANSLATE_NOOP("problems", "The server cannot be reached. Try again when the link is live."),
    "signed_out": QT_TRANSLATE_NOOP("problems", "Your sign-in has ended. Sign in again; orders that wait are kept."),
    "not_signed_in": QT_TRANSLATE_NOOP("problems", "Sign in first."),
    "wrong_password": QT_TRANSLATE_NOOP("problems", "Login or password is wrong."),
    "token_expired": QT_TRANSLATE_NOOP("problems", "Your sign-in has ended. Sign in again; orders that wait are kept."),
    "refresh_refused": QT_TRANSLATE_NOOP(
        "problems", "Your sign-in has ended. Sign in again; orders that wait are kept."
    ),
    "too_many_attempts": QT_TRANSLATE_NOOP("problems", "Too many attempts. Wait a minute, then try again."),
    "role_too_low": QT_TRANSLATE_NOOP("problems", "Your role may not give this order."),
    "outside_area": QT_TRANSLATE_NOOP("problems", "This lies outside your area."),
    "outside_city": QT_TRANSLATE_NOOP("problems", "This place lies outside the city."),
    "area_unknown": QT_TRANSLATE_NOOP("problems", "There is no such area."),
    "version_clash": QT_TRANSLATE_NOOP(
        "problems", "Somebody else changed this meanwhile. Look at its present state and decide again."
    ),
    "version_required": QT_TRANSLATE_NOOP("problems", "This order must name the version that it saw. Try again."),
    "key_required": QT_TRANSLATE_NOOP("problems", "This order lacks its key. Try again."),
    "key_reused": QT_TRANSLATE_NOOP("problems", "Another order used this key before. Give the order again."),
    "not_found": QT_TRANSLATE_NOOP("problems", "This is not there any more."),
    "already_exists": QT_TRANSLATE_NOOP("problems", "Another one has that name or number already."),
    "invalid_request": QT_TRANSLATE_NOOP("problems", "The server did not understand this order."),
    "bad_text": QT_TRANSLATE_NOOP("problems", "The text has characters that cannot be kept."),
    "unexpected": QT_TRANSLATE_NOOP(
        "problems",
        "The server failed while it handled this. Nothing was changed; tell the administrator if it happens again.",
    ),
    "feed_full": QT_TRANSLATE_NOOP(
        "problems", "The server takes no more consoles at the moment; this one tries again by itself."
    ),
    "no_city": QT_TRANSLATE_NOOP("problems", "This server has no city yet. The administrator has to load one."),
    "city_file_torn": QT_TRANSLATE_NOOP(
        "problems", "A file of the city is torn on the server. The administrator has to restore a backup."
    ),
    "past_unknown": QT_TRANSLATE_NOOP("problems", "Nothing is recorded of that time."),
    "past_unreadable": QT_TRANSLATE_NOOP("problems", "The record of that time cannot be read. The log says why."),
    "too_many_positions": QT_TRANSLATE_NOOP(
        "problems", "That is too much at once: ask for a shorter time or a wider spacing."
    ),
    "city_exists": QT_TRANSLATE_NOOP("problems", "This server has a city already."),
    "outbox_full": QT_TRANSLATE_NOOP(
        "problems",
        "This computer's disk did not take the order, so it was not given. Free some space, then give it again.",
    ),
    "too_old": QT_TRANSLATE_NOOP(
        "problems",
        "This order waited too long and is not sent any more. See whether it was done; if not, give it again.",
    ),
    "order_sent": QT_TRANSLATE_NOOP(
        "problems", "This order may have reached the server already; it cannot be taken back."
    ),
    "case_order_not_allowed": QT_TRANSLATE_NOOP(
        "problems", "The case is in another stage by now; this order does not fit it."
    ),
    "reason_required": QT_TRANSLATE_NOOP("problems", "Give a reason first."),
    "handler_assigned": QT_TRANSLATE_NOOP(
        "problems", "A unit is on this case. Withdraw it first, then return the case."
    ),
    "department_returned": QT_TRANSLATE_NOOP("problems", "This department returned the case. Choose another one."),
    "department_unknown": QT_TRANSLATE_NOOP("problems", "There is no such department."),
    "category_unknown": QT_TRANSLATE_NOOP("problems", "There is no such category."),
    "standard_unknown": QT_TRANSLATE_NOOP("problems", "Choose a filing standard of this category."),
    "unit_unknown": QT_TRANSLATE_NOOP("problems", "There is no such unit."),
    "unit_off_duty": QT_TRANSLATE_NOOP("problems", "This unit is off duty."),
    "unit_busy": QT_TRANSLATE_NOOP("problems", "This unit is busy and cannot be sent."),
    "unit_engaged": QT_TRANSLATE_NOOP(
        "problems", "This unit is on another case. Choose another one, or finish that case first."
    ),
    "unit_kind_unknown": QT_TRANSLATE_NOOP("problems", "There is no such kind of unit."),
    "place_invalid": QT_TRANSLATE_NOOP("problems", "Choose a place on the map."),
    "alarm_closed": QT_TRANSLATE_NOOP("problems", "This alarm is closed already."),
    "alarm_owned": QT_TRANSLATE_NOOP("problems", "Somebody owns this alarm already."),
    "alarm_not_yours": QT_TRANSLATE_NOOP(
        "problems", "Only who owns this alarm may close it; a leader may take it over first."
    ),
    "unit_status_unfit": QT_TRANSLATE_NOOP(
        "problems", "A unit goes on duty, off duty, or is busy; a case or a plan moves it else."
    ),
    "area_code": QT_TRANSLATE_NOOP("problems", "An area's code has 6, 9, 12 or 15 digits."),
    "unit_has_device": QT_TRANSLATE_NOOP(
        "problems", "This unit has another phone already. Replace that one, or choose another unit."
    ),
    "alarm_unowned": QT_TRANSLATE_NOOP("problems", "Claim the alarm before you close it."),
    "warning_lifted": QT_TRANSLATE_NOOP("problems", "This warning is lifted already."),
    "plan_unknown": QT_TRANSLATE_NOOP("problems", "There is no such plan."),
    "plan_ended": QT_TRANSLATE_NOOP("problems", "This response has ended."),
    "plan_running": QT_TRANSLATE_NOOP("problems", "This plan is running already."),
    "plan_level_same": QT_TRANSLATE_NOOP("problems", "The response is at this level already."),
    "task_unknown": QT_TRANSLATE_NOOP("problems", "There is no such task."),
    "task_already_marked": QT_TRANSLATE_NOOP("problems", "This task is marked already."),
    "assessment_odd": QT_TRANSLATE_NOOP("problems", "This step is not one of the method's own. Choose another."),
    "review_past": QT_TRANSLATE_NOOP("problems", "The next review must lie ahead."),
    "road_closed": QT_TRANSLATE_NOOP("problems", "This road is closed already."),
    "road_open": QT_TRANSLATE_NOOP("problems", "This road is open already."),
    "fence_name": QT_TRANSLATE_NOOP("problems", "Give the fence a name of up to 64 characters."),
    "fence_points": QT_TRANSLATE_NOOP("problems", "Draw the fence on the map: a zone has three corners or more."),
    "fence_crossed": QT_TRANSLATE_NOOP("problems", "The border of the zone crosses itself. Draw it again."),
    "fence_units": QT_TRANSLATE_NOOP("problems", "Say which vehicles the route is for."),
    "fence_limits": QT_TRANSLATE_NOOP("problems", "The corridor is 20 to 5000 m, the times 0 to 1440 min."),
    "fence_hours": QT_TRANSLATE_NOOP("problems", "Give both hours of the fence, or none."),
    "view_name": QT_TRANSLATE_NOOP("problems", "Give the view a name of up to 64 characters."),
    "view_place": QT_TRANSLATE_NOOP("problems", "The view looks at no place of the map."),
    "view_layers": QT_TRANSLATE_NOOP("problems", "The layers of the view are odd. Save it anew."),
    "view_deleted": QT_TRANSLATE_NOOP("problems", "This view has been deleted already."),
    "not_yours": QT_TRANSLATE_NOOP("problems", "Only its owner or a leader deletes a shared view."),
    "fence_closed": QT_TRANSLATE_NOOP("problems", "This fence is closed already."),
    "addressee_needed": QT_TRANSLATE_NOOP("problems", "Choose one unit or one group."),
    "one_address": QT_TRANSLATE_NOOP("problems", "Choose one unit or one group."),
    "no_time_zone": QT_TRANSLATE_NOOP("problems", "This time lacks its zone."),
    "times_reversed": QT_TRANSLATE_NOOP("problems", "The end lies before the beginning."),
    "span_too_long": QT_TRANSLATE_NOOP("problems", "Ask for at most two hours of positions at a time."),
    "name_needed": QT_TRANSLATE_NOOP("problems", "Give the group a name."),
    "units_needed": QT_TRANSLATE_NOOP("problems", "Name at least one unit, and at most 500."),
    "not_temporary": QT_TRANSLATE_NOOP("problems", "Only a temporary group can be ended."),
    "group_ended": QT_TRANSLATE_NOOP("problems", "This temporary group has been ended."),
    "not_addressed": QT_TRANSLATE_NOOP("problems", "This text was not sent to that unit."),
    "talkgroup_unknown": QT_TRANSLATE_NOOP("problems", "There is no such group."),
    "text_needed": QT_TRANSLATE_NOOP("problems", "Write a text first."),
    "text_too_long": QT_TRANSLATE_NOOP("problems", "The text is too long."),
    "text_length": QT_TRANSLATE_NOOP("problems", "The text is too long."),
    "rate_invalid": QT_TRANSLATE_NOOP("problems", "The city runs between 1 and 60 times as fast as the wall clock."),
    "clock_rate": QT_TRANSLATE_NOOP("problems", "The city runs between 1 and 60 times as fast as the wall clock."),
    "clock_fixed": QT_TRANSLATE_NOOP("problems", "Only a demo city's clock can be set."),
    "password_weak": QT_TRANSLATE_NOOP("problems", "The password is too short."),
    "place_needed": QT_TRANSLATE_NOOP("problems", "Say where this is."),
    "login_empty": QT_TRANSLATE_NOOP("problems", "Give a login."),
    "callsign_needed": QT_TRANSLATE_NOOP("problems", "Give a callsign."),
    "in_doubt": QT_TRANSLATE_NOOP(
        "problems", "The server did not answer, so it is not known whether this was done. Refresh the list and see."
    ),
}
