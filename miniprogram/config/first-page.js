const { readFileSync } = require('node:fs');
const path = require('node:path');

/** What the first page asks (pages/home), and where that page is. lib/platform.h5.ts takes the answer. */
const QUESTION = 'Home';
const VARIABLES = { first: 20 };
const PAGE = 'home';
/**
 * Where people go from there: fetched when the first page is done, so that they open at once, and where the network has
 * gone meanwhile.
 */
const NEXT = ['product', 'cart', 'categories', 'search', 'checkout', 'me', 'orders', 'order', 'trace'];
const ADDRESS = '^/m(/(pages/home/index)?)?$';

/**
 * Runs in the page before any of its scripts is there: asks what the first page will ask, and fetches what it is made
 * of. On a slow phone the answer is there before the scripts have been read. Not where the address brings somebody to
 * sign in.
 */
function early(address, body, files, next) {
  if (!new RegExp(address).test(location.pathname) || /[?&](as|code)=/.test(location.search)) return;
  const link = (rel, file) => {
    const made = document.createElement('link');
    made.rel = rel;
    made.as = file.endsWith('css') ? 'style' : 'script';
    made.href = file;
    document.head.appendChild(made);
  };
  files.forEach((file) => link('preload', file));
  addEventListener('load', () => setTimeout(() => next.forEach((file) => link('prefetch', file)), 3000));
  let token = null;
  try {
    token = JSON.parse(JSON.parse(localStorage.getItem('heitu.session')).data);
  } catch {
    // Nobody has signed in here.
  }
  const headers = { 'content-type': 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  const early = {
    body,
    token,
    now: null,
    answer: fetch('/graphql', { method: 'POST', headers, body }).then((response) =>
      response.json().then((answer) => (early.now = { status: response.status, body: answer })),
    ),
  };
  early.answer.catch(() => undefined);
  window.heituEarly = early;
}

/** Puts that into the page, with the hash of the question and the names of the files as they are now. */
module.exports = class FirstPage {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.compilation.tap('FirstPage', (compilation) => {
      compilation.hooks.processAssets.tap(
        { name: 'FirstPage', stage: Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE },
        () => {
          const html = compilation.getAsset('index.html')?.source.source().toString();
          if (!html) return;
          const hash = / hash: '(\w+)'/.exec(
            readFileSync(path.join(__dirname, `../src/api/shop/${QUESTION}.ts`), 'utf8'),
          )?.[1];
          const initial = new Set([...compilation.entrypoints.values()].flatMap((entry) => entry.getFiles()));
          const filesOf = (page) => {
            const place = path.join('src', 'pages', page, 'index');
            const chunk = [...compilation.chunks].find((one) =>
              [...compilation.chunkGraph.getChunkModulesIterable(one)].some((module) =>
                (module.resource ?? module.rootModule?.resource ?? '').includes(place),
              ),
            );
            if (!chunk) throw new Error(`no ${place}`);
            return [...chunk.groupsIterable]
              .flatMap((group) => group.getFiles())
              .filter((file) => !initial.has(file))
              .map((file) => compilation.outputOptions.publicPath + file);
          };
          if (!hash) throw new Error(`no hash of ${QUESTION}`);
          const files = [...new Set(filesOf(PAGE))];
          const next = [...new Set(NEXT.flatMap(filesOf))].filter((file) => !files.includes(file));
          const body = JSON.stringify({ documentId: `sha256:${hash}`, operationName: QUESTION, variables: VARIABLES });
          const script = `(${early})(${[ADDRESS, body, files, next].map((argument) => JSON.stringify(argument)).join(',')})`;
          compilation.updateAsset(
            'index.html',
            new sources.RawSource(html.replace('</title>', `</title><script>${script}</script>`)),
          );
        },
      );
    });
  }
};
