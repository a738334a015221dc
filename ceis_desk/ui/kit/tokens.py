"""The two palettes, one frozen value each; contrast is proved by a test that reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour that speaks (ink) on its own light wash."""

    ink: str
    wash: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the interface, as #RRGGBB."""

    bg: str
    surface: str
    surface2: str
    track: str
    ink: str
    ink2: str
    ink3: str
    strong: str
    line: str
    grid: str
    primary: str
    on_primary: str
    sel: str
    soft: str
    nav: str
    nav_on: str
    nav_ink: str
    nav_ink2: str
    sun: str
    on_sun: str
    focus: str
    accent: str
    accent_s: str
    blue: str
    blue_s: str
    violet: str
    violet_s: str
    success: str
    success_s: str
    warn: str
    warn_s: str
    danger: str
    danger_s: str
    amber: str
    toast: str
    toast_ink: str
    veil: str
    heat: tuple[str, str, str, str, str]
    people: tuple[Tone, ...]

    def tone(self, name: str) -> Tone:
        """The pair called `name`: neutral, primary, accent, blue, violet, success, warn, danger or sun."""
        pairs = {
            "neutral": Tone(self.ink2, self.surface2),
            "primary": Tone(self.primary, self.soft),
            "accent": Tone(self.accent, self.accent_s),
            "blue": Tone(self.blue, self.blue_s),
            "violet": Tone(self.violet, self.violet_s),
            "success": Tone(self.success, self.success_s),
            "warn": Tone(self.warn, self.warn_s),
            "danger": Tone(self.danger, self.danger_s),
            "sun": Tone(self.on_sun, self.sun),
        }
        return pairs[name]

    def person(self, key: str) -> Tone:
        """The hue of a person or agent: the same for the same key, never one of a platform."""
        return self.people[crc32(key.encode()) % len(self.people)]


LIGHT = Tokens(
    bg="#F6F3EC",
    surface="#FFFFFF",
    surface2="#FBF9F5",
    track="#ECE7DC",
    ink="#1B2430",
    ink2="#4A5560",
    ink3="#646E79",
    strong="#857D6F",
    line="#E3DDD1",
    grid="#ECE7DC",
    primary="#0B5563",
    on_primary="#FFFFFF",
    sel="#EAF4F5",
    soft="#E2EFF0",
    nav="#0C3640",
    nav_on="#185764",
    nav_ink="#FFFFFF",
    nav_ink2="#B4D0D5",
    sun="#F2B84B",
    on_sun="#1B2430",
    focus="#B04A12",
    accent="#B04A12",
    accent_s="#FBE9DD",
    blue="#1C5C9E",
    blue_s="#E3EEF9",
    violet="#574796",
    violet_s="#ECE8F7",
    success="#1E6B3E",
    success_s="#E2F2E7",
    warn="#7D5200",
    warn_s="#FFF1CF",
    danger="#B3261E",
    danger_s="#FCE8E6",
    amber="#B57B00",
    toast="#1B2430",
    toast_ink="#FFFFFF",
    veil="#10171B",
    heat=("#E2EFF0", "#C9DFE2", "#A9CCD1", "#1D6573", "#0B5563"),
    people=(
        Tone("#8A2F5C", "#F8E6EF"),
        Tone("#555A12", "#F0F1D9"),
        Tone("#44546A", "#E7EBF1"),
        Tone("#6B482A", "#F3E9DF"),
        Tone("#74307A", "#F5E7F6"),
    ),
)

DARK = Tokens(
    bg="#10171B",
    surface="#19232A",
    surface2="#1F2B32",
    track="#263239",
    ink="#EEF3F4",
    ink2="#BCC8CE",
    ink3="#98A6AD",
    strong="#7D8D96",
    line="#2C3A42",
    grid="#263239",
    primary="#6FC8D4",
    on_primary="#06282E",
    sel="#1B343B",
    soft="#16373E",
    nav="#0A2229",
    nav_on="#154350",
    nav_ink="#FFFFFF",
    nav_ink2="#A9C7CD",
    sun="#F2B84B",
    on_sun="#1B2430",
    focus="#F2B84B",
    accent="#F2A272",
    accent_s="#3B2518",
    blue="#93C1F2",
    blue_s="#18304A",
    violet="#BDAFF2",
    violet_s="#2B2646",
    success="#82D29F",
    success_s="#173525",
    warn="#F5C665",
    warn_s="#392D11",
    danger="#FF9C93",
    danger_s="#3E1F1D",
    amber="#F2B84B",
    toast="#1F2B32",
    toast_ink="#EEF3F4",
    veil="#000000",
    heat=("#16373E", "#1B4750", "#215863", "#5FB8C4", "#8ADAE4"),
    people=(
        Tone("#F0A8C8", "#3D2230"),
        Tone("#CDD17A", "#2E3014"),
        Tone("#B9C7DA", "#28323E"),
        Tone("#DDBB96", "#372A1D"),
        Tone("#E0A9E4", "#38233A"),
    ),
)


def strengthened(tokens: Tokens) -> Tokens:
    """The same palette for a system that asks for high contrast: no quiet text, no faint edge."""
    return replace(
        tokens,
        ink2=tokens.ink,
        ink3=tokens.ink,
        strong=tokens.ink,
        line=tokens.strong,
        grid=tokens.strong,
        nav_ink2=tokens.nav_ink,
    )


def contrast(first: str, second: str) -> float:
    """The WCAG 2 contrast ratio of two #RRGGBB colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


_LINEAR_BELOW = 0.04045  # sRGB: WCAG 2, relative luminance


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
