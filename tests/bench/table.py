"""Figures as lines: what was measured, how much, what we aim at."""

from dataclasses import dataclass, field


def met(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


@dataclass
class Table:
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, measured: str, aim: str = "") -> None:
        self.rows.append((what, measured, aim))

    def ratio(self, what: str, ours: float, theirs: float, aim: float, *, least: bool = False) -> None:
        """Ours in theirs, and whether it is within the aim (a most, or with `least` a least)."""
        ratio = ours / theirs
        sign = ">=" if least else "<="
        is_met = ratio >= aim if least else ratio <= aim
        # Three digits where the aim is near to one.
        self.add(what, f"{ratio:.3f}" if least else f"{ratio:.2f}", f"aim {sign} {aim:g}: {met(is_met)}")

    def show(self) -> None:
        for what, measured, aim in self.rows:
            print(f"{what:64} {measured:>16}  {aim}", flush=True)
        print(flush=True)
