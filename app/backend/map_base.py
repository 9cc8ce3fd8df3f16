"""The base map of the city: vector features, the same for every seat because a map shows what lies around."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.routes import MAP_BASE
from app.backend.city_files import MAP_BASE_FILE, serve_file
from app.backend.core import TheCore
from app.backend.problems import responses
from app.backend.security import Viewer

router = APIRouter(tags=["map"])
EMPTY = b"{}"


@router.get(MAP_BASE, operation_id="read_map_base", response_class=Response, responses=responses(401))
async def read_map_base(core: TheCore, actor: Viewer, request: Request) -> Response:
    """Features of the base map as JSON (see `simulation.city.base_map_features`); `{}` where a city has none."""
    async with core.database.session() as session:
        found = await serve_file(session, request, MAP_BASE_FILE, "")
    return found or Response(EMPTY, media_type="application/json")
