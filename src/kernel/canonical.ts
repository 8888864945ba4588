/** JSON in the one form that can be hashed (RFC 8785 for the values we store: no floats beyond what ES prints, no undefined). */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) {
    let text = '[';
    for (let at = 0; at < value.length; at += 1)
      text += at === 0 ? canonicalJson(value[at]) : `,${canonicalJson(value[at])}`;
    return `${text}]`;
  }
  // Every event and digest passes here: no intermediate lists.
  const members = value as Record<string, unknown>;
  let text = '{';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === '{' ? '' : ','}${labelOf(key)}${canonicalJson(member)}`;
  }
  return `${text}}`;
}

const labels = new Map<string, string>();
const labelsMax = 2000;

/** The names of members are few and come again; those of a stranger's JSON are not gathered without end. */
function labelOf(key: string): string {
  const known = labels.get(key);
  if (known !== undefined) return known;
  const label = `${JSON.stringify(key)}:`;
  if (labels.size < labelsMax) labels.set(key, label);
  return label;
}
