import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import { escapeHtml } from '../escape-html.ts';

export interface GraphiqlSettings {
  /** SDL that the page completes and explains by: a contract, which may be less than what is served. */
  schemaFile: string;
  /**
   * A folder of operations, one tab each, in the order of their names; a line `# variables: {…}` goes into the tab's
   * variables.
   */
  examples: string;
  /** A program that whoever opens the page may try things out as; null: they bring their own. */
  client: { id: string; secret: string } | null;
}
interface Example {
  name: string;
  query: string;
  variables: string;
}

const require = createRequire(import.meta.url);
/** The packages' own files: nothing is fetched from another host. */
const fileOf = (packageName: string, path: string): string =>
  join(dirname(require.resolve(`${packageName}/package.json`)), path);
const ownFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const files = (): Readonly<Record<string, string>> => ({
  'react.js': fileOf('react', 'umd/react.production.min.js'),
  'react-dom.js': fileOf('react-dom', 'umd/react-dom.production.min.js'),
  'graphiql.js': fileOf('graphiql', 'graphiql.min.js'),
  'graphiql.css': fileOf('graphiql', 'graphiql.min.css'),
  'app.js': ownFile('app.js'),
  'app.css': ownFile('app.css'),
});
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** The editor writes styles into its elements; scripts come from here alone. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const valueOf = (text: string | undefined): string => (text === undefined ? '' : ` value="${escapeHtml(text)}"`);
const pageFor = (client: GraphiqlSettings['client']): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/app.css">
<form id="bar">
  <label>程序编号 <input id="client" autocomplete="off" spellcheck="false"${valueOf(client?.id)}></label>
  <label>密钥 <input id="secret" type="password" autocomplete="off"${valueOf(client?.secret)}></label>
  <button id="token">取令牌</button>
  <output id="said">没有令牌：只能查公开的数据</output>
</form>
<div id="graphiql"></div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/app.js"></script>
</html>
`;

export function readExamples(folder: string): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8').trimEnd();
      return {
        name: file,
        query: text.replace(/^# variables: .*\n/m, ''),
        variables: /^# variables: (.*)$/m.exec(text)?.[1] ?? '',
      };
    });
}

/** `/graphiql`: the page of the npm package, its files from here, for whoever tries the API out. */
export async function addGraphiql(scope: FastifyInstance, settings: GraphiqlSettings): Promise<void> {
  const page = pageFor(settings.client);
  const schema = JSON.stringify(introspectionFromSchema(buildSchema(readFileSync(settings.schemaFile, 'utf8'))));
  const examples = JSON.stringify(readExamples(settings.examples));
  scope.addHook('onSend', async (_request, reply) => void reply.headers(HEADERS));
  scope.get('/graphiql', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  scope.get('/graphiql/schema.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(schema));
  scope.get('/graphiql/examples.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(examples),
  );
  for (const [name, path] of Object.entries(files())) {
    const content = readFileSync(path);
    const type = must(MEDIA_TYPES[name.split('.').at(-1) ?? ''], `the media type of ${name}`);
    scope.get(`/graphiql/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=3600').send(content),
    );
  }
}
