"""The shapes by which kinds of things are told from each other where they are drawn, without colour."""

from enum import StrEnum


class Shape(StrEnum):
    """The shapes of marks, each to be told from the others without colour."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    TRIANGLE_DOWN = "triangle_down"
    TRIANGLE_RIGHT = "triangle_right"
    DIAMOND = "diamond"
    THIN_DIAMOND = "thin_diamond"
    STAR = "star"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    OCTAGON = "octagon"
    CROSS = "cross"
    PLUS = "plus"
