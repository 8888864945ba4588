#!/usr/bin/env python3
"""Builds the letter fonts in assets/fonts from Debian packages.

    apt-get install python3-fonttools
    mkdir work && cd work
    apt-get download texlive-lang-chinese fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai \
        fonts-dejavu-core unicode-data
    for p in *.deb; do dpkg-deb -x "$p" root; done
    /usr/bin/python3 ../scripts/letter-fonts.py root ../assets/fonts

Built with Debian 12 (bookworm): texlive-lang-chinese 2022.20230122-1 (Fandol 0.3), fonts-noto-cjk and
fonts-noto-cjk-extra 1:20220127+repack1-1, fonts-lxgw-wenkai 1.250+repack-1, fonts-dejavu-core 2.37-6,
unicode-data 15.0.0-1.

FandolFang, the only free simplified 仿宋, ends at GB 2312 and some 1,200 characters beyond it: 塅 and 墈 of five
Tongcheng villages, 塝 塆 垱 of fields and ponds, 旻 昉 昞 of people's names and ㎡ are not in it. So each face of
a letter is a font and a fallback, and together they hold all of GBK and all of 通用规范汉字表 (kTGH of Unihan):

    file            made from                      holds
    fang.otf        FandolFang                     all of it
    kai.otf         FandolKai                      all of it
    hei.otf         FandolHei                      all of it
    song.otf        FandolSong                     what is not a Chinese character: digits, Latin, page numbers
    title.otf       Noto Serif CJK SC SemiBold     GB 2312 and 通用规范汉字表 (no free 小标宋 exists)
    fang-more.otf   Noto Serif CJK SC ExtraLight   GBK and 通用规范汉字表 less FandolFang; last resort of every face
    kai-more.ttf    LXGW WenKai (renamed)          通用规范汉字表 less FandolKai
    hei-more.otf    Noto Sans CJK SC Medium        通用规范汉字表 less FandolHei; Latin and digits of 黑体
    signs.ttf       DejaVu Sans                    ticked boxes and sub- and superscripts that Noto CJK lacks

FandolFang draws its characters smaller in their square than Noto does, so fang-more is drawn at 94 %.
What a reader of a PDF does not need is dropped: hints, layout features, vertical metrics, glyph names. Subroutines
are written out, because the PDF writer copies outlines glyph by glyph.
"""

import bz2
import sys
from pathlib import Path

from fontTools.cffLib.specializer import specializeProgram
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FANDOL = 'usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/Fandol{}-Regular.otf'
NOTO = 'usr/share/fonts/opentype/noto/{}.ttc'
WENKAI = 'usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf'
DEJAVU = 'usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
UNIHAN = 'usr/share/unicode/Unihan_OtherMappings.txt.bz2'

# Signs of forms and measures that officials type and GBK lacks.
SIGNS = set(
    map(
        ord,
        '☐☑☒✓✔✗✘㎡㎥㎢㎏㎎㎜㎝㎞㏄㏑㏒①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿'
        '•‧∙⁄−‐‑‒₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹€£¥©®™§¶†‡',
    )
)
LATIN = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))


def main(root: Path, target: Path) -> None:
    tgh = general_standard_characters(root)
    gbk, gb2312 = double_byte('gbk'), double_byte('gb2312')
    wanted = gbk | tgh | SIGNS | LATIN

    fandol = {name: TTFont(root / FANDOL.format(name)) for name in ('Fang', 'Kai', 'Hei', 'Song')}
    held = {name: set(font.getBestCmap()) for name, font in fandol.items()}
    semibold = noto(root, 'NotoSerifCJK-SemiBold', 'NotoSerifCJKsc-SemiBold')
    thin = noto(root, 'NotoSerifCJK-ExtraLight', 'NotoSerifCJKsc-ExtraLight')
    sans = noto(root, 'NotoSansCJK-Medium', 'NotoSansCJKsc-Medium')

    build(fandol['Fang'], held['Fang'], 'DushiFang', target / 'fang.otf')
    build(fandol['Kai'], held['Kai'], 'DushiKai', target / 'kai.otf')
    build(fandol['Hei'], held['Hei'], 'DushiHei', target / 'hei.otf')
    build(fandol['Song'], {c for c in held['Song'] if not is_han(c)}, 'DushiSong', target / 'song.otf')
    build(semibold, gb2312 | tgh | SIGNS | LATIN, 'DushiTitle', target / 'title.otf')
    built = build(thin, wanted - held['Fang'], 'DushiFangMore', target / 'fang-more.otf', scale=0.94)
    build(sans, ((tgh | SIGNS) - held['Hei']) | LATIN, 'DushiHeiMore', target / 'hei-more.otf')
    build(TTFont(root / WENKAI), (tgh | SIGNS) - held['Kai'], 'DushiKaiMore', target / 'kai-more.ttf')
    rest = wanted - held['Fang'] - built
    assert build(TTFont(root / DEJAVU), rest, 'DushiSigns', target / 'signs.ttf') == rest


