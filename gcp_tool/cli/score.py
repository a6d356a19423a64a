"""`gcp-tool score FILE.json`: combine grades, or work out a profile, and show the working.

Nothing is stored and no database is needed. The rule itself lives in `domain.scoring`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from gcp_tool.domain.instrument import CombiningRule, Instrument, Scale
from gcp_tool.domain.scoring import AreaScore, Combined, ItemScore, Profile, Rating, combine
from gcp_tool.domain.scoring import score as score_ratings
from gcp_tool.domain.vocabulary import AgeBand, AnswerState
from gcp_tool.instruments.loader import load_file

TOOLS_FOLDER = Path(__file__).resolve().parents[2] / "scoring_rules"

_TOOL_NAME = re.compile("[a-z0-9-]+/[0-9]+[.][0-9]+")
_BANDS = [band.value for band in AgeBand]
_WITHOUT_A_GRADE = {
    state.value: Rating(state) for state in (AnswerState.NOT_KNOWN, AnswerState.NOT_APPLICABLE)
}
_OTHERS = '"not_known", "not_applicable" or null'
_NO_SCORE = "no score"

_Fields = Mapping[str, object]


class _Row(NamedTuple):
    """One line of the working."""

    name: str
    grade: str
    why: str


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def score(file: Path) -> None:
    """Score a JSON file and show the working.

    FILE holds {"tool": "six-domain-care/0.9", "age_band": "5-10", "ratings": {"physical.home.warmth": 2,
    "physical.home.sleep": "not_known"}}; or, to combine grades alone, {"grades": [1, 2, null], "rule":
    {"name": "median_with_override", "override_from": 4}}.
    """
    fields = _read(file)
    lines = [_combined_line(fields)] if "grades" in fields else _profile_lines(fields)
    click.echo("\n".join(lines))


def _read(file: Path) -> _Fields:
    try:
        fields = json.loads(file.read_text(encoding="utf-8-sig"), object_pairs_hook=_each_name_once)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise click.ClickException(f"{file} is not JSON: {error.msg}, {where}.") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{file} is not UTF-8 text, or holds what is too deep or long.") from error
    if not isinstance(fields, dict):
        raise click.ClickException(f"{file} must hold an object, in curly brackets.")
    return fields


def _each_name_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    _refuse([f"{_shown(name)} comes twice." for name in dict.fromkeys(names) if names.count(name) > 1])
    return dict(pairs)


def _refuse(problems: list[str]) -> None:
    """Stop with every problem, if there is one."""
    if problems:
        raise click.ClickException("\n".join(problems))


def _shown(value: object) -> str:
    """Return what was given as a message may repeat it: short, and on one line."""
    return json.dumps(value)[:60]


def _name_problems(fields: _Fields, known: tuple[str, ...]) -> list[str]:
    return [
        f"{_shown(name)} is not a name used here: use {', '.join(known)}."
        for name in fields
        if name not in known
    ]


def _combined_line(fields: _Fields) -> str:
    grades, rule = fields["grades"], fields.get("rule", {})
    if not isinstance(grades, list) or not isinstance(rule, dict):
        raise click.ClickException("grades must be a list, and rule an object.")
    bad_grades = [
        f"grades, number {place}: {_shown(grade)} is not a level, counted from 1, or null."
        for place, grade in enumerate(grades, start=1)
        if grade is not None and (type(grade) is not int or grade < 1)
    ]
    bad_names = [
        *_name_problems(fields, ("grades", "rule")),
        *_name_problems(rule, ("name", "override_from")),
    ]
    _refuse([*bad_names, *bad_grades])
    try:
        combined = combine(grades, CombiningRule(**rule))
    except ValueError as error:
        raise click.ClickException(f"rule: {error}") from error
    grade = _NO_SCORE if combined.grade is None else f"grade {combined.grade}"
    return f"{grade}: {combined.reason}; {combined.graded} of {combined.of} graded"


def _profile_lines(fields: _Fields) -> list[str]:
    names = ("tool", "age_band", "ratings")
    problems = [f"{name} is missing." for name in names if name not in fields]
    problems += _name_problems(fields, names)
    instrument = _find_tool(fields["tool"], problems) if "tool" in fields else None
    band = _find_band(fields["age_band"], problems) if "age_band" in fields else None
    given = fields.get("ratings", {})
    ratings = _find_ratings(instrument, band, given, problems) if instrument else {}
    if problems or instrument is None or band is None:
        raise click.ClickException("\n".join(problems))
    profile = score_ratings(instrument, ratings, band)
    heading = f"{instrument.title} {instrument.version}, age band {band.value}"
    return [heading, "", *_aligned([_Row("", "Grade", "Why"), *_rows(profile)])]


def _find_tool(name: object, problems: list[str]) -> Instrument | None:
    path = TOOLS_FOLDER / f"{name}.yaml"
    if isinstance(name, str) and _TOOL_NAME.fullmatch(name) and path.is_file():
        return load_file(path).instrument
    here = ", ".join(sorted(f"{each.parent.name}/{each.stem}" for each in TOOLS_FOLDER.glob("*/*.yaml")))
    problems.append(f"tool: {_shown(name)} is not one of the tools here: {here}.")
    return None


def _find_band(value: object, problems: list[str]) -> AgeBand | None:
    if isinstance(value, str) and value in _BANDS:
        return AgeBand(value)
    problems.append(f"age_band: {_shown(value)} is not one of {', '.join(_BANDS)}.")
    return None


def _find_ratings(
    instrument: Instrument, band: AgeBand | None, given: object, problems: list[str]
) -> dict[str, Rating]:
    """Return the ratings by item, noting every entry that is not one. Null is not yet graded."""
    if not isinstance(given, dict):
        problems.append("ratings must be an object: an item id and a value each.")
        return {}
    items = {item.id: item for item in instrument.items}
    ratings: dict[str, Rating] = {}
    for code, value in given.items():
        rating = _find_rating(instrument, value)
        if code not in items:
            problems.append(f"{_shown(code)} is not an item of {instrument.name}.")
        elif band and not items[code].is_for(band):
            problems.append(f"{code} is not graded in the age band {band.value}.")
        elif rating:
            ratings[code] = rating
        elif value is not None:
            problems.append(f"{code}: {_shown(value)} is not {instrument.scale.choices}, nor {_OTHERS}.")
    return ratings


def _find_rating(instrument: Instrument, value: object) -> Rating | None:
    if isinstance(value, str):
        return _WITHOUT_A_GRADE.get(value)
    numbers = (
        level.number for level in instrument.scale.levels if type(value) is int and level.value == value
    )
    return next((Rating.graded(number) for number in numbers), None)


def _rows(profile: Profile) -> Iterator[_Row]:
    scale = profile.instrument.scale
    for domain in profile.domains:
        yield _score_row(
            scale, domain.domain.title, domain.combined, _partly(domain.items_graded, domain.items_of)
        )
        for area in domain.areas:
            yield _score_row(scale, f"  {area.area.title}", area.combined, _area_notes(scale, area))
            yield from (_Row(f"    {each.item.title}", _item_grade(scale, each), "") for each in area.items)


def _score_row(scale: Scale, name: str, combined: Combined, notes: list[str]) -> _Row:
    grade = _NO_SCORE if combined.grade is None else _value(scale, combined.grade)
    return _Row(name, grade, "; ".join([combined.reason, *notes]))


def _partly(graded: int, of: int) -> list[str]:
    return [f"partial, {graded} of {of} graded"] if 0 < graded < of else []


def _area_notes(scale: Scale, area: AreaScore) -> list[str]:
    """Name the items at concern beside the area, and how much of it was graded."""
    others = [each for each in area.concerns if each.item.id != area.because_code]
    named = [f"{each.item.title} is {_item_grade(scale, each)}" for each in others]
    return [*named, *_partly(area.combined.graded, area.combined.of)]


def _item_grade(scale: Scale, score: ItemScore) -> str:
    if score.grade is not None:
        return _value(scale, score.grade)
    return score.rating.state.value.replace("_", " ") if score.rating else "not yet graded"


def _value(scale: Scale, level: int) -> str:
    return str(scale.level(level).value)


def _aligned(rows: list[_Row]) -> list[str]:
    name_width = max(len(row.name) for row in rows)
    grade_width = max(len(row.grade) for row in rows)
    return [f"{row.name:<{name_width}}  {row.grade:<{grade_width}}  {row.why}".rstrip() for row in rows]
