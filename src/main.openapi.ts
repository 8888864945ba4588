import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import type { RouteMeta } from '#kernel/contract.ts';
import { contract } from './main.contract.ts';

let document: Promise<object> | undefined;

/** The contract as OpenAPI 3.1: what outsiders call is what our pages call. */
export function openApiDocument(): Promise<object> {
  document ??= new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(
    contract,
    {
      info: {
        title: 'Dushi 督实',
        version: '1',
        description:
          'Refusals are typed: `{ defined: true, code, status, data: { facts, basis } }`. 拒绝均有代码、事实与依据。',
      },
      servers: [{ url: '/api' }],
    },
  );
  return document;
}

type Route = {
  readonly name: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly permission: RouteMeta['permission'];
  readonly stepUp: boolean;
  readonly fields: readonly string[];
  readonly refusals: readonly string[];
};

type Procedure = {
  route: { method?: string; path?: string; tags?: readonly string[] };
  meta: RouteMeta;
  inputSchema?: z.ZodType;
  errorMap: Record<string, unknown>;
};

/** Every procedure of the contract, as the wire has it. */
export function routesOfContract(node: unknown = contract, name: readonly string[] = []): Route[] {
  if (node === null || typeof node !== 'object') return [];
  if (!('~orpc' in node))
    return Object.entries(node).flatMap(([key, child]) => routesOfContract(child, [...name, key]));
  const { route, meta, inputSchema, errorMap } = node['~orpc'] as Procedure;
  const schema =
    inputSchema &&
    (z.toJSONSchema(inputSchema, { unrepresentable: 'any', io: 'input' }) as {
      properties?: object;
      required?: string[];
    });
  return [
    {
      name: name.join('.'),
      tag: route.tags?.[0] ?? '',
      stepUp: meta.stepUp === true,
      method: route.method ?? 'POST',
      path: route.path ?? '',
      permission: meta.permission,
      fields: Object.keys(schema?.properties ?? {}).map((field) =>
        schema?.required?.includes(field) ? field : `${field}?`,
      ),
      refusals: Object.keys(errorMap),
    },
  ];
}

const asText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const style = `
:root { color-scheme: light dark; font: 15px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
body { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.1rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
dl { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; margin: 0; }
dt { font-family: ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
dt b { display: inline-block; min-width: 4.5em; }
dd { margin: -.5rem 0 0; opacity: .8; overflow-wrap: anywhere; }
nav a { margin-right: 1em; }`;

/** The same for a reader: each route with who may call it, what it takes, and the no's to be ready for. No script. */
export function openApiPage(nonce: string): string {
  const routes = routesOfContract();
  const tags = [...new Set(routes.map((route) => route.tag))];
  const who = ({ permission }: Route) =>
    Array.isArray(permission) ? permission.join(', ') : String(permission);
  const section = (tag: string) =>
    `<h2 id="${asText(tag)}">${asText(tag)}</h2><dl>${routes
      .filter((route) => route.tag === tag)
      .map(
        (route) =>
          `<dt><b>${route.method}</b> /api${asText(route.path)}</dt><dd>${asText(route.name)} · 谁可以用 who: ${asText(who(route))}<br>` +
          `入参 input: ${asText(route.fields.join(', ') || '—')}<br>可能的拒绝 refusals: ${asText(route.refusals.join(', '))}</dd>`,
      )
      .join('')}</dl>`;
  return (
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<title>督实 Dushi · API</title><style nonce="${nonce}">${style}</style></head><body><h1>督实 Dushi · API</h1>` +
    `<p>OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a> · ${routes.length} 个接口 routes</p>` +
    `<nav>${tags.map((tag) => `<a href="#${asText(tag)}">${asText(tag)}</a>`).join('')}</nav>${tags.map(section).join('')}</body></html>`
  );
}