def general_standard_characters(root: Path) -> set:
    with bz2.open(root / UNIHAN, 'rt', encoding='utf-8') as lines:
        fields = (line.rstrip('\n').split('\t') for line in lines)
        found = {int(f[0][2:], 16) for f in fields if len(f) == 3 and f[1] == 'kTGH'}
    assert len(found) == 8105, len(found)
    return found


def double_byte(encoding: str) -> set:
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes([lead, trail]).decode(encoding)))
            except UnicodeDecodeError:
                pass
    return found


def is_han(code_point: int) -> bool:
    return 0x3400 <= code_point <= 0x9FFF or 0xF900 <= code_point <= 0xFAFF or code_point >= 0x20000


def noto(root: Path, collection: str, postscript_name: str) -> TTFont:
    fonts = TTCollection(root / NOTO.format(collection), lazy=True).fonts
    return next(font for font in fonts if font['name'].getDebugName(6) == postscript_name)


def build(font: TTFont, unicodes: set, name: str, path: Path, scale: float = 1) -> set:
    options = Options(
        layout_features=[],
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
        glyph_names=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        name_languages=[0x409],
        name_legacy=False,
        recalc_timestamp=False,
        drop_tables='BASE GPOS GSUB GDEF VORG vhea vmtx DSIG MATH gasp meta STAT kern FFTM'.split(),
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    rename(font, name)
    if 'CFF ' in font:
        redraw(font, scale)
    font.save(path, reorderTables=None)
    held = unicodes & set(TTFont(path).getBestCmap())
    megabytes = path.stat().st_size / 1e6
    print(f'{path.name}: {len(held)} of {len(unicodes)} characters, {megabytes:.2f} MB')
    return held


def rename(font: TTFont, name: str) -> None:
    """Derived fonts bear names of their own: LXGW and 霞鹜 are reserved, and the others are no longer the originals."""
    for record in font['name'].names:
        if record.nameID in (1, 4, 6):
            record.string = name
        elif record.nameID == 3:
            record.string = f'{name}; reduced by scripts/letter-fonts.py'
    if 'CFF ' in font:
        cff = font['CFF '].cff
        cff.fontNames = [name]
        top = cff.topDictIndex[0]
        for field in ('FullName', 'FamilyName'):
            if hasattr(top, field):
                setattr(top, field, name)


def redraw(font: TTFont, scale: float) -> None:
    """Writes each outline with the shortest operators, drawn smaller about the middle of the character's square."""
    strings = font['CFF '].cff.topDictIndex[0].CharStrings
    middle = (500, 380)
    for glyph in strings.keys():
        string = strings[glyph]
        string.decompile()
        if scale == 1:
            string.program = specializeProgram(string.program)
            continue
        width = font['hmtx'][glyph][0]
        private = string.private
        written = None if width == private.defaultWidthX else width - private.nominalWidthX
        pen = T2CharStringPen(written, strings)
        shift = (width / 2 if width < 1000 else middle[0]) * (1 - scale), middle[1] * (1 - scale)
        string.draw(TransformPen(pen, (scale, 0, 0, scale, *shift)))
        string.program = pen.getCharString(private, string.globalSubrs).program


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))
