"""Orders on cases. Each checks the rule that the backend will check too, so that a wrong press is refused at once."""

from __future__ import annotations

from app.actions.desk import OrderDesk
from app.actions.suggest import Suggestion, suggest_units
from app.api.order_bodies import DispatchCase, FileCase, Note, OpenCase, Reason, VerifyCase
from app.api.orders import PendingOrder
from app.domain.cases import Case, CaseOrder, CaseSource, require_allowed
from app.domain.errors import Refusal
from app.domain.positions import is_on_earth
from app.stores import Stores


class CaseActions:
    """Every method gives one order and returns it as it lies in the outbox; a Refusal means that there is none."""

    def __init__(self, desk: OrderDesk, stores: Stores) -> None:
        self._desk = desk
        self._stores = stores

    def open(
        self,
        category_code: str,
        lat_deg: float,
        lon_deg: float,
        address: str = "",
        description: str = "",
        reporter: str = "",
        source: CaseSource = CaseSource.SEAT,
    ) -> PendingOrder:
        """案卷建立 by hand, at a place in degrees."""
        self._desk.require_role("open_case")
        if self._stores.reference.category(category_code) is None:
            raise Refusal("category_unknown", f"There is no category {category_code}.")
        if not is_on_earth(lat_deg, lon_deg):
            raise Refusal("place_invalid", "Choose a place on the map.")
        body = OpenCase(
            category_code=category_code,
            source=source,
            lat_deg=lat_deg,
            lon_deg=lon_deg,
            address=address,
            description=description,
            reporter=reporter,
        )
        return self._desk.give("open_case", body)

    def register(self, case: Case, note: str = "") -> PendingOrder:
        """受理."""
        return self._give(case, CaseOrder.REGISTER, Note(note=note))

    def file(self, case: Case, standard_id: str, note: str = "") -> PendingOrder:
        """立案 by a chosen standard row of the case's category."""
        category = self._stores.reference.category(case.category_code)
        if category is None or all(row.id != standard_id for row in category.standards):
            raise Refusal("standard_unknown", f"Category {case.category_code} has no filing standard {standard_id}.")
        return self._give(case, CaseOrder.FILE, FileCase(standard_id=standard_id, note=note))

    def dispatch(self, case: Case, department_code: str, unit_id: int | None = None, note: str = "") -> PendingOrder:
        """派遣 or 改派: to a department, and to a unit where one is named."""
        if self._stores.reference.department(department_code) is None:
            raise Refusal("department_unknown", f"There is no department {department_code}.")
        if unit_id is not None and self._stores.units.get(unit_id) is None:
            raise Refusal("unit_unknown", f"There is no unit {unit_id}.")
        body = DispatchCase(department_code=department_code, unit_id=unit_id, note=note)
        return self._give(case, CaseOrder.DISPATCH, body)

    def accept(self, case: Case, note: str = "") -> PendingOrder:
        """接单, told to the seat by other ways."""
        return self._give(case, CaseOrder.ACCEPT, Note(note=note))

    def arrive(self, case: Case, note: str = "") -> PendingOrder:
        """到场."""
        return self._give(case, CaseOrder.ARRIVE, Note(note=note))

    def finish(self, case: Case, note: str = "") -> PendingOrder:
        """处置完毕."""
        return self._give(case, CaseOrder.FINISH, Note(note=note))

    def verify(self, case: Case, passed: bool, note: str = "") -> PendingOrder:
        """核查: passed, or back to the same department (返工)."""
        return self._give(case, CaseOrder.VERIFY, VerifyCase(passed=passed, note=note))

    def close(self, case: Case, note: str = "") -> PendingOrder:
        """结案."""
        return self._give(case, CaseOrder.CLOSE, Note(note=note))

    def return_(self, case: Case, reason: str) -> PendingOrder:
        """回退; needs a reason."""
        return self._give(case, CaseOrder.RETURN, Reason(reason=reason), reason)

    def void(self, case: Case, reason: str) -> PendingOrder:
        """作废; needs a reason and a leader."""
        return self._give(case, CaseOrder.VOID, Reason(reason=reason), reason)

    def urge(self, case: Case, note: str = "") -> PendingOrder:
        """督办."""
        return self._give(case, CaseOrder.URGE, Note(note=note))

    def suggest(self, case: Case, n: int = 6) -> list[Suggestion]:
        """Who goes best, the best first."""
        return suggest_units(self._stores, case, n)

    def _give(self, case: Case, order: CaseOrder, body: object, reason: str = "") -> PendingOrder:
        self._desk.require_role(f"{order}_case")
        require_allowed(case, order, reason)
        return self._desk.give(f"{order}_case", body, case.id, case.version)
