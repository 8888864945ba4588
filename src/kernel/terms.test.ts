import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountyTerm, ownTerms, productTerms, speechOf, spoken, termIds } from '#kernel/terms.ts';

const term = (id: CountyTerm['term'], zh: string, en: string): CountyTerm => ({
  term: id,
  words: { zh, en },
});

/** As the invented counties have it. */
const jia = [
  term('contractor', '承建企业', 'builder'),
  term('supervision-letter', '整改通知书', 'Rectification Notice'),
  term('office', '县电商办', 'county e-commerce office'),
  term('inspection-group', '督查组', 'inspection team'),
  term('village-station', '村级服务点', 'village point'),
  term('regime', '监督管理办法', 'supervision measures'),
];
const yi = [
  term('contractor', '承办主体', 'undertaker'),
  term('supervision-letter', '督办单', 'Supervision Order'),
  term('office', '县电商专班', 'county task force'),
  term('inspection-group', '联合检查组', 'joint inspection group'),
  term('logistics-centre', '仓配中心', 'storage and delivery centre'),
  term('supply-chain-centre', '产业链中心', 'product centre'),
  term('regime', '督查细则', 'supervision rules'),
];
const product = termIds.map((id) => term(id, productTerms[id].zh[0], productTerms[id].en[0]));

const inWordsOf = (terms: readonly CountyTerm[]) => {
  const speech = speechOf(terms);
  if (!speech) throw new Error('this county speaks as the product does');
  return speech;
};

describe('中文', () => {
  const [ofJia, ofYi] = [inWordsOf(jia), inWordsOf(yi)];
  test.each([
    ['起草督办函', '起草整改通知书', '起草督办单'],
    ['送达承办企业。由办公室办理。', '送达承建企业。由县电商办办理。', '送达承办主体。由县电商专班办理。'],
    ['由领导小组办公室出具', '由县电商办出具', '由县电商专班出具'],
    [
      '由领导小组、办公室或商务局办理',
      '由领导小组、县电商办或商务局办理',
      '由领导小组、县电商专班或商务局办理',
    ],
    ['二次督办', '二次督办', '二次督办'],
    ['村级服务站', '村级服务点', '村级服务站'],
    ['村级区划代码', '村级区划代码', '村级区划代码'],
    ['不是监督检查小组成员', '不是督查组成员', '不是联合检查组成员'],
    ['检查组至少两人', '检查组至少两人', '检查组至少两人'],
    ['制度自 {inForceFrom} 起施行', '监督管理办法自 {inForceFrom} 起施行', '督查细则自 {inForceFrom} 起施行'],
    ['日常监管制度', '监督管理办法', '督查细则'],
    ['取消承办资格', '取消承办资格', '取消承办资格'],
    ['问题 {finding} 属于另一份合同', '问题 {finding} 属于另一份合同', '问题 {finding} 属于另一份合同'],
  ])('%s', (sentence, inJia, inYi) => {
    expect(ofJia(sentence, 'zh')).toBe(inJia);
    expect(ofYi(sentence, 'zh')).toBe(inYi);
  });
});

