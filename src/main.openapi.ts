import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from './main.contract.ts';

type Operation = { summary?: string; description?: string; tags?: string[]; operationId?: string };
type Document = {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
};

let document: Promise<Document> | undefined;

/** The contract as OpenAPI 3.1: what outsiders call is what our pages call. */
export function openApiDocument(): Promise<Document> {
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
  ) as unknown as Promise<Document>;
  return document;
}

const asText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The same as a page without scripts. */
export async function openApiPage(): Promise<string> {
  const { paths } = await openApiDocument();
  const rows = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    )
    .sort(
      (a, b) =>
        (a.operation.tags?.[0] ?? '').localeCompare(b.operation.tags?.[0] ?? '') ||
        a.path.localeCompare(b.path),
    )
    .map(
      ({ path, method, operation }) =>
        `<tr><td>${asText(operation.tags?.[0] ?? '')}</td><td>${method}</td><td><code>/api${asText(path)}</code></td><td>${asText(operation.operationId ?? '')}</td></tr>`,
    );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>督实 Dushi · API</title><body><h1>督实 Dushi · API</h1><p>OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a></p><table><thead><tr><th>分组 Group</th><th>方法 Method</th><th>路径 Path</th><th>名称 Name</th></tr></thead><tbody>${rows.join('')}</tbody></table></body></html>`;
}
