import { contentHash, plainScript } from '#platform/page-script.ts';
import { checkWords, drawRoleWords, verifierWords } from './draw.verifier.words.ts';

/**
 * One page that holds a published draw and repeats it wherever it is opened: no network (its own policy forbids it), no library,
 * readable source. Every text from the data is put in as text, never as markup.
 */
export async function verifierPage(proof: string): Promise<string> {
  const script = scriptSafe(
    `${await plainScript(new URL('draw.repeat.rules.ts', import.meta.url), 'draw')}\n${pageScript}`,
  );
  const policy = `default-src 'none'; script-src ${contentHash(script)}; style-src ${contentHash(style)}; base-uri 'none'; form-action 'none'`;
  const both = (words: { zh: string; en: string }) => `${words.zh} <span lang="en">${words.en}</span>`;
  const { title, intro, another } = verifierWords;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.zh} ${title.en}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${both(title)}</h1>
<p>${both(intro)}</p>
<div id="report" aria-live="polite"></div>
<p><label>${both(another)} <input type="file" id="file" accept=".json,application/json"></label></p>
</main>
<script type="application/json" id="words">${dataSafe(JSON.stringify({ checks: checkWords, roles: drawRoleWords, words: verifierWords }))}</script>
<script type="application/json" id="proof">${dataSafe(proof)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Inside a script element only its end tag and the opening of a comment mean anything; JSON may spell the sign otherwise. */
const dataSafe = (json: string): string => json.replaceAll('<', '\\u003c');

function scriptSafe(script: string): string {
  if (/<\/script|<!--/i.test(script)) throw new Error('the script would end its own element');
  return script;
}

const style = `
body { margin: 0; background: #f6f6f4; color: #1f2328; font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; } td b { font-weight: 400; } h2 { font-size: 1.1rem; margin-top: 2rem; }
[lang=en] { color: #57606a; font-size: .92em; }
.verdict { padding: .75rem 1rem; border: 1px solid; border-radius: 6px; font-weight: 600; }
.good { color: #1a6b3c; } .bad { color: #a4262c; }
ul { list-style: none; padding: 0; } li { padding: .2rem 0; }
code { overflow-wrap: anywhere; font-size: .88em; }
table { border-collapse: collapse; width: 100%; background: #fff; } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border: 1px solid #d8dade; }
dt { font-weight: 600; margin-top: .6rem; } dd { margin: 0; }
`;

const pageScript = `
(function () {
  var told = JSON.parse(document.getElementById('words').textContent);
  var report = document.getElementById('report');
  function element(name, parent, text, kind) {
    var made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    parent.appendChild(made);
    return made;
  }
  function both(parent, words) {
    parent.appendChild(document.createTextNode(words.zh + ' '));
    element('span', parent, words.en).lang = 'en';
    return parent;
  }
  function show(verdict) {
    report.textContent = '';
    report.dataset.ok = String(verdict.ok);
    both(element('p', report, undefined, 'verdict ' + (verdict.ok ? 'good' : 'bad')), told.words[verdict.ok ? 'agrees' : 'differs']);
    var list = element('ul', report);
    verdict.checks.forEach(function (check) {
      var line = element('li', list);
      line.dataset.check = check.name;
      line.dataset.ok = String(check.ok);
      element('strong', line, check.ok ? '✓ ' : '✗ ', check.ok ? 'good' : 'bad');
      both(line, told.checks[check.name]);
    });
    if (verdict.proof) showProof(verdict.proof);
  }
  function showProof(proof) {
    var lists = proof.lists;
    var objects = new Map(lists.objects.map(function (object) { return [object.id, object]; }));
    var people = new Map(lists.inspectors.map(function (one) { return [one.id, one.name]; }));
    element('h2', report, lists.number + ' ' + lists.title);
    var facts = element('dl', report);
    function fact(words, text, hint) {
      both(element('dt', facts), words);
      element('code', element('dd', facts), text);
      if (hint) both(element('dd', facts), hint);
    }
    fact(told.words.digest, proof.listsDigest, told.words.digestHint);
    fact(told.words.publicValue, lists.publicValue.name + ' · ' + lists.publicValue.on + ' · ' + proof.publicValue);
    fact(told.words.source, lists.publicValue.source);
    fact(told.words.seed, proof.seed);
    if (lists.period) fact(told.words.period, lists.period.from + ' – ' + lists.period.until);
    if (lists.redraw) fact(told.words.redraw, lists.redraw.of + ' · ' + lists.redraw.reason);
    var weighted = lists.parameters.weighted;
    both(element('h2', report), told.words.result);
    var table = element('table', report);
    var head = element('tr', element('thead', table));
    [told.words.object, told.words.town].concat(weighted ? [told.words.weight] : [], told.words.inspectors).forEach(function (words) { both(element('th', head), words); });
    var body = element('tbody', table);
    proof.outcome.drawn.forEach(function (pairing) {
      var row = element('tr', body);
      var object = objects.get(pairing.object);
      element('td', row, object ? object.number + ' ' + object.name : pairing.object);
      element('td', row, object ? object.town : '');
      if (weighted) showWeight(element('td', row), lists, object);
      var cell = element('td', row);
      pairing.inspectors.forEach(function (one) {
        both(element('div', cell, (people.get(one.id) || one.id) + ' · '), told.roles[one.role]);
      });
      pairing.unfilled.forEach(function (role) {
        var line = both(element('div', cell, undefined, 'bad'), told.roles[role]);
        both(line, told.words.unfilled);
      });
    });
  }
  function showWeight(cell, lists, object) {
    if (!object) return;
    element('strong', cell, String(object.weight));
    draw.weighed(lists, object).forEach(function (step) {
      if (step.count === 0) return;
      var line = element('div', cell);
      ['zh', 'en'].forEach(function (language) {
        var said = told.words.weightStep[language]
          .replace('{count}', step.count).replace('{adds}', step.term.adds)
          .replace('{most}', step.term.most).replace('{gives}', step.gives);
        var part = element(language === 'en' ? 'span' : 'b', line, step.term.name[language] + ' ' + said + ' ');
        part.lang = language;
      });
    });
  }
  document.getElementById('file').addEventListener('change', function (event) {
    var file = event.target.files[0];
    if (file) file.text().then(function (text) { show(draw.repeatText(text)); });
  });
  show(draw.repeat(JSON.parse(document.getElementById('proof').textContent)));
})();
`;