describe('English', () => {
  const [ofJia, ofYi] = [inWordsOf(jia), inWordsOf(yi)];
  test.each([
    ['Supervision letter', 'Rectification Notice', 'Supervision Order'],
    ['No letters yet.', 'No Rectification Notices yet.', 'No Supervision Orders yet.'],
    ['Draft a letter', 'Draft a Rectification Notice', 'Draft a Supervision Order'],
    ['A contractor needs a code.', 'A builder needs a code.', 'An undertaker needs a code.'],
    ['Contractors', 'Builders', 'Undertakers'],
    ['the contractor’s representative', 'the builder’s representative', 'the undertaker’s representative'],
    [
      'Nobody from a contractor may serve',
      'Nobody from a builder may serve',
      'Nobody from an undertaker may serve',
    ],
    [
      'Issued by the office of the leading group.',
      'Issued by the county e-commerce office.',
      'Issued by the county task force.',
    ],
    ['Office of the leading group', 'County e-commerce office', 'County task force'],
    [
      'This step is the office’s to take.',
      'This step is the county e-commerce office’s to take.',
      'This step is the county task force’s to take.',
    ],
    ['the leading group decides', 'the leading group decides', 'the leading group decides'],
    ['Inspection group', 'Inspection team', 'Joint inspection group'],
    [
      'The regime has no such price.',
      'The supervision measures have no such price.',
      'The supervision rules have no such price.',
    ],
    [
      'The regime is in force from {from}.',
      'The supervision measures are in force from {from}.',
      'The supervision rules are in force from {from}.',
    ],
    [
      'of the regime’s first day',
      'of the supervision measures’ first day',
      'of the supervision rules’ first day',
    ],
    ['Versions of the regime', 'Versions of the supervision measures', 'Versions of the supervision rules'],
    ['The regulation', 'The supervision measures', 'The supervision rules'],
    ['County logistics centre', 'County logistics centre', 'Storage and delivery centre'],
    ['Village stations', 'Village points', 'Village stations'],
    [
      'issued to {contractor} in the name',
      'issued to {contractor} in the name',
      'issued to {contractor} in the name',
    ],
    [
      'officer, lettering, in-letter, letter-box',
      'officer, lettering, in-letter, letter-box',
      'officer, lettering, in-letter, letter-box',
    ],
  ])('%s', (sentence, inJia, inYi) => {
    expect(ofJia(sentence, 'en')).toBe(inJia);
    expect(ofYi(sentence, 'en')).toBe(inYi);
  });

  test.each([
    ['authority', 'two authorities', 'an authority'],
    ['unit in charge', 'two unit in charges', 'a unit in charge'],
    ['notice of defects', 'two notices of defects', 'a notice of defects'],
    ['dispatch', 'two dispatches', 'a dispatch'],
    ['hourly note', 'two hourly notes', 'an hourly note'],
    ['instructions', 'two instructions', 'instructions'],
    ['process', 'two processes', 'a process'],
  ])('%s takes its own plural and article', (word, two, one) => {
    const speech = inWordsOf([term('supervision-letter', '督办函', word)]);
    expect(speech('two letters', 'en')).toBe(two);
    expect(speech('a letter', 'en')).toBe(one);
  });

  test('a plural is pointed at as one, and its verbs follow', () => {
    const speech = inWordsOf([term('supervision-letter', '督办函', 'instructions')]);
    expect(speech('This letter is drafted already.', 'en')).toBe('These instructions are drafted already.');
    expect(speech('A letter carries one finding.', 'en')).toBe('Instructions carry one finding.');
    expect(speech('Letters carry findings.', 'en')).toBe('Instructions carry findings.');
  });
});

test('a county that says everything as the product does costs nothing and changes nothing', () => {
  expect(ownTerms(product)).toEqual([]);
  expect(speechOf(product)).toBeUndefined();
  const words = { zh: '起草督办函', en: 'Draft a letter' };
  expect(spoken(words, product)).toBe(words);
});

test('a word of its own in one language leaves the other alone', () => {
  const speech = inWordsOf([term('supervision-letter', '督办单', 'Supervision Letter')]);
  expect(speech('督办函', 'zh')).toBe('督办单');
  expect(speech('Draft a letter', 'en')).toBe('Draft a letter');
});

test('one term becoming another is no chain: each is replaced once', () => {
  const speech = inWordsOf([
    term('contractor', '领导小组办公室', 'office'),
    term('office', '承办企业', 'contractor'),
  ]);
  expect(speech('办公室送达承办企业', 'zh')).toBe('承办企业送达领导小组办公室');
  expect(speech('the office serves the contractor', 'en')).toBe('the contractor serves the office');
});

describe('laws', () => {
  const forms = termIds.flatMap((id) => [...productTerms[id].zh, ...productTerms[id].en]);
  const free = fc
    .string({ unit: 'grapheme', maxLength: 60 })
    .filter((text) => !forms.some((form) => text.toLowerCase().includes(form)));
  const counties = fc.constantFrom(jia, yi);
  const languages = fc.constantFrom('zh' as const, 'en' as const);

  test('a text without any term is unchanged', () => {
    fc.assert(
      fc.property(counties, languages, free, (terms, language, text) => {
        expect(inWordsOf(terms)(text, language)).toBe(text);
      }),
    );
  });

  test('what stands in braces is never touched', () => {
    fc.assert(
      fc.property(
        counties,
        languages,
        fc.constantFrom(...forms.filter((form) => /^\w+$/.test(form))),
        (terms, language, name) => {
          expect(inWordsOf(terms)(`{${name}}`, language)).toBe(`{${name}}`);
        },
      ),
    );
  });

  test('where one county’s words are the product’s but for one term, saying it twice is saying it once', () => {
    fc.assert(
      fc.property(
        languages,
        fc.array(fc.constantFrom(...forms, ' ', '，', 'the '), { maxLength: 12 }),
        (language, parts) => {
          const speech = inWordsOf([
            ...product.filter(({ term: id }) => id !== 'village-station'),
            term('village-station', '村级服务点', 'village point'),
          ]);
          const once = speech(parts.join(''), language);
          expect(speech(once, language)).toBe(once);
        },
      ),
    );
  });

  test('all that is not a term stays in its place', () => {
    fc.assert(
      fc.property(counties, free, free, (terms, before, after) => {
        const said = inWordsOf(terms)(`${before}，督办函，${after}`, 'zh');
        expect(said).toBe(`${before}，${terms[1]?.words.zh}，${after}`);
      }),
    );
  });
});
