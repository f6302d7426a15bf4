"""Words that decide whether a full stop ends a sentence, in English, German and French.

Abbreviations stand here without their full stop and, if of letters, without those between them.
One with a capital has it in the text too; the others may be written with or without.
"""

from __future__ import annotations


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER = _list(
    """
    Adm Assoc Bp Brig Capt Card Cdr Chas Cmdr Col Comm Cpl Cpt Dipl Dir Dr Drs Fr Frhr Frl Gen
    Geo Gov Gr Hon Hr Hrn Ing Insp Jas Jno Kard Lieut Lt M MM Mag Maj Messrs Mgr Mlle Mlles Mme
    Mmes Mr Mrs Ms Msgr Mt Mts Mx Pfr Pr Pres Prof Profs Pvt Rep Reps Rev Sen Sens Sgt Ste Sts Supt
    Thos Vve Wm angew anthrop ap approx av bes bibl bzw ca cad càd cf dh eg einschl entspr evtl
    exkl ggf ie inkl insb insbes internat jahrb jahrg jur lt mE med nat pex phil philos
    psych rer resp sog theol u uU uu urspr v vA vergl vgl viz vs zb zeitschr zschr zt ztschr zz zzt
    डॉ प्रो
    """
)
"""Before a name, or in the middle of what is said: they end no sentence."""

MAY_END = _list(
    """
    Ave Blvd Bros Co Corp Dept Esq Ft Gebr Inc Jr Ltd Ph Sr St Str Univ al ed eds env geb gest
    Arist Cic Cor Deut Eph Eth Exod Gal Hor Il Isa Jer Lev Matt Nic Plut Rom Thuc Verg Virg Xen
    Mio Mrd hrsg ibid ebd incl ms mss orig repr trans transl ua übers so su
    """
)
"""Those that end a sentence only before a word that commonly begins one."""

BEFORE_NUMBERS = _list(
    """
    b d fl apr aug avr dec dez déc feb févr jan janv juil jun nov nr nrs oct okt sep sept mar
    abb abs anm aufl bk c ch chap chaps col cols ex f ff fig figs fn fol h jg kap l lib lig ll n nn
    no nos p par paras pl pp pt pts q r s sc sec secs sect sects sp ss t tab tit tom v vers vol vols
    vv z ziff zl art arts app bd bde eq eqs liv op cap al min max st nbr num tel
    """
)
"""Those that end no sentence before a figure: “no. 5”, “Mar. 3”."""

BEFORE_PARTS = _list(
    "abb abs app art bd bde bk cap ch chap eq fig kap lib liv pt sec sect t tab tit tom vol vols"
)
"""Those that end none before a letter or a Roman numeral either: “Vol. II”, “Fig. A”."""

WORDS = _list("art cap fig t")
"""Of these, those that are words too, unless they have a capital: “I love art. I paint.”"""

BEFORE_DAYS = _list("am pm")
"""Those that end none before the name of a day, or another abbreviation."""

DAYS = _list(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Eastern Central Pacific Greenwich GMT"
)
"""Those names, and what else says which hour it was."""

BEFORE_MONTHS = _list(
    """
    January February March April May June July August September October November December Januar
    Jänner Februar März Mai Juni Juli Oktober Dezember Jahrhundert Jahrhunderts Jahrhunderte Jh
    Jhd Jhs Jahrtausend Jahrtausends
    """
)
"""What a number and a full stop stand before as the day or the century."""

ORDINAL = _list(
    """
    der die das dem den des am im vom zum zur beim ein eine einem einen einer eines und bis seit ab
    dieser diesem diesen jeder jedem jeden
    """
)
"""German words after which a number and a full stop are an ordinal: “der 3. Band”."""

STARTERS = _list(
    """
    A After All Although An And Another As At Because Before Both But By Each Even Every For
    From He Her Here His How However I If In Is It Its Let Many Most My No Nor Not Now Of On
    Once Only Or Our Perhaps She Since So Some Still Such That The Their Then There These They
    This Those Though To Was We Were What When Where Whether Which While Who Why With Yes Yet
    You Your
    Aber Als Am An Auch Auf Aus Bei Bevor Da Daher Damit Dann Darum Das Daß Dass Den Denn Der
    Des Deshalb Die Dies Diese Dieser Dieses Doch Dort Durch Ein Eine Einen Er Es Für Hier Ich
    Ihr Ihre Im In Ist Ja Jede Jeder Jedes Kein Keine Man Mein Mit Nach Nachdem Nein Nicht Noch
    Nun Nur Ob Obwohl Oder Schon Sein Seine Seit Sie So Trotzdem Über Um Und Unser Unter Vor Was
    Weil Wenn Wer Wie Wir Während Zu Zum Zur
    Ainsi Alors Après Aussi Avant Avec Car Ce Cela Ces Cet Cette Comme Dans Donc Elle Elles En
    Et Il Ils Je La Le Les Leur Leurs Ma Mais Mes Mon Ni Non Nous On Ou Oui Où Par Pour Pourquoi
    Puis Quand Que Qui Sa Sans Ses Si Son Sur Tout Tu Un Une Vous C’ I’ J’ L’ N’ Qu’ S’
    """
)
"""Words that commonly begin a sentence, and are part of no name."""
