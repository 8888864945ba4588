import { expect, test } from 'vitest';
import { commonPasswords, passwordFault } from '#platform/password-guess.ts';

const he = { login: 'he', name: '何建国', county: 'Tongcheng' };

test('W20 the list has more than ten thousand, and what people of a county office think of first is refused with its true reason', () => {
  expect(commonPasswords().size).toBeGreaterThan(10_000);
  for (const [password, fault] of [
    ['Password1234', 'common'],
    ['P@ssw0rd2026', 'common'],
    ['admin@123456', 'common'],
    ['iloveyou2026', 'common'],
    ['tongcheng2026', 'local'],
    ['Tongcheng@2026', 'local'],
    ['T0ngcheng2026', 'local'],
    ['shangwuju2026', 'local'],
    ['tongcheng-dianshang-2026', 'local'],
    ['qwerty123456', 'keyboard'],
    ['1qaz2wsx3edc', 'keyboard'],
    ['poiuytrewq12', 'keyboard'],
    ['Aa123456789', 'keyboard'],
    ['a7391846205', 'digits'],
    ['13812345678', 'telephone'],
    ['zhangwei1985', 'pinyin'],
    ['8888888888', 'repeated'],
    ['abcabcabcabc', 'repeated'],
    ['何建国的密码真长', 'name'],
  ] as const)
    expect([password, passwordFault(password, he)]).toEqual([password, fault]);
});

test('W20 a login of two letters forbids no word that holds it, one of four does; a phrase of several words is fine', () => {
  for (const password of [
    'another-harbour-entirely',
    'the-weather-there-is-fine',
    'ricefield-harbour-9',
    'lantern-over-the-lake',
    'tongcheng-mushroom-kettle-2026',
    '稻田里的月亮会唱歌',
    'four slow green buses',
  ])
    expect([password, passwordFault(password, he)]).toEqual([password, undefined]);
  expect(passwordFault('weather-of-zhou.li', { login: 'zhou.li' })).toBe('login');
  expect(passwordFault('my-uncle-zhao-sings', { login: 'zhao' })).toBe('login');
});
