"""Reports of our own that the tests read whole. The states, towns and persons are invented."""

RIVER = """\
Norland says its troops left the Orle bridge as Southmark weighs a second round

GENEVA, April 11 (Example Wire) — Southmark's foreign minister, Ana Rell, said on Thursday that \
her country would attend a second round of talks in Geneva only if Norland first withdrew from the \
Orle bridge. "We will not sit down under fire," Rell told reporters.

Norland, which has denied that its troops crossed the river, has not replied. Norland's president, \
Tomas Vey, is preparing a new offensive against the town of Orle in the summer, according to two \
officials briefed on the plans.

At least 14 people were killed and about 30 others wounded in the shelling of Orle on Monday, the \
mayor said. Norland's army put the dead at three. A planned visit by the U.N. envoy was called off.

Southmark's foreign minister, Ana Rell, arrives in Geneva on March 3. (J. Doe/Example Agency via \
Photo House)

Additionally, Rell warned that Norland might seize the dam. The so-called "safety zone" is, in her \
words, a pretext.
"""

PLANNED = ("offensive", "round", "talks", "withdrew", "seize", "visit")
"""Words of RIVER that name what has not happened."""

GERMAN = """\
Die Außenministerin erklärte am Donnerstag, ihr Land werde an einer zweiten Runde der Gespräche \
nur teilnehmen, wenn sich die Truppen zuvor von der Brücke zurückzögen. Der Präsident hat sich \
dazu noch nicht geäußert. Nach Angaben des Bürgermeisters wurden bei dem Beschuss der Stadt am \
Montag mindestens vierzehn Menschen getötet und etwa dreißig weitere verletzt.
"""
